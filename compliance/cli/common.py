# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What several commands need: settings from options and environment, documents in and out, a progress bar."""

import datetime
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from compliance.errors import InputError, UsageError

if TYPE_CHECKING:
    from compliance.settings import Settings

Progress = Callable[[str, int, int], None]

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        envvar="LEXBOM_CONFIG",
        help="Configuration. [default: lexbom.toml, or [tool.lexbom] in pyproject.toml]",
    ),
]
VenvOption = Annotated[
    str | None,
    typer.Option(
        "--venv",
        metavar="DIR",
        help="An installed environment to read: weights, data and licences inside its packages.",
    ),
]
OutputOption = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="Where to write; - is standard output.")
]
STDOUT = "-"
_LARGEST_DOCUMENT = 1 << 30


def settings_for(
    root: Path, config: Path | None, *, venv: str | None = None, markets: list[str] | None = None
) -> "Settings":
    """The configuration with what options and environment add."""
    from compliance.configuration import load

    loaded = load(root, config)
    if venv is not None:
        loaded = replace(loaded, scan=replace(loaded.scan, venv=str(Path(venv).absolute())))
    if markets:
        loaded = loaded.with_markets(tuple(market.upper() for market in markets))
    return replace(loaded, today=datetime.datetime.now(tz=datetime.UTC).date(), timestamp=_timestamp())


def _timestamp() -> str:
    """From SOURCE_DATE_EPOCH (reproducible-builds.org); without it a BOM has no timestamp, so that two runs give the same bytes."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return (
            datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            if epoch
            else ""
        )
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"SOURCE_DATE_EPOCH is {epoch!r}", fix="It has to be a whole number of seconds since 1970-01-01"
        ) from error


def cache_file() -> Path:
    """Where digests of unchanged files are kept."""
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".cache")
    return Path(home) / "lexbom" / "digests.json"


def read_document(path: Path) -> dict[str, Any]:
    """A CycloneDX JSON document.

    Raises:
        InputError: it can't be read, is too large, or is something else.
    """
    from compliance.bom.read import loads

    try:
        if path.stat().st_size > _LARGEST_DOCUMENT:
            raise InputError(
                f"{path} is larger than 1 GiB", fix="Split it, or leave out what is no part of the product"
            )
        return loads(path.read_bytes(), str(path))
    except OSError as error:
        raise InputError(
            f"{path} can't be read: {(error.strerror or str(error)).lower()}",
            fix="Give a file that exists and is readable",
        ) from error


def write(target: str, content: bytes) -> None:
    """To standard output for `-`; else to a file that appears only when it is whole.

    Raises:
        UsageError: the file can't be written.
    """
    if target == STDOUT:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    path = Path(target)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise UsageError(
            f"{target} can't be written: {(error.strerror or str(error)).lower()}",
            fix="Give a path in a folder that exists",
        ) from error


def say(message: str) -> None:
    """One line on standard error, without characters that steer a terminal."""
    from compliance.report.rows import printable

    typer.echo(printable(message), err=True)


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
