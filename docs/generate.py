# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`make docs`: writes the pages of rules and profiles, the profiles' schemas, and the generated parts of README.md and docs/ci.md. Tests hold that it was run."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import yaml
from profile_schemas import schema

from compliance.bom.validation import profiles
from compliance.bom.validation.profiles.interface import Field, Profile, about
from compliance.rules import rules

ROOT = Path(__file__).parents[1]
_PART = re.compile(r"(<!-- generated: (?P<name>[a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
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
    every = [profiles.find_profile(name) for name in profiles.profile_names()]
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
        f"profile-{name}.schema.json": json.dumps(schema(profiles.find_profile(name)), indent=1) + "\n"
        for name in profiles.profile_names()
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
    parts: dict[str, Callable[[], str]] = {
        "demo": _demo,
        "commands": lambda: _fenced(_run("--help")),
        "check": lambda: _fenced(_run("check", "--help")),
        "rules": _rules_table,
    }
    return filled(current, parts)


def ci(current: str) -> str:
    """A page with what it shows of action.yml and of the example workflows made anew."""
    parts = {name: partial(_workflow, name) for name in ("push", "pull-request", "release")}
    return filled(current, {"inputs": _inputs, "outputs": _outputs, **parts})


def filled(current: str, parts: dict[str, Callable[[], str]]) -> str:
    """The page with these parts made anew; it may have others."""

    def part(match: re.Match[str]) -> str:
        return f"{match[1]}{parts[match['name']]()}\n{match[3]}" if match["name"] in parts else match[0]

    return _PART.sub(part, current)


def _deeper(documentation: str) -> str:
    return re.sub(r"(?m)^## ", "### ", documentation)


def _rules_table() -> str:
    rows = "\n".join(
        f"| [{rule.name}](docs/rules.md#{rule.name}) | {rule.severity} | {rule.summary} |" for rule in rules()
    )
    return f"| rule | default | what it finds |\n|---|---|---|\n{rows}"


def _inputs() -> str:
    def row(name: str, told: dict[str, str]) -> str:
        default = f"`{told['default']}`" if "default" in told else ""
        return f"| `{name}` | {default} | {' '.join(told['description'].split())} |"

    rows = [row(name, told) for name, told in _action()["inputs"].items()]
    return "\n".join(["| input | default | what it is |", "|---|---|---|", *rows])


def _outputs() -> str:
    rows = [
        f"| `{name}` | {' '.join(told['description'].split())} |"
        for name, told in _action()["outputs"].items()
    ]
    return "\n".join(["| output | what it is |", "|---|---|", *rows])


def _action() -> dict[str, dict[str, dict[str, str]]]:
    action: dict[str, dict[str, dict[str, str]]] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    return action


def _workflow(name: str) -> str:
    """An example, without what a reader knows: the comment at its top, and when runs replace each other."""
    text = (ROOT / "docs" / "workflows" / f"{name}.yml").read_text("utf-8")
    for unneeded in (r"\A(?:#.*\n|\n)+", r"(?ms)^concurrency:.*?\n\n"):
        text = re.sub(unneeded, "", text, count=1)
    return f"```yaml\n{text.rstrip()}\n```"


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
    page.write_text(readme(ci(page.read_text("utf-8"))), "utf-8")
    page = ROOT / "docs" / "ci.md"
    page.write_text(ci(page.read_text("utf-8")), "utf-8")
