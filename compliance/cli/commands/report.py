# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`lexbom report`: an assessment of a BOM, rendered again."""

import hashlib
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from compliance.cli._support import common, options, outputs
from compliance.report import FORMATS, render_report

Format = StrEnum("Format", {name.upper(): name for name in FORMATS})  # type: ignore[misc]
"""How a report is rendered."""


def report(
    bom: Annotated[Path, typer.Argument(metavar="BOM", help="A CycloneDX JSON document.")],
    form: Annotated[Format, typer.Option("--format", help="How to render it.")] = Format("text"),
    output: options.OutputOption = outputs.STDOUT,
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

    outputs.check_outputs({"--output": output}, [bom, baseline, *common.files_read(Path(), config)])
    before = common.read_baseline(baseline) if baseline else None
    raw = common.read_bytes(bom)
    result = pipeline.assess(common.parse_document(raw, bom), common.settings_for(Path(), config), before)
    digest = hashlib.sha256(raw).hexdigest()
    written = render_report(form, replace(result, bom=bom.as_posix(), bom_sha256=digest))
    outputs.write(output, written.encode("utf-8", "replace"))
