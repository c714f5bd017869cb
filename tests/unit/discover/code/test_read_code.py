# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
from pathlib import Path

import pytest
import samples
import trees

from compliance.bom.cyclonedx import read, write
from compliance.bom.validation import validate
from compliance.configuration import load_settings
from compliance.discover import discover
from compliance.model import Kind, Presence, RelationKind
from compliance.settings import Settings

TRICKY: trees.Files = {
    "app.py": '''
"""Call from_pretrained("acme/docstring") or load_dataset("acme/docstring"); the model is gpt-4o."""
# AutoModel.from_pretrained("acme/comment")
import pipeline, requests, cloudflare
from .hub import from_pretrained
from flask import Response

def load(path, name):
    """pipeline("x", model="acme/docstring")"""
    model = AutoModel.from_pretrained(path)
    other = AutoModel.from_pretrained(name, revision="main")
    AutoModel.from_pretrained("./weights"); AutoModel.from_pretrained("../weights/final")
    AutoModel.from_pretrained("/opt/weights"); AutoModel.from_pretrained("C:/weights")
    AutoModel.from_pretrained("~/weights/x"); AutoModel.from_pretrained("checkpoints/last")
    AutoModel.from_pretrained("outputs/run1"); AutoModel.from_pretrained("models/encoder")
    AutoModel.from_pretrained("model"); AutoModel.from_pretrained("final")
    AutoModel.from_pretrained(os.path.join("acme", "joined"))
    AutoModel.from_pretrained("your-username/your-model"); AutoModel.from_pretrained("<org>/<model>")
    AutoModel.from_pretrained("s3://acme/bucket"); AutoModel.from_pretrained("acme/a/b")
    load_dataset("csv", data_files="a/b.csv"); load_dataset("data/train"); load_dataset("acme/train.csv")
    Response("", mimetype="application/json", content_type="text/html")
    requests.get("https://github.com/acme/code"); requests.get("https://huggingface.co/docs/transformers")
    run(["docker", "run", "acme/image:1.0"]); print("pip install acme/thing")
    logging.info("loaded from_pretrained('acme/log')")
    spec = {"model": "acme/dictionary", "repo": "acme/repo"}
    return spec, ratio("1/2"), date("2024/05")
''',
    "web.py": 'import openai_whisper_like, mypackage.openai\nMODEL = "gpt-4o-mini"\ntext = "text/plain"\n',
    "conf/app.yaml": """
image: acme/image:1.0
repository: acme/code
model: application/json
content_type: text/html
dataset: data/train
model_path: acme/weights
models: [acme/listed]
model_name_or_path: outputs/final
tz: Europe/Berlin
path: usr/bin
base_model: ${MODEL:-acme/default}
""",
    "conf/pyproject.toml": '[tool.x]\nrepo_id = "./acme/m"\n[project]\ndependencies = ["openai-clip", "coherence"]\n',
    "package.json": '{"repository": "acme/code", "dependencies": {"@acme/openai": "1", "@types/openai": "1"}}',
    "setup.sh": "docker pull acme/image\ngit clone https://github.com/acme/model\ncp a/b c/d\necho hf download\nsed s/a/b/ x\n",
    "Dockerfile": "FROM acme/image\nCOPY a/b /model\nENV MODEL=/model HF_HOME=/x\n",
    ".github/workflows/ci.yml": "on: push\njobs:\n  a:\n    steps:\n      - uses: actions/download-artifact@v4\n      - uses: acme/model-action@v1\n",
    "tests/test_app.py": 'import openai\nAutoModel.from_pretrained("acme/test")\n',
    "pkg/test_more.py": 'AutoModel.from_pretrained("acme/test")\n',
    "integration-tests/a.py": 'AutoModel.from_pretrained("acme/test")\n',
    "x/__snapshots__/a.json": '{"model": "acme/recorded"}',
    "leaderboard.yml": "".join(
        f"- dirname: x{n}\n  model: gpt-4o\n  base_model: acme/m{n}\n" for n in range(9)
    ),
    "measured.yml": "- model: gpt-4o\n" + "".join(f"  measure_{n}: {n}\n" for n in range(20)),
    "node_modules/x/index.py": 'AutoModel.from_pretrained("acme/other")\n',
    "README.md": 'AutoModel.from_pretrained("acme/readme")\n',
    "notes.ipynb": json.dumps(
        {"cells": [{"cell_type": "markdown", "source": ["from_pretrained('acme/prose')"]}]}
    ),
}


