# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""SBOMs that distributions carry (PEP 770, `*.dist-info/sboms/`): what they list is nested in the distribution, with where it was read."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from compliance.bom.cyclonedx import read, write
from compliance.bom.document import dump_json
from compliance.bom.imports import detect_format
from compliance.bom.validation import validate
from compliance.discover.base import parse_file
from compliance.discover.interface import PRODUCT, Discovery, ScannedFile
from compliance.errors import InputError
from compliance.lazy_regex import compile_lazily
from compliance.model import Component, Evidence, Gap, Inventory, Kind, LicenseClaim, Presence, Relation
from compliance.settings import Settings

_PLACE = compile_lazily(r"(?:^|/)[^/]+\.dist-info/sboms/.")
_LIMIT = 64 * parse_file.MEGABYTE
_MOST = 100_000


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """The components and edges of each SBOM that is embedded in a distribution."""
    for candidate in candidates:
        if _PLACE.search(candidate.path):
            try:
                yield from _read_embedded_sbom(candidate)
            except parse_file.Unreadable as error:
                yield Gap(
                    candidate.path,
                    f"The embedded SBOM {error}; what it lists is missing from the BOM",
                    error.line,
                )


def _read_embedded_sbom(candidate: ScannedFile) -> Iterator[Discovery]:
    raw = parse_file.read_bytes(candidate, _LIMIT)
    inventory = _parse_inventory(raw)
    if len(inventory.components) > _MOST:
        raise parse_file.Unreadable(f"lists more than {_MOST:,} components")
    if not _is_sound(inventory):
        yield Gap(
            candidate.path,
            "The embedded SBOM breaks the CycloneDX schema; of its components only name, version, purl and licences were taken",
        )
        inventory = _keep_plain_fields(inventory)
    yield from place_component(inventory, candidate, ours=b'"lexbom:presence"' in raw)


def _parse_inventory(raw: bytes) -> Inventory:
    """What a document lists.

    Raises:
        Unreadable: it is no document that lexbom reads.
    """
    try:
        return read.read_inventory(detect_format.load_document(raw, "it"))
    except InputError as error:
        raise parse_file.Unreadable(f"can't be used: {error.problem}; CycloneDX and SPDX are read") from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise parse_file.Unreadable(
            f"can't be used: its JSON is no sound CycloneDX document ({error})"
        ) from error


def _is_sound(inventory: Inventory) -> bool:
    """Whether our own document can hold it. auditwheel lists the subject once more among the components, which is no fault here."""
    others = tuple(one for one in inventory.components if one.ref != inventory.product.ref)
    return not validate.validate_document(write.write_bom(replace(inventory, components=others), Settings()))


def _keep_plain_fields(inventory: Inventory) -> Inventory:
    """Without what our own document could not hold."""
    kept = (
        replace(one, foreign="{}", digests=(), artifacts=(), url="", model=None, dataset=None)
        for one in inventory.components
        if one.name
    )
    product = replace(inventory.product, foreign="{}", digests=(), artifacts=(), url="")
    return replace(inventory, product=product, components=tuple(kept), foreign="{}")


def place_component(
    inventory: Inventory, candidate: ScannedFile, *, ours: bool = False
) -> Iterator[Discovery]:
    """An inventory below the distribution that carries its document; its subject, if that is the distribution, is not said twice.

    Refs are made unique by the path of the document, since two documents may use the same; purls stay as they are. What the document
    says is not inside the distribution keeps its ref, so that it is one with what the metadata require; where an environment was
    read it is left out, for there the installed packages count.
    """
    owner, path = candidate.carrier or PRODUCT, candidate.path
    subjects = _find_subjects(inventory, path)
    others = [one for one in inventory.everything() if one.ref not in subjects]
    outside = {one.ref for one in others if _is_outside(one, subjects, ours=ours)}
    refs = _place_refs(others, outside, candidate, ours=ours) | dict.fromkeys(subjects, owner)
    for one in others:
        if one.ref not in refs:
            continue
        if one.ref in outside:
            yield _build_required_package(one, refs, path)
        else:
            yield _build_nested_component(one, refs, owner, path)
    yield from _place_edges(inventory.relations, refs, owner, path)
    yield from (Gap(path, f"The embedded SBOM says: {gap.words}") for gap in inventory.gaps)


