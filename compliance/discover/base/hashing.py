# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Digests of the shipped files, read in threads; what didn't change since the last run comes from a cache.

Of a file for which RECORD vouches, the SHA-256 is taken from there; it is read only if its first bytes show an archive or a program,
for which SBOM profiles want the SHA-512. Of every other file both are computed in one pass.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

from compliance.discover.base import file_kind
from compliance.discover.base import parse_file as files
from compliance.discover.interface import Discovery, ScannedFile
from compliance.disk_cache import save_cache
from compliance.model import Component, Digest, Gap
from compliance.read_file import open_file, read_chunks, read_file
from compliance.worker_threads import WorkStopped, stoppable_pool

Progress = Callable[[str, int, int], None]
"""Called with the stage, what is done and what there is in all (0: not known)."""
_LARGEST_CACHE = 1 << 30
_FIELDS = 6


@dataclass(frozen=True, slots=True)
class Seen:
    """What the bytes of a file say; a digest that wasn't needed is empty."""

    form: str
    sha256: str
    sha512: str


class Cache:
    """What was seen, by path, size, modification time and inode, in one JSON file; a broken one is as good as none."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.known: dict[str, list[str | int]] = {}
        self.fresh: dict[str, list[str | int]] = {}
        if path is not None:
            try:
                loaded = json.loads(read_file(path, _LARGEST_CACHE))
            except (OSError, ValueError, RecursionError):
                loaded = {}
            self.known = loaded if isinstance(loaded, dict) else {}

    def seen(self, file: Path, *, vouched: bool = False, stop: Event | None = None) -> Seen:
        """What the file is, read unless the cache has it; `vouched` for one whose SHA-256 is known."""
        status = file.stat()
        key, state = str(file.absolute()), [status.st_size, status.st_mtime_ns, status.st_ino]
        found = _find_hashing(self.known.get(key), state)
        if found is None or not (found.sha256 or vouched):
            found = stat_file(file, vouched=vouched, stop=stop)
        self.fresh[key] = [*state, found.form, found.sha256, found.sha512]
        return found

    def save(self) -> None:
        """Write it back; that it can't be written is nobody's concern."""
        if self.path is None or all(self.known.get(key) == entry for key, entry in self.fresh.items()):
            return
        save_cache(self.path, {**self.known, **self.fresh})


def _find_hashing(entry: object, state: list[int]) -> Seen | None:
    if not isinstance(entry, list) or len(entry) != _FIELDS or entry[:3] != state:
        return None
    texts = [one for one in entry[3:] if isinstance(one, str)]
    return Seen(*texts) if len(texts) == _FIELDS - len(state) else None


def stat_file(file: Path, *, vouched: bool, stop: Event | None = None) -> Seen:
    """The file's form and digests; of a vouched one nothing more if it is neither an archive nor a program.

    Raises:
        OSError: it can't be read, is no regular file, or grows.
        WorkStopped: `stop` was set between two blocks.
    """
    with open_file(file) as opened:
        form = file_kind.detect_file_kind(opened.read(file_kind.HEAD))
        if vouched and form not in file_kind.DELIVERED:
            return Seen(form, "", "")
        opened.seek(0)
        digests = [hashlib.sha512()] if vouched else [hashlib.sha512(), hashlib.sha256()]
        for chunk in read_chunks(opened):
            if stop is not None and stop.is_set():
                raise WorkStopped
            for digest in digests:
                digest.update(chunk)
    return Seen(form, "" if vouched else digests[1].hexdigest(), digests[0].hexdigest())


def resolve_digests(
    found: list[Discovery],
    candidates: tuple[ScannedFile, ...],
    cache: Cache,
    progress: Progress,
) -> Iterator[Discovery]:
    """The same, each component that is a file at hand with its form and digests."""
    wanted = _find_wanted(found, candidates)
    results = _hash_all(wanted, cache, progress) if wanted else {}
    for item in found:
        outcome = results.get(item.ref) if isinstance(item, Component) else None
        if not isinstance(item, Component) or outcome is None:
            yield item
        elif isinstance(outcome, OSError):
            yield Gap(item.path, f"Its SHA-256 can't be computed: {files.explain_os_error(outcome)}")
            yield item
        else:
            yield _add_digests(item, outcome)


def _find_wanted(
    found: list[Discovery], candidates: tuple[ScannedFile, ...]
) -> dict[str, tuple[ScannedFile, bool]]:
    """The files to hash by ref, and whether all components that they are state their SHA-256."""
    by_ref = {candidate.ref: candidate for candidate in candidates}
    wanted: dict[str, tuple[ScannedFile, bool]] = {}
    for item in found:
        if not isinstance(item, Component) or item.ref not in by_ref:
            continue
        candidate = by_ref[item.ref]
        if _is_at_hand(item, candidate):
            _, vouched = wanted.get(item.ref, (candidate, True))
            wanted[item.ref] = (candidate, vouched and _has_sha256(item))
    return wanted


def _hash_all(
    wanted: dict[str, tuple[ScannedFile, bool]], cache: Cache, progress: Progress
) -> dict[str, Seen | OSError]:
    total, done = sum(candidate.size for candidate, _ in wanted.values()), 0
    results = {}
    with stoppable_pool(os.cpu_count()) as (pool, stop):
        running = {
            ref: pool.submit(_hash_one, cache, candidate.file, vouched, stop)
            for ref, (candidate, vouched) in wanted.items()
        }
        for ref, future in running.items():
            results[ref] = future.result()
            done += wanted[ref][0].size
            progress("hashing", done, total)
    cache.save()
    return results


def _add_digests(component: Component, seen: Seen) -> Component:
    computed = (("SHA-256", seen.sha256), ("SHA-512", seen.sha512))
    own = {Digest(name, value) for name, value in computed if value}
    return replace(component, form=seen.form, digests=tuple(sorted({*component.digests, *own})))


def _is_at_hand(component: Component, candidate: ScannedFile) -> bool:
    """Whether the candidate's bytes are the component's, and not a pointer that states its digest."""
    return not _has_sha256(component) or component.size == candidate.size


def _has_sha256(component: Component) -> bool:
    return any(digest.algorithm == "SHA-256" for digest in component.digests)


def _hash_one(cache: Cache, file: Path, vouched: bool, stop: Event) -> Seen | OSError:  # noqa: FBT001 - an executor takes positions
    try:
        return cache.seen(file, vouched=vouched, stop=stop)
    except OSError as error:
        return error
