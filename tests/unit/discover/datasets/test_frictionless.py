# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import hashlib
from pathlib import Path

import pytest
from looking import look, named, of, said

from compliance.model import Digest, Kind, Presence

CSV = "a,b\n1,2\n"
SHA1 = hashlib.sha1(CSV.encode(), usedforsecurity=False).hexdigest()
GIT = hashlib.sha1(b"blob 8\0" + CSV.encode(), usedforsecurity=False).hexdigest()


def package(*resources: object, **fields: object) -> dict[str, object]:
    return {
        "name": "zoo",
        "version": "1.2",
        "licenses": [{"name": "BSD-3-Clause", "path": "https://opensource.org/license/bsd-3-clause"}],
        "resources": list(resources),
        **fields,
    }


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ([{"name": "ODC-PDDL-1.0"}], [("PDDL-1.0", "card")]),
        ([{"title": "CC", "path": "https://creativecommons.org/licenses/by/4.0/"}], [("CC-BY-4.0", "card")]),
        ([{"path": "https://creativecommons.org/publicdomain/zero/1.0/"}], [("CC0-1.0", "card")]),
        (
            [{"name": "other-open", "title": "U.S. Government Dataset"}],
            [("U.S. Government Dataset", "card")],
        ),
        (
            [{"title": "EM-DAT terms of use"}, {"name": "CC-BY-4.0"}],
            [("EM-DAT terms of use", "card"), ("CC-BY-4.0", "card")],
        ),
        ([], [("BSD-3-Clause", "carrier")]),
        (None, [("BSD-3-Clause", "carrier")]),
    ],
)
def test_each_resource_has_its_own_licences(
    tmp_path: Path, stated: object, expected: list[tuple[str, str]]
) -> None:
    """Ids, titles and addresses are claims of the card; the package's licence counts as inherited where there is none."""
    resource = {"name": "ants", "path": "ants.csv", "licenses": stated}

    inventory = look(tmp_path, {"datapackage.json": package(resource), "ants.csv": CSV})

    assert expected == said(named(inventory, "ants"))


def test_a_resource_is_its_file_with_what_both_state(tmp_path: Path) -> None:
    """Name, version, sources and makers are the description's; rows are the file's, and the rule says why it is data."""
    resource = {
        "name": "ants",
        "path": "data/ants.csv",
        "hash": f"sha1:{SHA1}",
        "bytes": len(CSV),
        "sources": [{"title": "A museum"}],
        "schema": {"fields": [{"name": "a"}, {"name": "b"}]},
    }
    fields = {"contributors": [{"title": "Zoe"}], "homepage": "https://zoo.example/data"}

    inventory = look(tmp_path, {"p/datapackage.json": package(resource, **fields), "p/data/ants.csv": CSV})

    (found,) = of(inventory)
    assert found.dataset
    assert ("ants", "1.2", "p/data/ants.csv", len(CSV)) == (found.name, found.version, found.path, found.size)
    assert (
        found.dataset.rows,
        found.dataset.columns,
        found.dataset.provenance,
        found.dataset.owners,
    ) == (1, ("a", "b"), "A museum", ("Zoe",))
    assert {"csv in a folder called data", "listed in datapackage.json"} == {
        one.quote for one in found.evidence
    }
    assert Digest("SHA-256", hashlib.sha256(CSV.encode()).hexdigest()) in found.digests
    assert inventory.gaps == ()


def test_packed_packages_may_move_their_data(tmp_path: Path) -> None:
    """A resource's file is found below the description if only one there has its name and size."""
    resource = {"name": "ants", "path": "ants.csv", "bytes": len(CSV)}

    (found,) = of(look(tmp_path, {"datapackage.json": package(resource), "dist/data/ants.csv": CSV}))

    assert (found.presence, found.path) == (Presence.SHIPPED, "dist/data/ants.csv")


