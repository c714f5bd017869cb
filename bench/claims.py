# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a tool says is in a package: its own document, read as a list of models and data sets with the files they name."""

import json
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import Package
from side_by_side import own_command

_KINDS = {"machine-learning-model": "model", "data": "dataset"}
_LIMIT = 900
"""Seconds for one package."""
_HUB = ("pkg:huggingface/", "https://huggingface.co/")
_HUB_ID = re.compile(r"[\w.-]+/[\w.-]+")


@dataclass(frozen=True)
class Claim:
    """One model or data set that a tool reports."""

    kind: str
    name: str
    files: frozenset[str]
    """Paths in the package that it names; by file name where the document has no path."""
    reference: bool = False
    """Whether it is said to be elsewhere: on a hub, not in the package."""


@dataclass(frozen=True)
class Tool:
    """A command that writes a document, and the way to read it."""

    command: Callable[[Package, Path], list[str | Path]]
    read: Callable[[dict[str, Any], Package], Iterator[Claim]]
    settings: dict[str, str]
    """Environment variables."""


def run(tool: Tool, package: Package, output: Path) -> tuple[list[Claim], float]:
    """The claims of one tool on one package, and the wall time in seconds. No document means no claims."""
    output.parent.mkdir(parents=True, exist_ok=True)
    output.unlink(missing_ok=True)
    start = time.perf_counter()
    subprocess.run(
        [str(part) for part in tool.command(package, output)],
        check=False,
        cwd=output.parent,
        env=os.environ | tool.settings,
        timeout=_LIMIT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    taken = time.perf_counter() - start
    return (list(tool.read(json.loads(output.read_bytes()), package)) if output.is_file() else []), taken


def lexbom(work: Path) -> Tool:
    """The lexbom that runs this benchmark, with an empty cache; an npm package is checked as a product, a wheel as installed."""
    empty = work / "product"
    empty.mkdir(parents=True, exist_ok=True)

    def command(package: Package, output: Path) -> list[str | Path]:
        where = [package.root] if package.ecosystem == "npm" else [empty, "--venv", package.root]
        return [own_command("lexbom"), "check", *where, "--fail-on", "never", "--quiet", "--json", output]

    return Tool(command, _report, {"XDG_CACHE_HOME": str(work / f"cache-{time.time_ns()}")})


def peers(work: Path, environments: dict[str, Path]) -> dict[str, Tool]:
    """The other tools, offline as far as they can be."""
    cdxgen = work / "cdxgen" / "node_modules" / ".bin" / "aibom"
    aisbom, trusera = (environments[name] / "bin" / name for name in ("aisbom", "ai-bom"))
    quiet = {"PYTHONPATH": ""}
    return {
        "cdxgen aibom": Tool(
            lambda package, output: [cdxgen, "--no-install-deps", "-o", output, package.root], _cyclonedx, {}
        ),
        "aisbom-cli": Tool(
            lambda package, output: [aisbom, "scan", package.root, "--no-fail-on-risk", "--output", output],
            _cyclonedx,
            {**quiet, "AISBOM_OFFLINE": "1", "AISBOM_NO_TELEMETRY": "1"},
        ),
        "Trusera ai-bom": Tool(
            lambda package, output: [
                *(trusera, "scan", package.root, "--format", "cyclonedx", "--output", output),
                *("--quiet", "--no-telemetry", "--max-file-size", "500"),
            ],
            _cyclonedx,
            quiet,
        ),
    }


def _report(document: dict[str, Any], package: Package) -> Iterator[Claim]:
    """Of lexbom's JSON report. A file counts with the right SHA-256 only."""
    components = document["components"]
    owned: dict[str, list[dict[str, Any]]] = {}
    for one in components:
        owned.setdefault(one["part_of"] or one["shipped_by"], []).append(one)
    known = set(package.files)
    for one in components:
        if one["kind"] in {"model", "dataset"}:
            named = [one, *(child for child in owned.get(one["bom_ref"], ()) if child["kind"] == "file")]
            files = {child["path"] for child in named if child["path"] in known}
            right = {child["path"] for child in named if child["path"] in files and _same(child, package)}
            yield Claim(one["kind"], one["name"], frozenset(right), one["presence"] != "shipped")


def _same(component: dict[str, Any], package: Package) -> bool:
    return bool(component["sha256"]) and component["sha256"] == package.sha256(component["path"])


def _cyclonedx(document: dict[str, Any], package: Package) -> Iterator[Claim]:
    for one in _nested(document.get("components", [])):
        kind = _KINDS.get(one.get("type", ""))
        if kind:
            words = list(_strings(one))
            hub = any(word.startswith(_HUB) for word in words) or _states_hub_id(one)
            files = _named(one["name"], words, package)
            ships = any(truth.files & files for truth in package.truths)
            yield Claim(kind, one["name"], frozenset(files), reference=hub and not ships)


def _nested(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in components:
        yield one
        yield from _nested(one.get("components", []))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def _states_hub_id(component: dict[str, Any]) -> bool:
    stated = [
        one.get("value", "") for one in component.get("properties", ()) if "model_name" in one.get("name", "")
    ]
    return any(_HUB_ID.fullmatch(value) for value in [component["name"], *stated])


def _named(name: str, words: list[str], package: Package) -> set[str]:
    """Files that any string of the component gives as a path; else those called like the component."""
    by_name: dict[str, list[str]] = {}
    for path in package.files:
        by_name.setdefault(path.rpartition("/")[2], []).append(path)
    found = {
        path
        for word in words
        for path in by_name.get(word.rpartition("/")[2], ())
        if "/" in word and (word == path or word.endswith("/" + path))
    }
    return found or set(by_name.get(name.rpartition("/")[2], ()))
