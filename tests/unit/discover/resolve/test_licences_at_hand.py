# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Licences of locked packages from what lies in the tree, and from caches that the real tools made."""

import gzip
import hashlib
import http.server
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType

import pytest
from archiving import METADATA, installed, wheel

from compliance.discover import discover
from compliance.discover.interface import ScannedFile
from compliance.discover.resolve import licences_at_hand
from compliance.discover.tree import walk
from compliance.model import Artifact, Component, Digest, Evidence, Gap, Kind, Presence, SaidBy
from compliance.settings import Scan, Settings

LOCK = "tiny.prod==1.0\nother==2.0\n"
CLASSIFIED = METADATA.replace(
    "License-Expression: MIT\n", "License: MIT\nClassifier: License :: OSI Approved :: MIT License\n"
)


def claims(root: Path, *folders: Path) -> dict[str, list[tuple[str, str]]]:
    """Expression and path of the evidence of each locked library's licences."""
    (root / "requirements.txt").write_text(LOCK)
    scan = Scan(caches=bool(folders), cache_folders=tuple(map(str, folders)))
    inventory = discover(root, replace(Settings(), scan=scan))
    return {
        part.name: [(claim.expression, claim.evidence[0].path) for claim in part.licenses]
        for part in inventory.components
        if part.kind is Kind.LIBRARY
    }


