# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""An installed environment's files, from each distribution's RECORD: nothing in it is run, nothing is hashed again."""

import base64
import os
import stat
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_purl
from compliance.discover.interface import ScannedFile
from compliance.errors import UsageError
from compliance.lazy_regex import compile_lazily
from compliance.licensing import shared_objects
from compliance.model import Gap

_DIST_INFO = compile_lazily(r"(?P<name>[^/]+?)-(?P<version>[^/-]+)\.dist-info\Z")
_LIBTOOL = ".libs"
"""Where libtool keeps what it is building."""
_CODE = frozenset(
    {
        ".py",
        ".pyc",
        ".pyi",
        ".pyx",
        ".pxd",
        ".so",
        ".pyd",
        ".dll",
        ".h",
        ".hpp",
        ".c",
        ".cpp",
        ".f",
        ".f90",
        ".pyf",
    }
)
"""Files that no source looks at in an installed distribution; left out early, since they are nine in ten."""


def site_packages(venv: Path) -> list[Path]:
    """The folders of an environment that hold distributions; `venv` may also be such a folder itself.

    Raises:
        UsageError: there is none.
    """
    places = [venv, *sorted(venv.glob("lib/python*/site-packages")), venv / "Lib" / "site-packages"]
    found = [place for place in places if place.is_dir() and any(place.glob("*.dist-info"))]
    if not found:
        raise UsageError(
            f"No installed packages in {venv}",
            fix="Give a virtual environment's folder, or a site-packages folder",
        )
    return found


def distribution_ref(name: str, version: str) -> str:
    """A distribution's purl and bom-ref."""
    return build_purl("pypi", name, version)


def walk_environment(venv: Path, within: str = "") -> Iterator[ScannedFile | Gap]:
    """The files of every distribution in the environment, with the distribution's ref as carrier.

    With a folder `within`, files that a link leads out of it are gaps.
    """
    for item in _files(venv, within):
        if within and isinstance(item, ScannedFile) and not _is_within(item.file, within):
            yield Gap(item.path, "A link to a file outside of the product; it was not followed")
        else:
            yield item


def _files(venv: Path, within: str) -> Iterator[ScannedFile | Gap]:
    for place in site_packages(venv):
        for info in sorted(place.glob("*.dist-info")):
            if within and not _is_within(info / "RECORD", within):
                yield Gap(
                    info.name, "Its RECORD is outside of the product, so this distribution was left out"
                )
            elif match := _DIST_INFO.match(info.name):
                yield from _read_distribution(place, info, distribution_ref(match["name"], match["version"]))
            else:
                yield Gap(
                    info.name, "Its name is not NAME-VERSION.dist-info, so this distribution was left out"
                )


def _is_within(file: Path, folder: str) -> bool:
    """Whether a file lies in the folder after following links; folders on the way are looked at once."""
    above = _real(str(file.parent))
    real = os.path.realpath(file) if file.is_symlink() else os.path.join(above, file.name)  # noqa: PTH118
    return Path(real).is_relative_to(folder)


@cache
def _real(folder: str) -> str:
    return os.path.realpath(folder)


def is_bundled(path: str) -> bool:
    """Whether it is a shared object from elsewhere: in a folder of auditwheel, delvewheel or delocate, or called like one of a project that is known."""
    if ".libs/" in path[1:] or ".dylibs/" in path:
        return True
    folder, _, name = path.rpartition("/")
    return folder != _LIBTOOL and shared_objects.is_known(name)


def _read_distribution(place: Path, info: Path, ref: str) -> Iterator[ScannedFile | Gap]:
    """The files that RECORD lists, without launchers and headers, which are outside of site-packages, and code."""
    record = info / "RECORD"
    if not record.is_file():
        yield from _list_metadata(info, ref)
        return
    try:
        rows = [row for row in parse_file.parse_records(record) if row and row[0]]
    except (OSError, ValueError) as error:
        yield Gap(
            f"{info.name}/RECORD",
            f"RECORD can't be read ({error}), so what this distribution ships is not known",
        )
        return
    for row in sorted(rows):
        path = row[0].replace("\\", "/")
        if not (path.startswith("/") or ".." in path.split("/") or _is_code(path)):
            yield from _read_environment_entry(place, path, row, ref)


def _is_code(path: str) -> bool:
    """Whether it is code of the distribution itself, which nothing is read of."""
    return path[path.rfind(".") :].lower() in _CODE and not is_bundled(path)


def _list_metadata(info: Path, ref: str) -> Iterator[ScannedFile | Gap]:
    """What lies in the dist-info of a distribution without RECORD."""
    yield Gap(
        f"{info.name}/RECORD",
        "The distribution has no RECORD, so only its metadata was read, not what it ships",
    )
    for path in sorted(info.iterdir()):
        if path.is_file():
            yield ScannedFile(f"{info.name}/{path.name}", path, path.stat().st_size, ref)


def _read_environment_entry(place: Path, path: str, row: list[str], ref: str) -> Iterator[ScannedFile | Gap]:
    file = place / path
    digest = row[1] if len(row) > 1 else ""
    try:
        status = file.stat()
    except (OSError, ValueError):
        if not path.endswith((".pyc", "INSTALLER", "REQUESTED")):
            yield Gap(path, f"RECORD of {ref} lists it, but it isn't there")
        return
    if not stat.S_ISREG(status.st_mode):
        yield Gap(path, f"RECORD of {ref} lists it, but it is no regular file; it was left out")
        return
    yield ScannedFile(path, file, status.st_size, ref, _hexadecimal(digest))


def _hexadecimal(digest: str) -> str:
    """RECORD's `sha256=<urlsafe base64 without padding>` as hexadecimal; empty for another algorithm or none."""
    algorithm, _, encoded = digest.partition("=")
    if algorithm != "sha256":
        return ""
    try:
        raw = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
    except ValueError:
        return ""
    return raw.hex() if len(raw) == 32 else ""
