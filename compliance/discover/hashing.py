# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""SHA-256 of the shipped files that no RECORD vouches for, read in threads; what didn't change since the last run comes from a cache."""

import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

from compliance.discover import files
from compliance.discover.candidates import Candidate, Found
from compliance.model import Component, Digest, Gap

Progress = Callable[[str, int, int], None]
"""Called with the stage, what is done and what there is in all (0: not known)."""


class Cache:
    """Digests by path, size, modification time and inode, in one JSON file; a broken one is as good as none."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.known: dict[str, list[str | int]] = {}
        self.fresh: dict[str, list[str | int]] = {}
        if path is not None:
            try:
                loaded = json.loads(path.read_bytes())
            except (OSError, ValueError, RecursionError):
                loaded = {}
            self.known = loaded if isinstance(loaded, dict) else {}

    def digest(self, file: Path) -> str:
        """The file's SHA-256, computed unless the cache has it."""
        status = file.stat()
        key, state = str(file.absolute()), [status.st_size, status.st_mtime_ns, status.st_ino]
        entry = self.known.get(key)
        known = (
            isinstance(entry, list) and len(entry) == 4 and entry[:3] == state and isinstance(entry[3], str)
        )
        value = str(entry[3]) if known and entry else files.sha256(file)
        self.fresh[key] = [*state, value]
        return value

    def save(self) -> None:
        """Write it back; that it can't be written is nobody's concern."""
        if self.path is None or all(self.known.get(key) == entry for key, entry in self.fresh.items()):
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            draft = self.path.with_suffix(f".{os.getpid()}")
            draft.write_text(json.dumps({**self.known, **self.fresh}), "utf-8")
            draft.replace(self.path)
        except OSError:
            return


def hashed(
    found: list[Found],
    candidates: tuple[Candidate, ...],
    cache: Cache,
    executor: Executor,
    progress: Progress,
) -> Iterator[Found]:
    """The same, each component that is a file of the tree with its digest."""
    by_ref = {candidate.ref: candidate for candidate in candidates}
    wanted = {
        item.ref: by_ref[item.ref]
        for item in found
        if isinstance(item, Component) and item.ref in by_ref and not _has_sha256(item)
    }
    running = {ref: executor.submit(_try, cache, candidate.file) for ref, candidate in wanted.items()}
    total = sum(candidate.size for candidate in wanted.values())
    done = 0
    results = {}
    for ref, future in running.items():
        results[ref] = future.result()
        done += wanted[ref].size
        progress("hashing", done, total)
    cache.save()
    for item in found:
        outcome = results.get(item.ref) if isinstance(item, Component) else None
        if isinstance(item, Component) and isinstance(outcome, str):
            yield replace(item, digests=tuple(sorted({*item.digests, Digest("SHA-256", outcome)})))
            continue
        if isinstance(item, Component) and isinstance(outcome, OSError):
            yield Gap(item.path, f"Its SHA-256 can't be computed: {files.explain(outcome)}")
        yield item


def _has_sha256(component: Component) -> bool:
    return any(digest.algorithm == "SHA-256" for digest in component.digests)


def _try(cache: Cache, file: Path) -> str | OSError:
    try:
        return cache.digest(file)
    except OSError as error:
        return error
