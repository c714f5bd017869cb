# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Python packages that were copied into another one: `_vendor/` and its kin, with a `vendor.txt` or the packages' own `.dist-info` beside them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from compliance.discover.base import parse_file
from compliance.discover.interface import PRODUCT, Discovery, ScannedFile
from compliance.discover.licences.text_claims import claims_in
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
            for found in _packages(candidate):
                if isinstance(found, Gap):
                    yield found
                else:
                    here = known[candidate.carrier, match["folder"]]
                    here[_choose_vendored_python_name(found.name)] = _better(
                        here.get(_choose_vendored_python_name(found.name)), found
                    )
        elif match := _TEXT.fullmatch(candidate.path):
            name = re.sub(r"-\d[\w.]*\Z", "", match["name"])
            texts[candidate.carrier, match["folder"], _choose_vendored_python_name(name)].append(candidate)
    for (carrier, folder), libraries in known.items():
        for name, library in libraries.items():
            claims = [
                claim for text in texts[carrier, folder, name] for claim in _read_vendored_python_claims(text)
            ]
            yield replace(
                library,
                ref=f"{carrier}#{folder}/{library.purl}" if carrier else f"file:{folder}/{library.purl}",
                shipped_by=carrier or PRODUCT,
                path=folder,
                licenses=tuple(dict.fromkeys((*library.licenses, *claims))),
            )


def places(candidates: Iterable[ScannedFile]) -> set[str]:
    """The folders of the tree whose packages are told by a list or by metadata."""
    matches = (
        _METADATA.fullmatch(one.path) or _LIST.fullmatch(one.path) for one in candidates if not one.carrier
    )
    return {match["folder"] for match in matches if match}


def _packages(candidate: ScannedFile) -> Iterator[Component | Gap]:
    try:
        if candidate.name == "METADATA":
            distribution, _ = installed.parse_metadata(candidate)
            name, version = (installed.get_field(distribution.metadata, key) for key in ("Name", "Version"))
            if name:
                yield installed.installed_component(distribution_ref(name, version), distribution)
        else:
            yield from _list_vendored_python(candidate)
    except parse_file.Unreadable as error:
        yield Gap(candidate.path, f"What is vendored here is not known: the file {error}", error.line)


def _list_vendored_python(candidate: ScannedFile) -> Iterator[Component]:
    """The requirements in a `vendor.txt`; what is no requirement is a comment, a hash or an address."""
    text, _ = parse_file.read_text(candidate, _LIMIT)
    for number, line in enumerate(text.splitlines()[:_MOST_LINES], 1):
        words = line.partition(" #")[0].partition("--hash")[0].strip().rstrip("\\").strip()
        requirement = pep508.parse(words)
        if requirement is None:
            continue
        pins = [one.version for one in requirement.specifier if one.operator in {"==", "==="}]
        ref = distribution_ref(requirement.name, pins[0] if len(pins) == 1 else "")
        yield Component(
            ref,
            Kind.LIBRARY,
            requirement.name,
            version=pins[0] if len(pins) == 1 else "",
            purl=ref,
            evidence=(Evidence(candidate.path, number, words),),
        )


def _better(one: Component | None, other: Component) -> Component:
    """Of two sightings in one folder the one with the package's own metadata, with the evidence of both."""
    if one is None:
        return other
    first, second = sorted((one, other), key=lambda component: not component.path)
    return replace(
        first,
        version=first.version or second.version,
        evidence=tuple(sorted({*one.evidence, *other.evidence})),
    )


def _read_vendored_python_claims(candidate: ScannedFile) -> Iterator[LicenseClaim]:
    try:
        text, _ = parse_file.read_text(candidate, _LIMIT)
    except parse_file.Unreadable:
        return  # license_files, which reads the same file, reports it
    if text.strip() and "\0" not in text:
        yield from claims_in(text, candidate.path)


def _choose_vendored_python_name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
