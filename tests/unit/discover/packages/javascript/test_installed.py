# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`node_modules`: packages with their licences and edges, and the weights inside them."""

from pathlib import Path
from typing import Any

import pytest
import samples
from looking import look, of, said

from compliance.model import Inventory, Kind, Presence, Scope

MIT = (Path(__file__).parents[5] / "LICENSE").read_text("utf-8")


def package(name: str, version: str = "1.0.0", **more: Any) -> dict[str, Any]:
    """A package.json."""
    return {"name": name, "version": version, **more}


def edges(inventory: Inventory) -> set[tuple[str, str]]:
    """Edges by short refs."""
    return {
        (edge.source.removeprefix("pkg:npm/"), edge.target.removeprefix("pkg:npm/"))
        for edge in inventory.relations
    }


def test_nested_packages_are_found_as_node_finds_them(tmp_path: Path) -> None:
    """A package's own copy comes before the one above; what only development needs is so marked."""
    inventory = look(
        tmp_path,
        {
            "package.json": package("app", dependencies={"a": "1", "@s/c": "1"}, devDependencies={"d": "1"}),
            "node_modules/a/package.json": package("a", dependencies={"b": "1"}),
            "node_modules/a/node_modules/b/package.json": package("b", "1.5.0"),
            "node_modules/b/package.json": package("b", "2.0.0"),
            "node_modules/@s/c/package.json": package("@s/c", dependencies={"b": "2"}),
            "node_modules/d/package.json": package("d", devDependencies={"never": "1"}),
            "node_modules/.package-lock.json": {},
        },
    )

    assert {
        ("product", "a@1.0.0"), ("product", "%40s/c@1.0.0"), ("product", "d@1.0.0"),
        ("a@1.0.0", "b@1.5.0"), ("%40s/c@1.0.0", "b@2.0.0"),
    } == edges(inventory)  # fmt: skip
    scopes = {one.name: one.scope for one in inventory.components}
    assert {"a": Scope.REQUIRED, "b": Scope.REQUIRED, "@s/c": Scope.REQUIRED, "d": Scope.EXCLUDED} == scopes
    assert inventory.gaps == ()
    assert inventory.installed


