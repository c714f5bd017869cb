# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Who needs a requirement, as pip-compile and `uv pip compile` note it in comments: `# via flask`, or one name on each of the next lines."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from packaging.utils import canonicalize_name

from compliance.discover.interface import Discovery
from compliance.lazy_regex import compile_lazily
from compliance.model import Component, Relation

_PIN = compile_lazily(r"(?P<name>[A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\]\s*)?(?:===?|@)")
_VIA = compile_lazily(r"(?:.*\s)?#\s*via(?:\s+(?P<names>.*))?\Z")
_NAME = compile_lazily(r"\s+#\s{2,}(?P<names>\S.*)\Z")


@dataclass(slots=True)
class _Needed:
    by: set[str] = field(default_factory=set)
    directly: bool = False

    def add(self, words: str) -> None:
        """Names; one with a file, as in `-r base.in` and `shop (pyproject.toml)`, is the product's own."""
        for word in words.split(", "):
            if word.startswith("-r ") or "(" in word:
                self.directly = True
            elif not word.startswith("-"):
                self.by.add(canonicalize_name(word.strip()))


def read_via_edges(listed: Iterable[Discovery], text: str) -> Iterator[Discovery]:
    """What a requirements file lists, with each requirement under those that need it in place of under the product."""
    found, noted = list(listed), _read_notes(text)
    refs: dict[str, list[str]] = defaultdict(list)
    for one in found:
        if isinstance(one, Component):
            refs[canonicalize_name(one.name)].append(one.ref)
    names = {ref: name for name, several in refs.items() for ref in several}
    for one in found:
        if isinstance(one, Relation):
            yield from _move_edge(one, noted.get(names.get(one.target, "")), refs)
        else:
            yield one


def _move_edge(edge: Relation, needed: _Needed | None, refs: dict[str, list[str]]) -> Iterator[Relation]:
    """The edge from each package that needs its target, and from the product if nothing else does or it asks itself."""
    sources: list[str] = []
    for name in sorted(needed.by) if needed else ():
        sources.extend(refs.get(name, ()))
    for source in sources:
        if source != edge.target:
            yield replace(edge, source=source)
    if needed is None or needed.directly or not sources:
        yield edge


def _read_notes(text: str) -> dict[str, _Needed]:
    """Who needs each requirement, by its normalised name."""
    noted: dict[str, _Needed] = defaultdict(_Needed)
    name, inside = "", False
    for line in text.splitlines():
        if match := _PIN.match(line):
            name, inside = canonicalize_name(match["name"]), False
        match = _VIA.match(line) or (_NAME.match(line) if inside else None)
        if name and match:
            noted[name].add(match["names"] or "-")
            inside = True
    return noted
