# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`lexbom embed`: an SBOM into a wheel."""

import datetime
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compliance.cli._support import common, outputs, terminal
from compliance.errors import UsageError

if TYPE_CHECKING:
    from compliance.wheels.rewrite_zip import Moment


def embed(
    sbom: Annotated[Path, typer.Argument(metavar="SBOM", help="A CycloneDX JSON document.")],
    wheel: Annotated[Path, typer.Argument(metavar="WHEEL", help="A wheel of any build tool.")],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="DIR|FILE", help="Where to write the new wheel."),
    ] = None,
    in_place: Annotated[bool, typer.Option("--in-place", help="Write over WHEEL.")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in place of an SBOM of the same name.")
    ] = False,
) -> None:
    """Put an SBOM into a wheel, where installers keep it.

    By PEP 770: as .dist-info/sboms/SBOM, listed in RECORD; all other files stay as they are, byte for byte. The same input gives the
    same wheel (times from SOURCE_DATE_EPOCH, else 1980-01-01). Sign and upload the wheel after this, not before.
    """
    from compliance.bom.imports.detect_format import load_native
    from compliance.wheels import embed as embedding

    target = _target(wheel, output, in_place=in_place)
    outputs.check_outputs({"--output": str(target)}, [sbom])
    document = common.read_bytes(sbom)
    load_native(document, str(sbom))
    content = embedding.embed_sbom(
        common.read_bytes(wheel), wheel.name, document, sbom.name, _moment(), replace=replace
    )
    outputs.write(str(target), content)
    terminal.print_to_stderr(f"lexbom: {target} holds {sbom.name}")


def _target(wheel: Path, output: str | None, *, in_place: bool) -> Path:
    """Where the new wheel goes.

    Raises:
        UsageError: nowhere, to two places, over the old one without being asked, or to no wheel.
    """
    if in_place == (output is not None):
        raise UsageError(
            "The new wheel needs one place", fix="Give -o DIR, or --in-place to write over the old one"
        )
    if output is None:
        return wheel
    if not output:
        raise UsageError("--output is empty", fix="Give -o DIR, or a .whl file")
    target = (
        Path(output) / wheel.name if Path(output).is_dir() or output.endswith(("/", os.sep)) else Path(output)
    )
    if target.suffix != ".whl":
        raise UsageError(f"{output} is neither a folder nor a .whl file", fix="Give one of the two with -o")
    if os.path.realpath(target) == os.path.realpath(wheel):
        raise UsageError(f"{target} is the wheel itself", fix="Give --in-place to write over it")
    return target


def _moment() -> "Moment":
    """From SOURCE_DATE_EPOCH, kept in the range of zip archives; 1980-01-01 without it."""
    stamp = common.timestamp() or "1980-01-01T00:00:00Z"
    moment = datetime.datetime.strptime(stamp, "%Y-%m-%dT%H:%M:%S%z")
    if moment.year < 1980:
        return 1980, 1, 1, 0, 0, 0
    if moment.year > 2107:
        return 2107, 12, 31, 23, 59, 58
    return moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second
