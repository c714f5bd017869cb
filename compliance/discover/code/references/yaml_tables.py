# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The mappings of YAML with their lines, from its events: aliases are not followed, nothing is constructed."""

from collections.abc import Iterator

import yaml
from yaml import YAMLError

from compliance.discover.code.references.tables import ConfigTable

__all__ = ["YAMLError", "read_yaml_tables"]

_DEEPEST = 100
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Open:
    """A mapping or a list whose end was not read yet."""

    def __init__(self, key: str, table: ConfigTable | None, *, is_mapping: bool) -> None:
        self.key = key
        self.table = table
        """The mapping itself, or the nearest one around a list."""
        self.is_mapping = is_mapping
        self.expects_key = is_mapping

    def takes(self) -> str:
        """The key that the value which begins now stands under."""
        self.expects_key = self.is_mapping and not self.expects_key
        return self.key

    def add(self, event: yaml.ScalarEvent | yaml.AliasEvent) -> None:
        """A key, or the value of the last one; what an alias or a block of text holds is not looked at."""
        if self.expects_key:
            self.key, self.expects_key = getattr(event, "value", ""), False
            return
        key = self.takes()
        if isinstance(event, yaml.ScalarEvent) and event.style not in {"|", ">"} and self.table:
            line = event.start_mark.line + 1 if event.start_mark else 0
            self.table.entries.append((key, event.value, line))


def read_yaml_tables(document: str) -> Iterator[ConfigTable]:
    """The mappings of all documents in a YAML stream, each as soon as it ends.

    Raises:
        YAMLError: it is no YAML.
    """
    stack: list[_Open] = []
    for event in yaml.parse(document, Loader=_LOADER):
        if len(stack) > _DEEPEST:
            raise yaml.YAMLError("it is nested too deeply")
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            stack.append(_open_node(stack[-1] if stack else None, is_mapping=is_mapping))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            closed = stack.pop()
            if closed.is_mapping and closed.table:
                yield closed.table
        elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent) and stack:
            stack[-1].add(event)


def _open_node(outer: _Open | None, *, is_mapping: bool) -> _Open:
    """A mapping, or a list, which stands under the last key of what it is in."""
    key = outer.takes() if outer else ""
    if is_mapping:
        is_item = outer is not None and not outer.is_mapping
        return _Open(key, ConfigTable(key, is_item), is_mapping=True)
    return _Open(key, outer.table if outer else None, is_mapping=False)
