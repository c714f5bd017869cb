# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Shared objects by their file names: the name and version that a file name states, and what is known of the project behind it."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tomli

from compliance.lazy_regex import compile_lazily

TABLE = Path(__file__).with_name("shared_objects.toml")
_MANGLED = compile_lazily(r"-(?:[0-9a-f]{32}|[0-9a-f]{8})(?=[-.])")
"""What auditwheel (8 digits of the file's hash) and delvewheel (32) put into a name, so that two wheels' files don't collide."""
_KINDS = (
    compile_lazily(r"(?P<name>.+?)\.so(?:\.(?P<version>\d[\w.]*))?\Z"),
    compile_lazily(r"(?P<name>.+?)(?:\.(?P<version>\d[\w.]*))?\.dylib\Z"),
    compile_lazily(r"(?P<name>.+?)\.dll\Z", re.IGNORECASE),
)
_ARCHITECTURE = compile_lazily(r"[-_](?:x86_64|x86|x64|arm64|aarch64|i686)\Z")
_INSIDE = compile_lazily(r"(?P<name>.+?)-(?:[rv])?(?P<version>\d+(?:[._]\d+)*[a-z]?)(?:-x64|-x86|-arm64)?\Z")
"""A version before the extension: `libopenblasp-r0.3.15.so`, `libcrypto-3-x64.dll`."""


@dataclass(frozen=True, slots=True)
class SharedObject:
    """What a table says of a shared object."""

    project: str
    names: re.Pattern[str]
    expression: str
    since: tuple[tuple[str, str], ...]
    source: str

    def terms(self, version: str) -> str:
        """The SPDX expression for a version; empty if it depends on one that is not known."""
        if not self.since:
            return self.expression
        known = _numbers(version)
        if not known:
            return ""
        return next(
            (terms for first, terms in reversed(self.since) if known >= _numbers(first)), self.expression
        )


def parse_file_name(file_name: str) -> tuple[str, str]:
    """The name and the version in a shared object's file name, without what repair tools put into it; empty names for other files."""
    plain = _MANGLED.sub("", file_name)
    for kind in _KINDS:
        if match := kind.match(plain):
            version = match.groupdict().get("version") or ""
            name = _ARCHITECTURE.sub("", match["name"])
            if inside := _INSIDE.match(name):
                return inside["name"], inside["version"].replace("_", ".")
            return name, version
    return "", ""


def is_known(file_name: str) -> bool:
    """Whether a file is called like the shared object of a project in the table: `libsndfile.so.1`, not an extension module of Python."""
    plain = file_name.lower()
    if not (plain.endswith(".dll") or (plain.startswith("lib") and (".so" in plain or ".dylib" in plain))):
        return False  # nearly all files; the patterns take longer
    name, _ = parse_file_name(file_name)
    return bool(name) and find_shared_object(name) is not None


def find_shared_object(name: str) -> SharedObject | None:
    """What is known of the shared object of this name (`libavcodec`)."""
    bare = name.removeprefix("lib")
    return next((one for one in _take_shared_objects_table() if one.names.fullmatch(bare)), None)


def _numbers(version: str) -> tuple[int, ...]:
    """A version's numbers; letters behind them, as in 1.1.1k, are left out."""
    stated = re.match(r"[\d.]*", version)
    numbers = [int(part) for part in stated[0].split(".") if part] if stated else []
    while len(numbers) > 1 and not numbers[-1]:  # 3 is 3.0
        numbers.pop()
    return tuple(numbers)


@cache
def _take_shared_objects_table() -> tuple[SharedObject, ...]:
    return tuple(
        SharedObject(
            project=entry["project"],
            names=re.compile("|".join(entry["names"])),
            expression=entry.get("expression", ""),
            since=tuple(entry.get("since", {}).items()),
            source=entry["source"],
        )
        for entry in tomli.loads(TABLE.read_text("utf-8"))["object"]
    )
