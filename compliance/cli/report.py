# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`lexbom report`: an assessment of a BOM, rendered again."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from compliance.cli import common


class Format(StrEnum):
    """How a report is rendered."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def report(
    bom: Annotated[Path, typer.Argument(metavar="BOM", help="A CycloneDX JSON document.")],
    form: Annotated[Format, typer.Option("--format", help="How to render it.")] = Format.TEXT,
    output: common.OutputOption = common.STDOUT,
    config: common.ConfigOption = None,
) -> None:
    """Render the report of a BOM again.

    For a BOM of ours or of another tool; the exit code is 0 whatever is found.
    """
    from compliance import pipeline
    from compliance.report import json, markdown, text

    result = pipeline.assess(common.read_document(bom), common.settings_for(Path(), config))
    renderers = {Format.TEXT: text.render, Format.JSON: json.render, Format.MARKDOWN: markdown.render}
    common.write(output, renderers[form](result).encode("utf-8", "replace"))
