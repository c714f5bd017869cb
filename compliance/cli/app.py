# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The commands, and what they have in common."""

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

import compliance

_COMMANDS = (
    "check",
    "sbom",
    "validate",
    "report",
    "diff",
    "explain",
    "rules",
    "embed",
    "sign",
    "verify",
    "upload",
)
"""In the order of the help; each is a function in the module of its name."""

app = typer.Typer(
    name="lexbom",
    help="What a product with AI inside is made of, and what its licences, warranty clauses and regional limits say. Offline, unless asked.",
    epilog="Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage or input, 3 a bug in lexbom, 128 + N ended by signal N (130: Ctrl-C).",
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


def command_line(arguments: Sequence[str]) -> typer.Typer:
    """The command line with the command that the arguments begin with; with all of them for anything else, such as options or an unknown word."""
    named = [name for name in arguments[:1] if name in _COMMANDS]
    for name in named or _COMMANDS:
        app.command(name)(getattr(import_module(f"compliance.cli.commands.{name}"), name))
    return app
