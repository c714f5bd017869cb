# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A CycloneDX 1.7 document as CycloneDX 1.6, for consumers that refuse 1.7; and back, as far as it was kept.

The tables hold all that the JSON schema of 1.7 has and that of 1.6 lacks. What stands at a component, a service or the metadata
moves into a property there, which `restore_bom` reads; what has no such place is left out and named as a gap. Nothing goes unsaid.
"""

import json
import uuid
from collections import Counter
from typing import Any

from compliance.bom.document import (
    PREFIX,
    Json,
    build_property,
    drop_empty,
    dump_json,
    mappings_in,
    property_values,
    text_at,
)
from compliance.bom.official_schemas import license_ids

VERSION = "1.6"
LATER = {
    "": frozenset({"citations"}),
    "definitions": frozenset({"patents"}),
    "metadata": frozenset({"distributionConstraints"}),
    "component": frozenset({"versionRange", "isExternal", "patentAssertions"}),
    "service": frozenset({"patentAssertions"}),
    "externalReference": frozenset({"properties"}),
    "algorithmProperties": frozenset({"algorithmFamily", "ellipticCurve"}),
    "certificateProperties": frozenset(
        {
            *("serialNumber", "certificateFileExtension", "fingerprint", "certificateState", "creationDate"),
            *("activationDate", "deactivationDate", "revocationDate", "destructionDate"),
            *("certificateExtensions", "relatedCryptographicAssets"),
        }
    ),
    "relatedCryptoMaterialProperties": frozenset({"fingerprint", "relatedCryptographicAssets"}),
    "protocolProperties": frozenset({"relatedCryptographicAssets"}),
    "cipherSuite": frozenset({"tlsGroups", "tlsSignatureSchemes"}),
}
"""Fields that 1.6 lacks, by the object they stand in, as the schema calls it; the document itself is the empty name."""
LATER_WORDS = {
    ("externalReference", "type"): frozenset({"patent", "patent-family", "patent-assertion", "citation"}),
    ("algorithmProperties", "primitive"): frozenset({"key-wrap"}),
    ("protocolProperties", "type"): frozenset(
        {"dtls", "quic", "eap-aka", "eap-aka-prime", "prins", "5g-aka"}
    ),
}
"""Words that 1.6 lacks, by the object and field; each field has `other`."""
LATER_HASHES = frozenset({"Streebog-256", "Streebog-512"})
LATER_TRANSFORMS = frozenset({"encr", "prf", "integ", "ke", "auth"})
"""Of `ikev2TransformTypes`: objects in 1.7, references to algorithms in 1.6."""
PLACES = {
    **dict.fromkeys(("component", "components", "ancestors", "descendants", "variants"), "component"),
    **dict.fromkeys(("service", "services"), "service"),
    **dict.fromkeys(("externalReference", "externalReferences"), "externalReference"),
    "cipherSuites": "cipherSuite",
}
"""Under which fields these objects stand; all others stand under their own name."""
_HOLDERS = frozenset({"component", "service", "metadata"})
_POINTERS = frozenset(
    {"/licenses", "/evidence/licenses", *(f"/{key}" for place in _HOLDERS for key in LATER[place])}
)
"""What a property may put back, whoever wrote it."""
_OF_EXPRESSIONS = frozenset({"expression", "acknowledgement", "bom-ref"})
_KEPT = "kept in properties that lexbom reads back"
_LEFT = "left out"
_SIGNATURES = "signatures over what had to change"
_ORIGIN = "made-from"
"""The property of the metadata that says that others hold what is to be restored."""
_Told = Counter[tuple[str, str]]


def downgrade_bom(document: Json) -> tuple[Json, tuple[str, ...]]:
    """The document as 1.6, and one sentence for each kind of thing that 1.6 has no place for; older documents stay as they are."""
    if document.get("specVersion") != "1.7":
        return document, ()
    told: _Told = Counter()
    older = _take_downgrade_table(_without_own_citations(document), "", told) | {"specVersion": VERSION}
    if older.pop("signature", None):
        told[_SIGNATURES, _LEFT] += 1
    if "$schema" in older:
        older["$schema"] = f"http://cyclonedx.org/schema/bom-{VERSION}.schema.json"
    if isinstance(serial := older.get("serialNumber"), str):
        older["serialNumber"] = _serial(serial)
    sentences = {
        (what, fate): f"For CycloneDX {VERSION}, {what}: {count} {fate}"
        for (what, fate), count in sorted(told.items())
    }
    lost = [sentence for (_, fate), sentence in sentences.items() if fate == _LEFT]
    kept = any(fate.endswith(_KEPT) for _, fate in told)
    return _marked(older, lost, kept=kept), tuple(sentences.values())


def _without_own_citations(document: Json) -> Json:
    """Our citations follow from properties that stay, and are made anew when the inventory is written again."""
    theirs = [
        one
        for one in mappings_in(document.get("citations"))
        if not text_at(one, "bom-ref").startswith(f"{PREFIX}citation:")
    ]
    return {key: one for key, one in document.items() if key != "citations"} | drop_empty(citations=theirs)


def restore_bom(document: Json) -> Json:
    """A document that `downgrade_bom` made, with what it kept in properties at its place again; any other as it is."""
    metadata = document.get("metadata")
    known = metadata.get("properties") if isinstance(metadata, dict) else None
    if document.get("specVersion") != VERSION or not property_values(known, _ORIGIN):
        return document
    back: Json = _restored(document)
    metadata = back.pop("metadata")
    rest = [one for one in metadata.pop("properties") if one != build_property(_ORIGIN, "1.7")]
    metadata |= {"properties": rest} if rest else {}
    return back | ({"metadata": metadata} if metadata else {})


def _serial(written: str) -> str:
    """Another document needs another serial number, the same one for the same document."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{written}#{VERSION}").urn


