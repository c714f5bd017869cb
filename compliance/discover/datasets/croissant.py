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
from compliance.discover.interface import Discovery, ScannedFile
from compliance.model import Component, DatasetFacts, Evidence, Gap, Kind, LicenseClaim, Presence
from compliance.settings import Settings

_NAMES = frozenset({"croissant.json", "metadata.json", "dataset.json"})
_MARK = b"mlcommons.org/croissant"
_HEAD = 16_384
_MOST = 5_000
"""Files of one data set."""


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """A data set for each Croissant document, with its files nested; shipped if one of them is here."""
    documents = [one for one in candidates if _is_candidate(one)]
    shelf = described.DescribedFiles(candidates) if documents else described.DescribedFiles(())
    for candidate in documents:
        try:
            raw = parse_file.read_bytes(candidate, described.LIMIT)
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
        if isinstance(table, dict) and _tell_croissant_type(table) == "Dataset":
            yield from _dataset(candidate, raw.decode("utf-8", "replace"), table, shelf)
        elif certain:
            yield Gap(candidate.path, "It is called like a Croissant description but describes no data set")


def _is_candidate(candidate: ScannedFile) -> bool:
    name = candidate.name.lower()
    called = name in _NAMES or ("croissant" in name and candidate.suffix in {".json", ".jsonld"})
    return not candidate.is_test and (called or candidate.suffix == ".jsonld")


def get_value(table: Any, key: str) -> Any:
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


def _tell_croissant_type(table: dict[str, Any]) -> str:
    kinds = get_value(table, "@type")
    return next((kind.replace("/", ":").rpartition(":")[2] for kind in _take_croissant_texts(kinds)), "")


def _dataset(
    candidate: ScannedFile, document: str, table: dict[str, Any], shelf: described.DescribedFiles
) -> Iterator[Discovery]:
    listed = Evidence(candidate.path, 0, "described in Croissant")
    claims = tuple(_read_croissant_claims(candidate, document, table))
    name = (
        _join_croissant_words(get_value(table, "name"))
        or candidate.folder.rpartition("/")[2]
        or candidate.name
    )
    people = [*_name_croissant(get_value(table, "creator")), *_name_croissant(get_value(table, "publisher"))]
    ref = f"{candidate.ref}:dataset" if candidate.carrier else f"{candidate.ref}#dataset"
    plain = Component(
        ref=ref,
        kind=Kind.DATASET,
        name=name,
        version=_join_croissant_words(get_value(table, "version")),
        presence=Presence.REFERENCED,
        shipped_by=candidate.carrier,
        licenses=claims,
        evidence=(listed,),
        supplier=next(iter([*_name_croissant(get_value(table, "publisher")), *people]), ""),
        url=described.find_address(_join_croissant_words(get_value(table, "url"))),
        dataset=_collect_croissant_facts(table, people),
    )
    distribution = described.mappings_in(get_value(table, "distribution"))
    parts = list(_collect_croissant_parts(candidate, distribution[:_MOST], shelf, ref))
    here = [part for part in parts if isinstance(part, Component) and part.presence is Presence.SHIPPED]
    shipped = Presence.SHIPPED if here else Presence.REFERENCED
    size = sum(part.size for part in here) if here else -1
    yield replace(plain, presence=shipped, size=size, path=candidate.folder if here else "")
    yield from parts
    if len(distribution) > _MOST:
        yield Gap(candidate.path, f"It lists {len(distribution)} files; only {_MOST} were read")


def _collect_croissant_facts(table: dict[str, Any], people: list[str]) -> DatasetFacts:
    sensitive = [
        _join_croissant_words(one) for one in _many(get_value(table, "rai:personalSensitiveInformation"))
    ]
    formats = dict.fromkeys(
        form
        for one in described.mappings_in(get_value(table, "distribution"))
        for form in _take_croissant_texts(get_value(one, "encodingFormat"))
        if not form.startswith("git+")
    )
    fields = [
        _join_croissant_words(get_value(field, "name")).rpartition("/")[2]
        for record in described.mappings_in(get_value(table, "recordSet"))
        for field in described.mappings_in(get_value(record, "field"))
        if "Split" not in str(get_value(record, "dataType"))
    ]
    origins = [
        _join_croissant_words(get_value(one, "@id") if isinstance(one, dict) else one)
        for key in ("prov:wasDerivedFrom", "isBasedOn", "rai:dataCollection")
        for one in _many(get_value(table, key))
    ]
    return DatasetFacts(
        format=", ".join(list(formats)[:8]),
        columns=tuple(dict.fromkeys(filter(None, fields)))[:200],
        provenance="; ".join(dict.fromkeys(filter(None, origins))),
        description=_join_croissant_words(get_value(table, "description")),
        sensitive=tuple(dict.fromkeys(filter(None, sensitive))),
        owners=tuple(dict.fromkeys(people)),
    )


