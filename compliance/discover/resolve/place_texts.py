# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Licence texts about parts, and texts that nothing lies beside: each to the component that it names, else to the product or package that holds it.

Nothing vanishes here: a claim that no component takes stays with the holder, under the part's name.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from compliance.discover.interface import PRODUCT, TEST_FOLDERS, FolderStatement
from compliance.lazy_regex import compile_lazily
from compliance.model import ClauseKind, Component, Kind, LicenseClaim, SaidBy, Status, Subject

_TOKEN = compile_lazily(r"[a-z]+|\d+")
_LEAST_LETTERS = 4
"""A name that is only the beginning of a component's name has at least so many letters."""
_LONGEST_TITLE = 60
_PLAIN_FOLDERS_WORDS = (
    "models model weights checkpoints checkpoint ckpt ckpts data dataset datasets src lib libs licenses licences "
    "license licence docs doc assets resources code scripts package packages third_party third-party thirdparty "
    "vendor external extern"
)
_PLAIN_FOLDERS = frozenset(_PLAIN_FOLDERS_WORDS.split())
"""Folders whose names name no part."""
_SUBJECTS = {
    **dict.fromkeys(
        ("model", "models", "weights", "checkpoints", "checkpoint", "ckpt", "ckpts"), Subject.WEIGHTS
    ),
    **dict.fromkeys(("data", "dataset", "datasets", "corpus", "corpora"), Subject.DATA),
}
_LICENCE_WORDS = compile_lazily(
    r"\b(?:the|software|community|source|code|model|open|use|acceptable|policy|licen[cs]e|agreement|version|terms|of|and|conditions|v?\d[\d.]*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PartClaim:
    """A claim on a part, and the ref of the distribution whose files say so; empty for the tree."""

    carrier: str
    claim: LicenseClaim


def separate_parts(
    statements: Iterable[FolderStatement], names: dict[str, str]
) -> tuple[list[FolderStatement], list[PartClaim]]:
    """The statements without their claims on parts, and those. `names` has the name of each holder by its ref: a part of that name is no part."""
    rest: list[FolderStatement] = []
    parts: list[PartClaim] = []
    for statement in statements:
        claims = tuple(_as_own(claim, names.get(statement.carrier, "")) for claim in statement.claims)
        named = [claim for claim in claims if claim.part]
        parts += [PartClaim(statement.carrier, claim) for claim in named]
        kept = tuple(claim for claim in claims if not claim.part)
        if kept or not named:
            rest.append(replace(statement, claims=kept) if kept != statement.claims else statement)
    return rest, parts


def claims_without_component(statements: Iterable[FolderStatement]) -> Iterator[PartClaim]:
    """The claims of texts in folders, none of which a component took, on a part with the name of the folder or of the text."""
    for statement in statements:
        folders = statement.folder.split("/")
        above = "/" in statement.folder if statement.carrier else bool(statement.folder)
        if statement.folder.endswith(".dist-info"):
            continue  # a copied distribution's texts are read with its metadata
        if above and TEST_FOLDERS.isdisjoint(folder.lower() for folder in folders):
            for claim in statement.claims:
                if claim.said_by is SaidBy.TEXT or claim.status is Status.CONCLUDED:
                    subject = _subject(statement, claim)
                    yield PartClaim(
                        statement.carrier,
                        replace(claim, part=_part_of_folder(folders, claim), subject=subject),
                    )


def give_to_parts(
    parts: Iterable[PartClaim], components: Iterable[Component]
) -> tuple[list[Component], dict[str, list[LicenseClaim]]]:
    """The components with the claims that name them, and by the ref of their holder those claims that no component takes."""
    held: dict[str, list[Component]] = defaultdict(list)
    found = list(components)
    for component in found:
        if holder := _holder(component):
            held[holder].append(component)
    given: dict[str, list[LicenseClaim]] = defaultdict(list)
    left: dict[str, list[LicenseClaim]] = defaultdict(list)
    for part in parts:
        holder = part.carrier or PRODUCT
        takers = [one for one in held[holder] if _is_named(one, part.claim.part)]
        for taker in takers:
            given[taker.ref].append(_on_component(part.claim, taker))
        if not takers:
            left[holder].append(part.claim)
    described = [_with_claims(one, given[one.ref]) if one.ref in given else one for one in found]
    return described, {holder: _once(claims, holder) for holder, claims in left.items()}


def _once(claims: list[LicenseClaim], holder: str) -> list[LicenseClaim]:
    """The claims of a holder on its parts, each once though several copies of a file say so.

    A package's parts have their known licences by name alone: a large package has hundreds, and the knowledge base has the clauses.
    """
    first: dict[tuple[object, ...], LicenseClaim] = {}
    for claim in claims:
        plain = claim if holder == PRODUCT else _without_known_clauses(claim)
        kinds = tuple((clause.kind, clause.territories) for clause in plain.clauses)
        first.setdefault((plain.part, plain.expression, plain.stated, plain.subject, kinds), plain)
    return list(first.values())


def _without_known_clauses(claim: LicenseClaim) -> LicenseClaim:
    if not claim.expression:
        return claim
    kept = tuple(clause for clause in claim.clauses if clause.kind is ClauseKind.TERRITORY)
    return replace(claim, clauses=kept)


def hold_claims(component: Component, claims: Iterable[LicenseClaim]) -> Component:
    """The component with claims on parts inside it."""
    more = tuple(claims)
    return replace(component, licenses=(*component.licenses, *more)) if more else component


def drop_taken(product: Component, statements: list[FolderStatement], taken: set[int]) -> Component:
    """The product without the claims of texts for its data or weights that a component has taken."""
    elsewhere = {
        claim
        for statement in statements
        if statement.subject and id(statement) in taken
        for claim in statement.claims
    }
    kept = tuple(claim for claim in product.licenses if claim not in elsewhere)
    return replace(product, licenses=kept)


def describe_library(component: Component, statements: list[FolderStatement], taken: set[int]) -> Component:
    """The library with its own texts. What lies in a package's files speaks of the package, not of each part that it ships."""
    texts = [statement for statement in statements if _is_text_of(component, statement)]
    taken.update(map(id, texts))
    claims = [claim for statement in texts for claim in statement.claims]
    own = [claim for claim in claims if claim.said_by is SaidBy.TEXT or claim.status is Status.CONCLUDED]
    licenses = tuple(dict.fromkeys((*component.licenses, *own)))
    return replace(component, licenses=licenses) if licenses != component.licenses else component


def _is_text_of(component: Component, statement: FolderStatement) -> bool:
    if component.path and statement.folder == component.path:
        return True
    return bool(statement.carrier) and statement.carrier == component.ref and "/" not in statement.folder


def _holder(component: Component) -> str:
    """Whose files the component is part of. A package that is only needed is no part, a model that is named may be."""
    if component.kind is Kind.LIBRARY:
        return component.shipped_by
    if component.kind not in {Kind.MODEL, Kind.DATASET}:
        return ""
    return component.shipped_by or PRODUCT


def _as_own(claim: LicenseClaim, name: str) -> LicenseClaim:
    is_own = claim.part and name and _simplify_name(claim.part) == _simplify_name(name)
    return replace(claim, part="") if is_own else claim


def _is_named(component: Component, part: str) -> bool:
    """Whether a part's name is the component's, or its beginning: `llama4` of `meta-llama/Llama-4-Scout`."""
    wanted = _simplify_name(part)
    own = component.name.rpartition("/")[2]
    if component.kind is Kind.LIBRARY:
        return bool(wanted) and _without_version(wanted) == _without_version(_simplify_name(own))
    if wanted in {_simplify_name(own), _simplify_name(component.name)} - {""}:
        return True
    joined = ""
    for token in _TOKEN.findall(own.lower()):
        joined += token
        if joined == wanted and len(re.findall("[a-z]", wanted)) >= _LEAST_LETTERS:
            return True
    return False


def _on_component(claim: LicenseClaim, component: Component) -> LicenseClaim:
    subjects = {Kind.MODEL: Subject.WEIGHTS, Kind.DATASET: Subject.DATA}
    subject = (
        claim.subject if claim.subject is Subject.OUTPUT else subjects.get(component.kind, claim.subject)
    )
    return replace(claim, part="", subject=subject)


def _with_claims(component: Component, claims: list[LicenseClaim]) -> Component:
    """The component with more claims; for a part of a package each licence is named once, whoever says so."""
    nested = component.kind is Kind.LIBRARY
    known = {(claim.expression or claim.stated, claim.subject) for claim in component.licenses if nested}
    new: dict[object, LicenseClaim] = {}
    for claim in claims:
        key = (claim.expression or claim.stated, claim.subject)
        if key not in known:
            new.setdefault(key if nested else claim, _without_known_clauses(claim) if nested else claim)
    return replace(component, licenses=tuple(dict.fromkeys((*component.licenses, *new.values()))))


def _part_of_folder(folders: list[str], claim: LicenseClaim) -> str:
    """The last folder's name; where it says nothing, what the title names, else the whole path."""
    if folders[-1].lower() not in _PLAIN_FOLDERS:
        return folders[-1]
    title = claim.stated or (claim.evidence[0].quote if claim.evidence else "")
    named = " ".join(_LICENCE_WORDS.sub(" ", title).split()).strip(" -,.:;()")
    return named if 1 < len(named) <= _LONGEST_TITLE and not claim.expression else "/".join(folders)


def _subject(statement: FolderStatement, claim: LicenseClaim) -> Subject:
    if statement.subject or claim.subject is not Subject.CODE:
        return claim.subject
    return next(
        (_SUBJECTS[word] for word in statement.folder.lower().split("/") if word in _SUBJECTS), claim.subject
    )


def _simplify_name(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", name.lower())


def _without_version(name: str) -> str:
    """The name of a shared object and of its project alike: `png` of `libpng16`."""
    return re.sub(r"\d+\Z", "", name.removeprefix("lib"))
