# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import bz2
import gzip
import io
import lzma
from pathlib import Path

import pytest
import samples
from looking import look, of

from compliance.discover.datasets._support import parquet


@pytest.mark.parametrize(
    ("path", "content", "rows", "columns"),
    [
        ("data/a.csv", "x;y\n1;2\n\n3;4\n", 2, ("x", "y")),
        ("data/a.csv", 'x,y\n1,"two\nlines"\n3,4\n', 2, ("x", "y")),
        ("data/a.csv", "1,2\n3,4\n", 2, ()),
        ("data/a.csv", "2,4,setosa\n1,1,0\n2,2,0\n", 2, ()),
        ("data/a.csv", "Chins Situps\n5 162\n2 110\n", 2, ("Chins", "Situps")),
        ("data/a.csv", "review text\ngood stuff\n", 1, ("review text",)),
        ("data/a.tsv", "x\ty\n1\t2\n", 1, ("x", "y")),
        ("data/a.csv.gz", gzip.compress(b"x,y\n1,2\n", mtime=0), 1, ("x", "y")),
        ("data/a.csv.bz2", bz2.compress(b"x,y\n1,2\n"), 1, ("x", "y")),
        ("data/a.jsonl.xz", lzma.compress(b'{"q": 1}\n{"q": 2}\n'), 2, ("q",)),
        ("_data/a.json", '[{"q": 1, "r": 2}, {"q": 2}]', 2, ("q", "r")),
        ("data/a.geojson", '{"type": "FeatureCollection", "features": [1, 2, 3]}', 3, ()),
        (
            "data/a.arff",
            "% c\n@relation r\n@attribute 'a b' real\n@ATTRIBUTE c {x}\n@data\n1,x\n2,x\n",
            2,
            ("a b", "c"),
        ),
    ],
)
def test_rows_and_columns(
    tmp_path: Path, path: str, content: str | bytes, rows: int, columns: tuple[str, ...]
) -> None:
    """Text tables, records and their compressed forms are counted; numbers in the first line are no header."""
    (found,) = of(look(tmp_path, {path: content}))

    assert found.dataset
    assert (rows, columns) == (found.dataset.rows, found.dataset.columns)


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("data/settings.json", '{"a": 1}'),
        ("data/one.json", '[{"a": 1}]'),
        ("data/words.json", '["a", "b"]'),
        ("lib/records.json", '[{"a": 1}, {"a": 2}]'),
        ("out/report.csv", "a,b\n1,2\n"),
        ("tests/data/a.csv", "a,b\n1,2\n"),
    ],
)
def test_what_is_no_data_set(tmp_path: Path, path: str, content: str) -> None:
    """Configuration, files outside of data folders and fixtures are neither data sets nor gaps."""
    inventory = look(tmp_path, {path: content, "main.py": ""})

    assert (of(inventory), inventory.gaps) == ([], ())


@pytest.mark.parametrize(
    ("path", "content", "reason"),
    [
        ("data/a.csv.gz", b"\x1f\x8b\x08broken", "can't be unpacked"),
        ("data/a.csv.gz", gzip.compress(b"x,y\n" * 99, mtime=0)[:-12], "can't be unpacked"),
        ("data/a.csv", b"\0\1\2", "its content is not"),
        ("data/a.arff", "nothing\n", "its content is not"),
        ("a.parquet", b"PAR1" + bytes(40), "no Parquet footer"),
        ("a.parquet", b"PAR1" + bytes(20) + (1 << 31).to_bytes(4, "little") + b"PAR1", "no Parquet footer"),
        (
            "a.parquet",
            b"PAR1" + b"\x29\xfc\xff\xff\xff\x0f" + (6).to_bytes(4, "little") + b"PAR1",
            "can't be read",
        ),
    ],
)
def test_broken_data_is_a_gap(tmp_path: Path, path: str, content: bytes | str, reason: str) -> None:
    """The reason says what is wrong."""
    gaps = look(tmp_path, {path: content}).gaps

    assert [path] == [gap.path for gap in gaps]
    assert reason in gaps[0].reason


@pytest.mark.parametrize(("start", "expected"), [("[{", 1), ("[[1],{", 1), ('{"a": [{', 0)])
def test_a_large_json_document_is_known_by_its_start(tmp_path: Path, start: str, expected: int) -> None:
    """It is not parsed: a list of records is data, an object is not."""
    found = of(look(tmp_path, {"data/a.json": start + " " * (3 << 20)}))

    assert expected == len(found)


def test_a_packed_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """Of what is larger than is counted only the format is known."""
    (found,) = of(look(tmp_path, {"data/a.csv.gz": gzip.compress(b"a,b\n" + b"1,2\n" * (9 << 20), mtime=0)}))

    assert found.dataset
    assert (found.dataset.format, found.dataset.rows, found.dataset.columns) == ("csv", 0, ())


def test_a_parquet_footer_gives_rows_and_columns(tmp_path: Path) -> None:
    """The columns are the root's children; what is inside a nested one is no column."""
    content = samples.parquet(3_000_000, [("day", 0), ("place", 2), ("x", 0), ("y", 0), ("note", 0)])

    (found,) = of(look(tmp_path, {"out/a.parquet": content}))

    assert found.dataset
    assert (found.dataset.rows, found.dataset.columns) == (3_000_000, ("day", "place", "note"))


@pytest.mark.parametrize("cut", range(4, 34, 3))
def test_a_damaged_footer_never_raises_anything_else(cut: int) -> None:
    """Any cut of the footer is Broken."""
    footer = samples.parquet(5, [("day", 0), ("place", 1), ("x", 0)])[4:-8]
    raw = b"PAR1" + footer[: min(cut, len(footer) - 3)]
    raw += (len(raw) - 4).to_bytes(4, "little") + b"PAR1"

    with pytest.raises(parquet.BrokenParquet):
        parquet.read_parquet(io.BytesIO(raw), len(raw))


def test_the_rule_that_made_it_data_is_said(tmp_path: Path) -> None:
    """It stands as the quote of the evidence."""
    inventory = look(
        tmp_path,
        {
            "data/a.csv": "x,y\n1,2\n",
            "out/b.parquet": samples.parquet(1, [("x", 0)]),
            "c/datapackage.json": '{"resources": []}',
            "c/c.csv": "x,y\n",
        },
    )

    assert sorted(found.evidence[0].quote for found in of(inventory)) == [
        "csv beside the description of a data set",
        "csv in a folder called data",
        "parquet by its first bytes",
    ]
