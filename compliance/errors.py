# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The errors that end a run.

LexbomError
├── UsageError       an option or a path that can't be used       exit 2
├── ConfigError      lexbom.toml or [tool.lexbom] can't be used   exit 2
├── InputError       a document can't be read                     exit 2
├── TransferError    a server didn't take what was sent           exit 2
├── OutputError      standard output can't be written             exit 2
└── InternalError    lexbom wrote something it must not           exit 3

What goes wrong inside the product that is looked at is no error: it becomes a `model.Gap` and the run goes on.
"""

EXIT_FINDINGS = 1
EXIT_BY_SIGNAL = 128
"""Plus the number of the signal that ended the run, as shells have it: 130 for Ctrl-C, 143 for SIGTERM, 129 for SIGHUP."""


class LexbomError(Exception):
    """Base of all errors; says what happened and what to do about it."""

    exit_code = 2

    def __init__(self, problem: str, *, fix: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.fix = fix

    def __str__(self) -> str:
        if not self.fix:
            return self.problem
        end = "" if self.problem.endswith("?") else "."
        return f"{self.problem}{end} {self.fix}"


class UsageError(LexbomError):
    """An option or a path that can't be used."""


class ConfigError(LexbomError):
    """The configuration can't be used."""


class InputError(LexbomError):
    """A document that was named can't be read."""


class TransferError(LexbomError):
    """A server that the user named can't be reached, or didn't take what was sent."""


class OutputError(LexbomError):
    """Standard output can't be written: it is full, or whoever read it has gone."""


class InternalError(LexbomError):
    """Our own bug."""

    exit_code = 3
