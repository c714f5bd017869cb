# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Runs that end before they are done: by signals, by a full or closed standard output, by SIGKILL."""

import os
import signal
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import ROOT, Lexbom

COMMAND = str(Path(sys.executable).with_name("lexbom"))
ENDING = [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
FULL = Path("/dev/full")


def huge(path: Path) -> Path:
    """Weights of 400 GB that take no room: hashing them takes minutes."""
    size = 4 * 10**11
    header = b'{"w":{"dtype":"F32","shape":[%d],"data_offsets":[0,%d]}}' % (size // 4, size)
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(header)) + header)
        file.truncate(8 + len(header) + size)
    return path


@contextmanager
def running(*arguments: object, cwd: Path, home: Path) -> Iterator[subprocess.Popen[str]]:
    """A run in the background, with its own home for caches and temporary files."""
    environment = {"PATH": "", "XDG_CACHE_HOME": str(home), "TMPDIR": str(home)}
    with subprocess.Popen(
        [COMMAND, *map(str, arguments)],
        cwd=cwd,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as run:
        try:
            yield run
        finally:
            run.kill()


def reads(run: subprocess.Popen[str], path: Path) -> bool:
    """Whether the process has the file open."""
    opened = Path(f"/proc/{run.pid}/fd")
    try:
        return any(os.path.realpath(entry) == str(path.resolve()) for entry in opened.iterdir())
    except OSError:
        return False


def wait_until(condition: object, *arguments: object) -> None:
    """Until something is so, but not for ever."""
    until = time.monotonic() + 60
    assert callable(condition)
    while not condition(*arguments):
        assert time.monotonic() < until
        time.sleep(0.01)


needs_proc = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="tells by /proc what a run reads")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty folder for caches and temporary files."""
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def product(tmp_path: Path) -> Path:
    """A product without anything in it but a lock."""
    (tmp_path / "product").mkdir()
    (tmp_path / "product" / "requirements.txt").write_text("alpha==1.0\n", "utf-8")
    return tmp_path / "product"


@needs_proc
@pytest.mark.parametrize(("number", "code"), ENDING)
def test_hashing_is_given_up(number: int, code: int, product: Path, home: Path) -> None:
    """Between two blocks of the largest file, with the shell's exit code for the signal, and without a word or an output."""
    weights = huge(product / "w.safetensors")
    with running("check", product, "--json", home / "r.json", cwd=product, home=home) as run:
        wait_until(reads, run, weights)
        time.sleep(0.3)  # header readers are done with it by now
        run.send_signal(number)
        out, err = run.communicate(timeout=20)

    assert (code, "", "") == (run.returncode, out, err)
    assert not (home / "r.json").exists()


@needs_proc
def test_signing_is_given_up(product: Path, home: Path) -> None:
    """The same for a signature over a folder."""
    pytest.importorskip("cryptography")
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = home / "key.pem"
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    key.write_bytes(Ed25519PrivateKey.generate().private_bytes(*form))
    weights = huge(product / "w.safetensors")
    with running("sign", product, "--key", key, cwd=home, home=home) as run:
        wait_until(reads, run, weights)
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=20)

    assert 130 == run.returncode


