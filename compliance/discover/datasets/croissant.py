# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Croissant 1.0 and 1.1 (mlcommons/croissant, croissant-spec and croissant-rai-spec): one data set with the files it distributes."""

import fnmatch
import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.datasets._support import described
from compliance.discover.interface import Candidate, Found
from compliance.model import Component, DatasetFacts, Evidence, Gap, Kind, LicenseClaim, Presence
from compliance.settings import Settings

_NAMES = frozenset({"croissant.json", "metadata.json", "dataset.json"})
_MARK = b"mlcommons.org/croissant"
_HEAD = 16_384
_MOST = 5_000
"""Files of one data set."""


def discover(candidates: tuple[Candidate, ...], _settings: Settings) -> Iterator[Found]:
    """A data set for each Croissant document, with its files nested; shipped if one of them is here."""
    documents = [one for one in candidates if _is_candidate(one)]
    shelf = described.Shelf(candidates) if documents else described.Shelf(())
    for candidate in documents:
        try:
            raw = parse_file.data(candidate, described.LIMIT)
            certain = "croissant" in candidate.name.lower()
            if not certain and _MARK not in raw[:_HEAD]:
                continue
            table = parse_file.parse_json(raw)
        except parse_file.Unreadable as error:
            yield Gap(
                candidate.path,
                f"The Croissant description {error}; its data set and licence are missing",
                error.line,
            )
            continue
        if isinstance(table, dict) and _type(table) == "Dataset":
            yield from _dataset(candidate, raw.decode("utf-8", "replace"), table, shelf)
        elif certain:
            yield Gap(candidate.path, "It is called like a Croissant description but describes no data set")


def _is_candidate(candidate: Candidate) -> bool:
    name = candidate.name.lower()
    called = name in _NAMES or ("croissant" in name and candidate.suffix in {".json", ".jsonld"})
    return not candidate.is_test and (called or candidate.suffix == ".jsonld")


def get(table: Any, key: str) -> Any:
    """The value under a JSON-LD key, whichever prefix or address it is written with: `license`, `sc:license`, `https://schema.org/license`."""
    if not isinstance(table, dict):
        return None
    if key in table:
        return table[key]
    ending = key.rpartition(":")[2]
    rai = key.startswith("rai:")
    for name, value in table.items():
        head, _, last = name.replace("#", "/").replace(":", "/").rpartition("/")
        if last == ending and (not rai or "rai" in head.lower()):
            return value
    return None


def _type(table: dict[str, Any]) -> str:
    kinds = get(table, "@type")
    return next((kind.replace("/", ":").rpartition(":")[2] for kind in _texts(kinds)), "")


def _dataset(
    candidate: Candidate, document: str, table: dict[str, Any], shelf: described.Shelf
) -> Iterator[Found]:
    listed = Evidence(candidate.path, 0, "described in Croissant")
    claims = tuple(_claims(candidate, document, table))
    name = _words(get(table, "name")) or candidate.folder.rpartition("/")[2] or candidate.name
    people = [*_named(get(table, "creator")), *_named(get(table, "publisher"))]
    ref = f"{candidate.ref}:dataset" if candidate.carrier else f"{candidate.ref}#dataset"
    plain = Component(
        ref=ref,
        kind=Kind.DATASET,
        name=name,
        version=_words(get(table, "version")),
        presence=Presence.REFERENCED,
        shipped_by=candidate.carrier,
        licenses=claims,
        evidence=(listed,),
        supplier=next(iter([*_named(get(table, "publisher")), *people]), ""),
        url=described.address(_words(get(table, "url"))),
        dataset=_facts(table, people),
    )
    distribution = described.objects(get(table, "distribution"))
    parts = list(_parts(candidate, distribution[:_MOST], shelf, ref))
    here = [part for part in parts if isinstance(part, Component) and part.presence is Presence.SHIPPED]
    shipped = Presence.SHIPPED if here else Presence.REFERENCED
    size = sum(part.size for part in here) if here else -1
    yield replace(plain, presence=shipped, size=size, path=candidate.folder if here else "")
    yield from parts
    if len(distribution) > _MOST:
        yield Gap(candidate.path, f"It lists {len(distribution)} files; only {_MOST} were read")


