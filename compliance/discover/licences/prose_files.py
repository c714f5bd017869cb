# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Which files are prose that states terms: READMEs in any language and format, cards, data sheets, documentation, descriptions of packages."""

import re
from collections.abc import Iterable

from compliance.discover.base import parse_file
from compliance.discover.interface import ScannedFile
from compliance.lazy_regex import compile_lazily

PROSE_LIMIT = 2 * parse_file.MEGABYTE
_FORMATS = frozenset({"md", "markdown", "mdx", "rst", "txt", "adoc", "htm", "html", "org", "me"})
_LANGUAGES = frozenset({"cn", "zh", "ja", "jp", "ko", "kr", "fr", "de", "es", "pt", "ru", "it", "en"})
"""Endings of translations that have no other."""
_NAME = compile_lazily(
    r"read[ _-]?me|(?:[\w-]{0,40}[_-])?(?:model|data|data[_-]?set)[ _-]?cards?(?:[_-][\w-]{0,40})?|data[ _-]?sheets?|disclaimers?|notice(?=\.(?:md|rst)\Z)",
    re.IGNORECASE,
)
_DOCUMENTATION = compile_lazily(r"(?:.*/)?docs?/(?:[^/]+/){0,2}[^/]+\.(?:md|mdx|markdown|rst)", re.IGNORECASE)
_MOST_DOCUMENTS = 200
_LARGEST_DOCUMENT = parse_file.MEGABYTE // 4
_LARGEST_LIST = 16 << 10
"""Bytes; licences in full are seldom shorter in Markdown with tables."""
_VENDORED = frozenset(
    {"third_party", "third-party", "thirdparty", "3rdparty", "vendor", "vendored", "_vendor", "_vendored", "external", "extern", "deps", "submodules", "node_modules", "site-packages"}
)  # fmt: skip
_DESCRIPTION = ".dist-info/METADATA"


def is_prose(candidate: ScannedFile) -> bool:
    """Whether a file is a README, a card, a data sheet or a package's description."""
    if is_description(candidate):
        return True
    if candidate.is_test or (not candidate.carrier and _is_vendored(candidate)):
        return False
    if candidate.carrier.startswith("pkg:pypi/") and "/" not in candidate.folder:
        return False  # files at the top of an environment belong to nobody
    match = _NAME.match(candidate.name)
    return bool(match) and _is_document(candidate.name[match.end() :] if match else "")


def _is_document(ending: str) -> bool:
    """Whether what follows `README` is a language or nothing, and a format that people write."""
    if not ending:
        return True
    if ending[0] not in "._-":
        return False
    words = [word.lower() for word in re.split(r"[._-]", ending[1:])]
    return words[-1] in _FORMATS or words[0] in _LANGUAGES


def may_list_licenses(candidate: ScannedFile) -> bool:
    """Whether a file is called a licence and short enough to be a page that lists the terms of several things, instead of a text."""
    is_page = candidate.suffix in {".md", ".rst"} and "licen" in candidate.name.lower()
    return (
        is_page and candidate.size <= _LARGEST_LIST and not candidate.is_test and not _is_vendored(candidate)
    )


def is_description(candidate: ScannedFile) -> bool:
    """Whether a file is the metadata of an installed distribution, whose body is its description."""
    return (
        bool(candidate.carrier) and candidate.path.endswith(_DESCRIPTION) and candidate.path.count("/") == 1
    )


def is_documentation(candidate: ScannedFile) -> bool:
    """Whether a file is a page of the product's documentation, at most two folders below `docs`."""
    return not candidate.carrier and bool(_DOCUMENTATION.fullmatch(candidate.path))


def select_documentation(candidates: Iterable[ScannedFile]) -> list[ScannedFile]:
    """The pages of documentation that are read: a bounded number, the ones nearest to the root first."""
    pages = [
        candidate
        for candidate in candidates
        if candidate.size <= _LARGEST_DOCUMENT
        and is_documentation(candidate)
        and not candidate.is_test
        and not _is_vendored(candidate)
        and not is_prose(candidate)
    ]
    pages.sort(key=lambda page: (page.path.count("/"), page.path))
    return pages[:_MOST_DOCUMENTS]


def strip_headers(metadata: str) -> str:
    """The body of core metadata, with blank lines in place of the headers, so that lines keep their numbers."""
    headers, separator, body = metadata.replace("\r\n", "\n").partition("\n\n")
    return "\n" * (headers.count("\n") + 2) + body if separator else ""


def _is_vendored(candidate: ScannedFile) -> bool:
    return not _VENDORED.isdisjoint(candidate.folder.lower().split("/"))
