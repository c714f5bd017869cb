# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import mlbom
import pytest

from compliance.bom.imports.parse_bytes import parse_document
from compliance.bom.validation import integrity, validate

TODAY = date(*mlbom.TODAY_IS)
DATA, TORCH, MODEL = ("components", 0), ("components", 1), ("components", 2)
LICENSE = (*TORCH, "licenses", 0)
HASH = (*TORCH, "hashes", 0)
CARD = (*MODEL, "modelCard")
Path = tuple[str | int, ...]
Edit = Callable[[dict[str, Any]], None]


def put(path: Path, value: Any) -> Edit:
    """Writes a value at a place."""

    def edit(document: dict[str, Any]) -> None:
        holder: Any = document
        for step in path[:-1]:
            holder = holder[step]
        if path[-1] == "+":
            holder.append(value)
        else:
            holder[path[-1]] = value

    return edit


def drop(path: Path) -> Edit:
    """Removes what stands at a place."""

    def edit(document: dict[str, Any]) -> None:
        holder: Any = document
        for step in path[:-1]:
            holder = holder[step]
        del holder[path[-1]]

    return edit


def together(*edits: Edit) -> Edit:
    """One edit after the other."""

    def edit(document: dict[str, Any]) -> None:
        for one in edits:
            one(document)

    return edit


def torch(**fields: Any) -> dict[str, Any]:
    return {"type": "library", "name": "torch", "version": "2.9.1", "purl": "pkg:pypi/torch@2.9.1"} | fields


