# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The product's own code and configuration, each file read once: what it fetches (`references/`) and whom it calls (`services/`)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance import time_budget
from compliance.discover.base import parse_file
from compliance.discover.code.references import hints
from compliance.discover.code.services import manifests
from compliance.discover.code.services.signals import Signal, conclude_signals
from compliance.discover.code.syntax import BROKEN
from compliance.discover.interface import Discovery, ScannedFile
from compliance.lazy_regex import compile_lazily
from compliance.model import Gap
from compliance.settings import Settings

if TYPE_CHECKING:
    from compliance.discover.code.syntax.module import Module

PYTHON_LIMIT = 2 * parse_file.MEGABYTE
"""Bytes of a source file up to which it is read."""
_LIMIT = PYTHON_LIMIT
_NOTEBOOK_LIMIT = 20 * parse_file.MEGABYTE
_CONFIG_LIMIT = parse_file.MEGABYTE // 2
"""Data has such keys too; what people write by hand is smaller."""
_OTHERS = compile_lazily(r"(?:^|/)(?:node_modules|site-packages|dist-packages|bower_components)/")
"""Folders of installed packages."""
_TESTS = compile_lazily(
    r"(?:^|/)(?:[^/]*[-_]tests?|__(?:tests|snapshots|mocks)__|cassettes)/|(?:^|/)(?:test_[^/]*|[^/]*_test|conftest)\.py\Z"
)
"""Tests under other names than `Candidate.is_test` knows, and what they record."""
_SCRIPTS = frozenset({"sh", "bash", "zsh", "mk"})
_CONFIGS = frozenset({"yaml", "yml", "toml", "json"})
_LOCKS = frozenset(
    {"package-lock.json", "npm-shrinkwrap.json", "packages.lock.json", "pnpm-lock.yaml", "conda-lock.yml"}
)
"""Long, full of ids, and not of the hub's; who reads them is in `packages/`."""
_SHELL_YAML = compile_lazily(
    r"(?:^|/)\.github/|(?:^|/)(?:docker-)?compose[^/]*\.ya?ml\Z|\.gitlab-ci|(?:^|/)(?:k8s|deploy|helm)[^/]*/"
)
_Unfinished = Discovery | Signal


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """References and services in the product's own files; installed packages and tests are left out."""
    signals: list[Signal] = []
    for candidate in candidates:
        read = None if candidate.carrier else _reader(candidate.path)
        if read is None or candidate.is_test or is_foreign_or_test(candidate.path):
            continue
        for item in _within_time(_parse_read_code(candidate, read)):
            if isinstance(item, Signal):
                signals.append(item)
            else:
                yield item
    yield from conclude_signals(signals)


def is_foreign_or_test(path: str) -> bool:
    """Whether the path is that of an installed package's file, or of a test under a name that `ScannedFile.is_test` doesn't know."""
    return _OTHERS.search(path) is not None or _TESTS.search(path) is not None


@dataclass(frozen=True, slots=True)
class _Reader:
    """How one kind of file is read."""

    what: str
    read: Callable[[ScannedFile, bytes], Iterator[_Unfinished]]
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
        return None if name in _LOCKS else _CONFIG
    if suffix in _SCRIPTS or name.startswith(
        ("Dockerfile", "Containerfile", "Makefile", "GNUmakefile", "justfile")
    ):
        return _SCRIPT
    if suffix == "txt" and "requirements" in path:
        return _REQUIREMENTS
    return _ENVIRONMENT if name.startswith(".env") or suffix == "env" else None


def _parse_read_code(candidate: ScannedFile, reader: _Reader) -> Iterator[_Unfinished]:
    try:
        if candidate.size > reader.limit and not reader.tells:
            return
        yield from reader.read(candidate, parse_file.read_bytes(candidate, reader.limit))
    except parse_file.Unreadable as error:
        yield Gap(
            candidate.path, f"The {reader.what} {error}; model and data set ids in it are missing", error.line
        )
    except BROKEN as error:
        yield Gap(
            candidate.path,
            f"The {reader.what} can't be parsed ({type(error).__name__}); model and data set ids in it are missing",
        )


