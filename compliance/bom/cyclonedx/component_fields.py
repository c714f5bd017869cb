# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Fields of a CycloneDX component, one by one, as the inventory has them; what is malformed counts as not stated."""

from collections.abc import Iterator
from typing import Any

from compliance.bom.cyclonedx import keep_unmodelled, licenses
from compliance.bom.document import (
    DATA_FLOWS,
    THIS_FILE,
    Json,
    evidence_from_json,
    mapping_at,
    mappings_in,
    property_value,
    property_values,
    text_at,
)
from compliance.bom.imports import merge_foreign
from compliance.model import (
    Artifact,
    Digest,
    Evidence,
    Kind,
    LicenseClaim,
    Presence,
    SaidBy,
    Scope,
    Status,
    Subject,
)

_DOWNLOADS = frozenset({"distribution", "source-distribution"})
HOMES = {"website", "distribution"}
"""Types of references, one of which leads to where a component is found."""
_OF_SERVICES = frozenset({"bom-ref", "provider", "name", "version", "endpoints", "licenses", "properties"})
_SUBJECTS = {Kind.MODEL: Subject.WEIGHTS, Kind.DATASET: Subject.DATA}


def read_references_beyond(entry: Json, theirs: int) -> list[Json]:
    """External references behind those of the other tool, without the one from a file to itself."""
    references = mappings_in(entry.get("externalReferences"))[theirs:]
    return [one for one in references if text_at(one, "comment") != THIS_FILE]


def read_presence(entry: Json) -> Presence:
    """Where it is: as our property says, else as `isExternal` does."""
    stated = property_value(entry.get("properties"), "presence")
    if stated in set(Presence):
        return Presence(stated)
    return Presence.REFERENCED if entry.get("isExternal") is True else Presence.SHIPPED


def read_scope(entry: Json) -> Scope:
    """What it is needed for: as our property says, else as the field does."""
    stated = property_value(entry.get("properties"), "scope") or text_at(entry, "scope")
    return Scope(stated) if stated in set(Scope) else Scope.UNSTATED


def read_size(properties: Any) -> int:
    """Bytes; -1 if they aren't stated."""
    stated = property_value(properties, "size")
    return int(stated) if stated.isascii() and stated.isdecimal() else -1


def read_claims(entry: Json, kind: Kind) -> tuple[LicenseClaim, ...]:
    """The component's licences, then those in its evidence."""
    subject = _SUBJECTS.get(kind, Subject.CODE)
    seen = mapping_at(entry, "evidence").get("licenses")
    return (
        *licenses.licenses_from_json(entry.get("licenses"), SaidBy.FOREIGN, Status.DECLARED, subject),
        *licenses.licenses_from_json(seen, SaidBy.FOREIGN, Status.OBSERVED, subject),
    )


def find_url(references: list[Json], kinds: set[str]) -> str:
    """The address of the first reference of one of these types."""
    return next((text_at(one, "url") for one in references if text_at(one, "type") in kinds), "")


def read_digests(entry: Json) -> tuple[Digest, ...]:
    """The hashes, sorted; their digits in lower case."""
    hashes = mappings_in(entry.get("hashes"))
    return tuple(sorted({Digest(text_at(one, "alg"), text_at(one, "content").lower()) for one in hashes}))


def read_artifacts(references: list[Json]) -> Iterator[Artifact]:
    """The files that it may be installed from."""
    for one in references:
        if text_at(one, "type") in _DOWNLOADS:
            yield Artifact(text_at(one, "url"), read_digests(one))


def is_grafted(entry: Json, *, ours: bool) -> bool:
    """Whether another tool wrote it, be it that we added to it or not."""
    return not ours or bool(property_values(entry.get("properties"), merge_foreign.ADDED))


def read_evidence(evidence: Json, properties: Any) -> Iterator[Evidence]:
    """Places from occurrences, then what our properties say."""
    for one in mappings_in(evidence.get("occurrences")):
        line = one.get("line")
        yield Evidence(
            text_at(one, "location"),
            line if type(line) is int and line > 0 else 0,
            text_at(one, "additionalContext"),
        )
    yield from map(evidence_from_json, property_values(properties, "evidence"))


def take_rest_of_service(entry: Json, *, called: bool) -> Json:
    """What another tool wrote, or what a service of ours has beyond the inventory."""
    if is_grafted(entry, ours=bool(property_value(entry.get("properties"), "presence"))):
        return merge_foreign.take_foreign(entry)
    modelled = _OF_SERVICES
    if called and entry.get("data") == list(DATA_FLOWS):
        modelled |= {"data"}  # `write` says it again for whatever is called
    rest = {key: content for key, content in entry.items() if key not in modelled}
    return rest | keep_unmodelled.write_unmodelled(entry, [])
