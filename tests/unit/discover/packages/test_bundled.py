# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Shared objects from elsewhere, and what licence files say of them."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from archiving import METADATA, installed, look, parts, wheel

from compliance.bom.official_schemas import license_ids
from compliance.discover import discover
from compliance.licensing import expressions
from compliance.model import SaidBy
from compliance.settings import Scan, Settings

INFO = "tiny_prod-1.0.dist-info"
AVCODEC = "tiny_prod.libs/libavcodec-c4204469.so.62.28.101"
PARAGRAPHS = """This distribution bundles code.

Name: OpenBLAS
Files: tiny_prod.libs/libopenblas*.so
Description: bundled as a dynamically linked library
License: BSD-3-Clause
  Copyright (c) The OpenBLAS Project

Name: GCC runtime library
Files: tiny_prod.libs/libgfortran*.so, tiny_prod.libs/libquad*.so
License: GPL-3.0-or-later WITH GCC-exception-3.1
"""
ISC = (
    "Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided "
    'that the above copyright notice and this permission notice appear in all copies.\n\nTHE SOFTWARE IS PROVIDED "AS IS" AND THE '
    "AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN "
    "NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER "
    "RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF "
    "OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.\n"
)


def test_a_bundled_object_is_a_part_of_its_distribution(tmp_path: Path) -> None:
    """With the name and version of its file name, the digest that RECORD states, and its project's terms as known, with their source."""
    site = installed(tmp_path / "site", {AVCODEC: b"\x7fELF", "tiny/_core.so": b"\x7fELF"})

    inventory = discover(site / INFO, replace(Settings(), scan=Scan(venv=str(site))))

    (part,) = (part for part in inventory.components if part.shipped_by)
    assert (part.name, part.version, part.shipped_by) == ("libavcodec", "62.28.101", "pkg:pypi/tiny-prod@1.0")
    assert [digest.value for digest in part.digests] == [
        hashlib.sha256(b"\x7fELF").hexdigest(),
        hashlib.sha512(b"\x7fELF").hexdigest(),
    ]
    (claim,) = part.licenses
    assert (claim.expression, claim.said_by) == ("LGPL-2.1-or-later", SaidBy.KNOWLEDGE)
    assert "LICENSE.md" in claim.evidence[0].source
    assert claim.expression in license_ids()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("_soundfile_data/libsndfile_x86_64.so", "libsndfile"),
        ("tiny/lib/libQt6Core.so.6", "libQt6Core"),
        ("tiny/bin/avcodec-62.dll", "avcodec"),
        ("tiny/libssl.3.dylib", "libssl"),
    ],
)
def test_a_well_known_object_is_one_wherever_it_lies(tmp_path: Path, path: str, name: str) -> None:
    """Wheels that no repair tool made put them beside their own code."""
    inventory = look(
        wheel(
            tmp_path, {path: b"x", "tiny/_ssl.cpython-311-x86_64-linux-gnu.so": b"x", "tiny/libown.so": b"x"}
        )
    )

    assert [name] == [part.name for part in inventory.components]


@pytest.mark.parametrize(
    "path",
    [
        "tiny/.dylibs/libz.1.dylib",
        "tiny_prod.libs/libz-3b5222f8.so.1",
        "tiny_prod.libs/zlib1-2c89a45f.dll",
        ".libs/libz.so.1",
    ],
)
def test_where_repair_tools_put_objects(tmp_path: Path, path: str) -> None:
    """Folders of auditwheel, delvewheel and delocate; libtool's `.libs` at the root is none."""
    inventory = look(wheel(tmp_path, {path: b"x"}))

    assert (0 if path.startswith(".") else 1) == len(inventory.components)


def test_paragraphs_of_a_licence_file_count_more_than_what_is_known(tmp_path: Path) -> None:
    """`Files:` says what they are about, with a version behind the name or without."""
    names = (
        "libopenblas-11223344.so",
        "libgfortran-83c28eba.so.5.0.0",
        "libquadmath-2284e583.so.0.0.0",
        "libsecret-11223344.so.1",
    )
    inventory = look(
        wheel(
            tmp_path, {f"tiny_prod.libs/{name}": name for name in names} | {f"{INFO}/LICENSE.txt": PARAGRAPHS}
        )
    )

    runtime = "GPL-3.0-or-later WITH GCC-exception-3.1"
    assert parts(inventory) == {
        "libopenblas": ("", ["BSD-3-Clause"]),
        "libgfortran": ("5.0.0", [runtime]),
        "libquadmath": ("0.0.0", [runtime]),
        "libsecret": ("1", []),
    }
    (claim,) = next(part.licenses for part in inventory.components if part.name == "libopenblas")
    assert (claim.said_by, claim.evidence[0].line) == (SaidBy.TEXT, 6)
    assert expressions.canonical_expression(runtime) == runtime


def test_sections_of_a_licence_file(tmp_path: Path) -> None:
    """From the sentence that names the parts to the next rule."""
    text = f"libfoo and libbar are redistributed within all packages.\n\n{ISC}\n{'-' * 40}\nlibother is redistributed within it.\nNo terms.\n"
    objects = {f"tiny_prod.libs/{name}-11223344.so.2": name for name in ("libfoo", "libbar", "libother")}

    inventory = look(wheel(tmp_path, {**objects, f"{INFO}/LICENSE-3RD-PARTY.txt": text}))

    assert {"libfoo": ("2", ["ISC"]), "libbar": ("2", ["ISC"]), "libother": ("2", [])} == parts(inventory)


def test_a_licence_file_called_after_a_part(tmp_path: Path) -> None:
    """By the object's name or its project's."""
    objects = {"tiny_prod.libs/libzmq-2f02442c.so.5": "x", "tiny_prod.libs/libfoo-2f02442c.so.5": "x"}
    texts = {f"{INFO}/licenses/LICENSE.zeromq.txt": ISC, f"{INFO}/licenses/COPYING-foo": ISC}

    assert {"libzmq": ("5", ["ISC"]), "libfoo": ("5", ["ISC"])} == parts(
        look(wheel(tmp_path, {**objects, **texts}, METADATA))
    )


def test_a_huge_licence_file_is_a_gap(tmp_path: Path) -> None:
    """What it says of bundled parts is then missing, and told so."""
    inventory = look(wheel(tmp_path, {AVCODEC: "x", f"{INFO}/LICENSE": "x" * (5 << 20)}))

    assert any("bundled parts is missing" in gap.reason for gap in inventory.gaps)