@pytest.mark.parametrize(
    ("written", "algorithm"),
    [
        ("d41d8cd98f00b204e9800998ecf8427e", "MD5"),
        (f"sha1:{SHA1}", "SHA-1"),
        ("sha256:" + "a" * 64, "SHA-256"),
    ],
)
def test_what_is_elsewhere_is_referenced_with_its_digest(
    tmp_path: Path, written: str, algorithm: str
) -> None:
    """A resource without its file keeps the stated digest, size and address."""
    resource = {"name": "far", "path": "https://zoo.example/far.csv", "hash": written, "bytes": 9}

    (found,) = of(look(tmp_path, {"datapackage.json": package(resource)}))

    assert (found.presence, found.size, found.url) == (Presence.REFERENCED, 9, "https://zoo.example/far.csv")
    assert [(algorithm, written.rpartition(":")[2])] == [(one.algorithm, one.value) for one in found.digests]


@pytest.mark.parametrize(
    ("fields", "gap"),
    [
        ({"hash": f"sha1:{SHA1}"}, ""),
        ({"hash": f"sha1:{GIT}"}, ""),
        ({"hash": "sha1:" + "0" * 40}, "states SHA-1 0000"),
        ({"bytes": 3}, "states 3 bytes but the file has 8"),
        ({"hash": "sha1:short"}, ""),
    ],
)
def test_a_file_that_is_not_the_described_one_is_a_gap(
    tmp_path: Path, fields: dict[str, object], gap: str
) -> None:
    """Stated digests and sizes are compared; SHA-1 may be git's, which some tools write."""
    resource = {"name": "ants", "path": "ants.csv", **fields}

    gaps = look(tmp_path, {"datapackage.json": package(resource), "ants.csv": CSV}).gaps

    assert bool(gap) == bool(gaps)
    assert all(gap in one.reason for one in gaps)


def test_a_resource_of_several_files_nests_them(tmp_path: Path) -> None:
    """One data set, its files inside it, and a gap for the one that is missing."""
    resource = {"name": "all", "path": ["a.csv", "b.csv", "c.csv"]}

    inventory = look(tmp_path, {"datapackage.json": package(resource), "a.csv": CSV, "b.csv": CSV})

    (whole,) = of(inventory)
    assert [("a.csv", whole.ref), ("b.csv", whole.ref)] == [
        (part.path, part.shipped_by) for part in of(inventory, Kind.FILE)
    ]
    assert [gap.reason for gap in inventory.gaps] == ["1 files of resource all are not there"]


@pytest.mark.parametrize("path", ["/etc/passwd", "../x.csv", "a/../../x.csv", "C:\\x.csv"])
def test_a_path_out_of_the_package_is_not_followed(tmp_path: Path, path: str) -> None:
    """It is a gap, as the specification calls it unsafe."""
    (gap,) = look(tmp_path / "in", {"datapackage.json": package({"name": "x", "path": path})}).gaps

    assert "leads out of the package" in gap.reason


@pytest.mark.parametrize("content", ["{", "[]", '{"resources": {}}', '{"resources": [3]}', "[" * 100_000])
def test_a_broken_package_is_a_gap(tmp_path: Path, content: str) -> None:
    """No data set is invented."""
    inventory = look(tmp_path, {"datapackage.json": content})

    assert of(inventory) == []
    assert [gap.path for gap in inventory.gaps] == ["datapackage.json"]


def test_a_package_may_be_yaml(tmp_path: Path) -> None:
    """datapackage.yaml is read alike."""
    text = "licenses:\n- name: CC0-1.0\nresources:\n- name: ants\n  path: ants.csv\n  licenses:\n  - name: ODbL-1.0\n"

    inventory = look(tmp_path, {"datapackage.yaml": text, "ants.csv": CSV})

    assert said(named(inventory, "ants")) == [("ODbL-1.0", "card")]
    assert named(inventory, "ants").licenses[0].evidence[0].line == 4