def _marked(document: Json, lost: list[str], *, kept: bool) -> Json:
    """The document with what was left out as gaps, and with the note that something was kept."""
    metadata = document.get("metadata", {})
    if not isinstance(metadata, dict):
        return document
    new = [
        build_property("gap", dump_json({"path": f"CycloneDX {VERSION}", "reason": reason}))
        for reason in lost
    ]
    new += [build_property(_ORIGIN, "1.7")] if kept else []
    known = mappings_in(metadata.get("properties"))
    return document | {"metadata": metadata | {"properties": [*known, *new]}} if new else document


def _value(value: Any, place: str, told: _Told) -> Any:
    if isinstance(value, dict):
        return _take_downgrade_table(value, place, told)
    return [_value(one, place, told) for one in value] if isinstance(value, list) else value


def _take_downgrade_table(table: Json, place: str, told: _Told) -> Json:
    """An object in the words of 1.6; a signature over it falls with the first change."""
    before = told.total()
    kept: dict[str, Any] = {}
    later = LATER.get(place, frozenset())
    table = _licensed(table, kept, told) if place in _HOLDERS else table
    out: Json = {}
    for key, value in table.items():
        if key in later:
            _set_aside(key, value, place, kept, told)
        else:
            out[key] = _convert_field(key, value, place, told)
    if kept:
        out["properties"] = [*mappings_in(out.get("properties")), *_write_newer(kept)]
    if place and "signature" in out and told.total() > before:
        told[_SIGNATURES, _LEFT] += 1
        del out["signature"]
    return out


def _set_aside(key: str, value: Any, place: str, kept: dict[str, Any], told: _Told) -> None:
    """A field that 1.6 doesn't have: kept in a property where the object can hold properties, else left out."""
    held = place in _HOLDERS
    told[f"`{place}.{key}`".replace("`.", "`"), _KEPT if held else _LEFT] += 1
    if held:
        kept[f"/{key}"] = value


