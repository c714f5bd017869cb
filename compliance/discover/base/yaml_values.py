# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""YAML as text, lists and mappings, from its events; see `read_file.parse_yaml_all` for what is refused."""

from typing import Any

import yaml
from yaml import YAMLError

__all__ = ["YAMLError", "parse_yaml_documents"]

_DEEPEST = 200
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's, where PyYAML has it: ten times as fast. Only its events are used."""
_OPENING = {yaml.MappingStartEvent: dict, yaml.SequenceStartEvent: list}
_CLOSING = {yaml.MappingEndEvent, yaml.SequenceEndEvent}
_OWN_TAGS = {
    None,
    "!",
    *(
        f"tag:yaml.org,2002:{name}"
        for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "set")
    ),
}
_NO_KEY = object()
_MOST_ALIASED = 100_000
"""Values that all aliases of a stream may stand for together: a small file can't become a huge one."""


class _Anchors:
    """The values of a stream that have a name."""

    def __init__(self) -> None:
        self._named: dict[str, Any] = {}
        self._left = _MOST_ALIASED

    def name(self, anchor: str | None, value: Any) -> None:
        if anchor:
            self._named[anchor] = value

    def value(self, anchor: str, around: list[Any]) -> Any:
        """What an alias stands for, if it isn't one of the values around it."""
        if anchor not in self._named or any(self._named[anchor] is one for one in around):
            raise yaml.YAMLError(f"nothing is called {anchor!r} before the alias")
        self._left -= _size(self._named[anchor], len(around))
        if self._left < 0:
            raise yaml.YAMLError("its aliases stand for too many values")
        return self._named[anchor]


def _size(value: Any, depth: int) -> int:
    if depth > _DEEPEST:
        raise yaml.YAMLError("nested too deeply")
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(_size(one, depth + 1) for one in inside)


def parse_yaml_documents(stream: str) -> list[Any]:
    """The values of a stream's documents, without a graph of nodes between them: a lock has a million.

    Raises:
        YAMLError: it is no YAML, or holds more than text, lists and mappings.
    """
    found: list[Any] = []
    stack: list[tuple[Any, Any]] = []
    inside: Any = found
    key: Any = _NO_KEY
    anchors = _Anchors()
    event: Any
    for event in yaml.parse(stream, Loader=_PARSER):
        kind = type(event)
        if kind in _CLOSING:
            inside, key = stack.pop()
        elif kind is yaml.ScalarEvent:
            anchors.name(event.anchor, event.value)
            key = _put(inside, key, event.value if event.tag is None else _allowed(event).value)
        elif kind in _OPENING:
            if len(stack) >= _DEEPEST:
                raise yaml.YAMLError("nested too deeply")
            value = _OPENING[_allowed(event).__class__]()
            anchors.name(event.anchor, value)
            stack.append((inside, _put(inside, key, value)))
            inside, key = value, _NO_KEY
        elif kind is yaml.AliasEvent:
            key = _put(inside, key, anchors.value(event.anchor, [inside, *(outer for outer, _ in stack)]))
    return found


def _allowed(event: Any) -> Any:
    """The event, unless its tag asks for a type that isn't YAML's own."""
    if event.tag not in _OWN_TAGS:
        raise yaml.YAMLError(f"could not determine a constructor for the tag {event.tag!r}")
    return event


def _put(inside: Any, key: Any, value: Any) -> Any:
    """Add a value to a list, or to a mapping if its key was there before; what is waiting for its value then."""
    if isinstance(inside, list):
        inside.append(value)
    elif key is _NO_KEY:
        hash(value)
        return value
    elif key == "<<" and isinstance(value, dict) and value:
        inside.update(value | inside)
    else:
        inside[key] = value
    return _NO_KEY
