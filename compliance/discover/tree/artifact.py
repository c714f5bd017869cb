# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A release artifact as the product: what its own metadata say of it, and what it needs when it is installed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_purl
from compliance.discover.code.unneeded_sources import UnneededSources
from compliance.discover.interface import PRODUCT, Discovery, ScannedFile
from compliance.discover.packages import installed
from compliance.discover.packages._support import pep508
from compliance.discover.packages._support.locked import library_component
from compliance.discover.tree import archives, environment
from compliance.errors import InputError
from compliance.model import (
    Component,
    Digest,
    Evidence,
    Gap,
    Inventory,
    Kind,
    Presence,
    Relation,
    RelationKind,
    Scope,
)
from compliance.settings import Settings

if TYPE_CHECKING:
    from packaging.requirements import Requirement

_FOR_DEVELOPMENT = frozenset({"dev", "develop", "development", "test", "tests", "testing", "doc", "docs", "lint", "type", "typing",
                              "check", "cover", "coverage", "bench", "benchmark", "build", "ci"})  # fmt: skip
"""Extras that nobody asks for who only uses the package."""


@dataclass(frozen=True, slots=True)
class ReleaseArtifact:
    """A release artifact, unpacked."""

    root: Path
    """The folder that holds what ships."""
    settings: Settings
    """With name, version and terms of the artifact in place of those of the sources at hand."""
    found: tuple[Discovery, ...]
    inside: tuple[Path, ...] = ()
    """Folders with installed distributions, in a zip application."""


@contextmanager
def open_artifact(path: Path, settings: Settings) -> Iterator[ReleaseArtifact]:
    """The artifact at `path`; its files are gone afterwards.

    Raises:
        InputError: it is broken, too large, or has no metadata where its kind must have some.
    """
    with archives.unpack_archive(path, _unneeded(path, settings)) as unpacked:
        digest = Digest("SHA-256", parse_file.hash_file(path))
        file = Component(
            PRODUCT,
            Kind.PRODUCT,
            _stem(path),
            path=path.name,
            size=path.stat().st_size,
            digests=(digest,),
            evidence=(Evidence(path.name),),
        )
        if path.suffix in {".pyz", ".pyzw"}:
            yield _application(unpacked, file, settings)
        else:
            yield _distribution(unpacked, file, settings)


def _unneeded(path: Path, settings: Settings) -> UnneededSources | None:
    """What needs no unpacking; nothing if the configuration names files, which may be any."""
    if (
        settings.licenses.clarify
        or any(one.path for one in settings.models)
        or any(one.path for one in settings.datasets)
    ):
        return None
    is_source = path.name.lower().endswith((".tar.gz", ".tgz"))
    return UnneededSources(folders_above=1 if is_source else 0)


def _application(unpacked: archives.Unpacked, file: Component, settings: Settings) -> ReleaseArtifact:
    """A zip application has no metadata of its own, but may hold installed distributions."""
    places = {info.parent for info in unpacked.root.glob("*.dist-info")}
    places |= {info.parent for info in unpacked.root.glob("site-packages/*.dist-info")}
    places |= {info.parent for info in unpacked.root.glob(".deps/*/*.dist-info")}
    return ReleaseArtifact(
        unpacked.root,
        _as_product(settings, file.name, ""),
        (file, *unpacked.gaps),
        tuple(sorted(places)),
    )


def _distribution(unpacked: archives.Unpacked, file: Component, settings: Settings) -> ReleaseArtifact:
    wheels = sorted(unpacked.root.glob("*.dist-info/METADATA"))
    sources = sorted(unpacked.root.glob("*/PKG-INFO"))
    if len(wheels or sources) != 1:
        raise InputError(
            f"{file.path} holds {len(wheels or sources)} metadata files where one is needed",
            fix="Give a wheel with one .dist-info/METADATA, or a source distribution with its PKG-INFO",
        )
    metadata = (wheels or sources)[0]
    root = unpacked.root if wheels else metadata.parent
    try:
        candidate = ScannedFile(metadata.relative_to(root).as_posix(), metadata, metadata.stat().st_size)
        distribution, clean = installed.parse_metadata(candidate)
    except parse_file.Unreadable as error:
        raise InputError(f"{file.path}: its metadata {error}", fix="Build the artifact again") from error
    name, version = (installed.get_field(distribution.metadata, key) for key in ("Name", "Version"))
    if not name:
        raise InputError(f"{file.path}: its metadata have no Name", fix="Build the artifact again")
    said = installed.installed_component(environment.distribution_ref(name, version), distribution)
    product = replace(
        said,
        ref=PRODUCT,
        kind=Kind.PRODUCT,
        path=file.path,
        size=file.size,
        digests=file.digests,
        evidence=tuple(sorted((*file.evidence, *said.evidence))),
    )
    remarks = (
        ()
        if clean
        else (Gap(candidate.path, "The metadata is not valid UTF-8; the bytes that aren't were replaced"),)
    )
    found = (product, *unpacked.gaps, *remarks, *_read_artifact_needs(distribution))
    return ReleaseArtifact(root, _as_product(settings, name, version), found)


def _as_product(settings: Settings, name: str, version: str) -> Settings:
    assumed = tuple(line for line in settings.assumptions if not line.startswith("name ="))
    product = replace(settings.product, name=name, version=version, license="")
    return replace(settings, product=product, assumptions=assumed)


def _read_artifact_needs(distribution: installed.Distribution) -> Iterator[Discovery]:
    """What the artifact asks for when it is installed; extras are optional."""
    own = build_purl("pypi", installed.get_field(distribution.metadata, "Name"))
    for stated in map(str, distribution.metadata.get_all("Requires-Dist", [])):
        where = distribution.where(f"Requires-Dist: {stated}", f"Requires-Dist: {stated}")
        requirement = pep508.parse(stated)
        if requirement is None:
            yield Gap(
                where.path, f"Line {where.line} is no requirement and was left out: {stated[:80]}", where.line
            )
            continue
        exact = [
            one.version for one in requirement.specifier if one.operator == "==" and "*" not in one.version
        ]
        version = exact[0] if len(exact) == 1 else ""
        if build_purl("pypi", requirement.name) == own:
            continue  # an extra that asks for other extras
        component = library_component(requirement.name, version, where, (), _tell_artifact_scope(requirement))
        yield component
        yield Relation("", RelationKind.DEPENDS_ON, component.ref, (where,))


def add_artifact_gaps(inventory: Inventory) -> Inventory:
    """The artifact's inventory with a gap for what it requires, if neither an embedded SBOM nor an environment gave the versions."""
    loose = [
        component
        for component in inventory.components
        if component.presence is Presence.LOCKED
        and not component.version
        and component.scope is Scope.REQUIRED
        and any(evidence.quote.startswith("Requires-Dist:") for evidence in component.evidence)
    ]
    if not loose:
        return inventory
    names = ", ".join(sorted({component.name for component in loose}))
    reason = f"What it requires is not locked, so the versions that get installed are not known: {names}"
    gap = Gap(loose[0].evidence[0].path, reason)
    return replace(inventory, gaps=tuple(sorted({*inventory.gaps, gap})))


def _tell_artifact_scope(requirement: "Requirement") -> Scope:
    """An extra is optional; one that is called after development or tests isn't shipped."""
    extra = re.search(r"extra == [\"']([^\"']*)", str(requirement.marker or ""))
    if not extra:
        return Scope.REQUIRED
    return Scope.EXCLUDED if extra[1].lower() in _FOR_DEVELOPMENT else Scope.OPTIONAL


def _stem(path: Path) -> str:
    return path.name.rpartition(".")[0] or path.name
