# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""SBOMs that distributions carry (PEP 770, `*.dist-info/sboms/`): what they list is nested in the distribution, with where it was read."""

import re
from collections.abc import Iterator
from dataclasses import replace

from compliance.bom import read
from compliance.discover import files
from compliance.discover.candidates import PRODUCT, Candidate, Found
from compliance.errors import InputError
from compliance.model import Component, Evidence, Gap, Inventory, Kind, LicenseClaim, Presence, Relation
from compliance.settings import Settings

_PLACE = re.compile(r"(?:^|/)[^/]+\.dist-info/sboms/.")
_LIMIT = 64 * files.MEGABYTE
_MOST = 100_000


def discover(candidates: tuple[Candidate, ...], _settings: Settings) -> Iterator[Found]:
    """The components and edges of each SBOM that is embedded in a distribution."""
    for candidate in candidates:
        if _PLACE.search(candidate.path):
            try:
                yield from _read(candidate)
            except files.Unreadable as error:
                yield Gap(candidate.path, f"The embedded SBOM {error}; what it lists is missing from the BOM")


def _read(candidate: Candidate) -> Iterator[Found]:
    try:
        inventory = read.read(read.loads(files.data(candidate, _LIMIT), "it"))
    except InputError as error:
        raise files.Unreadable(f"can't be used: {error.problem}; CycloneDX JSON is read") from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise files.Unreadable(f"can't be used: its JSON is no sound CycloneDX document ({error})") from error
    if len(inventory.components) > _MOST:
        raise files.Unreadable(f"lists more than {_MOST:,} components")
    yield from placed(inventory, candidate)


def placed(inventory: Inventory, candidate: Candidate) -> Iterator[Found]:
    """A foreign inventory below the distribution that carries its document; its subject, if that is the distribution, is not said twice.

    Refs are made unique by the path of the document, since two documents may use the same; purls stay as they are.
    """
    own, path = candidate.carrier or PRODUCT, candidate.path
    name = _plain(path.partition(".dist-info/")[0].rpartition("/")[2].rpartition("-")[0])
    refs = {one.ref: f"{candidate.ref}:{one.ref}" for one in inventory.components}
    for one in inventory.everything():
        if one.ref == inventory.product.ref or _is_subject(one, name):
            refs[one.ref] = own
    if inventory.product.ref != PRODUCT and not _is_subject(inventory.product, name):
        refs[inventory.product.ref] = f"{candidate.ref}:{inventory.product.ref}"
    for one in inventory.everything():
        if refs[one.ref] != own:
            yield _nested(one, refs, own, path)
    for edge in inventory.relations:
        source, target = (refs.get(ref, "") for ref in (edge.source, edge.target))
        if source and target not in {"", source, own}:
            yield Relation("" if source == PRODUCT else source, edge.kind, target, (Evidence(path),))
    yield from (Gap(path, f"The embedded SBOM says: {gap.path}: {gap.reason}") for gap in inventory.gaps)


def _nested(one: Component, refs: dict[str, str], own: str, path: str) -> Component:
    kind = Kind.LIBRARY if one.kind is Kind.PRODUCT else one.kind
    return replace(
        one,
        ref=refs[one.ref],
        kind=kind,
        presence=Presence.REFERENCED if kind is Kind.SERVICE else Presence.SHIPPED,
        shipped_by="" if kind is Kind.SERVICE else refs.get(one.shipped_by) or own,
        path="",
        licenses=tuple(_read_in(claim, path) for claim in one.licenses),
        evidence=(Evidence(path),),
    )


def _read_in(claim: LicenseClaim, path: str) -> LicenseClaim:
    return replace(claim, evidence=(Evidence(path), *claim.evidence))


def _is_subject(one: Component, name: str) -> bool:
    """Whether a component of the document is the distribution itself: `pkg:pypi/NAME`, whatever its version and qualifiers."""
    return (
        one.purl.startswith("pkg:pypi/")
        and "#" not in one.purl
        and _plain(re.split(r"[@?]", one.purl.removeprefix("pkg:pypi/"), maxsplit=1)[0]) == name
    )


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
