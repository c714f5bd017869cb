# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import subprocess
from pathlib import Path

import pytest
import samples
from looking import look
from trees import put

from compliance.model import Component, Kind

MODULES = """[submodule "lib"]
\tpath = external/lib
\turl = https://github.com/Owner/Lib.git
[submodule "far"]
\tpath = far
\turl = git@git.example:team/far.git
"""


def libraries(root: Path, files: dict[str, str | bytes]) -> dict[str, Component]:
    """The libraries by name."""
    return {one.name: one for one in look(root, files).components if one.kind is Kind.LIBRARY}


def git(root: Path, *words: str) -> str:
    """The answer of a git command."""
    run = [
        "git",
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@b.example",
        "-c",
        "commit.gpgsign=false",
        "-C",
        str(root),
        *words,
    ]
    return subprocess.run(run, check=True, capture_output=True, text=True).stdout.strip()


def test_submodules_are_libraries_at_the_commit_of_the_index(tmp_path: Path) -> None:
    """The commit is the one that git would check out, the licence the one in the submodule's folder."""
    commit = "1234567890abcdef1234567890abcdef12345678"
    put(tmp_path, {".gitmodules": MODULES, "external/lib/LICENSE": samples.MIT, "a/" + "long" * 20: "x"})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "a")
    git(tmp_path, "update-index", "--add", "--cacheinfo", f"160000,{commit},external/lib")

    found = libraries(tmp_path, {})

    assert f"pkg:github/owner/lib@{commit}" == found["Lib"].purl
    assert ["MIT"] == [claim.expression for claim in found["Lib"].licenses]
    assert "pkg:generic/far?vcs_url=git%2Bgit%40git.example:team%2Ffar.git" == found["far"].purl
    assert {"far"} == {gap.path for gap in look(tmp_path, {}).gaps}


@pytest.mark.parametrize(
    "index", [b"", b"DIRC", b"DIRC" + bytes(8), b"DIRC\0\0\0\2\xff\xff\xff\xff" + bytes(70)]
)
def test_a_broken_index_is_a_gap(index: bytes, tmp_path: Path) -> None:
    """Without a commit the submodule is still there."""
    put(tmp_path, {".gitmodules": MODULES, ".git/index": index})

    inventory = look(tmp_path, {})

    assert {"Lib", "far"} == {one.name for one in inventory.components}
    assert {"external/lib", "far"} == {gap.path for gap in inventory.gaps}


@pytest.mark.parametrize("modules", ["[submodule", "\xff", '[submodule "x"]\npath = x\n', "[core]\nx = 1\n"])
def test_other_gitmodules_raise_nothing(modules: str, tmp_path: Path) -> None:
    """What is no git configuration, or says too little, gives no component."""
    assert {} == libraries(tmp_path, {".gitmodules": modules})


def test_copied_folders_with_a_licence_or_a_manifest_are_libraries(tmp_path: Path) -> None:
    """Only folders right below a place for others' code; none that a lock describes already, that only tests use, or that holds copies of licences."""
    found = libraries(
        tmp_path,
        {
            "third_party/zlib/LICENSE": samples.MIT,
            "third_party/zlib/src/zlib.c": "",
            "src/_vendor/toml/pyproject.toml": '[project]\nname = "tomli"\nversion = "2.0"\n',
            "third_party/notes/notes.txt": "no licence, no manifest",
            "vendor/modules.txt": "",
            "vendor/github.com/LICENSE": samples.MIT,
            "src/own/LICENSE": samples.MIT,
            "tests/third_party/x/LICENSE": samples.MIT,
            ".gitmodules": MODULES + '[submodule "t"]\npath = tests/data/t\nurl = https://git.example/t\n',
            "external/lib/LICENSE": samples.MIT,
            "pip.dist-info/licenses/src/_vendor/idna/LICENSE": samples.MIT,
        },
    )

    assert {"zlib", "tomli", "Lib", "far"} == found.keys()
    assert ("file:third_party/zlib", ["MIT"]) == (
        found["zlib"].ref,
        [claim.expression for claim in found["zlib"].licenses],
    )
    assert "pkg:pypi/tomli@2.0" == found["tomli"].purl
