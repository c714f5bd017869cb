# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import gzip
import io
import sqlite3
import struct
import zipfile
from pathlib import Path

import pytest
from looking import look, of

_TOPOLOGY = '{"type": "Topology", "objects": {}, "arcs": []}'
_TABLE = "id age\n1 30\n2 31\n3 32\n"
_SOUNDS = "'bout B AW T\nabout AH0 B AW1 T\nbout B AW T\nclout K L AW T\ndoubt D AW T\nout AW T\n"
_SQLITE = b"SQLite format 3\0" + bytes(84)


def _array(values: int = 2) -> bytes:
    header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({values},), }}".ljust(117) + "\n"
    return b"\x93NUMPY\1\0" + struct.pack("<H", len(header)) + header.encode() + bytes(4 * values)


def _zip(**members: str | bytes) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return raw.getvalue()


def _arrays(*names: str) -> bytes:
    return _zip(**{f"{name}__npy": _array() for name in names})


@pytest.mark.parametrize(
    ("path", "content", "rule"),
    [
        ("maps/world.json", _TOPOLOGY, "TopoJSON by its first bytes"),
        ("world.topojson", _TOPOLOGY, "TopoJSON by its first bytes"),
        ("world.json", _TOPOLOGY[:-1] + " " * (3 << 20) + "}", "TopoJSON by its first bytes"),
        ("lib/sample_data/a.npy", _array(), "npy in a folder called sample_data"),
        (
            "lib/.cached_datasets/a.npz",
            _arrays("X_train", "y_train"),
            "npz in a folder called .cached_datasets",
        ),
        ("lib/data/a.dat", _TABLE, "text table in a folder called data"),
        ("lib/datasets/a.dat", "Name\nsome words\n", "dat in a folder called datasets"),
        ("lib/datasets/a.dat", struct.pack("<4f", 1, 2, 3, 4), "dat, binary in a folder called datasets"),
        (
            "lib/sample_data/a.ima.gz",
            gzip.compress(b"\0\1", mtime=0),
            "ima, gzip in a folder called sample_data",
        ),
        ("lib/datasets/a.zip", _zip(a__csv="x,y\n1,2\n"), "csv, zip in a folder called datasets"),
        ("lib/datasets/a.zip", _zip(a__txt=_TABLE), "text table, zip in a folder called datasets"),
        ("lib/corpus/freq.txt", "the\t10\nof\t5\n", "text in a folder called corpus"),
        ("lib/my_corpora/names.txt", "Ann\nBob\n", "text in a folder called my_corpora"),
        ("lib/corpus/words.db", _SQLITE, "sqlite in a folder called corpus"),
        ("lib/model/en/en.dict", _SOUNDS, "pronouncing dictionary in a folder called model"),
        ("lib/sample_datasets/a.train", "cat\tnoun\n", "text in a folder called sample_datasets"),
        ("lib/sample_datasets/a.csv", "x,y\n1,2\n", "csv in a folder called sample_datasets"),
        ("lib/datasets/panel_test.csv", "x,y\n1,2\n", "csv in a folder called datasets"),
    ],
)
def test_content_and_folder_make_it_data(tmp_path: Path, path: str, content: str | bytes, rule: str) -> None:
    """Such a file is one data set, and the rule that decided stands as the quote of its evidence."""
    inventory = look(tmp_path, {path: content})

    assert [(path, rule)] == [(found.path, found.evidence[0].quote) for found in of(inventory)]
    assert inventory.gaps == ()


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("tests/world.json", _TOPOLOGY),
        ("network.json", '{"type": "topology", "nodes": []}'),
        ("network.json", '{"nodes": {"type": "Topology", "a": 1}}'),
        ("lib/steps.npy", _array()),
        ("lib/data/mel_filters.npy", _array()),
        ("lib/data/a.npy", b"no array at all"),
        ("lib/data/a.npz", b"PK\5\6" + bytes(18)),
        ("lib/data/a.npz", _zip(a__txt="no array")),
        ("lib/data/net.npz", _arrays("dense.weight", "dense.bias")),
        ("lib/code/a.dat", _TABLE),
        ("lib/data/a.dat", struct.pack("<4f", 1, 2, 3, 4)),
        ("lib/data/a.dat", "settings = yes\n# and nothing else\nname = my program here\n"),
        ("lib/datasets/a.dat", b"\x80\x04\x95\0\0"),
        ("lib/data/a.gz", gzip.compress(b"\0\1", mtime=0)),
        ("lib/datasets/a.gz", b"no gzip"),
        ("lib/data/a.zip", _zip(a__csv="x,y\n1,2\n", b__py="pass\n")),
        ("lib/data/a.zip", _zip(a__txt="Only a remark\nabout this and that in words\n")),
        ("lib/a.zip", _zip(a__csv="x,y\n1,2\n")),
        ("docs/notes.txt", "the\t10\nof\t5\n"),
        ("lib/corpus/README.txt", "About these.\n"),
        ("lib/corpus/LICENSE.txt", "All rights reserved.\n"),
        ("lib/corpus/a.txt", b"\0\1\2"),
        ("lib/cache/words.db", _SQLITE),
        ("lib/data/Thumbs.db", b"\xd0\xcf\x11\xe0" + bytes(90)),
        ("lib/model/words.dict", "RNN\nLSTM\nGRU\nCNN\nMLP\nSVM\n"),
        ("lib/phones/en.dict", _SOUNDS),
        ("lib/pipelines/a.train", "cat\tnoun\n"),
        ("tests/datasets/a.dat", _TABLE),
    ],
)
def test_neither_alone_makes_it_data(tmp_path: Path, path: str, content: str | bytes) -> None:
    """A telling folder with other content, data in any other folder, weights, fixtures and texts about data are no data sets."""
    assert [] == of(look(tmp_path, {path: content}))


@pytest.mark.parametrize("path", ["lib/data/a.npz", "lib/datasets/a.zip"])
def test_a_cut_archive_is_a_gap(tmp_path: Path, path: str) -> None:
    """It says that the archive is truncated."""
    content = _arrays("x", "y") if path.endswith("npz") else _zip(a__csv="x,y\n1,2\n")

    inventory = look(tmp_path, {path: content[:-30]})

    assert [path] == [gap.path for gap in inventory.gaps]
    assert "truncated" in inventory.gaps[0].reason


def test_what_is_counted_and_named(tmp_path: Path) -> None:
    """Lines of a text are its rows, blank ones aside; names of arrays are columns."""
    content = {"corpus/a.txt": "one\n\ntwo\n", "data/b.npz": _arrays("X", "y")}

    facts = {found.path: found.dataset for found in of(look(tmp_path, content))}

    assert 2 == getattr(facts["corpus/a.txt"], "rows", None)
    assert ("X", "y") == getattr(facts["data/b.npz"], "columns", None)


def test_a_real_database(tmp_path: Path) -> None:
    """What SQLite itself writes is known as SQLite."""
    (tmp_path / "corpora").mkdir()
    connection = sqlite3.connect(tmp_path / "corpora" / "w.sqlite3")
    connection.execute("create table words (word text)")
    connection.commit()
    connection.close()

    (found,) = of(look(tmp_path, {}))

    assert "sqlite" == getattr(found.dataset, "format", None)
