# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`make docs`: writes the pages of rules and profiles, the profiles' schemas and parts of README.md. A test holds that it was run."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from profile_schemas import schema

from compliance.bom import profiles
from compliance.bom.profiles.field import Field, Profile, about
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


def profiles_page() -> str:
    """docs/profiles.md."""
    every = [profiles.profile(name) for name in profiles.names()]
    listed = "\n".join(
        f"| [{one.name}](#{one.name}) | {one.title}, {one.version} | {len(one.fields)} | {one.standing} |"
        for one in every
    )
    return (
        "# SBOM profiles\n\nWritten by `make docs` from the field tables; `lexbom explain PROFILE:FIELD` prints the same.\n"
        "`lexbom validate --profile NAME` says for each field of how many components it is present, doubtful, stated unknown, withheld "
        "or absent. It gives no score, and says nothing on whether a document meets a law.\n\n"
        "A required field that is absent is an error; one that must be given if it exists, or is recommended, a warning; an optional one "
        "stands in the table only. What is not known is stated in the property `lexbom:unknown`, what is kept back in `lexbom:withheld`: "
        "words, with spaces between. `schemas/` has each profile as a JSON Schema over CycloneDX, as far as one can say it.\n\n"
        f"| profile | document | fields | standing |\n|---|---|---|---|\n{listed}\n\n"
        + "\n".join(map(_profile, every))
    )


def profile_schemas() -> dict[str, str]:
    """The files of the profiles in schemas/, by name."""
    return {
        f"profile-{name}.schema.json": json.dumps(schema(profiles.profile(name)), indent=1) + "\n"
        for name in profiles.names()
    }


def _profile(profile: Profile) -> str:
    left_out = f" Not asked: {profile.leaves_out}." if profile.leaves_out else ""
    sections = "\n".join(_field(profile, field) for field in profile.fields)
    return f"## {profile.name}\n\n{profile.title}, {profile.version}. {profile.source} {profile.standing}{left_out}\n\n{sections}"


def _field(profile: Profile, field: Field) -> str:
    told = "\n".join(
        f"- {heading}: "
        + (", ".join(f"`{line}`" for line in words.split("\n")) if heading == "Goes to" else words)
        for heading, words in about(profile, field)
    )
    return f"### {profile.name}:{field.id}\n\n{field.title}\n\n{told}\n"


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
    (ROOT / "docs" / "profiles.md").write_text(profiles_page(), "utf-8")
    for name, text in profile_schemas().items():
        (ROOT / "schemas" / name).write_text(text, "utf-8")
    page = ROOT / "README.md"
    page.write_text(readme(page.read_text("utf-8")), "utf-8")
