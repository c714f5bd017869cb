# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import contextlib
import csv
import io
import random
import struct
import zipfile
from collections.abc import Callable

import pytest
import releases

from compliance.errors import InputError, LexbomError, UsageError
from compliance.wheels import rewrite_zip
from compliance.wheels.embed import embed_sbom

NAME = "demo-1.0-py3-none-any.whl"
WHERE = "demo-1.0.dist-info/sboms/sbom.cdx.json"
RECORD = "demo-1.0.dist-info/RECORD"
MOMENT = (1980, 1, 1, 0, 0, 0)
SBOM = releases.bom()


def put(wheel: bytes, sbom: bytes = SBOM, name: str = "sbom.cdx.json", *, replace: bool = False) -> bytes:
    return embed_sbom(wheel, NAME, sbom, name, MOMENT, replace=replace)


def opened(wheel: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(wheel))


def rows(wheel: bytes) -> list[list[str]]:
    return list(csv.reader(opened(wheel).read(RECORD).decode().splitlines()))


def test_the_sbom_is_where_pep_770_has_it() -> None:
    """With the bytes it had; the archive is whole."""
    done = opened(put(releases.wheel()))

    assert done.testzip() is None
    assert SBOM == done.read(WHERE)
    assert [WHERE, RECORD] == done.namelist()[-2:]


def test_record_lists_it_and_ends_with_itself() -> None:
    """Hash and size for the SBOM, neither for RECORD, all other lines as they were."""
    before, after = rows(releases.wheel()), rows(put(releases.wheel()))

    assert before[:-1] == after[:-2]
    assert [
        [WHERE, f"sha256={releases.record_hash(SBOM)}", str(len(SBOM))],
        [RECORD, "", ""],
    ] == after[-2:]


def test_other_members_keep_bytes_and_metadata() -> None:
    """The compressed bytes themselves, times and permissions; only where they stand may differ."""

    def members(wheel: bytes) -> list[tuple[object, ...]]:
        kept = [info for info in opened(wheel).infolist() if info.filename not in {WHERE, RECORD}]
        return [
            (info.filename, info.date_time, info.external_attr, info.compress_type, _raw(wheel, info))
            for info in kept
        ]

    wheel = releases.wheel({"demo/weights.bin": bytes(1000), "demo/ü.txt": b"x"})

    assert members(wheel) == members(put(wheel))


def _raw(wheel: bytes, info: zipfile.ZipInfo) -> bytes:
    name, extra = struct.unpack_from("<2H", wheel, info.header_offset + 26)
    start = info.header_offset + 30 + name + extra
    return wheel[start : start + info.compress_size]


def test_two_runs_give_the_same_bytes() -> None:
    """And so does putting the same SBOM there again."""
    once = put(releases.wheel())

    assert once == put(releases.wheel())
    assert once == put(once, replace=True)


def test_the_new_members_have_the_moment_that_was_asked_for() -> None:
    """From SOURCE_DATE_EPOCH on the command line."""
    done = opened(embed_sbom(releases.wheel(), NAME, SBOM, "sbom.cdx.json", (2026, 11, 20, 1, 2, 4)))

    assert {(2026, 11, 20, 1, 2, 4)} == {done.getinfo(name).date_time for name in (WHERE, RECORD)}


def test_an_sbom_is_replaced_only_if_asked() -> None:
    """Without --replace a second one of that name is refused; one of another name stands beside it."""
    once = put(releases.wheel())

    with pytest.raises(InputError, match=f"it has {WHERE} already.*--replace"):
        put(once)
    done = opened(put(once, b"{}", replace=True))
    assert b"{}" == done.read(WHERE)
    assert 1 == done.namelist().count(WHERE)
    assert WHERE in opened(put(once, name="other.cdx.json")).namelist()


def test_a_member_may_have_a_data_descriptor() -> None:
    """Archives that were written without seeking have one behind each member; it stays with it."""

    class Stream(io.RawIOBase):
        def __init__(self) -> None:
            self.written = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.written += bytes(data)  # type: ignore[call-overload]
            return len(bytes(data))  # type: ignore[call-overload]

    stream, source = Stream(), opened(releases.wheel())
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as streamed:
        for name in source.namelist():
            streamed.writestr(name, source.read(name))

    done = opened(put(bytes(stream.written)))

    assert done.testzip() is None
    assert source.read("demo/__init__.py") == done.read("demo/__init__.py")


def test_a_record_inside_a_vendored_package_is_left_alone() -> None:
    """Only the wheel's own RECORD is renewed."""
    vendored = "demo/_vendor/x-1.0.dist-info/RECORD"
    done = put(releases.wheel({vendored: b"x.py,,\n"}))

    assert b"x.py,,\n" == opened(done).read(vendored)
    assert vendored in [row[0] for row in rows(done)]


def test_names_in_record_are_quoted_where_they_must() -> None:
    """A comma and a quote in a file's name stay one field."""
    path = 'demo/a,"b".txt'

    assert path in [row[0] for row in rows(put(releases.wheel({path: b"1"})))]


LINE = f"demo/__init__.py,sha256={releases.record_hash(b'GREETING = ' + bytes([39]) + b'hello' + bytes([39, 10]))},"


