# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Files that are whole or not there: each is written as a draft beside its target and renamed when it is complete.

A run holds a lock (flock) on its drafts and temporary folders for as long as it lives, and the system drops the lock when the
process ends, however it ends. So what nobody holds was left behind by a killed run and can be removed, in any process namespace.
"""

import errno
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from compliance.lazy_regex import compile_lazily

DRAFT = compile_lazily(r"\..+\.lexbom-draft-[0-9a-f]{16}")
"""What a draft is called: `.report.json.lexbom-draft-0123456789abcdef`."""
FOLDER_PREFIX = "lexbom-unpacked-"
"""How the name of a temporary folder begins."""
_KEPT = 40
"""Characters of the target's name in a draft's: at most 160 bytes, so that the whole stays below the usual 255."""
_ATTEMPTS = 5
_STALE_AFTER = 86_400
"""Seconds after which a draft is stale where files can't be locked."""
_READING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Draft:
    """A file under a temporary name in the folder of its target.

    Raises:
        OSError: it can't be made.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self.path, self._file = _create(target)

    def write(self, content: bytes) -> None:
        """Write all of the content.

        Raises:
            OSError: it can't be written, such as on a full disk.
        """
        self._file.write(content)
        self._file.flush()

    def publish(self) -> None:
        """Give the draft its target's name, in place of what had it.

        Raises:
            OSError: the system refuses.
        """
        if sys.platform == "win32":
            self._file.close()  # Windows renames no open file
        self.path.replace(self.target)
        self._file.close()

    def discard(self) -> None:
        """Remove the draft; one that was published is gone already."""
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def sweep_drafts(folder: Path) -> None:
    """Remove the drafts in the folder that no living run holds."""
    for name in _names(folder):
        if DRAFT.fullmatch(name):
            _remove_if_stale(folder / name, stat.S_IFREG)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A private folder that is gone afterwards; one that a killed run left is removed first.

    Raises:
        OSError: it can't be made.
    """
    sweep_folders(Path(tempfile.gettempdir()))
    folder, descriptor = _make_folder()
    try:
        with folder as name:
            yield Path(name)
    finally:
        if descriptor is not None:
            os.close(descriptor)


def sweep_folders(parent: Path) -> None:
    """Remove temporary folders of this user that no living run holds."""
    for name in _names(parent):
        if name.startswith(FOLDER_PREFIX):
            _remove_if_stale(parent / name, stat.S_IFDIR)


def _names(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in entries]
    except OSError:
        return []


def _create(target: Path) -> tuple[Path, IO[bytes]]:
    """A new locked file. One that a sweep took between its making and its locking is made again under another name."""
    for _ in range(_ATTEMPTS):
        path = target.with_name(f".{target.name[:_KEPT]}.lexbom-draft-{os.urandom(8).hex()}")
        file = path.open("xb")  # never through a link that lies there
        if _read_drafts_lock(file.fileno()) and path.exists():
            return path, file
        file.close()
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(target))


def _make_folder() -> "tuple[tempfile.TemporaryDirectory[str], int | None]":
    """A new folder and what holds its lock; made again as a draft is. Windows opens no folders, so there is no lock."""
    for _ in range(_ATTEMPTS):
        folder = tempfile.TemporaryDirectory(prefix=FOLDER_PREFIX, ignore_cleanup_errors=True)
        if sys.platform == "win32":
            return folder, None
        try:
            descriptor = os.open(folder.name, os.O_RDONLY)
        except FileNotFoundError:
            continue
        if _read_drafts_lock(descriptor) and Path(folder.name).exists():
            return folder, descriptor
        os.close(descriptor)
        folder.cleanup()
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), tempfile.gettempdir())


def _read_drafts_lock(descriptor: int) -> bool:
    """Whether this process holds the lock now; on a file system without locks it counts as held."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _remove_if_stale(path: Path, kind: int) -> None:
    import shutil

    try:
        descriptor = os.open(path, _READING)
    except OSError:
        return  # gone, a link, or not ours to read
    try:
        status = os.fstat(descriptor)
        if (
            stat.S_IFMT(status.st_mode) != kind
            or not _is_own(status)
            or not _is_abandoned(descriptor, status)
        ):
            return
        if kind == stat.S_IFDIR:
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    except OSError:
        return  # another run removes it
    finally:
        os.close(descriptor)


def _is_own(status: os.stat_result) -> bool:
    return not hasattr(os, "getuid") or status.st_uid == os.getuid()


def _is_abandoned(descriptor: int, status: os.stat_result) -> bool:
    """Whether nobody holds the lock; where nothing can be locked, whether it is older than a day."""
    if sys.platform == "win32":
        return time.time() - status.st_mtime > _STALE_AFTER
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return time.time() - status.st_mtime > _STALE_AFTER
    return True
