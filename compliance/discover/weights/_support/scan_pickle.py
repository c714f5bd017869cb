# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What unpickling would import, from a walk over the opcodes; nothing is unpickled (opcodes: Python's pickletools)."""

import pickletools
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from compliance.discover.weights._support.unsafe_imports import NAMED_AT_RUN_TIME, find_mentioned, is_unsafe

_OPCODES = {opcode.code.encode("latin-1"): opcode for opcode in pickletools.opcodes}
_MOST_OPCODES = 1_000_000
_LONGEST_NAME = 512
_PREFIXES = {
    pickletools.TAKEN_FROM_ARGUMENT1: 1,
    pickletools.TAKEN_FROM_ARGUMENT4: 4,
    pickletools.TAKEN_FROM_ARGUMENT4U: 4,
    pickletools.TAKEN_FROM_ARGUMENT8U: 8,
}
_TEXTS = frozenset(
    {"SHORT_BINUNICODE", "BINUNICODE", "BINUNICODE8", "UNICODE", "STRING", "BINSTRING", "SHORT_BINSTRING"}
)
_GETS = frozenset({"GET", "BINGET", "LONG_BINGET"})
_PUTS = frozenset({"PUT", "BINPUT", "LONG_BINPUT"})
_FRAME = "FRAME"


@dataclass(frozen=True, slots=True)
class PickleScan:
    """What was seen of a row of pickles."""

    imports: frozenset[str] = frozenset()
    """`module.name` of each global."""
    unsafe: tuple[str, ...] = ()
    """Those that run code or reach out of the process, sorted."""
    whole: bool = False
    """Whether every pickle up to its end was walked."""
    ended: int = 0
    """How many pickles came to their end."""
    remark: str = ""
    """Why not, as the second half of a sentence."""


def scan_pickle(file: BinaryIO, size: int, *, at_most: int = 1000) -> PickleScan:
    """The imports of up to `at_most` pickles that follow one another in the `size` bytes from where the file stands.

    Raw arrays between opcodes (joblib, torch) end the walk; the rest, up to 64 MB, is then searched for imports that matter.
    """
    walk = _Walk(file, size)
    whole = walk.run(at_most)
    named: frozenset[str] = frozenset()
    remark = ""
    if not whole:
        file.seek(walk.start + walk.safe)
        named, searched = find_mentioned(file, size - walk.safe)
        if not searched:
            remark = "is a pickle of which only the first part could be searched for imports; load it only if you trust its origin"
    risky = {name for name in walk.imports if is_unsafe(name)} | named
    return PickleScan(frozenset(walk.imports), tuple(sorted(risky)), whole, walk.ended, remark)


@dataclass(slots=True)
class _Walk:
    file: BinaryIO
    size: int
    imports: set[str] = field(default_factory=set)
    memo: dict[int, str] = field(default_factory=dict)
    pushed: deque[str] = field(default_factory=lambda: deque(maxlen=2))
    at: int = 0
    safe: int = 0
    """Up to here all was understood."""
    ended: int = 0
    start: int = 0

    def run(self, at_most: int) -> bool:
        self.start = self.file.tell()
        for _ in range(_MOST_OPCODES):
            if self.at == self.size or self.ended == at_most:
                return self.ended > 0 and self.safe == self.at
            opcode = _OPCODES.get(self._take(1))
            if opcode is None or not self._step(opcode):
                return False
        return False

    def _step(self, opcode: pickletools.OpcodeInfo) -> bool:
        """Whether the opcode and its argument were there."""
        argument = self._argument(opcode)
        if argument is None:
            return False
        name = opcode.name
        if name in {"GLOBAL", "INST"}:
            self._add(argument.replace(" ", ".", 1))
        elif name == "STACK_GLOBAL":
            self._add(".".join(self.pushed) if len(self.pushed) == 2 else NAMED_AT_RUN_TIME)
        elif name in _TEXTS:
            self.pushed.append(argument)
        elif name in _GETS:
            self.pushed.append(self.memo.get(int(argument), "") if argument.isdecimal() else "")
        elif name in _PUTS or name == "MEMOIZE":
            self._memoize(argument, name)
        elif name == "STOP":
            self._end()
        elif name not in {"PROTO", _FRAME}:
            self.pushed.clear()
        return True

    def _end(self) -> None:
        """One pickle is over; another may follow it in the file."""
        self.ended += 1
        self.memo.clear()
        self.pushed.clear()
        self.safe = self.at

    def _memoize(self, argument: str, name: str) -> None:
        """Texts may be fetched again as an import's name; other values are only counted, as MEMOIZE numbers them in order."""
        key = len(self.memo) if name == "MEMOIZE" else int(argument) if argument.isdecimal() else -1
        self.memo[key] = self.pushed[-1] if self.pushed else ""

    def _add(self, name: str) -> None:
        module, _, attribute = name.rpartition(".")
        if len(self.imports) < 10_000:
            self.imports.add(name if module and attribute else NAMED_AT_RUN_TIME)
        self.pushed.clear()

    def _argument(self, opcode: pickletools.OpcodeInfo) -> str | None:
        """The argument as text; nothing if the file ends before it does."""
        if opcode.arg is None:
            return ""
        kind = opcode.arg.n
        if kind == pickletools.UP_TO_NEWLINE:
            lines = list(self._lines(2 if opcode.name in {"GLOBAL", "INST"} else 1))
            return " ".join(lines) if all(line is not None for line in lines) else None  # type: ignore[arg-type]
        if kind >= 0:
            raw = self._take(kind)
            return str(int.from_bytes(raw, "little")) if len(raw) == kind else None
        return self._counted(opcode, _PREFIXES[kind])

    def _counted(self, opcode: pickletools.OpcodeInfo, width: int) -> str | None:
        """An argument that begins with its length; texts that may be names are read, others are skipped."""
        prefix = self._take(width)
        length = int.from_bytes(prefix, "little")
        if len(prefix) < width or length > self.size - self.at:
            return None
        if opcode.name in _TEXTS and length <= _LONGEST_NAME:
            return self._take(length).decode("utf-8", "replace")
        self.at += length
        self.file.seek(self.start + self.at)
        return ""

    def _lines(self, number: int) -> Iterator[str | None]:
        for _ in range(number):
            line = self.file.readline(min(1 << 20, self.size - self.at))
            self.at += len(line)
            yield (
                line[:_LONGEST_NAME].decode("utf-8", "replace").strip("\n'\"")
                if line.endswith(b"\n")
                else None
            )

    def _take(self, length: int) -> bytes:
        raw = self.file.read(min(length, self.size - self.at))
        self.at += len(raw)
        return raw
