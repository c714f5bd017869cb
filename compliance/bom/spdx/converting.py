# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What the readers of SPDX 2 and SPDX 3 share: their words in CycloneDX 1.7."""

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from compliance.bom.cyclonedx import licenses
from compliance.bom.document import SPEC_VERSION, Json, drop_empty, dump_json
from compliance.lazy_regex import compile_lazily
from compliance.licensing import expressions
from compliance.model import LicenseClaim, SaidBy, Status, Subject

NOTHING = frozenset({"", "NOASSERTION"})
_URL = compile_lazily(r"[^\s<>\"{}|\\^`]+")
_DATE = compile_lazily(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_PARTY = compile_lazily(
    r"(?:(?P<kind>Person|Organization|Tool):)?\s*(?P<name>.*?)\s*(?:\((?P<email>[^()\s]+@[^()\s]+)\))?\s*"
)
_TOOL = compile_lazily(r"(?P<name>.+?)-v?(?P<version>\d[^\s]*)")
_HASHES = {
    re.sub(r"[^a-z0-9]", "", name.lower()): name
    for name in (
        *("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512", "SHA3-256", "SHA3-384", "SHA3-512"),
        *("BLAKE2b-256", "BLAKE2b-384", "BLAKE2b-512", "BLAKE3"),
    )
}
_SUBJECTS = {"machine-learning-model": Subject.WEIGHTS, "data": Subject.DATA}
TYPES = {
    "application": "application",
    "framework": "framework",
    "library": "library",
    "container": "container",
    "operatingsystem": "operating-system",
    "device": "device",
    "devicedriver": "device-driver",
    "firmware": "firmware",
    "file": "file",
    "model": "machine-learning-model",
    "data": "data",
    "platform": "platform",
}
"""Primary purposes of SPDX, in lower case and without separators, as CycloneDX types; all others are libraries."""


def convert_digests(checksums: Iterable[tuple[str, str]]) -> tuple[list[Json], list[Json]]:
    """Hashes, and properties for those whose algorithm CycloneDX doesn't have."""
    known, others = [], []
    for algorithm, content in checksums:
        name = _HASHES.get(re.sub(r"[^a-z0-9]", "", algorithm.lower()))
        if name and re.fullmatch(r"(?:[0-9a-fA-F]{2}){16,64}", content):
            known.append({"alg": name, "content": content})
        elif algorithm or content:
            others.append(keep_as_property("checksum", f"{algorithm}: {content}"))
    return known, others


def keep_as_property(name: str, value: Any) -> Json:
    """A property for what CycloneDX has no field for, under the name SPDX gives it."""
    return {"name": f"spdx:{name}", "value": value if isinstance(value, str) else dump_json(value)}


def build_reference(kind: str, url: str, **others: Any) -> list[Json]:
    """An external reference, if the address can be one."""
    return [{"type": kind, "url": url} | drop_empty(**others)] if _URL.fullmatch(url) else []


def convert_location(url: str) -> list[Json]:
    """Where something is downloaded from: a version control system, or a file."""
    versioned = url.startswith(("git+", "git:", "hg+", "svn+", "bzr+")) or url.endswith(".git")
    return [] if url in {*NOTHING, "NONE"} else build_reference("vcs" if versioned else "distribution", url)


def parse_party(written: str) -> tuple[str, str, str]:
    """Kind, name and e-mail of `Organization: Name (e-mail)`."""
    match = _PARTY.fullmatch(written)
    return (match["kind"] or "", match["name"], match["email"] or "") if match else ("", written, "")


def build_organisation(name: str, email: str) -> Json:
    """Of a supplier or maker."""
    return drop_empty(name=name, contact=[{"email": email}] if email else [])


def build_tool(written: str) -> Json:
    """Of `name-version`."""
    match = _TOOL.fullmatch(written)
    return {"type": "application", **(match.groupdict() if match else {"name": written})}


def convert_license_terms(
    said: Iterable[tuple[Status, str]], texts: dict[str, str], kind: str = ""
) -> list[Json]:
    """The licence list of a component of this type from expressions in SPDX's words; NOASSERTION says nothing, NONE is kept as a word."""
    claims = []
    subject = _SUBJECTS.get(kind, Subject.CODE)
    for status, written in said:
        if written not in NOTHING:
            expression = "" if written == "NONE" else expressions.resolve_expression(written)
            stated = "" if expression == written else written
            claims.append(LicenseClaim(expression, SaidBy.FOREIGN, status, subject, stated=stated))
    found = [_find_text(claim, texts) for claim in claims]
    entries = licenses.licenses_to_json(tuple(claims), company=any(found))
    for text, entry in zip(found, entries, strict=True):
        if text and "license" in entry:
            entry["license"]["text"] = {"content": text}
    return entries


def _find_text(claim: LicenseClaim, texts: dict[str, str]) -> str:
    """The texts that came with what a claim names; those of an expression's parts one after the other."""
    if whole := texts.get(claim.expression) or texts.get(claim.stated):
        return whole
    parts = sorted(expressions.license_ids_in(claim.expression))
    return "\n\n".join(texts[part] for part in parts if texts.get(part))


@dataclass
class DependencyEdges:
    """Relations while they are collected: who needs what, and in which scope."""

    needs: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    scopes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, source: str, target: str, scope: str = "") -> None:
        """One edge."""
        if source != target:
            self.needs[source].add(target)
            self.scopes[target].add(scope)

    def scope(self, ref: str) -> str:
        """For a component: what the strongest of the edges to it say; nothing if one of them says nothing."""
        said = self.scopes.get(ref, set())
        return (
            ""
            if "" in said
            else next((one for one in ("required", "optional", "excluded") if one in said), "")
        )

    def dependencies(self, refs: Iterable[str]) -> list[Json]:
        """The graph between these refs."""
        known = dict.fromkeys(refs)
        return [
            {"ref": ref}
            | drop_empty(dependsOn=sorted(target for target in self.needs.get(ref, ()) if target in known))
            for ref in known
        ]

    def tops(self, refs: Iterable[str]) -> list[str]:
        """Those that nothing needs."""
        needed = {target for targets in self.needs.values() for target in targets}
        return [ref for ref in refs if ref not in needed]


