# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""git-lfs pointers: the digest and size of weights and data whose bytes were not fetched (git-lfs/git-lfs, docs/spec.md)."""

from collections.abc import Iterator

from compliance.discover.base import parse_file
from compliance.discover.interface import Discovery, ScannedFile
from compliance.lazy_regex import compile_lazily
from compliance.model import Component, DatasetFacts, Digest, Evidence, Gap, Kind, ModelFacts, Presence
from compliance.settings import Settings

_LARGEST = 1024
"""The specification's own limit."""
_POINTER = compile_lazily(
    rb"version https://git-lfs\.github\.com/spec/v1\n(?:ext-.*\n)*oid sha256:([0-9a-f]{64})\nsize (\d{1,15})\n?\Z"
)
_DATA = frozenset({".csv", ".tsv", ".parquet", ".arrow", ".jsonl", ".feather", ".ndjson"})
_WEIGHTS = frozenset(
    {
        ".safetensors",
        ".gguf",
        ".onnx",
        ".pt",
        ".pth",
        ".bin",
        ".ckpt",
        ".h5",
        ".keras",
        ".tflite",
        ".mlmodel",
        ".pb",
        ".jit",
        ".npz",
    }
)


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """A component for each pointer, with the digest that it states, and a gap: nobody could look into the file."""
    for candidate in candidates:
        if 100 < candidate.size <= _LARGEST and candidate.suffix in _DATA | _WEIGHTS:
            try:
                pointer = _POINTER.match(parse_file.read_bytes(candidate))
            except parse_file.Unreadable:
                continue  # whoever reads such files reports it
            if pointer:
                yield Gap(
                    candidate.path,
                    "A git-lfs pointer, the file itself was not fetched; `git lfs pull` brings it, then its header can be read",
                )
                yield _build_lfs_component(candidate, pointer[1].decode(), int(pointer[2]))


def _build_lfs_component(candidate: ScannedFile, digest: str, size: int) -> Component:
    data = candidate.suffix in _DATA
    form = candidate.suffix.removeprefix(".")
    return Component(
        ref=candidate.ref,
        kind=Kind.DATASET if data else Kind.MODEL,
        name=candidate.name,
        presence=Presence.SHIPPED,
        shipped_by=candidate.carrier,
        path=candidate.path,
        size=size,
        digests=(Digest("SHA-256", digest),),
        evidence=(Evidence(candidate.path, 2, f"oid sha256:{digest}"),),
        model=None if data else ModelFacts(format=form),
        dataset=DatasetFacts(format=form) if data else None,
    )
