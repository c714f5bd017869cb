# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`lexbom sbom`: the BOM alone."""

from pathlib import Path
from typing import Annotated

import typer

from compliance.cli import common


def sbom(
    path: Annotated[Path, typer.Argument(metavar="[PATH]", help="The product's folder.")] = Path(),
    output: common.OutputOption = common.STDOUT,
    venv: common.VenvOption = None,
    no_dev: common.DevelopmentOption = False,
    config: common.ConfigOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no gaps.")] = False,
) -> None:
    """Write the CycloneDX ML-BOM alone."""
    from compliance import pipeline
    from compliance.bom.read import read
    from compliance.bom.write import serialise

    settings = common.settings_for(path, config, venv=venv, no_dev=no_dev)
    with common.progress_bar(quiet=quiet) as progress:
        document = pipeline.build(path, settings, cache_file=common.cache_file(), progress=progress)
    if not quiet:
        for gap in read(document).gaps:
            common.say(f"lexbom: {gap.path}: {gap.reason}")
    common.write(output, serialise(document))
