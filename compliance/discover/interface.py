# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What sources are given and what they give."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol
from urllib.parse import quote

from compliance.model import (
    Component,
    DatasetFacts,
    Evidence,
    Gap,
    LicenseClaim,
    ModelFacts,
    Relation,
    Subject,
)
from compliance.settings import Settings

PRODUCT = "product"
"""The product's own bom-ref."""
TEST_FOLDERS = frozenset(
    {"test", "tests", "testing", "_tests", "fixtures", "testdata", "test_data", "__tests__", "__fixtures__"}
)


@dataclass(frozen=True, slots=True)
class ScannedFile:
    """A file that sources may look at: of the tree, or of an installed distribution."""

    path: str
    """Relative to the root, or as RECORD spells it; POSIX separators. What reports show."""
    file: Path
    """Where to read it."""
    size: int
    carrier: str = ""
    """The ref of the distribution that ships it; empty for the tree."""
    sha256: str = ""
    """As RECORD states it; empty when it has to be computed."""

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """The path without the last part; empty for the root."""
        return self.path.rpartition("/")[0]

    @property
    def licensed_folder(self) -> str:
        """The folder it speaks for as a licence: the one that holds `LICENSES/` or `licenses/`, and the distribution for its dist-info.

        A dist-info further down is that of a package that was copied into another one; its texts speak of that package alone.
        """
        info, inside, _ = self.path.partition(".dist-info/")
        if inside:
            return f"{info}.dist-info" if "/" in info else ""
        above, _, last = self.folder.rpartition("/")
        return above if last.lower() in {"licenses", "licences"} else self.folder

    @property
    def suffix(self) -> str:
        """The extension with its dot, in lower case."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def ref(self) -> str:
        """The bom-ref of the file: its carrier's purl with the path as sub-path (purl-spec), or its path in the product."""
        return f"{self.carrier}#{quote(self.path)}" if self.carrier else f"file:{self.path}"

    @property
    def is_test(self) -> bool:
        """Whether it lies in a folder for tests."""
        return not TEST_FOLDERS.isdisjoint(self.folder.lower().split("/"))


@dataclass(frozen=True, slots=True)
class FolderStatement:
    """What a file says of the components beside it, until they are brought together."""

    folder: str
    carrier: str
    claims: tuple[LicenseClaim, ...] = ()
    model: ModelFacts | None = None
    dataset: DatasetFacts | None = None
    name: str = ""
    """The name a card gives the model or data set."""
    relations: tuple[tuple[str, str], ...] = ()
    """Kind and target ref of edges that start at each component the statement applies to."""
    path: str = ""
    evidence: tuple[Evidence, ...] = ()
    """Other traces of the components, such as a signature."""
    version: str = ""
    purl: str = ""
    url: str = ""
    subject: Subject | None = None
    """What the name of a licence text says that it is about; None where it speaks of all that lies beside it."""
    declared: bool = False
    """Whether the owner of the product says so in the configuration."""
    linked: str = ""
    """The path of the file that a card names as the text of its licence."""


@dataclass(frozen=True, slots=True)
class ProseStatement:
    """What a document's prose says of terms, until it is brought to the parts that it is about."""

    folder: str
    """The folder whose files, and those below, it speaks of."""
    carrier: str
    path: str
    claims: tuple[LicenseClaim, ...] = ()
    """Those that say what they are about."""
    whole: tuple[LicenseClaim, ...] = ()
    """Those that don't, and are about everything in the folder."""
    is_aside: bool = False
    """Whether others say what the terms are, and it counts only where it limits use: documentation, a package's description."""


Discovery = Component | Relation | Gap | FolderStatement | ProseStatement


class Reader(Protocol):
    """One kind of thing to discover: a module with `discover`, which `sources` knows with the files it looks at."""

    def discover(self, candidates: tuple[ScannedFile, ...], settings: Settings) -> Iterator[Discovery]:
        """What the candidates hold."""