def _within_time(found: Iterator[_Unfinished]) -> Iterator[_Unfinished]:
    try:
        yield from found
    except time_budget.OutOfTime as error:
        yield Gap(error.path, str(error))


def _python(candidate: ScannedFile, raw: bytes) -> Iterator[_Unfinished]:
    if hints.in_python(raw):
        from compliance.discover.code.syntax import module

        yield from _module(candidate, module.parse_module(raw))


def _module(candidate: ScannedFile, parsed: "Module") -> Iterator[_Unfinished]:
    from compliance.discover.code.references import python
    from compliance.discover.code.services import python as calling

    yield from python.find_python_references(candidate, parsed)
    yield from calling.find_python_signals(candidate, parsed)


def _notebook(candidate: ScannedFile, raw: bytes) -> Iterator[_Unfinished]:
    if not hints.in_notebook(raw):
        return
    from compliance.discover.code.references import notebook, shell

    read = notebook.read_notebook(raw)
    yield from _module(candidate, read.python)
    yield from shell.find_shell_references(candidate, read.shell)
    if read.broken:
        yield Gap(
            candidate.path,
            f"{read.broken} cells of the notebook are no Python; model and data set ids in them are missing",
        )


def _config(candidate: ScannedFile, raw: bytes) -> Iterator[_Unfinished]:
    if candidate.name in {"package.json", "pyproject.toml", "Pipfile"}:
        yield from _manifest(candidate, raw, raw.decode("utf-8", "replace"))
    elif hints.in_configuration(raw):
        from compliance.discover.code.references import configs

        tables, lines = configs.tables_of(candidate, raw), _split_read_code_lines(raw)
        yield from configs.find_config_references(candidate, tables, lines)
        yield from manifests.find_in_configuration(candidate, tables, lines)
    if candidate.suffix in {".yml", ".yaml"} and _SHELL_YAML.search(candidate.path):
        text = raw.decode("utf-8", "replace")
        if hints.in_commands(raw):
            from compliance.discover.code.references import shell

            yield from shell.find_shell_references(candidate, shell.read_yaml_shell_lines(text))
        if "compose" in candidate.name:
            yield from manifests.find_in_environment(candidate, text)


def _manifest(candidate: ScannedFile, raw: bytes, text: str) -> Iterator[_Unfinished]:
    if candidate.suffix == ".json":
        try:
            table = parse_file.parse_json(raw)
        except parse_file.Unreadable:
            return  # packages.javascript.source, which reads the same file, reports it
        yield from manifests.find_in_package_json(candidate, table, text)
    else:
        yield from manifests.find_in_requirements(candidate, text)


def _script(candidate: ScannedFile, raw: bytes) -> Iterator[_Unfinished]:
    text = raw.decode("utf-8", "replace")
    if hints.in_commands(raw):
        from compliance.discover.code.references import shell

        yield from shell.find_shell_references(candidate, shell.read_shell_lines(text))
    if candidate.name.startswith(("Dockerfile", "Containerfile")):
        yield from manifests.find_in_environment(candidate, text)


def _requirements(candidate: ScannedFile, raw: bytes) -> Iterator[_Unfinished]:
    yield from manifests.find_in_requirements(candidate, raw.decode("utf-8", "replace"))


def _environment(candidate: ScannedFile, raw: bytes) -> Iterator[_Unfinished]:
    yield from manifests.find_in_environment(candidate, raw.decode("utf-8", "replace"))


def _split_read_code_lines(raw: bytes) -> list[str]:
    return raw.decode("utf-8-sig", "replace").split("\n")


_PYTHON = _Reader("Python source", _python, _LIMIT)
_NOTEBOOK = _Reader("notebook", _notebook, _NOTEBOOK_LIMIT)
_CONFIG = _Reader("configuration file", _config, _CONFIG_LIMIT, tells=False)
_SCRIPT = _Reader("script", _script, _LIMIT)
_REQUIREMENTS = _Reader("requirements file", _requirements, _LIMIT)
_ENVIRONMENT = _Reader("environment file", _environment, _LIMIT)