def assemble_document(
    metadata: Json, components: list[Json], edges: DependencyEdges, roots: list[str], namespace: str
) -> Json:
    """A CycloneDX document; its subject is the one root, or what `metadata` names as one that needs all roots."""
    by_ref = {component["bom-ref"]: component for component in components}
    for ref, component in by_ref.items():
        if scope := edges.scope(ref):
            component["scope"] = scope
    root = _choose_root(metadata, by_ref, edges, roots)
    root.pop("scope", None)
    timestamp = metadata.pop("timestamp", "")
    stamped = {"timestamp": timestamp} if _DATE.fullmatch(timestamp) else {}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": SPEC_VERSION,
        "serialNumber": uuid.uuid5(uuid.NAMESPACE_URL, namespace).urn,
        "version": 1,
        "metadata": drop_empty(**{**stamped, **metadata, "component": root}),
        "components": [component for component in components if component is not root],
        "dependencies": edges.dependencies([root["bom-ref"], *by_ref]),
    }


def _choose_root(metadata: Json, by_ref: dict[str, Json], edges: DependencyEdges, roots: list[str]) -> Json:
    """The one root, or the document's own subject, which then gets an edge to each root."""
    if len(roots) == 1 and roots[0] in by_ref:
        return by_ref[roots[0]]
    own: Json = metadata["component"]
    for ref in roots or edges.tops(by_ref):
        edges.add(own["bom-ref"], ref)
    return own


def is_odd_location(download: str) -> bool:
    """Whether a download location says something that no reference can hold."""
    return download == "NONE" or (download not in NOTHING and not convert_location(download))
