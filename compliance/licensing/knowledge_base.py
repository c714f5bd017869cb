# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What is known of licences: one TOML file each in `knowledge/`, found through an index so that only what is asked for is parsed."""

import difflib
import fnmatch
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from compliance.licensing import conversions
from compliance.model import Clause, ClauseKind, Evidence

FOLDER = Path(__file__).parent / "knowledge"
INDEX = FOLDER / "index.json"
HUB_DATA = FOLDER / "hub_datasets.tsv"
"""Licences that the Data Provenance Collection recorded for data sets of the hub (Apache-2.0)."""
_LEAST_NAME = 5
"""Of a pattern's letters after the owner, how many it takes to tell one model from others."""
_PROVENANCE = "Data-Provenance-Initiative/Data-Provenance-Collection@ce6662d"
HUB_IDS = FOLDER / "hub.tsv"
"""Hub id patterns of models under a licence that many use: pattern, expression, source."""


@dataclass(frozen=True, slots=True)
class License:
    """Facts about one licence text, each clause with its quoted words and where they were read."""

    id: str
    name: str
    expression: str
    category: str
    """public-domain, permissive, weak-copyleft ... as `schemas/lexbom-license.schema.json` lists them."""
    applies_to: tuple[str, ...]
    commercial_use: str
    """yes, conditional, no or not-stated."""
    confidence: str
    clauses: tuple[Clause, ...]
    facts: dict[str, Any]
    """The file as it stands, for `explain`."""

    def of(self, kind: ClauseKind) -> tuple[Clause, ...]:
        """Its clauses of one kind."""
        return tuple(clause for clause in self.clauses if clause.kind is kind)


def find_license(name: str) -> tuple[License, ...]:
    """The licences that an id, SPDX id, LicenseRef, hub id or `license_name` may mean; several when the name is ambiguous."""
    return tuple(load_license(stem) for stem in _index()["names"].get(_build_knowledge_base_key(name), ()))


INFERRED = "inferred from the name"
"""The words of a claim that rests on a hub id's likeness to a known one."""


@dataclass(frozen=True, slots=True)
class VendorTerms:
    """The licence that a vendor is known to apply to models or data sets of some name."""

    expression: str
    source: str
    """Where that was read."""
    stated: str = ""
    """The name of a data set's own terms, or `INFERRED`."""


def for_hub_id(hub_id: str) -> tuple[VendorTerms, ...]:
    """The vendor's terms for a hub id, by patterns such as `meta-llama/Llama-4-*`; the longest pattern that fits decides.

    An id that only differs from a known one by a format or a precision (`city96/FLUX.1-dev-gguf`) gets the known one's, marked as inferred.
    """
    owner, _, name = hub_id.rpartition("/")
    base = conversions.original(name)
    if not base or hub_id in _index()["hub_ids"]:
        return _fitting(hub_id)
    terms = _fitting(f"{owner}/{base}" if owner else base) or _fitting(hub_id) or _of_any_owner(base)
    return tuple(VendorTerms(one.expression, f"{one.source}; {INFERRED} {hub_id}", INFERRED) for one in terms)


def _fitting(hub_id: str) -> tuple[VendorTerms, ...]:
    fitting = [
        pattern
        for pattern in _index()["hub_ids"]
        if fnmatch.fnmatchcase(hub_id.casefold(), pattern.casefold())
    ]
    best = max(fitting, key=len, default="")
    return _list_knowledge_base_entries(best)


def _of_any_owner(name: str) -> tuple[VendorTerms, ...]:
    """The terms of the one known model of this name, whoever's it is; nothing when two owners have one under different terms."""
    fitting = [
        pattern
        for pattern in _index()["hub_ids"]
        if "/" in pattern
        and fnmatch.fnmatchcase(name.casefold(), pattern.rpartition("/")[2].casefold())
        and len(pattern.rpartition("/")[2].strip("*")) > _LEAST_NAME
    ]
    longest = max((len(pattern.rpartition("/")[2]) for pattern in fitting), default=0)
    found = {
        _list_knowledge_base_entries(pattern)
        for pattern in fitting
        if len(pattern.rpartition("/")[2]) == longest
    }
    return found.pop() if len(found) == 1 else ()


def _list_knowledge_base_entries(pattern: str) -> tuple[VendorTerms, ...]:
    """Each licence once: a pattern may stand in a licence's own file and in the table."""
    first: dict[str, VendorTerms] = {}
    for entry in _index()["hub_ids"].get(pattern, ()):
        first.setdefault(entry["expression"], VendorTerms(**entry))
    return tuple(first.values())


