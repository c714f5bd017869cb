# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Licences in wheels: files in the tree, pip's cache (wheels that it built, and bodies of responses), uv's cache of unpacked wheels.

Layouts as of pip 20 to 26 (`wheels/`, `http/`, from 23.3 `http-v2/`) and uv 0.4 to 0.11 (`archive-v0/`); a folder of another layout holds nothing.
"""

import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from compliance.discover.base import parse_file
from compliance.discover.interface import ScannedFile
from compliance.discover.packages import installed
from compliance.lazy_regex import compile_lazily
from compliance.model import LicenseClaim
from compliance.read_file import open_file

Claims = tuple[LicenseClaim, ...]
CachedWheel = tuple[tuple[str, str], Callable[[], Claims]]
_LIMIT = 4 * parse_file.MEGABYTE
_MOST = 50_000
"""Files and folders that are looked at in one cache."""
_HEAD = 64
"""pip before 23.3 keeps a few bytes of its own before the body, and the response's headers behind it."""
_TAIL = 1 << 16
_INFO = compile_lazily(rb"([A-Za-z0-9][\w.]*)-([A-Za-z0-9][\w.+!]*)\.dist-info/(?:RECORD|METADATA)")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,
    OSError,
    ValueError,
    OverflowError,
)


def normalise_name(name: str) -> str:
    """A distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def describe_wheel(file: Path, shown: str) -> CachedWheel:
    """A wheel by its name."""
    name, _, rest = file.name.removesuffix(".whl").partition("-")
    return (normalise_name(name), rest.partition("-")[0]), partial(_of_wheel, file, f"{shown}/")


def find_cached_wheels(folder: Path) -> Iterator[CachedWheel]:
    """What pip's or uv's cache in this folder holds; without a word where there is none."""
    yield from _wheels(folder / "wheels")
    yield from _bodies(folder / "http-v2", ".body")
    yield from _bodies(folder / "http", "")
    yield from _unpacked(folder / "archive-v0")


def _wheels(folder: Path) -> Iterator[CachedWheel]:
    for file in islice(_below(folder, ".whl"), _MOST):
        yield describe_wheel(file, "pip cache: " + file.name)


def _bodies(folder: Path, suffix: str) -> Iterator[CachedWheel]:
    """Responses that are wheels; the end of a wheel's directory names its dist-info, so no other is opened."""
    for file in islice(_below(folder, suffix), _MOST):
        try:
            with open_file(file) as body:
                if b"PK\3\4" not in body.read(_HEAD):
                    continue
                body.seek(max(0, body.seek(0, os.SEEK_END) - _TAIL))
                match = next(iter(_INFO.finditer(body.read(_TAIL))), None)
        except OSError:
            continue
        if match:
            name, version = (part.decode() for part in match.groups())
            yield (normalise_name(name), version), partial(_of_wheel, file, "pip cache: ")


def _unpacked(folder: Path) -> Iterator[CachedWheel]:
    for place in islice(_list_wheels_entries(folder), _MOST):
        for entry in islice(_list_wheels_entries(Path(place.path)), _MOST):
            if entry.name.endswith(".dist-info"):
                name, _, version = entry.name.removesuffix(".dist-info").partition("-")
                yield (normalise_name(name), version), partial(_of_folder, Path(entry.path), "uv cache: ")


def _below(folder: Path, suffix: str) -> Iterator[Path]:
    stack = [folder]
    while stack:
        for entry in _list_wheels_entries(stack.pop()):
            if entry.is_dir(follow_symlinks=False):
                stack.append(Path(entry.path))
            elif entry.name.endswith(suffix):
                yield Path(entry.path)


def _list_wheels_entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as scanned:
            return sorted(scanned, key=lambda entry: entry.name)
    except OSError:
        return []


def _of_folder(info: Path, shown: str) -> Claims:
    metadata = info / "METADATA"
    try:
        size = metadata.stat().st_size
    except OSError:
        return ()
    candidate = ScannedFile(f"{shown}{info.name}/METADATA", metadata, size)
    return installed.claims_of_metadata(installed.parse_metadata(candidate)[0])


def _of_wheel(file: Path, shown: str) -> Claims:
    try:
        with open_file(file) as packed, zipfile.ZipFile(packed) as archive:
            name = next(
                name
                for name in archive.namelist()
                if name.count("/") == 1 and name.endswith(".dist-info/METADATA")
            )
            with archive.open(name) as member:
                raw = member.read(_LIMIT + 1)
    except StopIteration as error:
        raise parse_file.Unreadable(f"has no METADATA ({shown}{file.name})") from error
    except _BROKEN as error:
        raise parse_file.Unreadable(f"can't be opened ({shown.rstrip('/')}): {error}") from error
    if len(raw) > _LIMIT:
        raise parse_file.Unreadable(f"has too long a METADATA ({shown.rstrip('/')})")
    candidate = ScannedFile(shown + name, file, len(raw))
    return installed.claims_of_metadata(
        installed.read_distribution(candidate, raw.decode("utf-8", "replace"))
    )
