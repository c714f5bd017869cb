# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Data and models under DVC (dvc.org/doc/user-guide/project-structure): `*.dvc` files, and the stages of dvc.lock."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.datasets._support import described
from compliance.discover.datasets.data_files import FOLDERS
from compliance.discover.interface import Discovery, ScannedFile
from compliance.model import (
    Component,
    DatasetFacts,
    Digest,
    Evidence,
    Gap,
    Kind,
    Presence,
    Relation,
    RelationKind,
)
from compliance.settings import Settings

_WEIGHTS = frozenset(
    {"pt", "pth", "ckpt", "onnx", "safetensors", "gguf", "h5", "keras", "tflite", "joblib", "pkl",
     "pickle", "bst", "ubj", "cbm", "mlmodel"}
)  # fmt: skip
_DATA = frozenset(
    {"csv", "tsv", "parquet", "pq", "arrow", "feather", "jsonl", "ndjson", "arff", "zarr", "npy",
     "npz", "tfrecord", "lance"}
)  # fmt: skip
_PACKED = frozenset(["gz", "bz2", "xz", "zip", "tar", "zst"])


@dataclass(frozen=True, slots=True)
class _Source:
    candidate: ScannedFile
    document: str
    shelf: described.DescribedFiles

    def where(self, path: str, words: str) -> Evidence:
        return Evidence(self.candidate.path, described.line_of(self.document, "path", path), words)


@dataclass(frozen=True, slots=True)
class _AtHand:
    """What is in the tree of a tracked path: the file itself, or the files below it."""

    files: tuple[ScannedFile, ...]
    single: ScannedFile | None = None


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """A data set or model for each tracked path, its digest where the content is elsewhere, and which came out of which."""
    tracked = [one for one in candidates if _is_dvc(one) and not (one.carrier or one.is_test)]
    shelf = described.DescribedFiles(candidates) if tracked else described.DescribedFiles(())
    for candidate in tracked:
        try:
            document, _ = parse_file.read_text(candidate, described.LIMIT)
            table = parse_file.parse_yaml(document)
        except parse_file.Unreadable as error:
            yield Gap(candidate.path, f"The DVC file {error}; what it tracks is missing", error.line)
            continue
        source = _Source(candidate, document, shelf)
        if not isinstance(table, dict):
            yield Gap(
                candidate.path, "It is called like a DVC file but holds no mapping; what it tracks is missing"
            )
        elif candidate.name == "dvc.lock":
            yield from _read_lock(source, table)
        else:
            yield from _read_tracked(source, table)


def _is_dvc(candidate: ScannedFile) -> bool:
    return candidate.name == "dvc.lock" or candidate.suffix == ".dvc"


def _read_lock(source: _Source, table: dict[str, Any]) -> Iterator[Discovery]:
    """The stages, which stand at the top in the format's first version."""
    stages = table.get("stages", table)
    for name, stage in stages.items() if isinstance(stages, dict) else ():
        if isinstance(stage, dict):
            yield from _read_stage(source, name, stage)


def _read_tracked(source: _Source, table: dict[str, Any]) -> Iterator[Discovery]:
    """A `.dvc` file: what somebody added or imported, so it is data unless its name is that of weights."""
    origin = next(iter(described.mappings_in(table.get("deps"))), {})
    base = _find_base(source.candidate, table)
    for out in described.mappings_in(table.get("outs")):
        kind = _find_kind(out) or Kind.DATASET
        yield from _read_output(source, base, out, kind, f"tracked by {source.candidate.name}", origin)


def _read_stage(source: _Source, name: str, stage: dict[str, Any]) -> Iterator[Discovery]:
    """A stage of dvc.lock: its data and models, and that each output came out of each input; code and metrics are left out."""
    base = source.candidate.folder
    ends: dict[str, list[tuple[str, Kind]]] = {"deps": [], "outs": []}
    for side, entries in ends.items():
        for entry in described.mappings_in(stage.get(side)):
            kind = _find_kind(entry)
            path = described.join_path(base, described.plain_text_of(entry, "path"))
            if kind and path:
                entries.append((f"file:{path}", kind))
                yield from _read_output(source, base, entry, kind, f"{side} of the stage {name}", {})
    for out, made in ends["outs"]:
        for dep, used in ends["deps"]:
            if out != dep:
                trained = made is Kind.MODEL and used is Kind.DATASET
                relation = RelationKind.TRAINED_ON if trained else RelationKind.DEPENDS_ON
                words = f"stage {name}: {dep.removeprefix('file:')} -> {out.removeprefix('file:')}"
                yield Relation(out, relation, dep, (Evidence(source.candidate.path, 0, words),))


