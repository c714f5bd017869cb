# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import samples
from archiving import METADATA, installed, look, parts, sdist, wheel

from compliance.errors import InputError
from compliance.model import Kind, Presence, Scope
from compliance.settings import Product, Scan, Settings

NEEDS = METADATA + (
    "Requires-Dist: Alpha==1.2\nRequires-Dist: beta>=2; python_version > '3'\n"
    "Requires-Dist: gamma; extra == 'fast'\nRequires-Dist: delta; extra == 'test'\nRequires-Dist: ???\n"
)


def test_the_product_is_the_distribution(tmp_path: Path) -> None:
    """Name, version, purl, licence and supplier are from the metadata, the digest is the file's; the configuration's name isn't used."""
    path = wheel(tmp_path, {"tiny/__init__.py": ""})

    product = look(path, Settings(product=Product(name="shop", version="9", license="EUPL-1.2"))).product

    assert (product.name, product.version, product.purl) == ("Tiny.Prod", "1.0", "pkg:pypi/tiny-prod@1.0")
    assert [claim.expression for claim in product.licenses] == ["MIT"]
    assert product.supplier == "Ann"
    assert [hashlib.sha256(path.read_bytes()).hexdigest()] == [digest.value for digest in product.digests]
    assert path.stat().st_size == product.size


@pytest.mark.parametrize("make", [wheel, sdist])
def test_what_ships_is_found_as_in_a_tree(tmp_path: Path, make: object) -> None:
    """Weights, data and licence texts, with digests of what lies in the archive; weights take the product's licence over."""
    weights = samples.gguf()
    path = make(tmp_path, {"tiny/m.gguf": weights, "tiny/data/a.csv": "day,place,count\n1,a,2\n"})  # type: ignore[operator]

    inventory = look(path)

    (model,) = (part for part in inventory.components if part.kind is Kind.MODEL)
    assert model.path == "tiny/m.gguf"
    assert [digest.value for digest in model.digests] == [
        hashlib.sha256(weights).hexdigest(),
        hashlib.sha512(weights).hexdigest(),
    ]
    assert [claim.expression for claim in model.licenses] == ["MIT"]
    assert [part.name for part in inventory.components if part.kind is Kind.DATASET] == ["a.csv"]


def test_two_looks_give_the_same(tmp_path: Path) -> None:
    """The folder it is unpacked to leaves no trace."""
    path = wheel(tmp_path, {"tiny/m.gguf": samples.gguf()}, NEEDS)

    assert look(path) == look(path)
    assert "lexbom-" not in str(look(path))


def test_requirements_are_dependencies_that_nothing_locks(tmp_path: Path) -> None:
    """Exact versions are taken, extras are optional, those for tests are excluded; what is open is one gap, what is broken another."""
    inventory = look(wheel(tmp_path, {}, NEEDS))

    assert {part.name: (part.version, part.scope, part.presence) for part in inventory.components} == {
        "Alpha": ("1.2", Scope.REQUIRED, Presence.LOCKED),
        "beta": ("", Scope.REQUIRED, Presence.LOCKED),
        "gamma": ("", Scope.OPTIONAL, Presence.LOCKED),
        "delta": ("", Scope.EXCLUDED, Presence.LOCKED),
    }
    assert len(inventory.relations) == 4
    reasons = " ".join(gap.reason for gap in inventory.gaps)
    assert "are not known: beta" in reasons
    assert "gamma" not in reasons, "who doesn't ask for the extra doesn't get it"
    assert "Line 10 is no requirement" in reasons


def test_an_environment_gives_the_versions(tmp_path: Path) -> None:
    """With the packages installed what the artifact requires is known."""
    site = installed(
        tmp_path / "site", {}, "Metadata-Version: 2.4\nName: beta\nVersion: 2.1\nLicense: MIT\n", "beta-2.1"
    )
    path = wheel(tmp_path, {}, METADATA + "Requires-Dist: beta\n")

    inventory = look(path, replace(Settings(), scan=Scan(venv=str(site))))

    assert parts(inventory) == {"beta": ("2.1", ["MIT"])}
    assert inventory.gaps == ()


def test_a_zip_application_holds_distributions(tmp_path: Path) -> None:
    """It is called after its file; the packages in it are its parts, and what belongs to none of them is the application's own."""
    site = installed(tmp_path / "site", {"tiny/m.gguf": samples.gguf()})
    path = tmp_path / "app.pyz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("__main__.py", "")
        archive.writestr("own.gguf", samples.gguf())
        for file in site.rglob("*"):
            if file.is_file():
                archive.write(file, "site-packages/" + file.relative_to(site).as_posix())
    path.write_bytes(b"#!/usr/bin/env python3\n" + path.read_bytes())

    inventory = look(path)

    assert inventory.product.name == "app"
    assert sorted((part.name, part.shipped_by) for part in inventory.components) == [
        ("Tiny.Prod", ""),
        ("m.gguf", "pkg:pypi/tiny-prod@1.0"),
        ("own.gguf", ""),
    ]


@pytest.mark.parametrize(
    ("name", "members", "problem"),
    [
        ("a.whl", {}, "holds 0 metadata files"),
        (
            "a.whl",
            {"a-1.dist-info/METADATA": METADATA, "b-1.dist-info/METADATA": METADATA},
            "holds 2 metadata files",
        ),
        ("a.whl", {"a-1.dist-info/METADATA": "Version: 1\n"}, "have no Name"),
        ("a.whl", {"a-1.dist-info/METADATA": "x" * (5 << 20)}, "more than the 4 MB"),
        ("a-1.tar.gz", None, "can't be unpacked"),
        ("a.pyz", None, "can't be unpacked"),
    ],
)
def test_what_is_no_artifact_is_said_in_one_sentence(
    tmp_path: Path, name: str, members: dict[str, str] | None, problem: str
) -> None:
    """Without metadata, with those of two, with broken ones; and what is no archive at all."""
    path = tmp_path / name
    if members is None:
        path.write_bytes(b"no archive")
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, text in members.items():
                archive.writestr(member, text)

    with pytest.raises(InputError, match=problem):
        look(path)
