# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""REUSE 3.3: `<file>.license` beside a file, REUSE.toml, and the older .reuse/dep5 (reuse.software/spec-3.3)."""

import fnmatch
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from compliance.discover.base import parse_file
from compliance.discover.interface import Discovery, FolderStatement, ScannedFile
from compliance.licensing import expressions
from compliance.model import Evidence, Gap, LicenseClaim, SaidBy
from compliance.settings import Settings
from compliance.untyped import as_tables, as_texts

_CODE = frozenset(
    {".py", ".js", ".ts", ".c", ".h", ".cpp", ".rs", ".go", ".md", ".toml", ".yml", ".yaml", ".license"}
)
"""Files that never become components; a tag on them tells nothing here."""
_KEY = "SPDX-License-Identifier"


_TABLES = "REUSE.toml"
_DEP5 = ".reuse/dep5"
_CLOSEST, _AGGREGATE, _OVERRIDE = "closest", "aggregate", "override"
_GLOB = re.compile(r"\\(.)|(\*\*)|(\*)|(.)", re.DOTALL)
_Matches = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one table says of one file."""

    claim: LicenseClaim
    precedence: str
    path: str
    """The file that holds the table."""


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """A statement for each file that a sidecar or a table of annotations speaks of; what loses by precedence states nothing."""
    tree = [candidate for candidate in candidates if not candidate.carrier]
    subjects = [candidate.path for candidate in tree if candidate.suffix not in _CODE]
    annotated: dict[str, list[Annotation]] = defaultdict(list)
    own: dict[str, list[FolderStatement]] = defaultdict(list)
    for candidate in sorted(tree, key=_depth):
        try:
            if candidate.suffix == ".license":
                own[candidate.path.removesuffix(".license")] += _sidecar(candidate)
            elif candidate.name == _TABLES:
                _annotate(annotated, subjects, _toml_tables(candidate))
            elif candidate.path == _DEP5:
                _annotate(annotated, subjects, _dep5_tables(candidate))
        except parse_file.Unreadable as error:
            yield Gap(candidate.path, f"It {error}; the licences it states are missing", error.line)
    for path in sorted(annotated.keys() | own.keys()):
        yield from _resolve_precedence(path, own[path], annotated[path])


def _depth(candidate: ScannedFile) -> tuple[int, str]:
    return candidate.path.count("/"), candidate.path


def _resolve_precedence(
    path: str, own: list[FolderStatement], annotations: list[Annotation]
) -> Iterator[FolderStatement]:
    """What holds of a file, of its sidecar and of the tables above it, those of the root first (spec 3.3, "Order of precedence").

    An override of a table nearer to the root ends the search. Without one, the nearest `closest` speaks where the file itself doesn't.
    """
    added: list[Annotation] = []
    closest: list[Annotation] = []
    for annotation in annotations:
        if annotation.precedence == _OVERRIDE:
            yield from _statements(path, [*added, annotation])
            return
        (added if annotation.precedence == _AGGREGATE else closest).append(annotation)
    yield from own
    yield from _statements(path, added if own else [*added, *closest[-1:]])


def _statements(path: str, annotations: Iterable[Annotation]) -> Iterator[FolderStatement]:
    for annotation in annotations:
        yield FolderStatement(path, "", (annotation.claim,), path=annotation.path)


def _sidecar(candidate: ScannedFile) -> Iterator[FolderStatement]:
    from compliance.licensing.matching.identify import find_tags  # 10 ms that only such a file pays

    text, _ = parse_file.read_text(candidate)
    for line, words in enumerate(text.splitlines(), 1):
        for expression in find_tags(words):
            claim = LicenseClaim(
                expression, SaidBy.TAG, evidence=(Evidence(candidate.path, line, words.strip()),)
            )
            yield FolderStatement(candidate.path.removesuffix(".license"), "", (claim,), path=candidate.path)


def _annotate(
    annotated: dict[str, list[Annotation]],
    subjects: list[str],
    tables: list[tuple[list[_Matches], Annotation]],
) -> None:
    """Of the tables in one file the last one that matches a path speaks of it."""
    for path in subjects:
        for patterns, annotation in reversed(tables):
            if any(matches(path) for matches in patterns):
                annotated[path].append(annotation)
                break


def _toml_tables(candidate: ScannedFile) -> list[tuple[list[_Matches], Annotation]]:
    base = f"{candidate.folder}/" if candidate.folder else ""
    found: list[tuple[list[_Matches], Annotation]] = []
    for entry in as_tables(parse_file.parse_toml(candidate).get("annotations")):
        paths, precedence = entry.get("path"), entry.get("precedence")
        globs = [paths] if isinstance(paths, str) else as_texts(paths)
        patterns: list[_Matches] = [_compile_glob(base, glob).fullmatch for glob in globs]
        said = str(precedence) if precedence in {_AGGREGATE, _OVERRIDE} else _CLOSEST
        licenses = entry.get(_KEY)
        stated = licenses if isinstance(licenses, str) else _join(as_texts(licenses))
        if stated:
            found.append((patterns, Annotation(_claim(candidate, stated), said, candidate.path)))
    return found


def _join(licenses: list[str]) -> str:
    """Several expressions of one table, which all apply."""
    return licenses[0] if len(licenses) == 1 else " AND ".join(f"({one})" for one in licenses)


def _dep5_tables(candidate: ScannedFile) -> list[tuple[list[_Matches], Annotation]]:
    """Debian's machine-readable copyright file: paragraphs with Files and License; they add to what a file says of itself."""
    text, _ = parse_file.read_text(candidate)
    found: list[tuple[list[_Matches], Annotation]] = []
    for paragraph in text.split("\n\n"):
        fields = dict(
            line.split(":", 1) for line in paragraph.splitlines() if ":" in line and not line[:1].isspace()
        )
        if "Files" in fields and "License" in fields:
            patterns: list[_Matches] = [
                re.compile(fnmatch.translate(glob)).fullmatch for glob in fields["Files"].split()
            ]
            claim = _claim(candidate, fields["License"].strip())
            found.append((patterns, Annotation(claim, _AGGREGATE, candidate.path)))
    return found


def _claim(candidate: ScannedFile, stated: str) -> LicenseClaim:
    expression = expressions.canonical_expression(stated)
    return LicenseClaim(
        expression,
        SaidBy.TAG,
        stated="" if expression == stated else stated,
        evidence=(Evidence(candidate.path, 0, f"{_KEY}: {stated}"),),
    )


def _compile_glob(base: str, glob: str) -> re.Pattern[str]:
    """A path pattern below a folder: `*` stays inside of a folder, `**` doesn't, a backslash takes the next character as it is."""

    def translate(found: re.Match[str]) -> str:
        escaped, anything, inside, plain = found.groups()
        if anything:
            return ".*"
        return "[^/]*" if inside else re.escape(escaped or plain)

    return re.compile(re.escape(base) + _GLOB.sub(translate, glob), re.DOTALL)
