# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What the schema of CycloneDX can't see: whether a document agrees with itself and with the specifications that it uses.

One module per group of checks, each with `check(index) -> Iterator[Fault]`; adding a group is one module and its name in `_GROUPS`.
"""

from collections import Counter
from datetime import date

from compliance.bom.document import Json
from compliance.bom.validation import json_path
from compliance.bom.validation.integrity import (
    citations,
    cpes,
    digests,
    graph,
    header,
    licenses,
    placement,
    purls,
    references,
)
from compliance.bom.validation.integrity._support.index import index_document
from compliance.bom.validation.validate import Problem
from compliance.english import plural

_GROUPS = (header, references, graph, purls, cpes, licenses, digests, placement, citations)
_MOST = 20
"""So many faults of one kind are shown, the others counted."""
_SEVERITIES = ("error", "warning", "note")


def check_integrity(document: Json, today: date) -> list[Problem]:
    """What is wrong, doubtful or worth knowing in a document, errors first, then in document order; at most 20 of a kind and how many more."""
    found = index_document(document, today)
    faults = [fault for group in _GROUPS for fault in group.check(found)]
    faults.sort(key=lambda fault: (_SEVERITIES.index(fault.severity), json_path.document_order(fault.path)))
    counts: Counter[tuple[str, str]] = Counter()
    problems = []
    for fault in faults:
        key = fault.severity, fault.kind
        counts[key] += 1
        if counts[key] <= _MOST:
            message = json_path.locate_in_sentence(document, fault.path, fault.message)
            problems.append(
                Problem("integrity", fault.severity, json_path.json_pointer(fault.path), message, fault.fix)
            )
    for (severity, kind), count in counts.items():
        if count > _MOST:
            message = plural(
                count - _MOST,
                f"more problem of the kind {kind} is not shown",
                f"more problems of the kind {kind} are not shown",
            )
            problems.append(Problem("integrity", severity, "", message, "Repair those above first"))
    return problems
