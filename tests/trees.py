# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Products as tests write them: a folder of files, and what their code names."""

from pathlib import Path

from compliance.discover.code import read_code
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.tree import walk
from compliance.model import Component, Gap
from compliance.settings import Settings

Files = dict[str, str | bytes]


def put(root: Path, files: Files) -> Path:
    """Writes the files below the root."""
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def named(root: Path, files: Files) -> list[Discovery]:
    """All that the files' code and configuration name."""
    candidates = [item for item in walk.walk_tree(put(root, files)) if isinstance(item, ScannedFile)]
    return list(read_code.discover(tuple(candidates), Settings()))


def components(root: Path, files: Files) -> list[Component]:
    """The components among it, sorted by ref."""
    found = [item for item in named(root, files) if isinstance(item, Component)]
    return sorted(found, key=lambda component: component.ref)


def refs(root: Path, files: Files) -> list[str]:
    """Their refs, each once."""
    return sorted({component.ref for component in components(root, files)})


def gaps(root: Path, files: Files) -> list[Gap]:
    """What could not be read."""
    return [item for item in named(root, files) if isinstance(item, Gap)]
