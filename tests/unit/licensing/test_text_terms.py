# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Texts that stand inside of other tools' documents."""

import base64
import json
from typing import Any

import pytest

from compliance.bom.cyclonedx.licenses import licenses_from_json
from compliance.bom.spdx.converting import convert_license_terms
from compliance.licensing.terms.text_terms import read_text_terms
from compliance.model import ClauseKind, SaidBy, Status

_TERMS = "Vad Licence. You may use the Software for non-commercial purposes only, and in no other way."
_PLAIN = {"contentType": "text/plain", "content": _TERMS}
_CODED = {"encoding": "base64", "content": base64.b64encode(_TERMS.encode()).decode()}


@pytest.mark.parametrize("text", [_PLAIN, _CODED])
def test_a_text_in_a_document_has_its_clauses(text: dict[str, str]) -> None:
    """Plain or in base64, it is read as a file would be."""
    (claim,) = licenses_from_json(
        [{"license": {"name": "Vad Licence", "text": text}}], SaidBy.FOREIGN, Status.DECLARED
    )

    assert (claim.expression, claim.stated) == ("", "Vad Licence")
    assert [(clause.kind, clause.evidence.source) for clause in claim.clauses] == [
        (ClauseKind.NON_COMMERCIAL, "text of Vad Licence in the BOM")
    ]


def test_a_text_that_is_not_base64_says_nothing() -> None:
    """What can't be decoded leaves the name alone."""
    text = {"encoding": "base64", "content": "no base64!"}
    (claim,) = licenses_from_json(
        [{"license": {"name": "Vad Licence", "text": text}}], SaidBy.FOREIGN, Status.DECLARED
    )

    assert (claim.stated, claim.clauses) == ("Vad Licence", ())


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("LicenseRef-vad", ["LicenseRef-vad"]),
        ("MIT AND LicenseRef-vad", ["MIT AND LicenseRef-vad", "LicenseRef-vad"]),
    ],
)
def test_extracted_texts_of_spdx_have_their_clauses(written: str, named: list[str]) -> None:
    """The text of a LicenseRef goes with the licence that it is, also where that is one of several."""
    listed: list[Any] = convert_license_terms([(Status.DECLARED, written)], {"LicenseRef-vad": _TERMS})
    claims = licenses_from_json(json.loads(json.dumps(listed)), SaidBy.FOREIGN, Status.DECLARED)

    assert [claim.expression for claim in claims] == named
    assert [clause.kind for clause in claims[-1].clauses] == [ClauseKind.NON_COMMERCIAL]


def test_of_a_known_licence_only_added_territories_are_read() -> None:
    """Its other clauses are reviewed ones; a place that somebody added counts."""
    text = f"{_TERMS} This licence does not apply in the European Union."

    assert [clause.kind for clause in read_text_terms(text, "CC-BY-NC-4.0", "x").clauses] == [
        ClauseKind.TERRITORY
    ]