S, E, W, N = "schema", "error", "warning", "note"
MUTATIONS: dict[str, tuple[Edit, str, str, str]] = {
    # what the schema sees
    "type misspelt": (put((*TORCH, "type"), "libary"), S, E, 'component torch 2.9.1: `type` is "libary"'),
    "name missing": (drop((*TORCH, "name")), S, E, "lacks the required field `name`"),
    "name a number": (put((*MODEL, "name"), 7), S, E, "`name` is 7; it has to be text"),
    "unknown field": (
        put((*MODEL, "licences"), []),
        S,
        E,
        "component model.onnx 1.0: has the unknown field `licences`",
    ),
    "components an object": (
        put(("components",), {}),
        S,
        E,
        "`components` is an object without content; it has to be a list",
    ),
    "licence id unknown": (
        put((*LICENSE, "license", "id"), "BSD 3 Clause"),
        S,
        E,
        "no id of the SPDX licence list",
    ),
    "licence id a LicenseRef": (put((*LICENSE, "license", "id"), "LicenseRef-own"), S, E, "but a LicenseRef"),
    "licence id an expression": (put((*LICENSE, "license", "id"), "MIT OR ISC"), S, E, "but an expression"),
    "licence with id and name": (put((*LICENSE, "license", "name"), "BSD"), S, E, "both `id` and `name`"),
    "licence with neither": (drop((*LICENSE, "license", "id")), S, E, "neither `id` nor `name`"),
    "licence beside expression": (
        put((*LICENSE, "expression"), "MIT"),
        S,
        E,
        "`license` and `expression` stand side by side",
    ),
    "licence not wrapped": (put(LICENSE, {"id": "MIT"}), S, E, "neither `license` nor `expression`"),
    "licence a text": (put(LICENSE, "MIT"), S, E, 'a licence is "MIT"; it has to be an object'),
    "mixed licences in 1.6": (
        together(
            put(("specVersion",), "1.6"),
            drop(("citations",)),
            put((*MODEL, "licenses"), []),
            put((*TORCH, "licenses", "+"), {"expression": "MIT"}),
        ),
        S,
        E,
        "a list of licences or exactly one expression, never both",
    ),
    "timestamp without time": (
        put(("metadata", "timestamp"), "2026-01-31"),
        S,
        E,
        "a date and time with a time zone",
    ),
    "algorithm unknown": (put((*HASH, "alg"), "SHA256"), S, E, "nearest SHA-256"),
    "digest not hexadecimal": (put((*HASH, "content"), "zz" * 32), S, E, "hexadecimal digits"),
    "address with a space": (
        put(("services", 0, "endpoints", 0), "https://chat example/ v1"),
        S,
        E,
        "an address",
    ),
    "serial number cut": (put(("serialNumber",), "urn:uuid:3e671687"), S, E, "urn:uuid: and a UUID"),
    "version zero": (put(("version",), 0), S, E, "`version` is 0; it has to be at least 1"),
    "unknown specVersion": (put(("specVersion",), "1.9"), S, E, '"1.9" is no CycloneDX version'),
    "scope unknown": (put((*TORCH, "scope"), "dev"), S, E, "allowed are required, optional, excluded"),
    "approach unknown": (
        put((*CARD, "modelParameters", "approach"), {"type": "deep"}),
        S,
        E,
        '`type` is "deep"',
    ),
    "dataset neither data nor ref": (
        put((*CARD, "modelParameters", "datasets", 0), {"rev": "x"}),
        S,
        E,
        "component model.onnx 1.0: has the unknown field `rev`",
    ),
    "data type missing": (
        drop((*DATA, "data", 0, "type")),
        S,
        E,
        "component spring.csv: lacks the required field `type`",
    ),
    "same component twice": (
        lambda one: one["components"].append(one["components"][0]),
        S,
        E,
        "`components` holds the same entry twice",
    ),
    "citation without author": (
        drop(("citations", 0, "attributedTo")),
        S,
        E,
        "lacks `attributedTo` or `process`",
    ),
    "citation with both": (
        put(("citations", 0, "expressions"), ["$.x"]),
        S,
        E,
        "`pointers` and `expressions` stand side by side",
    ),
    "version and range": (
        lambda one: one["components"][1].update(versionRange="vers:pypi/2", isExternal=True),
        S,
        E,
        "`version` and `versionRange`, which exclude each other",
    ),
    "aggregate unknown": (
        put(("compositions", 0, "aggregate"), "whole"),
        S,
        E,
        "composition number 1: `aggregate` is",
    ),
    "empty bom-ref": (put((*TORCH, "bom-ref"), ""), S, E, "`bom-ref` has 0 characters"),
    # what only integrity sees
    "duplicate bom-ref": (
        put((*MODEL, "bom-ref"), "data:spring.csv"),
        "integrity",
        E,
        'component model.onnx 1.0: the bom-ref "data:spring.csv" is given more than once',
    ),
    "service shares a bom-ref": (
        put(("services", 0, "bom-ref"), "product"),
        "integrity",
        E,
        'service chat: the bom-ref "product"',
    ),
    "dangling dependsOn": (
        put(("dependencies", 4, "dependsOn", 0), "data:spring.cvs"),
        "integrity",
        E,
        'dependencies.dependsOn names "data:spring.cvs"',
    ),
    "dangling dependency ref": (
        put(("dependencies", 0, "ref"), "gone"),
        "integrity",
        E,
        'dependencies.ref names "gone"',
    ),
    "dangling data set": (
        put((*CARD, "modelParameters", "datasets", 0, "ref"), "gone"),
        "integrity",
        E,
        'component model.onnx 1.0: datasets.ref names "gone"',
    ),
    "dangling assembly": (
        put(("compositions", 0, "assemblies", 0), "gone"),
        "integrity",
        E,
        'compositions.assemblies names "gone"',
    ),
    "dangling affects": (
        put(("vulnerabilities", 0, "affects", 0, "ref"), "gone"),
        "integrity",
        E,
        'vulnerability CVE-2026-0001: affects.ref names "gone"',
    ),
    "dangling subject": (
        put(("annotations", 0, "subjects", 0), "gone"),
        "integrity",
        E,
        'annotations.subjects names "gone"',
    ),
    "dangling citation": (
        put(("citations", 0, "attributedTo"), "gone"),
        "integrity",
        E,
        'citations.attributedTo names "gone"',
    ),
    "dangling claim target": (
        put(("declarations", "claims", 0, "target"), "gone"),
        "integrity",
        W,
        'claim claim: claims.target names "gone"',
    ),
    "citation points nowhere": (
        put(("citations", 0, "pointers", 0), "/components/9/name"),
        "integrity",
        E,
        "points nowhere",
    ),
    "citation no pointer": (
        put(("citations", 0, "pointers", 0), "components"),
        "integrity",
        E,
        "is no JSON pointer",
    ),
    "purl none": (put((*TORCH, "purl"), "torch@2.9.1"), "integrity", E, 'the purl "torch@2.9.1" is none'),
    "purl of another name": (
        put((*TORCH, "purl"), "pkg:pypi/tensorflow@2.9.1"),
        "integrity",
        W,
        'the purl names "tensorflow"',
    ),
    "purl of another version": (
        put((*TORCH, "purl"), "pkg:pypi/torch@2.9.0"),
        "integrity",
        W,
        'the purl has version "2.9.0"',
    ),
    "purl without its namespace": (
        put((*TORCH, "purl"), "pkg:maven/torch@2.9.1"),
        "integrity",
        W,
        "needs a namespace",
    ),
    "cpe cut": (put((*TORCH, "cpe"), "cpe:2.3:a:pytorch:torch:2.9.1"), "integrity", E, "11 parts"),
    "expression cut": (
        put((*MODEL, "licenses", 0, "expression"), "Apache-2.0 OR"),
        "integrity",
        E,
        "an id is missing at its end",
    ),
    "expression without operator": (
        put((*MODEL, "licenses", 0, "expression"), "Apache-2.0 MIT"),
        "integrity",
        E,
        "an operator is missing",
    ),
    "expression of unknown ids": (
        put((*MODEL, "licenses", 0, "expression"), "Apache-2 OR MIT"),
        "integrity",
        W,
        '"Apache-2" is no id of the SPDX list',
    ),
    "deprecated id": (put((*LICENSE, "license", "id"), "GPL-2.0"), "integrity", N, '"GPL-2.0" is deprecated'),
    "name that is an id": (
        put(LICENSE, {"license": {"name": "MIT"}}),
        "integrity",
        N,
        "an id of the SPDX list",
    ),
    "digest of another length": (
        put((*HASH, "content"), "ab" * 16),
        "integrity",
        E,
        "a SHA-256 digest has 64 hexadecimal digits, this one has 32",
    ),
    "digest of nothing": (
        put((*HASH, "content"), "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"),
        "integrity",
        W,
        "SHA-256 of an empty file",
    ),
    "two digests of one algorithm": (
        put((*TORCH, "hashes", "+"), {"alg": "SHA-256", "content": "ef" * 32}),
        "integrity",
        W,
        "2 SHA-256 digests with different values",
    ),
    "modelCard on a library": (
        put((*MODEL, "type"), "library"),
        "integrity",
        E,
        "a component of type library has `modelCard`",
    ),
    "data on a library": (
        put((*DATA, "type"), "library"),
        "integrity",
        E,
        "a component of type library has `data`",
    ),
    "range on a part inside": (
        together(drop((*TORCH, "version")), put((*TORCH, "versionRange"), "vers:pypi/>=2")),
        "integrity",
        E,
        "isn't marked as external",
    ),
    "own ancestor": (
        put((*TORCH, "pedigree"), {"ancestors": [torch()]}),
        "integrity",
        E,
        "stands in its own pedigree",
    ),
    "own dependency": (
        put(("dependencies", 1, "dependsOn"), ["pkg:pypi/torch@2.9.1"]),
        "integrity",
        W,
        "depends on itself",
    ),
    "cycle of dependencies": (
        put(("dependencies", 0, "dependsOn"), ["weights:model.onnx"]),
        "integrity",
        N,
        "a cycle of dependencies",
    ),
    "component in no dependency": (
        put(("dependencies",), [{"ref": "product", "dependsOn": ["weights:model.onnx", "data:spring.csv"]}]),
        "integrity",
        N,
        "a component stands in no dependency: torch",
    ),
    "timestamp in the future": (
        put(("metadata", "timestamp"), "2026-11-22T00:00:00Z"),
        "integrity",
        E,
        "lies in the future",
    ),
    "annotation in the future": (
        put(("annotations", 0, "timestamp"), "2027-01-01T00:00:00Z"),
        "integrity",
        W,
        "lies in the future",
    ),
    "subject missing": (drop(("metadata", "component")), "integrity", W, "metadata.component is missing"),
}


