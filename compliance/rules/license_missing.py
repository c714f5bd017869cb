# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A shipped component about whose licence nobody says anything.

## What it finds
A library, model or data set without any licence claim: no metadata, no text, no card, no header, no declaration, and no carrier that
has one. It is a note where only development, tests or the build need the component. A licence that is stated but not recognised is
another matter and not reported here.

## Why it matters
Without a licence copyright law leaves no permission to use, change or pass on the work. It is also a field that BSI TR-03183-2 and the
G7 elements for AI ask for; the Cyber Resilience Act itself does not.

## How to fix
Read the installed packages with `--venv`, the caches with `--caches`, or ask public services with `--online`; ask the supplier; or declare what you know under `[[models]]` or `[[datasets]]`.

## Example
    [[models]]
    path = "models/ranker"
    license = "Apache-2.0"
"""

from collections.abc import Iterator

from compliance.findings import Finding
from compliance.model import Component, Inventory, Kind, Presence, Scope, Severity
from compliance.settings import Settings

SEVERITY = Severity.WARNING
_FIXES = {
    Presence.LOCKED: "Lock files seldom state licences: read the installed packages (--venv, or node_modules in place), the caches of pip, uv and npm (--caches), or ask public services (--online)",
    Presence.SHIPPED: "Ask its supplier for the licence, or declare it in lexbom.toml",
    Presence.REFERENCED: "Read its card at the source and declare the licence in lexbom.toml",
}


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    for component in inventory.components:
        if component.kind in {Kind.LIBRARY, Kind.MODEL, Kind.DATASET} and not component.own_licenses:
            name = f"{component.name} {component.version}".strip()
            yield Finding(
                rule="license-missing",
                severity=Severity.NOTE if component.scope is Scope.EXCLUDED else SEVERITY,
                component=component.name,
                ref=component.ref,
                message=f"No licence is stated for the {component.kind} {name}{_where(component)}",
                fix=_FIXES[component.presence],
                evidence=component.evidence[:1],
                about="nothing stated",
            )


def _where(component: Component) -> str:
    return {
        Presence.LOCKED: ", which is only known from a lock file",
        Presence.SHIPPED: "",
        Presence.REFERENCED: ", which is named but not shipped",
    }[component.presence]
