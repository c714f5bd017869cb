# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""YAML as text, lists and mappings, from its events; see `files.parse_yaml_all` for what is refused."""

from typing import Any

import yaml
from yaml import YAMLError

__all__ = ["YAMLError", "documents"]

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


def documents(stream: str) -> list[Any]:
    """The values of a stream's documents, without a graph of nodes between them: a lock has a million.

    Raises:
        YAMLError: it is no YAML, or holds more than text, lists and mappings.
    """
    found: list[Any] = []
    stack: list[tuple[Any, Any]] = []
    inside: Any = found
    key: Any = _NO_KEY
    event: Any
    for event in yaml.parse(stream, Loader=_PARSER):
        kind = type(event)
        if kind in _CLOSING:
            inside, key = stack.pop()
        elif kind is yaml.ScalarEvent:
            key = _put(inside, key, event.value if event.tag is None else _allowed(event).value)
        elif kind in _OPENING:
            if len(stack) >= _DEEPEST:
                raise yaml.YAMLError("nested too deeply")
            value = _OPENING[_allowed(event).__class__]()
            stack.append((inside, _put(inside, key, value)))
            inside, key = value, _NO_KEY
        elif kind is yaml.AliasEvent:
            raise yaml.YAMLError("aliases are not read, they can grow without bound")
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
    else:
        inside[key] = value
    return _NO_KEY
