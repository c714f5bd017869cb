# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Archives that somebody made to do harm, or that were cut off."""

import gzip
import io
import tarfile
import tempfile
import zipfile
from pathlib import Path

import pytest
from archiving import sdist, wheel

from compliance.discover.tree import archives
from compliance.errors import InputError


def unpacked(path: Path) -> tuple[list[str], dict[str, str]]:
    """The files that are written, and the gaps; nothing is written elsewhere, and nothing stays."""
    with archives.unpack_archive(path) as found:
        root = found.root
        written = sorted(file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file())
        assert not any(file.is_symlink() for file in root.rglob("*"))
    assert not root.exists()
    return written, {gap.path: gap.reason for gap in found.gaps}


def _outcome(path: Path) -> str:
    try:
        return " ".join(unpacked(path)[1].values())
    except InputError as error:
        return error.problem


def zipped(path: Path, *members: tuple[zipfile.ZipInfo | str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def tarred(path: Path, *members: tarfile.TarInfo) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for member in members:
            archive.addfile(member, io.BytesIO(bytes(member.size)))
    return path


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("/etc/passwd", "absolute path"),
        ("C:\\evil.txt", "absolute path"),
        ("../evil.txt", "leads elsewhere"),
        ("a/../../evil.txt", "leads elsewhere"),
        ("a\\..\\..\\evil.txt", "leads elsewhere"),
        ("a//b", "leads elsewhere"),
        ("n" * 2000, "too long"),
    ],
)
def test_a_path_that_leads_out_is_left_out(tmp_path: Path, name: str, reason: str) -> None:
    """Members are written below the folder or not at all; the others are."""
    path = zipped(tmp_path / "a.whl", (name, b"evil"), ("good.txt", b"good"))

    written, gaps = unpacked(path)

    assert written == ["good.txt"]
    assert [True] == [reason in said for said in gaps.values()]
    assert not list(tmp_path.rglob("evil*"))


def test_links_in_a_zip_are_left_out(tmp_path: Path) -> None:
    """A member whose mode says symbolic link is a gap."""
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16

    written, gaps = unpacked(zipped(tmp_path / "a.whl", (link, b"/etc"), ("link/passwd", b"x")))

    assert written == ["link/passwd"]
    assert "link or a device" in gaps["link"]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_in_a_tar_are_left_out(tmp_path: Path, kind: bytes) -> None:
    """Neither symbolic nor hard links, devices or pipes are made."""
    member = tarfile.TarInfo("p-1/link")
    member.type, member.linkname = kind, "/etc/passwd"

    written, gaps = unpacked(tarred(tmp_path / "p-1.tar.gz", member, tarfile.TarInfo("p-1/good")))

    assert written == ["p-1/good"]
    assert "link or a device" in gaps["p-1/link"]


def test_a_second_member_of_one_name_is_left_out(tmp_path: Path) -> None:
    """The first stays; the second, and a file where a folder is, are gaps."""
    with pytest.warns(UserWarning, match="Duplicate"):
        path = zipped(tmp_path / "a.whl", ("x", b"1"), ("x", b"2"), ("x/y", b"3"))

    with archives.unpack_archive(path) as found:
        assert (found.root / "x").read_bytes() == b"1"
        assert sorted(gap.path for gap in found.gaps) == ["x", "x/y"]


def test_an_encrypted_member_is_left_out(tmp_path: Path) -> None:
    """Its flag tells; nobody is asked for a password."""
    path = zipped(tmp_path / "a.whl", ("secret", b"1"))
    raw = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        raw[raw.index(signature) + offset] |= 1
    path.write_bytes(raw)

    assert unpacked(path) == ([], {"secret": "The archive's member is encrypted; it was left out"})


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.95])
@pytest.mark.parametrize("make", [wheel, sdist])
def test_a_cut_off_archive_can_not_be_used(tmp_path: Path, make: object, kept: float) -> None:
    """One sentence that names the file, or one for the member that was cut; no other error."""
    path = make(tmp_path, {"a.bin": bytes(range(256)) * 999})  # type: ignore[operator]
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * kept)])

    assert "can't be unpacked" in _outcome(path)


