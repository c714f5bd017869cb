# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The commands, and what they have in common."""

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

import compliance

_COMMANDS = {
    "check": "check",
    "sbom": "sbom",
    "validate": "validate",
    "report": "report",
    "diff": "diff",
    "explain": "explain",
    "rules": "explain",
    "embed": "embed",
    "sign": "sign",
    "verify": "verify",
    "upload": "upload",
}
"""Each command with the module it is in, in the order of the help."""

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


def run(arguments: Sequence[str]) -> None:
    """Run the command that comes first, for which no other is loaded; anything else, such as options or an unknown word, meets all of them."""
    named = [name for name in arguments[:1] if name in _COMMANDS]
    for name in named or _COMMANDS:
        app.command(name)(getattr(import_module(f"compliance.cli.{_COMMANDS[name]}"), name))
    app(standalone_mode=True)  # which takes them from sys.argv itself, on Windows with wildcards
