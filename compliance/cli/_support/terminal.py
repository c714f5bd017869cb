# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What people see on standard error: lines, and a progress bar."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

Progress = Callable[[str, int, int], None]


def print_to_stderr(message: str) -> None:
    """One line on standard error, without secrets and without characters that steer a terminal."""
    typer.echo(make_line_printable(message), err=True)


def make_line_printable(message: str) -> str:
    """The text without secrets and without characters that steer a terminal."""
    from compliance import redaction
    from compliance.report._support import shared_rows

    return shared_rows.make_printable(redaction.mask(message))


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Progress]:
    """A bar on standard error if that is a terminal, else nothing."""
    if quiet or not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    with Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[amount]}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("reading", total=None, amount="")

        def step(stage: str, done: int, total: int) -> None:
            amount = f"{done / 1e6:,.0f} of {total / 1e6:,.0f} MB" if total else f"{done:,} files"
            bar.update(task, description=stage, completed=done, total=total or None, amount=amount)

        yield step