def wheel(path: Path) -> Path:
    """A wheel that takes a moment to unpack: 200 MB of zeros."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(200):
            archive.writestr(f"demo/{number}.txt", b"\0" * 1_000_000)
        archive.writestr("demo-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n")
    return path


def unpacked(home: Path) -> list[Path]:
    """Folders with what was unpacked."""
    return list(home.glob("lexbom-unpacked-*/demo"))


@pytest.mark.parametrize(("number", "code"), ENDING)
def test_what_was_unpacked_goes(number: int, code: int, tmp_path: Path, home: Path) -> None:
    """The temporary folder of an archive is removed, whichever signal ends the run."""
    archive = wheel(tmp_path / "demo-1.0-py3-none-any.whl")
    with running("check", archive, "-q", cwd=tmp_path, home=home) as run:
        wait_until(unpacked, home)
        run.send_signal(number)
        run.communicate(timeout=60)

    assert code == run.returncode
    assert [] == list(home.glob("lexbom-*-*"))


def test_what_a_killed_run_unpacked_goes_with_the_next(tmp_path: Path, home: Path) -> None:
    """But not what belongs to a run that lives."""
    archive = wheel(tmp_path / "demo-1.0-py3-none-any.whl")
    small = tmp_path / "small-1.0-py3-none-any.whl"
    with zipfile.ZipFile(small, "w") as written:
        written.writestr("small-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: small\nVersion: 1.0\n")
    with running("check", archive, "-q", cwd=tmp_path, home=home) as dead:
        wait_until(unpacked, home)
    (left,) = unpacked(home)
    with running("check", archive, "-q", cwd=tmp_path, home=home) as alive:
        wait_until(lambda: [path for path in unpacked(home) if path != left])
        alive.send_signal(signal.SIGSTOP)
        (kept,) = (path for path in unpacked(home) if path != left)
        with running("check", small, "-q", cwd=tmp_path, home=home) as next_one:
            next_one.communicate(timeout=60)
        assert kept.exists()
        alive.send_signal(signal.SIGCONT)
        alive.communicate(timeout=60)

    assert -signal.SIGKILL == dead.returncode
    assert not left.exists()
    assert [] == unpacked(home)


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "arguments",
    [["check", "."], ["check", ".", "--sarif", "-"], ["sbom", "."], ["rules"], ["--help"], ["--version"]],
)
def test_a_full_standard_output(arguments: list[str], product: Path, home: Path) -> None:
    """One sentence and exit code 2, and no file is written."""
    options = ["--html", "r.html"] if arguments[0] == "check" else []
    with FULL.open("wb") as full:
        done = subprocess.run(
            [COMMAND, *arguments, *options],
            cwd=product,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={"PATH": "", "XDG_CACHE_HOME": str(home)},
        )

    assert 2 == done.returncode
    (line,) = (
        line for line in done.stderr.splitlines() if "r.html" not in line and "requirements" not in line
    )
    assert "Standard output can't be written: no space left on device" in line
    assert ["requirements.txt"] == [path.name for path in product.iterdir()]


@pytest.mark.parametrize(
    ("redirection", "code", "words"),
    [
        (">&-", 2, "Standard output can't be written: it is closed"),
        (">&- --quiet", 0, ""),
        ("2>&- >/dev/null", 0, ""),
        ("2>/dev/full >/dev/null", 0, ""),
        ("| true; exit ${PIPESTATUS[0]}", 2, "Whoever read standard output has closed it"),
    ],
)
def test_closed_streams(redirection: str, code: int, words: str, product: Path, home: Path) -> None:
    """A closed standard output is told, and standard error is no reason to fail."""
    done = subprocess.run(
        ["bash", "-c", f"{COMMAND} check . --html r.html {redirection}"],
        cwd=product,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], "XDG_CACHE_HOME": str(home)},
    )

    assert (code, code == 0) == (done.returncode, (product / "r.html").exists())
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_working_directory_that_is_gone(tmp_path: Path, product: Path) -> None:
    """Is told in a sentence, whatever was to be done."""
    (tmp_path / "gone").mkdir()
    script = f"cd gone && rmdir ../gone && {COMMAND} check {product}"

    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (2, 1) == (done.returncode, len(done.stderr.splitlines()))
    assert "The working directory is gone" in done.stderr


@pytest.mark.slow
def test_killed_at_random_moments() -> None:
    """What bench/kill.py claims, with a few kills: outputs are whole, name their run, and nothing is left after the next one."""
    done = subprocess.run(
        [sys.executable, ROOT / "bench" / "kill.py", "--kills", "8", "--seed", "7"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == done.returncode, done.stdout + done.stderr


def test_drafts_of_a_killed_run_are_swept(lexbom: Lexbom, product: Path) -> None:
    """Those with the name that drafts have and nobody's lock; what only looks alike stays."""
    names = [
        ".r.html.lexbom-draft-0123456789abcdef",
        ".r.html.lexbom-draft-0123",
        "r.html.lexbom-draft-0123456789abcdef",
    ]
    for name in names:
        (product / name).write_text("half", "utf-8")

    lexbom("check", product, "--html", product / "r.html")

    assert {*names[1:], "r.html", "requirements.txt"} == {path.name for path in product.iterdir()}
