# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Which packages of the tree belong to one lock."""

import re
from collections.abc import Mapping
from typing import Any

from compliance.discover.packages._support.tables import get_mapping, get_texts

_MOST = 6


def find_members(folder: str, manifests: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The manifest in a folder, and those that its `workspaces` patterns name, by their folders."""
    root = manifests.get(folder)
    if root is None:
        return {}
    wanted, unwanted = _read_patterns(root)
    found = {folder: root}
    start = f"{folder}/" if folder else ""
    for place, table in manifests.items():
        inner = place.removeprefix(start)
        if place.startswith(start) and _matches(wanted, inner) and not _matches(unwanted, inner):
            found[place] = table
    return found


def _read_patterns(root: Mapping[str, Any]) -> tuple[list[re.Pattern[str]], list[re.Pattern[str]]]:
    """The patterns of folders that a manifest names as its workspaces, and of those that `!` takes out."""
    stated = root.get("workspaces")
    wanted, unwanted = [], []
    for words in get_texts(stated) or get_texts(get_mapping(stated).get("packages")):
        if words.startswith("!"):
            unwanted.append(_compile_glob(words[1:]))
        else:
            wanted.append(_compile_glob(words))
    return wanted, unwanted


def _matches(patterns: list[re.Pattern[str]], folder: str) -> bool:
    return any(pattern.match(folder) for pattern in patterns)


def _compile_glob(words: str) -> re.Pattern[str]:
    """A glob of folders, in which `*` is any part of one name and `**` any number of names."""
    if words.count("*") > _MOST:
        words = ""  # matching it could take for ever, and no workspace needs it
    parts = words.removeprefix("./").strip("/").split("/")
    whole = "/".join(".*" if part == "**" else re.escape(part).replace(r"\*", "[^/]*") for part in parts)
    return re.compile(whole.replace(".*/", "(?:.*/)?") + r"\Z")
