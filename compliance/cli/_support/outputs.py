# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a run writes: checked before the work begins, drafted whole, and published together at the end."""

import os
import stat
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from compliance.cli._support.signals import signals_held
from compliance.drafts import Draft, sweep_drafts
from compliance.errors import OutputError, UsageError
from compliance.read_file import read_file

STDOUT = "-"
_NAMES_OF_STDOUT = frozenset({STDOUT, "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"})
_DEVICES = ("/dev/fd/", "/dev/std", "/proc/")
"""Nothing is drafted or replaced here: what lies here is a device, or a link to something that a process has opened."""


def check_outputs(targets: Mapping[str, str | None], inputs: Iterable[Path | None] = ()) -> None:
    """Accept outputs that can all be written, and remove what a killed run left beside them. Writes nothing.

    Args:
        targets: For each option the file that it names; `-` is standard output.
        inputs: What the run reads. None of it may be overwritten.

    Raises:
        UsageError: an output is empty, a folder, in no folder, the same as another one, or one of the inputs.
    """
    given = {option: target for option, target in targets.items() if target is not None}
    for option, target in given.items():
        _refuse_no_file(option, target)
    for (option, target), (other, second) in combinations(given.items(), 2):
        _refuse_same(option, target, other, second)
    read = list(_identities(inputs))
    for option, target in given.items():
        if _identity(Path(target)) in read:
            raise UsageError(
                f"{option} {target} would overwrite what this run reads", fix="Give the output another name"
            )
    for folder in {Path(target).parent for target in given.values() if not _is_direct(target)}:
        sweep_drafts(folder)


def write(target: str, content: bytes) -> None:
    """Write one output, as `write_outputs` does.

    Raises:
        OutputError: standard output can't be written.
        UsageError: the file can't be written.
    """
    write_outputs([(target, content)])


def write_outputs(contents: Sequence[tuple[str, bytes]]) -> None:
    """Write all outputs of a run, or none: every file is drafted, then pipes and standard output are written, then the drafts renamed.

    A file that holds the same already is left alone, so that nothing is built again for it. Signals wait while drafts are renamed; only
    SIGKILL or a crash of the system can leave some renamed and some not, and each report names the BOM that it belongs to.

    Raises:
        OutputError: standard output can't be written.
        UsageError: a file can't be written.
    """
    drafts: list[Draft] = []
    try:
        for target, content in contents:
            if not _is_direct(target) and not _holds(Path(target), content):
                drafts.append(_drafted(target, content))
        for target, content in contents:
            if _is_direct(target):
                _write_directly(target, content)
        with signals_held():
            for draft in drafts:
                _publish(draft)
    finally:
        for draft in drafts:
            draft.discard()


def is_stdout(target: str | None) -> bool:
    """Whether an output goes to standard output."""
    return target in _NAMES_OF_STDOUT


def file_name(target: str | None) -> str:
    """A file's name for reports; nothing for standard output."""
    return "" if target is None or is_stdout(target) else Path(target).as_posix()


def _refuse_no_file(option: str, target: str) -> None:
    if not target:
        raise UsageError(f"{option} is empty", fix="Give a file name, or leave the option out")
    if is_stdout(target):
        return
    path = Path(target)
    if stat.S_ISDIR(_mode(path)) or target.endswith(("/", os.sep)):
        raise UsageError(f"{option} {target} is a folder", fix="Give the name of a file")
    if not stat.S_ISDIR(_mode(path.parent)):
        raise UsageError(
            f"{option} {target} can't be written: no such folder", fix="Give a path in a folder that exists"
        )
    _require_possible_name(target)


def _require_possible_name(target: str) -> None:
    """A draft has a shorter name than its target may have, so that one that is too long would be found out at the end."""
    try:
        Path(target).lstat()
    except FileNotFoundError:
        return
    except OSError as error:
        raise _unwritable(target, error) from error


def _refuse_same(option: str, target: str, other: str, second: str) -> None:
    if is_stdout(target) and is_stdout(second):
        raise UsageError(
            f"Two outputs would go to standard output: {option} and {other}",
            fix="Give all but one of them a file name",
        )
    if not is_stdout(target) and not is_stdout(second) and _names(target) & _names(second):
        raise UsageError(
            f"{option} {target} and {other} {second} are one file, here or where names have no case",
            fix="Give each output its own name",
        )


def _names(target: str) -> set[object]:
    """By what a file can be recognised: where its name and where a link leads, without case, and the file itself. Nothing for a device."""
    path = Path(target)
    identity, mode = _identity(path), _mode(path)
    if identity is None and mode and not stat.S_ISFIFO(mode):
        return set()
    own = os.path.join(os.path.realpath(path.parent), path.name)  # noqa: PTH118 - Path.resolve follows the last link
    spelled = {_without_case(own), _without_case(os.path.realpath(path))}
    return spelled | ({identity} if identity else set())


def _without_case(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _identities(paths: Iterable[Path | None]) -> Iterator[tuple[int, int]]:
    for path in paths:
        if path is not None and (identity := _identity(path)):
            yield identity


def _identity(path: Path) -> tuple[int, int] | None:
    """Device and inode of a regular file, whatever link leads there."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISREG(status.st_mode) else None


def _is_direct(target: str) -> bool:
    """Whether it is written to as it is: standard output, a device or a pipe. Such a thing is never replaced."""
    if is_stdout(target) or str(Path(target).absolute()).startswith(_DEVICES):
        return True
    mode = _mode(Path(target))
    return bool(mode) and not stat.S_ISREG(mode)


def _mode(path: Path) -> int:
    """What kind of thing lies there, whatever link leads there; 0 for nothing, and for a name that can't be one."""
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return 0


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and read_file(path, len(content)) == content
    except OSError:
        return False


def _drafted(target: str, content: bytes) -> Draft:
    draft = None
    try:
        draft = Draft(Path(target))
        draft.write(content)
    except BaseException as error:
        if draft is not None:
            draft.discard()
        if isinstance(error, OSError):
            raise _unwritable(target, error) from error
        raise
    return draft


def _write_directly(target: str, content: bytes) -> None:
    if is_stdout(target):
        if sys.stdout is None:
            raise OutputError("Standard output is closed", fix="Give a file name in place of -")
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    try:
        Path(target).write_bytes(content)
    except OSError as error:
        raise _unwritable(target, error) from error


def _publish(draft: Draft) -> None:
    try:
        draft.publish()
    except OSError as error:
        raise _unwritable(str(draft.target), error) from error


def _unwritable(target: str, error: OSError) -> UsageError:
    return UsageError(
        f"{target} can't be written: {(error.strerror or str(error)).lower()}",
        fix="Give a path in a folder that exists and has room",
    )
