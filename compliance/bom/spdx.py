# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The schemas of CycloneDX, and the SPDX ids that they allow, as cyclonedx-python-lib ships them."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

SPDX_SCHEMA = "spdx.SNAPSHOT.schema.json"


@cache
def schema(name: str) -> dict[str, Any]:
    """A schema file of the library, by its name there."""
    loaded: dict[str, Any] = json.loads((files("cyclonedx.schema") / "_res" / name).read_text("utf-8"))
    return loaded


@cache
def license_ids() -> frozenset[str]:
    """What may stand in `license.id`."""
    return frozenset(schema(SPDX_SCHEMA)["enum"])
