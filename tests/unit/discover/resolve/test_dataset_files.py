# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import pytest
import samples
from looking import look, named, of, said

from compliance.model import Kind

CARD = "---\nlicense: cc-by-4.0\npretty_name: Birds\ntask_categories: [x]\n---\n"
WIDE = "day,place,count\n1,a,2\n"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"data/a.csv": WIDE, "data/b.csv": WIDE}, {"data": 2}),
        ({"data/a.csv": WIDE, "data/b.csv": "p,q,r\n"}, {"a.csv": 1, "b.csv": 1}),
        ({"data/a.csv": WIDE, "data/x/b.csv": WIDE}, {"a.csv": 1, "b.csv": 1}),
        ({"data/a.csv": WIDE, "data/b.tsv": WIDE.replace(",", "\t")}, {"a.csv": 1, "b.tsv": 1}),
        (
            {"data/sf-temps.csv": "t,d\n", "data/seattle-temps.csv": "t,d\n"},
            {"sf-temps.csv": 1, "seattle-temps.csv": 1},
        ),
        ({"data/q-train.csv": "t,d\n", "data/q-test.csv": "t,d\n"}, {"data": 2}),
        ({"data/2019.csv": "t,d\n", "data/2020.csv": "t,d\n"}, {"data": 2}),
        ({"data/a.csv": "1,2,3\n", "data/b.csv": "1,2,3\n"}, {"a.csv": 1, "b.csv": 1}),
        (
            {f"d/t-0000{n}-of-00003.arrow": b"ARROW1\0\0" + bytes([n]) for n in range(3)},
            {"t.arrow": 3},
        ),
        ({"b/README.md": CARD, "b/a.csv": WIDE, "b/x/c.jsonl": '{"a": 1}\n'}, {"Birds": 2}),
        ({"README.md": CARD, "data/c.csv": WIDE}, {"Birds": 1}),
        ({"README.md": CARD, "data/a.csv": WIDE, "data/c.csv": "x\n1\n"}, {"Birds": 2}),
    ],
)
def test_files_that_belong_together(
    tmp_path: Path, files: dict[str, str | bytes], expected: dict[str, int]
) -> None:
    """Three equal columns, splits and numbers of one name, shards, and all files below a card are one data set."""
    inventory = look(tmp_path, files)

    parts = of(inventory, Kind.FILE)
    assert expected == {
        whole.name: sum(part.shipped_by == whole.ref for part in parts) or 1 for whole in of(inventory)
    }


def test_a_data_set_of_files_keeps_what_each_is(tmp_path: Path) -> None:
    """Rows and sizes are added up; each file keeps its path, size and digest; the rule is said."""
    files = {
        f"data/train-0000{n}-of-00002.parquet": samples.parquet(5 + n, [("a", 0), ("b", 0)]) for n in range(2)
    }

    inventory = look(tmp_path, files)

    (whole,) = of(inventory)
    parts = of(inventory, Kind.FILE)
    assert whole.dataset
    assert (whole.dataset.rows, whole.dataset.columns, whole.dataset.format) == (11, ("a", "b"), "parquet")
    assert ("data", sum(map(len, files.values()))) == (whole.path, whole.size)
    assert [(path, len(content), "SHA-256") for path, content in files.items()] == [
        (part.path, part.size, part.digests[0].algorithm) for part in parts
    ]
    assert "2 files of one folder with the same columns" in {one.quote for one in whole.evidence}


def test_claims_on_single_files_stay_with_them(tmp_path: Path) -> None:
    """Files under different licences are not one data set; the licence of like ones is that of the whole."""
    files = {f"data/{name}.csv": WIDE for name in "abc"} | {
        "data/a.csv.license": "SPDX-License-Identifier: CC0-1.0\n",
        "data/b.csv.license": "SPDX-License-Identifier: CC0-1.0\n",
        "data/c.csv.license": "SPDX-License-Identifier: CC-BY-4.0\n",
    }

    inventory = look(tmp_path, files)

    assert set(said(named(inventory, "data"))) == {("CC0-1.0", "spdx-tag")}
    assert said(named(inventory, "c.csv")) == [("CC-BY-4.0", "spdx-tag")]


def test_a_described_data_set_outweighs_the_folder_it_lies_in(tmp_path: Path) -> None:
    """A file that a data package lists is its own data set, also in a folder that DVC tracks."""
    package = {"resources": [{"name": "ants", "path": "ants.csv"}]}
    files = {
        "data/zoo.dvc": "outs:\n- md5: a304afb96060aad90176268345e10355.dir\n  path: zoo\n",
        "data/zoo/datapackage.json": package,
        "data/zoo/ants.csv": WIDE,
        "data/zoo/bees.csv": WIDE,
    }

    inventory = look(tmp_path, files)

    assert {"zoo", "ants"} == {found.name for found in of(inventory)}
    assert "data/zoo/ants.csv" not in {part.path for part in of(inventory, Kind.FILE)}
