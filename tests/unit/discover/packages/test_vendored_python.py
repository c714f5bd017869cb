# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from dataclasses import replace
from pathlib import Path

import pytest
from archiving import installed, look, parts, wheel

from compliance.discover import discover
from compliance.settings import Scan, Settings

ALPHA = "Metadata-Version: 2.4\nName: alpha\nVersion: 1.2\nLicense-Expression: LGPL-3.0-only\n"
MIT = (
    Path(__file__).parents[4] / "tests/cases/license-conflict/fail-card-against-text/models/ranker/LICENSE"
).read_text("utf-8")


def test_packages_copied_with_their_metadata(tmp_path: Path) -> None:
    """Each is a part of the distribution with its purl and licence; it is no installed package of the environment."""
    site = installed(tmp_path / "site", {"tiny/_vendor/alpha-1.2.dist-info/METADATA": ALPHA})

    inventory = discover(site / "tiny_prod-1.0.dist-info", replace(Settings(), scan=Scan(venv=str(site))))

    (part,) = (part for part in inventory.components if part.shipped_by)
    assert (part.purl, part.shipped_by) == ("pkg:pypi/alpha@1.2", "pkg:pypi/tiny-prod@1.0")
    assert [claim.expression for claim in part.licenses] == ["LGPL-3.0-only"]
    assert part.ref not in {edge.target for edge in inventory.relations}


def test_packages_that_a_list_names(tmp_path: Path) -> None:
    """Indentation, comments, hashes and markers are left aside; a licence text in the package's folder speaks of it."""
    listed = "# made by a tool\nalpha==1.2  # why\n    beta==2.0 ; python_version > '3' \\\n    --hash=sha256:00\nhttps://x.example/y.zip\ngamma>=1\n"
    files = {
        "tiny/_vendor/vendor.txt": listed,
        "tiny/_vendor/alpha/LICENSE": MIT,
        "tiny/_vendor/beta.LICENSE": MIT,
    }

    inventory = look(wheel(tmp_path, files))

    assert {"alpha": ("1.2", ["MIT"]), "beta": ("2.0", ["MIT"]), "gamma": ("", [])} == parts(inventory)
    assert {part.name: part.evidence[0].line for part in inventory.components} == {
        "alpha": 2,
        "beta": 3,
        "gamma": 6,
    }


def test_a_list_and_metadata_are_one_package(tmp_path: Path) -> None:
    """The package's own metadata count; both are evidence."""
    files = {"tiny/_vendor/vendor.txt": "Alpha==1.1\n", "tiny/_vendor/alpha-1.2.dist-info/METADATA": ALPHA}

    (part,) = look(wheel(tmp_path, files)).components

    assert (part.version, len(part.evidence)) == ("1.2", 2)


def test_texts_of_copied_packages_are_not_those_of_the_whole(tmp_path: Path) -> None:
    """A dist-info further down speaks of its own package alone."""
    files = {
        "tiny/_vendor/alpha-1.2.dist-info/METADATA": ALPHA,
        "tiny/_vendor/alpha-1.2.dist-info/licenses/LICENSE": MIT,
    }
    inventory = look(wheel(tmp_path, files))

    assert [str(claim.said_by) for claim in inventory.product.licenses] == ["license-expression"]
    assert parts(inventory) == {"alpha": ("1.2", ["LGPL-3.0-only", "MIT"])}


def test_what_is_copied_drifts_from_no_lock(tmp_path: Path) -> None:
    """A lock says what is installed, not what was copied."""
    (tmp_path / "requirements.txt").write_text("alpha==9.9\n")
    folder = tmp_path / "tiny/_vendor/alpha-1.2.dist-info"
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text(ALPHA)

    inventory = discover(tmp_path, Settings())

    assert inventory.gaps == ()
    assert not inventory.installed
    assert sorted(part.version for part in inventory.components) == ["1.2", "9.9"]


@pytest.mark.parametrize("content", [b"\xff\xfe\0", b"", b"\n" * 100_000, b"=" * 10_000, b"x" * (5 << 20)])
def test_a_broken_list_names_nothing(tmp_path: Path, content: bytes) -> None:
    """Bytes of any kind are read without an error."""
    inventory = look(wheel(tmp_path, {"tiny/_vendor/vendor.txt": content}))

    assert inventory.components == ()
    assert [gap.path for gap in inventory.gaps] == (
        ["tiny/_vendor/vendor.txt"] if len(content) > 4 << 20 else []
    )
