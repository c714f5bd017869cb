# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Additions to what another tool wrote: nothing of it is changed, and what was added can be told and taken off again."""

import json
from typing import Any

from compliance.bom.document import PREFIX, Json, dump_json, mappings_in, text_at

ADDED = "added"
"""The property that lists what was added to a foreign component, as JSON pointers (RFC 6901) relative to it."""
_KEPT = frozenset({f"{PREFIX}also-said", f"{PREFIX}invalid"})
"""Properties of ours that hold a foreign document's own words."""


def merge_into_foreign(
    original: Json, own: Json, known: Json, at: str = ""
) -> tuple[Json, list[str], list[tuple[str, Any]]]:
    """The original with what `own` says beyond `known`; the pointers of what was added; what it contradicts.

    `known` is what we would have written of the original alone, so that only what is new is added.
    """
    out, added, differing = dict(original), [], []
    for key, value in own.items():
        before, here = known.get(key), f"{at}/{_escaped(key)}"
        there = original.get(key)
        if value == before:
            continue
        if key not in original:
            out[key] = value
            added.append(here)
        elif isinstance(there, dict) and isinstance(value, dict):
            below = before if isinstance(before, dict) else {}
            out[key], more, others = merge_into_foreign(there, value, below, here)
            added += more
            differing += others
        elif (
            key == "data"
            and isinstance(there, list)
            and _collect_merge_foreign_facts(there)
            and _collect_merge_foreign_facts(value)
        ):
            first, more, others = merge_into_foreign(
                there[0],
                value[0],
                before[0] if before and _collect_merge_foreign_facts(before) else {},
                f"{here}/0",
            )
            out[key] = [first, *there[1:]]
            added += more
            differing += others
        elif isinstance(there, list) and isinstance(value, list):
            said = {dump_json(one) for one in (before if isinstance(before, list) else there)}
            new = [one for one in value if dump_json(one) not in said]
            out[key] = [*there, *new]
            added += [f"{here}/{len(there) + index}" for index in range(len(new))]
        elif there != value:
            differing.append((here, value))
    return out, added, differing


def _collect_merge_foreign_facts(data: Any) -> bool:
    """Whether a component's data begins with a data set, of which there is one for each component of ours."""
    return isinstance(data, list) and bool(data) and text_at(data[0], "type") == "dataset"


def prune_additions(entry: Json, pointers: list[str]) -> Json:
    """The entry without what these pointers lead to; pointers that lead nowhere say nothing."""
    out: Json = json.loads(json.dumps(entry)) if pointers else dict(entry)
    for steps in sorted((_steps(pointer) for pointer in pointers), key=_from_the_end):
        place: Any = out
        for step in steps[:-1]:
            place = _inside(place, step)
        last = steps[-1]
        if isinstance(place, dict):
            place.pop(last, None)
        elif isinstance(place, list) and last.isdecimal() and int(last) < len(place):
            del place[int(last)]
    return out


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
    return (
        [one for one in listed if isinstance(one, str) and one.startswith("/")]
        if isinstance(listed, list)
        else []
    )


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
