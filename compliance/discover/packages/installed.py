# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Installed distributions: name, version, licence claims and edges from METADATA (packaging.python.org, core metadata 2.5)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import Message
from email.parser import HeaderParser
from email.utils import getaddresses
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

from compliance.discover.base import parse_file
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages._support import pep508
from compliance.discover.tree.environment import distribution_ref
from compliance.lazy_regex import compile_lazily
from compliance.licensing import expressions
from compliance.model import (
    Component,
    Evidence,
    Gap,
    Kind,
    LicenseClaim,
    Party,
    Relation,
    RelationKind,
    SaidBy,
)
from compliance.settings import Settings

if TYPE_CHECKING:
    from packaging.requirements import Requirement

_LIMIT = 4 * parse_file.MEGABYTE
_LONGEST_NAME = 120
_ADDRESS = compile_lazily(r"[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\Z")
"""A mail address as CycloneDX takes it; other forms that mail knows are left out."""
_ENVIRONMENT = "site-packages"
_UNSAID = frozenset({"", "unknown", "none", "dual license", "other"})


def discover(candidates: tuple[ScannedFile, ...], settings: Settings) -> Iterator[Discovery]:
    """A library for each `METADATA` of an installed distribution, and its edges to others that are installed too."""
    read: dict[str, Distribution] = {}
    for candidate in candidates:
        if not _is_installed_metadata(candidate):
            continue
        try:
            read[candidate.carrier], clean = parse_metadata(candidate)
        except parse_file.Unreadable as error:
            yield Gap(
                candidate.path,
                f"The metadata {error}; the distribution has no licence and no edges in the BOM",
                error.line,
            )
            continue
        if not clean:
            yield Gap(candidate.path, "The metadata is not valid UTF-8; the bytes that aren't were replaced")
    own = distribution_ref(settings.product.name, "")
    by_name = {ref.partition("@")[0]: ref for ref in read}
    for ref, distribution in read.items():
        if ref.partition("@")[0] != own:
            yield installed_component(ref, distribution)
    yield from _build_edges(read, by_name, own)


def _is_installed_metadata(candidate: ScannedFile) -> bool:
    """Whether it describes a distribution itself, and none that is copied into it."""
    is_metadata = candidate.path.endswith(".dist-info/METADATA") and candidate.path.count("/") == 1
    return is_metadata and bool(candidate.carrier)


@dataclass(frozen=True, slots=True)
class Distribution:
    """A distribution's core metadata and the file they stand in."""

    candidate: ScannedFile
    metadata: Message
    lines: tuple[str, ...]

    def where(self, start: str, quote: str) -> Evidence:
        """The METADATA line that starts so."""
        number = next((number for number, line in enumerate(self.lines, 1) if line.startswith(start)), 0)
        return Evidence(self.candidate.path, number, quote)


def parse_metadata(candidate: ScannedFile) -> tuple[Distribution, bool]:
    """The metadata in a METADATA or PKG-INFO file, and whether all of it was UTF-8.

    Raises:
        files.Unreadable: it can't be read.
    """
    text, clean = parse_file.read_text(candidate, _LIMIT)
    return read_distribution(candidate, text), clean


def read_distribution(candidate: ScannedFile, text: str) -> Distribution:
    """The metadata in a text that was read from the candidate."""
    header = text.replace("\r\n", "\n").partition("\n\n")[0]
    return Distribution(candidate, HeaderParser().parsestr(header), tuple(header.splitlines()))


def installed_component(ref: str, distribution: Distribution) -> Component:
    """The library that a distribution is."""
    metadata = distribution.metadata
    name, version = get_field(metadata, "Name"), get_field(metadata, "Version")
    producer = _read_producer(metadata)
    return Component(
        ref=ref,
        kind=Kind.LIBRARY,
        name=name or ref.removeprefix("pkg:pypi/").partition("@")[0],
        version=version or ref.partition("@")[2],
        purl=ref,
        path=distribution.candidate.folder,
        licenses=claims_of_metadata(distribution),
        evidence=(Evidence(distribution.candidate.path),),
        supplier=producer.name,
        producer=producer if producer != Party() else None,
        url=_homepage(metadata),
    )


def _read_producer(metadata: Message) -> Party:
    """The author, else the maintainer; the e-mail fields may hold names too (core metadata 2.5, Author-email)."""
    found = Party()
    for role in ("Author", "Maintainer"):
        stated_name, address = _read_first_address(get_field(metadata, f"{role}-email"))
        name = get_field(metadata, role) or stated_name
        found = Party(found.name or name, found.email or address)
    return replace(found, url=_homepage(metadata))


