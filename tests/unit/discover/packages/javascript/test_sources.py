# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What real locks rarely hold: packages from git, from archives, bundled and damaged ones; manifests alone."""

from pathlib import Path
from typing import Any

import pytest
from looking import look, of

from compliance.model import Component, Kind

COMMIT = "a" * 40
SHA512 = "A" * 86 + "=="

NPM = {
    "lockfileVersion": 3,
    "packages": {
        "": {"name": "app", "dependencies": {"plain": "1", "forked": "github:u/forked", "local": "file:lib"}},
        "node_modules/plain": {
            "version": "1.0.0",
            "bundleDependencies": ["inner"],
            "dependencies": {"inner": "*"},
        },
        "node_modules/plain/node_modules/inner": {"version": "3.0.0", "inBundle": True},
        "node_modules/forked": {
            "version": "2.0.0",
            "resolved": f"git+ssh://git@github.com/u/forked.git#{COMMIT}",
        },
        "node_modules/local": {"resolved": "lib", "link": True},
        "lib": {"version": "0.1.0"},
    },
}
PNPM = f"""lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      plain: {{specifier: '1', version: 1.0.0}}
      forked: {{specifier: github:u/forked, version: https://codeload.github.com/u/forked/tar.gz/{COMMIT}}}
      local: {{specifier: file:lib, version: file:lib}}
packages:
  plain@1.0.0:
    resolution: {{integrity: sha512-{SHA512}}}
  inner@3.0.0:
    resolution: {{integrity: sha512-{SHA512}}}
  forked@https://codeload.github.com/u/forked/tar.gz/{COMMIT}:
    resolution: {{tarball: https://codeload.github.com/u/forked/tar.gz/{COMMIT}}}
    version: 2.0.0
  local@file:lib:
    resolution: {{directory: lib, type: directory}}
snapshots:
  plain@1.0.0:
    dependencies: {{inner: 3.0.0}}
  inner@3.0.0: {{}}
  forked@https://codeload.github.com/u/forked/tar.gz/{COMMIT}: {{}}
  local@file:lib: {{}}
"""
YARN = f"""# yarn lockfile v1


"forked@github:u/forked":
  version "2.0.0"
  resolved "git+ssh://git@github.com/u/forked.git#{COMMIT}"

inner@*:
  version "3.0.0"
  resolved "https://registry.example/inner/-/inner-3.0.0.tgz#{COMMIT}"

"local@file:lib":
  version "0.1.0"

plain@1:
  version "1.0.0"
  resolved "https://registry.example/plain/-/plain-1.0.0.tgz"
  dependencies:
    inner "*"
"""
BERRY = f"""__metadata:
  version: 8

"app@workspace:.":
  version: 0.0.0-use.local
  resolution: "app@workspace:."
  dependencies:
    forked: "github:u/forked"
    local: "link:lib"
    plain: "npm:1"
  linkType: soft

"forked@github:u/forked":
  version: 2.0.0
  resolution: "forked@https://github.com/u/forked.git#commit={COMMIT}"

"inner@npm:*":
  version: 3.0.0
  resolution: "inner@npm:3.0.0::__archiveUrl=https%3A%2F%2Fregistry.example%2Finner-3.0.0.tgz"
  checksum: 10c0/{"b" * 128}

"local@link:lib::locator=app%40workspace%3A.":
  version: 0.0.0-use.local
  resolution: "local@link:lib::locator=app%40workspace%3A."
  linkType: soft

"plain@npm:1":
  version: 1.0.0
  resolution: "plain@npm:1.0.0"
  dependencies:
    inner: "npm:*"
"""
BUN = f"""{{
  "lockfileVersion": 1,
  "workspaces": {{
    "": {{ "name": "app", "dependencies": {{ "plain": "1", "forked": "github:u/forked", "local": "file:lib", }}, }},
  }},
  "packages": {{
    "plain": ["plain@1.0.0", "", {{ "dependencies": {{ "inner": "*" }} }}, "sha512-{SHA512}"],
    "inner": ["inner@3.0.0", "", {{}}, "sha512-{SHA512}"],
    "forked": ["forked@github:u/forked#{COMMIT[:7]}", {{}}, "u-forked-{COMMIT[:7]}"],
    "local": ["local@file:lib", {{}}],
  }}
}}
"""
MANIFEST = {
    "name": "app",
    "dependencies": {"plain": "1", "forked": "github:u/forked", "local": "file:lib"},
}


def libraries(root: Path, files: dict[str, Any]) -> dict[str, Component]:
    """The packages by name."""
    return {one.name: one for one in of(look(root, files), Kind.LIBRARY)}


