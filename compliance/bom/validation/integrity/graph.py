# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The dependency graph and pedigrees: nothing depends on itself, nothing descends from itself, everything has a place."""

from collections.abc import Iterator
from typing import Any

from compliance.bom.document import Json, list_entries, mappings_in, text_at
from compliance.bom.validation.integrity._support.index import DocumentIndex
from compliance.bom.validation.integrity.interface import Fault
from compliance.bom.validation.json_path import Path, show_value
from compliance.english import listing
from compliance.untyped import as_texts

_NAMED = 5
_LINES = ("ancestors", "descendants", "variants")


def check(index: DocumentIndex) -> Iterator[Fault]:
    """Entries for themselves, second entries, cycles, components in no dependency, and pedigrees that contain themselves."""
    edges: dict[str, list[str]] = {}
    for number, entry in enumerate(list_entries(index.document.get("dependencies"))):
        if isinstance(entry, dict):
            yield from _add_entry(edges, number, entry)
    yield from _cycles(edges)
    yield from _unlinked(index, edges, graph=bool(mappings_in(index.document.get("dependencies"))))
    yield from _pedigrees(index)


def _add_entry(edges: dict[str, list[str]], number: int, entry: Json) -> Iterator[Fault]:
    """Adds the edges of one entry, and gives what is wrong with it."""
    ref, targets = text_at(entry, "ref"), as_texts(entry.get("dependsOn"))
    if ref in targets:
        path = ("dependencies", number, "dependsOn", entry["dependsOn"].index(ref))
        yield Fault(
            "self-dependency",
            "warning",
            path,
            f"{show_value(ref)} depends on itself",
            "Take it out of its own dependsOn",
        )
    if ref in edges:
        yield Fault(
            "second-entry",
            "warning",
            ("dependencies", number, "ref"),
            f"the dependencies of {show_value(ref)} stand in more than one entry",
            "Join them in one entry",
        )
    edges.setdefault(ref, []).extend(target for target in targets if target != ref)


def _cycles(edges: dict[str, list[str]]) -> Iterator[Fault]:
    """One note per cycle that a depth-first walk closes; iterative, since a chain may be as long as a document."""
    done: set[str] = set()
    for start, first in edges.items():
        if start in done:
            continue
        way, on_way = [(start, iter(first))], {start: 0}
        while way:
            node, targets = way[-1]
            target = next(targets, None)
            if target is None:
                way.pop()
                del on_way[node]
                done.add(node)
            elif target in on_way:
                ring = [name for name, _ in way[on_way[target] :]]
                yield _ring(ring)
            elif target not in done:
                on_way[target] = len(way)
                way.append((target, iter(edges.get(target, ()))))


def _ring(ring: list[str]) -> Fault:
    shown_ = [show_value(name) for name in (*ring[:4], *(("...",) if len(ring) > 4 else ()), ring[0])]
    return Fault(
        "dependency-cycle",
        "note",
        ("dependencies",),
        f"a cycle of dependencies: {' -> '.join(shown_)}",
        "Nothing to do if the packages really need each other",
    )


def _unlinked(index: DocumentIndex, edges: dict[str, list[str]], *, graph: bool) -> Iterator[Fault]:
    top = mappings_in(index.document.get("components"))
    if top and not graph:
        yield Fault(
            "no-graph",
            "note",
            (),
            "the document has components, but no dependencies",
            "Say what depends on what in `dependencies`",
        )
        return
    linked = set(edges).union(*edges.values())
    loose = [entry for entry in top if _needs_edge(entry) and text_at(entry, "bom-ref") not in linked]
    if loose:
        names = listing([show_value(text_at(entry, "name")) for entry in loose], _NAMED)
        stand = f"{len(loose)} components stand" if len(loose) > 1 else "a component stands"
        message = f"{stand} in no dependency: {names}"
        fix = "Add them to `dependencies`; an entry without dependsOn says that a component needs nothing"
        yield Fault("unlinked", "note", ("components",), message, fix)


def _needs_edge(component: Json) -> bool:
    """Files, and what the product doesn't need, may stand alone."""
    return component.get("type") != "file" and component.get("scope") != "excluded"


def _pedigrees(index: DocumentIndex) -> Iterator[Fault]:
    """A component inside its own pedigree: the same purl or bom-ref, or the same name and version, further up."""
    for part in index.parts:
        if "pedigree" not in part.path:
            continue
        own = _identity(part.entry)
        for above in _carriers(part.path):
            if own and own == _identity(_find_graph_place(index.document, above)):
                yield Fault(
                    "pedigree-cycle",
                    "error",
                    part.path,
                    "stands in its own pedigree",
                    "Take it out: a pedigree names what a component was made from, not itself",
                )
                break


def _identity(entry: object) -> tuple[str, ...]:
    if text_at(entry, "purl"):
        return (text_at(entry, "purl"),)
    return (
        (text_at(entry, "group"), text_at(entry, "name"), text_at(entry, "version"))
        if text_at(entry, "version")
        else ()
    )


def _carriers(path: Path) -> Iterator[Path]:
    """Paths of the components whose pedigree holds this one, innermost first."""
    for place in range(len(path) - 1, 0, -1):
        if path[place] in _LINES and path[place - 1] == "pedigree":
            yield path[: place - 1]


def _find_graph_place(document: Any, path: Path) -> Any:
    for step in path:
        document = document[step]
    return document