@dataclass(frozen=True, slots=True)
class DataTerms:
    """A licence that somebody recorded for a data set of the hub."""

    expression: str
    stated: str
    source: str


def for_hub_data(hub_id: str) -> tuple[DataTerms, ...]:
    """What is known of a data set, else what others recorded of it: several entries when its parts have several licences."""
    known = tuple(DataTerms(one.expression, one.stated, one.source) for one in for_hub_id(hub_id))
    return known or tuple(
        DataTerms(expression, stated, _PROVENANCE)
        for stated, expression in _hub_data().get(hub_id.casefold(), ())
    )


@cache
def _hub_data() -> dict[str, list[tuple[str, str]]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for line in HUB_DATA.read_text("utf-8").splitlines()[1:]:
        hub_id, stated, expression = line.split("\t")
        table.setdefault(hub_id.casefold(), []).append((stated, expression))
    return table


def find_similar_names(name: str) -> list[str]:
    """Known names that look like `name`, for a did-you-mean."""
    return difflib.get_close_matches(
        _build_knowledge_base_key(name), list(_index()["names"]), n=3, cutoff=0.5
    )


@cache
def load_license(stem: str) -> License:
    """The licence in `knowledge/<stem>.toml`."""
    return read_license((FOLDER / f"{stem}.toml").read_text("utf-8"))


def read_license(text: str) -> License:
    """A knowledge file's text as a value."""
    facts = tomli.loads(text)
    document = facts["sources"][0]["ref"]
    return License(
        id=facts["id"],
        name=facts["name"],
        expression=facts["expression"],
        category=facts["category"],
        applies_to=tuple(facts["applies_to"]),
        commercial_use=facts["commercial_use"],
        confidence=facts["confidence"],
        clauses=tuple(_clause(entry, document) for entry in facts["clauses"]),
        facts=facts,
    )


def build_index() -> dict[str, dict[str, Any]]:
    """The index of all files: every name that means a licence, and hub id patterns. Written by `python -m compliance.licensing.indexing`."""
    names: dict[str, set[str]] = {}
    hub_ids: dict[str, list[dict[str, str]]] = {}
    for line in HUB_IDS.read_text("utf-8").splitlines()[1:]:
        pattern, expression, source = line.split("\t")
        hub_ids.setdefault(pattern, []).append({"expression": expression, "source": source})
    for path in sorted(FOLDER.glob("*.toml")):
        facts = read_license(path.read_text("utf-8")).facts
        spellings = {facts["id"], facts["name"]}
        is_data = facts["category"] == "dataset-terms"
        # A data set's file repeats the expression of the licence it is under, unless the terms are its own.
        if not is_data or (facts["expression"].startswith("LicenseRef-") and " " not in facts["expression"]):
            spellings.add(facts["expression"])
        for field in ("aliases", "hf_ids", "hf_names"):
            spellings.update(facts.get(field, ()))
        for spelling in spellings:
            names.setdefault(_build_knowledge_base_key(spelling), set()).add(facts["id"])
        for pattern in facts.get("hub_ids", ()):
            entry = {"expression": facts["expression"], "source": facts["sources"][0]["ref"]}
            if is_data:
                entry["stated"] = facts["name"]
            hub_ids.setdefault(pattern, []).insert(0, entry)
    return {
        "names": {key: sorted(names[key]) for key in sorted(names)},
        "hub_ids": dict(sorted(hub_ids.items())),
    }


def _clause(entry: dict[str, Any], document: str) -> Clause:
    section = f", {entry['section']}" if entry.get("section") else ""
    return Clause(
        kind=ClauseKind(entry["kind"]),
        evidence=Evidence(quote=entry["quote"], source=f"{entry.get('source', document)}{section}"),
        grade=entry.get("grade", ""),
        effect=entry.get("effect", ""),
        territories=tuple(sorted(entry.get("territories", ()))),
        basis=tuple(entry.get("basis", ())),
        scope=entry.get("scope", ""),
        exempt=entry.get("exempt", ""),
    )


def _build_knowledge_base_key(name: str) -> str:
    """`Llama 4`, `llama-4` and `Llama4` are one name; `llama-3.1` and `llama-31` are not."""
    return "".join(character for character in name.casefold() if character.isalnum() or character in "+.")


@cache
def _index() -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = json.loads(INDEX.read_text("utf-8"))
    return loaded
