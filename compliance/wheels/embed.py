# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""An SBOM inside a wheel, where PEP 770 has it: `{name}-{version}.dist-info/sboms/`, with RECORD kept right."""

import base64
import csv
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator

from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename

from compliance.errors import InputError, UsageError
from compliance.wheels import rewrite_zip

Row = tuple[str, str, str]
"""A line of RECORD: path, hash, size."""

_SIGNED = ("RECORD.jws", "RECORD.p7s")
_HASHES = ("sha256", "sha384", "sha512")
_AGAIN = "Build the wheel again; what is wrong with it should not be hidden under a new RECORD"


def embed_sbom(
    wheel: bytes,
    wheel_name: str,
    sbom: bytes,
    sbom_name: str,
    moment: rewrite_zip.Moment,
    *,
    replace: bool = False,
) -> bytes:
    """The wheel with the SBOM in it; all other members with the bytes and the metadata that they had.

    Args:
        wheel: The wheel's bytes.
        wheel_name: Its file name, which says what the .dist-info folder has to be called.
        sbom: The document's bytes.
        sbom_name: Its file name inside.
        moment: When the new members say they were written.
        replace: Put it in place of one of that name.

    Raises:
        InputError: no wheel, a signed one, one whose RECORD is wrong, or one that has such an SBOM already.
        UsageError: the SBOM's name can't be one in a wheel.
    """
    sboms = f"sboms/{_simplify_embed(sbom_name)}"
    try:
        with zipfile.ZipFile(io.BytesIO(wheel)) as opened:
            info = _dist_info(opened, wheel_name)
            rows = _checked(opened, info)
        target, record = f"{info}/{sboms}", f"{info}/RECORD"
        others = [row for row in rows if row[0] != record]
        listed = [*_with(others, target, sbom, replace=replace), (record, "", "")]
        return rewrite_zip.replace_members(wheel, {target: sbom, record: _dumps(listed)}, moment)
    except InputError as error:
        raise InputError(f"{wheel_name} can't take an SBOM: {error.problem}", fix=error.fix) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        raise InputError(f"{wheel_name} is no readable wheel: {error}", fix=_AGAIN) from error


def _with(rows: list[Row], target: str, sbom: bytes, *, replace: bool) -> list[Row]:
    """The rows, and one for the SBOM at the end."""
    if not replace and any(path == target for path, _, _ in rows):
        raise InputError(f"it has {target} already", fix="Give --replace, or another name to the SBOM")
    kept = [row for row in rows if row[0] != target]
    return [*kept, (target, f"sha256={_encoded(hashlib.sha256(sbom).digest())}", str(len(sbom)))]


def _simplify_embed(name: str) -> str:
    """A name that is a file's on any system.

    Raises:
        UsageError: it isn't.
    """
    if (
        not name
        or not name.isprintable()
        or any(character in name for character in '\\/:*?"<>|')
        or name.strip(". ") != name
    ):
        raise UsageError(f"{name!r} can't be the name of a file in a wheel", fix="Call it sbom.cdx.json")
    return name


def _dist_info(wheel: zipfile.ZipFile, wheel_name: str) -> str:
    """The one .dist-info folder, which is named as the wheel is."""
    try:
        name = parse_wheel_filename(wheel_name)[0]
    except InvalidWheelFilename as error:
        raise InputError(
            f"{wheel_name} is no name of a wheel", fix="Keep the name that it was built with"
        ) from error
    tops = {member.split("/")[0] for member in wheel.namelist() if "/" in member}
    folders = [top for top in tops if top.endswith(".dist-info")]
    if len(folders) != 1 or canonicalize_name(folders[0].split("-")[0]) != name:
        found = ", ".join(sorted(folders)) or "no .dist-info folder"
        raise InputError(f"it has {found}, and its name asks for one of {name}", fix=_AGAIN)
    return folders[0]


def _checked(wheel: zipfile.ZipFile, info: str) -> list[Row]:
    """RECORD, which lists all members with their digests, each once, and nothing else."""
    record = f"{info}/RECORD"
    names = [name for name in wheel.namelist() if not name.endswith("/")]
    for name in _SIGNED:
        if f"{info}/{name}" in names:
            raise InputError(
                f"it is signed ({name}), and the signature would no longer fit", fix="Embed before signing"
            )
    if record not in names:
        raise InputError("it has no RECORD", fix=_AGAIN)
    rows = list(_rows(wheel.read(record)))
    _require_same_files(names, [path for path, _, _ in rows], record)
    for row in rows:
        if row[0] != record and not _fits(row, wheel):
            raise InputError(f"its RECORD has another hash or size for {row[0]}", fix=_AGAIN)
    return rows


def _require_same_files(names: list[str], listed: list[str], record: str) -> None:
    """RECORD may list itself; all else has to be in both, and once in each."""
    if unlisted := sorted({*names} - {*listed, record}):
        raise InputError(f"its RECORD doesn't list {unlisted[0]}", fix=_AGAIN)
    if absent := sorted({*listed} - {*names}):
        raise InputError(f"its RECORD lists {absent[0]}, which is not there", fix=_AGAIN)
    if len(names) != len({*names}) or len(listed) != len({*listed}):
        raise InputError("it has two files of one name", fix=_AGAIN)


def _rows(raw: bytes) -> Iterator[Row]:
    try:
        for row in csv.reader(io.StringIO(raw.decode("utf-8"), newline="")):
            if len(row) != 3:
                raise InputError("its RECORD has a line without three fields", fix=_AGAIN)
            yield row[0], row[1], row[2]
    except (csv.Error, UnicodeDecodeError) as error:
        raise InputError(f"its RECORD can't be read: {error}", fix=_AGAIN) from error


def _fits(row: Row, wheel: zipfile.ZipFile) -> bool:
    """Whether a member has the hash and, if that is stated, the size that RECORD has for it."""
    path, stated, size = row
    algorithm, _, value = stated.partition("=")
    if algorithm not in _HASHES or size not in {"", str(wheel.getinfo(path).file_size)}:
        return False
    with wheel.open(path) as member:
        assert isinstance(member, zipfile.ZipExtFile)
        return value.rstrip("=") == _encoded(hashlib.file_digest(member, algorithm).digest())


def _encoded(digest: bytes) -> str:
    """A digest as RECORD has it: base64 for URLs, without padding."""
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _dumps(rows: list[Row]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()
