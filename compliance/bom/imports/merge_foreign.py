# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Additions to what another tool wrote: nothing of it is changed, and what was added can be told and taken off again."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from compliance.bom.document import PREFIX, Json, dump_json, mappings_in, text_at
from compliance.untyped import as_texts

ADDED = "added"
"""The property that lists what was added to a foreign component, as JSON pointers (RFC 6901) relative to it."""
_KEPT = frozenset({f"{PREFIX}also-said", f"{PREFIX}invalid"})
"""Properties of ours that hold a foreign document's own words."""


@dataclass(frozen=True, slots=True)
class _Merged:
    """A value of the original with what we know beyond it."""

    value: Any
    added: Sequence[str] = ()
    """Pointers to what was added."""
    differing: Sequence[tuple[str, Any]] = ()
    """Pointers to what we contradict, with our own values."""


def merge_into_foreign(
    original: Json, own: Json, known: Json, at: str = ""
) -> tuple[Json, list[str], list[tuple[str, Any]]]:
    """The original with what `own` says beyond `known`; the pointers of what was added; what it contradicts.

    `known` is what we would have written of the original alone, so that only what is new is added.
    """
    out: Json = dict(original)
    added: list[str] = []
    differing: list[tuple[str, Any]] = []
    for key, value in own.items():
        before, here = known.get(key), f"{at}/{_escaped(key)}"
        if value == before:
            continue
        if key not in original:
            out[key] = value
            added.append(here)
            continue
        merged = _merge_field(key, original[key], value, before, here)
        out[key] = merged.value
        added += merged.added
        differing += merged.differing
    return out, added, differing


def _merge_field(key: str, there: Any, value: Any, before: Any, here: str) -> _Merged:
    """A field that both have."""
    if isinstance(there, dict) and isinstance(value, dict):
        return _Merged(*merge_into_foreign(there, value, before if isinstance(before, dict) else {}, here))
    if key == "data" and _starts_with_dataset(there) and _starts_with_dataset(value):
        below = before[0] if _starts_with_dataset(before) else {}
        first, added, differing = merge_into_foreign(there[0], value[0], below, f"{here}/0")
        return _Merged([first, *there[1:]], added, differing)
    if isinstance(there, list) and isinstance(value, list):
        return _append_new(there, value, before if isinstance(before, list) else there, here)
    return _Merged(there) if there == value else _Merged(there, differing=[(here, value)])


def _append_new(there: list[Any], value: list[Any], before: list[Any], here: str) -> _Merged:
    """A list with those of our items at its end that weren't there before."""
    said = {dump_json(one) for one in before}
    new = [one for one in value if dump_json(one) not in said]
    return _Merged([*there, *new], [f"{here}/{len(there) + index}" for index in range(len(new))])


def _starts_with_dataset(data: Any) -> bool:
    """Whether a component's data begins with a data set, of which there is one for each component of ours."""
    return isinstance(data, list) and bool(data) and text_at(data[0], "type") == "dataset"


def prune_additions(entry: Json, pointers: list[str]) -> Json:
    """The entry without what these pointers lead to; pointers that lead nowhere say nothing."""
    out: Json = json.loads(json.dumps(entry)) if pointers else dict(entry)
    for steps in sorted((_steps(pointer) for pointer in pointers), key=_from_the_end):
        place: Any = out
        for step in steps[:-1]:
            place = _inside(place, step)
        _delete(place, steps[-1])
    return out


def _delete(place: Any, step: str) -> None:
    if isinstance(place, dict):
        place.pop(step, None)
    elif isinstance(place, list) and step.isdecimal() and int(step) < len(place):
        del place[int(step)]


def take_foreign(entry: Json) -> Json:
    """What another tool wrote of a component or service: all but its ref, its nested components and our additions."""
    properties = entry.get("properties")
    written = next(
        (text_at(one, "value") for one in mappings_in(properties) if one.get("name") == PREFIX + ADDED), "[]"
    )
    out = prune_additions(entry, _pointers(written))
    out.pop("bom-ref", None)
    out.pop("components", None)
    if isinstance(properties, list):
        out["properties"] = [one for one in properties if not _is_ours(one)]
        if not out["properties"]:
            del out["properties"]
    return out


def dump_ordered(entry: Json) -> str:
    """One line of JSON with the fields in the order in which they were written."""
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":"))


def _is_ours(one: Any) -> bool:
    name = text_at(one, "name")
    return name.startswith(PREFIX) and name not in _KEPT


def _pointers(written: str) -> list[str]:
    try:
        listed = json.loads(written)
    except (ValueError, RecursionError):
        return []
    return [one for one in as_texts(listed) if one.startswith("/")]


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _steps(pointer: str) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer[1:].split("/")]


def _from_the_end(steps: list[str]) -> list[tuple[int, str]]:
    """Later items of a list first, so that the others keep their place."""
    return [(-int(step) if step.isdecimal() and len(step) < 10 else 0, step) for step in steps]


def _inside(place: Any, step: str) -> Any:
    if isinstance(place, dict):
        return place.get(step)
    if isinstance(place, list) and step.isdecimal() and int(step) < len(place):
        return place[int(step)]
    return None
