# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import io
import struct
import zipfile

import pytest

from compliance.errors import InputError
from compliance.wheels import rewrite_zip

MOMENT = (1980, 1, 1, 0, 0, 0)


def made(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as opened:
        for name, content in members.items():
            opened.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def patched(raw: bytes, place: int, value: bytes) -> bytes:
    """The archive with other bytes in the record at its end."""
    at = len(raw) - 22 + place
    return raw[:at] + value + raw[at + len(value) :]


def test_members_are_replaced_and_added() -> None:
    """What stays comes first, in its order; what is new follows, in its order."""
    done = rewrite_zip.replace_members(made(a=b"1", b=b"2", c=b"3"), {"b": b"new", "d": b"4"}, MOMENT)

    opened = zipfile.ZipFile(io.BytesIO(done))
    assert {"a": b"1", "c": b"3", "b": b"new", "d": b"4"} == {
        name: opened.read(name) for name in opened.namelist()
    }
    assert ["a", "c", "b", "d"] == opened.namelist()


def test_a_comment_of_the_archive_is_no_member() -> None:
    """It may stand behind the members; the new archive has none."""
    raw = made(a=b"1")
    commented = patched(raw, 20, struct.pack("<H", 5)) + b"words"

    assert rewrite_zip.replace_members(raw, {"b": b"2"}, MOMENT) == rewrite_zip.replace_members(
        commented, {"b": b"2"}, MOMENT
    )


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "no zip archive"),
        (b"PK\5\6", "no zip archive"),
        (patched(made(a=b"1"), 10, b"\xff\xff"), "zip64"),
        (patched(made(a=b"1"), 16, b"\xff\xff\xff\xff"), "zip64"),
        (patched(made(a=b"1"), 10, b"\x02\x00"), "does not fit its members"),
        (made(a=b"1").replace(b"PK\3\4", b"PK\3\5"), "bytes between its members"),
        (b"x" + made(a=b"1"), "bytes before or behind"),
        (made(a=b"1", b_c=b"2").replace(b"b_c", b"a\0c"), "names that can be read in two ways"),
    ],
)
def test_what_cannot_be_kept_whole_is_refused(raw: bytes, words: str) -> None:
    """Each with what is wrong."""
    with pytest.raises(InputError, match=words):
        rewrite_zip.replace_members(raw, {"b": b"2"}, MOMENT)
