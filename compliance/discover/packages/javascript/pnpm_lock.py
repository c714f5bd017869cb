# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""pnpm-lock.yaml, versions 5.1 to 9.0 (github.com/pnpm/spec, lockfile)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_npm_purl
from compliance.discover.interface import ScannedFile
from compliance.discover.packages._support.locked import Lock, LockedEntry
from compliance.discover.packages._support.needed_for import Need
from compliance.discover.packages._support.tables import get_mapping, get_text
from compliance.discover.packages.javascript._support.common import (
    GROUPS,
    Content,
    apply_override,
    build_archives,
    missing_package_gap,
    parse_integrity,
    split_descriptor,
)
from compliance.lazy_regex import compile_lazily
from compliance.model import Scope

NAMES = ("pnpm-lock.yaml",)
_TOOLS = (("configDependencies", Scope.EXCLUDED), ("packageManagerDependencies", Scope.EXCLUDED))
"""What pnpm 10 and later need themselves, in a document before the project's own."""
_PARTS = ("packages", "snapshots", "importers")
_KEY_LINE = compile_lazily(r"  (?:'((?:[^']|'')+)'|([^\s'#][^\s]*)):(?:\s|\Z)")
_NO_VERSION = compile_lazily(r"[a-z+]+:|.*/")


def read(candidate: ScannedFile) -> Content:
    """The packages, each with the peers that it was resolved with; the importers are the product's own."""
    document = parse_file.read_text(candidate)[0]
    tables = parse_file.parse_yaml_all(document)
    if not tables or not all(isinstance(table, dict) and "lockfileVersion" in table for table in tables):
        raise parse_file.Unreadable("is no lock of pnpm: it has no lockfileVersion")
    whole = _Documents(_split_pnpm_lines(document))
    for table in tables:
        whole.add(table)
    gaps = missing_package_gap(candidate.path, whole.absent, whole.broken)
    lock = Lock(tuple(whole.entries), tuple(whole.roots), gaps)
    return Content(lock, frozenset(whole.members), frozenset(whole.forced))


@dataclass(slots=True)
class _Documents:
    """What the documents of one lock hold together."""

    lines: dict[str, int]
    entries: list[LockedEntry] = field(default_factory=list)
    roots: list[Need] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    members: set[str] = field(default_factory=set)
    forced: set[str] = field(default_factory=set)
    broken: int = 0

    def add(self, table: dict[str, Any]) -> None:
        """One document, whose edges stay within it."""
        packages = get_mapping(table, "packages")
        nodes = _nodes(table, packages)
        self.broken += sum(not isinstance(one, dict) for one in {**packages, **nodes}.values())
        self.broken += sum(not isinstance(table.get(part, {}), dict) for part in _PARTS)
        self.forced |= apply_override(table)
        for key, node in nodes.items():
            if isinstance(node, dict):
                self._add_package(key, {**get_mapping(packages, _base(key)), **node}, node, nodes)
        for folder, importer in (get_mapping(table, "importers") or {".": table}).items():
            self.members.add("" if folder == "." else folder)
            self.roots.extend(_read_pnpm_needs(importer, nodes, self.absent))

    def _add_package(
        self, key: str, package: dict[str, Any], node: dict[str, Any], nodes: dict[str, Any]
    ) -> None:
        needed = tuple(_read_pnpm_needs(node, nodes, self.absent))
        if _is_folder(key, package):
            self.roots.extend(needed)
        else:
            self.entries.append(_read_pnpm_entry(key, package, needed, self.lines))


def _nodes(table: dict[str, Any], packages: dict[str, Any]) -> dict[str, Any]:
    """What has edges: since version 9 the snapshots, before that the packages. A package without a snapshot stands for itself."""
    snapshots = get_mapping(table, "snapshots")
    if not snapshots:
        return packages
    known = {_base(key) for key in snapshots}
    return {**snapshots, **{key: one for key, one in packages.items() if key not in known}}


def _read_pnpm_needs(node: Any, nodes: dict[str, Any], absent: list[str]) -> Iterator[Need]:
    for group, scope in (*GROUPS, *_TOOLS):
        for name, stated in get_mapping(node, group).items():
            reference = get_text(stated, "version") if isinstance(stated, dict) else stated
            if not isinstance(reference, str):
                absent.append(name)
            elif reference.startswith(("link:", "workspace:")):
                continue
            elif key := _find_node(name, reference, nodes):
                yield key, scope
            elif scope is not Scope.OPTIONAL:
                absent.append(name)


def _find_node(name: str, reference: str, nodes: dict[str, Any]) -> str:
    """The key of what a reference means, in the forms that the versions of the format have; empty without one."""
    forms = (
        f"{name}@{reference}",
        f"/{name}@{reference}",
        f"/{name}/{reference}",
        reference,
        f"/{reference}",
    )
    return next((form for form in forms if form in nodes), "")


def _read_pnpm_entry(
    key: str, package: dict[str, Any], needed: tuple[Need, ...], lines: dict[str, int]
) -> LockedEntry:
    name, stated = _collect_pnpm_parts(key)
    name = get_text(package, "name") or name
    version = get_text(package, "version") or ("" if _NO_VERSION.match(stated) else stated)
    resolution = get_mapping(package, "resolution")
    url = get_text(resolution, "tarball") or get_text(resolution, "repo")
    digests = parse_integrity(get_text(resolution, "integrity"))
    return LockedEntry(
        key=key,
        name=name,
        version=version,
        purl=build_npm_purl(name, version),
        needs=needed,
        artifacts=build_archives(get_text(resolution, "tarball"), digests),
        digests=digests,
        url="" if digests else url.removeprefix("git+"),
        line=lines.get(_base(key), 0),
    )


def _base(key: str) -> str:
    """The key without the peers in brackets."""
    return key.partition("(")[0]


def _collect_pnpm_parts(key: str) -> tuple[str, str]:
    """Name and version of a key: `name@1`, in version 6 `/name@1`, in version 5 `/name/1_peer@2`."""
    base = _base(key)
    plain = base.removeprefix("/")
    scope = f"{plain.partition('/')[0]}/" if plain.startswith("@") else ""
    if base.startswith("/") and "/" in plain.removeprefix(scope):
        name, _, version = plain.rpartition("/")
        return name, version.partition("_")[0]
    return split_descriptor(plain)


def _is_folder(key: str, package: dict[str, Any]) -> bool:
    return get_text(package.get("resolution"), "type") == "directory" or (
        key.startswith("file:") and not key.endswith((".tgz", ".tar.gz", ".tar"))
    )


def _split_pnpm_lines(document: str) -> dict[str, int]:
    """The lines on which packages start."""
    found: dict[str, int] = {}
    inside = False
    for number, line in enumerate(document.splitlines(), 1):
        if line[:1].strip():
            inside = line.startswith("packages:")
        elif inside and line[2:3].strip() and (match := _KEY_LINE.match(line)):
            found[_base((match[1] or match[2]).replace("''", "'"))] = number
    return found
