# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Getting another tool's document ready to stand beside ours: every part has a ref of its own, and what is invalid is set aside."""

from collections.abc import Iterator
from typing import Any

from compliance.bom.cyclonedx.read import read_ref
from compliance.bom.document import SPEC_VERSION, Json, build_property, dump_json, mappings_in, text_at
from compliance.bom.document_refs import unique
from compliance.bom.official_schemas import license_ids
from compliance.bom.validation.validate import fields, schema_errors

_ROUNDS = 4


def walk_parts(document: Json) -> Iterator[Json]:
    """The document's own component, then all components, nested ones too, then its services."""
    metadata = document.get("metadata")
    root = metadata.get("component") if isinstance(metadata, dict) else None
    stack = [*reversed(mappings_in(document.get("components"))), *mappings_in([root])]
    while stack:
        entry = stack.pop()
        yield entry
        stack += reversed(mappings_in(entry.get("components")))
    yield from mappings_in(document.get("services"))


def count_named(document: Json) -> int:
    """Gives every part that has none a ref, and one of its own to each that shares it; says how many shared theirs."""
    taken: set[str] = set()
    shared = 0
    for entry in walk_parts(document):
        given = text_at(entry, "bom-ref")
        shared += given in taken
        entry["bom-ref"] = unique(given or read_ref(entry), taken)
        taken.add(entry["bom-ref"])
    return shared


def set_invalid_aside(document: Json) -> tuple[list[str], list[Any]]:
    """Sets aside what breaks the schema of CycloneDX 1.7: where it stood, and what of it has no component to be kept with.

    What belongs to a component or a service becomes a property of it.
    """
    document["specVersion"] = SPEC_VERSION
    unknown = [field for field in document if field not in fields()]
    places: dict[str, None] = {f"/{field}": None for field in unknown}
    left: list[Any] = [{field: document.pop(field)} for field in unknown]
    for _ in range(_ROUNDS):  # what is left may break the schema in its turn
        problems = [error for error in schema_errors(document) if error.instance_path]
        for error in problems:
            path = list(error.instance_path)
            places["/" + "/".join(map(str, path))] = None
            left += _set_problem_aside(document, path, str(error.message))
        _drop_none(document)
        if not problems:
            break
    return list(places), left


def _set_problem_aside(document: Json, path: list[Any], message: str) -> list[Any]:
    """What has no component to be kept with."""
    at = _part(document, path)
    if at is None:
        return _taken_out(document, path)
    _set_aside(*at, path, message)
    return []


def _drop_none(document: Json) -> None:
    """Closes the gaps that `_taken_out` leaves in top-level lists, so that places stay right during a round."""
    for key, value in document.items():
        if isinstance(value, list):
            document[key] = [one for one in value if one is not None]


def _taken_out(document: Json, path: list[Any]) -> list[Any]:
    """The item of a top-level list, the field of an object, or the whole field, which the path leads into."""
    inside = document.get(path[0])
    if isinstance(inside, list) and len(path) > 1 and isinstance(path[1], int):
        gone, inside[path[1]] = inside[path[1]], None
        return [] if gone is None else [{path[0]: [gone]}]
    if isinstance(inside, dict) and len(path) > 1:
        return [{path[0]: {path[1]: inside.pop(path[1])}}] if path[1] in inside else []
    return [{path[0]: document.pop(path[0])}] if path[0] in document else []


def _set_aside(depth: int, entry: Json, path: list[Any], message: str) -> None:
    """Moves the field that the path leads into, or those that the message names, to properties of the entry."""
    if depth < len(path):
        fields = [path[depth]]
    else:
        fields = [key for key in entry if f"'{key}'" in message and "required" not in message]
    for field in fields:
        if field in entry:
            _move_to_properties(entry, field)
    _require_text(entry, "name", "unnamed")
    if path[0] != "services":
        _require_text(entry, "type", "library")


def _move_to_properties(entry: Json, field: Any) -> None:
    value = entry.pop(field)
    if not isinstance(entry.get("properties"), list):
        entry["properties"] = []
    entry["properties"].append(build_property("invalid", dump_json({"field": field, "value": value})))
    if field == "licenses" and (named := _by_name(value)) != value:
        entry[field] = named


def _require_text(entry: Json, field: str, otherwise: str) -> None:
    if not isinstance(entry.get(field), str):
        entry[field] = otherwise


def _by_name(choices: Any) -> Any:
    """Licences whose id the schema's list of SPDX ids doesn't have, under the same words as a name."""
    out = []
    for one in mappings_in(choices):
        inner = one.get("license")
        if isinstance(inner, dict) and isinstance(inner.get("id"), str) and inner["id"] not in license_ids():
            rest = {key: value for key, value in inner.items() if key != "id"}
            one = {"license": {"name": inner["id"], **rest}}  # noqa: PLW2901 - the choice under another form
        out.append(one)
    return out


def _part(document: Json, path: list[Any]) -> tuple[int, Json] | None:
    """The innermost component or service on the path, and how long the path to it is."""
    if path[0] not in {"components", "services", "metadata"}:
        return None
    found: tuple[int, Json] | None = None
    place: Any = document
    for depth, step in enumerate(path, 1):
        try:
            place = place[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(place, dict) and _leads_to_part(path[:depth]):
            found = depth, place
    return found


def _leads_to_part(path: list[Any]) -> bool:
    if path == ["metadata", "component"]:
        return True
    return len(path) > 1 and path[-2] in {"components", "services"} and isinstance(path[-1], int)
