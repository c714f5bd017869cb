# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Frictionless data packages, versions 1 and 2 (datapackage.org): each resource is a data set with the licences that it states."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.datasets._support import described
from compliance.discover.interface import Discovery, ScannedFile
from compliance.model import (
    Component,
    DatasetFacts,
    Digest,
    Evidence,
    Gap,
    Kind,
    LicenseClaim,
    Presence,
    SaidBy,
)
from compliance.settings import Settings

_NAMES = frozenset({"datapackage.json", "datapackage.yaml", "datapackage.yml"})
_MOST = 10_000
"""Resources of one package."""


@dataclass(frozen=True, slots=True)
class _Package:
    candidate: ScannedFile
    document: str
    table: dict[str, Any]
    shelf: described.DescribedFiles

    def where(self, resource: dict[str, Any], words: str) -> Evidence:
        name = resource.get("name")
        line = described.line_of(self.document, "name", name) if isinstance(name, str) else 0
        return Evidence(self.candidate.path, line, words)


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """A data set for each resource of each data package."""
    packages = [one for one in candidates if one.name.lower() in _NAMES and not one.is_test]
    shelf = described.DescribedFiles(candidates) if packages else described.DescribedFiles(())
    for candidate in packages:
        try:
            document, table = _parse_package(candidate)
        except parse_file.Unreadable as error:
            yield Gap(
                candidate.path,
                f"The data package {error}; its data sets and their licences are missing",
                error.line,
            )
            continue
        resources = table.get("resources") if isinstance(table, dict) else None
        if isinstance(resources, list):
            yield from _read_resources(_Package(candidate, document, table, shelf), resources)
        else:
            yield Gap(candidate.path, "It is called like a data package but lists no resources")


def _parse_package(candidate: ScannedFile) -> tuple[str, Any]:
    """The text of a description, and what it holds."""
    document, _ = parse_file.read_text(candidate, described.LIMIT)
    if candidate.suffix == ".json":
        return document, parse_file.parse_json(document.encode())
    return document, parse_file.parse_yaml(document)


def _read_resources(package: _Package, resources: list[Any]) -> Iterator[Discovery]:
    for number, resource in enumerate(resources[:_MOST], 1):
        if isinstance(resource, dict):
            yield from _read_resource(package, resource, number)
        else:
            yield Gap(package.candidate.path, f"Resource {number} is no object; it was left out")
    if len(resources) > _MOST:
        yield Gap(package.candidate.path, f"It lists {len(resources)} resources; only {_MOST} were read")


def _read_resource(package: _Package, resource: dict[str, Any], number: int) -> Iterator[Discovery]:
    name = described.plain_text_of(resource, "name", "title") or f"resource {number}"
    listed = package.where(resource, f"listed in {package.candidate.name}")
    plain = _build_component(package, resource, name, listed)
    paths = [path for path in _list_texts(resource.get("path")) if path]
    yield from _explain_outside(package, name, paths)
    at_hand = [found for path in paths if (found := _find_file(package, resource, path))]
    if not at_hand:
        yield _place_elsewhere(resource, plain, paths)
    elif len(at_hand) == len(paths) == 1:
        yield from _place_single_file(package, resource, plain, at_hand[0])
    else:
        yield replace(plain, path=package.candidate.folder, size=sum(file.size for file in at_hand))
        yield from (described.describe_file(file, plain.ref, listed) for file in at_hand)
        if missing := len(paths) - len(at_hand):
            yield Gap(package.candidate.path, f"{missing} files of resource {name} are not there")


def _explain_outside(package: _Package, name: str, paths: list[str]) -> Iterator[Gap]:
    """A gap for each path that is neither an address nor inside the package."""
    for path in paths:
        if not described.find_address(path) and not described.join_path("", path):
            yield Gap(
                package.candidate.path,
                f"Resource {name} has the path {path[:80]!r}, which leads out of the package",
            )


