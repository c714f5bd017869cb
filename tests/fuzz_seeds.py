# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Valid documents of the formats that `tests/locks` and `tests/boms` don't have: name, path, content, and the files around."""

import json
from typing import Any

import samples

Files = dict[str, str | bytes]
_WEIGHTS = samples.safetensors()
_TABLE = "a,b\n1,2\n3,4\n"


def _json(**table: Any) -> str:
    return json.dumps(table, indent=1)


_CARD = """---
license: other
license_name: some-license
license_link: LICENSE
language: [en, de]
pipeline_tag: text-generation
library_name: transformers
base_model: [org/base]
base_model_relation: finetune
datasets: [org/data, other]
extra_gated_prompt: You agree not to
co2_eq_emissions: {emissions: "12", source: x}
model-index:
- name: m
  results:
  - task: {type: t}
    dataset: {name: d, type: d}
    metrics: [{type: accuracy, value: "0.5", name: a}]
---
# Card
"""
_DATASET_CARD = """---
license: [cc-by-4.0, mit]
pretty_name: Birds
task_categories: [x]
size_categories: [1K<n<10K]
language: [en]
annotations_creators: [expert]
source_datasets: [original, extended|other]
configs: [{config_name: default, data_files: [{split: train, path: data/a.csv}]}]
dataset_info: {features: [{name: a, dtype: int64}], splits: [{name: train, num_examples: 3}]}
---
# Data
"""
_CROISSANT = _json(
    **{
        "@context": {"@vocab": "https://schema.org/", "cr": "http://mlcommons.org/croissant/"},
        "@type": "sc:Dataset",
    },
    conformsTo="http://mlcommons.org/croissant/1.0",
    name="birds",
    url="https://birds.example/",
    license=["https://creativecommons.org/licenses/by/4.0/", {"@type": "CreativeWork", "name": "mit"}],
    creator=[{"@type": "Person", "name": "A"}],
    distribution=[
        {
            "@type": "cr:FileObject",
            "@id": "a",
            "contentUrl": "a.csv",
            "encodingFormat": "text/csv",
            "sha256": "0" * 64,
        },
        {"@type": "cr:FileSet", "@id": "b", "includes": "*.csv", "containedIn": {"@id": "a"}},
    ],
    recordSet=[
        {"@type": "cr:RecordSet", "field": [{"@type": "cr:Field", "name": "a", "dataType": "sc:Text"}]}
    ],
    isBasedOn=["https://x.example"],
)
_NOTEBOOK = _json(
    cells=[
        {
            "cell_type": "code",
            "source": ["from transformers import AutoModel\n", "AutoModel.from_pretrained('org/m')\n"],
        },
        {"cell_type": "markdown", "source": "text", "metadata": {}},
    ],
    metadata={"kernelspec": {"language": "python", "name": "python3"}},
    nbformat=4,
    nbformat_minor=5,
)
_CODE = """import os
from transformers import AutoModel, pipeline
from datasets import load_dataset
from openai import OpenAI
NAME = "org/model"
model = AutoModel.from_pretrained(NAME, revision="0123456")
pipe = pipeline("text-generation", model=f"{NAME}-x")
data = load_dataset("org/data", name='x', split="train")
client = OpenAI(base_url="https://api.example/v1", api_key=os.environ["KEY"])
client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": "x"}])
"""
_PYPROJECT = """[project]
name = "shop"
version = "1.0"
license = "MIT"
dependencies = ["numpy>=1; python_version < '3.13'", "torch==2.0"]
[project.optional-dependencies]
x = ["pandas"]
[dependency-groups]
dev = ["pytest", {include-group = "x"}]
[tool.poetry]
name = "shop"
dependencies = {python = "^3.11", requests = {version = "^2", extras = ["x"], optional = true}}
group = {dev = {dependencies = {black = "*"}}}
[tool.pdm]
dev-dependencies = {test = ["x"]}
[tool.uv]
dev-dependencies = ["y"]
"""
_SETUP_CFG = "[metadata]\nname = shop\nversion = 1.0\nlicense = MIT\n[options]\ninstall_requires =\n  numpy>=1\n  torch\n[options.extras_require]\nx = pandas\n"
_SETUP_PY = "from setuptools import setup\nsetup(name='shop', version='1.0', license='MIT', install_requires=['numpy>=1'], extras_require={'x': ['pandas']})\n"
_REQUIREMENTS = (
    "-r other.txt\n--index-url https://registry.example/simple\nnumpy==1.26.0 --hash=sha256:"
    + "0" * 64
    + "\ntorch[x]>=2 ; python_version < '3.13'\n-e ./lib\ngit+https://x.example/a.git@v1#egg=a\n    # via numpy\n"
)
_COMPOSE = (
    "services:\n  web:\n    image: nginx:1.25@sha256:"
    + "0" * 64
    + "\n    build: {context: ., dockerfile: Dockerfile}\n    environment: {MODEL: org/model}\n"
)
_DOCKERFILE = "ARG V=3.11\nFROM --platform=linux/amd64 python:${V}-slim AS base\nRUN pip install torch==2.0 && huggingface-cli download org/model\nFROM base\nCOPY --from=ghcr.io/a/b:1 /x /y\n"
_METADATA = "Metadata-Version: 2.4\nName: a\nVersion: 1.0\nLicense: MIT\nLicense-Expression: MIT\nLicense-File: LICENSE\nClassifier: License :: OSI Approved :: MIT License\nAuthor-email: A <a@a.example>\nProject-URL: Home, https://a.example\nRequires-Dist: b>=1; extra == 'x'\n\nBody\n"
_RECORD = "a-1.0.dist-info/METADATA,sha256=" + "A" * 43 + ",10\na/data/x.csv,,12\na-1.0.dist-info/RECORD,,\n"
_INSTALLED: Files = {
    "site/a-1.0.dist-info/RECORD": _RECORD,
    "site/a/data/x.csv": _TABLE,
    "site/a-1.0.dist-info/METADATA": _METADATA,
}
_SBOM = _json(
    bomFormat="CycloneDX",
    specVersion="1.6",
    metadata={
        "component": {
            "type": "library",
            "name": "a",
            "version": "1.0",
            "bom-ref": "r",
            "purl": "pkg:pypi/a@1.0",
        }
    },
    components=[
        {
            "type": "library",
            "name": "zlib",
            "version": "1.3",
            "bom-ref": "z",
            "licenses": [{"license": {"id": "Zlib"}}],
        }
    ],
    dependencies=[{"ref": "r", "dependsOn": ["z"]}],
)
_PACKAGE = _json(
    name="@x/natural",
    version="1.0.0",
    license="MIT",
    author={"name": "A <a@a.example>"},
    repository={"type": "git", "url": "git+https://x.example/n.git"},
    homepage="https://x.example",
    dependencies={"b": "^1", "c": "npm:d@1"},
    peerDependencies={"e": "*"},
    peerDependenciesMeta={"e": {"optional": True}},
)

