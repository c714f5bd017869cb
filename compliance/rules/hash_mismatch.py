# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The same version has other content than in the baseline.

## What it finds
With `--baseline`: a file of a package, of a model at a fixed revision, or of another part with a version, whose digest is another one than in
the baseline although the version is the same; and a wheel, crate or archive that the lock file gives another digest for. Files of the product
itself may change and are not reported. Without a baseline nothing is found. A data file that differs from its own description, and a lock
that differs from what is installed, are gaps (sbom-incomplete).

## Why it matters
A version that was published is not supposed to change. Where it does, somebody rebuilt it, replaced it, or tampered with it.

## How to fix
Find out which content is the published one, install it again from there, and keep the digest in the lock file.

## Example
    somevad 1.2: somevad/model.onnx has SHA-256 5f70..., in the baseline 9e41...
"""

from collections.abc import Iterator

from compliance.finding_identity import part_name, version_of
from compliance.findings import Finding
from compliance.model import Component, Digest, Evidence, Inventory, Severity
from compliance.settings import Settings

SEVERITY = Severity.ERROR
_SHOWN = 16
"""Digits of a digest in the message; the evidence has them all."""


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    if settings.baseline is None:
        return
    before = _contents(settings.baseline)
    for key, (component, digests) in _contents(inventory).items():
        _, earlier = before.get(key, (component, frozenset()))
        pairs = [(now, then) for now in digests for then in earlier if now.algorithm == then.algorithm]
        if pairs and not digests & earlier:
            yield _report_hash_mismatch(component, key, *min(pairs))


_Key = tuple[str, str, str]
"""The part, its version, and the file."""


def _contents(inventory: Inventory) -> dict[_Key, tuple[Component, frozenset[Digest]]]:
    """The digests of each file that has a version."""
    by_ref = inventory.by_ref()
    found: dict[_Key, tuple[Component, frozenset[Digest]]] = {}
    for component in inventory.components:
        if not (version := version_of(component, by_ref)):
            continue
        files = [(component.path or component.name, component.digests)]
        files += [(one.url.rpartition("/")[2], one.digests) for one in component.artifacts]
        for file, digests in files:
            if digests:
                key = (part_name(component), version, file)
                known = found.get(key, (component, frozenset[Digest]()))[1]
                found[key] = (component, known | frozenset(digests))
    return found


def _report_hash_mismatch(component: Component, key: _Key, now: Digest, then: Digest) -> Finding:
    _, version, file = key
    return Finding(
        rule="hash-mismatch",
        severity=SEVERITY,
        component=component.name,
        ref=component.ref,
        message=f"{file} of version {version} has {now.algorithm} {now.value[:_SHOWN]}..., in the baseline {then.value[:_SHOWN]}...",
        fix="Find out which one was published, and install it again from there",
        evidence=(
            *component.evidence[:1],
            Evidence(quote=now.value, source=f"now, {now.algorithm}"),
            Evidence(quote=then.value, source=f"baseline, {then.algorithm}"),
        ),
        about=f"{file} {now.value}",
    )