def _read_first_address(stated: str) -> tuple[str, str]:
    """The first name and the first mail address; comments, which the parser calls itself for, are never nested deeply."""
    addresses = [] if pep508.is_too_deep(stated) else getaddresses([stated])
    name = next((name for name, _ in addresses if name), "")
    address = next((address for _, address in addresses if _ADDRESS.match(address)), "")
    return name, address


def claims_of_metadata(distribution: Distribution) -> tuple[LicenseClaim, ...]:
    """What the metadata say of the licence."""
    return tuple(_read_claims(distribution))


def _read_claims(distribution: Distribution) -> Iterator[LicenseClaim]:
    """In the order of trust of PEP 639: License-Expression, the License field, classifiers."""
    for key, said_by in (("License-Expression", SaidBy.EXPRESSION), ("License", SaidBy.METADATA)):
        stated = get_field(distribution.metadata, key)
        if stated.casefold() not in _UNSAID:
            yield _build_field_claim(distribution, key, stated, said_by)
    for classifier in map(str, distribution.metadata.get_all("Classifier", [])):
        if classifier.startswith("License ::") and not classifier.endswith(":: OSI Approved"):
            expression, name = expressions.expression_of_classifier(classifier)
            evidence = distribution.where(f"Classifier: {classifier}", f"Classifier: {classifier}")
            yield LicenseClaim(expression, SaidBy.CLASSIFIER, stated=name, evidence=(evidence,))


def _build_field_claim(distribution: Distribution, key: str, stated: str, said_by: SaidBy) -> LicenseClaim:
    short = stated if len(stated) <= _LONGEST_NAME else stated[: _LONGEST_NAME - 3] + "..."
    expression = expressions.resolve_expression(stated)
    evidence = distribution.where(f"{key}:", f"{key}: {short}")
    return LicenseClaim(
        expression, said_by, stated="" if short == expression else short, evidence=(evidence,)
    )


def _build_edges(
    read: dict[str, Distribution], by_name: dict[str, str], own: str
) -> Iterator[Relation | Gap]:
    """What each distribution needs; the product needs what nothing else does, unless it is installed itself."""
    needed: set[str] = set()
    absent: dict[str, list[str]] = {}
    for ref, distribution in read.items():
        source = "" if ref.partition("@")[0] == own else ref
        for name, evidence in _read_needs(distribution):
            if target := by_name.get(f"pkg:pypi/{name}", ""):
                needed.add(target)
                yield Relation(source, RelationKind.DEPENDS_ON, target, (evidence,))
            else:
                absent.setdefault(name, []).append(distribution.candidate.folder.partition("-")[0])
    if absent:
        yield _explain_absent(absent)
    if own not in by_name:
        for ref in read.keys() - needed:
            yield Relation("", RelationKind.DEPENDS_ON, ref)


def _explain_absent(absent: dict[str, list[str]]) -> Gap:
    listed = ", ".join(f"{name} (for {', '.join(sorted(who))})" for name, who in sorted(absent.items()))
    return Gap(
        _ENVIRONMENT,
        f"{len(absent)} distributions that installed ones need are not installed, so nothing is known of them: {listed}",
    )


def _read_needs(distribution: Distribution) -> Iterator[tuple[str, Evidence]]:
    """The normalised name of each distribution that this one needs here, extras left out."""
    for stated in map(str, distribution.metadata.get_all("Requires-Dist", [])):
        requirement = pep508.parse(stated)
        if requirement is not None and _is_wanted_here(requirement):
            where = distribution.where(f"Requires-Dist: {stated}", f"Requires-Dist: {stated}")
            yield canonicalize_name(requirement.name), where


def _is_wanted_here(requirement: "Requirement") -> bool:
    """Whether its marker holds on this Python, without any extra; one that can't be evaluated doesn't."""
    try:
        return requirement.marker is None or requirement.marker.evaluate({"extra": ""})
    except (ValueError, KeyError):
        return False


def get_field(metadata: Message, key: str) -> str:
    """A field's value in one line; empty without one."""
    value = metadata.get(key)
    return " ".join(str(value).split()) if value is not None else ""


def _homepage(metadata: Message) -> str:
    """The homepage, else the repository, if that is an address of the web."""
    urls: dict[str, str] = {}
    for entry in map(str, metadata.get_all("Project-URL", [])):
        if "," in entry:
            label, url = entry.lower().split(",", 1)
            urls[label] = url.strip()
    labels = [key for key in ("homepage", "source", "repository") if key in urls]
    found = urls[labels[0]] if labels else get_field(metadata, "Home-page")
    return found if found.startswith(("https://", "http://")) else ""
