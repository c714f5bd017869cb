# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Fields that belong only on certain types of component."""

from collections.abc import Iterator

from compliance.bom.document import text_at
from compliance.bom.validation.integrity._support.index import DocumentIndex
from compliance.bom.validation.integrity.interface import Fault

OWNERS = {
    "modelCard": "machine-learning-model",
    "data": "data",
    "cryptoProperties": "cryptographic-asset",
}
"""CycloneDX 1.5 and later, component.type: each of these must not be specified for other types."""


def check(index: DocumentIndex) -> Iterator[Fault]:
    """A modelCard, data or cryptoProperties on another type, and a range of versions on a part that isn't external."""
    for part in index.parts:
        for field, wanted in OWNERS.items():
            if field in part.entry and text_at(part.entry, "type") not in {wanted, ""}:
                yield Fault(
                    "wrong-type",
                    "error",
                    (*part.path, field),
                    f"a component of type {text_at(part.entry, 'type')} has `{field}`, which only {wanted} may have",
                    f'Write "type": "{wanted}", or move `{field}` to such a component',
                )
        if "versionRange" in part.entry and part.entry.get("isExternal") is not True:
            yield Fault(
                "range-not-external",
                "error",
                (*part.path, "versionRange"),
                "a range of versions is given, but the component isn't marked as external",
                'Write "isExternal": true, or the exact version',
            )
