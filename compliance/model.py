# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The nouns: frozen values without I/O. Every stage takes some of them and gives others."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from compliance import redaction


def _mask_fields(value: Any, *names: str) -> None:
    """Masks secrets in these fields of a frozen value, where it is made, so that no reader has to think of it."""
    for name in names:
        stated = getattr(value, name)
        if stated and (masked := redaction.mask(stated)) != stated:
            object.__setattr__(value, name, masked)


def _is_address(name: str) -> bool:
    """Whether a ref or a purl has qualifiers or an address in it, which few have; others need no closer look where they are made."""
    return "?" in name or "//" in name


class Kind(StrEnum):
    """What a component is."""

    PRODUCT = "product"
    LIBRARY = "library"
    MODEL = "model"
    DATASET = "dataset"
    SERVICE = "service"
    CONTAINER = "container"
    FILE = "file"


class Presence(StrEnum):
    """How a component belongs to the product."""

    SHIPPED = "shipped"
    """Its bytes are in the product, or in a package the product installs."""
    REFERENCED = "referenced"
    """It is named, by code, a card or the configuration, and fetched or used elsewhere."""
    LOCKED = "locked"
    """A lock file or a requirements file names it; its files were not looked at."""


class Scope(StrEnum):
    """What the product needs a component for (CycloneDX 1.7, `component.scope`)."""

    UNSTATED = ""
    """As CycloneDX reads it: required."""
    REQUIRED = "required"
    OPTIONAL = "optional"
    """Only an extra or an optional group asks for it."""
    EXCLUDED = "excluded"
    """Only development, tests or the build ask for it; it isn't shipped."""


class Subject(StrEnum):
    """What a licence claim speaks of. A model has several of these, each under its own terms."""

    CODE = "code"
    WEIGHTS = "weights"
    DATA = "data"
    OUTPUT = "output"


class Status(StrEnum):
    """How a licence claim came about."""

    DECLARED = "declared"
    """Somebody wrote down that this licence applies: metadata, card, header, configuration."""
    OBSERVED = "observed"
    """A licence text was found and read."""
    CONCLUDED = "concluded"
    """The owner of the product decided so, with a reason."""


class SaidBy(StrEnum):
    """Who makes a licence claim, the most direct first."""

    CONFIG = "config"
    TAG = "spdx-tag"
    TEXT = "text"
    HEADER = "header"
    CARD = "card"
    README = "readme"
    EXPRESSION = "license-expression"
    METADATA = "metadata"
    CLASSIFIER = "classifier"
    LOCK = "lock"
    FOREIGN = "bom"
    ONLINE = "online"
    """A service that was asked, and that read it somewhere else."""
    KNOWLEDGE = "knowledge"
    """The vendor is known to apply it to models of this name; the product itself doesn't say so."""
    CARRIER = "carrier"
    """Inherited from the package or the product that ships the component; nobody verified that it covers it."""


class ClauseKind(StrEnum):
    """The kinds of clause that lexbom reads or knows; the knowledge files use the same names."""

    NON_COMMERCIAL = "non-commercial"
    THRESHOLD = "threshold"
    NAMING = "naming"
    DISPLAY = "display"
    NOTICE = "notice"
    ATTRIBUTION = "attribution"
    BEHAVIOURAL = "behavioural"
    FIELD_OF_USE = "field-of-use"
    NO_COMPETE = "no-compete"
    DISTILLATION = "distillation"
    OUTPUT = "output"
    DATA_TERMS = "data-terms"
    SHARE_ALIKE = "share-alike"
    NO_DERIVATIVES = "no-derivatives"
    NO_REDISTRIBUTION = "no-redistribution"
    TERRITORY = "territory"
    EXPORT = "export"
    GOVERNING_LAW = "governing-law"
    WARRANTY = "warranty"
    LIABILITY = "liability"
    CARVE_OUT = "carve-out"
    INDEMNITY = "indemnity"
    TERMINATION = "termination"
    UPDATE_DUTY = "update-duty"
    INCORPORATED_POLICY = "incorporated-policy"


class Severity(StrEnum):
    """The levels of SARIF 2.1.0, section 3.27.10."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the most severe."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Where something was read."""

    path: str = ""
    """Relative to the root that was scanned, or to site-packages; POSIX separators."""
    line: int = 0
    """From 1; 0 where lines mean nothing."""
    quote: str = ""
    """The words themselves, white space folded."""
    source: str = ""
    """For what was read elsewhere than in the product: the document, its version and section."""

    def __post_init__(self) -> None:
        if self.quote:
            _mask_fields(self, "quote")
        if self.source:
            _mask_fields(self, "source")