def problems(document: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Layer, severity and message of all problems."""
    found = [*validate.validate_document(document), *integrity.check_integrity(document, TODAY)]
    return [(problem.layer, problem.severity, problem.message) for problem in found]


def test_the_good_document_is_good() -> None:
    """Nothing is said of the document that the mutations break."""
    assert [] == problems(mlbom.good())


def test_there_are_enough_mutations() -> None:
    """At least 50 ways to break it."""
    assert len(MUTATIONS) >= 50


@pytest.mark.parametrize("name", MUTATIONS)
def test_each_mutation_is_caught_and_named(name: str) -> None:
    """Each fault is found in its layer, with its severity, in words that name it, and with what to do."""
    edit, layer, severity, words = MUTATIONS[name]
    document = mlbom.good()
    edit(document)

    found = problems(document)

    assert any((layer, severity) == one[:2] and words in one[2] for one in found), found


@pytest.mark.parametrize("name", [name for name, (_, layer, *_) in MUTATIONS.items() if layer == S])
def test_one_cause_is_one_problem(name: str) -> None:
    """A single fault against the schema gives one problem, with a fix, not one per alternative of the schema."""
    document = mlbom.good()
    MUTATIONS[name][0](document)

    found = validate.validate_document(document)

    assert (1, True) == (len(found), bool(found[0].fix)), found


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            b'"name": "torch"',
            b'"name": "torch", "name": "torch"',
            'component torch 2.9.1: the field "name" is given more than once',
        ),
        (b'"name": "torch"', b'"name": "t\xf6rch"', "not in UTF-8: byte 0xf6 in line"),
        (b'"name": "torch"', b'"name": "\\ud800torch"', "half of a character"),
    ],
)
def test_bytes_are_looked_at_too(before: bytes, after: bytes, words: str) -> None:
    """What a parser hides is found in the bytes."""
    raw = json.dumps(mlbom.good(), indent=1).encode().replace(before, after, 1)

    found = parse_document(raw, "x").problems

    assert [True] == [words in problem.message for problem in found], found
