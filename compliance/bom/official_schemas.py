# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The schemas of CycloneDX, and the SPDX ids that they allow, as cyclonedx-python-lib ships them."""

from functools import cache
from pathlib import Path
from typing import Any

import orjson

SPDX_SCHEMA = "spdx.SNAPSHOT.schema.json"


@cache
def official_schema(name: str) -> dict[str, Any]:
    """A schema file of the library, by its name there."""
    import cyclonedx.schema

    folder = Path(*cyclonedx.schema.__path__) / "_res"  # importlib.resources takes 5 ms to load
    loaded: dict[str, Any] = orjson.loads((folder / name).read_bytes())
    return loaded


@cache
def license_ids() -> frozenset[str]:
    """What may stand in `license.id`."""
    return frozenset(official_schema(SPDX_SCHEMA)["enum"])
