# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The formats of a report: one module each, with a pure `render(result) -> str`. A new one is its file and its line here."""

import importlib
from typing import TYPE_CHECKING

from compliance import redaction

if TYPE_CHECKING:
    from compliance.result import Result

FORMATS = {
    "text": "for a terminal",
    "json": "for programs, by schemas/lexbom-report.schema.json",
    "markdown": "for job summaries and merge requests",
    "html": "one page for people, without a request to anywhere",
    "sarif": "SARIF 2.1.0 for code scanning",
    "github": "annotations as GitHub's workflow commands",
    "gitlab": "Code Quality for GitLab",
    "junit": "JUnit XML for test panels",
    "csv": "components and licences for spreadsheets",
    "notices": "third-party notices",
}
"""Names of the modules in `formats`, and what each format is for."""


def render_report(name: str, result: "Result") -> str:
    """The report in the format of this name, without secrets; only its module is loaded."""
    rendered: str = importlib.import_module(f"{__name__}.formats.{name}").render(result)
    return redaction.mask(rendered)
