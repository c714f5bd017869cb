# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`lexbom rules`: the rules and their severities."""

import typer


def rules() -> None:
    """List the rules and their severities."""
    from compliance.rules import rules as known

    width = max(len(rule.name) for rule in known())
    for rule in known():
        typer.echo(f"{rule.name:<{width}}  {rule.severity:<7}  {rule.summary}")
