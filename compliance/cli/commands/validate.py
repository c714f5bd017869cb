# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`lexbom validate`: documents against their schema, against themselves, and against profiles."""

import datetime
import gc
import sys
from collections.abc import Iterable
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from compliance import redaction
from compliance.cli._support import outputs, profiles, terminal
from compliance.english import plural
from compliance.errors import EXIT_FINDINGS, InputError, UsageError
from compliance.lazy_regex import compile_lazily
from compliance.read_file import TooLargeError, read_file_or_pipe

if TYPE_CHECKING:
    from compliance.bom.validation.profiles.interface import Coverage
    from compliance.bom.validation.validate import Problem

_SEVERITIES = ("error", "warning", "note")
_ALIKE = 3
"""So many problems of one kind are printed, the others counted."""
_QUOTED = compile_lazily(r'"[^"]*"')


class Layer(StrEnum):
    """What a document is held against."""

    SCHEMA = "schema"
    INTEGRITY = "integrity"
    PROFILE = "profile"


def validate(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="CycloneDX documents, JSON or XML.")],
    profile: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Say field by field what an SBOM profile finds: bsi-tr-03183-2, cisa-2026, ntia-2021, g7-ai, cyclonedx-ml. Repeatable.",
        ),
    ] = None,
    only: Annotated[list[Layer] | None, typer.Option(help="Look at this layer alone. Repeatable.")] = None,
    json: Annotated[
        str | None, typer.Option("--json", metavar="FILE", help="Write the outcome as JSON.")
    ] = None,
    max_size: Annotated[
        int, typer.Option(metavar="MB", min=1, help="Refuse documents that are larger.")
    ] = 512,
) -> None:
    """Validate CycloneDX documents.

    Anybody's documents, 1.2 to 1.7 in JSON and 1.0 to 1.7 in XML: the official schema, what the schema can't see (references,
    package URLs, licences, digests), and profiles. A document is valid when no layer that was asked for has an error.
    """
    gc.disable()  # documents are trees, without cycles to collect: a fifth of the time on large ones
    layers = _choose_layers(only, profiled=bool(profile))
    _profiles(profile or [], layers)
    outputs.check_outputs({"--json": json}, files)
    outcomes: list[dict[str, Any]] = []
    unreadable = False
    for path in files:
        try:
            problems, coverages = _problems(path, layers, profile or [], max_size * 1_000_000)
        except (MemoryError, InputError) as error:
            outcomes.append(_unreadable(path, error))
            unreadable = True
            continue
        valid = not any(problem.severity == "error" for problem in problems)
        outcomes.append(_describe(path, problems, coverages, valid=valid))
        if not outputs.is_stdout(json):
            _print_outcome(path, problems, coverages, valid=valid)
    if json:
        _write(json, outcomes)
    if unreadable:
        raise typer.Exit(InputError.exit_code)
    raise typer.Exit(EXIT_FINDINGS if any(not outcome["valid"] for outcome in outcomes) else 0)


def _print_outcome(
    path: Path, problems: "list[Problem]", coverages: "list[Coverage]", *, valid: bool
) -> None:
    """One document's problems, then a table for each profile."""
    _print(path, problems, valid=valid)
    for coverage in coverages:
        _tell("")
        for line in profiles.render_profile_table(coverage):
            _tell(line)


def _choose_layers(only: list[Layer] | None, *, profiled: bool) -> set[Layer]:
    """The layers that are asked for; without any schema and integrity, and profiles if one is named."""
    if only:
        return set(only)
    return set(Layer) if profiled else {Layer.SCHEMA, Layer.INTEGRITY}


def _describe(
    path: Path, problems: "list[Problem]", coverages: "list[Coverage]", *, valid: bool
) -> dict[str, Any]:
    """One document's outcome as JSON; profiles only where there are some."""
    outcome = {"path": str(path), "valid": valid, "problems": [*map(asdict, problems)]}
    if coverages:
        outcome["profiles"] = [*map(profiles.as_json, coverages)]
    return outcome


def _profiles(names: list[str], layers: set[Layer]) -> None:
    """Accept only what can be done: a profile that exists, for a layer that is looked at."""
    if Layer.PROFILE in layers and not names:
        raise UsageError("--only profile needs a profile", fix="Add --profile NAME")
    if names and Layer.PROFILE not in layers:
        raise UsageError("--profile is given, but --only leaves it out", fix="Add --only profile")
    profiles.require_profile(names)


def _problems(
    path: Path, layers: set[Layer], names: list[str], most: int
) -> "tuple[list[Problem], list[Coverage]]":
    from compliance.bom.imports.parse_bytes import parse_document
    from compliance.bom.validation.profiles import measure_coverage
    from compliance.bom.validation.profiles._support import problems

    raw = _parse_validate(path, most)
    taken = parse_document(raw, str(path))
    document, found = _check_schema(raw, str(path), taken.document, layers)
    if Layer.INTEGRITY in layers and document is not None:
        found += _check_integrity(document, taken.problems, found)
    coverages = [measure_coverage(document or {}, name) for name in names]
    for coverage in coverages:
        found += problems.problems_of_coverage(coverage)
    return sorted(found, key=lambda problem: _SEVERITIES.index(problem.severity)), coverages


