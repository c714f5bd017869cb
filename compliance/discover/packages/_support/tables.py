# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Looking into parsed TOML, JSON and YAML, where anything may be of any type."""

from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.interface import ScannedFile
from compliance.untyped import as_table, as_tables, as_text, as_texts, dig

get_mappings = as_tables
get_texts = as_texts


def get_text(table: Any, key: str) -> str:
    """The text under a key, or nothing."""
    return as_text(dig(table, key))


def get_mapping(table: Any, *keys: str) -> dict[str, Any]:
    """The mapping under nested keys, or an empty one."""
    return as_table(dig(table, *keys))


def find_line(lines: list[str], words: str) -> int:
    """The number of the first line that holds the words; 0 if none does."""
    for number, line in enumerate(lines, 1):
        if words in line:
            return number
    return 0


def find_first_lines(candidate: ScannedFile, header: str) -> list[int]:
    """The line numbers on which an array of tables has its headers, `[[package]]`, in order."""
    lines = parse_file.read_text(candidate)[0].splitlines()
    return [number for number, line in enumerate(lines, 1) if line.rstrip() == header]
