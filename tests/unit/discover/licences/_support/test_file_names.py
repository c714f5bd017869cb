# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What names of licence files say."""

from pathlib import Path

import pytest

from compliance.discover.interface import ScannedFile
from compliance.discover.licences._support import file_names
from compliance.model import Subject


def named(path: str, carrier: str = "") -> ScannedFile:
    """A file of this path."""
    return ScannedFile(path, Path(path), 1, carrier)


@pytest.mark.parametrize(
    "path",
    [
        "LICENCE",
        "LICENSE.rst",
        "EULA",
        "TERMS",
        "TERMS_OF_USE.md",
        "USE_POLICY",
        "ACCEPTABLE_USE.md",
        "COPYRIGHT",
        "COPYING.LESSER",
        "MIT_LICENSE",
        "DATA_LICENSE",
        "WEIGHT_DIFF_LICENSE",
        "LICENSE.tagger",
        "LICENSE.pdf",
        "license.html",
        "licenses/grand.txt",
        "model_licenses/LICENSE-big",
        "Lizenz.txt",
        "THIRD_PARTY_LICENSES.txt",
    ],
)
def test_licence_files_are_known_by_their_names(path: str) -> None:
    """A word before or after, any extension of a text or none, and a folder for licences."""
    assert file_names.is_license(named(path))


@pytest.mark.parametrize(
    "path",
    [
        "license_checker.py",
        "LicenseView.tsx",
        "license-plate-data.csv",
        "license-plates.md",
        "license_header.txt",
        "LICENSE.json",
        "licenses/badge.png",
        "PRIVACY_POLICY.md",
        "docs/terminology.md",
        "debian/copyright",
        "README.md",
    ],
)
def test_other_things_are_no_licence_files(path: str) -> None:
    """Code, data, pictures and settings are none, nor what only speaks of licences or of plates."""
    assert not file_names.is_license(named(path))


@pytest.mark.parametrize(
    ("path", "subject"),
    [
        ("DATA_LICENSE", Subject.DATA),
        ("LICENSE.data.txt", Subject.DATA),
        ("WEIGHT_DIFF_LICENSE", Subject.WEIGHTS),
        ("LICENSE_weights", Subject.WEIGHTS),
        ("ModelLicense.txt", Subject.WEIGHTS),
        ("model_licenses/LICENSE-big", Subject.WEIGHTS),
        ("LICENSE-CODE", Subject.CODE),
        ("LICENSE", None),
        ("models/ranker/LICENSE", None),
    ],
)
def test_a_name_says_what_a_licence_is_for(path: str, subject: Subject | None) -> None:
    """Data, weights or code; nothing where only the folder of the part itself says so."""
    assert file_names.subject_of_name(path) is subject


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("model_licenses/LICENSE-FLUX1-dev", "FLUX1-dev"),
        ("SEAMLESS_LICENSE", "SEAMLESS"),
        ("LICENSE.g2pW", "g2pW"),
        ("licenses/grand.txt", "grand"),
        ("LICENSE-dataset-Voices.md", "Voices"),
        ("LICENSE", ""),
        ("DATA_LICENSE", ""),
        ("MIT_LICENSE", ""),
        ("LICENSE-APACHE-2.0.txt", ""),
        ("LICENSE.CC-BY-NC-4.0", ""),
        ("LICENSES/GPL-3.0-only.txt", ""),
        ("COPYING.LESSER", ""),
        ("LICENSE_en.md", ""),
        ("THIRD_PARTY_LICENSES.txt", ""),
        ("TERMS_OF_USE.md", ""),
    ],
)
def test_a_name_names_a_part_or_a_licence(path: str, part: str) -> None:
    """What is neither a licence, a subject nor a language is the name of a part."""
    assert file_names.part_of_name(path) == part


def test_a_texts_folder_in_a_distribution_holds_licences() -> None:
    """All texts below `*.dist-info/licenses/` are licences, whatever their names are."""
    assert file_names.is_license(
        named("tiny-1.dist-info/licenses/vendored/terms-of-alpha", "pkg:pypi/tiny@1")
    )
