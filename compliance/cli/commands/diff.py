# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`lexbom diff`: what changed between two BOMs."""

import shutil
from pathlib import Path
from typing import Annotated

import typer

from compliance.cli._support import common, outputs


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
    from compliance.bom.cyclonedx.read import read_inventory
    from compliance.report._support import changes

    outputs.check_outputs({"--json": json, "--markdown": markdown}, [old, new])
    before, after = read_inventory(common.read_document(old)), read_inventory(common.read_document(new))
    found = comparing.diff_inventories(before, after)
    contents = []
    if json:
        contents.append((json, changes.render_json(before.product, after.product, found)))
    if markdown:
        contents.append((markdown, changes.render_markdown(before.product, after.product, found)))
    if not outputs.is_stdout(json) and not outputs.is_stdout(markdown):
        width = min(shutil.get_terminal_size((100, 24)).columns, 160)
        contents.append((outputs.STDOUT, changes.render_text(found, width=width)))
    outputs.write_outputs([(target, _bytes(text)) for target, text in contents])


def _bytes(rendered: str) -> bytes:
    """What is written, without secrets."""
    from compliance import redaction

    return redaction.mask(rendered).encode("utf-8", "replace")
