# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Edits of licence texts, drawn with a fixed seed: some change what is allowed, some only how it is printed."""

import random
import re
import textwrap
from collections.abc import Callable, Iterator

Edit = Callable[[str, random.Random], str]
_WRAP = textwrap.TextWrapper(60, break_long_words=False, break_on_hyphens=False)
_RESTRICTIONS = (
    "This License does not apply in the European Union.",
    "You may not use the Software for commercial purposes.",
    "The Software may be used for non-commercial research purposes only.",
    "The Software shall be used for Good, not Evil.",
    "Use of the Software for military purposes is prohibited.",
    "If your products have more than 100 million monthly active users, you must request a license from the licensor.",
    'The License does not grant to you the right to Sell the Software ("Commons Clause").',
    "You must not use the Software or its outputs to improve any other AI model.",
    "Redistribution outside the United States is not permitted without prior written consent.",
)
_TURNS = (
    (r"\bmay not\b", "may"),
    (r"\bmust not\b", "must"),
    (r"\bshall not\b", "shall"),
    (r"\bnot\b", ""),
    (r"\bmay\b", "may not"),
    (r"\bshall\b", "shall not"),
    (r"\bis hereby granted\b", "is not granted"),
    (r"\bwithout restriction\b", "with restriction"),
    (r"\bwith or without modification\b", "without modification"),
    (r"\bfor any purpose\b", "for any non-commercial purpose"),
    (r"(?<!non)(?<!non-)\bcommercial\b", "non-commercial"),
    (r"\bnon-?commercial\b", "commercial"),
    (r"\broyalty-free\b", "royalty-bearing"),
    (r"\birrevocable\b", "revocable"),
    (r"\bperpetual\b", "temporary"),
    (r"\bworld-?wide\b", "local"),
    (r"\bsublicense\b", "publish"),
    (r"\bwithout warranty\b", "with warranty"),
    (r"\bin no event\b", "in any event"),
    (r"\bpermitted\b", "prohibited"),
    (r"\bEuropean Union\b", "United Kingdom"),
    (r"\bSouth Korea\b", "Japan"),
    (r"\bCalifornia\b", "Bavaria"),
    (r"\bany other large language model\b", "any model"),
    (r"\b700 million\b", "100 million"),
    (r"\b100 million\b", "1 million"),
    (r"\b1,000,000\b", "10,000,000"),
)


def material(text: str, draw: random.Random) -> Iterator[tuple[str, str]]:
    """Texts that are no longer the licence, with the name of what was done to them."""
    turns = [turn for turn in _TURNS if re.search(turn[0], text, re.IGNORECASE)]
    for pattern, other in draw.sample(turns, min(6, len(turns))):
        places = list(re.finditer(pattern, text, re.IGNORECASE))
        place = draw.choice(places)
        yield f"{place[0]} -> {other or 'nothing'}", text[: place.start()] + other + text[place.end() :]
    for sentence in draw.sample(_RESTRICTIONS, 2):
        paragraphs = text.split("\n\n")
        paragraphs.insert(draw.randrange(len(paragraphs) + 1), sentence)
        yield f"added: {sentence}", "\n\n".join(paragraphs)
    yield from _without_warranty(text)
    if number := _number(text, draw):
        yield number


def _without_warranty(text: str) -> Iterator[tuple[str, str]]:
    paragraphs = text.split("\n\n")
    kept = [paragraph for paragraph in paragraphs if not re.search("warrant", paragraph, re.IGNORECASE)]
    if 1 < len(kept) < len(paragraphs):
        yield "warranty removed", "\n\n".join(kept)


def _number(text: str, draw: random.Random) -> tuple[str, str] | None:
    places = list(re.finditer(r"(?<=[a-z] )\d+(?= (?:days|months|years|million|percent))", text))
    if not places:
        return None
    place = draw.choice(places)
    other = str(int(place[0]) * 2 + 1)
    return f"{place[0]} -> {other}", text[: place.start()] + other + text[place.end() :]


def harmless(text: str) -> Iterator[tuple[str, str]]:
    """The same licence, printed otherwise, with the name of what was done."""
    paragraphs = text.split("\n\n")
    yield "wrapped", "\n\n".join(_WRAP.fill(" ".join(part.split())) for part in paragraphs)
    yield "comment", "".join(f" * {line}\n" for line in text.splitlines())
    yield "hash comment", "".join(f"# {line}\n" for line in text.splitlines())
    yield "typographic quotes", re.sub(r'"([^"\n]*)"', "\u201c\\1\u201d", text).replace("'", "\u2019")
    yield "copyright line", f"Copyright (c) 2019-2024 Jane Doe and contributors\n\n{text}"
    yield "British", re.sub(r"\b([Ll])icense\b", r"\1icence", text)
    yield "indented, crlf", "".join(f"    {line}\r\n" for line in text.splitlines())
