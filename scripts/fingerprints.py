# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Builds the fingerprints of known licence texts anew: `python scripts/fingerprints.py SOURCE...`.

Each SOURCE is a folder of one of these kinds:
  *.xml                 the SPDX licence list (`src` of spdx/license-list-XML, CC0), subfolder `exceptions` included
  *.json                the same list as texts (`licenses` of the npm package spdx-license-list, CC0): only those are taken
                        that differ from their templates
  *.LICENSE             ScanCode's licence texts (`licensedcode/data/licenses`)
  owner+name/repo       git directories of vendors' repositories; `spdx+license-list-XML` among them is the SPDX list
Which AI texts are taken, and under which expression, is what the `sources` of `knowledge/*.toml` say: an original
(`owner/name@commit:path`) or a copy in ScanCode. SPDX texts are kept as words, all others as hashes only.

Options: `--output FILE` (default: the file in this package), `--read DATE` (when the sources were read, kept in the file),
`--without REPOSITORY` (leaves one vendor's texts out, to measure what the matcher makes of texts it hasn't seen),
`--keep FILE` (takes texts whose sources aren't at hand over from an earlier file: enough to add a licence without fetching all vendors).
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from license_sources import Gaps, Source, plain, spdx

from compliance.licensing import knowledge_base
from compliance.licensing.matching import fingerprints, pack_fingerprints
from compliance.licensing.matching.identify import match_in
from compliance.licensing.matching.template import Mark

_GIT_REF = re.compile(r"(?P<repository>[\w.-]+/[\w.-]+)@(?P<commit>[0-9a-f]{7,40}):(?P<path>.+)")
_SCANCODE_REF = re.compile(r"scancode-toolkit-mini [\d.]+:\s*licensedcode/data/licenses/(?P<name>[\w.+-]+)")
_LICENCE_FILE = re.compile(r"licen[cs]e|agreement|openmdw", re.IGNORECASE)
_NO_LICENCE_FILE = re.compile(r"polic|readme|\.pdf$|\.html?$|-pup-", re.IGNORECASE)
_NO_TEXTS = frozenset({"dataset-terms", "hosted-terms", "ambiguous"})
_SPDX_MIRROR = "spdx+license-list-XML/repo"


def main(arguments: Sequence[str]) -> int:
    """Writes the file; the count of texts and what could not be found go to standard error."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sources", nargs="+", type=Path, metavar="SOURCE")
    parser.add_argument("--output", type=Path, default=fingerprints.FILE)
    parser.add_argument("--read", default="")
    parser.add_argument("--without", action="append", default=[], metavar="REPOSITORY")
    parser.add_argument("--keep", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    earlier = fingerprints.Store(options.keep.read_bytes()) if options.keep else None
    data, missing = build(options.sources, options.read, frozenset(options.without), earlier)
    options.output.write_bytes(data)
    sys.stderr.write("".join(f"not found: {reference}\n" for reference in missing))
    sys.stderr.write(f"{len(fingerprints.Store(data))} texts, {len(data)} bytes\n")
    return 0


def build(
    sources: Sequence[Path], read: str, without: frozenset[str], earlier: fingerprints.Store | None = None
) -> tuple[bytes, list[str]]:
    """The fingerprints of all texts in `sources`, and the references of the knowledge files that are in none of them."""
    gaps, missing = Gaps(), list[str]()
    found = [entry for folder in sources for entry in _spdx_list(folder, gaps)]
    origins = [_origin(folder) for folder in sources if _origin(folder)]
    absent = set[str]()
    for reference, expression, extent in _references():
        if (text := _text(reference, sources, without)) is None:
            missing.append(reference)
            absent.add(expression)
            continue
        origins.append(reference)
        found.append(plain(expression, _cut(text, extent), public=False))
    kept = list(_kept(earlier, absent)) if earlier else []
    if earlier:
        origins += [source for source in earlier.header["sources"] if source in missing]
        missing = [reference for reference in missing if reference not in earlier.header["sources"]]
    about: dict[str, Any] = {"read": read, "sources": sorted(set(origins))}
    data = pack_fingerprints.pack_fingerprints(_joined(found, kept), gaps.patterns, about)
    more = list(_unmatched(sources, fingerprints.Store(data)))
    return pack_fingerprints.pack_fingerprints(_joined([*found, *more], kept), gaps.patterns, about), missing


def _kept(
    earlier: fingerprints.Store, expressions: Collection[str]
) -> Iterator[pack_fingerprints.PackedText]:
    """The texts of an earlier file that stand there as hashes, of the licences whose sources aren't all at hand."""
    for number, (expression, kind, block, *_) in enumerate(earlier.header["templates"]):
        if block < 0 and expression in expressions:
            yield pack_fingerprints.PackedText(
                expression, kind, (), public=False, kept=earlier.template(number)
            )


def _joined(
    found: Sequence[Source], kept: Sequence[pack_fingerprints.PackedText]
) -> list[pack_fingerprints.PackedText]:
    """All texts in the order of the file; one that was read anew takes the place of its earlier self."""
    read = pack_fingerprints.indexable(_distinct(found))
    known = {(entry.expression, tuple(entry.template.hashes)) for entry in read if not entry.public}
    more = [entry for entry in kept if (entry.expression, tuple(entry.template.hashes)) not in known]
    return sorted([*read, *more], key=lambda entry: (not entry.public, entry.expression, entry.kind))


def _unmatched(sources: Sequence[Path], known: fingerprints.Store) -> Iterator[Source]:
    """SPDX texts as published that the templates of the same list don't match word for word."""
    names = {template[0] for template in known.header["templates"]}
    for path in sorted(path for folder in sources for path in folder.glob("*.json")):
        text = json.loads(path.read_text("utf-8")).get("licenseText", "")
        if path.stem in names and text and not _matches(known, path.stem, text):
            yield plain(path.stem, text, public=True)


def _matches(known: fingerprints.Store, name: str, text: str) -> bool:
    return any(found.expression == name and not found.altered for found in match_in(known, text))


def _spdx_list(folder: Path, gaps: Gaps) -> Iterator[Source]:
    if (folder / _SPDX_MIRROR).is_dir():
        with tempfile.TemporaryDirectory() as unpacked:
            archive = _git(folder / _SPDX_MIRROR, "archive", "HEAD", "src")
            subprocess.run(["tar", "x", "-C", unpacked], input=archive, check=True)
            yield from _spdx_list(Path(unpacked) / "src", gaps)
        return
    for path in sorted(folder.rglob("*.xml")):
        yield from spdx(path, gaps)


def _origin(folder: Path) -> str:
    mirror = folder / _SPDX_MIRROR
    if not mirror.is_dir():
        return ""
    return "spdx/license-list-XML@" + _git(mirror, "log", "-1", "--format=%h (%cs)").decode().strip()


def _cut(text: str, extent: tuple[str, str]) -> str:
    """The text from the words that it begins with to those that it ends with, where the file holds more."""
    begins, ends = extent
    start = text.index(begins)
    return text[start : text.index(ends, start) + len(ends)] if ends else text[start:]


def _references() -> Iterator[tuple[str, str, tuple[str, str]]]:
    """Where the knowledge files have read a licence's text, its expression, and the words it begins and ends with."""
    for path in sorted(knowledge_base.FOLDER.glob("*.toml")):
        facts = knowledge_base.load_license(path.stem).facts
        if facts["category"] in _NO_TEXTS or facts["expression"].startswith("CC-"):
            continue
        for source in facts["sources"]:
            name = source["ref"].rpartition(":")[2].rpartition("/")[2]
            if (
                source["how"] in {"original", "copy"}
                and _LICENCE_FILE.search(name)
                and not _NO_LICENCE_FILE.search(name)
                and (_GIT_REF.match(source["ref"]) or _SCANCODE_REF.match(source["ref"]))
            ):
                yield source["ref"], facts["expression"], (source.get("begins", ""), source.get("ends", ""))


def _text(reference: str, sources: Sequence[Path], without: frozenset[str]) -> str | None:
    if found := _SCANCODE_REF.match(reference):
        files = [folder / found["name"] for folder in sources if (folder / found["name"]).is_file()]
        return files[0].read_text("utf-8").split("\n---\n", 1)[-1] if files else None
    git = _GIT_REF.match(reference)
    if git is None or git["repository"] in without:
        return None
    for folder in sources:
        mirror = folder / git["repository"].replace("/", "+") / "repo"
        if mirror.is_dir():
            try:
                return _git(mirror, "show", f"{git['commit']}:{git['path']}").decode("utf-8", "replace")
            except subprocess.CalledProcessError:
                return None
    return None


def _git(directory: Path, *arguments: str) -> bytes:
    command = ["git", f"--git-dir={directory}", *arguments]
    return subprocess.run(command, check=True, capture_output=True).stdout


def _distinct(found: Sequence[Source]) -> list[pack_fingerprints.PackedText]:
    """One entry for each text: of ids with one text the `-only` one, else the shortest; no gaps at either end."""
    chosen: dict[tuple[str | int, ...], Source] = {}
    for source in sorted(found, key=_preference):
        stream = _trimmed(source.stream)
        if stream not in chosen:
            chosen[stream] = source
    plain_texts = {source.expression for source in chosen.values() if source.kind == "text"}
    return [
        pack_fingerprints.PackedText(source.expression, source.kind, stream, source.public)
        for stream, source in sorted(chosen.items(), key=lambda item: _order(item[1]))
        if source.kind != "text" or _only(source.expression) not in plain_texts - {source.expression}
    ]


def _trimmed(stream: tuple[str | int, ...]) -> tuple[str | int, ...]:
    tokens = list(stream)
    while tokens and isinstance(tokens[0], int) and tokens[0] >= Mark.PART:
        tokens.pop(0)
    while tokens and isinstance(tokens[-1], int) and tokens[-1] >= Mark.PART:
        tokens.pop()
    return tuple(tokens)


def _preference(source: Source) -> tuple[bool, bool, int, str]:
    name = source.expression
    return source.kind != "text", name.endswith("-or-later"), len(name), name


def _order(source: Source) -> tuple[bool, str, str]:
    return not source.public, source.expression, source.kind


def _only(expression: str) -> str:
    """The id under whose name a text that two ids share is known."""
    stem = re.sub(r"-(?:or-later|only)$", "", expression)
    stem = re.sub(r"-(?:no-)?(?:invariants|RFN|copyleft-exception)$", "", stem)
    return expression if stem == expression else (f"{stem}-only" if "-or-later" in expression else stem)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
