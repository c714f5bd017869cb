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
    online: common.OnlineOption = False,
    config: common.ConfigOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no gaps.")] = False,
) -> None:
    """Write the CycloneDX ML-BOM alone."""
    from compliance.bom.read import read
    from compliance.bom.write import serialise

    settings = common.settings_for(path, config, venv=venv, no_dev=no_dev)
    document = common.build(path, settings, quiet=quiet, online=online)
    if not quiet:
        for gap in read(document).gaps:
            common.say(f"lexbom: {gap.path}: {gap.reason}")
    common.write(output, serialise(document))
