# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import hashlib
from pathlib import Path
from typing import Any

import pytest
from looking import look, of, said

from compliance.discover.datasets import croissant
from compliance.model import Digest, Kind, Presence

CSV = "a,b\n1,2\n"


def described(**fields: Any) -> dict[str, Any]:
    return {
        "@context": {"@vocab": "https://schema.org/", "cr": "http://mlcommons.org/croissant/"},
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "birds",
        "url": "https://birds.example/",
        **fields,
    }


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("mit", ["MIT"]),
        ("cc-by-4.0", ["CC-BY-4.0"]),
        ("odc-by", ["ODC-By-1.0"]),
        ("afl-3.0", ["AFL-3.0"]),
        ("cc0-1.0", ["CC0-1.0"]),
        ("https://creativecommons.org/licenses/by/4.0/", ["CC-BY-4.0"]),
        ("https://choosealicense.com/licenses/cc-by-3.0/", ["CC-BY-3.0"]),
        ("https://choosealicense.com/licenses/odc-by/", ["ODC-By-1.0"]),
        ("https://choosealicense.com/licenses/cc0-1.0/", ["CC0-1.0"]),
        ("https://spdx.org/licenses/CC-BY-SA-4.0.html", ["CC-BY-SA-4.0"]),
        ("https://commoncrawl.org/terms-of-use", ["https://commoncrawl.org/terms-of-use"]),
        ("Public", ["Public"]),
        ("https://choosealicense.com/licenses/undefined/", []),
        ("other", []),
        ("unknown", []),
        ("None", []),
        (None, []),
        (["mit", "cc-by-4.0"], ["MIT", "CC-BY-4.0"]),
        ({"@type": "CreativeWork", "name": "CC0", "url": "https://spdx.org/licenses/CC0-1.0"}, ["CC0-1.0"]),
        ({"@value": "mit"}, ["MIT"]),
    ],
)
def test_every_spelling_of_a_licence(tmp_path: Path, stated: object, expected: list[str]) -> None:
    """Ids of SPDX and the hub, addresses, objects and lists; what says nothing is no claim."""
    (found,) = of(look(tmp_path, {"croissant.json": described(license=stated)}))

    assert expected == [words for words, _ in said(found)]


@pytest.mark.parametrize("key", ["license", "sc:license", "schema:license", "https://schema.org/license"])
def test_keys_with_any_prefix(key: str) -> None:
    """JSON-LD lets authors choose how they shorten a term."""
    assert croissant.get_value({"x": 1, key: "mit"}, "license") == "mit"


def test_files_are_parts_and_their_digests_are_kept(tmp_path: Path) -> None:
    """A file at its relative address makes the data set shipped; one elsewhere keeps address and stated digest."""
    digest = hashlib.sha256(CSV.encode()).hexdigest()
    distribution = [
        {"@type": "cr:FileObject", "@id": "here", "contentUrl": "data/a.csv", "sha256": digest},
        {
            "@type": "cr:FileObject",
            "@id": "far",
            "contentUrl": "https://birds.example/b.zip",
            "sha256": "b" * 64,
        },
        {"@type": "cr:FileObject", "contentUrl": "https://h.example/r", "encodingFormat": "git+https"},
        {"@type": "cr:FileSet", "includes": "more/*.csv"},
    ]
    files = {
        "d/croissant.json": described(distribution=distribution),
        "d/data/a.csv": CSV,
        "d/more/x.csv": CSV,
    }

    inventory = look(tmp_path, files)

    (whole,) = of(inventory)
    parts = {part.name: part for part in of(inventory, Kind.FILE)}
    assert (Presence.SHIPPED, "birds", 2 * len(CSV)) == (whole.presence, whole.name, whole.size)
    assert {"a.csv", "b.zip", "x.csv"} == set(parts)
    assert {whole.ref} == {part.shipped_by for part in parts.values()}
    assert Digest("SHA-256", digest) in parts["a.csv"].digests
    assert (Presence.REFERENCED, (Digest("SHA-256", "b" * 64),)) == (
        parts["b.zip"].presence,
        parts["b.zip"].digests,
    )


def test_a_changed_file_is_a_gap(tmp_path: Path) -> None:
    """The stated digest is compared with the file's."""
    distribution = {"@type": "cr:FileObject", "contentUrl": "a.csv", "sha256": "0" * 64}

    (gap,) = look(tmp_path, {"croissant.json": described(distribution=distribution), "a.csv": CSV}).gaps

    assert (gap.path, "out of date" in gap.reason) == ("a.csv", True)


def test_makers_sources_and_personal_data(tmp_path: Path) -> None:
    """creator, prov and rai keys become governance, provenance and sensitive data, word for word."""
    fields = {
        "creator": [{"@type": "Person", "name": "Ada"}, {"name": "Bo"}],
        "publisher": {"name": "Inst"},
        "rai:personalSensitiveInformation": "May contain names.",
        "prov:wasDerivedFrom": {"@id": "https://old.example/"},
        "recordSet": [{"field": [{"name": "r/wing"}, {"name": "tail"}]}],
    }

    (found,) = of(look(tmp_path, {"metadata.json": described(**fields)}))

    assert found.dataset
    assert (
        found.dataset.sensitive,
        found.dataset.owners,
        found.dataset.provenance,
        found.dataset.columns,
    ) == (("May contain names.",), ("Ada", "Bo", "Inst"), "https://old.example/", ("wing", "tail"))
    assert (found.supplier, found.presence) == ("Inst", Presence.REFERENCED)


def test_other_metadata_is_left_alone(tmp_path: Path) -> None:
    """A metadata.json of something else is neither a data set nor a gap; a croissant.json of something else is a gap."""
    inventory = look(tmp_path, {"metadata.json": {"name": "x"}, "croissant.json": {"name": "x"}})

    assert of(inventory) == []
    assert [gap.path for gap in inventory.gaps] == ["croissant.json"]
