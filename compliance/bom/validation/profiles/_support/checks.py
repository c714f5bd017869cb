# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What no path can say: whether a graph is whole, a licence is named by an identifier, a version is exact."""

from functools import cache
from typing import Any

from compliance.bom.document import Json, mappings_in, text_at
from compliance.bom.official_schemas import license_ids
from compliance.bom.validation.profiles._support.context import UNSAID, Context
from compliance.bom.validation.profiles.interface import FieldStatus
from compliance.lazy_regex import compile_lazily
from compliance.licensing import expressions

_BSI_FROM = (1, 6)
_RANGE = compile_lazily(r"[<>=^~*|,\s]|\.x\b")
_STATED = frozenset({"complete", "incomplete", "unknown"})


def recent_format(document: Json, _context: Context) -> FieldStatus:
    """CycloneDX 1.6 or later (BSI TR-03183-2 v2.1.0, section 4)."""
    version = text_at(document, "specVersion")
    numbers = tuple(int(part) for part in version.split(".") if part.isdecimal())
    if text_at(document, "bomFormat") != "CycloneDX" or not numbers:
        return FieldStatus.ABSENT
    return FieldStatus.PRESENT if numbers >= _BSI_FROM else FieldStatus.DOUBTFUL


def without_vulnerabilities(document: Json, _context: Context) -> FieldStatus:
    """Whether the document keeps to what it is made of (sections 3.1 and 8.1.14)."""
    return FieldStatus.DOUBTFUL if document.get("vulnerabilities") else FieldStatus.PRESENT


def reachable(_document: Json, context: Context) -> FieldStatus:
    """Whether a path leads from the product to every component."""
    root = text_at(context.product, "bom-ref")
    seen, queue = {root}, [root]
    for ref in queue:
        new = context.edges.get(ref, set()) - seen
        seen |= new
        queue.extend(new)
    refs = {text_at(subject.entry, "bom-ref") for subject in context.subjects[1:]}
    if not root or not context.listed:
        return FieldStatus.ABSENT
    return FieldStatus.PRESENT if refs <= seen else FieldStatus.DOUBTFUL


def down_to_files(_document: Json, context: Context) -> FieldStatus:
    """Whether software is listed as executable files and archives, not only as packages (section 3.2.1)."""
    software = [subject for subject in context.subjects[2:] if "software" in subject.tags]
    logical = [subject for subject in software if {"described", "file"} & subject.tags == {"described"}]
    return FieldStatus.DOUBTFUL if logical else FieldStatus.PRESENT


def dependencies(entry: Json, context: Context) -> FieldStatus:
    """Whether the component has its own entry in the graph, empty if it needs nothing."""
    ref = text_at(entry, "bom-ref")
    if ref in context.listed:
        return FieldStatus.PRESENT
    said = context.completeness.get(ref, "")
    return FieldStatus.UNKNOWN if said in {"unknown", "not_specified"} else FieldStatus.ABSENT


def completeness(entry: Json, context: Context) -> FieldStatus:
    """Whether it is said how complete the component's dependencies are; that this is unknown is an answer (Table 9)."""
    said = context.completeness.get(text_at(entry, "bom-ref"), "")
    if not said:
        return FieldStatus.ABSENT
    return FieldStatus.PRESENT if said in _STATED else FieldStatus.DOUBTFUL


def exact_version(entry: Json, _context: Context) -> FieldStatus:
    """Whether the version is one, not a range."""
    version = text_at(entry, "version")
    if version.lower() in UNSAID:
        return FieldStatus.UNKNOWN
    if entry.get("versionRange") or _RANGE.search(version):
        return FieldStatus.DOUBTFUL
    return FieldStatus.PRESENT if version else FieldStatus.ABSENT


def licence_names(entry: Json, _context: Context) -> FieldStatus:
    """Whether all licences are SPDX ids or expressions, or LicenseRefs; a text or a free name is no identifier (section 6.1)."""
    choices = mappings_in(entry.get("licenses"))
    if not choices:
        return FieldStatus.ABSENT
    return FieldStatus.PRESENT if all(map(_identified, choices)) else FieldStatus.DOUBTFUL


def concluded_licences(entry: Json, _context: Context) -> FieldStatus:
    """The licences acknowledged as concluded: those under which a licensee gets the component."""
    return _acknowledged(entry, "concluded")


def declared_licences(entry: Json, _context: Context) -> FieldStatus:
    """The licences acknowledged as declared: those that its creator assigned."""
    return _acknowledged(entry, "declared")


def depended_on(entry: Json, context: Context) -> FieldStatus:
    """Whether something in the document needs the data set, or was trained on it."""
    ref = text_at(entry, "bom-ref")
    return (
        FieldStatus.PRESENT
        if ref and any(ref in targets for targets in context.edges.values())
        else FieldStatus.ABSENT
    )


def answered_signature(document: Json, _context: Context) -> FieldStatus:
    """A signature inside; one beside the document can't be seen from here."""
    return FieldStatus.PRESENT if document.get("signature") else FieldStatus.ABSENT


def hub_commit(entry: Json, _context: Context) -> FieldStatus:
    """Whether a purl of a hub names the commit."""
    purl = text_at(entry, "purl")
    if not purl:
        return FieldStatus.ABSENT
    return (
        FieldStatus.DOUBTFUL
        if purl.startswith("pkg:huggingface/") and "@" not in purl
        else FieldStatus.PRESENT
    )


def datasets_by_reference(entry: Json, context: Context) -> FieldStatus:
    """Whether the data sets of a model card are references to components of the document."""
    card = entry.get("modelCard")
    parameters = card.get("modelParameters") if isinstance(card, dict) else None
    named = mappings_in(parameters.get("datasets")) if isinstance(parameters, dict) else []
    if not named:
        return FieldStatus.ABSENT
    refs = {text_at(subject.entry, "bom-ref") for subject in context.subjects if "dataset" in subject.tags}
    return FieldStatus.PRESENT if all(text_at(one, "ref") in refs for one in named) else FieldStatus.DOUBTFUL


def no_misplaced_card(_document: Json, context: Context) -> FieldStatus:
    """Whether model cards stand on models and data on data only; the schema doesn't stop misuse."""
    wrong = [
        subject
        for subject in context.subjects[1:]
        if (subject.entry.get("modelCard") and "model" not in subject.tags)
        or (subject.entry.get("data") and "dataset" not in subject.tags)
    ]
    return FieldStatus.DOUBTFUL if wrong else FieldStatus.PRESENT


def _acknowledged(entry: Json, wanted: str) -> FieldStatus:
    """Doubtful where a licence doesn't say whether it is declared or concluded, as before CycloneDX 1.6."""
    said = [
        (text_at(_inner(choice), "acknowledgement"), choice) for choice in mappings_in(entry.get("licenses"))
    ]
    choices = [choice for acknowledged, choice in said if acknowledged == wanted]
    if not choices:
        return (
            FieldStatus.DOUBTFUL if any(not acknowledged for acknowledged, _ in said) else FieldStatus.ABSENT
        )
    return FieldStatus.PRESENT if all(map(_identified, choices)) else FieldStatus.DOUBTFUL


def _inner(choice: Json) -> Json:
    license_: Any = choice.get("license")
    return license_ if isinstance(license_, dict) else choice


def _identified(choice: Json) -> bool:
    inner = _inner(choice)
    identifier = text_at(inner, "id")
    if identifier:
        return identifier in license_ids()
    return _is_expression(text_at(inner, "name") or text_at(inner, "expression"))


@cache
def _is_expression(words: str) -> bool:
    return bool(expressions.canonical_expression(words))
