# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Places in a document, for programs and for people."""

import difflib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Path = tuple[str | int, ...]

_NOUNS = {
    "components": "component",
    "component": "component",
    "ancestors": "ancestor",
    "descendants": "descendant",
    "variants": "variant",
    "services": "service",
    "vulnerabilities": "vulnerability",
    "dependencies": "dependency entry",
    "compositions": "composition",
    "annotations": "annotation",
    "citations": "citation",
    "standards": "standard",
    "workflows": "workflow",
    "claims": "claim",
    "attestations": "attestation",
}
_LONGEST = 60


def json_pointer(path: Iterable[Any]) -> str:
    """A JSON pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def document_order(path: Sequence[Any]) -> tuple[tuple[int, int, str], ...]:
    """A sort key: list entries in their order, fields by name."""
    return tuple((0, step, "") if isinstance(step, int) else (1, 0, str(step)) for step in path)


def find_owner(document: Any, path: Sequence[Any]) -> str:
    """The innermost named thing around a place, such as `component torch 2.9.1`; `the document` outside all of them."""
    found, current, noun = "the document", document, ""
    for step in path:
        try:
            current = current[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(step, str):
            noun = _NOUNS.get(step, "")
        if noun and isinstance(current, dict):
            found = f"{noun} {_choose_json_path_name(current, step)}"
            noun = ""
    return found


def _choose_json_path_name(entry: dict[str, Any], step: str | int) -> str:
    for key in ("name", "id", "ref", "bom-ref"):
        if isinstance(found := entry.get(key), str) and found:
            version = entry.get("version")
            behind = f" {version}" if key == "name" and isinstance(version, str) and version else ""
            return show_value(found + behind)
    return f"number {step + 1}" if isinstance(step, int) else "without a name"


def show_value(text: str, most: int = _LONGEST) -> str:
    """The text, shortened for a sentence."""
    return text if len(text) <= most else text[: most - 3] + "..."


def locate_in_sentence(document: Any, path: Sequence[Any], message: str) -> str:
    """The message with whom it is about in front, unless that is the document as a whole and the message says so."""
    about = find_owner(document, path)
    return message if message.startswith(about) else f"{about}: {message}"


def quote_value(value: Any) -> str:
    """A JSON value as it stands in the document, shortened."""
    if isinstance(value, dict | list):
        kind = "an object" if isinstance(value, dict) else "a list"
        return f"{kind} of {len(value)}" if value else f"{kind} without content"
    if isinstance(value, str):
        return json.dumps(show_value(value), ensure_ascii=False)
    return show_value(str(json.dumps(value)))


def find_nearest(word: Any, choices: Iterable[str], most: int = 1) -> list[str]:
    """The choices that look most like a word, best first; case counts for nothing."""
    if not isinstance(word, str) or len(word) > 2 * _LONGEST:
        return []
    spelled = {choice.casefold(): choice for choice in choices}
    return [spelled[found] for found in difflib.get_close_matches(word.casefold(), spelled, most, 0.6)]


def walk_values(document: Any) -> Iterator[tuple[Path, Any]]:
    """Every object and list with its path, without recursion: a document may be nested as deeply as its author likes."""
    stack: list[tuple[Path, Any]] = [((), document)]
    while stack:
        path, node = stack.pop()
        yield path, node
        inner = list(node.items() if isinstance(node, dict) else enumerate(node))
        stack.extend(
            ((*path, key), value) for key, value in reversed(inner) if isinstance(value, dict | list)
        )
