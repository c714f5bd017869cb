# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`lexbom.toml`, or `[tool.lexbom]` in pyproject.toml, as one frozen value."""

import datetime
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from compliance import contract
from compliance.errors import ConfigError
from compliance.model import Finding, Severity

FILE_NAME = "lexbom.toml"


@dataclass(frozen=True, slots=True)
class Manufacturer:
    """Who answers for the product."""

    name: str = ""
    email: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Product:
    """What is shipped, by whom, and where to."""

    name: str = ""
    version: str = ""
    license: str = ""
    role: str = "manufacturer"
    commercial: bool = True
    markets: tuple[str, ...] = ("EU",)
    domicile: str = ""
    """Empty when not given: a licensee's seat is never assumed."""
    sold_to: str = ""
    monthly_users: int | None = None
    annual_revenue_eur: float | None = None
    support_until: datetime.date | None = None
    manufacturer: Manufacturer = Manufacturer()


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
    task: str = ""
    supplier: str = ""


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
    """Name, purl without version, or bom-ref."""
    reason: str
    expires: datetime.date

    def applies_to(self, finding: Finding) -> bool:
        """Whether it is for this finding, whatever the day."""
        package = finding.ref.partition("#")[0].partition("@")[0]
        return self.rule == finding.rule and self.component in {finding.component, finding.ref, package}


@dataclass(frozen=True, slots=True)
class Supplier:
    """Who stands behind some components."""

    components: tuple[str, ...]
    contract: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """What is looked at."""

    exclude: tuple[str, ...] = ()
    venv: str = ""
    imports: tuple[str, ...] = ()


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
    source: str = ""
    """The file it came from; empty when there is none."""
    assumptions: tuple[str, ...] = ()
    fail_on: Severity | None = Severity.ERROR
    """None: never."""
    today: datetime.date = datetime.date.max
    """For expiry dates; given by the caller, since nothing below the command line reads a clock."""
    timestamp: str = ""
    """For the BOM, RFC 3339; empty leaves it out."""

    def with_markets(self, markets: tuple[str, ...]) -> "Settings":
        """The same, for these markets."""
        assumptions = tuple(line for line in self.assumptions if not line.startswith("markets"))
        return replace(self, product=replace(self.product, markets=markets), assumptions=assumptions)


def load(root: Path, config: Path | None = None) -> Settings:
    """Settings for the product at `root`, from `config` or from what lies there.

    Raises:
        ConfigError: unreadable, not TOML, a key or value that the schema doesn't know, or two configurations.
    """
    table, source = _find(root, config)
    faults = list(contract.problems(table, "config")) if table else []
    if faults:
        raise ConfigError(f"{source}: " + "; ".join(faults[:5]), fix="See schemas/lexbom-config.schema.json")
    project = _project(root)
    product = {
        "name": project.get("name", ""),
        "version": project.get("version", ""),
        "license": project.get("license", ""),
        **table.get("product", {}),
    }
    given = set(table.get("product", {}))
    return Settings(
        product=_product({**product, "name": product["name"] or root.resolve().name}),
        scan=Scan(**_tuples(table.get("scan", {}))),
        models=tuple(DeclaredModel(**_tuples(entry)) for entry in table.get("models", ())),
        datasets=tuple(DeclaredDataset(**entry) for entry in table.get("datasets", ())),
        licenses=_policy(table.get("licenses", {})),
        rules=dict(table.get("rules", {})),
        waivers=tuple(Waiver(**_dates(entry, "expires")) for entry in table.get("waivers", ())),
        suppliers=tuple(Supplier(**_tuples(entry)) for entry in table.get("suppliers", ())),
        source=source,
        assumptions=tuple(_assumed(given, product)),
    )


def _find(root: Path, config: Path | None) -> tuple[dict[str, Any], str]:
    if config is not None:
        table = _toml(config)
        if config.name == "pyproject.toml":
            table = table.get("tool", {}).get("lexbom", {})
        return table, config.name
    own, pyproject = root / FILE_NAME, root / "pyproject.toml"
    inside = _toml(pyproject, strict=False).get("tool", {}).get("lexbom") if pyproject.is_file() else None
    if own.is_file() and inside is not None:
        raise ConfigError(f"Both {FILE_NAME} and [tool.lexbom] in pyproject.toml", fix="Keep one of them")
    if own.is_file():
        return _toml(own), FILE_NAME
    return (inside, "pyproject.toml") if inside is not None else ({}, "")


def _toml(path: Path, *, strict: bool = True) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        if strict:
            raise ConfigError(
                f"{path.name} can't be read: {error}", fix="Correct it or leave it out"
            ) from error
        return {}


def _project(root: Path) -> dict[str, str]:
    """The texts of [project]; a broken pyproject.toml is reported as a gap by the source that reads it."""
    table = _toml(root / "pyproject.toml", strict=False).get("project", {})
    return (
        {key: value for key, value in table.items() if isinstance(value, str)}
        if isinstance(table, dict)
        else {}
    )


def _product(table: dict[str, Any]) -> Product:
    known = _dates(_tuples(table), "support_until")
    if "manufacturer" in known:
        known["manufacturer"] = Manufacturer(**known["manufacturer"])
    return Product(**known)


def _policy(table: dict[str, Any]) -> LicensePolicy:
    clarify = tuple(Clarification(**entry) for entry in table.get("clarify", ()))
    return LicensePolicy(**{**_tuples(table), "clarify": clarify})


def _tuples(table: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


def _dates(table: dict[str, Any], key: str) -> dict[str, Any]:
    value = table.get(key)
    return {**table, key: datetime.date.fromisoformat(value)} if isinstance(value, str) else table


def _assumed(given: set[str], product: dict[str, Any]) -> list[str]:
    said = {
        "name": "" if product["name"] else "name = the folder's name",
        "markets": 'markets = ["EU"]',
        "commercial": "commercial = true",
        "role": 'role = "manufacturer"',
    }
    assumed = [line for key, line in said.items() if key not in given and line]
    return assumed if "domicile" in given else [*assumed, "domicile: not given, and not assumed"]
