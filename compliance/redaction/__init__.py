# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The redaction boundary: what lets somebody in is replaced by a constant word, everything else stays. Pure.

Values call `mask` where they are made (`model`), documents and reports once more where they are written.
"""

from compliance.redaction import addresses, assignments, shapes
from compliance.redaction.shapes import MASK

__all__ = ["MASK", "mask", "may_hold_secret"]

_DEEPEST = 3
"""How often percent-encoding is undone: an address inside a qualifier of a purl inside a parameter."""


def may_hold_secret(text: str) -> bool:
    """Whether the text, or any text inside a JSON document, is worth a closer look; a quick no for most."""
    return addresses.may_hold(text) or shapes.may_hold(text) or assignments.may_hold(text)


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
