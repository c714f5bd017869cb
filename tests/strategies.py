# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Inventories as hypothesis draws them: anything the model can hold and a JSON document can carry."""

from hypothesis import strategies as st

from compliance.model import (
    Artifact,
    Aspect,
    AspectName,
    Clause,
    ClauseKind,
    Component,
    DatasetFacts,
    Digest,
    Evidence,
    Gap,
    Import,
    Inventory,
    Kind,
    LicenseClaim,
    Metric,
    ModelFacts,
    Party,
    Presence,
    Relation,
    RelationKind,
    SaidBy,
    Scope,
    Status,
    Subject,
)

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=12)
maybe = st.one_of(st.just(""), words)
digests = st.builds(Digest, st.just("SHA-256"), st.text("0123456789abcdef", min_size=64, max_size=64))
long_digests = st.builds(Digest, st.just("SHA-512"), st.text("0123456789abcdef", min_size=128, max_size=128))
parties = st.builds(
    Party,
    st.sampled_from(["", "Some Maker"]),
    st.sampled_from(["", "some@maker.example"]),
    st.sampled_from(["", "https://maker.example"]),
).filter(lambda party: party != Party())
forms = st.sampled_from(["", "zip", "pickle", "plain"])
artifacts = st.builds(
    Artifact,
    st.sampled_from(
        ["some-1.0.tar.gz", "https://some.example/some-1.0.tar.gz", "https://some.example/some-1.0.whl"]
    ),
    st.lists(digests, max_size=1).map(tuple),
)
evidence = st.builds(Evidence, path=words, line=st.integers(0, 99_999), quote=maybe)
sources = st.builds(Evidence, path=st.just(""), line=st.just(0), quote=maybe, source=words)
clauses = st.builds(
    Clause,
    kind=st.sampled_from(ClauseKind),
    evidence=st.one_of(evidence, sources),
    grade=st.sampled_from(["", "absolute", "limited-by-law"]),
    effect=st.sampled_from(["", "exclude", "allow-list"]),
    territories=st.lists(st.sampled_from(["EU", "GB", "KR", "US"]), unique=True).map(tuple),
    basis=st.lists(st.sampled_from(["domicile", "place-of-use"]), unique=True).map(tuple),
    scope=st.sampled_from(["", "all", "multimodal"]),
    exempt=maybe,
)
expressions = st.sampled_from(
    ["", "MIT", "Apache-2.0", "MIT OR Apache-2.0", "LicenseRef-scancode-llama-4-cla-2025", "CC-BY-NC-4.0"]
)


def claims(status: st.SearchStrategy[Status]) -> st.SearchStrategy[LicenseClaim]:
    """Licence claims of these standings."""
    return st.builds(
        LicenseClaim,
        expression=expressions,
        said_by=st.sampled_from(SaidBy),
        status=status,
        subject=st.sampled_from(Subject),
        stated=maybe,
        evidence=st.lists(st.one_of(evidence, sources), max_size=2).map(tuple),
        clauses=st.lists(clauses, max_size=2).map(tuple),
        part=maybe,
    )


models = st.builds(
    ModelFacts,
    format=maybe,
    architecture=maybe,
    task=maybe,
    parameters=st.integers(0, 10**12),
    precision=st.lists(words, max_size=2).map(tuple),
    languages=st.lists(words, max_size=2).map(tuple),
    producer=maybe,
    description=maybe,
    context_length=st.integers(0, 10**7),
    emissions=maybe,
    metrics=st.lists(st.builds(Metric, words, words, maybe), max_size=2).map(tuple),
    aspects=st.lists(
        st.builds(Aspect, st.sampled_from(AspectName), st.just("present"), evidence), max_size=2
    ).map(tuple),
    inputs=st.lists(words, max_size=2).map(tuple),
    outputs=st.lists(words, max_size=2).map(tuple),
    released=maybe,
).filter(lambda facts: facts != ModelFacts())
datasets = st.builds(
    DatasetFacts,
    format=maybe,
    rows=st.integers(0, 10**9),
    columns=st.lists(words, max_size=3).map(tuple),
    personal_data=maybe,
    provenance=maybe,
    description=maybe,
    sensitive=st.lists(words, max_size=2).map(tuple),
    owners=st.lists(words, max_size=2, unique=True).map(tuple),
    statistics=maybe,
)

