# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What the owner of a product states, as one frozen value; `configuration` reads it from a file."""

import datetime
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from compliance.model import Inventory, Party, Severity

if TYPE_CHECKING:
    from compliance.findings import Finding

_NOBODY = Party()


@dataclass(frozen=True, slots=True)
class Product:
    """What is shipped, by whom, and where to."""

    name: str = ""
    version: str = ""
    license: str = ""
    licensed_in: str = ""
    """The file that states it."""
    role: str = "manufacturer"
    commercial: bool = True
    markets: tuple[str, ...] = ("EU",)
    domicile: str = ""
    """Empty when not given: a licensee's seat is never assumed."""
    sold_to: str = ""
    monthly_users: int | None = None
    annual_revenue_eur: float | None = None
    support_until: datetime.date | None = None
    manufacturer: Party = _NOBODY
    """Who answers for it."""
    purl: str = ""
    description: str = ""
    rights: str = ""
    """Who holds the rights in what the product's own terms cover: own or others; empty when not stated."""


@dataclass(frozen=True, slots=True)
class DeclaredModel:
    """Facts about a model that its owner states."""

    name: str = ""
    path: str = ""
    id: str = ""
    license: str = ""
    training_data: tuple[str, ...] = ()
    output_terms: str = ""
    base_model: str = ""
    distilled_from: str = ""
    """The teacher: a model on whose output it was trained."""
    task: str = ""
    supplier: str = ""
    version: str = ""
    released: str = ""
    description: str = ""
    architecture: str = ""
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeclaredDataset:
    """Facts about a data set that its owner states."""

    name: str = ""
    path: str = ""
    id: str = ""
    license: str = ""
    personal_data: str = ""
    provenance: str = ""
    supplier: str = ""
    version: str = ""
    description: str = ""
    statistics: str = ""


@dataclass(frozen=True, slots=True)
class Clarification:
    """A licence that its owner concluded for one file, bound to the file's content."""

    path: str
    sha256: str
    expression: str
    reason: str


@dataclass(frozen=True, slots=True)
class LicensePolicy:
    """Which licences the owner allows, forbids or wants to look at: ids, patterns (`GPL-*`) or the knowledge base's categories."""

    allow: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    policy: str = "cautious"
    """cautious, or text-only: without what neither a licence's text nor a common understanding settles."""
    clarify: tuple[Clarification, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that its owner accepts, for a reason and until a day."""

    rule: str
    component: str
    """Name, path or file name, purl without version, or bom-ref."""
    reason: str
    expires: datetime.date

    def applies_to(self, finding: "Finding") -> bool:
        """Whether it is for this finding, whatever the day."""
        package, _, inside = finding.ref.partition("#")
        path = inside or finding.ref.removeprefix("file:")
        names = {finding.component, finding.ref, package.partition("@")[0], path, path.rpartition("/")[2]}
        return self.rule == finding.rule and self.component in names


@dataclass(frozen=True, slots=True)
class Supplier:
    """Who stands behind some components."""

    components: tuple[str, ...]
    contract: str = ""
    contact: str = ""
    producer: Party | None = None
    """Who created and maintains them."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What is looked at."""

    exclude: tuple[str, ...] = ()
    venv: str = ""
    venv_within: str = ""
    """The folder that links in the environment must not leave; empty for an environment that the command line names."""
    imports: tuple[str, ...] = ()
    redact: tuple[str, ...] = ()
    """Regular expressions of secrets beyond those that are known anyway."""
    development: bool = True
    """Whether what only development, tests or the build need is in the inventory."""
    caches: bool = False
    """Whether the package caches of this machine are asked for licences; the BOM then depends on what they hold."""
    cache_folders: tuple[str, ...] = ()
    """Where they lie; given by the caller, since nothing below the command line reads the environment."""
    seconds_per_file: float = 10.0
    """Computing time after which a file is left and becomes a gap; files that people write take well below a second."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole configuration. Without any, every field has its default and `assumptions` says so."""

    product: Product = Product()
    scan: Scan = Scan()
    models: tuple[DeclaredModel, ...] = ()
    datasets: tuple[DeclaredDataset, ...] = ()
    licenses: LicensePolicy = LicensePolicy()
    rules: dict[str, str] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    suppliers: tuple[Supplier, ...] = ()
    statements: dict[str, str] = field(default_factory=dict)
    """What the owner says of the product for the SBOM: data flow, intended use, security controls."""
    source: str = ""
    """The file it came from; empty when there is none."""
    assumptions: tuple[str, ...] = ()
    fail_on: Severity | None = Severity.ERROR
    """None: never."""
    today: datetime.date = datetime.date.max
    """For expiry dates; given by the caller, since nothing below the command line reads a clock."""
    baseline: Inventory | None = None
    """An earlier state of the product, given by the caller like the day: rules that speak of changes compare with it."""
    timestamp: str = ""
    """For the BOM, RFC 3339; empty leaves it out."""
    debug: bool = False
    """Whether an exception that nobody expected ends the run, instead of becoming a gap; given by the caller."""

    def with_markets(self, markets: tuple[str, ...]) -> "Settings":
        """The same, for these markets."""
        assumptions = tuple(line for line in self.assumptions if not line.startswith("markets"))
        return replace(self, product=replace(self.product, markets=markets), assumptions=assumptions)
