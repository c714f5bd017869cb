# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a manifest's `resolutions` put in the place of other ranges (yarnpkg.com, "Manifest", resolutions)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from compliance.discover.packages._support.tables import get_mapping
from compliance.lazy_regex import compile_lazily

_KEY = compile_lazily(
    r"(?:(?P<parent>(?:@[^/@]+/)?[^/@]+)(?:@[^/]*)?/)?(?P<name>(?:@[^/@]+/)?[^/@]+)(?:@(?P<words>.*))?\Z"
)


@dataclass(frozen=True, slots=True)
class _Rule:
    parent: str
    words: str
    instead: str


class Resolutions:
    """The rules of one manifest."""

    def __init__(self, manifest: Mapping[str, Any]) -> None:
        self._by_name: dict[str, list[_Rule]] = {}
        for key, instead in get_mapping(manifest, "resolutions").items():
            match = _KEY.match(key.replace("**/", "").replace("/**", ""))
            if match and isinstance(instead, str):
                rule = _Rule(match["parent"] or "", match["words"] or "", instead)
                self._by_name.setdefault(match["name"], []).append(rule)

    def range(self, name: str, words: str, parent: str) -> str:
        """The range that counts when `parent` asks for a package in these words."""
        for rule in self._by_name.get(name, ()):
            asked = {words, words.removeprefix("npm:")}
            if rule.parent in {"", parent} and (not rule.words or rule.words.removeprefix("npm:") in asked):
                return rule.instead
        return words