@dataclass(frozen=True, slots=True, order=True)
class Clause:
    """One clause of a licence, found in a text at hand or known from the knowledge base."""

    kind: ClauseKind
    evidence: Evidence
    grade: str = ""
    """For warranty: absolute, limited-by-law, eu-drafted, given or silent. For liability: excluded, indirect-excluded (direct losses aren't named),
    limited-by-law, capped, accepted-in-part or silent."""
    effect: str = ""
    """For territory: exclude, allow-list or tier."""
    territories: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2 codes, or the group EU, EEA, EFTA."""
    basis: tuple[str, ...] = ()
    """For territory: domicile, place-of-business, place-of-use, distribution, ownership, end-user."""
    scope: str = ""
    """For territory: all, multimodal or outputs."""
    exempt: str = ""
    """For territory: whom the limit spares."""


@dataclass(frozen=True, slots=True, order=True)
class LicenseClaim:
    """That a licence applies, said by somebody somewhere. Claims are kept side by side, never merged into one."""

    expression: str
    """An SPDX expression, LicenseRefs included; empty when what was said is no licence we can name."""
    said_by: SaidBy
    status: Status = Status.DECLARED
    subject: Subject = Subject.CODE
    stated: str = ""
    """The words that were used, where they differ from the expression."""
    evidence: tuple[Evidence, ...] = ()
    clauses: tuple[Clause, ...] = ()
    """Clauses read in the text at hand; what the knowledge base holds is not repeated here."""
    altered: tuple[Evidence, ...] = ()
    """Where the text at hand departs from the canonical one; `source` says which text that is."""
    part: str = ""
    """The part inside the component that the claim is about, by name; empty for the component itself."""


@dataclass(frozen=True, slots=True, order=True)
class Digest:
    """A digest of a component's file."""

    algorithm: str
    """As CycloneDX names it, `SHA-256`."""
    value: str
    """Lower-case hexadecimal."""


@dataclass(frozen=True, slots=True, order=True)
class Artifact:
    """A file that a component is distributed as: a wheel, a crate, a tarball."""

    url: str
    """Its address, or its file name where a lock holds no more (an IRI reference, RFC 3987)."""
    digests: tuple[Digest, ...] = ()

    def __post_init__(self) -> None:
        if "@" in self.url or "=" in self.url or "/t/" in self.url:
            _mask_fields(self, "url")


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """A person or an organisation, and how to reach them."""

    name: str = ""
    email: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Metric:
    """A result that a card states; nobody measured it again."""

    type: str
    value: str
    dataset: str = ""


class AspectName(StrEnum):
    """What it takes to make a model again, or to judge it (Open Source AI Definition 1.0; Model Openness Framework 1.0)."""

    TRAINING_CODE = "training-code"
    DATA_DESCRIPTION = "data-description"
    HYPERPARAMETERS = "hyperparameters"
    SEEDS = "seeds"
    SOFTWARE_VERSIONS = "software-versions"
    EVALUATION = "evaluation"


