# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Data and models under DVC (dvc.org/doc/user-guide/project-structure): `*.dvc` files, and the stages of dvc.lock."""

from collections.abc import Iterator
from dataclasses import dataclass
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
    [
        "pt",
        "pth",
        "ckpt",
        "onnx",
        "safetensors",
        "gguf",
        "h5",
        "keras",
        "tflite",
        "joblib",
        "pkl",
        "pickle",
        "bst",
        "ubj",
        "cbm",
        "mlmodel",
    ]
)
_DATA = frozenset(
    [
        "csv",
        "tsv",
        "parquet",
        "pq",
        "arrow",
        "feather",
        "jsonl",
        "ndjson",
        "arff",
        "zarr",
        "npy",
        "npz",
        "tfrecord",
        "lance",
    ]
)
_PACKED = frozenset(["gz", "bz2", "xz", "zip", "tar", "zst"])


@dataclass(frozen=True, slots=True)
class _Source:
    candidate: ScannedFile
    document: str
    shelf: described.DescribedFiles

    def where(self, path: str, words: str) -> Evidence:
        return Evidence(self.candidate.path, described.line_of(self.document, "path", path), words)


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """A data set or model for each tracked path, its digest where the content is elsewhere, and which came out of which."""
    tracked = [
        one
        for one in candidates
        if (one.suffix == ".dvc" or one.name == "dvc.lock") and not (one.carrier or one.is_test)
    ]
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
            stages = table.get("stages", table)
            for name, stage in stages.items() if isinstance(stages, dict) else ():
                if isinstance(stage, dict):
                    yield from _stage(source, name, stage)
        else:
            yield from _tracked(source, table)


def _tracked(source: _Source, table: dict[str, Any]) -> Iterator[Discovery]:
    """A `.dvc` file: what somebody added or imported, so it is data unless its name is that of weights."""
    origin = next(iter(described.mappings_in(table.get("deps"))), {})
    base = _folder(source.candidate, table)
    for out in described.mappings_in(table.get("outs")):
        kind = _kind(out) or Kind.DATASET
        yield from _out(source, base, out, kind, f"tracked by {source.candidate.name}", origin)


def _stage(source: _Source, name: str, stage: dict[str, Any]) -> Iterator[Discovery]:
    """A stage of dvc.lock: its data and models, and that each output came out of each input; code and metrics are left out."""
    base = source.candidate.folder
    ends: dict[str, list[tuple[str, Kind]]] = {"deps": [], "outs": []}
    for side, entries in ends.items():
        for entry in described.mappings_in(stage.get(side)):
            kind = _kind(entry)
            path = described.join_path(base, described.plain_text_of(entry, "path"))
            if kind and path:
                entries.append((f"file:{path}", kind))
                yield from _out(source, base, entry, kind, f"{side} of the stage {name}", {})
    for out, made in ends["outs"]:
        for dep, used in ends["deps"]:
            if out != dep:
                trained = made is Kind.MODEL and used is Kind.DATASET
                relation = RelationKind.TRAINED_ON if trained else RelationKind.DEPENDS_ON
                words = f"stage {name}: {dep.removeprefix('file:')} -> {out.removeprefix('file:')}"
                yield Relation(out, relation, dep, (Evidence(source.candidate.path, 0, words),))


def _out(
    source: _Source, base: str, out: dict[str, Any], kind: Kind, rule: str, origin: dict[str, Any]
) -> Iterator[Discovery]:
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
    digest = described.parse_digest(raw)
    here = source.shelf.at(source.candidate, _relative(source.candidate, path))
    below = [] if here else source.shelf.under(source.candidate, _relative(source.candidate, path))
    size = described.describe_dataset(out.get("size"))
    if here and out.get("hash") == "md5":  # DVC 3; before, line ends were changed before hashing
        yield from described.explain_difference(here, digest, size, source.candidate.name)
    ref = f"file:{path}"
    where = source.where(stated, f"{rule}, md5: {raw}" if raw else rule)
    yield Component(
        ref=ref,
        kind=kind,
        name=path.rpartition("/")[2],
        version=_revision(origin),
        presence=Presence.SHIPPED if here or below else Presence.REFERENCED,
        path=path,
        size=here.size if here else sum(file.size for file in below) if below else size or -1,
        digests=_digests(digest) if not (here or below) else (),
        evidence=(where,),
        url=_url(origin),
        dataset=DatasetFacts(
            format=_suffix(path) if _suffix(path) in _DATA else "",
            provenance=_provenance(origin),
            description=described.plain_text_of(out, "desc"),
        )
        if kind is Kind.DATASET
        else None,
    )
    if kind is Kind.DATASET:
        yield from (described.describe_file(file, ref, where) for file in below)


def _kind(entry: dict[str, Any]) -> Kind | None:
    """What a path is, by what DVC was told, its ending, or a folder for data in it."""
    told = described.plain_text_of(entry, "type").lower()
    if told in {"model", "dataset"}:
        return Kind(told)
    path = described.plain_text_of(entry, "path")
    if _suffix(path) in _WEIGHTS:
        return Kind.MODEL
    in_folder = not FOLDERS.isdisjoint(path.lower().split("/"))
    return Kind.DATASET if _suffix(path) in _DATA or (in_folder and _suffix(path) != "py") else None


def _suffix(path: str) -> str:
    parts = path.rpartition("/")[2].lower().split(".")
    return parts[-2] if len(parts) > 2 and parts[-1] in _PACKED else parts[-1] if len(parts) > 1 else ""


def _folder(candidate: ScannedFile, table: dict[str, Any]) -> str:
    stated = described.plain_text_of(table, "wdir")
    return (
        described.join_path(candidate.folder, stated) if stated not in {"", "."} else ""
    ) or candidate.folder


def _relative(candidate: ScannedFile, path: str) -> str:
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