def record(change: Callable[[str], str]) -> bytes:
    """A wheel whose RECORD is changed in some way."""
    right = opened(releases.wheel()).read(RECORD).decode()
    assert right != change(right)
    return releases.wheel(record=change(right).encode("utf-8", "surrogateescape"))


def without(wheel: bytes, name: str) -> bytes:
    """The wheel without a member."""
    out, source = io.BytesIO(), opened(wheel)
    with zipfile.ZipFile(out, "w") as archive:
        for member in source.namelist():
            if member != name:
                archive.writestr(member, source.read(member))
    return out.getvalue()


@pytest.mark.parametrize(
    ("wheel", "words"),
    [
        (record(lambda text: text.replace(LINE, "demo/__init__.py,sha256=AAAA,")), "another hash or size for demo/__init__.py"),
        (record(lambda text: text.replace(LINE + "19", LINE + "20")), "another hash or size for demo/__init__.py"),
        (record(lambda text: text.replace("__init__.py,sha256=", "__init__.py,md5=")), "another hash or size"),
        (record(lambda text: text.replace("__init__.py,sha256=", "__init__.py,sha256")), "another hash or size"),
        (record(lambda text: "\n".join(text.splitlines()[1:])), "doesn't list demo/__init__.py"),
        (record(lambda text: text + "demo/gone.py,,\n"), "lists demo/gone.py, which is not there"),
        (record(lambda text: text + text.splitlines()[0] + "\n"), "two files of one name"),
        (record(lambda text: text + "demo/x.py\n"), "a line without three fields"),
        (record(lambda text: text + "\udcff"), "RECORD can't be read"),
        (without(releases.wheel(), RECORD), "has no RECORD"),
        (releases.wheel({"demo-1.0.dist-info/RECORD.jws": b"{}"}), r"is signed \(RECORD.jws\)"),
        (releases.wheel({"demo-1.0.dist-info/RECORD.p7s": b"{}"}), r"is signed \(RECORD.p7s\)"),
        (releases.wheel({"x-1.0.dist-info/METADATA": b""}), "it has demo-1.0.dist-info, x-1.0.dist-info"),
        (releases.wheel(name="other"), "it has other-1.0.dist-info, and its name asks for one of demo"),
        (b"PK\5\6" + bytes(18), "no .dist-info folder"),
        (b"", "no readable wheel"),
        (releases.wheel()[:-30], "no readable wheel"),
        (b"#!/bin/sh\n" + releases.wheel(), "bytes before or behind"),
        (releases.wheel() + b"x", "bytes before or behind|no readable wheel"),
    ],
)  # fmt: skip
def test_a_broken_wheel_is_refused(wheel: bytes, words: str) -> None:
    """What was wrong before must not be vouched for by a RECORD of ours."""
    with pytest.raises(InputError, match=words):
        put(wheel)


def test_hidden_bytes_between_members_are_refused() -> None:
    """A member that was deleted from the directory alone would be installed by tools that read streams."""
    wheel = releases.wheel()
    entry = next(info for info in opened(wheel).infolist() if info.filename.endswith("METADATA"))
    start, end = entry.header_offset, entry.header_offset + 8
    shifted = opened(wheel)
    del shifted
    raw = wheel[:start] + b"HIDDEN!!" + wheel[start:]
    directory = raw.index(b"PK\1\2")
    out = bytearray(raw)
    place = directory
    while raw[place : place + 4] == b"PK\1\2":
        name, extra, comment = struct.unpack_from("<3H", raw, place + 28)
        offset = struct.unpack_from("<L", raw, place + 42)[0]
        struct.pack_into("<L", out, place + 42, offset + (end - start if offset >= start else 0))
        place += 46 + name + extra + comment
    struct.pack_into("<L", out, place + 16, directory)
    assert opened(bytes(out)).testzip() is None

    with pytest.raises(InputError, match="bytes between its members"):
        put(bytes(out))


@pytest.mark.parametrize("name", ["a/b.json", "..", "a\nb.json", "a:b.json", " ", "", "x.", "CON?"])
def test_a_name_must_be_one_on_any_system(name: str) -> None:
    """A wheel is unpacked on systems that know other names than this one."""
    with pytest.raises(UsageError, match="can't be the name of a file in a wheel"):
        put(releases.wheel(), name=name)


@pytest.mark.parametrize("name", ["demo.whl", "demo-1.0.zip", "demo"])
def test_the_wheel_must_be_called_as_one(name: str) -> None:
    """Its name says which .dist-info folder is its own."""
    with pytest.raises(InputError, match="no name of a wheel"):
        embed_sbom(releases.wheel(), name, SBOM, "sbom.cdx.json", MOMENT)


def test_damaged_archives_raise_nothing_else() -> None:
    """Any byte may be another one: the wheel is taken, or refused with an input error."""
    wheel, chance = releases.wheel(), random.Random(7)  # noqa: S311 - the same damage in every run
    for _ in range(2000):
        damaged = bytearray(wheel)
        for _ in range(chance.randint(1, 3)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        with contextlib.suppress(LexbomError):
            assert opened(put(bytes(damaged))).testzip() is None


def test_an_archive_of_more_than_it_can_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the limits of zip there is zip64, which is not written."""
    monkeypatch.setattr(rewrite_zip, "_LARGEST", 300)

    with pytest.raises(InputError, match="would need zip64"):
        put(releases.wheel())
