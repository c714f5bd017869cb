# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Ollama's store: manifests name layers by digest, blobs hold them; the licence is a layer of its own (ollama/ollama, docs/import.md)."""

from collections.abc import Iterator
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.interface import Discovery, FolderStatement, ScannedFile
from compliance.discover.licences._support.text_claims import claims_in
from compliance.lazy_regex import compile_lazily
from compliance.model import Gap, LicenseClaim
from compliance.settings import Settings

_MANIFEST = compile_lazily(
    r"(?P<store>(?:.*/)?)manifests/[^/]+/(?P<owner>[^/]+)/(?P<name>[^/]+)/(?P<tag>[^/]+)\Z"
)
_LAYER = "application/vnd.ollama.image."
_DIGEST = compile_lazily(r"sha256:[0-9a-f]{64}\Z")
_LIMIT = parse_file.MEGABYTE


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """For each manifest: the name and the licence of the blob that holds the weights."""
    by_path = {candidate.path: candidate for candidate in candidates if not candidate.carrier}
    for path, candidate in by_path.items():
        if (match := _MANIFEST.match(path)) and candidate.size <= _LIMIT:
            try:
                layers = _layers(candidate)
            except parse_file.Unreadable as error:
                yield Gap(
                    path,
                    f"The Ollama manifest {error}; name and licence of its model are missing",
                    error.line,
                )
                continue
            blobs = {kind: f"{match['store']}blobs/{digest.replace(':', '-')}" for kind, digest in layers}
            if blobs.get("model") in by_path:
                name = (
                    f"{match['name']}:{match['tag']}"
                    if match["owner"] == "library"
                    else f"{match['owner']}/{match['name']}:{match['tag']}"
                )
                licenses = tuple(_licenses(by_path.get(blobs.get("license", ""))))
                yield FolderStatement(blobs["model"], "", licenses, name=name, path=path)


def _layers(candidate: ScannedFile) -> list[tuple[str, str]]:
    manifest: Any = parse_file.parse_json(parse_file.read_bytes(candidate, _LIMIT))
    layers = manifest.get("layers", []) if isinstance(manifest, dict) else []
    stated = (
        [(layer.get("mediaType"), layer.get("digest")) for layer in layers if isinstance(layer, dict)]
        if isinstance(layers, list)
        else []
    )
    return [
        (media.removeprefix(_LAYER), digest)
        for media, digest in stated
        if isinstance(media, str)
        and media.startswith(_LAYER)
        and isinstance(digest, str)
        and _DIGEST.match(digest)
    ]


def _licenses(blob: ScannedFile | None) -> Iterator[LicenseClaim]:
    if blob is not None:
        try:
            text, _ = parse_file.read_text(blob, _LIMIT)
        except parse_file.Unreadable:
            return
        yield from claims_in(text, blob.path)
