# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""JSON that describes weights: read up to a limit, and asked for texts without trusting its shape."""

import json
from typing import Any, BinaryIO

from compliance.discover.weights.header import Broken, NotThis

_LARGEST = 64 << 20


def parse(file: BinaryIO, size: int, *, needs: bytes) -> Any:
    """The JSON document in a file that has the bytes `needs` somewhere.

    Raises:
        NotThis: it hasn't.
        Broken: it is larger than 64 MB, or no JSON.
    """
    if size > _LARGEST:
        raise Broken(f"is {size >> 20} MB, more than the {_LARGEST >> 20} MB that are read of such a file")
    raw = file.read(_LARGEST)
    if needs not in raw:
        raise NotThis
    return loads(raw)


def loads(raw: bytes) -> Any:
    """The JSON document in some bytes.

    Raises:
        Broken: it is none.
    """
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Broken(f"is no valid JSON ({type(error).__name__})") from error


def table(value: Any) -> dict[str, Any]:
    """What should be an object, or an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: Any) -> list[Any]:
    """What should be a list, or an empty one."""
    return value if isinstance(value, list) else []


def text(value: Any, key: str) -> str:
    """The text under a key of what should be an object, or nothing."""
    found = table(value).get(key)
    return found if isinstance(found, str) else ""
