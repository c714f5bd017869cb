# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The redaction boundary: what lets somebody in is replaced by a constant word, everything else stays. Pure.

Values call `mask` where they are made (`model`), documents and reports once more where they are written.
"""

from collections.abc import Iterable

from compliance.redaction import addresses, assignments, shapes
from compliance.redaction.shapes import MASK

__all__ = ["MASK", "mask", "which_hold"]

_BETWEEN = "\n<\n"
"""Stands between two texts: no secret that is known goes on behind it."""
_DEEPEST = 3
"""How often percent-encoding is undone: an address inside a qualifier of a purl inside a parameter."""


def which_hold(texts: Iterable[str]) -> dict[str, str]:
    """Those of the texts that hold a secret, each with what stays of it.

    Plain words are searched in all of them at once, and the patterns in those alone that have what an address or an assignment needs.
    """
    known = list(texts)
    if shapes.may_hold(_BETWEEN.join([text for text in known if len(text) >= shapes.SHORTEST])):
        possible = known
    else:
        possible = [text for text in known if _may_be_address(text) or assignments.may_hold(text)]
    whole = _BETWEEN.join(possible)
    if mask(whole) == whole:
        return {}
    return {text: masked for text in possible if (masked := mask(text)) != text}


def _may_be_address(text: str) -> bool:
    return ("//" in text or "\\/" in text or "%" in text or "=" in text) and addresses.may_hold(text)


def mask(text: str) -> str:
    """The text with `MASK` in place of each secret in it; the same text if there is none.

    Knows credentials in addresses, parameters of signed or authenticated addresses, tokens by their shape, private keys, and values that
    are assigned to names such as `api_key`. Masking again changes nothing. The time is linear in the length of the text.
    """
    return _masked(text, 0)


def _masked(text: str, depth: int) -> str:
    if shapes.may_hold(text):
        text = shapes.mask(text)
    if assignments.may_hold(text):
        text = assignments.mask(text)
    if addresses.may_hold(text):
        text = addresses.mask(text)
        if "%" in text and depth < _DEEPEST:
            text = addresses.mask_encoded(text, lambda inner: _masked(inner, depth + 1))
    return text
