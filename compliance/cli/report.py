# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`lexbom report`: an assessment of a BOM, rendered again."""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from compliance.cli import common, options
from compliance.report import FORMATS, render

Format = StrEnum("Format", {name.upper(): name for name in FORMATS})  # type: ignore[misc]
"""How a report is rendered."""


def report(
    bom: Annotated[Path, typer.Argument(metavar="BOM", help="A CycloneDX JSON document.")],
    form: Annotated[Format, typer.Option("--format", help="How to render it.")] = Format("text"),
    output: options.OutputOption = common.STDOUT,
    baseline: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="An earlier BOM or JSON report: the report tells what is new from what is not.",
        ),
    ] = None,
    config: options.ConfigOption = None,
) -> None:
    """Render the report of a BOM again.

    For a BOM of ours or of another tool; the exit code is 0 whatever is found.
    """
    from compliance import pipeline

    before = common.read_baseline(baseline) if baseline else None
    result = pipeline.assess(common.read_document(bom), common.settings_for(Path(), config), before)
    written = render(form, replace(result, bom=bom.as_posix()))
    common.write(output, written.encode("utf-8", "replace"))
