# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Who said what in a document of several origins (CycloneDX 1.7, `citations`): the tools of what was imported, and we.

A citation needs a time. What an imported document says was said at that document's timestamp; what we add at the time that the
caller gives. Where there is no time there is no citation, and the properties of the components still say where they come from.
"""

import datetime
import json
import re
from collections import defaultdict
from collections.abc import Iterator

from compliance.bom.cyclonedx.read import OUR_CITATION
from compliance.bom.document import Json, drop_empty, mappings_in, property_value, property_values, text_at
from compliance.bom.imports.merge_foreign import ADDED
from compliance.lazy_regex import compile_lazily
from compliance.model import Import

_TIME = compile_lazily(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_OURS = "lexbom:tool"
"""The ref of our own entry among the tools, once something refers to it."""


def add_citations(document: Json, imports: tuple[Import, ...], timestamp: str) -> Json:
    """The document with the tools of its imports, and with citations of theirs and ours."""
    if not imports:
        return document
    tools = document["metadata"]["tools"]["components"]
    pointers = _pointers(document)
    cited = []
    for number, one in enumerate(imports):
        described = json.loads(one.document)
        metadata = described.get("metadata") if isinstance(described, dict) else None
        theirs = list(_tools(metadata, f"{_OURS}:{number}"))
        tools += theirs
        when = text_at(metadata, "timestamp")
        if theirs and _is_time(when) and pointers[one.path]:
            cited.append(_citation(number, pointers[one.path], when, theirs[0]["bom-ref"], one.path))
    if timestamp and pointers[""]:
        tools[0]["bom-ref"] = _OURS
        cited.append(_citation(len(imports), pointers[""], timestamp, _OURS, ""))
    citations = [*document.get("citations", []), *cited]
    return document | drop_empty(citations=citations)


def _is_time(written: str) -> bool:
    """Whether it is a date-time of RFC 3339, which a schema with formats insists on."""
    match = _TIME.fullmatch(written)
    try:
        return bool(match and datetime.datetime.fromisoformat(match[1] + match[2].replace("Z", "+00:00")))
    except ValueError:
        return False


def _citation(number: int, pointers: list[str], when: str, who: str, path: str) -> Json:
    note = f"What {path} says" if path else "What lexbom added to components of other documents"
    return {
        "bom-ref": f"{OUR_CITATION}{number}",
        "pointers": pointers,
        "timestamp": when,
        "attributedTo": who,
        "note": note,
    }


def _tools(metadata: Json | None, ref: str) -> Iterator[Json]:
    """The tools of an imported document as components, the older form of them too; each has a ref of ours."""
    stated = metadata.get("tools") if isinstance(metadata, dict) else None
    entries = mappings_in(stated.get("components") if isinstance(stated, dict) else stated)
    for number, one in enumerate(entry for entry in entries if text_at(entry, "name")):
        yield {
            "type": "application",
            "bom-ref": f"{ref}:{number}",
            **drop_empty(
                publisher=text_at(one, "vendor") or text_at(one, "publisher"),
                group=text_at(one, "group"),
                name=text_at(one, "name"),
                version=text_at(one, "version"),
            ),
        }


def _pointers(document: Json) -> dict[str, list[str]]:
    """Pointers to what each imported document says, by its path, and under an empty path those to what we added."""
    found: dict[str, list[str]] = defaultdict(list)
    stack = [("/metadata/component", document["metadata"]["component"])]
    for key in ("components", "services"):
        stack += [(f"/{key}/{index}", one) for index, one in enumerate(document.get(key, []))]
    for at, entry in stack:
        stack += [(f"{at}/components/{index}", one) for index, one in enumerate(entry.get("components", []))]
        properties = entry.get("properties")
        for where in dict.fromkeys(
            one.partition("#")[0] for one in property_values(properties, "imported-from")
        ):
            found[where].append(at)
        if listed := property_value(properties, ADDED):
            found[""] += [f"{at}{pointer}" for pointer in json.loads(listed)]
    return found
