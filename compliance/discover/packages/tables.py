# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Looking into parsed TOML, JSON and YAML, where anything may be of any type."""

from typing import Any

from compliance.discover import files
from compliance.discover.candidates import Candidate


def text(table: Any, key: str) -> str:
    """The text under a key, or nothing."""
    value = table.get(key) if isinstance(table, dict) else None
    return value if isinstance(value, str) else ""


def mapping(table: Any, *keys: str) -> dict[str, Any]:
    """The mapping under nested keys, or an empty one."""
    for key in keys:
        table = table.get(key) if isinstance(table, dict) else None
    return (
        {name: value for name, value in table.items() if isinstance(name, str)}
        if isinstance(table, dict)
        else {}
    )


def mappings(value: Any) -> list[dict[str, Any]]:
    """The mappings in what should be a list of them."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def texts(value: Any) -> list[str]:
    """The texts in what should be a list of them."""
    return [entry for entry in value if isinstance(entry, str)] if isinstance(value, list) else []


def first_lines(candidate: Candidate, header: str) -> list[int]:
    """The line numbers on which an array of tables has its headers, `[[package]]`, in order."""
    return [
        number
        for number, line in enumerate(files.text(candidate)[0].splitlines(), 1)
        if line.rstrip() == header
    ]
