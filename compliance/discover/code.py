# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The product's own code and configuration, each file read once: what it fetches (`references/`) and whom it calls (`services/`)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from compliance.discover import files
from compliance.discover.candidates import Candidate, Found
from compliance.discover.references import configs, notebook, python, shell
from compliance.discover.services import manifests
from compliance.discover.services import python as calling
from compliance.discover.services.signals import Signal, conclude
from compliance.discover.syntax import module
from compliance.discover.syntax.module import Module
from compliance.model import Gap
from compliance.settings import Settings

_LIMIT = 2 * files.MEGABYTE
_NOTEBOOK_LIMIT = 20 * files.MEGABYTE
_CONFIG_LIMIT = files.MEGABYTE // 2
"""Data has such keys too; what people write by hand is smaller."""
_OTHERS = re.compile(r"(?:^|/)(?:node_modules|site-packages|dist-packages|bower_components)/")
"""Folders of installed packages."""
_TESTS = re.compile(
    r"(?:^|/)(?:[^/]*[-_]tests?|__(?:tests|snapshots|mocks)__|cassettes)/|(?:^|/)(?:test_[^/]*|[^/]*_test|conftest)\.py\Z"
)
"""Tests under other names than `Candidate.is_test` knows, and what they record."""
_SCRIPTS = frozenset({"sh", "bash", "zsh", "mk"})
_CONFIGS = frozenset({"yaml", "yml", "toml", "json"})
_SHELL_YAML = re.compile(
    r"(?:^|/)\.github/|(?:^|/)(?:docker-)?compose[^/]*\.ya?ml\Z|\.gitlab-ci|(?:^|/)(?:k8s|deploy|helm)[^/]*/"
)
_WORDS = (
    b"pretrained",
    b"pipeline(",
    b"load_dataset",
    b"_download(",
    b"Transformer(",
    b"from_single_file",
    b"hf://",
    b"huggingface.co/",
    b"_API_KEY",
    b"://api.",
    b"gpt-",
    b"claude-",
    b"gemini-",
    b"bedrock",
)
"""Looked for first: one pass of memory for each, so they are few."""
_LIBRARIES = (
    rb"openai|anthropic|langchain|llama_index|google\.gen|google import|vertexai|mistralai|cohere|groq|together|replicate|fireworks"
    rb"|ai21|xai_sdk|dashscope|zhipuai|zai|voyageai|azure\.ai|timm|open_clip|spacy|whisper|faster_whisper|ollama|kagglehub"
    rb"|tensorflow_hub|keras_|vllm|sglang|diffusers|peft|huggingface_hub|sentence_transformers|litellm|torch"
)
_IMPORT = re.compile(rb"\n[ \t]*(?:from|import) +(?:\w+, *)*(?:" + _LIBRARIES + rb")")
_SURE = re.compile(
    rb"from_pretrained|\bpipeline\(|load_dataset|(?:hub|snapshot|model|dataset)_download\(|SentenceTransformer|from_single_file"
    rb"|hf://|huggingface\.co/[\w./-]{1,200}/(?:resolve|raw)/|[A-Z0-9]+_API_KEY|https://api\.|\bgpt-[345]|claude-|gemini-|bedrock"
    rb"|create_model|hub\.(?:load|Keras)|(?:^|[\n ])(?:from|import) +(?:\w+, *)*(?:(?!torch)(?:"
    + _LIBRARIES
    + rb"))"
)
"""Looked for in what the quick words let through, before it is parsed."""
_NOTEBOOK_IMPORT = re.compile(rb"(?:from|import) +(?:" + _LIBRARIES + rb")")
_Unfinished = Found | Signal


def discover(candidates: tuple[Candidate, ...], _settings: Settings) -> Iterator[Found]:
    """References and services in the product's own files; installed packages and tests are left out."""
    signals: list[Signal] = []
    for candidate in candidates:
        read = None if candidate.carrier else _reader(candidate.path)
        left_out = read is None or candidate.is_test or _OTHERS.search(candidate.path)
        if read is None or left_out or _TESTS.search(candidate.path):
            continue
        for item in _read(candidate, read):
            if isinstance(item, Signal):
                signals.append(item)
            else:
                yield item
    yield from conclude(signals)


@dataclass(frozen=True, slots=True)
class _Reader:
    """How one kind of file is read."""

    what: str
    read: Callable[[Candidate, bytes], Iterator[_Unfinished]]
    limit: int
    tells: bool = True
    """Whether a file over the limit is a gap; data files often are."""