def _read_output(
    source: _Source, base: str, out: dict[str, Any], kind: Kind, rule: str, origin: dict[str, Any]
) -> Iterator[Discovery]:
    """A tracked path: with its files if they are there, else with the digest that is stated."""
    stated = described.plain_text_of(out, "path")
    path = described.join_path(base, stated)
    if not path:
        if stated:
            yield Gap(
                source.candidate.path,
                f"It tracks {stated[:80]!r}, which is outside of the product; it was left out",
            )
        return
    raw = described.plain_text_of(out, "md5")
    at_hand = _find_files(source, path)
    if at_hand.single and out.get("hash") == "md5":  # DVC 3; before, line ends were changed before hashing
        size = described.describe_dataset(out.get("size"))
        digest = described.parse_digest(raw)
        yield from described.explain_difference(at_hand.single, digest, size, source.candidate.name)
    where = source.where(stated, f"{rule}, md5: {raw}" if raw else rule)
    component = Component(
        ref=f"file:{path}",
        kind=kind,
        name=path.rpartition("/")[2],
        version=_revision(origin),
        path=path,
        evidence=(where,),
        url=_url(origin),
    )
    component = _place_component(component, at_hand, out)
    if kind is not Kind.DATASET:
        yield component
        return
    yield replace(component, dataset=_read_facts(path, out, origin))
    if not at_hand.single:
        yield from (described.describe_file(file, component.ref, where) for file in at_hand.files)


def _place_component(component: Component, at_hand: _AtHand, out: dict[str, Any]) -> Component:
    """The same with its size: that of its files, or as it is stated, with the stated digest."""
    if at_hand.files:
        size = sum(file.size for file in at_hand.files)
        return replace(component, presence=Presence.SHIPPED, size=size)
    return replace(
        component,
        presence=Presence.REFERENCED,
        size=described.describe_dataset(out.get("size")) or -1,
        digests=_digests(described.parse_digest(described.plain_text_of(out, "md5"))),
    )


def _find_files(source: _Source, path: str) -> _AtHand:
    relative = _go_from_root(source.candidate, path)
    if single := source.shelf.at(source.candidate, relative):
        return _AtHand((single,), single)
    return _AtHand(tuple(source.shelf.under(source.candidate, relative)))


def _read_facts(path: str, out: dict[str, Any], origin: dict[str, Any]) -> DatasetFacts:
    suffix = _read_suffix(path)
    return DatasetFacts(
        format=suffix if suffix in _DATA else "",
        provenance=_provenance(origin),
        description=described.plain_text_of(out, "desc"),
    )


def _find_kind(entry: dict[str, Any]) -> Kind | None:
    """What a path is, by what DVC was told, its ending, or a folder for data in it."""
    told = described.plain_text_of(entry, "type").lower()
    if told in {"model", "dataset"}:
        return Kind(told)
    path = described.plain_text_of(entry, "path")
    if _read_suffix(path) in _WEIGHTS:
        return Kind.MODEL
    in_folder = not FOLDERS.isdisjoint(path.lower().split("/"))
    return Kind.DATASET if _read_suffix(path) in _DATA or (in_folder and _read_suffix(path) != "py") else None


def _read_suffix(path: str) -> str:
    """The last ending without its dot, or the one before it where that only says how the file is packed."""
    parts = path.rpartition("/")[2].lower().split(".")
    if len(parts) > 2 and parts[-1] in _PACKED:
        return parts[-2]
    return parts[-1] if len(parts) > 1 else ""


def _find_base(candidate: ScannedFile, table: dict[str, Any]) -> str:
    stated = described.plain_text_of(table, "wdir")
    return (
        described.join_path(candidate.folder, stated) if stated not in {"", "."} else ""
    ) or candidate.folder


def _go_from_root(candidate: ScannedFile, path: str) -> str:
    """`path` from the root as the shelf wants it: from the description's folder."""
    depth = candidate.folder.count("/") + 1 if candidate.folder else 0
    return "../" * depth + path


def _digests(digest: Digest | None) -> tuple[Digest, ...]:
    return (digest,) if digest else ()


def _revision(origin: dict[str, Any]) -> str:
    repo = origin.get("repo")
    return described.plain_text_of(repo, "rev_lock", "rev") if isinstance(repo, dict) else ""


def _url(origin: dict[str, Any]) -> str:
    repo = origin.get("repo")
    return described.find_address(
        described.plain_text_of(repo, "url")
        if isinstance(repo, dict)
        else described.plain_text_of(origin, "path")
    )


def _provenance(origin: dict[str, Any]) -> str:
    repo = origin.get("repo")
    place = described.plain_text_of(origin, "path")
    return " ".join(
        filter(None, (described.plain_text_of(repo, "url") if isinstance(repo, dict) else "", place))
    )
