# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`lexbom check`: everything."""

import os
import shutil
import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from compliance.cli import common

if TYPE_CHECKING:
    from compliance.result import Result


class FailOn(StrEnum):
    """From which severity on the exit code is 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


def check(
    path: Annotated[
        Path, typer.Argument(metavar="[PATH|BOM]", help="The product's folder, or a CycloneDX JSON document.")
    ] = Path(),
    sbom: Annotated[str | None, typer.Option(metavar="FILE", help="Write the CycloneDX BOM.")] = None,
    json: Annotated[
        str | None, typer.Option("--json", metavar="FILE", help="Write the report as JSON.")
    ] = None,
    markdown: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write the report as Markdown.")
    ] = None,
    venv: common.VenvOption = None,
    no_dev: common.DevelopmentOption = False,
    online: common.OnlineOption = False,
    market: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="A target market: ISO 3166-1 alpha-2, or EU. Repeatable."),
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option(envvar="LEXBOM_FAIL_ON", help="Exit with 1 from this severity on.")
    ] = FailOn.ERROR,
    config: common.ConfigOption = None,
    show_waived: Annotated[bool, typer.Option("--show-waived", help="Show waived findings too.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no report and no gaps.")] = False,
) -> None:
    """Make the BOM, check it, and report.

    One run gives the CycloneDX ML-BOM, its validation, the findings on licences, warranty and regions, and all reports.
    """
    from compliance import pipeline, policy
    from compliance.bom.write import serialise
    from compliance.errors import EXIT_FINDINGS
    from compliance.report import json as json_report
    from compliance.report import markdown as markdown_report

    is_document = path.is_file()
    settings = replace(
        common.settings_for(
            Path() if is_document else path, config, venv=venv, markets=market, no_dev=no_dev
        ),
        fail_on=_threshold(fail_on),
    )
    document = (
        common.read_document(path)
        if is_document
        else common.build(path, settings, quiet=quiet, online=online)
    )
    result = pipeline.assess(document, settings)
    if not quiet:
        for gap in result.inventory.gaps:
            common.say(f"lexbom: {gap.path}: {gap.reason}")
    outputs: list[tuple[str | None, bytes]] = [
        (sbom, serialise(document) if sbom else b""),
        (json, json_report.render(result).encode() if json else b""),
        (markdown, markdown_report.render(result).encode() if markdown else b""),
    ]
    for target, content in outputs:
        if target:
            common.write(target, content)
    if not quiet and common.STDOUT not in {sbom, json, markdown}:
        common.write(common.STDOUT, _text(result, waived=show_waived))
    raise typer.Exit(EXIT_FINDINGS if policy.exceeds(result.verdict) else 0)


def _threshold(fail_on: FailOn) -> Any:
    from compliance.model import Severity

    return None if fail_on is FailOn.NEVER else Severity(fail_on)


def _text(result: "Result", *, waived: bool) -> bytes:
    from compliance.report import text

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    width = min(shutil.get_terminal_size((100, 24)).columns, 120)
    return text.render(result, width=width, colour=colour, waived=waived).encode("utf-8", "replace")