OTHERS: list[tuple[str, str, str | bytes, Files]] = [
    ("pyproject.toml", "pyproject.toml", _PYPROJECT, {}),
    ("setup.cfg", "setup.cfg", _SETUP_CFG, {}),
    ("setup.py", "setup.py", _SETUP_PY, {}),
    ("requirements.txt", "requirements.txt", _REQUIREMENTS, {"other.txt": "a==1\n"}),
    ("Dockerfile", "Dockerfile", _DOCKERFILE, {}),
    ("compose.yaml", "docker-compose.yaml", _COMPOSE, {}),
    ("gitmodules", ".gitmodules", '[submodule "a"]\n\tpath = ext/a\n\turl = https://x.example/a.git\n', {"ext/a/x.py": ""}),
    ("REUSE.toml", "REUSE.toml", 'version = 1\n[[annotations]]\npath = ["a/**", "*.csv"]\nSPDX-FileCopyrightText = "x"\nSPDX-License-Identifier = "MIT"\n', {"data/a.csv": _TABLE}),
    ("dep5", ".reuse/dep5", "Format: https://x\n\nFiles: data/*\nCopyright: x\nLicense: MIT\n", {"data/a.csv": _TABLE}),
    ("model card", "m/README.md", _CARD, {"m/model.safetensors": _WEIGHTS}),
    ("dataset card", "d/README.md", _DATASET_CARD, {"d/data/a.csv": _TABLE}),
    ("config.json", "m/config.json", _json(architectures=["LlamaForCausalLM"], model_type="llama", max_position_embeddings=4096, _name_or_path="org/base"), {"m/model.safetensors": _WEIGHTS}),
    ("MLmodel", "m/MLmodel", "artifact_path: m\nflavors:\n  python_function: {loader_module: mlflow.sklearn, env: x}\n  sklearn: {pickled_model: model.pkl}\nmodel_uuid: x\n", {"m/model.safetensors": _WEIGHTS}),
    ("Modelfile", "Modelfile", 'FROM llama3:8b\nLICENSE """MIT"""\nPARAMETER temperature 1\n', {}),
    ("ollama manifest", "o/manifests/registry.example/library/m/latest", _json(schemaVersion=2, layers=[{"mediaType": "application/vnd.ollama.image.model", "digest": "sha256:" + "a" * 64, "size": 1}, {"mediaType": "application/vnd.ollama.image.license", "digest": "sha256:" + "b" * 64}]), {"o/blobs/sha256-" + "a" * 64: samples.gguf(), "o/blobs/sha256-" + "b" * 64: samples.MIT}),
    ("signature", "m/model.sig", _json(dsseEnvelope={"payload": "eyJwcmVkaWNhdGVUeXBlIjoiaHR0cHM6Ly9tb2RlbF9zaWduaW5nL3NpZ25hdHVyZS92MS4wIiwicHJlZGljYXRlIjp7InJlc291cmNlcyI6W3t9XX19"}), {"m/model.safetensors": _WEIGHTS}),
    ("adapter_config.json", "m/adapter_config.json", _json(peft_type="LORA", base_model_name_or_path="org/base", task_type="CAUSAL_LM"), {"m/adapter_model.safetensors": _WEIGHTS}),
    ("safetensors index", "m/model.safetensors.index.json", _json(metadata={"total_size": 8, "total_parameters": 6}, weight_map={"weight": "model-00001-of-00001.safetensors"}), {"m/model-00001-of-00001.safetensors": _WEIGHTS}),
    ("spaCy meta.json", "m/meta.json", _json(lang="en", name="core", version="1.0", spacy_version=">=3", license="MIT", pipeline=["tok"], author="a", sources=[{"name": "x", "license": "y"}]), {"m/vocab/x": b"x"}),
    ("tfjs model.json", "m/model.json", _json(format="layers-model", modelTopology={"class_name": "Model"}, weightsManifest=[{"paths": ["g.bin"], "weights": [{"name": "w", "dtype": "float32", "shape": [2]}]}], userDefinedMetadata={"license": "MIT"}), {"m/g.bin": bytes(8)}),
    ("xgboost json", "m/xgb.json", _json(learner={"attributes": {}, "gradient_booster": {"name": "gbtree", "model": {}}, "objective": {"name": "x"}, "learner_model_param": {"num_feature": "4"}}, version=[2, 0, 0]), {}),
    ("safetensors", "m/model.safetensors", samples.safetensors({"license": "mit", "modelspec.title": "x", "modelspec.license": "MIT"}), {}),
    ("gguf", "m/model.gguf", samples.gguf(), {}),
    ("onnx", "m/model.onnx", samples.onnx({"license": "MIT"}).decode("latin-1").encode("utf-8"), {}),
    ("datapackage.json", "d/datapackage.json", _json(name="p", licenses=[{"name": "ODC-By-1.0", "path": "https://x.example"}], contributors=[{"title": "A"}], sources=[{"title": "s"}], resources=[{"name": "a", "path": ["a.csv"], "bytes": 12, "hash": "md5:" + "0" * 32, "schema": {"fields": [{"name": "a"}]}}]), {"d/a.csv": _TABLE}),
    ("croissant", "d/croissant.json", _CROISSANT, {"d/a.csv": _TABLE}),
    ("kaggle data set", "d/dataset-metadata.json", _json(id="o/n", title="t", licenses=[{"name": "CC0-1.0"}], resources=[{"path": "a.csv", "schema": {"fields": [{"name": "a"}]}}]), {"d/a.csv": _TABLE}),
    ("kaggle kernel", "kernel-metadata.json", _json(id="o/k", dataset_sources=["o/d"], model_sources=["o/m/pyTorch/1/2"], kernel_sources=[]), {}),
    ("kaggle model", "m/model-instance-metadata.json", _json(ownerSlug="o", modelSlug="m", licenseName="MIT", trainingData=["o/d"], baseModelInstance="o/b/c/d", framework="x"), {"m/model.safetensors": _WEIGHTS}),
    ("dvc", "a.csv.dvc", "md5: x\nouts:\n- md5: " + "0" * 32 + "\n  size: 12\n  path: a.csv\n  hash: md5\ndeps:\n- path: data\n  repo: {url: https://x.example/r, rev_lock: abc}\n", {"a.csv": _TABLE}),
    ("dvc.lock", "dvc.lock", "schema: '2.0'\nstages:\n  train:\n    cmd: x\n    deps:\n    - {path: data/a.csv, md5: x, size: 1}\n    outs:\n    - {path: m/model.safetensors, md5: x, size: 1}\n", {"data/a.csv": _TABLE, "m/model.safetensors": _WEIGHTS}),
    ("json records", "data/a.json", '[{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]', {}),
    ("json schema", "data/schema.json", '{"type": "object", "features": []}', {}),
    ("topojson", "data/m.topojson", '{"type": "Topology", "features": [], "objects": {}}', {}),
    ("jsonl", "data/a.jsonl", '{"a": 1, "b": {"c": []}}\n{"a": 2}\n', {}),
    ("csv", "data/a.csv", _TABLE, {}),
    ("arff", "data/a.arff", "@relation x\n@attribute a numeric\n@data\n1\n", {}),
    ("credits", "data/CREDITS.md", "Data from https://x.example under CC BY 4.0.\n", {"data/a.csv": _TABLE}),
    ("notebook", "a.ipynb", _NOTEBOOK, {}),
    ("python", "a.py", _CODE, {}),
    ("shell", "a.sh", "#!/bin/sh\nhuggingface-cli download org/model --revision abc\nexport MODEL=org/m\ncurl https://huggingface.co/o/m/resolve/main/x.bin\n", {}),
    ("yaml config", "conf/model.yaml", "model: {name_or_path: org/model, revision: main}\ndatasets: [{path: org/data, split: train}]\nllm: {provider: openai, model: gpt-4o, base_url: https://api.example}\n", {}),
    ("toml config", "conf/model.toml", '[model]\nmodel_name_or_path = "org/model"\n[[dataset]]\nhub_id = "org/data"\n', {}),
    ("json config", "conf/model.json", '{"model_name_or_path": "org/model", "dataset": {"path": "org/data"}, "provider": "openai", "model": "gpt-4o"}', {}),
    ("installed npm package", "node_modules/n/package.json", _PACKAGE, {"package.json": '{"name": "app", "dependencies": {"n": "^1"}}', "node_modules/n/data/schema.json": '{"type":["object","null"]}', "node_modules/b/package.json": '{"name":"b","version":"1.0.0"}'}),
    ("vendored npm package", "third_party/n/package.json", _PACKAGE, {"third_party/n/index.js": ""}),
    ("vendored pyproject", "third_party/p/pyproject.toml", _PYPROJECT, {"third_party/p/x.py": ""}),
    ("vendored Cargo.toml", "vendor/c/Cargo.toml", '[package]\nname = "c"\nversion = "1.0"\nlicense = "MIT"\n', {"vendor/c/x.rs": ""}),
    ("metadata", "site/a-1.0.dist-info/METADATA", _METADATA, _INSTALLED),
    ("record", "site/a-1.0.dist-info/RECORD", _RECORD, _INSTALLED),
    ("embedded sbom", "site/a-1.0.dist-info/sboms/a.cdx.json", _SBOM, {**_INSTALLED, "site/a-1.0.dist-info/RECORD": _RECORD + "a-1.0.dist-info/sboms/a.cdx.json,,\n"}),
    ("evaluation", "m/eval_results.json", _json(accuracy=0.5, loss="x"), {"m/README.md": _CARD, "m/model.safetensors": _WEIGHTS}),
    ("trainer_state.json", "m/trainer_state.json", _json(epoch=1.0, log_history=[{"loss": 1}]), {"m/README.md": _CARD, "m/model.safetensors": _WEIGHTS}),
    ("sbom", "image.cdx.json", _SBOM, {}),
    ("licence", "LICENSE", samples.MIT, {}),
    ("lexbom.toml", "lexbom.toml", '[product]\nname = "x"\nmarkets = ["EU"]\n[scan]\nexclude = ["x/**"]\n[[models]]\nname = "m"\npath = "m/model.safetensors"\nlicense = "MIT"\ntraining_data = ["org/data"]\n[licenses]\ndeny = ["GPL-*"]\n', {"m/model.safetensors": _WEIGHTS}),
]  # fmt: skip
