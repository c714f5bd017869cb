# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The `lexbom` command: the only place that prints, exits, and reads clock and environment."""

import sys

import compliance
from compliance.errors import EXIT_INTERRUPTED, InternalError, LexbomError


def main() -> None:
    """Run the command line; errors become one sentence on stderr and an exit code."""
    if sys.argv[1:] == ["--version"]:  # the one answer that needs no command line, which takes 40 ms to load
        print(f"lexbom {compliance.__version__}")  # noqa: T201
        return
    import atexit
    import gc

    # an inventory is a hundred thousand small values that all stay; looking through them again takes a third of the time
    gc.set_threshold(1_000_000, 20, 20)
    atexit.register(gc.freeze)  # and once more at the end, when all of it goes anyway
    from compliance.cli.app import command_line

    try:
        command_line(sys.argv[1:])(standalone_mode=True)
    except LexbomError as error:
        _say(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read us has gone
        sys.exit(0)
    except Exception as error:  # noqa: BLE001 - the one place where our own bugs surface
        _report_bug(error)
        sys.exit(InternalError.exit_code)


def _say(error: LexbomError) -> None:
    from compliance.cli.terminal import say

    say(f"lexbom: {error}")  # without what steers a terminal: names of files and words of servers are in it


def _report_bug(error: Exception) -> None:
    import traceback

    from compliance import redaction

    sys.stderr.write(redaction.mask("".join(traceback.format_exception(error))))
    print("lexbom: this is a bug in lexbom; please report it with the lines above", file=sys.stderr)  # noqa: T201
