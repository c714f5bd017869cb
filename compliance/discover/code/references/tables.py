# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""YAML, TOML and JSON as mappings of keys and texts with their lines; aliases are not followed, nothing is constructed."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import tomli

from compliance.discover.base import parse_file

_MANY = 8
"""Items of a list that make it data; a product that names more models in one list is rare."""
_MOST = 500
"""Texts whose line is looked up in one document."""
_WIDE = 15
"""Keys of one item that make it a record of measurements."""
_LONGEST = 200
"""Characters of a text that may be a name."""


@dataclass(slots=True)
class ConfigTable:
    """One mapping."""

    key: str
    """Under which it, or the list it is in, stands."""
    is_item: bool = False
    """Whether it stands in a list."""
    entries: list[tuple[str, str, int]] = field(default_factory=list)
    """Key, text and line; one for each text where a key has a list of them."""

    def get(self, *keys: str) -> str:
        """The first text under one of the keys."""
        return next((text for key, text, _ in self.entries if key in keys), "")


def of_yaml(document: str) -> list[ConfigTable]:
    """The mappings of all documents in a YAML stream.

    Raises:
        Unreadable: it is no YAML.
    """
    from compliance.discover.code.references import yaml_tables  # 7 ms that only YAML pays

    try:
        return list(yaml_tables.read_yaml_tables(document))
    except (yaml_tables.YAMLError, RecursionError, ValueError) as error:
        reason = getattr(error, "problem", None) or str(error)
        raise parse_file.Unreadable(f"is no valid YAML: {' '.join(str(reason).split())[:120]}") from error


def of_toml(document: str, wanted: Callable[[str], bool]) -> list[ConfigTable]:
    """The tables of a TOML document; lines are looked up for the keys that are wanted.

    Raises:
        Unreadable: it is no TOML.
    """
    try:
        parsed = tomli.loads(document)
    except (ValueError, RecursionError) as error:
        raise parse_file.Unreadable(f"is no valid TOML: {error}") from error
    return list(_locate_tables(parsed, document, wanted))


def of_json(document: str, wanted: Callable[[str], bool]) -> list[ConfigTable]:
    """The objects of a JSON document; lines are looked up for the keys that are wanted.

    Raises:
        Unreadable: it is no JSON.
    """
    return list(_locate_tables(parse_file.parse_commented_json(document), document, wanted))


def _locate_tables(value: Any, document: str, wanted: Callable[[str], bool]) -> Iterator[ConfigTable]:
    """Tables in the order of the document; each wanted key and text is looked up after the place where it was found last."""
    seen: dict[tuple[str, str], int] = {}
    stack: list[tuple[str, Any, bool]] = [("", value, False)]
    while stack:
        key, inner, is_item = stack.pop()
        if isinstance(inner, list):
            stack.extend((key, item, True) for item in reversed(inner) if isinstance(item, dict | list))
        elif isinstance(inner, dict):
            table = ConfigTable(key, is_item)
            for name, text in _list_texts(inner):
                looked_up = wanted(name) and len(seen) < _MOST
                line = _find_tables_line(document, name, text, seen) if looked_up else 0
                table.entries.append((name, text, line))
            yield table
            nested = [(name, one, False) for name, one in inner.items() if isinstance(one, dict | list)]
            stack.extend(reversed(nested))


def _list_texts(table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Keys and texts that may be names, one pair for each text of a list."""
    for name, value in table.items():
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and len(text) < _LONGEST:
                yield name, text


def _find_tables_line(document: str, key: str, text: str, seen: dict[tuple[str, str], int]) -> int:
    pair = re.compile(rf"{re.escape(key)}[\"']?\s*[:=]\s*(?:\[[^\]]{{0,2000}}?)?[\"']{re.escape(text)}[\"']")
    found = pair.search(document, seen.get((key, text), 0))
    if not found:
        return 0
    seen[key, text] = found.end()
    return document.count("\n", 0, found.end()) + 1


def without_records(found: list[ConfigTable], is_wanted: Callable[[str], bool]) -> list[ConfigTable]:
    """The tables, but the items of long lists that repeat one key, and long items: those are data, unless the list's own key is wanted."""
    alike = Counter(_shape(table) for table in found if table.is_item)

    def is_record(table: ConfigTable) -> bool:
        return table.is_item and (alike[_shape(table)] >= _MANY or len(table.entries) >= _WIDE)

    return [table for table in found if is_wanted(table.key) or not is_record(table)]


def _shape(table: ConfigTable) -> tuple[str, str]:
    return table.key, next((key for key, *_ in table.entries), "")
