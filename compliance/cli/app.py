# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The commands, and what they have in common."""

from typing import Annotated

import typer

import compliance
from compliance.cli.check import check
from compliance.cli.diff import diff
from compliance.cli.embed import embed
from compliance.cli.explain import explain, list_rules
from compliance.cli.report import report
from compliance.cli.sbom import sbom
from compliance.cli.sign import sign
from compliance.cli.upload import upload
from compliance.cli.validate import validate
from compliance.cli.verify import verify

app = typer.Typer(
    name="lexbom",
    help="What a product with AI inside is made of, and what its licences, warranty clauses and regional limits say. Offline, unless asked.",
    epilog="Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage or input, 3 a bug in lexbom, 130 interrupted.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"lexbom {compliance.__version__}")
        raise typer.Exit


@app.callback()
def _common(
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """What a product with AI inside is made of, and what its licences, warranty clauses and regional limits say. Offline, unless asked."""


app.command()(check)
app.command()(sbom)
app.command()(validate)
app.command()(report)
app.command()(diff)
app.command()(explain)
app.command("rules")(list_rules)
app.command()(embed)
app.command()(sign)
app.command()(verify)
app.command()(upload)
