# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`lexbom diff`: what changed between two BOMs."""

import shutil
from pathlib import Path
from typing import Annotated

import typer

from compliance.cli import common


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A CycloneDX JSON document.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="A later one.")],
    json: Annotated[
        str | None, typer.Option("--json", metavar="FILE", help="Write the changes as JSON.")
    ] = None,
    markdown: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write the changes as Markdown.")
    ] = None,
) -> None:
    """Show what changed between two BOMs.

    Parts, licences, weights and data, territories and lineage; the exit code is 0 whatever has changed.
    """
    from compliance.bom import diff as comparing
    from compliance.bom.read import read
    from compliance.report import changes

    before, after = read(common.read_document(old)), read(common.read_document(new))
    found = comparing.diff(before, after)
    if json:
        common.write(json, _bytes(changes.document(before.product, after.product, found)))
    if markdown:
        common.write(markdown, _bytes(changes.markdown(before.product, after.product, found)))
    if common.STDOUT not in {json, markdown}:
        width = min(shutil.get_terminal_size((100, 24)).columns, 160)
        common.write(common.STDOUT, _bytes(changes.text(found, width=width)))


def _bytes(rendered: str) -> bytes:
    """What is written, without secrets."""
    from compliance import redaction

    return redaction.mask(rendered).encode("utf-8", "replace")
