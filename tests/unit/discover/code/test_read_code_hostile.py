# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import time
from pathlib import Path

import pytest
import trees
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.model import Component, Gap, Relation

NAMES = (
    "a.py",
    "a.ipynb",
    "a.yaml",
    "compose.yaml",
    "a.toml",
    "a.json",
    "package.json",
    "a.sh",
    "Dockerfile",
    ".env",
    "requirements.txt",
)
WORDS = (
    "from_pretrained('acme/m')",
    "model_id: acme/m",
    'model = "acme/m"',
    '{"model": "acme/m"}',
    "ollama pull llama3",
    "OPENAI_API_KEY=x",
    "import openai",
    "openai==1",
    "\\\n",
    "${A:-",
    "[",
    "{",
    '"',
    "'",
    "- --model\n",
    "\x00",
    "\ufeff",
    '{"cells": [{"cell_type": "code", "source": ["from_pretrained(1)"]}]}',
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(NAMES),
    parts=st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=20)), max_size=12),
)
def test_no_file_ends_the_scan(tmp_path: Path, name: str, parts: list[str]) -> None:
    """Whatever stands in a file, it gives components, relations and gaps, and raises nothing."""
    found = trees.named(tmp_path, {name: "".join(parts).encode("utf-8", "surrogatepass")})

    assert all(isinstance(item, Component | Relation | Gap) for item in found)


WIDE = "\n".join(f"x{n} = [{', '.join([f'x{n - 1}[i]'] * 40)}]" for n in range(1, 12))
JOINED = "\n".join(f"x{n} = f'{{x{n - 1}}}' + " + " + ".join([f"x{n - 1}"] * 30) for n in range(1, 12))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.py", f"x0 = unknown\n{WIDE}\nfrom_pretrained(x11[i])"),
        ("a.py", f"x0 = 'a'\n{JOINED}\nfrom_pretrained(x11)"),
        ("a.py", "from_pretrained('acme/m', " + "x" * 1_000_000 + "=1)"),
        ("a.py", "# " + "huggingface.co/" * 100_000),
        ("a.sh", "ollama pull llama3 \\\n" * 60_000),
        ("a.sh", "ollama pull " + "${a-" * 300_000),
        ("a.sh", "hf download" + " " * 1_000_000),
        ("a.yaml", "model" + " " * 400_000 + "x"),
        ("a.yaml", "model" * 80_000),
        ("a.yaml", "model_id: acme/m\nx: " + "[" * 400_000),
        ("a.yaml", "model_id: acme/m\n" + "- " * 10_000),
        (
            "a.json",
            '{"model": "acme/m", "x": [' + ",".join(f'{{"model": "m{n}"}}' for n in range(15_000)) + "]}",
        ),
        ("a.json", '{"model": "acme/m", "x": "' + '\\"model\\": [' * 30_000 + '"}'),
        ("requirements.txt", "openai" + " " * 1_000_000 + "x"),
        (".env", " " * 1_000_000 + "OPENAI_API_KEY=1"),
        (
            "a.ipynb",
            '{"cells": [' + ",".join(['{"cell_type": "code", "source": ["pretrained\\n"]}'] * 5_000) + "]}",
        ),
    ],
)
def test_no_file_takes_long(tmp_path: Path, name: str, content: str) -> None:
    """Files that are made to keep a reader busy are read within seconds."""
    started = time.process_time()

    trees.named(tmp_path, {name: content})

    assert time.process_time() - started < 6
