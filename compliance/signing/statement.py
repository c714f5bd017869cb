# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What is signed: an in-toto Statement v1 that lists files with their digests, and how files at hand compare with it.

Three kinds. With a BOM among the files the predicate is the BOM; a directory alone is stated as OpenSSF model-signing 1.1 states it
(sigstore/model-transparency, src/model_signing/_signing/signing.py); any other files need no predicate.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from compliance.bom.document import Json, mappings_in, text_at
from compliance.errors import InputError

STATEMENT = "https://in-toto.io/Statement/v1"
OF_BOM = "https://cyclonedx.org/bom"
OF_MODEL = "https://model_signing/signature/v1.0"
OF_FILES = "https://lexbom.dev/files/v1"
_LINK = "symlink"


@dataclass(frozen=True, slots=True, order=True)
class SignedFile:
    """A file as a statement lists it."""

    name: str
    """A path with slashes."""
    digest: str
    """SHA-256 in hexadecimal: of the content, or of the target's text if it is a link."""
    target: str = ""
    """Where it points, if it is a symbolic link."""


@dataclass(frozen=True, slots=True)
class SignedStatement:
    """What somebody signed."""

    kind: str
    """The predicate type: OF_BOM, OF_MODEL or OF_FILES."""
    entries: tuple[SignedFile, ...]
    """Named below the directory for OF_MODEL, else by the name of the file or directory that was signed."""
    ignored: tuple[str, ...] = ()
    """Paths of a model directory that the signer left out."""


@dataclass(frozen=True, slots=True, order=True)
class Mismatch:
    """One way in which the files at hand are not what was signed."""

    name: str
    what: str
    """changed, missing or added."""


def write_statement(entries: Iterable[SignedFile], bom: Json | None = None) -> bytes:
    """The statement over files, with their BOM as predicate if there is one.

    Raises:
        InputError: the BOM holds what JSON has no words for.
    """
    table: Json = {
        "_type": STATEMENT,
        "subject": [_subject(entry) for entry in sorted(entries, key=_path)],
        "predicateType": OF_FILES if bom is None else OF_BOM,
    }
    return _dumps(table if bom is None else table | {"predicate": bom})


def write_model_statement(name: str, entries: Iterable[SignedFile]) -> bytes:
    """The statement over a directory without links, as model-signing states it: one digest over all digests, and the list in the predicate."""
    ordered = sorted(entries, key=_path)
    overall = hashlib.sha256(b"".join(bytes.fromhex(entry.digest) for entry in ordered)).hexdigest()
    resources = [{"name": entry.name, "algorithm": "sha256", "digest": entry.digest} for entry in ordered]
    serialization = {"method": "files", "hash_type": "sha256", "allow_symlinks": False}
    return _dumps(
        {
            "_type": STATEMENT,
            "subject": [{"name": name, "digest": {"sha256": overall}}],
            "predicateType": OF_MODEL,
            "predicate": {"serialization": serialization, "resources": resources},
        }
    )


def read_statement(payload: bytes, name: str) -> SignedStatement:
    """The statement in a payload whose signature is verified already.

    Raises:
        InputError: it is no statement, or one of a kind that says nothing of files.
    """
    try:
        table = json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise InputError(f"the statement in {name} is no JSON", fix=_UNKNOWN) from error
    if text_at(table, "_type") != STATEMENT:
        raise InputError(f"{name} holds no in-toto statement of version 1", fix=_UNKNOWN)
    kind = text_at(table, "predicateType")
    if kind == OF_MODEL:
        return _describe_statement_model(table.get("predicate"), name)
    if kind not in {OF_BOM, OF_FILES}:
        raise InputError(f"{name} holds a statement of type {kind[:80]!r}", fix=_UNKNOWN)
    return SignedStatement(kind, _list_statement_entries(table.get("subject"), name, _of_subject))


def compare_files(signed: Iterable[SignedFile], present: Iterable[SignedFile]) -> list[Mismatch]:
    """How what is present departs from what was signed, sorted by name."""
    before, now = ({entry.name: entry for entry in entries} for entries in (signed, present))
    return sorted(
        Mismatch(name, "missing" if name not in now else "added" if name not in before else "changed")
        for name in before.keys() | now.keys()
        if before.get(name) != now.get(name)
    )


_UNKNOWN = "lexbom verifies what lexbom sign or model_signing sign wrote"


def _path(entry: SignedFile) -> list[str]:
    """Folder by folder, as model-signing sorts."""
    return entry.name.split("/")


def _subject(entry: SignedFile) -> Json:
    link = {"annotations": {_LINK: entry.target}} if entry.target else {}
    return {"name": entry.name, "digest": {"sha256": entry.digest}, **link}


def _dumps(table: Json) -> bytes:
    try:
        return json.dumps(table, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"the BOM can't be written as JSON: {error}", fix="Make it again with lexbom sbom"
        ) from error


def _describe_statement_model(predicate: Any, name: str) -> SignedStatement:
    """The files that a model-signing predicate lists.

    Raises:
        InputError: it lists shards, other digests than SHA-256, or nothing that can be read.
    """
    predicate = predicate if isinstance(predicate, dict) else {}
    how = predicate.get("serialization")
    if (text_at(how, "method"), text_at(how, "hash_type")) != ("files", "sha256"):
        raise InputError(
            f"{name} lists something else than files with their SHA-256",
            fix="Verify it with model_signing",
        )
    ignored = how.get("ignore_paths") if isinstance(how, dict) else None
    paths = ignored if isinstance(ignored, list) else []
    entries = _list_statement_entries(predicate.get("resources"), name, _of_resource)
    return SignedStatement(OF_MODEL, entries, tuple(path for path in paths if isinstance(path, str)))


def _list_statement_entries(listed: Any, name: str, reader: Any) -> tuple[SignedFile, ...]:
    entries = [reader(item) for item in mappings_in(listed)]
    names = {entry.name for entry in entries if entry.name and len(entry.digest) == 64}
    if not names or len(names) != len(listed):
        raise InputError(
            f"the statement in {name} has no list of files, or one with gaps or repetitions", fix=_UNKNOWN
        )
    return tuple(entries)


def _of_subject(item: Json) -> SignedFile:
    return SignedFile(
        text_at(item, "name"), text_at(item.get("digest"), "sha256"), text_at(item.get("annotations"), _LINK)
    )


def _of_resource(item: Json) -> SignedFile:
    return SignedFile(
        text_at(item, "name"), text_at(item, "digest") if item.get("algorithm") == "sha256" else ""
    )


def is_ignored(path: str, ignored: Iterable[str]) -> bool:
    """Whether a path is one of those left out, or lies below one."""
    return any(path == other or path.startswith(f"{other}/") for other in _simplify_statement(ignored))


def _simplify_statement(ignored: Iterable[str]) -> Iterator[str]:
    """What names a place inside the directory; everything else ignores nothing."""
    return (path.rstrip("/") for path in ignored if path.strip("./"))
