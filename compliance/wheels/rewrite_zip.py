# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Zip archives changed without touching the members that stay: their compressed bytes and their metadata are carried over as they are."""

import io
import itertools
import stat
import struct
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from compliance.errors import InputError

Moment = tuple[int, int, int, int, int, int]
"""Year to second, in the range of zip archives: 1980 to 2107."""

_END = struct.Struct("<4s4H2LH")
_RECORD = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_OFFSET = struct.Struct("<L")
_WHERE = 42
"""Where a directory record holds the offset of its member (PKWARE APPNOTE 4.3.12)."""
_LARGEST = 0xFFFFFFFF
_MOST = 0xFFFF


@dataclass(frozen=True, slots=True)
class _Member:
    """A member as the archive's bytes hold it."""

    name: str
    body: memoryview
    """Local header, compressed data, data descriptor."""
    record: bytes
    """Its part of the central directory."""


def replace_members(raw: bytes, fresh: Mapping[str, bytes], moment: Moment) -> bytes:
    """The archive with these members at its end, in place of any that had their names; all others as they were.

    Raises:
        InputError: it needs zip64 (more than 4 GiB or 65,535 members), holds bytes that belong to no member, or names with NUL and the like.
    """
    members = list(_list_rewrite_zip_members(raw))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if [member.name for member in members] != archive.namelist():
            raise InputError("it has names that can be read in two ways", fix=_STRANGE)
    kept = [member for member in members if member.name not in fresh]
    added = list(_list_rewrite_zip_members(_archive(fresh, moment)))
    out, directory, offset = [], [], 0
    for member in [*kept, *added]:
        out.append(member.body)
        directory.append(member.record[:_WHERE] + _OFFSET.pack(offset) + member.record[_WHERE + 4 :])
        offset += len(member.body)
    records = b"".join(directory)
    if offset + len(records) >= _LARGEST or len(directory) >= _MOST:
        raise InputError("the archive would need zip64", fix=_TOO_LARGE)
    end = _END.pack(b"PK\5\6", 0, 0, len(directory), len(directory), len(records), offset, 0)
    return b"".join([*out, records, end])


_TOO_LARGE = "lexbom changes archives of up to 4 GiB and 65,534 members"
_STRANGE = "Build it again; what holds hidden bytes isn't worth a signature"


def _archive(members: Mapping[str, bytes], moment: Moment) -> bytes:
    """A new archive; the same bytes for the same members and moment."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, moment)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(info, content)
    return out.getvalue()


def _list_rewrite_zip_members(raw: bytes) -> Iterator[_Member]:
    """Each member with all bytes up to the next one's.

    Raises:
        InputError: as `replace_members`.
    """
    start, end, count = _find_directory(raw)
    records = list(_records(raw[start:end]))
    bounds = [*sorted(offset for _, offset, _ in records), start]
    after = dict(itertools.pairwise(bounds))
    if len(records) != count or bounds[0] != 0 or len(after) != count:
        raise InputError("its directory does not fit its members", fix=_STRANGE)
    view = memoryview(raw)
    for name, offset, record in records:
        body = view[offset : after[offset]]
        if _hidden(body, record):
            raise InputError("it has bytes between its members", fix=_STRANGE)
        yield _Member(name, body, record)


def _find_directory(raw: bytes) -> tuple[int, int, int]:
    """Where the central directory starts and ends, and how many members it lists (PKWARE APPNOTE 4.3.16)."""
    end = raw.rfind(b"PK\5\6")
    if end < 0 or end + _END.size > len(raw):
        raise InputError("it is no zip archive", fix=_STRANGE)
    _, _, _, _, count, size, start, comment = _END.unpack_from(raw, end)
    if count == _MOST or _LARGEST in {size, start}:
        raise InputError("it is a zip64 archive", fix=_TOO_LARGE)
    if start + size != end or end + _END.size + comment != len(raw):
        raise InputError("it has bytes before or behind the archive", fix=_STRANGE)
    return start, end, count


def _hidden(body: memoryview, record: bytes) -> bool:
    """Whether there is more behind a member's data than the data descriptor that its flags announce."""
    if len(body) < _LOCAL.size or bytes(body[:4]) != b"PK\3\4":
        return True
    fields = _RECORD.unpack_from(record)
    name, extra = _LOCAL.unpack_from(body)[-2:]
    rest = len(body) - _LOCAL.size - name - extra - fields[8]
    return rest not in ((12, 16, 20, 24) if fields[3] & 0x8 else (0,))


def _records(directory: bytes) -> Iterator[tuple[str, int, bytes]]:
    """Name, offset and bytes of each part of the central directory."""
    place = 0
    while place + _RECORD.size <= len(directory):
        fields = _RECORD.unpack_from(directory, place)
        length = _RECORD.size + sum(fields[10:13])
        record = directory[place : place + length]
        encoding = "utf-8" if fields[3] & 0x800 else "cp437"
        name = record[_RECORD.size : _RECORD.size + fields[10]].decode(encoding, "replace")
        yield name, fields[16], record
        place += length
