# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What stays the same from one state of a product to the next: the name of a part, and the fingerprint of a finding. Pure.

Paths and lines of evidence, versions, and counts change without anything new being wrong; the rule, the part and what is said of it don't.
"""

import hashlib
import re
from collections import Counter

from compliance.findings import Finding
from compliance.lazy_regex import compile_lazily
from compliance.model import Component, Digest, Inventory, Kind

_AMOUNT = compile_lazily(r"\b(Line|[a-z]+) v?\d[\w.,+]*|:\d+(?=: )|^\d+ ")
"""A count, a line or a version: a number after a word in small letters. `GPL-3.0` and `Llama 3.2` are names and stay.
`a.json:7: ` is a place in a file."""


def part_name(component: Component) -> str:
    """The component's name through versions: its purl or ref without the version, else kind and name.

    Refs of other tools' documents may be drawn anew in each run, so only a ref that says what it names counts. The purl of a file inside
    a package may be that of its folder, so there the ref is the better name.
    """
    if component.kind is Kind.PRODUCT:
        return "product"
    if component.purl and "#" not in component.purl:
        return drop_version(component.purl)
    if component.ref.startswith(("pkg:", "file:", "hub:", "service:")):
        return drop_version(component.ref)
    return drop_version(component.purl) if component.purl else f"{component.kind}:{component.name}"


def drop_version(name: str) -> str:
    """A purl or a ref without its version and its qualifiers; the part behind `#` stays (package-url/purl-spec)."""
    if name.startswith("file:"):
        return name
    package, hash_, inside = name.partition("#")
    package = package.partition("?")[0]
    scheme, slash, last = package.rpartition("/")
    return f"{scheme}{slash}{last.partition('@')[0]}{hash_}{inside}"


def version_of(component: Component, by_ref: dict[str, Component]) -> str:
    """Its own version, or that of the package or model that ships it; images are built again under one version."""
    seen: set[str] = set()
    while not component.version and component.shipped_by in by_ref and component.ref not in seen:
        seen.add(component.ref)
        component = by_ref[component.shipped_by]
        if component.kind is Kind.CONTAINER:
            return ""
    return component.version


def fingerprint_finding(finding: Finding, name: str) -> str:
    """32 hexadecimal digits for a finding of a part: the same after line moves and version bumps, another for another fact."""
    said = finding.about or _decisive(finding)
    words = "\n".join((finding.rule, name, said, *sorted(finding.territories)))
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:32]


def find_renamed(old: Inventory, new: Inventory) -> dict[str, str]:
    """For parts that are new by name but not by content: the name that the same content had. Content that lies there twice says nothing.

    A model or data set in several files is renamed when one of its files is.
    """
    before, after = _by_content(old), _by_content(new)
    known = {part_name(component) for component in old.components}
    old_refs, new_refs = old.by_ref(), new.by_ref()
    found: dict[str, str] = {}
    for digest in sorted(before.keys() & after.keys()):
        was: Component | None = before[digest]
        now: Component | None = after[digest]
        while was and now and was.kind is now.kind:
            name = part_name(now)
            if name in known or name in found:
                break
            found[name] = part_name(was)
            was, now = old_refs.get(was.shipped_by), new_refs.get(now.shipped_by)
    return found


def _by_content(inventory: Inventory) -> dict[Digest, Component]:
    found = [
        (digest, component)
        for component in inventory.components
        for digest in component.digests
        if digest.algorithm == "SHA-256"
    ]
    often = Counter(digest for digest, _ in found)
    return {digest: component for digest, component in found if often[digest] == 1}


def _decisive(finding: Finding) -> str:
    """The message without the part's own name, without counts, lines and versions."""
    name = re.escape(finding.component)
    message = re.sub(rf"(?<!\w){name}(?!\w)", "", finding.message) if name else finding.message
    return " ".join(_AMOUNT.sub(r"\1", message).split())
