# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Licences in npm's cache, where a tarball lies under the digest that locks state.

The cache's layout is that of cacache, `content-v2/ALGORITHM/ab/cd/REST` (npm 5 to 11).
"""

import gzip
import tarfile
import zlib
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from compliance.discover.base import parse_file
from compliance.discover.tree.archives import Bounded
from compliance.discover.tree.write_members import TooMuch
from compliance.licensing import expressions
from compliance.model import Digest, Evidence, LicenseClaim, SaidBy
from compliance.read_file import open_file

Claims = tuple[LicenseClaim, ...]
_LIMIT = 2 * parse_file.MEGABYTE
_MOST = 10_000
_ALGORITHMS = {"SHA-512": "sha512", "SHA-1": "sha1", "SHA-256": "sha256"}
_BROKEN = (tarfile.TarError, zlib.error, EOFError, OSError, ValueError, OverflowError, TooMuch)


def name_of(purl: str) -> str:
    """A package's name, with its scope, from its URL."""
    return unquote(purl.removeprefix("pkg:npm/").rpartition("@")[0] or purl.removeprefix("pkg:npm/"))


def find_cached_npm(folders: Iterable[Path], digests: Iterable[Digest], name: str) -> Claims:
    """What the tarball with one of these digests says; nothing if no cache holds it."""
    for digest in digests:
        if algorithm := _ALGORITHMS.get(digest.algorithm):
            place = Path("content-v2") / algorithm / digest.value[:2] / digest.value[2:4] / digest.value[4:]
            for folder in folders:
                if (file := folder / "_cacache" / place).is_file():
                    return _of_tarball(file, f"npm cache: {name}/package.json")
    return ()


def _of_tarball(file: Path, shown: str) -> Claims:
    try:
        with (
            open_file(file) as packed,
            gzip.open(packed) as stream,
            tarfile.open(fileobj=Bounded(stream), mode="r:") as tar,  # type: ignore[call-overload]
        ):
            for member in islice(tar, _MOST):
                if (
                    member.name.count("/") == 1
                    and member.name.endswith("/package.json")
                    and member.size <= _LIMIT
                ):
                    content = tar.extractfile(member)
                    return _read_npm_claims(parse_file.parse_json(content.read() if content else b""), shown)
    except _BROKEN as error:
        raise parse_file.Unreadable(f"can't be opened ({shown}): {error}") from error
    return ()


def _read_npm_claims(package: Any, path: str) -> Claims:
    """`license` as npm documents it, and the two forms that it has outlived: an object, and a list under `licenses`."""
    table = package if isinstance(package, dict) else {}
    listed = table.get("licenses")
    stated = [table.get("license"), *(listed if isinstance(listed, list) else [])]
    words = [one.get("type") if isinstance(one, dict) else one for one in stated]
    found = []
    for one in words:
        if isinstance(one, str) and one.strip() and one != "UNLICENSED":
            expression = expressions.resolve_expression(one)
            where = Evidence(path, 0, f"license: {one[:120]}")
            found.append(
                LicenseClaim(
                    expression,
                    SaidBy.METADATA,
                    stated="" if expression == one else one[:120],
                    evidence=(where,),
                )
            )
    return tuple(found)
