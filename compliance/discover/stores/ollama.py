# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Ollama's store: manifests name layers by digest, blobs hold them; the licence is a layer of its own (ollama/ollama, docs/import.md)."""

import re
from collections.abc import Iterator
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.interface import Discovery, FolderStatement, ScannedFile
from compliance.discover.licences._support.text_claims import claims_in
from compliance.lazy_regex import compile_lazily
from compliance.model import Gap, LicenseClaim
from compliance.settings import Settings
from compliance.untyped import as_tables, as_text, dig

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
        match = _MANIFEST.match(path)
        if not match or candidate.size > _LIMIT:
            continue
        try:
            layers = _read_layers(candidate)
        except parse_file.Unreadable as error:
            yield Gap(
                path,
                f"The Ollama manifest {error}; name and licence of its model are missing",
                error.line,
            )
            continue
        blobs = {kind: f"{match['store']}blobs/{digest.replace(':', '-')}" for kind, digest in layers}
        if blobs.get("model") in by_path:
            licenses = tuple(_read_licenses(by_path.get(blobs.get("license", ""))))
            yield FolderStatement(blobs["model"], "", licenses, name=_name_model(match), path=path)


def _name_model(match: re.Match[str]) -> str:
    """`name:tag`, with the owner unless that is Ollama's own library."""
    name = f"{match['name']}:{match['tag']}"
    return name if match["owner"] == "library" else f"{match['owner']}/{name}"


def _read_layers(candidate: ScannedFile) -> list[tuple[str, str]]:
    """Kind and digest of each layer."""
    manifest: Any = parse_file.parse_json(parse_file.read_bytes(candidate, _LIMIT))
    found: list[tuple[str, str]] = []
    for layer in as_tables(dig(manifest, "layers")):
        media, digest = as_text(layer.get("mediaType")), as_text(layer.get("digest"))
        if media.startswith(_LAYER) and _DIGEST.match(digest):
            found.append((media.removeprefix(_LAYER), digest))
    return found


def _read_licenses(blob: ScannedFile | None) -> Iterator[LicenseClaim]:
    if blob is not None:
        try:
            text, _ = parse_file.read_text(blob, _LIMIT)
        except parse_file.Unreadable:
            return
        yield from claims_in(text, blob.path)
