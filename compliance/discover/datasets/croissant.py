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
        certain = "croissant" in candidate.name.lower()
        try:
            raw = parse_file.read_bytes(candidate, described.LIMIT)
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
        if isinstance(table, dict) and _read_type(table) == "Dataset":
            yield from _read_dataset(candidate, raw.decode("utf-8", "replace"), table, shelf)
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


def _read_type(table: dict[str, Any]) -> str:
    kinds = get_value(table, "@type")
    return next((kind.replace("/", ":").rpartition(":")[2] for kind in _list_texts(kinds)), "")


def _read_dataset(
    candidate: ScannedFile, document: str, table: dict[str, Any], shelf: described.DescribedFiles
) -> Iterator[Discovery]:
    """The data set and its files, which make it shipped where some of them are here."""
    plain = _build_dataset(candidate, document, table)
    distribution = described.mappings_in(get_value(table, "distribution"))
    parts = list(_read_parts(candidate, distribution[:_MOST], shelf, plain.ref))
    here = [part for part in parts if isinstance(part, Component) and part.presence is Presence.SHIPPED]
    if here:
        size = sum(part.size for part in here)
        yield replace(plain, presence=Presence.SHIPPED, size=size, path=candidate.folder)
    else:
        yield plain
    yield from parts
    if len(distribution) > _MOST:
        yield Gap(candidate.path, f"It lists {len(distribution)} files; only {_MOST} were read")


def _build_dataset(candidate: ScannedFile, document: str, table: dict[str, Any]) -> Component:
    name = _read_words(get_value(table, "name")) or candidate.folder.rpartition("/")[2]
    publishers = _list_names(get_value(table, "publisher"))
    people = [*_list_names(get_value(table, "creator")), *publishers]
    return Component(
        ref=f"{candidate.ref}:dataset" if candidate.carrier else f"{candidate.ref}#dataset",
        kind=Kind.DATASET,
        name=name or candidate.name,
        version=_read_words(get_value(table, "version")),
        presence=Presence.REFERENCED,
        shipped_by=candidate.carrier,
        size=-1,
        licenses=tuple(_read_claims(candidate, document, table)),
        evidence=(Evidence(candidate.path, 0, "described in Croissant"),),
        supplier=next(iter([*publishers, *people]), ""),
        url=described.find_address(_read_words(get_value(table, "url"))),
        dataset=_collect_facts(table, people),
    )


def _collect_facts(table: dict[str, Any], people: list[str]) -> DatasetFacts:
    sensitive = map(_read_words, _as_list(get_value(table, "rai:personalSensitiveInformation")))
    return DatasetFacts(
        format=", ".join(list(dict.fromkeys(_list_formats(table)))[:8]),
        columns=tuple(dict.fromkeys(filter(None, _list_columns(table))))[:200],
        provenance="; ".join(dict.fromkeys(filter(None, _list_origins(table)))),
        description=_read_words(get_value(table, "description")),
        sensitive=tuple(dict.fromkeys(filter(None, sensitive))),
        owners=tuple(dict.fromkeys(people)),
    )


def _list_formats(table: dict[str, Any]) -> Iterator[str]:
    """The media types of the files; a repository of git is none."""
    for one in described.mappings_in(get_value(table, "distribution")):
        for form in _list_texts(get_value(one, "encodingFormat")):
            if not form.startswith("git+"):
                yield form


def _list_columns(table: dict[str, Any]) -> Iterator[str]:
    """The fields of all record sets, without those that only say which split a row is of."""
    for record in described.mappings_in(get_value(table, "recordSet")):
        if "Split" in str(get_value(record, "dataType")):
            continue
        for field in described.mappings_in(get_value(record, "field")):
            yield _read_words(get_value(field, "name")).rpartition("/")[2]


def _list_origins(table: dict[str, Any]) -> Iterator[str]:
    """What it was made from, and how it was collected."""
    for key in ("prov:wasDerivedFrom", "isBasedOn", "rai:dataCollection"):
        for one in _as_list(get_value(table, key)):
            yield _read_words(get_value(one, "@id") if isinstance(one, dict) else one)


