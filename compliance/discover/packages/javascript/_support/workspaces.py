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
    stated = root.get("workspaces")
    patterns = get_texts(stated) or get_texts(get_mapping(stated).get("packages"))
    wanted = [_build_workspaces_pattern(one) for one in patterns if not one.startswith("!")]
    unwanted = [_build_workspaces_pattern(one[1:]) for one in patterns if one.startswith("!")]
    found = {folder: root}
    start = f"{folder}/" if folder else ""
    for place, table in manifests.items():
        inner = place.removeprefix(start)
        named = place.startswith(start) and any(one.match(inner) for one in wanted)
        if named and not any(one.match(inner) for one in unwanted):
            found[place] = table
    return found


def _build_workspaces_pattern(words: str) -> re.Pattern[str]:
    """A glob of folders, in which `*` is any part of one name and `**` any number of names."""
    if words.count("*") > _MOST:
        words = ""  # matching it could take for ever, and no workspace needs it
    parts = words.removeprefix("./").strip("/").split("/")
    whole = "/".join(".*" if part == "**" else re.escape(part).replace(r"\*", "[^/]*") for part in parts)
    return re.compile(whole.replace(".*/", "(?:.*/)?") + r"\Z")
