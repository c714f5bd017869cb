# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What SBOM profiles ask for beyond the inventory's own words: whom to write to, what kind of file it is, and what nobody here knows."""

from collections.abc import Hashable
from urllib.parse import quote

from compliance.bom.document import BSI, THIS_FILE, Json, build_property, drop_empty, mappings_in, text_at
from compliance.bom.validation import profiles
from compliance.bom.validation.profiles._support.context import LOGICAL, UNSAID, Context, tags_of
from compliance.lazy_regex import compile_lazily
from compliance.model import Component, Kind, Party, Presence, Status

_ARCHIVES = frozenset({"zip", "pickle-zip", "tar", "7z", "rar"})
_PROGRAMS = frozenset({"elf", "pe", "mach-o", "script", "pickle", "pickle-zip"})
_PACKAGES = (
    ".whl",
    ".zip",
    ".egg",
    ".tar.gz",
    ".tgz",
    ".tar.bz2",
    ".conda",
    ".crate",
    ".gem",
    ".jar",
    ".nupkg",
)
_SOURCES = (".tar.gz", ".zip")
"""Source distributions of Python packages (PEP 625, and the older form)."""
_NOWHERE = Context({})
_NAMED = compile_lazily(r"[0-9A-Za-z@_](?:[0-9A-Za-z@/_+!-]|\.(?!x\b))*\Z")
"""What is sound in every profile: no range, no white space."""


def write_party(known: Party | None) -> Json:
    """A CycloneDX organizationalEntity."""
    if known is None:
        return {}
    contact = [{"email": known.email}] if known.email else []
    return drop_empty(name=known.name, url=[known.url] if known.url else [], contact=contact)


def read_party(entry: Json) -> Party | None:
    """Who `manufacturer` says created a component, with the first contact and address."""
    stated = entry.get("manufacturer")
    if not isinstance(stated, dict):
        return None
    urls = stated.get("url")
    first = next((url for url in urls if isinstance(url, str)), "") if isinstance(urls, list) else ""
    contacts = [email for one in mappings_in(stated.get("contact")) if (email := text_at(one, "email"))]
    found = Party(text_at(stated, "name"), contacts[0] if contacts else "", first)
    return found if found != Party() else None


def is_source(component: Component, url: str) -> bool:
    """Whether a file that a lock names is the source of a Python package, not what is installed."""
    return component.purl.startswith("pkg:pypi/") and url.partition("#")[0].endswith(_SOURCES)


def write_source_references(component: Component) -> list[Json]:
    """The file as its own deployable form: BSI TR-03183-2 wants its SHA-512 in a distribution reference, and the schema wants an address."""
    hashes = [
        {"alg": digest.algorithm, "content": digest.value}
        for digest in component.digests
        if digest.algorithm == "SHA-512"
    ]
    if not (hashes and component.form and component.path):
        return []
    return [
        {"type": "distribution", "url": quote(component.path), "comment": THIS_FILE, "hashes": hashes},
    ]


def write_field_properties(component: Component) -> list[Json]:
    """The properties of BSI's taxonomy, each once, and the mark of a component that is no single file."""
    concluded = {
        claim.expression
        for claim in component.own_licenses
        if claim.status is Status.CONCLUDED and claim.expression
    }
    effective = [_bsi("effectiveLicence", next(iter(concluded)))] if len(concluded) == 1 else []
    return [*_nature(component), *effective]


def _nature(component: Component) -> list[Json]:
    if component.presence is Presence.REFERENCED and component.kind is not Kind.PRODUCT:
        return []
    if component.form:
        return [
            _bsi("filename", component.path.rpartition("/")[2] or component.name),
            *_kind_of_file(program=component.form in _PROGRAMS, archive=component.form in _ARCHIVES),
        ]
    files = [one.url for one in component.artifacts if not is_source(component, one.url)]
    if component.presence is Presence.LOCKED and len(files) == 1 and files[0].endswith(_PACKAGES):
        name = files[0].rpartition("/")[2]
        return [_bsi("filename", name), *_kind_of_file(program=False, archive=True)]
    return [] if component.kind is Kind.FILE else [build_property("component", LOGICAL)]


def _kind_of_file(*, program: bool, archive: bool) -> list[Json]:
    """As in Table 7 of the guideline: a package is an archive, structured, and not executable by itself."""
    return [
        _bsi("executable", "executable" if program else "non-executable"),
        _bsi("archive", "archive" if archive else "no archive"),
        _bsi("structured", "structured" if archive else "unstructured"),
    ]


def _bsi(name: str, value: str) -> Json:
    return {"name": f"{BSI}{name}", "value": value}


def write_unknown_fields(entry: Json, holder: str) -> list[Json]:
    """That what the profiles ask of a component, and nothing in it answers, is not known; `holder` is the type of what it is nested in."""
    words = profiles.find_unknown_fields(entry, tags_of(entry, holder), _NOWHERE)
    return [build_property("unknown", " ".join(words))] if words else []


def profile_key(component: Component) -> Hashable:
    """The same for components of which profiles find the same, since they ask whether something is there; nothing if that can't be told.

    A lock has ten thousand components of some thirty sorts, and asking each for itself takes a fifth of the time of a BOM.
    """
    if component.model or component.dataset or component.foreign != "{}":
        return None
    producer = component.producer
    return (
        component.kind,
        component.presence,
        component.form,
        *(
            _simplify_profile_fields(words)
            for words in (component.name, component.version, component.supplier)
        ),
        bool(component.purl),
        bool(component.path),
        bool(component.url),
        bool(component.evidence),
        component.scope,
        producer and tuple(map(_simplify_profile_fields, (producer.name, producer.email, producer.url))),
        tuple(digest.algorithm for digest in component.digests),
        tuple(
            (
                is_source(component, one.url),
                one.url.endswith(_PACKAGES),
                tuple(digest.algorithm for digest in one.digests),
            )
            for one in component.artifacts
        ),
        tuple(
            (claim.expression, _simplify_profile_fields(claim.stated), claim.status)
            for claim in component.licenses
        ),
    )


def _simplify_profile_fields(words: str) -> str:
    """One word for all that can be nothing but a name or a version; the words themselves for any other."""
    return "said" if _NAMED.match(words) and words.lower() not in UNSAID else words


def write_unknown_document_fields(document: Json) -> list[Json]:
    """The same for the document."""
    words = profiles.find_unknown_fields(document, ("document",), Context(document))
    return [build_property("unknown", " ".join(words))] if words else []


def write_statements(stated: dict[str, str]) -> tuple[list[Json], list[Json]]:
    """What the owner says of the product: properties, and references for the addresses."""
    kinds = {"security-policy": "rfc-9116", "vulnerability-referencing": "advisories"}
    return (
        [
            build_property(f"statement:{name}", words)
            for name, words in sorted(stated.items())
            if name not in kinds
        ],
        [{"type": kinds[name], "url": words} for name, words in sorted(stated.items()) if name in kinds],
    )