def test_links_of_pnpm_lead_to_its_store(tmp_path: Path) -> None:
    """Packages lie in the store, once; links say who finds which."""
    store = "node_modules/.pnpm"
    files = {
        "package.json": package("app", dependencies={"a": "1"}),
        f"{store}/a@1.0.0/node_modules/a/package.json": package("a", dependencies={"b": "1"}),
        f"{store}/b@1.0.0/node_modules/b/package.json": package("b"),
    }
    (tmp_path / store / "a@1.0.0/node_modules").mkdir(parents=True)
    (tmp_path / "node_modules/a").symlink_to(".pnpm/a@1.0.0/node_modules/a")
    (tmp_path / store / "a@1.0.0/node_modules/b").symlink_to("../../b@1.0.0/node_modules/b")

    inventory = look(tmp_path, files)

    assert {("product", "a@1.0.0"), ("a@1.0.0", "b@1.0.0")} == edges(inventory)
    assert [Presence.SHIPPED] * 2 == [one.presence for one in of(inventory, Kind.LIBRARY)]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"license": "MIT"}, [("MIT", "metadata")]),
        ({"license": {"type": "ISC", "url": "x"}}, [("ISC", "metadata")]),
        ({"licenses": [{"type": "MIT"}, "Apache-2.0"]}, [("MIT", "metadata"), ("Apache-2.0", "metadata")]),
        ({"license": "SEE LICENSE IN EULA.md"}, [("SEE LICENSE IN EULA.md", "metadata")]),
        ({"license": "(MIT OR CC0-1.0)"}, [("MIT OR CC0-1.0", "metadata")]),
        ({"license": 5}, []),
        ({}, []),
    ],
)
def test_licences_in_all_their_forms(
    stated: dict[str, Any], expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    """A text, an object or a list of either; what is no licence stays in its words."""
    (found,) = of(look(tmp_path, {"node_modules/a/package.json": package("a", **stated)}), Kind.LIBRARY)

    assert expected == said(found)


def test_the_licence_text_of_a_package_speaks_for_it(tmp_path: Path) -> None:
    """A text in the package's folder is a claim beside the manifest's, and none of the product."""
    inventory = look(
        tmp_path, {"node_modules/@s/a/package.json": package("@s/a"), "node_modules/@s/a/LICENSE": MIT}
    )

    (found,) = of(inventory, Kind.LIBRARY)
    assert [("Apache-2.0", "text")] == said(found)
    assert inventory.product.licenses == ()


def test_weights_in_a_package_have_it_as_their_carrier(tmp_path: Path) -> None:
    """A model that a package ships is found, under the package's purl, once for all copies of the package."""
    weights = samples.safetensors()
    inventory = look(
        tmp_path,
        {
            "node_modules/a/package.json": package("a", license="MIT"),
            "node_modules/a/models/net.safetensors": weights,
            "node_modules/b/package.json": package("b", dependencies={"a": "1"}),
            "node_modules/b/node_modules/a/package.json": package("a", license="MIT"),
            "node_modules/b/node_modules/a/models/net.safetensors": weights,
        },
    )

    (model,) = of(inventory, Kind.MODEL)
    assert ("pkg:npm/a@1.0.0", "pkg:npm/a@1.0.0#a/models/net.safetensors") == (model.shipped_by, model.ref)
    assert [("MIT", "carrier")] == said(model)
    assert model.digests


def test_only_the_package_json_of_a_package_is_one(tmp_path: Path) -> None:
    """Those that only set a module's type, and those of examples, are no packages."""
    inventory = look(
        tmp_path,
        {
            "node_modules/a/package.json": package("a"),
            "node_modules/a/dist/esm/package.json": {"type": "module"},
            "node_modules/a/example/package.json": package("example"),
        },
    )

    assert ["a"] == [one.name for one in of(inventory, Kind.LIBRARY)]


@pytest.mark.parametrize("content", [b"", b"\xff", "[]", "{", "[" * 5000])
def test_a_damaged_package_is_a_gap(content: Any, tmp_path: Path) -> None:
    """The folder's name is what remains of it."""
    inventory = look(tmp_path, {"node_modules/@s/a/package.json": content})

    assert ["node_modules/@s/a/package.json"] == [gap.path for gap in inventory.gaps]
    assert ["@s/a"] == [one.name for one in of(inventory, Kind.LIBRARY)]


def test_what_is_installed_and_what_is_locked_are_one(tmp_path: Path) -> None:
    """The lock's hash and the manifest's licence come together; another version is a gap."""
    lock = {
        "lockfileVersion": 3,
        "packages": {
            "": {"dependencies": {"a": "1", "@s/b": "1"}},
            "node_modules/a": {"version": "1.0.0", "integrity": "sha512-" + "A" * 86 + "=="},
            "node_modules/@s/b": {"version": "1.0.0"},
        },
    }
    inventory = look(
        tmp_path,
        {
            "package-lock.json": lock,
            "node_modules/a/package.json": package("a", license="MIT"),
            "node_modules/@s/b/package.json": package("@s/b", "1.1.0"),
        },
    )

    found = inventory.by_ref()["pkg:npm/a@1.0.0"]
    assert (Presence.SHIPPED, 1, [("MIT", "metadata")]) == (found.presence, len(found.digests), said(found))
    assert ["@s/b is locked at 1.0.0 but 1.1.0 is installed; install from the lock, or lock again"] == [
        gap.reason for gap in inventory.gaps
    ]


def test_absent_packages_and_folders_that_tests_bring(tmp_path: Path) -> None:
    """What is needed and not installed is a gap; peers and optional ones are not; test data installs nothing."""
    inventory = look(
        tmp_path,
        {
            "node_modules/a/package.json": package(
                "a", dependencies={"gone": "1"}, optionalDependencies={"x": "1"}, peerDependencies={"y": "1"}
            ),
            "tests/data/node_modules/z/package.json": package("z"),
        },
    )

    assert ["1 packages that installed ones need are not installed, so nothing is known of them: gone"] == [
        gap.reason for gap in inventory.gaps
    ]
    assert ["a"] == [one.name for one in of(inventory, Kind.LIBRARY)]
