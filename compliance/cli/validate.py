# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`lexbom validate`: documents against the schema they claim to follow."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from compliance.cli import common, profiles
from compliance.errors import EXIT_FINDINGS, InputError

if TYPE_CHECKING:
    from compliance.bom.profiles.field import Coverage


def validate(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="CycloneDX JSON documents.")],
    json: Annotated[
        str | None, typer.Option("--json", metavar="FILE", help="Write the outcome as JSON.")
    ] = None,
    profile: Annotated[
        list[str] | None,
        typer.Option(
            "--profile",
            metavar="NAME",
            help="Say field by field what an SBOM profile finds: bsi-tr-03183-2, cisa-2026, ntia-2021, g7-ai, cyclonedx-ml. Repeatable.",
        ),
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="LAYER", help="schema or profile. Repeatable.")
    ] = None,
) -> None:
    """Validate CycloneDX documents.

    Anybody's documents, against the official schema of the version they state, formats on, and against SBOM profiles.
    """
    import json as json_

    profiles.require(profile or [])
    layers = set(only or ("schema", "profile"))
    outcomes: list[dict[str, Any]] = []
    unreadable = False
    for path in files:
        try:
            problems, coverages = _problems(path, layers, profile or [])
        except InputError as error:
            common.say(f"lexbom: {error}")
            unreadable = True
            continue
        valid = all(problem["severity"] != "error" for problem in problems)
        outcome = {"path": str(path), "valid": valid, "problems": problems}
        outcomes.append(outcome | {"profiles": [*map(profiles.as_json, coverages)]} if coverages else outcome)
        if json != common.STDOUT:
            typer.echo(f"{path}: {'valid' if not problems else f'{len(problems)} problems'}")
            for problem in problems:
                typer.echo(f"  {problem['severity']}: {problem['pointer'] or '/'}: {problem['message']}")
                if problem["fix"] and problem["layer"] == "profile":
                    typer.echo(f"      {problem['fix']}")
            for line in (line for coverage in coverages for line in ("", *profiles.table(coverage))):
                typer.echo(line)
    if json:
        common.write(json, (json_.dumps({"files": outcomes}, indent=2, ensure_ascii=False) + "\n").encode())
    if unreadable:
        raise typer.Exit(InputError.exit_code)
    raise typer.Exit(EXIT_FINDINGS if any(not outcome["valid"] for outcome in outcomes) else 0)


def _problems(
    path: Path, layers: set[str], names: list[str]
) -> tuple[list[dict[str, str]], list["Coverage"]]:
    from compliance.bom.profiles import coverage, problems
    from compliance.bom.validate import validate as by_schema

    document = common.read_document(path)
    found = by_schema(document) if "schema" in layers else []
    coverages = [coverage(document, name) for name in names] if "profile" in layers else []
    found += [problem for one in coverages for problem in problems.of(one)]
    return [asdict(problem) for problem in found], coverages