def _facts(table: dict[str, Any], people: list[str]) -> DatasetFacts:
    sensitive = [_words(one) for one in _many(get(table, "rai:personalSensitiveInformation"))]
    formats = dict.fromkeys(
        form
        for one in described.objects(get(table, "distribution"))
        for form in _texts(get(one, "encodingFormat"))
        if not form.startswith("git+")
    )
    fields = [
        _words(get(field, "name")).rpartition("/")[2]
        for record in described.objects(get(table, "recordSet"))
        for field in described.objects(get(record, "field"))
        if "Split" not in str(get(record, "dataType"))
    ]
    origins = [
        _words(get(one, "@id") if isinstance(one, dict) else one)
        for key in ("prov:wasDerivedFrom", "isBasedOn", "rai:dataCollection")
        for one in _many(get(table, key))
    ]
    return DatasetFacts(
        format=", ".join(list(formats)[:8]),
        columns=tuple(dict.fromkeys(filter(None, fields)))[:200],
        provenance="; ".join(dict.fromkeys(filter(None, origins))),
        description=_words(get(table, "description")),
        sensitive=tuple(dict.fromkeys(filter(None, sensitive))),
        owners=tuple(dict.fromkeys(people)),
    )


def _claims(candidate: Candidate, document: str, table: dict[str, Any]) -> Iterator[LicenseClaim]:
    """One claim for each licence: an id, a name, an address, or an object with any of these."""
    for entry in _many(get(table, "license")):
        named = [_words(get(entry, key)) for key in ("@value", "name", "url", "@id", "identifier")]
        names = [_words(entry)] if isinstance(entry, str) else [name for name in named if name]
        if names:
            lines = [
                described.line_of(document, key, names[0]) for key in ("license", "sc:license", "name", "url")
            ]
            where = Evidence(candidate.path, next(filter(None, lines), 0), f"license: {' '.join(names)}")
            if found := described.claim(names, where):
                yield found


def _parts(
    candidate: Candidate, distribution: list[dict[str, Any]], shelf: described.Shelf, owner: str
) -> Iterator[Component | Gap]:
    for one in distribution:
        place = _words(get(one, "contentUrl"))
        where = Evidence(candidate.path, 0, f"distributed: {place or _words(get(one, '@id'))}")
        if _type(one) == "FileSet":
            for file in _included(candidate, _texts(get(one, "includes")), shelf):
                yield described.part(file, owner, where)
        elif not _words(get(one, "encodingFormat")).startswith("git+") and place:
            yield from _file(candidate, one, place, shelf, owner)


def _file(
    candidate: Candidate, one: dict[str, Any], place: str, shelf: described.Shelf, owner: str
) -> Iterator[Component | Gap]:
    """A FileObject: the file at its relative address, or the one of the same name beside the description, or one elsewhere."""
    stated = described.digest(_words(get(one, "sha256")), "sha256") or described.digest(
        _words(get(one, "md5"))
    )
    file = shelf.at(candidate, place) or shelf.at(candidate, place.partition("?")[0].rpartition("/")[2])
    where = Evidence(candidate.path, 0, f"distributed: {place}")
    if file:
        yield from described.differs(file, stated, 0, candidate.name)
        yield described.part(file, owner, where)
        return
    name = _words(get(one, "name")) or place.rpartition("/")[2] or place
    yield Component(
        ref=f"{owner}/{_words(get(one, '@id')) or name}",
        kind=Kind.FILE,
        name=name,
        presence=Presence.REFERENCED,
        shipped_by=owner,
        digests=(stated,) if stated else (),
        evidence=(where,),
        url=described.address(place),
    )


def _included(candidate: Candidate, patterns: list[str], shelf: described.Shelf) -> Iterator[Candidate]:
    """Files at hand below the description that a FileSet's patterns name."""
    prefix = f"{candidate.folder}/" if candidate.folder else ""
    wanted = [prefix + pattern for pattern in patterns if "/" in pattern or "*" in pattern][:20]
    below = (
        file
        for (carrier, path), file in shelf.by_path.items()
        if carrier == candidate.carrier
        and file is not candidate
        and any(fnmatch.fnmatchcase(path, pattern) for pattern in wanted)
    )
    yield from itertools.islice(below, _MOST)


def _named(value: Any) -> list[str]:
    found = [_words(one) or _words(get(one, "name")) for one in _many(value)]
    return [name for name in found if name]


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _texts(value: Any) -> list[str]:
    return [one for one in _many(value) if isinstance(one, str)]


def _words(value: Any) -> str:
    """Text, also as a JSON-LD value object; numbers, which some write for a version, as text."""
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, list) and value:
        value = value[0]
    return described.text({"": str(value) if type(value) in {int, float} else value}, "")
