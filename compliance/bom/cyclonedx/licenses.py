# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Licence claims in CycloneDX: `licenses` for what is declared and concluded, `evidence.licenses` for what was observed.

A list of CycloneDX 1.7 may mix licences and expressions, but cyclonedx-python-lib refuses that; so a compound expression that
has company is written as a licence's name, with the expression in a property.
"""

import base64
import json
from dataclasses import replace
from typing import Any

from compliance.bom.document import (
    Json,
    build_property,
    drop_empty,
    dump_json,
    evidence_from_json,
    evidence_to_json,
    mappings_in,
    property_value,
    property_values,
    sort_properties,
    text_at,
)
from compliance.bom.official_schemas import license_ids
from compliance.model import Clause, ClauseKind, Evidence, LicenseClaim, SaidBy, Status, Subject

_CLAUSE_TEXTS = ("grade", "effect", "scope", "exempt")
_CLAUSE_LISTS = ("territories", "basis")


def licenses_to_json(claims: tuple[LicenseClaim, ...], *, company: bool = False) -> list[Json]:
    """A CycloneDX licence list; `company` says that it joins licences of another tool."""
    compound = [claim for claim in claims if " " in claim.expression]
    if len(claims) == 1 and compound and not company:
        claim = claims[0]
        return [
            drop_empty(
                expression=claim.expression,
                acknowledgement=_acknowledgement(claim),
                properties=_properties(claim, written=True),
            )
        ]
    return [{"license": _license(claim)} for claim in claims]


def licenses_from_json(
    choices: Any, otherwise: SaidBy, status: Status, subject: Subject = Subject.CODE
) -> tuple[LicenseClaim, ...]:
    """The claims of a licence list; what a foreign document doesn't say is taken from the arguments."""
    return tuple(_build_licenses_claim(choice, otherwise, status, subject) for choice in mappings_in(choices))


def _license(claim: LicenseClaim) -> Json:
    by_id = claim.expression in license_ids()
    named = {"id": claim.expression} if by_id else {"name": claim.expression or claim.stated or "unnamed"}
    return named | drop_empty(
        acknowledgement=_acknowledgement(claim), properties=_properties(claim, written=by_id)
    )


def _acknowledgement(claim: LicenseClaim) -> str:
    return "" if claim.status is Status.OBSERVED else str(claim.status)


def _properties(claim: LicenseClaim, *, written: bool) -> list[Json]:
    """What CycloneDX has no field for; `written` says that an id or an expression holds the licence already."""
    said = [build_property("said-by", claim.said_by), build_property("subject", claim.subject)]
    if claim.status is Status.OBSERVED:
        said.append(build_property("status", claim.status))
    if claim.expression and not written:
        said.append(build_property("expression", claim.expression))
    if claim.stated:
        said.append(build_property("stated", claim.stated))
    if claim.part:
        said.append(build_property("part", claim.part))
    where = [build_property("evidence", evidence_to_json(evidence)) for evidence in claim.evidence]
    return [
        *sort_properties(said),
        *where,
        *(build_property("clause", _clause_to_json(clause)) for clause in claim.clauses),
        *(build_property("altered", evidence_to_json(evidence)) for evidence in claim.altered),
    ]


def _clause_to_json(clause: Clause) -> str:
    lists = {key: list(getattr(clause, key)) for key in _CLAUSE_LISTS}
    texts = {key: getattr(clause, key) for key in _CLAUSE_TEXTS}
    return dump_json(
        drop_empty(kind=str(clause.kind), evidence=evidence_to_json(clause.evidence), **lists, **texts)
    )


def _clause_from_json(written: str) -> Clause | None:
    try:
        table = json.loads(written)
        kind = ClauseKind(table["kind"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    texts = {key: text_at(table, key) for key in _CLAUSE_TEXTS}
    lists = {
        key: tuple(item for item in table.get(key, ()) if isinstance(item, str)) for key in _CLAUSE_LISTS
    }
    fields: dict[str, Any] = {**texts, **lists}
    return Clause(kind=kind, evidence=evidence_from_json(text_at(table, "evidence")), **fields)


def _build_licenses_claim(choice: Json, otherwise: SaidBy, status: Status, subject: Subject) -> LicenseClaim:
    inner = choice["license"] if isinstance(choice.get("license"), dict) else choice
    return _with_text(_claim_of_names(inner, otherwise, status, subject), inner)


def _with_text(claim: LicenseClaim, inner: Json) -> LicenseClaim:
    """The claim with what the licence's text says, where the document holds the text."""
    text = _text(inner)
    if not text or claim.clauses:
        return claim
    from compliance.licensing.terms import text_terms  # only a document with texts pays for it

    source = f"text of {claim.stated or claim.expression or 'a licence'} in the BOM"
    terms = text_terms.read_text_terms(text, claim.expression, source)
    return replace(claim, expression=claim.expression or terms.expression, clauses=terms.clauses)


def _text(inner: Json) -> str:
    """The licence's text, plain or in base64 (CycloneDX 1.7, `attachment`)."""
    attached = inner.get("text")
    content = text_at(attached, "content")
    if text_at(attached, "encoding") != "base64":
        return content
    try:
        return base64.b64decode(content, validate=True).decode("utf-8", "replace")
    except ValueError:
        return ""


def _claim_of_names(inner: Json, otherwise: SaidBy, status: Status, subject: Subject) -> LicenseClaim:
    properties = inner.get("properties")
    if property_value(properties, "said-by"):
        return LicenseClaim(
            expression=property_value(properties, "expression")
            or text_at(inner, "expression")
            or text_at(inner, "id"),
            said_by=_member(SaidBy, property_value(properties, "said-by"), otherwise),
            status=_member(
                Status, property_value(properties, "status") or text_at(inner, "acknowledgement"), status
            ),
            subject=_member(Subject, property_value(properties, "subject"), subject),
            stated=property_value(properties, "stated"),
            evidence=tuple(map(evidence_from_json, property_values(properties, "evidence"))),
            clauses=tuple(
                clause
                for written in property_values(properties, "clause")
                if (clause := _clause_from_json(written))
            ),
            altered=tuple(map(evidence_from_json, property_values(properties, "altered"))),
            part=property_value(properties, "part"),
        )
    acknowledged = _member(Status, text_at(inner, "acknowledgement"), status)
    expression, name = text_at(inner, "expression") or text_at(inner, "id"), text_at(inner, "name")
    address = text_at(inner, "url")
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