def test_nothing_is_invented(tmp_path: Path) -> None:
    """Comments, docstrings, tests, paths, media types, images, code repositories and look-alikes name no model and no service."""
    assert trees.refs(tmp_path, TRICKY) == []
    assert trees.gaps(tmp_path, TRICKY) == []


PRODUCT: trees.Files = {
    "app.py": "from openai import OpenAI\nAutoModel.from_pretrained('acme/fetched')\nAutoModel.from_pretrained('acme/fetched')\n"
    "OpenAI().responses.create(model='gpt-4o')\nload_dataset('acme/rows')\n",
    "conf.yaml": "model_id: acme/fetched\n",
    "w.onnx": samples.onnx(),
}


def test_shipped_referenced_and_called_are_kept_apart(tmp_path: Path) -> None:
    """A weight file is shipped, a hub id referenced, a hosted model called: kind, presence and relation say which."""
    inventory = discover(trees.put(tmp_path, PRODUCT), Settings())

    assert {(found.ref, found.kind, found.presence) for found in inventory.components} == {
        ("file:w.onnx", Kind.MODEL, Presence.SHIPPED),
        ("hub:acme/fetched", Kind.MODEL, Presence.REFERENCED),
        ("hub:datasets/acme/rows", Kind.DATASET, Presence.REFERENCED),
        ("service:openai/gpt-4o", Kind.SERVICE, Presence.REFERENCED),
    }
    assert {(edge.kind, edge.target) for edge in inventory.relations} >= {
        (RelationKind.CALLS, "service:openai/gpt-4o"),
        (RelationKind.DEPENDS_ON, "hub:acme/fetched"),
    }


def test_one_component_with_all_its_places(tmp_path: Path) -> None:
    """The same id in several files is one component, each place an occurrence."""
    inventory = discover(trees.put(tmp_path, PRODUCT), Settings())
    found = inventory.by_ref()["hub:acme/fetched"]

    assert [(one.path, one.line) for one in found.evidence] == [
        ("app.py", 2),
        ("app.py", 3),
        ("conf.yaml", 1),
    ]


def test_services_survive_the_document(tmp_path: Path) -> None:
    """A called service has provider, endpoint and flows in both directions, and comes back as it was."""
    cyclonedx = pytest.importorskip("cyclonedx.model.bom")
    inventory = discover(trees.put(tmp_path, PRODUCT), load_settings(tmp_path))

    document = write.write_bom(inventory, Settings())
    (service,) = document["services"]
    loaded = cyclonedx.Bom.from_json(json.loads(write.serialise_bom(document)))

    assert (service["provider"]["name"], service["endpoints"]) == ("OpenAI", ["https://api.openai.com/v1"])
    assert {"inbound", "outbound"} == {flow["flow"] for flow in service["data"]}
    assert validate.validate_document(document) == []
    assert inventory == read.read_inventory(json.loads(write.serialise_bom(document)))
    assert [one.name for one in loaded.services] == ["gpt-4o"]


def test_a_foreign_services_flows_stay_its_own() -> None:
    """What another tool says of a service's data is neither lost nor added to."""
    flows = [{"flow": "unknown", "classification": "PII", "name": "x"}]
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.7",
        "services": [{"bom-ref": "a", "name": "a", "data": flows}, {"bom-ref": "b", "name": "b"}],
    }

    again = write.write_bom(read.read_inventory(document), Settings())

    assert [flows, None] == [service.get("data") for service in again["services"]]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a.py", b"from_pretrained('\x00')"),
        ("a.py", b"# -*- coding: nonsense -*-\nfrom_pretrained('a/b')"),
        ("a.ipynb", b'{"cells": "from_pretrained"}'),
        ("a.sh", b"\xff\xfe ollama pull \x80\n"),
        ("package.json", b"[1]"),
        ("package.json", b"{"),
        (".env", b"\xff=\n"),
        ("a.yaml", b"model_id: a/b\n\x01"),
    ],
)
def test_broken_files_raise_nothing(tmp_path: Path, path: str, content: bytes) -> None:
    """Whatever a file holds, the scan goes on."""
    assert [gap.path for gap in trees.gaps(tmp_path, {path: content})] in ([], [path])


def test_a_file_that_is_too_large_is_a_gap_and_data_is_not(tmp_path: Path) -> None:
    """Source over the limit is named; a large JSON file is data, which other readers look at."""
    large = b" " * (3 << 20)

    assert [gap.path for gap in trees.gaps(tmp_path, {"a.py": large, "a.json": large})] == ["a.py"]
