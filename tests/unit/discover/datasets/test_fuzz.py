# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import io
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
import samples
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from looking import look

from compliance.discover.datasets._support import parquet

KEYS = [
    *("resources", "name", "path", "licenses", "license", "title", "hash", "bytes", "sources", "schema"),
    *("fields", "contributors", "version", "homepage", "data", "@type", "@context", "conformsTo", "@id"),
    *("distribution", "contentUrl", "sha256", "includes", "encodingFormat", "recordSet", "field", "creator"),
    *("rai:personalSensitiveInformation", "outs", "deps", "md5", "size", "stages", "repo", "url", "wdir"),
    *("id", "dataset_sources", "model_sources", "trainingData", "baseModelInstance", "licenseName", "type"),
]
WORDS = [
    *("a.csv", "data", "../x", "/etc/passwd", "sc:Dataset", "cr:FileObject", "cr:FileSet", "*", "**/*.csv"),
    *("mit", "unknown", "sha1:" + "a" * 40, "0" * 32, "https://mlcommons.org/croissant/1.0", "git+https", ""),
    *("https://x.example/ä b", "model", "dataset", "owner/name", "\0", "\ud800", "9" * 400),
]
leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False),
    st.sampled_from(WORDS),
    st.text(max_size=6),
)
documents = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.sampled_from(KEYS), st.text(max_size=3)), inner, max_size=6),
    ),
    max_leaves=25,
)
roots = st.dictionaries(st.sampled_from(KEYS), documents, max_size=10)
NAMES = [
    *("datapackage.json", "croissant.json", "dataset-metadata.json", "kernel-metadata.json"),
    *("model-metadata.json", "model-instance-metadata.json", "x.dvc", "dvc.lock", "datapackage.yaml"),
]
hostile = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.mark.parametrize("name", NAMES)
@hostile
@given(document=st.one_of(roots, documents))
def test_any_document_under_these_names(name: str, document: Any) -> None:
    """Whatever a description holds, nothing is raised, and the BOM is valid and reads back the same."""
    plain = json.loads(json.dumps(document).replace("\\ud800", "?"))
    if "croissant" in name and isinstance(plain, dict):
        plain["@type"] = "sc:Dataset"
    text = yaml.safe_dump(plain) if name.endswith(("dvc", "lock", "yaml")) else json.dumps(document)
    with tempfile.TemporaryDirectory() as folder:
        look(Path(folder), {name: text, "a.csv": "x,y\n1,2\n", "data/b.csv": "x,y\n"})


@hostile
@given(content=st.binary(max_size=200))
def test_any_bytes_under_the_names_of_data(content: bytes) -> None:
    """Tables, archives and columnar files of noise end in a data set or a gap."""
    files = {f"data/x{end}": content for end in (".csv", ".csv.gz", ".jsonl", ".json", ".arff", ".tsv.xz")}
    with tempfile.TemporaryDirectory() as folder:
        look(Path(folder), {**files, "y.parquet": b"PAR1" + content, "README.md": b"---\n" + content})


@settings(max_examples=400, deadline=None)
@given(at=st.integers(0, 60), byte=st.integers(0, 255))
def test_a_flipped_byte_in_a_footer(at: int, byte: int) -> None:
    """The reader gives numbers and names, or says that it is broken."""
    raw = bytearray(samples.parquet(5, [("day", 0), ("place", 2), ("x", 0), ("y", 0), ("note", 0)]))
    raw[min(at, len(raw) - 1)] = byte
    try:
        rows, columns = parquet.read_parquet(io.BytesIO(raw), len(raw))
    except parquet.BrokenParquet:
        return
    assert rows >= 0
    assert len(columns) <= 8
