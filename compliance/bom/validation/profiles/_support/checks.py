# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What no path can say: whether a graph is whole, a licence is named by an identifier, a version is exact."""

from functools import cache
from typing import Any

from compliance.bom.document import Json, objects, text
from compliance.bom.official_schemas import license_ids
from compliance.bom.validation.profiles._support.context import UNSAID, Context
from compliance.bom.validation.profiles.interface import Status
from compliance.lazy_regex import regex
from compliance.licensing import expressions

_BSI_FROM = (1, 6)
_RANGE = regex(r"[<>=^~*|,\s]|\.x\b")
_STATED = frozenset({"complete", "incomplete", "unknown"})


def recent_format(document: Json, _context: Context) -> Status:
    """CycloneDX 1.6 or later (BSI TR-03183-2 v2.1.0, section 4)."""
    version = text(document, "specVersion")
    numbers = tuple(int(part) for part in version.split(".") if part.isdecimal())
    if text(document, "bomFormat") != "CycloneDX" or not numbers:
        return Status.ABSENT
    return Status.PRESENT if numbers >= _BSI_FROM else Status.DOUBTFUL


def without_vulnerabilities(document: Json, _context: Context) -> Status:
    """Whether the document keeps to what it is made of (sections 3.1 and 8.1.14)."""
    return Status.DOUBTFUL if document.get("vulnerabilities") else Status.PRESENT


def reachable(_document: Json, context: Context) -> Status:
    """Whether a path leads from the product to every component."""
    root = text(context.product, "bom-ref")
    seen, queue = {root}, [root]
    for ref in queue:
        new = context.edges.get(ref, set()) - seen
        seen |= new
        queue.extend(new)
    refs = {text(subject.entry, "bom-ref") for subject in context.subjects[1:]}
    if not root or not context.listed:
        return Status.ABSENT
    return Status.PRESENT if refs <= seen else Status.DOUBTFUL


def down_to_files(_document: Json, context: Context) -> Status:
    """Whether software is listed as executable files and archives, not only as packages (section 3.2.1)."""
    software = [subject for subject in context.subjects[2:] if "software" in subject.tags]
    logical = [subject for subject in software if {"described", "file"} & subject.tags == {"described"}]
    return Status.DOUBTFUL if logical else Status.PRESENT


def dependencies(entry: Json, context: Context) -> Status:
    """Whether the component has its own entry in the graph, empty if it needs nothing."""
    ref = text(entry, "bom-ref")
    if ref in context.listed:
        return Status.PRESENT
    said = context.completeness.get(ref, "")
    return Status.UNKNOWN if said in {"unknown", "not_specified"} else Status.ABSENT


def completeness(entry: Json, context: Context) -> Status:
    """Whether it is said how complete the component's dependencies are; that this is unknown is an answer (Table 9)."""
    said = context.completeness.get(text(entry, "bom-ref"), "")
    if not said:
        return Status.ABSENT
    return Status.PRESENT if said in _STATED else Status.DOUBTFUL


def exact_version(entry: Json, _context: Context) -> Status:
    """Whether the version is one, not a range."""
    version = text(entry, "version")
    if version.lower() in UNSAID:
        return Status.UNKNOWN
    if entry.get("versionRange") or _RANGE.search(version):
        return Status.DOUBTFUL
    return Status.PRESENT if version else Status.ABSENT


def licence_names(entry: Json, _context: Context) -> Status:
    """Whether all licences are SPDX ids or expressions, or LicenseRefs; a text or a free name is no identifier (section 6.1)."""
    choices = objects(entry.get("licenses"))
    if not choices:
        return Status.ABSENT
    return Status.PRESENT if all(map(_identified, choices)) else Status.DOUBTFUL


def concluded_licences(entry: Json, _context: Context) -> Status:
    """The licences acknowledged as concluded: those under which a licensee gets the component."""
    return _acknowledged(entry, "concluded")


def declared_licences(entry: Json, _context: Context) -> Status:
    """The licences acknowledged as declared: those that its creator assigned."""
    return _acknowledged(entry, "declared")


def depended_on(entry: Json, context: Context) -> Status:
    """Whether something in the document needs the data set, or was trained on it."""
    ref = text(entry, "bom-ref")
    return (
        Status.PRESENT if ref and any(ref in targets for targets in context.edges.values()) else Status.ABSENT
    )


def answered_signature(document: Json, _context: Context) -> Status:
    """A signature inside; one beside the document can't be seen from here."""
    return Status.PRESENT if document.get("signature") else Status.ABSENT


def hub_commit(entry: Json, _context: Context) -> Status:
    """Whether a purl of a hub names the commit."""
    purl = text(entry, "purl")
    if not purl:
        return Status.ABSENT
    return Status.DOUBTFUL if purl.startswith("pkg:huggingface/") and "@" not in purl else Status.PRESENT


def datasets_by_reference(entry: Json, context: Context) -> Status:
    """Whether the data sets of a model card are references to components of the document."""
    card = entry.get("modelCard")
    parameters = card.get("modelParameters") if isinstance(card, dict) else None
    named = objects(parameters.get("datasets")) if isinstance(parameters, dict) else []
    if not named:
        return Status.ABSENT
    refs = {text(subject.entry, "bom-ref") for subject in context.subjects if "dataset" in subject.tags}
    return Status.PRESENT if all(text(one, "ref") in refs for one in named) else Status.DOUBTFUL


def no_misplaced_card(_document: Json, context: Context) -> Status:
    """Whether model cards stand on models and data on data only; the schema doesn't stop misuse."""
    wrong = [
        subject
        for subject in context.subjects[1:]
        if (subject.entry.get("modelCard") and "model" not in subject.tags)
        or (subject.entry.get("data") and "dataset" not in subject.tags)
    ]
    return Status.DOUBTFUL if wrong else Status.PRESENT


def _acknowledged(entry: Json, wanted: str) -> Status:
    """Doubtful where a licence doesn't say whether it is declared or concluded, as before CycloneDX 1.6."""
    said = [(text(_inner(choice), "acknowledgement"), choice) for choice in objects(entry.get("licenses"))]
    choices = [choice for acknowledged, choice in said if acknowledged == wanted]
    if not choices:
        return Status.DOUBTFUL if any(not acknowledged for acknowledged, _ in said) else Status.ABSENT
    return Status.PRESENT if all(map(_identified, choices)) else Status.DOUBTFUL


def _inner(choice: Json) -> Json:
    license_: Any = choice.get("license")
    return license_ if isinstance(license_, dict) else choice


def _identified(choice: Json) -> bool:
    inner = _inner(choice)
    identifier = text(inner, "id")
    if identifier:
        return identifier in license_ids()
    return _is_expression(text(inner, "name") or text(inner, "expression"))


@cache
def _is_expression(words: str) -> bool:
    return bool(expressions.canonical(words))