def _read_digest(resource: dict[str, Any]) -> Digest | None:
    return described.parse_digest(described.plain_text_of(resource, "hash"))


def _place_single_file(
    package: _Package, resource: dict[str, Any], plain: Component, file: ScannedFile
) -> Iterator[Discovery]:
    """The data set as the one file that it is, with where that differs from what is stated."""
    size = described.describe_dataset(resource.get("bytes"))
    yield from described.explain_difference(file, _read_digest(resource), size, package.candidate.name)
    own = described.describe_file(file, file.carrier, plain.evidence[0])
    yield replace(plain, ref=own.ref, purl=own.purl, path=own.path, size=own.size, digests=own.digests)


def _place_elsewhere(resource: dict[str, Any], plain: Component, paths: list[str]) -> Component:
    """The data set as it is stated: inside the description, or at an address."""
    remote = next((path for path in paths if described.find_address(path)), "")
    digest = _read_digest(resource)
    return replace(
        plain,
        presence=Presence.SHIPPED if "data" in resource and not paths else Presence.REFERENCED,
        url=described.find_address(remote) if remote else plain.url,
        digests=(digest,) if digest else (),
        size=described.describe_dataset(resource.get("bytes")) or -1,
    )


def _find_file(package: _Package, resource: dict[str, Any], path: str) -> ScannedFile | None:
    """The file beside the description, or, as packed packages move their data, the one below it with the stated size."""
    size = described.describe_dataset(resource.get("bytes"))
    return package.shelf.at(package.candidate, path) or (
        package.shelf.below(package.candidate, path, size) if size and described.join_path("", path) else None
    )


def _build_component(package: _Package, resource: dict[str, Any], name: str, listed: Evidence) -> Component:
    table = package.table
    schema = resource.get("schema")
    fields = described.mappings_in(schema.get("fields")) if isinstance(schema, dict) else []
    sources = described.mappings_in(resource.get("sources")) or described.mappings_in(table.get("sources"))
    named = [described.plain_text_of(source, "title", "name", "path") for source in sources]
    people = [
        described.plain_text_of(one, "title", "name")
        for one in described.mappings_in(resource.get("contributors") or table.get("contributors"))
    ]
    return Component(
        ref=f"{package.candidate.ref}#{name}"
        if not package.candidate.carrier
        else f"{package.candidate.ref}:{name}",
        kind=Kind.DATASET,
        name=name,
        version=described.plain_text_of(resource, "version") or described.plain_text_of(table, "version"),
        shipped_by=package.candidate.carrier,
        licenses=tuple(_read_claims(package, resource)),
        evidence=(listed,),
        url=described.find_address(
            described.plain_text_of(resource, "homepage") or described.plain_text_of(table, "homepage")
        ),
        dataset=DatasetFacts(
            format=described.plain_text_of(resource, "format", "mediatype"),
            columns=tuple(column for one in fields[:200] if (column := described.plain_text_of(one, "name"))),
            provenance="; ".join(dict.fromkeys(filter(None, named))),
            description=described.plain_text_of(resource, "description", "title"),
            owners=tuple(dict.fromkeys(filter(None, people))),
        ),
    )


def _read_claims(package: _Package, resource: dict[str, Any]) -> Iterator[LicenseClaim]:
    """The resource's own licences; the package's where it has none, which the specification allows and nobody verified."""
    own = described.mappings_in(resource.get("licenses")) or described.mappings_in(resource.get("license"))
    said_by = SaidBy.CARD if own else SaidBy.CARRIER
    for entry in own or described.mappings_in(package.table.get("licenses")):
        names = [described.plain_text_of(entry, key) for key in ("title", "name", "path")]
        names = sorted((name for name in names if name), key=lambda name: name.lower().startswith("other"))
        words = " ".join(dict.fromkeys(names))
        quote = f"licenses: {words}" if own else f"the whole package's licenses: {words}"
        if found := described.claim_license(names, package.where(resource, quote), said_by=said_by):
            yield found


def _list_texts(value: Any) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
