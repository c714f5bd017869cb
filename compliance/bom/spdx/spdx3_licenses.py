# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Licence elements of SPDX 3.0.1 (SimpleLicensing and ExpandedLicensing) as SPDX expressions, with the texts that they carry."""

import re

from compliance.bom.document import Json, mappings_in, text_at
from compliance.untyped import as_texts

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
            return self._written(element)
        if kind in _SETS:
            return self._join(element, _SETS[kind], depth)
        if kind == "expandedlicensing_OrLaterOperator":
            return self._below(element, "subjectLicense", depth) + "+"
        if kind == "expandedlicensing_WithAdditionOperator":
            subject = self._below(element, "subjectExtendableLicense", depth)
            return f"{subject} WITH {self._below(element, 'subjectAddition', depth)}"
        if kind in {"expandedlicensing_CustomLicense", "simplelicensing_SimpleLicensingText"}:
            return self._name(element, last)
        return _INDIVIDUALS.get(last, last)

    def _written(self, element: Json) -> str:
        """An expression as it stands; the texts of the LicenseRefs in it are remembered."""
        for one in mappings_in(element.get("simplelicensing_customIdToUri")):
            self._remember(text_at(one, "key"), self.elements.get(text_at(one, "value"), {}))
        return text_at(element, "simplelicensing_licenseExpression")

    def _join(self, element: Json, operator: str, depth: int) -> str:
        refs = as_texts(element.get("expandedlicensing_member"))
        members = [self.expression(one, depth + 1) for one in refs]
        return f"({operator.join(members)})" if members else "NOASSERTION"

    def _below(self, element: Json, field: str, depth: int) -> str:
        """The expression of the element that a field of ExpandedLicensing names."""
        return self.expression(text_at(element, f"expandedlicensing_{field}"), depth + 1)

    def _name(self, element: Json, last: str) -> str:
        """A LicenseRef for a licence that has nothing but a text."""
        name = last if last.startswith("LicenseRef-") else f"LicenseRef-{text_at(element, 'name') or last}"
        name = re.sub(r"[^A-Za-z0-9.-]+", "-", name)
        self._remember(name, element)
        return name

    def _remember(self, name: str, element: Json) -> None:
        if words := text_at(element, "simplelicensing_licenseText"):
            self.texts[name] = words
