# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A lock file as all its readers give it: entries, what each needs, what the product asks for; and what that means for the inventory."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from compliance.discover.base import parse_file
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages._support.needed_for import Need, resolve_scopes
from compliance.licensing import expressions
from compliance.model import (
    Artifact,
    Component,
    Digest,
    Evidence,
    Gap,
    Kind,
    LicenseClaim,
    Presence,
    Relation,
    RelationKind,
    SaidBy,
    Scope,
)
from compliance.read_file import open_file

_ALGORITHMS = {
    "sha256": ("SHA-256", 64),
    "sha384": ("SHA-384", 96),
    "sha512": ("SHA-512", 128),
    "sha1": ("SHA-1", 40),
    "md5": ("MD5", 32),
}


@dataclass(frozen=True, slots=True)
class LockedEntry:
    """A package that a lock holds."""

    key: str
    """What the lock's other entries call it; unique in the lock."""
    name: str
    version: str
    purl: str
    needs: tuple[Need, ...] = ()
    """Keys of entries, with an extra as `key[extra]`; what the lock doesn't hold is left out."""
    extras: Mapping[str, tuple[Need, ...]] = field(default_factory=dict)
    """What each extra needs in addition, for locks that tell."""
    artifacts: tuple[Artifact, ...] = ()
    digests: tuple[Digest, ...] = ()
    """Of the one archive that the package is. Of several archives each has its own, in `artifacts`."""
    license: str = ""
    """As the lock words it."""
    url: str = ""
    line: int = 0
    scope: Scope = Scope.UNSTATED
    """Only where the lock itself says so; else it follows from the roots."""


@dataclass(frozen=True, slots=True)
class Lock:
    """A whole lock."""

    entries: tuple[LockedEntry, ...]
    roots: tuple[Need, ...] = ()
    """What the product itself asks for; without any, whatever no other entry needs."""
    gaps: tuple[Gap, ...] = ()


def read_each(
    candidates: Iterable[ScannedFile],
    wanted: Callable[[ScannedFile], bool],
    read: Callable[[ScannedFile], Lock],
) -> Iterator[Discovery]:
    """What the wanted files of the tree hold; one that can't be read is a gap, and files of tests are left out."""
    for candidate in candidates:
        if not candidate.carrier and not candidate.is_test and wanted(candidate):
            try:
                yield from build_discoveries(candidate, read(_require_content(candidate)))
            except parse_file.Unreadable as error:
                yield Gap(
                    candidate.path,
                    f"The lock file {error}; its packages are missing from the BOM",
                    error.line,
                )
            else:
                yield from _find_cut(candidate)


def _require_content(candidate: ScannedFile) -> ScannedFile:
    if not candidate.size:
        raise parse_file.Unreadable("is empty")
    return candidate


def _find_cut(candidate: ScannedFile) -> Iterator[Gap]:
    """What tools write ends with a line feed; TOML and YAML that are cut off may still be valid."""
    try:
        with open_file(candidate.file) as file:
            first = file.read(1)
            file.seek(-1, 2)
            last = file.read(1)
    except (OSError, ValueError):
        first = last = b""
    if first != b"{" and last != b"\n":
        yield Gap(candidate.path, "The lock file's last line has no end, so it may be cut off; make it again")


def build_discoveries(candidate: ScannedFile, lock: Lock) -> Iterator[Discovery]:
    """Components, edges and gaps of a lock."""
    entries = {entry.key: entry for entry in lock.entries}
    roots = lock.roots or tuple((key, Scope.REQUIRED) for key in _find_unneeded(lock.entries))
    reached = resolve_scopes(roots, _list_needs(lock.entries))
    for entry in lock.entries:
        scope = entry.scope or reached.get(entry.key, Scope.UNSTATED)
        yield locked_component(entry, candidate.path, scope)
        for key in _find_targets(entry, entries, reached):
            yield Relation(entry.purl, RelationKind.DEPENDS_ON, entries[key].purl)
    for key in dict.fromkeys(_strip_extra(key) for key, _ in roots):
        if key in entries:
            yield Relation("", RelationKind.DEPENDS_ON, entries[key].purl)
    yield from lock.gaps


def locked_component(entry: LockedEntry, path: str, scope: Scope) -> Component:
    """The library that an entry stands for."""
    evidence = Evidence(path, entry.line)
    return Component(
        ref=entry.purl,
        kind=Kind.LIBRARY,
        name=entry.name,
        version=entry.version,
        purl=entry.purl,
        presence=Presence.LOCKED,
        scope=scope,
        digests=entry.digests,
        artifacts=tuple(sorted(set(entry.artifacts))),
        licenses=_read_claims(entry, evidence),
        evidence=(evidence,),
        url=entry.url if entry.url.startswith(("https://", "http://", "ssh://")) else "",
    )


