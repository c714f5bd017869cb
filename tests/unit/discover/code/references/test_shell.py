# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import pytest
import trees


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.sh", "huggingface-cli download acme/m --revision v1 --local-dir x\n", ["hub:acme/m@v1"]),
        ("a.sh", "hf download acme/d --repo-type=dataset\n", ["hub:datasets/acme/d"]),
        ("a.sh", "hf download acme/s --repo-type space\n", []),
        (
            "a.sh",
            "set -e; ollama pull llama3.2:3b && ollama run hf.co/acme/m:Q4_K_M\n",
            ["hub:acme/m", "ollama:llama3.2:3b"],
        ),
        (
            "Dockerfile",
            "FROM x\nRUN vllm serve \\\n  # the model\n  acme/chat --port 80\n",
            ["hub:acme/chat"],
        ),
        ("a.sh", "python -m vllm.entrypoints.openai.api_server --model=acme/chat\n", ["hub:acme/chat"]),
        (
            "a.sh",
            "llama-server -hf acme/m-GGUF:Q4_K_M -c 1\nllama-cli -m models/x.gguf\n",
            ["hub:acme/m-GGUF"],
        ),
        ("Makefile", "run:\n\tdocker model pull ai/smollm2\n", ["docker-model:ai/smollm2"]),
        ("a.sh", "python -m spacy download en_core_web_md\n", ["spacy:en_core_web_md"]),
        ("a.sh", "git clone https://huggingface.co/acme/m.git\n", ["hub:acme/m"]),
        ("a.sh", "curl -L https://huggingface.co/acme/m/resolve/main/w.gguf -o w\n", ["hub:acme/m"]),
        (
            "a.sh",
            "M=acme/m\npython train.py --model_name_or_path $M --dataset_name ${D:-acme/d}\n",
            ["hub:acme/m", "hub:datasets/acme/d"],
        ),
        (
            "docker-compose.yml",
            'services:\n  llm:\n    image: vllm/vllm-openai\n    command: ["--model", "acme/chat", "--port", "80"]\n',
            ["hub:acme/chat"],
        ),
        (
            "k8s/app.yaml",
            "containers:\n- image: vllm/vllm-openai:v1\n  args:\n  - --model\n  - acme/chat\n",
            ["hub:acme/chat"],
        ),
        (
            ".github/workflows/ci.yml",
            "jobs:\n  a:\n    steps:\n      - run: ollama pull qwen3\n",
            ["ollama:qwen3"],
        ),
    ],
)
def test_commands_that_fetch(tmp_path: Path, name: str, text: str, expected: list[str]) -> None:
    """Downloads and servers name their model; local files, spaces and images are left alone."""
    assert expected == trees.refs(tmp_path, {name: text})


@pytest.mark.parametrize(
    "text",
    [
        "# hf download acme/m\n",
        "echo done # ollama pull llama3\n",
        'hf download "$MODEL"\n',
        "docker pull acme/app\ndocker run acme/model-server\n",
        "git clone https://github.com/acme/model.git\n",
        "curl https://huggingface.co/acme/m\n",
        "python train.py --model acme/m\n",
        "vllm serve ./weights\n",
        "npm install @acme/model\npip download acme\n",
        "A=acme/a\nA=acme/b\nhf download $A\n",
        "llama-server -m acme/w.gguf\n",
    ],
)
def test_other_commands_name_nothing(tmp_path: Path, text: str) -> None:
    """Comments, variables without a value, images, code repositories and local files are no models."""
    assert trees.refs(tmp_path, {"a.sh": text}) == []


def test_the_line_is_that_of_the_commands_start(tmp_path: Path) -> None:
    """A command that goes over lines is quoted whole, under its first line."""
    (found,) = trees.components(tmp_path, {"a.sh": "#!/bin/sh\n\nhf download \\\n  acme/m\n"})

    assert (found.evidence[0].line, found.evidence[0].quote) == (3, "hf download acme/m")