def _read_croissant_claims(
    candidate: ScannedFile, document: str, table: dict[str, Any]
) -> Iterator[LicenseClaim]:
    """One claim for each licence: an id, a name, an address, or an object with any of these."""
    for entry in _many(get_value(table, "license")):
        named = [
            _join_croissant_words(get_value(entry, key))
            for key in ("@value", "name", "url", "@id", "identifier")
        ]
        names = [_join_croissant_words(entry)] if isinstance(entry, str) else [name for name in named if name]
        if names:
            lines = [
                described.line_of(document, key, names[0]) for key in ("license", "sc:license", "name", "url")
            ]
            where = Evidence(candidate.path, next(filter(None, lines), 0), f"license: {' '.join(names)}")
            if found := described.claim_license(names, where):
                yield found


def _collect_croissant_parts(
    candidate: ScannedFile, distribution: list[dict[str, Any]], shelf: described.DescribedFiles, owner: str
) -> Iterator[Component | Gap]:
    for one in distribution:
        place = _join_croissant_words(get_value(one, "contentUrl"))
        where = Evidence(
            candidate.path, 0, f"distributed: {place or _join_croissant_words(get_value(one, '@id'))}"
        )
        if _tell_croissant_type(one) == "FileSet":
            for file in _included(candidate, _take_croissant_texts(get_value(one, "includes")), shelf):
                yield described.describe_file(file, owner, where)
        elif not _join_croissant_words(get_value(one, "encodingFormat")).startswith("git+") and place:
            yield from _file(candidate, one, place, shelf, owner)


def _file(
    candidate: ScannedFile, one: dict[str, Any], place: str, shelf: described.DescribedFiles, owner: str
) -> Iterator[Component | Gap]:
    """A FileObject: the file at its relative address, or the one of the same name beside the description, or one elsewhere."""
    stated = described.parse_digest(
        _join_croissant_words(get_value(one, "sha256")), "sha256"
    ) or described.parse_digest(_join_croissant_words(get_value(one, "md5")))
    file = shelf.at(candidate, place) or shelf.at(candidate, place.partition("?")[0].rpartition("/")[2])
    where = Evidence(candidate.path, 0, f"distributed: {place}")
    if file:
        yield from described.explain_difference(file, stated, 0, candidate.name)
        yield described.describe_file(file, owner, where)
        return
    name = _join_croissant_words(get_value(one, "name")) or place.rpartition("/")[2] or place
    yield Component(
        ref=f"{owner}/{_join_croissant_words(get_value(one, '@id')) or name}",
        kind=Kind.FILE,
        name=name,
        presence=Presence.REFERENCED,
        shipped_by=owner,
        digests=(stated,) if stated else (),
        evidence=(where,),
        url=described.find_address(place),
    )


def _included(
    candidate: ScannedFile, patterns: list[str], shelf: described.DescribedFiles
) -> Iterator[ScannedFile]:
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


def _name_croissant(value: Any) -> list[str]:
    found = [
        _join_croissant_words(one) or _join_croissant_words(get_value(one, "name")) for one in _many(value)
    ]
    return [name for name in found if name]


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _take_croissant_texts(value: Any) -> list[str]:
    return [one for one in _many(value) if isinstance(one, str)]


def _join_croissant_words(value: Any) -> str:
    """Text, also as a JSON-LD value object; numbers, which some write for a version, as text."""
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, list) and value:
        value = value[0]
    return described.plain_text_of({"": str(value) if type(value) in {int, float} else value}, "")
