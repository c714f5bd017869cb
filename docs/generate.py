# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`make docs`: writes docs/rules.md from the rules' docstrings and the generated parts of README.md. A test holds that it was run."""

import os
import re
import subprocess
import sys
from pathlib import Path

from compliance.rules import rules

ROOT = Path(__file__).parents[1]
_PART = re.compile(r"(<!-- generated: (?P<name>[a-z]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_SHOWN_LINES = 34


def rules_page() -> str:
    """docs/rules.md."""
    table = "\n".join(
        f"| [{rule.name}](#{rule.name}) | {rule.severity} | {rule.summary} |" for rule in rules()
    )
    sections = "\n".join(
        f"## {rule.name}\n\n{rule.summary}\n\n{_deeper(rule.documentation)}\n" for rule in rules()
    )
    return (
        "# Rules\n\nWritten by `make docs` from the rules themselves; `lexbom explain RULE` prints the same. "
        "Severities are defaults: `[rules]` in lexbom.toml changes them.\n\n"
        f"| rule | default | what it finds |\n|---|---|---|\n{table}\n\n{sections}"
    )


def readme(current: str) -> str:
    """README.md with its generated parts made anew."""
    parts = {
        "demo": _demo,
        "commands": lambda: _fenced(_run("--help")),
        "check": lambda: _fenced(_run("check", "--help")),
        "rules": _rules_table,
    }
    return _PART.sub(lambda match: f"{match[1]}{parts[match['name']]()}\n{match[3]}", current)


def _deeper(documentation: str) -> str:
    return re.sub(r"(?m)^## ", "### ", documentation)


def _rules_table() -> str:
    rows = "\n".join(
        f"| [{rule.name}](docs/rules.md#{rule.name}) | {rule.severity} | {rule.summary} |" for rule in rules()
    )
    return f"| rule | default | what it finds |\n|---|---|---|\n{rows}"


def _demo() -> str:
    subprocess.run([sys.executable, str(ROOT / "examples" / "fieldnotes" / "make_model.py")], check=True)
    lines = _run("check", "examples/fieldnotes", "--venv", ".demo/product").splitlines()
    return _fenced("\n".join(["$ lexbom check --venv .venv", *lines[:_SHOWN_LINES], "  [...]"]))


def _fenced(text: str) -> str:
    return f"```text\n{text.rstrip()}\n```"


def _run(*arguments: str) -> str:
    command = [str(Path(sys.executable).with_name("lexbom")), *arguments]
    environment = {**os.environ, "COLUMNS": "100", "TERMINAL_WIDTH": "100"}
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment
    ).stdout


if __name__ == "__main__":
    (ROOT / "docs" / "rules.md").write_text(rules_page(), "utf-8")
    page = ROOT / "README.md"
    page.write_text(readme(page.read_text("utf-8")), "utf-8")
