# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Ranges, aliases, hashes and purls."""

import pytest
from packageurl import PackageURL

from compliance.discover.base.purls import build_npm_purl
from compliance.discover.packages.javascript._support.common import (
    parse_alias,
    parse_integrity,
    split_descriptor,
)
from compliance.discover.packages.javascript._support.resolutions import Resolutions
from compliance.discover.packages.javascript._support.semver import satisfies
from compliance.discover.packages.javascript._support.workspaces import find_members
from compliance.model import Digest


@pytest.mark.parametrize(
    ("words", "version", "expected"),
    [
        ("1.2.3", "1.2.3", True),
        ("1.2.3", "1.2.4", False),
        ("=1.2.3", "1.2.3", True),
        ("v1.2.3", "1.2.3", True),
        ("^1.2.3", "1.9.0", True),
        ("^1.2.3", "1.2.2", False),
        ("^1.2.3", "2.0.0", False),
        ("^0.2.3", "0.2.9", True),
        ("^0.2.3", "0.3.0", False),
        ("^0.0.3", "0.0.4", False),
        ("^0.0", "0.0.9", True),
        ("^0.0", "0.1.0", False),
        ("^0", "0.9.9", True),
        ("^0", "1.0.0", False),
        ("^1.x", "1.9.9", True),
        ("~1.2.3", "1.2.9", True),
        ("~1.2.3", "1.3.0", False),
        ("~1", "1.9.9", True),
        ("~1", "2.0.0", False),
        ("1.x", "1.4.2", True),
        ("1.2", "1.2.9", True),
        ("1.2.*", "1.3.0", False),
        ("*", "9.9.9", True),
        ("", "1.0.0", True),
        (">=1.2", "1.2.0", True),
        (">=1.2", "1.1.9", False),
        (">1.2", "1.2.9", False),
        (">1.2", "1.3.0", True),
        ("<=1.2", "1.2.9", True),
        ("<2", "2.0.0", False),
        (">= 1.2.0 < 2", "1.5.0", True),
        (">= 1.2.0 < 2", "2.0.0", False),
        ("^1.0.0 || ^3.0.0", "3.1.0", True),
        ("^1.0.0 || ^3.0.0", "2.0.0", False),
        ("1.0.0 - 2.0.0", "5.0.0", True),
        ("latest", "5.0.0", True),
        ("github:user/repo", "5.0.0", True),
        ("^1.0.0", "2.0.0-rc.1", True),
        ("^1.0.0-rc.1", "2.0.0", True),
        ("1.2.3+build", "1.2.3", True),
    ],
)
def test_a_version_is_out_of_range_only_if_that_is_certain(
    words: str, version: str, *, expected: bool
) -> None:
    """Exact versions, carets, tildes, x-ranges and comparisons are told apart; whatever is beyond that fits."""
    assert expected == satisfies(words, version)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("^1.0.0", ("given", "^1.0.0")),
        ("npm:semver@5.7.2", ("semver", "5.7.2")),
        ("npm:@scope/name@^1", ("@scope/name", "^1")),
        ("npm:semver", ("semver", "")),
        ("npm:@scope/name", ("@scope/name", "")),
        ("npm:^1.2.3", ("given", "^1.2.3")),
    ],
)
def test_an_alias_names_another_package(words: str, expected: tuple[str, str]) -> None:
    """`npm:other@1` is the package `other`, whatever it is called here; `npm:^1` is Yarn's word for a plain range."""
    assert expected == parse_alias("given", words)


@pytest.mark.parametrize(
    ("descriptor", "expected"),
    [
        ("@scope/name@npm:^1", ("@scope/name", "npm:^1")),
        ("name@git+ssh://git@host/x#1", ("name", "git+ssh://git@host/x#1")),
        ("name", ("name", "")),
        ("@scope/name", ("@scope/name", "")),
    ],
)
def test_a_descriptor_parts_at_the_first_sign_that_starts_no_scope(
    descriptor: str, expected: tuple[str, str]
) -> None:
    """A scope's `@` belongs to the name."""
    assert expected == split_descriptor(descriptor)


def test_integrity_is_hexadecimal_in_the_bom() -> None:
    """Base64 becomes hexadecimal; options, nonsense and an algorithm that is stated twice are left out."""
    one, other = "AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "AQAAAAAAAAAAAAAAAAAAAAAAAAA="

    assert parse_integrity(f"sha1-{one}?x") == (Digest("SHA-1", "00" * 20),)
    assert parse_integrity(f"sha1-{one} sha1-{other}") == ()
    assert parse_integrity("sha512-!!! md4-AAAA sha256-AAAA plain") == ()


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("left-pad", "1.0.0"),
        ("@scope/name", "1.0.0-rc.1+build.5"),
        ("JSONStream", "1.3.5"),
        ("a_b.c~d", ""),
    ],
)
def test_purls_are_canonical(name: str, version: str) -> None:
    """The reference implementation reads and writes them unchanged; the scope is the namespace."""
    scope, _, rest = name.rpartition("/")

    assert PackageURL("npm", scope or None, rest, version or None).to_string() == build_npm_purl(
        name, version
    )
    assert PackageURL.from_string(build_npm_purl(name, version)).to_string() == build_npm_purl(name, version)


@pytest.mark.parametrize(
    ("key", "name", "words", "parent", "expected"),
    [
        ("a", "a", "^1", "x", "9"),
        ("a@^1", "a", "npm:^1", "x", "9"),
        ("a@npm:^1", "a", "npm:^1", "x", "9"),
        ("a@^1", "a", "npm:^2", "x", "npm:^2"),
        ("x/a", "a", "^1", "x", "9"),
        ("x/a", "a", "^1", "y", "^1"),
        ("@s/x@1/@t/a", "@t/a", "^1", "@s/x", "9"),
        ("**/a", "a", "^1", "x", "9"),
    ],
)
def test_a_resolution_replaces_a_range(key: str, name: str, words: str, parent: str, expected: str) -> None:
    """A rule counts for its name, and where it says so only for one range or one asking package."""
    assert expected == Resolutions({"resolutions": {key: "9", "other": 5}}).range(name, words, parent)


def test_workspaces_are_named_by_patterns() -> None:
    """`*` is one name, `**` any number, `!` takes away; what no pattern names is another product."""
    manifests = {
        folder: {"name": folder or "root"}
        for folder in (
            "app",
            "app/packages/a",
            "app/packages/b",
            "app/packages/a/deep",
            "app/tools/x/y",
            "other",
        )
    }
    manifests["app"]["workspaces"] = {"packages": ["./packages/*", "tools/**", "!packages/b"]}  # type: ignore[assignment]

    assert {"app", "app/packages/a", "app/tools/x/y"} == find_members("app", manifests).keys()
    assert find_members("gone", manifests) == {}
