# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`lexbom validate`: documents against the schema they claim to follow."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from compliance.cli import common
from compliance.errors import EXIT_FINDINGS, InputError


def validate(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="CycloneDX JSON documents.")],
    json: Annotated[
        str | None, typer.Option("--json", metavar="FILE", help="Write the outcome as JSON.")
    ] = None,
) -> None:
    """Validate CycloneDX documents.

    Anybody's documents, against the official schema of the version they state, formats on.
    """
    import json as json_

    outcomes: list[dict[str, Any]] = []
    unreadable = False
    for path in files:
        try:
            problems = _problems(path)
        except InputError as error:
            common.say(f"lexbom: {error}")
            unreadable = True
            continue
        outcomes.append({"path": str(path), "valid": not problems, "problems": problems})
        if json != common.STDOUT:
            typer.echo(f"{path}: {'valid' if not problems else f'{len(problems)} problems'}")
            for problem in problems:
                typer.echo(f"  {problem['pointer'] or '/'}: {problem['message']}")
    if json:
        common.write(json, (json_.dumps({"files": outcomes}, indent=2, ensure_ascii=False) + "\n").encode())
    if unreadable:
        raise typer.Exit(InputError.exit_code)
    raise typer.Exit(EXIT_FINDINGS if any(not outcome["valid"] for outcome in outcomes) else 0)


def _problems(path: Path) -> list[dict[str, str]]:
    from compliance.bom.validate import validate as check

    return [asdict(problem) for problem in check(common.read_document(path))]
