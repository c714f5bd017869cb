# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Licence elements of SPDX 3.0.1 (SimpleLicensing and ExpandedLicensing) as SPDX expressions, with the texts that they carry."""

import re
from typing import Any

from compliance.bom.document import Json, mappings_in, text_at

_INDIVIDUALS = {
    "NoAssertionLicense": "NOASSERTION",
    "NoneLicense": "NONE",
    "NoAssertion": "NOASSERTION",
    "None": "NONE",
}
_SETS = {
    "expandedlicensing_ConjunctiveLicenseSet": " AND ",
    "expandedlicensing_DisjunctiveLicenseSet": " OR ",
}
_DEEPEST = 8


class Licences:
    """The licence elements of one document."""

    def __init__(self, elements: dict[str, Json]) -> None:
        self.elements = elements
        self.texts: dict[str, str] = {}
        """Texts that came with the expressions that were asked for, by their LicenseRef."""

    def expression(self, ref: str, depth: int = 0) -> str:
        """What the element is, in SPDX's words; an address outside of the document is its last part."""
        element = self.elements.get(ref, {})
        kind = text_at(element, "type") or text_at(element, "@type")
        last = re.split(r"[/#]", ref.rstrip("/"))[-1]
        if depth > _DEEPEST or not element:
            return _INDIVIDUALS.get(last, last)
        if kind == "simplelicensing_LicenseExpression":
            for one in mappings_in(element.get("simplelicensing_customIdToUri")):
                self._remember(text_at(one, "key"), self.elements.get(text_at(one, "value"), {}))
            return text_at(element, "simplelicensing_licenseExpression")
        if kind in _SETS:
            members = [
                self.expression(one, depth + 1) for one in _list(element.get("expandedlicensing_member"))
            ]
            return f"({_SETS[kind].join(members)})" if members else "NOASSERTION"
        if kind == "expandedlicensing_OrLaterOperator":
            return self.expression(text_at(element, "expandedlicensing_subjectLicense"), depth + 1) + "+"
        if kind == "expandedlicensing_WithAdditionOperator":
            subject = self.expression(
                text_at(element, "expandedlicensing_subjectExtendableLicense"), depth + 1
            )
            addition = self.expression(text_at(element, "expandedlicensing_subjectAddition"), depth + 1)
            return f"{subject} WITH {addition}"
        if kind in {"expandedlicensing_CustomLicense", "simplelicensing_SimpleLicensingText"}:
            name = (
                last if last.startswith("LicenseRef-") else f"LicenseRef-{text_at(element, 'name') or last}"
            )
            name = re.sub(r"[^A-Za-z0-9.-]+", "-", name)
            self._remember(name, element)
            return name
        return _INDIVIDUALS.get(last, last)

    def _remember(self, name: str, element: Json) -> None:
        if words := text_at(element, "simplelicensing_licenseText"):
            self.texts[name] = words


def _list(value: Any) -> list[str]:
    return [one for one in (value if isinstance(value, list) else []) if isinstance(one, str)]
