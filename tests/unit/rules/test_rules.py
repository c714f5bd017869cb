# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What holds for every rule, whatever it is given: a foreign document may hold anything."""

import datetime
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance import rules
from compliance.licensing import knowledge_base
from compliance.model import (
    Clause,
    ClauseKind,
    Component,
    DatasetFacts,
    Evidence,
    Gap,
    Inventory,
    Kind,
    LicenseClaim,
    ModelFacts,
    Party,
    Presence,
    Relation,
    RelationKind,
    SaidBy,
    Severity,
    Status,
    Subject,
)
from compliance.settings import LicensePolicy, Product, Settings, Waiver

_HEADINGS = ["## What it finds", "## Why it matters", "## How to fix", "## Example"]
_KNOWN = sorted(
    knowledge_base.load_license(path.stem).expression for path in knowledge_base.FOLDER.glob("*.toml")
)
_REFS = ["product", "a", "b", "c", "d", "pkg:pypi/alpha@1.0", "nowhere"]
_CODES = ["EU", "EEA", "DE", "US", "CN", "UA", "XX", "", "not a code"]

_words = st.text(max_size=24)
_atoms = st.one_of(st.sampled_from(_KNOWN), st.sampled_from(["GPL-2.0", "LicenseRef-Proprietary"]), _words)
_expressions = st.recursive(
    _atoms,
    lambda inner: st.builds(
        "{} {} {}".format, inner, st.sampled_from(["AND", "OR", "WITH", "and", "("]), inner
    ),
    max_leaves=4,
)
_evidence = st.builds(Evidence, _words, st.integers(0, 9), _words, _words)
_evidences = st.lists(_evidence, max_size=2).map(tuple)
_codes = st.lists(st.sampled_from(_CODES), max_size=3).map(tuple)
_clauses = st.builds(
    Clause,
    st.sampled_from(ClauseKind),
    _evidence,
    grade=st.one_of(st.sampled_from(["absolute", "excluded", "silent", "own-offer", "restricted"]), _words),
    effect=st.one_of(st.sampled_from(["exclude", "allow-list", "tier"]), _words),
    territories=_codes,
    basis=st.lists(st.sampled_from(["domicile", "place-of-use", "else"]), max_size=2).map(tuple),
    scope=_words,
    exempt=_words,
)
_claims = st.builds(
    LicenseClaim,
    _expressions,
    st.sampled_from(SaidBy),
    st.sampled_from(Status),
    st.sampled_from(Subject),
    stated=_atoms,
    evidence=_evidences,
    clauses=st.lists(_clauses, max_size=2).map(tuple),
    altered=_evidences,
)
_components = st.builds(
    Component,
    ref=st.sampled_from(_REFS),
    kind=st.sampled_from(Kind),
    name=st.one_of(st.sampled_from(["openai", "chat-GPTQ", "Llama-x", "model.Q4_K_M.gguf"]), _words),
    version=_words,
    purl=_words,
    presence=st.sampled_from(Presence),
    shipped_by=st.sampled_from(["", *_REFS]),
    path=_words,
    licenses=st.lists(_claims, max_size=3).map(tuple),
    evidence=_evidences,
    supplier=st.one_of(st.sampled_from(["", "OpenAI", "Anthropic"]), _words),
    url=st.one_of(st.sampled_from(["", "https://api.openai.com/v1", "http://[x"]), _words),
    model=st.none() | st.builds(ModelFacts, format=_words, precision=st.lists(_words, max_size=2).map(tuple)),
    dataset=st.none() | st.builds(DatasetFacts, format=_words),
)
_relations = st.builds(
    Relation, st.sampled_from(_REFS), st.sampled_from(RelationKind), st.sampled_from(_REFS), _evidences
)
_inventories = st.builds(
    Inventory,
    product=_components.map(lambda component: replace(component, ref="product", kind=Kind.PRODUCT)),
    components=st.lists(_components, max_size=5).map(tuple),
    relations=st.lists(_relations, max_size=8).map(tuple),
    gaps=st.lists(st.builds(Gap, _words, _words, st.integers(0, 9), _words), max_size=2).map(tuple),
)
_entries = st.lists(st.one_of(_atoms, st.sampled_from(["GPL-*", "permissive", "["])), max_size=2).map(tuple)
_settings = st.builds(
    Settings,
    product=st.builds(
        Product,
        commercial=st.booleans(),
        markets=_codes,
        domicile=st.sampled_from(_CODES),
        role=st.sampled_from(["manufacturer", "steward"]),
        monthly_users=st.none() | st.integers(0, 10**12),
        annual_revenue_eur=st.none() | st.floats(0, 1e15),
        support_until=st.none() | st.dates(),
        manufacturer=st.builds(Party, _words, _words, _words),
    ),
    licenses=st.builds(
        LicensePolicy, _entries, _entries, _entries, policy=st.sampled_from(["cautious", "text-only"])
    ),
    waivers=st.lists(st.builds(Waiver, _words, _words, _words, st.dates()), max_size=2).map(tuple),
    source=st.sampled_from(["", "lexbom.toml"]),
    today=st.one_of(st.dates(), st.just(datetime.date.max)),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_inventories, _settings)
def test_rules_find_and_never_raise(inventory: Inventory, ours: Settings) -> None:
    """On any inventory every rule gives findings of its own name with a message and a fix, the same ones each time."""
    findings = rules.check(inventory, ours)

    assert {finding.rule for finding in findings} <= {rule.name for rule in rules.rules()}
    assert all(finding.message and finding.fix for finding in findings)
    assert findings == rules.check(inventory, ours)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_inventories, _settings)
def test_text_only_only_takes_away(inventory: Inventory, ours: Settings) -> None:
    """The text-only policy leaves out findings of the cautious one, each of them unsettled, and adds none."""
    cautious, textual = (
        rules.check(inventory, replace(ours, licenses=replace(ours.licenses, policy=policy)))
        for policy in ("cautious", "text-only")
    )

    assert set(textual) <= set(cautious)
    assert all("Unsettled: " in finding.message for finding in set(cautious) - set(textual))


def test_documentation_has_its_headings() -> None:
    """A rule's documentation has a summary of one line and the four headings, in their order."""
    for rule in rules.rules():
        headings = [line for line in rule.documentation.splitlines() if line.startswith("## ")]

        assert headings == _HEADINGS, rule.name
        assert rule.summary.endswith("."), rule.name
        assert rule.severity in set(Severity), rule.name
