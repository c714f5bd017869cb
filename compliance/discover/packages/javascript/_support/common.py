# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What the locks of npm, pnpm, Yarn and Bun have in common: groups of dependencies, aliases, hashes, and what is missing."""

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from compliance import redaction
from compliance.discover.packages._support.locked import Lock, parse_lock_digest
from compliance.discover.packages._support.needed_for import Need
from compliance.discover.packages._support.tables import get_mapping, get_text, get_texts
from compliance.lazy_regex import compile_lazily
from compliance.model import Artifact, Digest, Gap, Scope

GROUPS = (
    ("dependencies", Scope.REQUIRED),
    ("optionalDependencies", Scope.OPTIONAL),
    ("devDependencies", Scope.EXCLUDED),
)
LOCAL = ("workspace:", "link:", "file:", "portal:")
"""How a range starts that names a folder of the product."""
DEEPEST = 200
"""Packages in packages that a lock may have; each look-up goes through all above."""
LONGEST = 400
"""Characters that a name may have (npm allows 214)."""
_OVERRIDES = (("resolutions",), ("overrides",), ("pnpm", "overrides"))
_NAME = compile_lazily(r"(?:@[^/@>]+/)?[^/@>]+")
_ARCHIVE = compile_lazily(r"\.(?:tgz|tar\.gz|tar)(?:[?#:]|\Z)")
_KEY = r'^[ \t]*"((?:[^"\\\n]|\\.)*)":[ \t]*[{}]'
_MOST = 5


@dataclass(frozen=True, slots=True)
class Content:
    """A lock, and which folders below its own are the product's packages."""

    lock: Lock
    members: frozenset[str] = frozenset({""})
    """Relative to the lock's folder, which is the empty one."""
    overridden: frozenset[str] = frozenset()
    """Names of packages whose versions the product forces, whatever its manifests ask for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A dependency as a table of dependencies names it."""

    name: str
    range: str
    scope: Scope
    peer: bool = False


def read_asked(table: Any, *, peers: bool = False) -> Iterator[Asked]:
    """All dependencies that a manifest, or a lock's copy of one, asks for; an optional one overrides one of the same name (docs.npmjs.com, package.json)."""
    optional = get_mapping(table, "optionalDependencies")
    meta = get_mapping(table, "dependenciesMeta")
    for group, scope in GROUPS:
        for name, words in get_mapping(table, group).items():
            if group != "dependencies":
                yield _build_asked(name, words, scope)
            elif name not in optional:
                weak = get_text(meta.get(name), "optional") == "true"
                yield _build_asked(name, words, Scope.OPTIONAL if weak else scope)
    if peers:
        yield from _read_peers(table)


def _read_peers(table: Any) -> Iterator[Asked]:
    optional = set(get_texts(table.get("optionalPeers")))
    for name, one in get_mapping(table, "peerDependenciesMeta").items():
        if _is_optional(one):
            optional.add(name)
    for name, words in get_mapping(table, "peerDependencies").items():
        scope = Scope.OPTIONAL if name in optional else Scope.REQUIRED
        yield replace(_build_asked(name, words, scope), peer=True)


def _build_asked(name: str, words: Any, scope: Scope) -> Asked:
    return Asked(name, words if isinstance(words, str) else "", scope)


def read_needs(table: Any, find: Callable[[str], str], absent: list[str]) -> tuple[Need, ...]:
    """The keys that are needed; names that must be there and aren't are added to `absent`."""
    found: dict[str, Scope] = {}
    for one in read_asked(table, peers=True):
        if key := find(one.name):
            found.setdefault(key, one.scope)
        elif one.scope is not Scope.OPTIONAL and not one.peer and not is_local_reference(one.range):
            absent.append(one.name)
    return tuple(found.items())


def apply_override(table: Any) -> frozenset[str]:
    """The names in a manifest's, or a lock's, overrides: `name`, `name@range`, `parent/name` or `parent>name`."""
    keys = [key[:LONGEST] for names in _OVERRIDES for key in get_mapping(table, *names)]
    return frozenset(name for key in keys for name in _NAME.findall(key))


def is_local_reference(words: str) -> bool:
    """Whether a range names a folder and no archive."""
    return words.startswith(LOCAL) and not _ARCHIVE.search(words)


def parse_alias(name: str, words: str) -> tuple[str, str]:
    """Name and range of what is really meant: `npm:other@1` is another package."""
    if not words.startswith("npm:"):
        return name, words
    real = words.removeprefix("npm:")
    at = real.find("@", 1)
    if at > 0:
        return real[:at], real[at + 1 :]
    return (name, real) if real[:1].isdigit() or real[:1] in {"^", "~", ">", "<", "=", "*"} else (real, "")


def split_descriptor(descriptor: str) -> tuple[str, str]:
    """`name@what` in two, where the name may have a scope; credentials before an @ are masked first, since halves of them can't be told."""
    if "//" in descriptor:
        descriptor = redaction.mask(descriptor)
    at = descriptor.find("@", 1)
    return (descriptor[:at], descriptor[at + 1 :]) if at > 0 else (descriptor, "")


def parse_integrity(stated: str) -> tuple[Digest, ...]:
    """The digests of a Subresource Integrity string (W3C SRI): base64, several parted by white space; an algorithm that is there twice says nothing."""
    known = [one for words in stated.split() if (one := _digest(words))]
    if len(known) < 2:  # as nearly all are
        return tuple(known)
    found: dict[str, set[Digest]] = {}
    for one in known:
        found.setdefault(one.algorithm, set()).add(one)
    return tuple(sorted(one for same in found.values() if len(same) == 1 for one in same))


def _digest(words: str) -> Digest | None:
    algorithm, _, encoded = words.partition("?")[0].partition("-")
    try:
        return parse_lock_digest(f"{algorithm}:{base64.b64decode(encoded, validate=True).hex()}")
    except (binascii.Error, ValueError):
        return None


def build_archives(url: str, digests: tuple[Digest, ...]) -> tuple[Artifact, ...]:
    """The archive behind an address, if it is one."""
    return (Artifact(url, digests),) if url.startswith(("https://", "http://")) else ()


def find_key_lines(document: str, opening: str = "[{") -> dict[str, list[int]]:
    """The lines of a JSON document on which each key stands whose value starts with one of these signs."""
    found: dict[str, list[int]] = {}
    number, last = 1, 0
    for match in re.finditer(_KEY.format(re.escape(opening)), document, re.MULTILINE):
        number += document.count("\n", last, match.start())
        last = match.start()
        found.setdefault(match[1], []).append(number)
    return found


def missing_package_gap(path: str, absent: Iterable[str], broken: int) -> tuple[Gap, ...]:
    """What a lock needs and doesn't hold, and entries of it that are none."""
    names = sorted(set(absent))
    gaps = []
    if names:
        listed = ", ".join(names[:_MOST]) + (f" and {len(names) - _MOST} more" if len(names) > _MOST else "")
        gaps.append(
            Gap(path, f"Its entries need {listed}, which it does not hold; it may be cut off, lock again")
        )
    if broken:
        gaps.append(Gap(path, f"{broken} of its entries are damaged and missing from the BOM; lock again"))
    return tuple(gaps)


def _is_optional(one: Any) -> bool:
    return isinstance(one, dict) and one.get("optional") in (True, "true")
