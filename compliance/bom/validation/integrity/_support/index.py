# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""One pass over a document that collects what the groups of checks look at."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from compliance.bom.document import Json
from compliance.bom.validation.json_path import Path

_GRAPH = ("ref", "dependsOn", "provides")
REFERENCES: dict[str, tuple[str, ...]] = {
    "dependencies": _GRAPH,
    "taskDependencies": _GRAPH,
    "runtimeTopology": _GRAPH,
    "compositions": ("assemblies", "dependencies", "vulnerabilities"),
    "affects": ("ref",),
    "annotations": ("subjects",),
    "datasets": ("ref",),
    "citations": ("attributedTo", "process"),
    "attestations": ("assessor",),
    "map": ("requirement", "claims", "counterClaims"),
    "conformance": ("mitigationStrategies",),
    "claims": ("target", "evidence", "counterEvidence", "mitigationStrategies"),
    "requirements": ("parent",),
    "levels": ("requirements",),
    "identity": ("tools",),
    "resourceReferences": ("ref",),
    "source": ("ref",),
    "target": ("ref",),
    "resource": ("ref",),
    "patentAssertions": ("asserter", "patentRefs"),
    "patents": ("members",),
    "certificateProperties": ("signatureAlgorithmRef", "subjectPublicKeyRef"),
    "relatedCryptoMaterialProperties": ("algorithmRef",),
    "relatedCryptographicAssets": ("ref",),
    "securedBy": ("algorithmRef",),
    "cipherSuites": ("algorithms",),
    "encr": ("algorithm",),
    "prf": ("algorithm",),
    "integ": ("algorithm",),
    "ke": ("algorithm",),
    "auth": ("algorithm",),
}
"""Which fields of which object name a bom-ref: what the schemas of CycloneDX 1.2 to 1.7 type as refLinkType, as BOM-Link to an element,
or as refType without giving one; compositions say it in prose."""
_COMPONENTS = {"components", "component", "ancestors", "descendants", "variants"}
_PAST = {"timestamp", "created", "updated", "published", "rejected", "firstIssued", "lastUpdated"}
"""Fields that say when something happened; others, such as `expiration`, may well lie in the future."""


class DocumentPart(NamedTuple):
    """A component, and where it stands."""

    path: Path
    entry: Json


class Link(NamedTuple):
    """A place that names a bom-ref."""

    path: Path
    field: str
    target: str


@dataclass(frozen=True, slots=True)
class DocumentIndex:
    """What the checks need of a document."""

    document: Json
    today: date
    refs: dict[str, list[Path]] = field(default_factory=dict)
    """Where each bom-ref is given."""
    links: list[Link] = field(default_factory=list)
    parts: list[DocumentPart] = field(default_factory=list)
    """Components at any depth, those in pedigrees, tools and formulas included."""
    licenses: list[tuple[Path, list[Any]]] = field(default_factory=list)
    digests: list[tuple[Path, list[Any]]] = field(default_factory=list)
    """Lists of hashes."""
    moments: list[tuple[Path, str]] = field(default_factory=list)


def index_document(document: Json, today: date) -> DocumentIndex:
    """The index of a document, in document order; whatever has the wrong type is left to the schema."""
    found = DocumentIndex(document, today)
    stack: list[tuple[Path, str, Any]] = [((), "", document)]
    while stack:
        path, name, node = stack.pop()
        inner: list[tuple[Path, str, Any]] = []
        if type(node) is list:
            _of_list(found, path, name, node, inner)
        else:
            _look(found, path, name, node)
            for key, value in node.items():
                kind = type(value)
                if kind is dict or kind is list:
                    if key != "properties":  # names and values alone, and many of them
                        inner.append(((*path, key), key, value))
                elif key == "bom-ref" and kind is str:
                    found.refs.setdefault(value, []).append((*path, key))
                elif key in _PAST and kind is str:
                    found.moments.append(((*path, key), value))
        inner.reverse()
        stack += inner
    return found


def _of_list(
    found: DocumentIndex, path: Path, name: str, node: list[Any], inner: list[tuple[Path, str, Any]]
) -> None:
    if name == "hashes":
        found.digests.append((path, node))
        return
    if name == "licenses":
        found.licenses.append((path, node))
    inner += [
        ((*path, number), name, one)
        for number, one in enumerate(node)
        if type(one) is dict or type(one) is list
    ]


def _look(found: DocumentIndex, path: Path, name: str, node: Json) -> None:
    if name in _COMPONENTS:
        found.parts.append(DocumentPart(path, node))
    for key in REFERENCES.get(name, ()):
        if key in node:
            _link(found, (*path, key), f"{name}.{key}", node[key])


def _link(found: DocumentIndex, path: Path, field_: str, value: Any) -> None:
    if isinstance(value, str):
        found.links.append(Link(path, field_, value))
    elif isinstance(value, list):
        found.links.extend(
            [
                Link((*path, number), field_, target)
                for number, target in enumerate(value)
                if isinstance(target, str)
            ]
        )
