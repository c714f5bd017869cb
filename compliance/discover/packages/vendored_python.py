# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Python packages that were copied into another one: `_vendor/` and its kin, with a `vendor.txt` or the packages' own `.dist-info` beside them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from compliance.discover.base import parse_file
from compliance.discover.interface import PRODUCT, Discovery, ScannedFile
from compliance.discover.licences._support.text_claims import claims_in
from compliance.discover.packages import installed
from compliance.discover.packages._support import pep508
from compliance.discover.tree.environment import distribution_ref
from compliance.lazy_regex import compile_lazily
from compliance.model import Component, Evidence, Gap, Kind, LicenseClaim
from compliance.settings import Settings

_FOLDER = r"(?P<folder>(?:.*/)?(?:_?vendor(?:ed)?|_vendored_packages|extern|third_party|thirdparty))"
_METADATA = compile_lazily(_FOLDER + r"/[^/]+\.dist-info/METADATA\Z")
_LIST = compile_lazily(_FOLDER + r"/(?:vendor|vendored|vendoring)\.txt\Z")
_TEXT = compile_lazily(
    _FOLDER + r"/(?P<name>[\w.-]+?)(?:\.dist-info/(?:licen[cs]es/)?|/|\.)(?:LICEN[CS]E|COPYING)[\w.-]*\Z",
    re.IGNORECASE,
)
_LIMIT = 4 * parse_file.MEGABYTE
_MOST_LINES = 10_000
_Place = tuple[str, str]


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """A library for each vendored package, nested in the distribution that ships it, or in the product."""
    known: dict[_Place, dict[str, Component]] = defaultdict(dict)
    texts: dict[tuple[str, str, str], list[ScannedFile]] = defaultdict(list)
    for candidate in candidates:
        if candidate.is_test:
            continue
        if match := _METADATA.fullmatch(candidate.path) or _LIST.fullmatch(candidate.path):
            for found in _read_packages(candidate):
                if isinstance(found, Gap):
                    yield found
                else:
                    _add_sighting(known[candidate.carrier, match["folder"]], found)
        elif match := _TEXT.fullmatch(candidate.path):
            name = re.sub(r"-\d[\w.]*\Z", "", match["name"])
            texts[candidate.carrier, match["folder"], _normalise_name(name)].append(candidate)
    for (carrier, folder), libraries in known.items():
        for name, library in libraries.items():
            yield _nest_library(library, carrier, folder, texts[carrier, folder, name])


def _add_sighting(libraries: dict[str, Component], found: Component) -> None:
    """Of two sightings in one folder the one with the package's own metadata stands, with the evidence of both."""
    name = _normalise_name(found.name)
    earlier = libraries.get(name)
    libraries[name] = _merge_sightings(earlier, found) if earlier else found


def _nest_library(library: Component, carrier: str, folder: str, texts: list[ScannedFile]) -> Component:
    claims = list(library.licenses)
    for text in texts:
        claims.extend(_read_text_claims(text))
    return replace(
        library,
        ref=f"{carrier}#{folder}/{library.purl}" if carrier else f"file:{folder}/{library.purl}",
        shipped_by=carrier or PRODUCT,
        path=folder,
        licenses=tuple(dict.fromkeys(claims)),
    )


def places(candidates: Iterable[ScannedFile]) -> set[str]:
    """The folders of the tree whose packages are told by a list or by metadata."""
    matches = (
        _METADATA.fullmatch(one.path) or _LIST.fullmatch(one.path) for one in candidates if not one.carrier
    )
    return {match["folder"] for match in matches if match}


def _read_packages(candidate: ScannedFile) -> Iterator[Component | Gap]:
    try:
        if candidate.name == "METADATA":
            distribution, _ = installed.parse_metadata(candidate)
            name = installed.get_field(distribution.metadata, "Name")
            version = installed.get_field(distribution.metadata, "Version")
            if name:
                yield installed.installed_component(distribution_ref(name, version), distribution)
        else:
            yield from _read_list(candidate)
    except parse_file.Unreadable as error:
        yield Gap(candidate.path, f"What is vendored here is not known: the file {error}", error.line)


def _read_list(candidate: ScannedFile) -> Iterator[Component]:
    """The requirements in a `vendor.txt`; what is no requirement is a comment, a hash or an address."""
    text, _ = parse_file.read_text(candidate, _LIMIT)
    for number, line in enumerate(text.splitlines()[:_MOST_LINES], 1):
        words = line.partition(" #")[0].partition("--hash")[0].strip().rstrip("\\").strip()
        requirement = pep508.parse(words)
        if requirement is None:
            continue
        pins = [one.version for one in requirement.specifier if one.operator in {"==", "==="}]
        version = pins[0] if len(pins) == 1 else ""
        ref = distribution_ref(requirement.name, version)
        yield Component(
            ref,
            Kind.LIBRARY,
            requirement.name,
            version=version,
            purl=ref,
            evidence=(Evidence(candidate.path, number, words),),
        )


def _merge_sightings(one: Component, other: Component) -> Component:
    first, second = sorted((one, other), key=lambda component: not component.path)
    return replace(
        first,
        version=first.version or second.version,
        evidence=tuple(sorted({*one.evidence, *other.evidence})),
    )


def _read_text_claims(candidate: ScannedFile) -> Iterator[LicenseClaim]:
    try:
        text, _ = parse_file.read_text(candidate, _LIMIT)
    except parse_file.Unreadable:
        return  # license_files, which reads the same file, reports it
    if text.strip() and "\0" not in text:
        yield from claims_in(text, candidate.path)


def _normalise_name(name: str) -> str:
    """A project's name as the index compares it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
