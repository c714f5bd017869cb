# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""JSON that describes weights: read up to a limit, and asked for texts without trusting its shape."""

from typing import Any, BinaryIO

from compliance.discover.weights.interface import Broken, NotThis
from compliance.untyped import MalformedError, as_list, as_table, as_text, dig, parse_json

table = as_table
as_items = as_list

_LARGEST = 64 << 20


def parse_description(file: BinaryIO, size: int, *, needs: bytes) -> Any:
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
        return parse_json(raw)
    except MalformedError as error:
        raise Broken(f"is no valid JSON: {error}") from error


def text_of(value: Any, key: str) -> str:
    """The text under a key of what should be an object, or nothing."""
    return as_text(dig(value, key))
