# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Licence claims in CycloneDX: `licenses` for what is declared and concluded, `evidence.licenses` for what was observed.

A list of CycloneDX 1.7 may mix licences and expressions, but cyclonedx-python-lib refuses that; so a compound expression that
has company is written as a licence's name, with the expression in a property.
"""

import json
from typing import Any

from compliance.bom.document import (
    Json,
    compact,
    dumps,
    evidence_from_json,
    evidence_to_json,
    objects,
    ordered,
    prop,
    text,
    value,
    values,
)
from compliance.bom.official_schemas import license_ids
from compliance.model import Clause, ClauseKind, Evidence, LicenseClaim, SaidBy, Status, Subject

_CLAUSE_TEXTS = ("grade", "effect", "scope", "exempt")
_CLAUSE_LISTS = ("territories", "basis")


def to_json(claims: tuple[LicenseClaim, ...], *, company: bool = False) -> list[Json]:
    """A CycloneDX licence list; `company` says that it joins licences of another tool."""
    compound = [claim for claim in claims if " " in claim.expression]
    if len(claims) == 1 and compound and not company:
        claim = claims[0]
        return [
            compact(
                expression=claim.expression,
                acknowledgement=_acknowledgement(claim),
                properties=_properties(claim, written=True),
            )
        ]
    return [{"license": _license(claim)} for claim in claims]


def from_json(
    choices: Any, otherwise: SaidBy, status: Status, subject: Subject = Subject.CODE
) -> tuple[LicenseClaim, ...]:
    """The claims of a licence list; what a foreign document doesn't say is taken from the arguments."""
    return tuple(_claim(choice, otherwise, status, subject) for choice in objects(choices))


def _license(claim: LicenseClaim) -> Json:
    by_id = claim.expression in license_ids()
    named = {"id": claim.expression} if by_id else {"name": claim.expression or claim.stated or "unnamed"}
    return named | compact(
        acknowledgement=_acknowledgement(claim), properties=_properties(claim, written=by_id)
    )


def _acknowledgement(claim: LicenseClaim) -> str:
    return "" if claim.status is Status.OBSERVED else str(claim.status)


def _properties(claim: LicenseClaim, *, written: bool) -> list[Json]:
    """What CycloneDX has no field for; `written` says that an id or an expression holds the licence already."""
    said = [prop("said-by", claim.said_by), prop("subject", claim.subject)]
    if claim.status is Status.OBSERVED:
        said.append(prop("status", claim.status))
    if claim.expression and not written:
        said.append(prop("expression", claim.expression))
    if claim.stated:
        said.append(prop("stated", claim.stated))
    where = [prop("evidence", evidence_to_json(evidence)) for evidence in claim.evidence]
    return [
        *ordered(said),
        *where,
        *(prop("clause", _clause_to_json(clause)) for clause in claim.clauses),
        *(prop("altered", evidence_to_json(evidence)) for evidence in claim.altered),
    ]


def _clause_to_json(clause: Clause) -> str:
    lists = {key: list(getattr(clause, key)) for key in _CLAUSE_LISTS}
    texts = {key: getattr(clause, key) for key in _CLAUSE_TEXTS}
    return dumps(compact(kind=str(clause.kind), evidence=evidence_to_json(clause.evidence), **lists, **texts))


def _clause_from_json(written: str) -> Clause | None:
    try:
        table = json.loads(written)
        kind = ClauseKind(table["kind"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    texts = {key: text(table, key) for key in _CLAUSE_TEXTS}
    lists = {
        key: tuple(item for item in table.get(key, ()) if isinstance(item, str)) for key in _CLAUSE_LISTS
    }
    fields: dict[str, Any] = {**texts, **lists}
    return Clause(kind=kind, evidence=evidence_from_json(text(table, "evidence")), **fields)


def _claim(choice: Json, otherwise: SaidBy, status: Status, subject: Subject) -> LicenseClaim:
    inner = choice["license"] if isinstance(choice.get("license"), dict) else choice
    properties = inner.get("properties")
    if value(properties, "said-by"):
        return LicenseClaim(
            expression=value(properties, "expression") or text(inner, "expression") or text(inner, "id"),
            said_by=_member(SaidBy, value(properties, "said-by"), otherwise),
            status=_member(Status, value(properties, "status") or text(inner, "acknowledgement"), status),
            subject=_member(Subject, value(properties, "subject"), subject),
            stated=value(properties, "stated"),
            evidence=tuple(map(evidence_from_json, values(properties, "evidence"))),
            clauses=tuple(
                clause for written in values(properties, "clause") if (clause := _clause_from_json(written))
            ),
            altered=tuple(map(evidence_from_json, values(properties, "altered"))),
        )
    acknowledged = _member(Status, text(inner, "acknowledgement"), status)
    expression, name = text(inner, "expression") or text(inner, "id"), text(inner, "name")
    address = text(inner, "url")
    return LicenseClaim(
        expression,
        otherwise,
        acknowledged,
        subject,
        stated=name,
        evidence=(Evidence(source=address),) if address else (),
    )


def _member(kind: Any, written: str, otherwise: Any) -> Any:
    return kind(written) if written in set(kind) else otherwise