def parse_lock_digest(stated: str) -> Digest | None:
    """`sha256:<hex>` as Python's locks write it; nothing if it is none."""
    algorithm, _, value = stated.partition(":")
    name, length = _ALGORITHMS.get(algorithm.lower(), ("", 0))
    plausible = name and len(value) == length and not value.strip("0123456789abcdefABCDEF")
    return Digest(name, value.lower()) if plausible else None


def find_only_version(digests: tuple[Digest | None, ...]) -> tuple[Digest, ...]:
    """The digest, if there is exactly one."""
    known = tuple(one for one in digests if one)
    return known if len(known) == 1 else ()


def find_only_archive_digest(archives: Iterable[Artifact]) -> tuple[Digest, ...]:
    """The digest of the only archive, if it has exactly one."""
    digests: list[Digest | None] = []
    for archive in archives:
        digests.extend(archive.digests)
    return find_only_version(tuple(digests))


def nameless_gap(candidate: ScannedFile, packages: Iterable[object]) -> Iterator[Gap]:
    """A gap for the entries of a lock that can't be used."""
    entries = list(packages)
    if missing := sum(not (isinstance(one, dict) and isinstance(one.get("name"), str)) for one in entries):
        reason = f"{missing} of its {len(entries)} entries have no name; they are missing from the BOM"
        yield Gap(candidate.path, reason)


def missing_gap(candidate: ScannedFile, absent: Iterable[tuple[str, str]]) -> Iterator[Gap]:
    """A gap for what entries need, in pairs with their name, and the lock does not hold."""
    if named := sorted({f"{name} (for {whose})" for name, whose in absent}):
        more = f" and {len(named) - 8} more" if len(named) > 8 else ""
        yield Gap(candidate.path, f"It does not hold {', '.join(named[:8])}{more}; lock again")


def build_artifact(url: str, *stated: str) -> Artifact:
    """An archive by its address or file name, with the digests that hold."""
    return Artifact(url, tuple(sorted(known for one in stated if (known := parse_lock_digest(one)))))


def index_by_hash(stated: Iterable[str]) -> tuple[Artifact, ...]:
    """Archives of which a lock tells the hashes alone: each is addressed by its hash, as in the fragment of pip's links."""
    known = [(one, found) for one in stated if (found := parse_lock_digest(one))]
    return tuple(Artifact(f"#{one.replace(':', '=')}", (found,)) for one, found in known if len(known) > 1)


def _strip_extra(key: str) -> str:
    """The key without the extra."""
    return key.partition("[")[0]


def _find_targets(
    entry: LockedEntry, entries: Mapping[str, LockedEntry], reached: Mapping[str, Scope]
) -> list[str]:
    """The other entries that this one needs, with the extras that something asks for."""
    asked = [needs for extra, needs in entry.extras.items() if f"{entry.key}[{extra}]" in reached]
    keys = dict.fromkeys(_strip_extra(key) for needs in (entry.needs, *asked) for key, _ in needs)
    return [key for key in keys if key in entries and entries[key].purl != entry.purl]


def _list_needs(entries: Iterable[LockedEntry]) -> dict[str, tuple[Need, ...]]:
    """What each key needs; a key with an extra needs the bare one too."""
    needs: dict[str, tuple[Need, ...]] = {}
    for entry in entries:
        needs[entry.key] = entry.needs
        for extra, more in entry.extras.items():
            needs[f"{entry.key}[{extra}]"] = ((entry.key, Scope.REQUIRED), *more)
    return needs


def _find_unneeded(entries: Iterable[LockedEntry]) -> list[str]:
    needed = {
        _strip_extra(key) for entry in entries for key, _ in entry.needs if _strip_extra(key) != entry.key
    }
    return [entry.key for entry in entries if entry.key not in needed]


def _read_claims(entry: LockedEntry, evidence: Evidence) -> tuple[LicenseClaim, ...]:
    if not entry.license:
        return ()
    expression = _resolved(entry.license)
    stated = "" if expression == entry.license else entry.license
    return (LicenseClaim(expression, SaidBy.LOCK, stated=stated, evidence=(evidence,)),)


_resolved = cache(expressions.resolve_expression)
"""A lock of ten thousand packages names some twenty licences."""