@dataclass(frozen=True, slots=True, order=True)
class Aspect:
    """That something was found which shows how a model came about. What was not found has no aspect."""

    name: AspectName
    status: str
    """present: it lies here; referenced: it is named."""
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """What a weight file's header or a model's card states."""

    format: str = ""
    architecture: str = ""
    task: str = ""
    parameters: int = 0
    """Counted from tensor shapes; 0 when unknown."""
    precision: tuple[str, ...] = ()
    """Data types of the tensors, the one with most parameters first."""
    languages: tuple[str, ...] = ()
    producer: str = ""
    """The program that wrote the file, as the header says."""
    description: str = ""
    unsafe_imports: tuple[str, ...] = ()
    """What loading the file would import and could run code with, sorted: `os.system` in a pickle. Only read, never run."""
    context_length: int = 0
    """Tokens; 0 when not stated."""
    emissions: str = ""
    """Grams of CO2 equivalents of the training, as a card states them."""
    metrics: tuple[Metric, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    """Sorted; what else a model consists of stands in its files, relations and licences."""
    inputs: tuple[str, ...] = ()
    """What goes in, as declared: text, image, audio."""
    outputs: tuple[str, ...] = ()
    released: str = ""
    """When it was released, as declared."""


@dataclass(frozen=True, slots=True)
class DatasetFacts:
    """What a data file's own bytes, a dataset card or the configuration states."""

    format: str = ""
    rows: int = 0
    """0 when not counted."""
    columns: tuple[str, ...] = ()
    personal_data: str = ""
    """As declared; lexbom never guesses it."""
    provenance: str = ""
    description: str = ""
    sensitive: tuple[str, ...] = ()
    """What its card says of personal and sensitive data in it, word for word."""
    owners: tuple[str, ...] = ()
    """People and organisations named as its creators."""
    statistics: str = ""
    """Size, noise, biases, classes, as declared."""


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the product."""

    ref: str
    """Its bom-ref: unique in an inventory and the same in the next run."""
    kind: Kind
    name: str
    version: str = ""
    purl: str = ""
    presence: Presence = Presence.SHIPPED
    scope: Scope = Scope.UNSTATED
    shipped_by: str = ""
    """The ref of the component whose files include this one."""
    path: str = ""
    """Of a file: relative to the root, or as RECORD spells it. Of a model in several files: the folder that holds them."""
    role: str = ""
    """Of a file inside a model: weights, shard, external-data, manifest, tokenizer, configuration or part."""
    size: int = -1
    """Bytes; -1 when unknown. Of a model in several files: of all its weights."""
    digests: tuple[Digest, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    """The files that a lock allows it to be installed from, sorted."""
    licenses: tuple[LicenseClaim, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    supplier: str = ""
    producer: Party | None = None
    """Who created it and maintains it; a supplier may be somebody else."""
    form: str = ""
    """Of a file, by its first bytes: zip, pickle-zip, tar, 7z, rar, elf, pe, mach-o, script, pickle or plain; empty when they weren't looked at."""
    url: str = ""
    model: ModelFacts | None = None
    dataset: DatasetFacts | None = None
    imported: tuple[str, ...] = ()
    """The documents of other tools that name it, each with the ref it has there: `image.cdx.json#ref`."""
    foreign: str = "{}"
    """JSON of what goes through verbatim: all that another tool wrote of it, or what a document of ours held and this model doesn't."""

    @property
    def own_licenses(self) -> tuple[LicenseClaim, ...]:
        """The claims on the component itself, without those on a part inside it."""
        return tuple(claim for claim in self.licenses if not claim.part)

    def __post_init__(self) -> None:
        if _is_address(self.ref) or _is_address(self.purl) or _is_address(self.shipped_by):
            _mask_fields(self, "ref", "purl", "shipped_by")
        if self.url:
            _mask_fields(self, "url")


class RelationKind(StrEnum):
    """How one component hangs on another; the source is the one that needs the target."""

    DEPENDS_ON = "depends-on"
    TRAINED_ON = "trained-on"
    FINE_TUNED_FROM = "fine-tuned-from"
    ADAPTER_OF = "adapter-of"
    QUANTISED_FROM = "quantised-from"
    MERGED_FROM = "merged-from"
    CALLS = "calls"


DERIVED_FROM = frozenset(
    {
        RelationKind.FINE_TUNED_FROM,
        RelationKind.ADAPTER_OF,
        RelationKind.QUANTISED_FROM,
        RelationKind.MERGED_FROM,
    }
)
"""The edges from a model to one that it was made from."""


@dataclass(frozen=True, slots=True, order=True)
class Relation:
    """An edge between two components, by their refs."""

    source: str
    kind: RelationKind
    target: str
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        if _is_address(self.source) or _is_address(self.target):
            _mask_fields(self, "source", "target")


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """Something that was skipped, unreadable or guessed. Never an exception, never silent."""

    path: str
    reason: str
    """One clear sentence: what is wrong and what is missing for it."""
    line: int = 0
    """From 1; 0 where it concerns the whole file, or isn't known."""
    fix: str = ""
    """What to do, as a sentence of its own; empty where the reason says so, or nothing but the usual helps."""

    @property
    def place(self) -> str:
        """`path:line`, or the path alone."""
        return f"{self.path}:{self.line}" if self.line else self.path

    @property
    def words(self) -> str:
        """All that it says, on one line."""
        return f"{self.place}: {self.reason}; {self.fix}" if self.fix else f"{self.place}: {self.reason}"

    def __post_init__(self) -> None:
        _mask_fields(self, "path", "reason")


@dataclass(frozen=True, slots=True, order=True)
class Import:
    """A document of another tool that was brought in."""

    path: str
    """Relative to the root, or the file's name where it lies elsewhere."""
    document: str = "{}"
    """JSON of what it says of itself: its version, serial number and metadata."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """All that is known of a product: what rules see."""

    product: Component
    components: tuple[Component, ...] = ()
    """Sorted by ref."""
    relations: tuple[Relation, ...] = ()
    gaps: tuple[Gap, ...] = ()
    installed: bool = False
    """Whether an installed environment was read, or only sources and locks."""
    imports: tuple[Import, ...] = ()
    """In the order in which they were given."""
    foreign: str = "{}"
    """JSON of the document's top-level fields that this model doesn't hold."""

    def everything(self) -> tuple[Component, ...]:
        """The product itself, then all components."""
        return (self.product, *self.components)

    def by_ref(self) -> dict[str, Component]:
        """Components, and the product, by their bom-ref."""
        return {component.ref: component for component in self.everything()}
