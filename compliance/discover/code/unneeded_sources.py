# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Python sources of a release archive that no reader needs, by their names or by their content: nine files in ten of a wheel.

A reader that looks at other Python files, or at their names, has to be named here.
"""

from dataclasses import dataclass

from compliance.discover.code import read_code
from compliance.discover.code.references import hints
from compliance.discover.interface import TEST_FOLDERS
from compliance.lazy_regex import compile_lazily

_SUFFIX = ".py"
_KNOWN_BY_NAME = compile_lazily(r"setup\.py|(?:un)?licen[cs]e|copying|train|fine_?tune|pretrain")
"""How names begin that say something by themselves: packages.python_unlocked, packages.vendored, cards.aspects."""


@dataclass(frozen=True, slots=True)
class UnneededSources:
    """Tells which members of an archive need not be unpacked."""

    folders_above: int = 0
    """How many folders of a path hold the product, and are no part of it: one in a source distribution."""

    def is_unneeded(self, path: str) -> bool:
        """Whether it is a Python source that readers leave out for its path: a test, or one of an installed package."""
        within = self._within(path)
        return _is_plain_source(within) and (_is_test(within) or read_code.is_foreign_or_test(within))

    def may_be_unneeded(self, path: str) -> int:
        """The largest size of a source that its content may make unneeded; a larger one is a gap, which its reader tells."""
        return read_code.PYTHON_LIMIT if _is_plain_source(self._within(path)) else 0

    def is_unneeded_content(self, content: bytes) -> bool:
        """Whether the source can't name a model, a data set or a vendor."""
        return not hints.in_python(content)

    def _within(self, path: str) -> str:
        return path.split("/", self.folders_above)[-1]


def _is_plain_source(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    return name.endswith(_SUFFIX) and not _KNOWN_BY_NAME.match(name)


def _is_test(path: str) -> bool:
    return not TEST_FOLDERS.isdisjoint(path.lower().split("/")[:-1])
