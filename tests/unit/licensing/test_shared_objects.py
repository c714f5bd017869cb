# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import tomllib

import pytest

from compliance.licensing import expressions, shared_objects


@pytest.mark.parametrize(
    ("file_name", "expected"),
    [
        ("libavcodec-c4204469.so.62.28.101", ("libavcodec", "62.28.101")),
        ("libgfortran-040039e1-0352e75f.so.5.0.0", ("libgfortran", "5.0.0")),
        ("libopenblasp-r0-59ffcd50.3.15.so", ("libopenblasp", "0.3.15")),
        ("libscipy_openblas64_-32a4b2a6.so", ("libscipy_openblas64_", "")),
        ("libcrypto-5409cd36.so.1.1.1k", ("libcrypto", "1.1.1k")),
        ("libcrypto-3-x64.dll", ("libcrypto", "3")),
        ("libcrypto-1_1-x64.dll", ("libcrypto", "1.1")),
        ("msvcp140-0f2ea95580b32bcfc81c235d5751ce78.dll", ("msvcp140", "")),
        ("libavcodec.59.37.100.dylib", ("libavcodec", "59.37.100")),
        ("libz.1.dylib", ("libz", "1")),
        ("libgcc_s-a04fdf82.so.1", ("libgcc_s", "1")),
        ("README.txt", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_file_name_states_name_and_version(file_name: str, expected: tuple[str, str]) -> None:
    """Without the digits that repair tools add."""
    assert expected == shared_objects.parse_file_name(file_name)


@pytest.mark.parametrize(
    ("name", "version", "project", "terms"),
    [
        ("libavcodec", "62.28", "FFmpeg", "LGPL-2.1-or-later"),
        ("libQt5Core", "5.15.2", "Qt", "LGPL-3.0-only"),
        ("libssl", "1.1.1k", "OpenSSL", "OpenSSL"),
        ("libssl", "3", "OpenSSL", "Apache-2.0"),
        ("libssl", "", "OpenSSL", ""),
        ("liblzma", "5.8.4", "XZ Utils", "0BSD"),
        ("liblzma", "5.2.5", "XZ Utils", ""),
        ("libgfortran", "5.0.0", "GCC", "GPL-3.0-or-later WITH GCC-exception-3.1"),
        ("libopenblasp", "0.3.15", "OpenBLAS", "BSD-3-Clause"),
        ("libz", "1", "zlib", "Zlib"),
        ("libzmq", "5.2.5", "ZeroMQ", ""),
    ],
)
def test_the_table_knows_project_and_terms(name: str, version: str, project: str, terms: str) -> None:
    """Where terms changed the version decides; where it isn't known nothing is said."""
    known = shared_objects.find_shared_object(name)

    assert known is not None
    assert (project, terms) == (known.project, known.terms(version))


@pytest.mark.parametrize("name", ["libavcodecs", "xlibssl", "libzz", "", "lib"])
def test_nothing_is_guessed(name: str) -> None:
    """A name that is only similar is not known."""
    assert shared_objects.find_shared_object(name) is None


def test_each_entry_has_spdx_terms_and_their_source() -> None:
    """Expressions are canonical, sources say where the project states them."""
    for entry in tomllib.loads(shared_objects.TABLE.read_text("utf-8"))["object"]:
        for terms in (entry.get("expression"), *entry.get("since", {}).values()):
            assert terms is None or terms == expressions.canonical_expression(terms)
        assert len(entry["source"]) > 8
