# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""OpenSSF model-signing bundles: a Sigstore bundle whose in-toto statement lists a model's files (predicate model_signing/signature/v1.0)."""

import base64
import json
from collections.abc import Iterator
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.interface import Discovery, FolderStatement, ScannedFile
from compliance.model import Evidence, Gap
from compliance.settings import Settings
from compliance.untyped import dig

_LIMIT = 4 * parse_file.MEGABYTE
_PREDICATE = "https://model_signing/signature/"


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """For each bundle, evidence on the models beside it; nothing is verified here, and it says so."""
    for candidate in candidates:
        if candidate.suffix == ".sig" or candidate.name.endswith(".sigstore.json"):
            try:
                listed = _count_signed_files(parse_file.read_bytes(candidate, _LIMIT))
            except parse_file.Unreadable as error:
                yield Gap(
                    candidate.path, f"The signature {error}; it is no evidence for anything", error.line
                )
                continue
            if listed is not None:
                words = f"an OpenSSF model-signing bundle over {listed} files; the signature was not verified"
                yield FolderStatement(
                    candidate.folder,
                    candidate.carrier,
                    evidence=(Evidence(candidate.path, 0, words),),
                    path=candidate.path,
                )


def _count_signed_files(raw: bytes) -> int | None:
    """How many files a bundle lists; None for another kind of signature."""
    if not raw.lstrip().startswith(b"{"):
        return None
    payload = dig(parse_file.parse_json(raw), "dsseEnvelope", "payload")
    try:
        statement: Any = json.loads(base64.b64decode(payload)) if isinstance(payload, str) else None
    except (ValueError, RecursionError) as error:
        raise parse_file.Unreadable("has a payload that can't be decoded") from error
    if not isinstance(statement, dict) or not str(statement.get("predicateType", "")).startswith(_PREDICATE):
        return None
    resources = dig(statement, "predicate", "resources")
    return len(resources) if isinstance(resources, list) else 0