@pytest.mark.parametrize(
    ("name", "content", "version"),
    [
        ("package-lock.json", NPM, "2.0.0"),
        ("pnpm-lock.yaml", PNPM, "2.0.0"),
        ("yarn.lock", YARN, "2.0.0"),
        ("yarn.lock", BERRY, "2.0.0"),
        ("bun.lock", BUN, ""),
    ],
    ids=["npm", "pnpm", "yarn", "berry", "bun"],
)
def test_forks_are_packages_and_folders_are_the_product(
    name: str, content: Any, version: str, tmp_path: Path
) -> None:
    """A package from git has its version and address, a folder of the product is none, and every edge is there."""
    inventory = look(tmp_path, {name: content, "package.json": MANIFEST})

    got = {one.name: one for one in of(inventory, Kind.LIBRARY)}
    assert {"plain": "1.0.0", "inner": "3.0.0", "forked": version} == {
        key: one.version for key, one in got.items()
    }
    addresses = (got["forked"].url, *(artifact.url for artifact in got["forked"].artifacts))
    assert any("github.com/u/forked" in address for address in addresses)
    assert {("product", "plain"), ("product", "forked"), ("plain", "inner")} == {
        (
            inventory.by_ref()[edge.source].name if edge.source != "product" else "product",
            inventory.by_ref()[edge.target].name,
        )
        for edge in inventory.relations
    }
    assert inventory.gaps == ()


def test_the_checksum_of_yarns_own_archive_is_no_digest_of_the_package(tmp_path: Path) -> None:
    """Yarn hashes the zip file that it makes itself; nobody else can check that."""
    inner = libraries(tmp_path, {"yarn.lock": BERRY, "package.json": MANIFEST})["inner"]

    assert inner.digests == ()
    assert ["https://registry.example/inner-3.0.0.tgz"] == [artifact.url for artifact in inner.artifacts]


def test_the_old_hash_of_yarn_counts(tmp_path: Path) -> None:
    """Yarn 1 writes the SHA-1 of an archive behind its address; behind a repository's it is the commit."""
    got = libraries(tmp_path, {"yarn.lock": YARN, "package.json": MANIFEST})

    assert [("SHA-1", COMMIT)] == [(digest.algorithm, digest.value) for digest in got["inner"].digests]
    assert got["forked"].digests == ()


def test_a_shrinkwrap_overrides_the_lock_beside_it(tmp_path: Path) -> None:
    """npm reads only one of the two."""
    other = {"lockfileVersion": 3, "packages": {"node_modules/only": {"version": "1.0.0"}}}

    assert {"only"} == libraries(tmp_path, {"package-lock.json": NPM, "npm-shrinkwrap.json": other}).keys()


def test_a_lock_that_was_cut_off_says_what_it_lacks(tmp_path: Path) -> None:
    """A format without an end can be cut where nobody sees it; what entries need tells."""
    cut = YARN.replace('inner@*:\n  version "3.0.0"', "")

    (gap,) = look(
        tmp_path,
        {
            "yarn.lock": cut.partition("inner@")[0]
            + 'plain@1:\n  version "1.0.0"\n  dependencies:\n    inner "*"\n'
        },
    ).gaps
    assert gap.reason == "Its entries need inner, which it does not hold; it may be cut off, lock again"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("yarn.lock", "what is this\n"),
        ("yarn.lock", "__metadata: [\n"),
        ("yarn.lock", b"\xff\xfe__metadata:"),
        ("pnpm-lock.yaml", "- a list\n"),
        ("pnpm-lock.yaml", "a: &x 1\nb: *x\n"),
        ("package-lock.json", "[]"),
        ("package-lock.json", {"name": "x"}),
        ("package-lock.json", {"packages": [1]}),
        ("bun.lock", "{}"),
        ("bun.lock", {"lockfileVersion": 1, "packages": []}),
    ],
)
def test_what_is_no_lock_is_a_gap(name: str, content: Any, tmp_path: Path) -> None:
    """One sentence with the file's name; the run goes on."""
    (gap,) = look(tmp_path, {name: content}).gaps

    assert gap.path == name
    assert gap.reason.startswith("The lock file ")


def test_a_binary_lock_is_a_gap(tmp_path: Path) -> None:
    """Old versions of Bun write a format that only Bun reads."""
    assert ["bun.lockb"] == [gap.path for gap in look(tmp_path, {"bun.lockb": b"#!/usr/bin/env bun"}).gaps]


def test_what_the_root_overrides_is_no_drift(tmp_path: Path) -> None:
    """An override forces a version that no range asks for."""
    lock = {
        "lockfileVersion": 3,
        "packages": {"": {"dependencies": {"a": "^1.0.0"}}, "node_modules/a": {"version": "2.0.0"}},
    }
    asks = {"name": "app", "dependencies": {"a": "^1.0.0"}}

    (gap,) = look(tmp_path / "one", {"package-lock.json": lock, "package.json": asks}).gaps
    assert gap.reason == "package.json asks for a ^1.0.0 (locked: 2.0.0); lock again"
    free = {**asks, "overrides": {"a": "2.0.0"}}
    assert look(tmp_path / "two", {"package-lock.json": lock, "package.json": free}).gaps == ()


def test_a_package_beside_the_workspace_is_not_locked_by_it(tmp_path: Path) -> None:
    """A lock counts for the packages that it was made for."""
    example = {"name": "example", "dependencies": {"b": "^1.0.0"}}
    lock = {"lockfileVersion": 3, "packages": {"": {"name": "app"}}}

    (gap,) = look(
        tmp_path, {"package-lock.json": lock, "package.json": {"name": "app"}, "demo/package.json": example}
    ).gaps
    assert gap.path == "demo/package.json"
