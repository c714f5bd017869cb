# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A component about whose licence nothing is known.

## What it finds
A library, model or data set without any licence claim: no metadata, no text, no card, no header, no declaration, and no carrier that
has one. Parts that lack it for the same reason are one finding. It is a note where only development, tests or the build need the component.
Of a model or data set that is only named, as `from_pretrained` names it, nobody opened the card: that its licence isn't known offline doesn't
say that none is stated, and the finding says so. A licence that is stated but not recognised is another matter and not reported here.

## Why it matters
Without a licence copyright law leaves no permission to use, change or pass on the work. It is also a field that BSI TR-03183-2 and the
G7 elements for AI ask for; the Cyber Resilience Act itself does not.

## How to fix
Read the installed packages with `--venv`, the caches with `--caches`, or ask public services about packages with `--online`; ask the supplier;
or declare what you know under `[[models]]` or `[[datasets]]`.

## Example
    [[models]]
    path = "models/ranker"
    license = "Apache-2.0"
"""

from collections.abc import Iterator

from compliance.findings import COUNT, PARTS, Finding
from compliance.model import Component, Inventory, Kind, Presence, Scope, Severity
from compliance.settings import Settings

SEVERITY = Severity.WARNING
_FIXES = {
    Presence.LOCKED: "Lock files seldom state licences: read the installed packages (--venv, or node_modules in place), the caches of pip, uv and npm (--caches), or ask public services (--online)",
    Presence.SHIPPED: "Ask its supplier for the licence, or declare it in lexbom.toml",
    Presence.REFERENCED: "Read its card at the source and declare the licence in lexbom.toml; --online asks public services about packages, it doesn't open cards",
}
_OTHER_LOCKS = frozenset({"npm-shrinkwrap.json", "gems.locked", "go.sum", "go.mod", "package.resolved"})
"""Lock files without the word in their names; go.mod states exact versions (go.dev/ref/mod)."""
_KINDS = frozenset({Kind.LIBRARY, Kind.MODEL, Kind.DATASET})


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    for component in inventory.components:
        if component.kind in _KINDS and not component.own_licenses:
            yield _report_license_missing(component)


def _report_license_missing(component: Component) -> Finding:
    name = f"{component.name} {component.version}".strip()
    kind = "data set" if component.kind is Kind.DATASET else str(component.kind)
    kinds = "libraries" if component.kind is Kind.LIBRARY else f"{kind}s"
    if _is_unopened(component):
        message = f"The licence of the {kind} {name} is not known offline: nobody opened its card"
        pattern = (
            f"The licences of {COUNT} {kinds} are not known offline, since nobody opened their cards: {PARTS}"
        )
    else:
        message = f"No licence is stated for the {kind} {name}{_where(component)}"
        pattern = f"No licence is stated for {COUNT} {kinds}{_where(component)}: {PARTS}"
    return Finding(
        rule="license-missing",
        severity=Severity.NOTE if component.scope is Scope.EXCLUDED else SEVERITY,
        component=component.name,
        ref=component.ref,
        message=message,
        fix=_FIXES[component.presence],
        evidence=component.evidence[:1],
        about="nothing stated",
        pattern=pattern,
    )


def _is_unopened(component: Component) -> bool:
    """Whether it is a model or data set elsewhere: its card wasn't at hand, so nothing can be said of what the card states."""
    return component.kind is not Kind.LIBRARY and component.presence is Presence.REFERENCED


def _where(component: Component) -> str:
    if component.presence is Presence.SHIPPED:
        return ""
    if component.presence is Presence.REFERENCED:
        return ", which is named but not shipped"
    return ", known from a lock file only" if _is_locked(component) else ", known from a manifest only"


def _is_locked(component: Component) -> bool:
    """Whether the file that names it is a lock file, by its name; a requirements file or a Dockerfile is none."""
    names = (evidence.path.rpartition("/")[2].lower() for evidence in component.evidence if evidence.path)
    return any("lock" in name or name in _OTHER_LOCKS for name in names)
