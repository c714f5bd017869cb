# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from looking import found, look, survivor

from compliance.model import Component, Inventory, Kind, RelationKind
from compliance.settings import Settings

LOCKS = Path(__file__).parents[3] / "locks"
CASES = sorted(path.parent for path in LOCKS.glob("*/*/expected.toml"))
FILES = [
    file
    for case in CASES
    for file in sorted(case.rglob("*"))
    if file.is_file() and file.name != "expected.toml"
]
MANIFESTS = {"package.json", "composer.json", "Pipfile"}
OTHERS = ('"text"', "5", "null", "true", "[]", "{}", '[1, "x", null]', '{"name": 1, "x": {"y": []}}')
"""Values of other types, in the words of JSON, which YAML reads too."""


def named(path: Path) -> str:
    """A test's name."""
    return str(path.relative_to(LOCKS))


def expected(case: Path) -> dict[str, Any]:
    """What the case's file says."""
    return tomllib.loads((case / "expected.toml").read_text("utf-8"))


def put(case: Path, root: Path) -> Path:
    """A copy of the case's files, without what is expected of them; links stay links."""
    shutil.copytree(
        case, root, symlinks=True, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.toml")
    )
    return root


def libraries(inventory: Inventory) -> dict[str, Component]:
    """The packages by their purl."""
    return {one.purl: one for one in inventory.components if one.kind is Kind.LIBRARY}


def edges(inventory: Inventory) -> set[tuple[str, str]]:
    """All depends-on edges."""
    return {
        (relation.source, relation.target)
        for relation in inventory.relations
        if relation.kind is RelationKind.DEPENDS_ON
    }


def seen(inventory: Inventory, purl: str) -> dict[str, Any]:
    """What a look at a component may expect."""
    component = libraries(inventory)[purl]
    return {
        "purl": purl,
        "scope": str(component.scope),
        "license": " | ".join(claim.expression or claim.stated for claim in component.licenses),
        "digests": [f"{digest.algorithm}:{digest.value}" for digest in component.digests],
        "artifacts": [artifact.url for artifact in component.artifacts],
        "direct": ("product", component.ref) in edges(inventory),
    }


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_lock_is_read_in_full(case: Path, tmp_path: Path) -> None:
    """Every entry, edge and gap of a lock is in the inventory, and the looked-at ones are exact."""
    wanted = expected(case)

    inventory = look(put(case, tmp_path), {})

    gaps = [f"{gap.path}: {gap.reason}" for gap in inventory.gaps]
    assert wanted["gaps"] == len(gaps), gaps
    assert wanted["components"] == len(libraries(inventory)), sorted(libraries(inventory))
    assert wanted["edges"] == len(edges(inventory)), sorted(edges(inventory))
    for one in wanted.get("component", []):
        got = seen(inventory, one["purl"])
        assert one == {key: got[key] for key in one}
    for edge in wanted.get("edge", []):
        assert (edge["from"], edge["to"]) in edges(inventory)


@pytest.mark.parametrize("file", FILES, ids=named)
def test_a_broken_lock_is_a_gap(file: Path, tmp_path: Path) -> None:
    """However a file is broken, nothing raises, and what is missing from the BOM shows as a gap."""
    case = LOCKS / Path(*file.relative_to(LOCKS).parts[:2])
    whole = look(put(case, tmp_path), {})
    target = tmp_path / file.relative_to(case)
    written = {(whole.components, whole.relations)}

    for what, content in broken(file):
        if file.name in MANIFESTS and what.endswith(" {}"):
            continue  # who asks for nothing says so with an empty table
        target.write_bytes(content)
        got = found(tmp_path)
        if (parts := (got.components, got.relations)) not in written:
            written.add(parts)
            survivor(got, Settings())
        told = set(got.gaps) - set(whole.gaps)
        assert told or len(libraries(got)) >= len(libraries(whole)), (
            f"{what}\n{content.decode(errors='replace')}"
        )
        assert all(gap.path and gap.reason.strip() for gap in told), what


def broken(file: Path) -> Iterator[tuple[str, bytes]]:
    """Names and contents of what may become of a file."""
    content = file.read_bytes()
    yield "empty", b""
    yield "UTF-16", content.decode("utf-8").encode("utf-16")
    yield "no text", b"\xff\xfe\x00\x81" + content
    for part in (0.1, 0.3, 0.5, 0.7, 0.9):
        yield f"cut at {part}", content[: int(len(content) * part)]
    yield from ((f"all is {other}", other.encode()) for other in OTHERS)
    if file.suffix == ".json":
        tree = json.loads(content)
        yield from (
            (f"{place} is {other}", json.dumps(tree_).encode()) for place, other, tree_ in turned(tree)
        )
    elif file.suffix in {".yaml", ".yml"}:
        tree = yaml.load(content, yaml.BaseLoader)  # noqa: S506 - it makes nothing but text, lists and mappings
        yield from (
            (f"{place} is {other}", json.dumps(tree_).encode()) for place, other, tree_ in turned(tree)
        )
    else:
        yield from by_lines(content.decode("utf-8"))


def turned(tree: Any) -> Iterator[tuple[str, str, Any]]:
    """The tree with one value of another type, for each sort of place in it."""
    for number, place in enumerate(places(tree)):
        *above, last = place
        for other in (OTHERS[number % len(OTHERS)], OTHERS[(number * 3 + 1) % len(OTHERS)]):
            copy = json.loads(json.dumps(tree))
            table = copy
            for step in above:
                table = table[step]
            table[last] = json.loads(other)
            yield "/".join(map(str, place)), other, copy


def places(tree: Any) -> list[tuple[Any, ...]]:
    """One place of each sort: how deep it lies, under which keys."""
    found: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    stack: list[tuple[tuple[Any, ...], Any]] = [((), tree)]
    while stack:
        place, value = stack.pop()
        if place:
            tail = place[-1] if isinstance(place[-1], str) else "*"
            found.setdefault((len(place), place[0], tail if len(place) != 2 else "*", type(value)), place)
        if isinstance(value, dict):
            stack.extend(((*place, key), below) for key, below in value.items())
        elif isinstance(value, list):
            stack.extend(((*place, number), below) for number, below in enumerate(value))
    return list(found.values())[:60]


def by_lines(text: str) -> Iterator[tuple[str, bytes]]:
    """The text with one line's value replaced, for each sort of line."""
    known: set[str] = set()
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        match = re.match(r"(\s*[-\w\"@/.]+\s*[:= ]\s*)\S.*", line)
        if match and match[1] not in known and len(known) < 60:
            known.add(match[1])
            for other in (OTHERS[number % len(OTHERS)], OTHERS[(number * 3 + 1) % len(OTHERS)]):
                changed = [*lines[:number], f"{match[1]}{other}\n", *lines[number + 1 :]]
                yield f"line {number + 1} has {other}", "".join(changed).encode()
