# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Words of the product's own files as evidence shows them: folded, not too long, and without secrets."""

from compliance.patterns import regex

LONGEST = 200
_SECRET = regex(
    r"\b(?:sk-[A-Za-z0-9_-]{16,}|(?:gsk_|hf_|xai-|pplx-|r8_|ghp_)[A-Za-z0-9]{20,}|AIza[\w-]{30,}|AKIA[A-Z0-9]{16})"
    r"""|((?i:api_?key|token|secret|password)["']?\s*[:=]\s*["'])[^"'\s]{16,}(?=["'])"""
)


def quote(text: str) -> str:
    """The text on one line of at most 200 characters; what looks like a key or a token is left out."""
    folded = _SECRET.sub(lambda found: f"{found[1] or ''}[secret]", " ".join(text[: 10 * LONGEST].split()))
    return folded if len(folded) <= LONGEST else folded[: LONGEST - 2] + " …"
