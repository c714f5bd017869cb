# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The bom-refs of a CycloneDX document: listing them, finding free ones, renaming them wherever they are used."""

from collections.abc import Iterator
from typing import Any

_REFS = frozenset(
    {
        *(
            "bom-ref",
            "ref",
            "dependsOn",
            "provides",
            "assemblies",
            "dependencies",
            "vulnerabilities",
            "subjects",
        ),
        *("assessor", "requirement", "claims", "counterClaims", "mitigationStrategies", "target", "evidence"),
        *("counterEvidence", "parent", "requirements", "signatureAlgorithmRef", "subjectPublicKeyRef"),
        *(
            "algorithmRef",
            "algorithms",
            "algorithm",
            "members",
            "patentRefs",
            "asserter",
            "attributedTo",
            "process",
        ),
        *("encr", "prf", "integ", "ke", "auth", "cryptoRefArray", "tools", "source", "destination"),
    }
)


def unique(wanted: str, taken: set[str]) -> str:
    """The name, or the name with the first number that makes it free."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}~{number}" in taken:
        number += 1
    return f"{wanted}~{number}"


def refs(value: Any) -> Iterator[str]:
    """Every bom-ref in the document, of whatever it names."""
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, dict):
            if isinstance(one.get("bom-ref"), str):
                yield one["bom-ref"]
            stack += one.values()
        elif isinstance(one, list):
            stack += one


def renamed(value: Any, names: dict[str, str], key: str = "") -> Any:
    """The same with refs under other names, wherever a field holds them."""
    if isinstance(value, dict):
        return {field: renamed(one, names, field) for field, one in value.items()}
    if isinstance(value, list):
        return [renamed(one, names, key) for one in value]
    return names.get(value, value) if isinstance(value, str) and key in _REFS else value
