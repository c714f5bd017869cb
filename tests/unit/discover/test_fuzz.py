# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Broken documents of every format; `bench/fuzz.py` draws many more."""

import tempfile
from pathlib import Path

import fuzzing
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.discover.readers import _LOOK_AT

PATHS = {seed.path.lower() for seed in fuzzing.SEEDS.values()}


@pytest.mark.parametrize("name", fuzzing.SEEDS)
def test_no_document_ends_a_run(name: str) -> None:
    """Whatever a file holds, the run goes on to its end and the BOM is valid; nothing is caught at the boundary."""
    seed = fuzzing.SEEDS[name]
    with tempfile.TemporaryDirectory() as folder:
        root = fuzzing.put(Path(folder), seed)

        @settings(
            max_examples=20,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        @given(document=st.one_of(st.just(seed.content), fuzzing.documents(seed)))
        def survives(document: bytes) -> None:
            fuzzing.survive(root, seed, document)

        survives()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("workspace:Cargo.lock", 'name = "', 'dependencies = [""]\nname = "'),
        ("metadata", "<a@a.example>", "(" * 5000),
        ("metadata", "<a@a.example>", "<a@a.example[]>"),
        ("v1:package.json", '"version": "', f'"version": "{"1." * 600}'),
        ("Modelfile", '"""MIT"""', '""""""'),
        ("REUSE.toml", '["a/**", "*.csv"]', "7"),
        ("pyproject.toml", "numpy>=1; python_version < '3.13'", "x; " + "(" * 5000),
        ("requirements.txt", "python_version < '3.13'", "(" * 5000),
        ("sbom", '"bomFormat"', r'"\ud800": 1, "bomFormat"'),
    ],
)
def test_what_ended_runs_once(name: str, old: str, new: str) -> None:
    """Documents that the fuzzer found, in the smallest form."""
    seed = fuzzing.SEEDS[name]
    text = seed.content.decode()
    assert old in text
    with tempfile.TemporaryDirectory() as folder:
        fuzzing.survive(fuzzing.put(Path(folder), seed), seed, text.replace(old, new, 1).encode())


def test_every_reader_of_documents_has_a_seed() -> None:
    """A source whose files have names of their own is fuzzed with one of them; a new one fails here until it has a seed."""
    from fnmatch import fnmatchcase

    names = {path.rpartition("/")[2] for path in PATHS}
    plain = {"packages.unread", "datasets.images", "packages.bundled", "stores.hub_cache", "stores.lfs"}
    unseeded = {
        source
        for source, patterns in _LOOK_AT.items()
        if source not in plain
        and not any(
            pattern.endswith("/") or any(fnmatchcase(name, pattern) for name in names) for pattern in patterns
        )
    }

    assert unseeded == set()
