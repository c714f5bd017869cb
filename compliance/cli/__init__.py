# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The `lexbom` command: the only place that prints, exits, and reads clock and environment."""

import os
import sys

import compliance
from compliance.errors import InternalError, LexbomError, UsageError


def main() -> None:
    """Run the command line; errors become one sentence on stderr and an exit code."""
    from compliance.cli._support.signals import Stopped, leave, raise_on_signals
    from compliance.cli._support.streams import guard_streams

    try:
        guard_streams()
        raise_on_signals()
        try:
            _run()
        finally:
            sys.stdout.flush()  # so that its failure is told like any other
    except LexbomError as error:
        _say(error)
        sys.exit(error.exit_code)
    except Stopped as stopped:
        leave(stopped.exit_code)
    except Exception as error:  # noqa: BLE001 - the one place where our own bugs surface
        _report_bug(error)
        sys.exit(InternalError.exit_code)


def _run() -> None:
    if sys.argv[1:] == ["--version"]:  # the one answer that needs no command line, which takes 40 ms to load
        print(f"lexbom {compliance.__version__}")  # noqa: T201
        return
    import atexit
    import gc

    # an inventory is a hundred thousand small values that all stay; looking through them again takes a third of the time
    gc.set_threshold(1_000_000, 20, 20)
    atexit.register(gc.freeze)  # and once more at the end, when all of it goes anyway
    from compliance.cli.app import command_line

    _require_working_directory()
    command_line(sys.argv[1:])(standalone_mode=True)


def _require_working_directory() -> None:
    try:
        os.getcwd()  # noqa: PTH109 - pathlib would be loaded for it
    except OSError as error:
        raise UsageError(
            "The working directory is gone or can't be read", fix="Change to a folder that exists"
        ) from error


def _say(error: LexbomError) -> None:
    from compliance.cli._support.terminal import print_to_stderr

    print_to_stderr(
        f"lexbom: {error}"
    )  # without what steers a terminal: names of files and words of servers are in it


def _report_bug(error: Exception) -> None:
    import traceback

    from compliance import redaction

    sys.stderr.write(redaction.mask("".join(traceback.format_exception(error))))
    print("lexbom: this is a bug in lexbom; please report it with the lines above", file=sys.stderr)  # noqa: T201