def test_a_member_whose_bytes_are_damaged_is_a_gap(tmp_path: Path) -> None:
    """Its checksum doesn't fit; the others are read."""
    path = zipped(tmp_path / "a.whl", ("bad", b"abc" * 99), ("good", b"1"))
    raw = bytearray(path.read_bytes())
    raw[36] ^= 0xFF
    path.write_bytes(raw)

    _, gaps = unpacked(path)

    assert list(gaps) == ["bad"]


def test_a_bomb_goes_no_further_than_the_caps(tmp_path: Path) -> None:
    """A megabyte that would become a gigabyte is refused with one sentence, and what it wrote is gone."""
    path = tmp_path / "a.whl"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("zeros", "w", force_zip64=True) as member,
    ):
        for _ in range(340):
            member.write(bytes(1 << 20))

    with pytest.raises(InputError, match="more than its size makes plausible"), archives.unpack_archive(path):
        pass
    assert not list((tmp_path / "temporary").iterdir())


def test_a_tar_header_that_is_itself_a_bomb_is_refused(tmp_path: Path) -> None:
    """An extended header of hundreds of megabytes is not read into memory."""
    header = tarfile.TarInfo("././@PaxHeader")
    header.type, header.size = tarfile.XHDTYPE, 300 << 20
    path = tmp_path / "p-1.tar.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(header.tobuf())
        for _ in range(300):
            file.write(bytes(1 << 20))

    with pytest.raises(InputError, match="header beyond all bounds"), archives.unpack_archive(path):
        pass


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    """More than fifty thousand empty files are no release."""
    path = tmp_path / "a.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(50_200):
            archive.writestr(f"d{number % 50}/{number}/", b"") if number % 2 else archive.writestr(
                f"{number}.pyc", b""
            )

    with pytest.raises(InputError, match="more than 50,000 members"), archives.unpack_archive(path):
        pass


def test_many_bad_members_are_counted(tmp_path: Path) -> None:
    """After fifty gaps the rest is a number."""
    path = zipped(tmp_path / "a.whl", *((f"../{number}", b"") for number in range(80)))

    written, gaps = unpacked(path)

    assert written == []
    assert len(gaps) == 51
    assert "30 more" in gaps["a.whl"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.whl", True),
        ("a-1.tar.gz", True),
        ("app.pyz", True),
        ("A.WHL", True),
        ("bom.json", False),
        ("a.zip", False),
    ],
)
def test_archives_are_known_by_their_names(tmp_path: Path, name: str, expected: bool) -> None:  # noqa: FBT001
    """Wheels, source distributions and zip applications; a folder is none."""
    (tmp_path / name).write_bytes(b"")

    assert expected == archives.is_archive(tmp_path / name)
    assert not archives.is_archive(tmp_path)


class NoSources:
    """Leaves out every Python source that says so."""

    def is_unneeded(self, path: str) -> bool:
        """Nothing by its name."""
        return path.endswith("never.py")

    def may_be_unneeded(self, path: str) -> int:
        """Small sources."""
        return 10 if path.endswith(".py") else 0

    def is_unneeded_content(self, content: bytes) -> bool:
        """Those that begin so."""
        return content.startswith(b"no")


def test_unneeded_members_are_not_written(tmp_path: Path) -> None:
    """A name, or the whole content of a small member, may say that nobody needs it; all others are written whole."""
    path = zipped(
        tmp_path / "a.whl",
        ("never.py", b"x"),
        ("a.py", b"no"),
        ("b.py", b"no" * 9),
        ("c.py", b"yes"),
        ("d.txt", b"no"),
    )

    with archives.unpack_archive(path, NoSources()) as found:
        content = {file.name: file.read_bytes() for file in found.root.iterdir()}

    assert content == {"b.py": b"no" * 9, "c.py": b"yes", "d.txt": b"no"}
    assert not found.gaps


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("contents", [(b"no", b"yes"), (b"yes", b"no"), (b"no", b"no")])
def test_a_member_held_twice_is_told_though_one_is_unneeded(
    tmp_path: Path, contents: tuple[bytes, bytes]
) -> None:
    """What is read does not depend on what is left out."""
    path = zipped(tmp_path / "a.whl", *(("a.py", content) for content in contents))

    with archives.unpack_archive(path, NoSources()) as found:
        assert [file.read_bytes() for file in found.root.iterdir()] == [b"yes"] * (contents[0] == b"yes")

    assert [gap.path for gap in found.gaps] == ["a.py"]
