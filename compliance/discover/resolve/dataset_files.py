# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Data files that belong together become one data set, with the files nested in it.

A file that some description lists is what the description says. Of the others, files below the folder of one data set's card are
that data set; so are files of one folder and one format that are numbered parts of one name, that have the same columns (three
or more), or the same columns and names which differ only in a number or the name of a split. All else stays a data set of its own.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import quote

from compliance.discover.interface import Discovery, FolderStatement
from compliance.lazy_regex import compile_lazily
from compliance.model import Component, DatasetFacts, Evidence, Kind, LicenseClaim, Presence

_SHARD = compile_lazily(r"[-_.]?\d{3,6}-of-\d{3,6}")
_SERIES = compile_lazily(
    r"\d+|(?<![a-z])(?:train(?:ing)?|test|valid(?:ation)?|val|dev|eval|heldout)(?![a-z])", re.IGNORECASE
)
_ENOUGH = 3
"""So many equal columns are no coincidence."""
_Place = tuple[str, str]
_Key = tuple[object, ...]


def merge_dataset_files(found: list[Discovery]) -> list[Discovery]:
    """The same, with data files brought together; a file that is part of another data set is no data set itself."""
    sighted: dict[str, list[Component]] = defaultdict(list)
    tags: dict[_Place, list[FolderStatement]] = defaultdict(list)
    for item in found:
        if isinstance(item, Component):
            sighted[item.ref].append(item)
        elif isinstance(item, FolderStatement):
            tags[item.carrier, item.folder].append(item)
    loose = {ref: items[0] for ref, items in sighted.items() if all(map(_is_mere_file, items))}
    nested = _nest_groups(loose, tags)
    merged: list[Discovery] = []
    for item in found:
        if isinstance(item, Component) and item.ref in nested:
            merged.extend(nested[item.ref])
        elif not isinstance(item, Component) or _counts(item, sighted[item.ref]):
            merged.append(item)
    return merged


def _nest_groups(
    loose: dict[str, Component], tags: dict[_Place, list[FolderStatement]]
) -> dict[str, list[Discovery]]:
    """What stands in the place of each file, by its ref: before the first of a data set the data set itself."""
    roofs = _find_card_folders(tags)
    groups: dict[_Key, list[Component]] = defaultdict(list)
    for component in loose.values():
        groups[_build_dataset_key(component, roofs, tags)].append(component)
    nested: dict[str, list[Discovery]] = {ref: [component] for ref, component in loose.items()}
    for key, members in groups.items():
        below_root_card = key[0] == "card" and key[2] == "" and "/" in members[0].path
        if len(members) > 1 or below_root_card:
            whole, *parts = _merge_members(key, members, tags)
            nested.update({part.ref: [part] for part in parts})
            nested[members[0].ref].insert(0, whole)
    return nested


def _find_card_folders(tags: dict[_Place, list[FolderStatement]]) -> set[_Place]:
    """The folders below which all data files are the data set that a card describes; of a distribution not its top folders."""
    roofs: set[_Place] = set()
    for (carrier, folder), statements in tags.items():
        has_card = any(statement.dataset is not None for statement in statements)
        if has_card and ("/" in folder or not carrier):
            roofs.add((carrier, folder))
    return roofs


def _counts(component: Component, sightings: list[Component]) -> bool:
    """Whether a sighting stays beside others of the same file: a data set by description outweighs a part of one, that a mere data file."""
    if component.kind not in {Kind.DATASET, Kind.FILE}:
        return True
    if not any(one.kind is Kind.FILE for one in sightings):
        return True
    is_described = any(one.kind is Kind.DATASET and not _is_mere_file(one) for one in sightings)
    return component.kind is not Kind.FILE if is_described else not _is_mere_file(component)


def _is_mere_file(component: Component) -> bool:
    """Whether only the file itself made it a data set, and no description."""
    return (
        component.kind is Kind.DATASET
        and component.presence is Presence.SHIPPED
        and bool(component.path)
        and all(evidence.path == component.path for evidence in component.evidence)
    )


def _build_dataset_key(
    component: Component, roofs: set[_Place], tags: dict[_Place, list[FolderStatement]]
) -> _Key:
    """What components of one group have in common."""
    carrier, path = component.shipped_by, component.path
    for folder in (path, *_list_dataset_folders(path)):
        if (carrier, folder) in roofs:
            return ("card", carrier, folder)
    folder, _, name = path.rpartition("/")
    facts = component.dataset or DatasetFacts()
    own = frozenset(claim.expression for claim in _list_claims(tags, carrier, path))
    place = (carrier, folder, facts.format, own)
    if len(facts.columns) >= _ENOUGH:
        return ("columns", *place, facts.columns, "")
    if facts.columns and _SERIES.search(name):
        return ("columns", *place, facts.columns, _SERIES.sub("", name))
    if _SHARD.search(name):
        return ("shards", *place, _SHARD.sub("", name))
    return ("alone", component.ref)


def _list_claims(
    tags: dict[_Place, list[FolderStatement]], carrier: str, path: str
) -> Iterator[LicenseClaim]:
    """The licences that are stated of one file."""
    for statement in tags.get((carrier, path), ()):
        yield from statement.claims


def _list_dataset_folders(path: str) -> Iterable[str]:
    while path:
        path = path.rpartition("/")[0]
        yield path


def _merge_members(
    key: _Key, members: list[Component], tags: dict[_Place, list[FolderStatement]]
) -> list[Component]:
    """The data set, then its files."""
    first = members[0]
    carrier = first.shipped_by
    folder = str(key[2]) if key[0] == "card" else first.path.rpartition("/")[0]
    ref = f"{first.ref}*"
    claims: dict[tuple[str, str], LicenseClaim] = {}
    for member in members:
        for claim in _list_claims(tags, carrier, member.path):
            claims[claim.expression, claim.stated] = claim
    why = {
        "card": f"{len(members)} files below the card of one data set",
        "columns": f"{len(members)} files of one folder with the same columns",
        "shards": f"{len(members)} numbered files of one name",
    }[str(key[0])]
    whole = Component(
        ref=ref,
        kind=Kind.DATASET,
        name=_choose_dataset_name(members, folder),
        purl=f"{carrier}#{quote(folder)}" if carrier else "",
        shipped_by=carrier,
        path=folder,
        size=sum(member.size for member in members),
        licenses=tuple(claims.values()),
        evidence=tuple(sorted((*first.evidence, Evidence(first.path, 0, why)))),
        dataset=_collect_dataset_facts([member.dataset or DatasetFacts() for member in members]),
    )
    return [whole, *(replace(member, kind=Kind.FILE, shipped_by=ref, dataset=None) for member in members)]


def _choose_dataset_name(members: list[Component], folder: str) -> str:
    stems = {_SHARD.sub("", member.name) for member in members}
    return next(iter(stems)) if len(stems) == 1 else folder.rpartition("/")[2] or members[0].name


def _collect_dataset_facts(each: list[DatasetFacts]) -> DatasetFacts:
    """What holds for all: rows are added where every file's are known, columns are kept where they are the same."""
    forms = dict.fromkeys(facts.format for facts in each if facts.format)
    return DatasetFacts(
        format=", ".join(forms),
        rows=sum(facts.rows for facts in each) if all(facts.rows for facts in each) else 0,
        columns=each[0].columns if len({facts.columns for facts in each}) == 1 else (),
    )
