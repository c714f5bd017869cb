# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Terms that a data file states itself: comments at its beginning, metadata of XML and RDF, keys beside the records of JSON."""

from collections.abc import Iterator

from compliance.discover.base import parse_file
from compliance.discover.datasets import data_files
from compliance.discover.datasets._support import header_lines, json_licenses, plain_text
from compliance.discover.datasets._support.header_claims import read_header_claims
from compliance.discover.interface import Discovery, FolderStatement, ScannedFile
from compliance.lazy_regex import compile_lazily
from compliance.model import DatasetFacts, Gap, LicenseClaim
from compliance.read_file import open_file
from compliance.settings import Settings

_PEEK = 64 << 10
_LISTS = frozenset(
    {".txt", ".lst", ".list", ".words", ".dic", ".dict", ".tab", ".tsv", ".csv", ".conllu", ".conll", ".dat"}
)
_GRAPHS = frozenset({".rdf", ".owl", ".ttl", ".nt", ".skos"})
_XML = frozenset({".xml", ".rdf", ".owl", ".skos", ".tei"})
_JSON = frozenset({".json", ".geojson"})
_NOT_DATA = compile_lazily(
    r"(?:readme|licen[cs]e|copying|notice|credits|authors|changelog|changes|requirements|constraints|cmakelists|robots|manifest|install|version)",
)
_LEAST_RECORDS = 3


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """For each such file what it states, and the file as a data set where no other reader takes it for one."""
    for candidate in candidates:
        if candidate.is_test or not candidate.size or _NOT_DATA.match(candidate.name.lower()):
            continue
        if not (data_files.in_data_folder(candidate) or candidate.suffix in _GRAPHS):
            continue
        try:
            yield from _read_header(candidate)
        except parse_file.Unreadable as error:
            yield Gap(candidate.path, f"The data file {error}; terms that it states are missing", error.line)
        except OSError as error:
            reason = parse_file.explain_os_error(error)
            yield Gap(
                candidate.path, f"The data file can't be read: {reason}; terms that it states are missing"
            )


def _read_header(candidate: ScannedFile) -> Iterator[Discovery]:
    if candidate.suffix in _JSON:
        if claims := json_licenses.read_json_claims(candidate):
            yield from _statement(candidate, claims)
            yield data_files.data_component(candidate, DatasetFacts(format="json"), _rule(claims))
    elif candidate.suffix in _XML or candidate.suffix in _GRAPHS:
        text = _head(candidate)
        if text and (claims := read_header_claims(header_lines.metadata_lines(text), candidate.path)):
            yield from _statement(candidate, claims)
            yield data_files.data_component(candidate, DatasetFacts(format="XML or RDF"), _rule(claims))
    elif candidate.suffix in _LISTS:
        text = _head(candidate)
        comments, records = header_lines.split_comments(text)
        claims = read_header_claims(comments, candidate.path)
        if claims and records >= _LEAST_RECORDS:
            yield from _statement(candidate, claims)
            yield data_files.data_component(candidate, DatasetFacts(format="text"), _rule(claims))


def _statement(candidate: ScannedFile, claims: tuple[LicenseClaim, ...]) -> Iterator[FolderStatement]:
    if claims:
        yield FolderStatement(candidate.path, candidate.carrier, claims, path=candidate.path)


def _rule(claims: tuple[LicenseClaim, ...]) -> str:
    """Why the file is data, in words."""
    line = claims[0].evidence[0].line
    return f"records with a header that states terms{f' (line {line})' if line else ''}"


def _head(candidate: ScannedFile) -> str:
    """The first lines; nothing for what is no text."""
    with open_file(candidate.file) as file:
        head = file.read(_PEEK)
    return head.decode("utf-8-sig", "replace") if plain_text.is_text(head) else ""