def run(*command: str | Path, **environment: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_", "npm_"))}
    done = subprocess.run(
        list(map(str, command)),
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr


@contextmanager
def index(file: Path) -> Iterator[str]:
    """A package index on this machine with one wheel."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Nothing."""

        def do_GET(self) -> None:
            content = (
                file.read_bytes()
                if self.path.endswith(".whl")
                else f'<a href="/{file.name}">{file.name}</a>'.encode()
            )
            self.send_response(200)
            self.send_header(
                "Content-Type", "application/octet-stream" if self.path.endswith(".whl") else "text/html"
            )
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "max-age=600")
            self.end_headers()
            self.wfile.write(content)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_wheel_in_the_tree(tmp_path: Path) -> None:
    """Its metadata speak for the locked package of its name and version; the other one stays without."""
    (tmp_path / "vendor").mkdir()
    path = wheel(tmp_path / "vendor", {}, CLASSIFIED)

    inside = f"vendor/{path.name}/tiny_prod-1.0.dist-info/METADATA"
    assert {"tiny.prod": [("MIT", inside), ("MIT", inside)], "other": []} == claims(tmp_path)


def test_another_version_says_nothing(tmp_path: Path) -> None:
    """Licences change between versions."""
    wheel(tmp_path, {}, METADATA, "tiny_prod-1.1")

    assert {"tiny.prod": [], "other": []} == claims(tmp_path)


def test_an_installed_package_is_asked_alone(tmp_path: Path) -> None:
    """What is installed says its licence itself."""
    site = installed(tmp_path / "site", {}, METADATA.replace("MIT", "BSD-3-Clause"))
    root = tmp_path / "root"
    root.mkdir()
    wheel(root, {})
    (root / "requirements.txt").write_text("tiny-prod==1.0\n")

    inventory = discover(root, replace(Settings(), scan=Scan(venv=str(site))))

    assert [[claim.expression for claim in part.licenses] for part in inventory.components] == [
        ["BSD-3-Clause"]
    ]


def test_the_cache_of_uv(tmp_path: Path) -> None:
    """As the real uv leaves it after an installation; no path of this machine stands in the evidence."""
    root, made = tmp_path / "root", tmp_path / "made"
    root.mkdir()
    made.mkdir()
    uv = Path(sys.executable).with_name("uv")
    run(
        *(uv, "pip", "install", "--offline", "--no-index", "--no-deps", "--python", sys.executable),
        *("--target", tmp_path / "target", wheel(made, {"tiny/__init__.py": ""})),
        UV_CACHE_DIR=str(tmp_path / "uv"),
    )

    expected = {"tiny.prod": [("MIT", "uv cache: tiny_prod-1.0.dist-info/METADATA")], "other": []}
    assert expected == claims(root, tmp_path / "uv")
    assert {"tiny.prod": [], "other": []} == claims(root)


def test_the_cache_of_pip(tmp_path: Path) -> None:
    """Bodies of responses as the real pip keeps them."""
    root, made = tmp_path / "root", tmp_path / "made"
    root.mkdir()
    made.mkdir()
    with index(wheel(made, {"tiny/__init__.py": ""})) as address:
        run(
            *(
                sys.executable,
                "-m",
                "pip",
                "download",
                "--no-deps",
                "--isolated",
                "--disable-pip-version-check",
            ),
            *("--index-url", f"{address}/simple", "--trusted-host", address.removeprefix("http://")),
            *("--cache-dir", tmp_path / "pip", "--dest", tmp_path / "target", "tiny-prod==1.0"),
        )
    expected = {"tiny.prod": [("MIT", "pip cache: tiny_prod-1.0.dist-info/METADATA")], "other": []}
    assert expected == claims(root, tmp_path / "pip")


def test_wheels_that_pip_built(tmp_path: Path) -> None:
    """They lie in its cache as they are."""
    folder = tmp_path / "pip/wheels/ab/cd"
    folder.mkdir(parents=True)
    path = wheel(folder, {})
    (tmp_path / "root").mkdir()

    (found,) = claims(tmp_path / "root", tmp_path / "pip")["tiny.prod"]
    assert found == ("MIT", f"pip cache: {path.name}/tiny_prod-1.0.dist-info/METADATA")


def npm_library(content: bytes, name: str = "left-pad") -> Component:
    digest = Digest("SHA-512", hashlib.sha512(content).hexdigest())
    purl = f"pkg:npm/{name.replace('@', '%40')}@1.3.0"
    return Component(
        purl,
        Kind.LIBRARY,
        name,
        "1.3.0",
        purl,
        Presence.LOCKED,
        artifacts=(Artifact("left-pad-1.3.0.tgz", (digest,)),),
        evidence=(Evidence("package-lock.json"),),
    )


def tarball(package: object) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        text = json.dumps(package).encode()
        member = tarfile.TarInfo("package/package.json")
        member.size = len(text)
        archive.addfile(member, io.BytesIO(text))
    return gzip.compress(out.getvalue(), mtime=0)


def cached(folder: Path, content: bytes) -> Path:
    """As cacache lays it out."""
    digest = hashlib.sha512(content).hexdigest()
    place = folder / "_cacache/content-v2/sha512" / digest[:2] / digest[2:4]
    place.mkdir(parents=True)
    (place / digest[4:]).write_bytes(content)
    return folder


@pytest.mark.skipif(
    not shutil.which("npm"), reason="the real npm; made caches stand in for it in the tests beside this one"
)
def test_the_cache_of_npm(tmp_path: Path) -> None:
    """The tarball lies under the digest that the lock states, as the real npm puts it."""
    content = tarball({"name": "left-pad", "version": "1.3.0", "license": "WTFPL"})
    (tmp_path / "left-pad-1.3.0.tgz").write_bytes(content)
    run("npm", "cache", "add", tmp_path / "left-pad-1.3.0.tgz", "--cache", tmp_path / "npm", "--offline")

    (found,) = licences_at_hand.resolve_licences_at_hand([npm_library(content)], (), [str(tmp_path / "npm")])

    assert isinstance(found, Component)
    (claim,) = found.licenses
    assert (claim.expression, claim.said_by) == ("WTFPL", SaidBy.METADATA)
    assert claim.evidence == (Evidence("npm cache: left-pad-1.3.0/package.json", 0, "license: WTFPL"),)


@pytest.mark.parametrize(
    ("package", "expected"),
    [
        ({"license": "MIT"}, [("MIT", "")]),
        ({"license": {"type": "MIT", "url": "x"}}, [("MIT", "")]),
        ({"licenses": [{"type": "MIT"}, {"type": "Apache-2.0"}]}, [("MIT", ""), ("Apache-2.0", "")]),
        ({"license": "SEE LICENSE IN terms.txt"}, [("", "SEE LICENSE IN terms.txt")]),
        ({"license": "UNLICENSED"}, []),
        ({"license": 7, "licenses": {"type": "MIT"}}, []),
        ([], []),
        ({}, []),
    ],
)
def test_forms_of_a_licence_in_npm(tmp_path: Path, package: object, expected: list[tuple[str, str]]) -> None:
    """Today's and the two old ones; what is none of them says nothing."""
    content = tarball(package)

    (found,) = licences_at_hand.resolve_licences_at_hand(
        [npm_library(content)], (), [str(cached(tmp_path, content))]
    )

    assert isinstance(found, Component)
    assert expected == [(claim.expression, claim.stated) for claim in found.licenses]


CUT_OFF = tarball({"license": "MIT"})[:40]


@pytest.mark.parametrize(
    "content", [b"", b"PK\3\4 no zip", b"\x1f\x8b no gzip", CUT_OFF, CUT_OFF + bytes(99)]
)
def test_a_broken_package_is_a_gap(tmp_path: Path, content: bytes) -> None:
    """One sentence; the component stays without a licence."""
    (tmp_path / "tiny_prod-1.0-py3-none-any.whl").write_bytes(content)
    (tmp_path / "requirements.txt").write_text(LOCK)

    inventory = discover(tmp_path, Settings())
    found = list(
        licences_at_hand.resolve_licences_at_hand(
            [npm_library(content)], (), [str(cached(tmp_path / "npm", content))]
        )
    )

    assert [gap.path for gap in inventory.gaps] == ["requirements.txt"]
    assert "a package at hand can't be opened" in inventory.gaps[0].reason
    assert [Gap, Component] == [type(one) for one in found] or content == b""


def test_ten_thousand_packages_take_steps_in_line_with_their_number(tmp_path: Path) -> None:
    """The cache is looked through once, and only what is locked is read: a search for each package would take ten million steps."""
    for number in range(1000):
        info = tmp_path / f"archive-v0/{number}/p{number}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Name: p{number}\nVersion: 1.0\nLicense: MIT\n")
    locked = [
        Component(
            f"pkg:pypi/p{n}@1.0",
            Kind.LIBRARY,
            f"p{n}",
            "1.0",
            f"pkg:pypi/p{n}@1.0",
            Presence.LOCKED,
            evidence=(Evidence("uv.lock"),),
        )
        for n in range(10_000)
    ]
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        found = list(licences_at_hand.resolve_licences_at_hand(locked, (), [str(tmp_path)]))
    finally:
        sys.setprofile(None)

    assert 1000 == sum(isinstance(one, Component) and bool(one.licenses) for one in found)
    assert calls < 100 * len(locked)


def _candidates(root: Path) -> list[ScannedFile]:
    return [item for item in walk.walk_tree(root) if isinstance(item, ScannedFile)]
