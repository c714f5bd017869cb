# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Credits beside data: addresses of data licences in a README, CREDITS, SOURCES or ATTRIBUTION file of a data folder."""

import re
from collections.abc import Iterator

from compliance.discover.base import parse_file
from compliance.discover.datasets import data_files
from compliance.discover.interface import Discovery, FolderStatement, ScannedFile
from compliance.lazy_regex import compile_lazily
from compliance.licensing import expressions
from compliance.model import Evidence, Gap, LicenseClaim, SaidBy, Subject
from compliance.settings import Settings

_LIMIT = 2 * parse_file.MEGABYTE
_NAME = compile_lazily(r"(?:readme|credits?|sources?|attributions?)(?:[._-].*)?\Z", re.IGNORECASE)
_TEXTS = frozenset({"", ".txt", ".md", ".rst"})
_ADDRESS = compile_lazily(r"https?://[^\s<>()\[\]\"'`]{4,200}")
_OF_DATA = ("CC-", "CC0-", "ODbL-", "ODC-", "PDDL-", "CDLA-", "OGL-", "DL-DE-", "etalab-")
"""Licences made for data and works; an address of another one more likely speaks of code."""


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """What such a file says of the data in its folder."""
    for candidate in candidates:
        if candidate.is_test or not is_credit(candidate) or not data_files.in_data_folder(candidate):
            continue
        try:
            document, _ = parse_file.read_text(candidate, _LIMIT)
        except parse_file.Unreadable as error:
            yield Gap(candidate.path, f"The credits {error}; licences that they name are missing", error.line)
            continue
        if claims := tuple(_read_attribution_claims(document, candidate.path)):
            yield FolderStatement(candidate.folder, candidate.carrier, claims, path=candidate.path)


def is_credit(candidate: ScannedFile) -> bool:
    """Whether a file is called like one that says where things in its folder are from."""
    return candidate.suffix in _TEXTS and _NAME.match(candidate.name) is not None


def _read_attribution_claims(document: str, path: str) -> Iterator[LicenseClaim]:
    """One claim for each licence, at each line that gives its address."""
    found: dict[str, list[Evidence]] = {}
    for number, line in enumerate(document.splitlines(), 1):
        for address in _ADDRESS.findall(line):
            expression = expressions.expression_of_url(address.rstrip(".,;:"))
            if expression.startswith(_OF_DATA):
                where = Evidence(path, number, " ".join(line.split())[:300])
                found.setdefault(expression, []).append(where)
    for expression, where_ in found.items():
        yield LicenseClaim(
            expression, SaidBy.README, subject=Subject.DATA, evidence=tuple(dict.fromkeys(where_))
        )
