# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A model or data set is fetched without saying which revision.

## What it finds
Calls such as `from_pretrained` and `load_dataset`, with a hub id and without a `revision`, or with a branch's name for one.

## Why it matters
The hub serves whatever is newest: other weights, another licence, other data than what was tested and written down. The BOM cannot say
what the product contains.

## How to fix
Give the commit: `revision="<40 hexadecimal digits>"`.

## Example
    AutoModel.from_pretrained("org/name")                                              # found
    AutoModel.from_pretrained("org/name", revision="e4ce9877abf3edfe10b0d82785e83bdcb973e22e")  # not found
"""

from collections.abc import Iterator

from compliance.findings import Finding
from compliance.lazy_regex import compile_lazily
from compliance.model import Component, Inventory, Kind, Presence, Severity
from compliance.settings import Settings

SEVERITY = Severity.WARNING
_COMMIT = compile_lazily(r"[0-9a-f]{40}\Z")


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    for component in inventory.components:
        calls = [evidence for evidence in component.evidence if evidence.path.endswith((".py", ".ipynb"))]
        if (
            component.ref.startswith("hub:")  # elsewhere a revision means nothing
            and component.presence is Presence.REFERENCED
            and component.kind in {Kind.MODEL, Kind.DATASET}
            and calls
            and not _COMMIT.match(component.version)
        ):
            yield Finding(
                rule="weights-unpinned",
                severity=SEVERITY,
                component=component.name,
                ref=component.ref,
                message=f"The {component.kind} {component.name} is fetched {_how(component)}",
                fix='Give the commit that was tested: revision="<40 hexadecimal digits>"',
                evidence=tuple(calls),
                about="revision",
            )


def _how(component: Component) -> str:
    return f"at {component.version}, which can move" if component.version else "without a revision"
