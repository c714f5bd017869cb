# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Documents of other tools in tests: where they lie, and what in one of them is missing in another."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from compliance.bom.imports import prepare

BOMS = Path(__file__).parent / "boms"
FILES = sorted(path for path in BOMS.iterdir() if path.suffix != ".md")


def missing(before: Any, after: Any, at: str = "") -> Iterator[str]:
    """Pointers to what stands in the first and not, or otherwise, in the second; items of lists keep their place."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key, value in before.items():
            if key in after:
                yield from missing(value, after[key], f"{at}/{key}")
            else:
                yield f"{at}/{key}"
    elif isinstance(before, list) and isinstance(after, list) and len(before) <= len(after):
        for index, value in enumerate(before):
            yield from missing(value, after[index], f"{at}/{index}")
    elif before != after:
        yield f"{at}: {json.dumps(before)[:80]} != {json.dumps(after)[:80]}"


def imported(document: dict[str, Any], where: str) -> dict[str, Any]:
    """The component or service that was imported from there, `path#ref`."""
    for part in prepare.walk_parts(document):
        named = [one["value"] for one in part.get("properties", []) if one["name"] == "lexbom:imported-from"]
        if where in named:
            return part
    raise AssertionError(where)