def _check_schema(
    raw: bytes, name: str, document: dict[str, Any] | None, layers: set[Layer]
) -> "tuple[dict[str, Any] | None, list[Problem]]":
    """The document as JSON, and what is wrong by its schema if that was asked for; without a document in JSON it is XML."""
    from compliance.bom.validation import validate
    from compliance.bom.xml import xml_schema

    if document is not None:
        return document, validate.validate_document(document) if Layer.SCHEMA in layers else []
    by_schema = xml_schema.validate_xml(raw, name)  # also says whether it is CycloneDX at all
    converted, unseen = _converted(raw, name, layers)
    return converted, [*unseen, *(by_schema if Layer.SCHEMA in layers else [])]


def _check_integrity(
    document: dict[str, Any], parsed: "Iterable[Problem]", found: "list[Problem]"
) -> "list[Problem]":
    """What was wrong already when it was parsed, and what the checks see where nothing was found before: one cause, one problem."""
    from compliance.bom.validation import integrity

    said = {problem.pointer for problem in found if problem.pointer}
    seen = integrity.check_integrity(document, datetime.datetime.now(tz=datetime.UTC).date())
    return [*parsed, *(problem for problem in seen if problem.pointer not in said)]


def _converted(raw: bytes, name: str, layers: set[Layer]) -> "tuple[dict[str, Any] | None, list[Problem]]":
    """An XML document as JSON; nothing of versions that have none, and then what that leaves out.

    Raises:
        InputError: it can't be had, and nothing can be said without it.
    """
    from compliance.bom.validation.validate import Problem
    from compliance.bom.xml import from_xml

    if layers == {Layer.SCHEMA}:
        return None, []
    try:
        return from_xml.convert_from_xml(raw, name), []
    except InputError as error:
        if layers != {Layer.SCHEMA, Layer.INTEGRITY}:
            raise
        message = f"only its schema was looked at: {error.problem}"
        return None, [Problem("integrity", "warning", "", message, error.fix)]


def _unreadable(path: Path, error: Exception) -> dict[str, Any]:
    """Say why, and give the outcome of a file of which nothing else can be said."""
    from compliance.bom.validation.validate import Problem

    if not isinstance(error, InputError):
        error = InputError(f"{path} needs more memory than there is", fix="Give less at a time")
    terminal.print_to_stderr(f"lexbom: {error}")
    problem = Problem(Layer.SCHEMA.value, "error", "", error.problem, error.fix)
    return {"path": str(path), "valid": False, "problems": [asdict(problem)]}


def _print(path: Path, problems: "list[Problem]", *, valid: bool) -> None:
    counts = {name: sum(one.severity == name for one in problems) for name in _SEVERITIES}
    said = ", ".join(plural(count, name) for name, count in counts.items() if count)
    _tell(f"{path}: {'valid' if valid else 'not valid'}{f' ({said})' if said else ''}")
    alike: dict[tuple[str, ...], list[Problem]] = {}
    for one in problems:
        alike.setdefault(_likeness(one), []).append(one)
    for those in alike.values():
        _print_alike(those)


def _print_alike(problems: "list[Problem]") -> None:
    """The first problems of one kind, and how many more there are; a fix that is the one before isn't repeated."""
    shown = problems if len(problems) == _ALIKE + 1 else problems[:_ALIKE]
    fix = ""
    for one in shown:
        _tell(f"  {one.severity:<7}  {one.layer}  {one.pointer or '/'}")
        _tell(f"           {one.message}")
        if one.fix and one.fix != fix:
            _tell(f"           {one.fix}")
        fix = one.fix
    if more := problems[len(shown) :]:
        _tell(f"           ... and {len(more)} more like these, next {more[0].pointer}; --json has all")


def _likeness(problem: "Problem") -> tuple[str, ...]:
    """What problems of one kind share: severity, layer, and the words without whose they are and what was found."""
    said = problem.message if problem.layer == Layer.PROFILE else problem.message.partition(": ")[2]
    return problem.severity, problem.layer, _QUOTED.sub("", said or problem.message)


def _write(target: str, outcomes: list[dict[str, Any]]) -> None:
    import json

    text = json.dumps({"files": outcomes}, indent=2, ensure_ascii=False) + "\n"
    outputs.write(target, redaction.mask(text).encode("utf-8", "replace"))


def _parse_validate(path: Path, most: int) -> bytes:
    """The content of a file or a pipe, never more than `most` bytes of it in memory.

    Raises:
        InputError: it can't be read, is neither file nor pipe, or is larger.
    """
    try:
        return read_file_or_pipe(path, most)
    except TooLargeError as error:
        raise InputError(
            f"{path} is larger than {most // 1_000_000} MB",
            fix="Split it, or raise the limit with --max-size",
        ) from error
    except OSError as error:
        raise InputError(
            f"{path} can't be read: {(error.strerror or str(error)).lower()}",
            fix="Give a file that exists and is readable",
        ) from error


def _tell(message: str) -> None:
    """One line on standard output, without secrets and without characters that steer a terminal."""
    message = redaction.mask(message)
    if not message.isprintable():
        from compliance.report._support.shared_rows import make_printable  # 18 ms with what it imports

        message = make_printable(message)
    typer.echo(message.encode(sys.stdout.encoding or "utf-8", "replace"))
