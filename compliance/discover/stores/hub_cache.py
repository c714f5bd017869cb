# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The Hugging Face cache: `models--owner--name/snapshots/<commit>/...` (huggingface/huggingface_hub, guides/manage-cache)."""

from collections.abc import Iterator

from compliance.discover.base import hub
from compliance.discover.interface import Discovery, FolderStatement, ScannedFile
from compliance.lazy_regex import compile_lazily
from compliance.model import Evidence, Kind
from compliance.settings import Settings

_SNAPSHOT = compile_lazily(
    r"(?P<folder>(?:.*/)?(?P<type>models|datasets)--(?P<id>[^/]+)/snapshots/(?P<commit>[0-9a-f]{40}))/"
)


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """What each snapshot folder is a copy of: hub id and commit, and the terms that its vendor is known to apply."""
    seen: set[str] = set()
    for candidate in candidates:
        match = _SNAPSHOT.match(candidate.path)
        if match and match["folder"] not in seen:
            seen.add(match["folder"])
            hub_id = match["id"].replace("--", "/")
            kind = Kind.MODEL if match["type"] == "models" else Kind.DATASET
            known = hub.hub_component(hub_id, kind, (Evidence(match["folder"]),), match["commit"])
            yield FolderStatement(
                match["folder"],
                candidate.carrier,
                known.licenses,
                name=hub_id,
                path=match["folder"],
                version=match["commit"],
                purl=known.purl,
                url=known.url,
            )