def _reader(path: str) -> _Reader | None:
    name = path[path.rfind("/") + 1 :]
    suffix = name[name.rfind(".") + 1 :].lower() if "." in name else ""
    if suffix == "py":
        return _PYTHON
    if suffix == "ipynb":
        return _NOTEBOOK
    if suffix in _CONFIGS:
        return _CONFIG
    if suffix in _SCRIPTS or name.startswith(
        ("Dockerfile", "Containerfile", "Makefile", "GNUmakefile", "justfile")
    ):
        return _SCRIPT
    if suffix == "txt" and "requirements" in path:
        return _REQUIREMENTS
    return _ENVIRONMENT if name.startswith(".env") or suffix == "env" else None


def _read(candidate: Candidate, reader: _Reader) -> Iterator[_Unfinished]:
    try:
        if candidate.size > reader.limit and not reader.tells:
            return
        yield from reader.read(candidate, files.data(candidate, reader.limit))
    except files.Unreadable as error:
        yield Gap(candidate.path, f"The {reader.what} {error}; model and data set ids in it are missing")
    except module.BROKEN as error:
        yield Gap(
            candidate.path,
            f"The {reader.what} can't be parsed ({type(error).__name__}); model and data set ids in it are missing",
        )


def _python(candidate: Candidate, raw: bytes) -> Iterator[_Unfinished]:
    if (any(word in raw for word in _WORDS) or _IMPORT.search(b"\n" + raw)) and _SURE.search(raw):
        yield from _module(candidate, module.parse(raw))


def _module(candidate: Candidate, parsed: Module) -> Iterator[_Unfinished]:
    yield from python.references(candidate, parsed)
    yield from calling.signals(candidate, parsed)


def _notebook(candidate: Candidate, raw: bytes) -> Iterator[_Unfinished]:
    if not (any(word in raw for word in (*_WORDS, *shell.HINTS)) or _NOTEBOOK_IMPORT.search(raw)):
        return
    read = notebook.read(raw)
    yield from _module(candidate, read.python)
    yield from shell.references(candidate, read.shell)
    if read.broken:
        yield Gap(
            candidate.path,
            f"{read.broken} cells of the notebook are no Python; model and data set ids in them are missing",
        )


def _config(candidate: Candidate, raw: bytes) -> Iterator[_Unfinished]:
    text = ""
    if candidate.name in {"package.json", "pyproject.toml", "Pipfile"}:
        text = raw.decode("utf-8", "replace")
        yield from _manifest(candidate, raw, text)
    elif any(word in raw for word in configs.WORDS) and (
        configs.HINT.search(raw) or configs.HOSTED.search(raw)
    ):
        yield from configs.references(
            candidate, tables := configs.tables_of(candidate, raw), lines := _lines(raw)
        )
        yield from manifests.configured(candidate, tables, lines)
    if candidate.suffix in {".yml", ".yaml"} and _SHELL_YAML.search(candidate.path):
        text = raw.decode("utf-8", "replace")
        if any(hint in raw for hint in shell.HINTS):
            yield from shell.references(candidate, shell.yaml_lines(text))
        if "compose" in candidate.name:
            yield from manifests.environment(candidate, text)


def _manifest(candidate: Candidate, raw: bytes, text: str) -> Iterator[_Unfinished]:
    if candidate.suffix == ".json":
        yield from manifests.package_json(candidate, files.parse_json(raw), text)
    else:
        yield from manifests.requirements(candidate, text)


def _script(candidate: Candidate, raw: bytes) -> Iterator[_Unfinished]:
    text = raw.decode("utf-8", "replace")
    if any(hint in raw for hint in shell.HINTS):
        yield from shell.references(candidate, shell.lines(text))
    if candidate.name.startswith(("Dockerfile", "Containerfile")):
        yield from manifests.environment(candidate, text)


def _requirements(candidate: Candidate, raw: bytes) -> Iterator[_Unfinished]:
    yield from manifests.requirements(candidate, raw.decode("utf-8", "replace"))


def _environment(candidate: Candidate, raw: bytes) -> Iterator[_Unfinished]:
    yield from manifests.environment(candidate, raw.decode("utf-8", "replace"))


def _lines(raw: bytes) -> list[str]:
    return raw.decode("utf-8-sig", "replace").split("\n")


_PYTHON = _Reader("Python source", _python, _LIMIT)
_NOTEBOOK = _Reader("notebook", _notebook, _NOTEBOOK_LIMIT)
_CONFIG = _Reader("configuration file", _config, _CONFIG_LIMIT, tells=False)
_SCRIPT = _Reader("script", _script, _LIMIT)
_REQUIREMENTS = _Reader("requirements file", _requirements, _LIMIT)
_ENVIRONMENT = _Reader("environment file", _environment, _LIMIT)