about = st.sampled_from(
    [
        "{}",
        '{"metadata":{"timestamp":"2026-01-01T00:00:00Z","tools":[{"name":"old","vendor":"v"}]}}',
        '{"metadata":{"tools":{"components":[{"name":"new","type":"application"}]}},"specVersion":"1.6"}',
    ]
)


@st.composite
def components(draw: st.DrawFn, ref: str, kind: Kind, carriers: list[str]) -> Component:
    """A component of one kind; what CycloneDX sorts is drawn sorted."""
    declared = draw(st.lists(claims(st.sampled_from([Status.DECLARED, Status.CONCLUDED])), max_size=2))
    observed = (
        draw(st.lists(claims(st.just(Status.OBSERVED)), max_size=2)) if kind is not Kind.SERVICE else []
    )
    is_service = kind is Kind.SERVICE
    presence = Presence.REFERENCED if is_service else draw(st.sampled_from(Presence))
    downloads = [] if presence is Presence.REFERENCED else draw(st.lists(artifacts, max_size=2))
    return Component(
        ref=ref,
        kind=kind,
        name=draw(words),
        version=draw(maybe),
        purl=draw(st.sampled_from(["", "pkg:pypi/some@1.0"])) if not is_service else "",
        presence=presence,
        scope=Scope.UNSTATED if is_service else draw(st.sampled_from(Scope)),
        shipped_by="" if is_service or not carriers else draw(st.sampled_from(["", *carriers])),
        path="" if is_service else draw(maybe),
        size=-1 if is_service else draw(st.integers(-1, 10**12)),
        digests=()
        if is_service
        else tuple(sorted(draw(st.sets(st.one_of(digests, long_digests), max_size=2)))),
        artifacts=tuple(sorted(downloads)),
        licenses=(*declared, *observed),
        evidence=tuple(sorted(draw(st.sets(st.one_of(evidence, sources), max_size=3)))),
        supplier=draw(maybe),
        producer=None if is_service else draw(st.one_of(st.none(), parties)),
        form="" if is_service else draw(forms),
        url=draw(st.sampled_from(["", "https://some.example/x"])),
        model=draw(models) if kind is Kind.MODEL else None,
        dataset=draw(datasets) if kind is Kind.DATASET else None,
        imported=tuple(draw(st.lists(words, max_size=2))),
    )


@st.composite
def inventories(draw: st.DrawFn) -> Inventory:
    """An inventory whose refs resolve."""
    kinds = draw(st.lists(st.sampled_from([kind for kind in Kind if kind is not Kind.PRODUCT]), max_size=5))
    refs = [f"{kind}:{number}" for number, kind in enumerate(kinds)]
    found: list[Component] = []
    for ref, kind in zip(refs, kinds, strict=True):
        carriers = [component.ref for component in found if component.kind is Kind.LIBRARY]
        found.append(draw(components(ref, kind, carriers)))
    product = draw(components("product", Kind.PRODUCT, []))
    ends = st.sampled_from(["product", *refs])
    edges = draw(st.sets(st.tuples(ends, st.sampled_from(RelationKind), ends), max_size=5))
    relations = [
        Relation(
            source,
            kind,
            target,
            tuple(draw(st.lists(evidence, max_size=2, unique=True).map(sorted))),
        )
        for source, kind, target in edges
        if source != target
    ]
    return Inventory(
        product=product,
        components=tuple(sorted(found, key=lambda component: component.ref)),
        relations=tuple(sorted(relations)),
        gaps=tuple(sorted(draw(st.sets(st.builds(Gap, words, words, st.integers(0, 9), maybe), max_size=3)))),
        installed=draw(st.booleans()),
        imports=tuple(draw(st.lists(st.builds(Import, words, about), max_size=2))),
    )
