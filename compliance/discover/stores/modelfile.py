# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Ollama Modelfiles: FROM, ADAPTER and LICENSE (ollama/ollama, docs/modelfile.md)."""

import re
from collections.abc import Iterator

from compliance.discover.base import hub, parse_file
from compliance.discover.interface import Discovery, FolderStatement, ScannedFile
from compliance.discover.licences._support.text_claims import claims_in
from compliance.lazy_regex import compile_lazily
from compliance.model import Component, Evidence, Gap, Kind, Presence, RelationKind
from compliance.settings import Settings

_LIMIT = parse_file.MEGABYTE
_FROM = compile_lazily(r"FROM\s+(\S+)\s*\Z", re.IGNORECASE)
_LICENSE = compile_lazily(r'^LICENSE\s+(?:"""(.*?)"""|"?(.+?)"?$)', re.IGNORECASE | re.DOTALL | re.MULTILINE)


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """What each Modelfile is built from, and the licence that it states."""
    for candidate in candidates:
        if candidate.name.lower() == "modelfile" and not candidate.carrier:
            try:
                text, _ = parse_file.read_text(candidate, _LIMIT)
            except parse_file.Unreadable as error:
                yield Gap(
                    candidate.path, f"The Modelfile {error}; what it is built from is missing", error.line
                )
                continue
            yield from _parse_modelfile(candidate, text)


def _parse_modelfile(candidate: ScannedFile, text: str) -> Iterator[Discovery]:
    claims = [
        claim
        for match in _LICENSE.finditer(text)
        for claim in claims_in(match[1] or match[2] or "", candidate.path)
    ]
    edges = []
    for number, line in enumerate(text.splitlines(), 1):
        match = _FROM.match(line)
        if (
            match
            and not match[1].startswith((".", "/", "~"))
            and not match[1].endswith((".gguf", ".safetensors"))
        ):
            base = _base(match[1], Evidence(candidate.path, number, line.strip()))
            edges.append((RelationKind.FINE_TUNED_FROM, base.ref))
            yield base
    if claims or edges:
        yield FolderStatement(
            candidate.folder, "", tuple(claims), relations=tuple(edges), path=candidate.path
        )


def _base(name: str, evidence: Evidence) -> Component:
    """`hf.co/owner/name` is a model of the hub, any other name one of Ollama's library."""
    hub_id = re.sub(r"^(?:hf\.co|huggingface\.co)/", "", name).partition(":")[0]
    if hub_id != name.partition(":")[0] and hub.is_id(hub_id):
        return hub.hub_component(hub_id, Kind.MODEL, (evidence,))
    return Component(
        ref=f"ollama:{name}", kind=Kind.MODEL, name=name, presence=Presence.REFERENCED, evidence=(evidence,)
    )