def _read_claims(candidate: ScannedFile, document: str, table: dict[str, Any]) -> Iterator[LicenseClaim]:
    """One claim for each licence: an id, a name, an address, or an object with any of these."""
    for entry in _as_list(get_value(table, "license")):
        named = [_read_words(get_value(entry, key)) for key in ("@value", "name", "url", "@id", "identifier")]
        names = [_read_words(entry)] if isinstance(entry, str) else [name for name in named if name]
        if names:
            lines = [
                described.line_of(document, key, names[0]) for key in ("license", "sc:license", "name", "url")
            ]
            where = Evidence(candidate.path, next(filter(None, lines), 0), f"license: {' '.join(names)}")
            if found := described.claim_license(names, where):
                yield found


def _read_parts(
    candidate: ScannedFile, distribution: list[dict[str, Any]], shelf: described.DescribedFiles, owner: str
) -> Iterator[Component | Gap]:
    for one in distribution:
        place = _read_words(get_value(one, "contentUrl"))
        where = Evidence(candidate.path, 0, f"distributed: {place or _read_words(get_value(one, '@id'))}")
        if _read_type(one) == "FileSet":
            for file in _find_included(candidate, _list_texts(get_value(one, "includes")), shelf):
                yield described.describe_file(file, owner, where)
        elif not _read_words(get_value(one, "encodingFormat")).startswith("git+") and place:
            yield from _read_file_object(candidate, one, place, shelf, owner)


def _read_file_object(
    candidate: ScannedFile, one: dict[str, Any], place: str, shelf: described.DescribedFiles, owner: str
) -> Iterator[Component | Gap]:
    """A FileObject: the file at its relative address, or the one of the same name beside the description, or one elsewhere."""
    stated = described.parse_digest(
        _read_words(get_value(one, "sha256")), "sha256"
    ) or described.parse_digest(_read_words(get_value(one, "md5")))
    file = shelf.at(candidate, place) or shelf.at(candidate, place.partition("?")[0].rpartition("/")[2])
    where = Evidence(candidate.path, 0, f"distributed: {place}")
    if file:
        yield from described.explain_difference(file, stated, 0, candidate.name)
        yield described.describe_file(file, owner, where)
        return
    name = _read_words(get_value(one, "name")) or place.rpartition("/")[2] or place
    yield Component(
        ref=f"{owner}/{_read_words(get_value(one, '@id')) or name}",
        kind=Kind.FILE,
        name=name,
        presence=Presence.REFERENCED,
        shipped_by=owner,
        digests=(stated,) if stated else (),
        evidence=(where,),
        url=described.find_address(place),
    )


def _find_included(
    candidate: ScannedFile, patterns: list[str], shelf: described.DescribedFiles
) -> Iterator[ScannedFile]:
    """Files at hand below the description that a FileSet's patterns name."""
    prefix = f"{candidate.folder}/" if candidate.folder else ""
    wanted = [prefix + pattern for pattern in patterns if "/" in pattern or "*" in pattern][:20]
    below = (
        file
        for (carrier, path), file in shelf.by_path.items()
        if carrier == candidate.carrier and file is not candidate and _fits_one(path, wanted)
    )
    yield from itertools.islice(below, _MOST)


def _fits_one(path: str, patterns: list[str]) -> bool:
    return any(fnmatch.fnmatchcase(path, pattern) for pattern in patterns)


def _list_names(value: Any) -> list[str]:
    found = (_read_words(one) or _read_words(get_value(one, "name")) for one in _as_list(value))
    return list(filter(None, found))


def _as_list(value: Any) -> list[Any]:
    """A value or a list of values as a list."""
    values = value if isinstance(value, list) else [value]
    return [] if value is None else values


def _list_texts(value: Any) -> list[str]:
    return [one for one in _as_list(value) if isinstance(one, str)]


def _read_words(value: Any) -> str:
    """Text, also as a JSON-LD value object; numbers, which some write for a version, as text."""
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, list) and value:
        value = value[0]
    return described.plain_text_of({"": str(value) if type(value) in {int, float} else value}, "")