def _convert_field(key: str, value: Any, place: str, told: _Told) -> Any:
    """The value of a field that 1.6 has too."""
    if key == "signature":
        return value
    if key == "hashes" and isinstance(value, list):
        return _hashes(value, told)
    if place == "ikev2TransformTypes" and key in LATER_TRANSFORMS and isinstance(value, list):
        return list(_transforms(value, told))
    if isinstance(value, str) and value in LATER_WORDS.get((place, key), ()):
        told[f"`{place}.{key}` {value}", "written as `other`"] += 1
        return "other"
    return _value(value, PLACES.get(key, key), told)


def _write_newer(kept: dict[str, Any]) -> list[Json]:
    """One property for each field that was set aside, by its pointer."""
    return [build_property("newer", dump_json({"pointer": at, "value": one})) for at, one in kept.items()]


def _hashes(hashes: list[Any], told: _Told) -> list[Any]:
    known = [one for one in hashes if not (isinstance(one, dict) and text_at(one, "alg") in LATER_HASHES)]
    if len(known) < len(hashes):
        told["Streebog hashes", _LEFT] += len(hashes) - len(known)
    return known


def _transforms(items: list[Any], told: _Told) -> Any:
    for item in items:
        if isinstance(item, dict):
            told["names and sizes of IKEv2 transforms", _LEFT] += 1
            item = item.get("algorithm")  # noqa: PLW2901
        if isinstance(item, str):
            yield item


def _licensed(table: Json, kept: dict[str, Any], told: _Told) -> Json:
    """An object whose licence lists follow 1.6: licences only, or exactly one bare expression."""
    out = dict(table)
    if (older := _licenses(table.get("licenses"), told)) is not None:
        kept["/licenses"] = table["licenses"]
        out["licenses"] = older
    evidence = table.get("evidence")
    if isinstance(evidence, dict) and (older := _licenses(evidence.get("licenses"), told)) is not None:
        kept["/evidence/licenses"] = evidence["licenses"]
        out["evidence"] = evidence | {"licenses": older}
    return out


def _licenses(choices: Any, told: _Told) -> list[Json] | None:
    """The list in words of 1.6, or nothing if it is so already; an expression that has company becomes a licence's name, as `write` does it."""
    expressions = [one for one in mappings_in(choices) if text_at(one, "expression")]
    if not expressions:
        return None
    if len(choices) > 1:
        told["lists that hold expressions beside other licences", f"written with names and {_KEPT}"] += 1
        return [_name_downgrade(one) if one in expressions else one for one in choices]
    if expressions[0].keys() <= _OF_EXPRESSIONS:
        return None
    told["details and properties of licence expressions", _KEPT] += 1
    return [{key: value for key, value in expressions[0].items() if key in _OF_EXPRESSIONS}]


def _name_downgrade(choice: Json) -> Json:
    written = choice["expression"]
    others = {key: one for key, one in choice.items() if key not in {"expression", "expressionDetails"}}
    return {"license": {"id" if written in license_ids() else "name": written, **others}}


def _restored(value: Any) -> Any:
    if isinstance(value, list):
        return [_restored(one) for one in value]
    if not isinstance(value, dict):
        return value
    out = {key: _restored(one) for key, one in value.items()}
    kept = property_values(out.get("properties"), "newer")
    if kept:
        out["properties"] = [
            one
            for one in mappings_in(out["properties"])
            if one.get("name") != build_property("newer", "")["name"]
        ]
        for written in kept:
            _put(out, written)
        if not out["properties"]:
            del out["properties"]
    return out


def _put(table: Json, written: str) -> None:
    """Puts back what one property kept; a property that nobody wrote so is passed over."""
    try:
        kept = json.loads(written)
        if kept["pointer"] in _POINTERS:
            *above, key = kept["pointer"].split("/")[1:]
            for name in above:
                table = table.setdefault(name, {})
            table[key] = kept["value"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return
