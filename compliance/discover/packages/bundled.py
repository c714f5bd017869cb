# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Shared objects from elsewhere: in the folders of auditwheel and delvewheel (`NAME.libs/`) and delocate (`.dylibs/`), and well-known ones anywhere."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from compliance.discover.base import parse_file
from compliance.discover.interface import PRODUCT, Discovery, ScannedFile
from compliance.discover.packages._support import bundled_parts
from compliance.discover.tree.environment import is_bundled
from compliance.licensing import shared_objects
from compliance.model import Component, Digest, Evidence, Gap, Kind, LicenseClaim, SaidBy
from compliance.settings import Settings


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """A library for each bundled shared object, with what the distribution's licence files, or its project, say of its terms."""
    objects = [candidate for candidate in candidates if is_bundled(candidate.path)]
    carriers = {candidate.carrier for candidate in objects}
    parts: dict[str, list[bundled_parts.BundledPart]] = defaultdict(list)
    for candidate in candidates:
        if candidate.carrier in carriers and bundled_parts.is_about_parts(candidate):
            try:
                parts[candidate.carrier] += bundled_parts.read_bundled_parts(candidate)
            except parse_file.Unreadable as error:
                yield Gap(
                    candidate.path,
                    f"The licence text {error}; what it says of bundled parts is missing",
                    error.line,
                )
    for candidate in objects:
        name, version = shared_objects.parse_file_name(candidate.name)
        if name:
            yield _build_bundled_library(candidate, name, version, parts[candidate.carrier])


def _build_bundled_library(
    candidate: ScannedFile, name: str, version: str, parts: Iterable[bundled_parts.BundledPart]
) -> Component:
    known = shared_objects.find_shared_object(name)
    project = known.project if known else ""
    claims = _choose_claims([part for part in parts if part.speaks_of(candidate.path, name, project)])
    if not claims and known and (terms := known.terms(version)):
        where = Evidence(candidate.path, 0, f"{name} of {project}", known.source)
        claims = (LicenseClaim(terms, SaidBy.KNOWLEDGE, evidence=(where,)),)
    return Component(
        ref=candidate.ref,
        kind=Kind.LIBRARY,
        name=name,
        version=version,
        purl=candidate.ref if candidate.carrier else "",
        shipped_by=candidate.carrier or PRODUCT,
        path=candidate.path,
        size=candidate.size,
        digests=(Digest("SHA-256", candidate.sha256),) if candidate.sha256 else (),
        licenses=claims,
        evidence=(Evidence(candidate.path, 0, f"part of {project}" if project else ""),),
    )


def _choose_claims(parts: list[bundled_parts.BundledPart]) -> tuple[LicenseClaim, ...]:
    """The claims of parts that name their files, else of all, each licence by the first that states it."""
    exact = [part for part in parts if part.patterns]
    claims = [part.claim for part in exact or parts]
    by_license = {claim.expression or claim.stated: claim for claim in reversed(claims)}
    return tuple(reversed(by_license.values()))