def _find_subjects(inventory: Inventory, path: str) -> set[str]:
    """The refs that stand for the distribution itself."""
    folder = path.partition(".dist-info/")[0].rpartition("/")[2]
    name = _normalise_name(folder.rpartition("-")[0])
    subjects = {one.ref for one in inventory.everything() if _is_subject(one, name)}
    if inventory.product.ref == PRODUCT:
        subjects.add(PRODUCT)
    return subjects


def _place_refs(
    others: list[Component], outside: set[str], candidate: ScannedFile, *, ours: bool
) -> dict[str, str]:
    """The refs in the inventory by those of the document; without those outside where an environment was read."""
    refs: dict[str, str] = {}
    for one in others:
        if one.ref not in outside:
            refs[one.ref] = f"{candidate.ref}:{one.ref}"
        elif not candidate.carrier:
            refs[one.ref] = one.ref if ours else one.purl or one.ref
    return refs


def _place_edges(
    relations: Iterable[Relation], refs: dict[str, str], owner: str, path: str
) -> Iterator[Relation]:
    for edge in relations:
        source, target = refs.get(edge.source, ""), refs.get(edge.target, "")
        if source and target not in {"", source, owner}:
            yield Relation("" if source == PRODUCT else source, edge.kind, target, (Evidence(path),))


def _is_outside(one: Component, subjects: set[str], *, ours: bool) -> bool:
    """Whether it isn't among the distribution's files. A document of ours lists the packages of an environment as shipped too."""
    if one.presence is not Presence.SHIPPED:
        return True
    if not ours:
        return False
    if one.kind is Kind.LIBRARY and not one.shipped_by:
        return True
    in_the_product = not one.shipped_by or one.shipped_by in subjects
    return not in_the_product and not one.ref.startswith("file:")


def _build_nested_component(one: Component, refs: dict[str, str], owner: str, path: str) -> Component:
    """A component among the distribution's files."""
    kind = Kind.LIBRARY if one.kind is Kind.PRODUCT else one.kind
    return replace(
        one,
        ref=refs[one.ref],
        kind=kind,
        presence=Presence.SHIPPED,
        shipped_by=refs.get(one.shipped_by) or owner,
        path="",
        licenses=tuple(_add_evidence(claim, path) for claim in one.licenses),
        evidence=(Evidence(path),),
        foreign=_replace_deprecated_fields(one.foreign),
    )


def _build_required_package(one: Component, refs: dict[str, str], path: str) -> Component:
    """A package of an environment is no more than a locked one here."""
    locked = one.kind is Kind.LIBRARY and one.presence is Presence.SHIPPED
    return replace(
        one,
        ref=refs[one.ref],
        presence=Presence.LOCKED if locked else one.presence,
        shipped_by=refs.get(one.shipped_by, ""),
        path="" if locked else one.path,
        licenses=tuple(_add_evidence(claim, path) for claim in one.licenses),
        evidence=(Evidence(path),),
        foreign=_replace_deprecated_fields(one.foreign),
    )


def _replace_deprecated_fields(foreign: str) -> str:
    """Verbatim, but for two fields that CycloneDX 1.6 deprecated: `author` is the first of `authors`, `modified` says nothing any more."""
    table = json.loads(foreign)
    author, _ = table.pop("author", None), table.pop("modified", None)
    if isinstance(author, str) and author:
        table.setdefault("authors", [{"name": author}])
    return dump_json(table)


def _add_evidence(claim: LicenseClaim, path: str) -> LicenseClaim:
    return replace(claim, evidence=(Evidence(path), *claim.evidence))


def _is_subject(one: Component, name: str) -> bool:
    """Whether a component of the document is the distribution itself: `pkg:pypi/NAME`, whatever its version and qualifiers."""
    if not one.purl.startswith("pkg:pypi/") or "#" in one.purl:
        return False
    named = re.split(r"[@?]", one.purl.removeprefix("pkg:pypi/"), maxsplit=1)[0]
    return _normalise_name(named) == name


def _normalise_name(name: str) -> str:
    """A project's name as the index compares it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
