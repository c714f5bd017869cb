# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""bom-refs: given once, and pointing somewhere."""

from collections.abc import Iterator

from compliance.bom.validation.integrity._support.index import DocumentIndex
from compliance.bom.validation.integrity.interface import Fault
from compliance.bom.validation.json_path import find_nearest, json_pointer, quote_value, show_value

_FOREIGN = "urn:cdx:"
"""A BOM-Link: it names an element of another document."""

_FIRM = {"dependencies", "compositions", "affects", "datasets", "citations", "annotations"}
"""References that every consumer follows. The specification's own examples leave those in formulas, attestations, evidence and
cryptographic assets open, so there a dangling one is a warning."""
_LOOKED_UP = 20
"""Looking for a similar name among all bom-refs takes a while; whoever has more dangling ones than this has another problem."""


def check(index: DocumentIndex) -> Iterator[Fault]:
    """Duplicate bom-refs, references that point nowhere, and bom-refs that look like a BOM-Link."""
    for ref, paths in index.refs.items():
        for path in paths[1:]:
            first = json_pointer(paths[0][:-1])
            yield Fault(
                "duplicate-ref",
                "error",
                path,
                f"the bom-ref {quote_value(ref)} is given more than once, first at {first}",
                "Give each element a bom-ref of its own",
            )
        if ref.startswith(_FOREIGN):
            yield Fault(
                "bom-link-ref",
                "warning",
                paths[0],
                f"the bom-ref {quote_value(ref)} looks like a link to another document",
                "Don't start a bom-ref with urn:cdx:",
            )
    yield from _dangling(index)


def _dangling(index: DocumentIndex) -> Iterator[Fault]:
    own = str(index.document.get("serialNumber", "")).replace("urn:uuid:", _FOREIGN) + "/"
    said: dict[tuple[str, str], int] = {}
    for link in index.links:
        target = link.target
        if target.startswith(own) and "#" in target:
            target = target.partition("#")[2]
        elif target.startswith(_FOREIGN):
            continue
        if target in index.refs:
            continue
        key = (link.field.partition(".")[0], target)  # `ref` and `dependsOn` miss the same element
        said[key] = said.get(key, 0) + 1
        if said[key] > 1:
            continue
        near = find_nearest(target, index.refs) if len(said) <= _LOOKED_UP else []
        yield Fault(
            "dangling-ref",
            "error" if link.field.partition(".")[0] in _FIRM else "warning",
            link.path,
            f"{link.field} names {quote_value(target)}, which is no bom-ref in this document",
            f'Is "{show_value(near[0])}" meant?' if near else "Add the element, or take the reference out",
        )
