# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`lexbom sbom`: the BOM alone."""

import os
from pathlib import Path
from typing import Annotated

import typer

from compliance.cli._support import common, options, outputs, terminal
from compliance.cli._support.output import (
    FormatOption,
    OutputFormat,
    SpecVersion,
    SpecVersionOption,
    convert_to_version,
    refuse_older_spdx,
    render_document,
)


def sbom(
    path: Annotated[
        Path, typer.Argument(metavar="[PATH]", help="The product's folder, or a wheel, sdist or zipapp.")
    ] = Path(),
    output: options.OutputOption = outputs.STDOUT,
    venv: options.VenvOption = None,
    imports: options.ImportOption = None,
    no_dev: options.DevelopmentOption = False,
    caches: options.CachesOption = False,
    online: options.OnlineOption = False,
    spec_version: SpecVersionOption = SpecVersion.NEW,
    form: FormatOption = OutputFormat.JSON,
    config: options.ConfigOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no gaps.")] = False,
) -> None:
    """Write the CycloneDX ML-BOM alone."""
    from compliance.bom.cyclonedx.read import read_gaps

    refuse_older_spdx(spec_version, form)
    root = Path() if os.path.isfile(path) else path  # noqa: PTH113 - never raises
    settings = common.settings_for(root, config, venv=venv, imports=imports, no_dev=no_dev, caches=caches)
    outputs.check_outputs(
        {"--output": output}, [path, *common.files_read(root, config, settings.scan.imports)]
    )
    document = common.build_product(path, settings, quiet=quiet, online=online).document
    if not quiet:
        for gap in read_gaps(document):
            terminal.print_to_stderr(f"lexbom: {gap.words}")
    outputs.write(
        output, render_document(convert_to_version(document, spec_version, quiet=quiet), form, quiet=quiet)
    )
