# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
from typing import Any

import pytest
import results

from compliance import baseline as earlier
from compliance.errors import InputError
from compliance.model import Component, Digest, Evidence, Inventory, Kind, LicenseClaim, SaidBy
from compliance.report.formats import json as writer

MODEL = Component(
    "file:m.onnx",
    Kind.MODEL,
    "m.onnx",
    digests=(Digest("SHA-256", "a" * 64),),
    licenses=(LicenseClaim("MIT", SaidBy.CARD, evidence=(Evidence("README.md", 2),)),),
)


def report() -> dict[str, Any]:
    """A JSON report, as it was written."""
    inventory = Inventory(Component("product", Kind.PRODUCT, "app", "1.0"), (MODEL,))
    made = results.result(results.finding(), results.finding(1, waived="Bought"), inventory=inventory)
    read: dict[str, Any] = json.loads(writer.render(made))
    return read


def test_findings_and_components_come_back() -> None:
    """What a comparison needs: fingerprints, severities, waivers; names, licences, digests."""
    baseline = earlier.read_baseline(report())

    assert [(f"{0:032x}", ""), (f"{1:032x}", "Bought")] == [
        (finding.fingerprint, finding.waived) for finding in baseline.findings
    ]
    (component,) = baseline.inventory.components
    assert (MODEL.ref, MODEL.digests) == (component.ref, component.digests)
    assert ["MIT"] == [claim.expression for claim in component.licenses]


@pytest.mark.parametrize("key", ["findings", "components"])
@pytest.mark.parametrize("value", [None, [1], [{}], {"a": 1}, "text", [None]])
def test_a_broken_report_is_an_input_error(key: str, value: object) -> None:
    """One sentence that says what to do, never a traceback; so is a report without fingerprints."""
    with pytest.raises(InputError, match="lexbom check --json"):
        earlier.read_baseline(report() | {key: value})
