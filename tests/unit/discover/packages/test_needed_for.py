# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import pytest
from packageurl import PackageURL

from compliance.discover.base.purls import build_npm_purl, build_purl
from compliance.discover.packages._support.needed_for import resolve_scopes
from compliance.model import Scope

YES, EXTRA, DEV = Scope.REQUIRED, Scope.OPTIONAL, Scope.EXCLUDED


def test_the_strongest_way_counts_and_each_way_is_as_weak_as_its_weakest_step() -> None:
    """A test tool's dependency that the product needs as well is required; an optional one of a required one is optional."""
    needs = {"app": [("shared", YES), ("speedup", EXTRA)], "pytest": [("shared", YES), ("pluggy", YES)]}

    found = resolve_scopes([("app", YES), ("pytest", DEV)], needs)

    assert {"app": YES, "shared": YES, "speedup": EXTRA, "pytest": DEV, "pluggy": DEV} == found


def test_circles_end_and_what_nobody_asks_for_has_no_scope() -> None:
    """Packages may need one another; a leftover in a lock is in no scope."""
    assert {"a": DEV, "b": DEV} == resolve_scopes(
        [("a", DEV)], {"a": [("b", YES)], "b": [("a", YES)], "c": [("a", YES)]}
    )


@pytest.mark.parametrize(
    ("ours", "type_", "namespace", "name", "version", "qualifiers"),
    [
        (build_purl("pypi", "Some_Thing.x", "1.0+cpu"), "pypi", "", "Some_Thing.x", "1.0+cpu", {}),
        (build_purl("pypi", "epochal", "1!2.0"), "pypi", "", "epochal", "1!2.0", {}),
        (build_npm_purl("@angular/core", "17.0.0-rc.1"), "npm", "@angular", "core", "17.0.0-rc.1", {}),
        (build_npm_purl("Left-Pad"), "npm", "", "Left-Pad", "", {}),
        (build_purl("composer", "Http-Kernel", "v6", namespace="Symfony"), "composer", "Symfony", "Http-Kernel", "v6", {}),
        (
            build_purl("gem", "nokogiri", "1.16", platform="x86_64-linux"),
            "gem", "", "nokogiri", "1.16", {"platform": "x86_64-linux"},
        ),
        (
            build_purl("generic", "open ssl", "1.0", vcs_url="git+https://a.example/x@y"),
            "generic", "", "open ssl", "1.0", {"vcs_url": "git+https://a.example/x@y"},
        ),
    ],
)  # fmt: skip
def test_purls_are_canonical(
    ours: str, type_: str, namespace: str, name: str, version: str, qualifiers: dict[str, str]
) -> None:
    """The reference library reads the same package in them."""
    expected = PackageURL(type_, namespace or None, name, version or None, qualifiers)
    if type_ == "pypi":
        assert expected.name.replace(".", "-") == PackageURL.from_string(ours).name
        assert expected.version == PackageURL.from_string(ours).version
    else:
        assert expected == PackageURL.from_string(ours)
