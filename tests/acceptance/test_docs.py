# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import importlib.util
import json
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from conftest import ROOT, Lexbom

from compliance import own_schemas
from compliance.rules import Rule, rules

HEADINGS = ["What it finds", "Why it matters", "How to fix", "Example"]


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    """docs/generate.py as a module."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_rules_page_is_what_the_rules_say(generator: ModuleType) -> None:
    """`make docs` was run after the last change of a rule."""
    assert generator.rules_page() == (ROOT / "docs" / "rules.md").read_text("utf-8")


def test_the_readme_shows_real_output(generator: ModuleType, demo_venv: Path) -> None:
    """The example's report, the help texts and the table of rules are what the program gives today."""
    assert demo_venv.is_dir()
    page = (ROOT / "README.md").read_text("utf-8")
    assert generator.readme(page) == page


def test_the_profiles_page_and_schemas_are_what_the_tables_say(generator: ModuleType) -> None:
    """`make docs` was run after the last change of a profile."""
    assert generator.profiles_page() == (ROOT / "docs" / "profiles.md").read_text("utf-8")
    for name, text in generator.profile_schemas().items():
        assert text == (ROOT / "schemas" / name).read_text("utf-8"), name


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_every_rule_is_documented_alike(rule: Rule) -> None:
    """A sentence, then what it finds, why it matters, how to fix it, and an example."""
    assert re.findall(r"(?m)^## (.+)$", rule.documentation) == HEADINGS
    assert rule.summary.endswith(".")


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_explain_prints_the_same(rule: Rule, lexbom: Lexbom) -> None:
    """What a rule's docstring says is what `lexbom explain` prints."""
    assert rule.documentation in lexbom("explain", rule.name).out


def test_a_licence_has_a_page(lexbom: Lexbom) -> None:
    """By any of its names: SPDX id, hub id, spelling; an unknown one gets a did-you-mean."""
    pages = {
        lexbom("explain", name).out for name in ("Llama-4", "llama4", "LicenseRef-scancode-llama-4-cla-2025")
    }

    assert len(pages) == 1
    assert "European Union" in pages.pop()
    assert "llama4" in lexbom("explain", "llame4").err


@pytest.mark.parametrize("page", ["README.md", "docs/ci.md", "docs/release.md"])
def test_the_pages_name_options_that_there_are(page: str, lexbom: Lexbom) -> None:
    """Each `lexbom COMMAND --option` in a code block, and each option in running text that isn't another program's."""
    text = (ROOT / page).read_text("utf-8")
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", text, re.DOTALL))
    called = re.findall(
        r"lexbom ([a-z]+)\b([^#\n`]*)", blocks + "\n".join(re.findall(r"`(lexbom [^`]+)`", text))
    )
    helps = {name: lexbom(name, "--help").out for name in {name for name, _ in called}}
    every = "".join(helps.values())

    for command, words in called:
        assert set(re.findall(r"--[a-z-]+", words)) <= set(re.findall(r"--[a-z-]+", helps[command]))
    assert set(re.findall(r"`(--[a-z-]+)", text)) <= set(re.findall(r"--[a-z-]+", every))


def test_the_configuration_in_the_readme_is_valid() -> None:
    """What people copy from the README works."""
    for block in re.findall(r"```toml\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL):
        table = tomllib.loads(block)
        assert "tool" in table or list(own_schemas.find_problems(table, "config")) == []


@pytest.mark.parametrize("path", sorted((ROOT / "schemas").glob("*.json")), ids=lambda path: path.name)
def test_schemas_are_schemas(path: Path) -> None:
    """Each file in schemas/ is valid by the draft that it names."""
    import jsonschema

    jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text("utf-8")))


def test_links_lead_somewhere() -> None:
    """Relative links in the pages point to files that exist."""
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_way_of_a_file_names_functions_that_there_are() -> None:
    """Each function that CONTRIBUTING.md follows a file through is defined in the module it links to."""
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    steps = re.findall(r"\[`([\w.]+)`\]\((compliance/[\w/]+\.py)\)", page)

    assert len(steps) >= 10
    for name, module in steps:
        source = (ROOT / module).read_text("utf-8")
        assert f"\ndef {name.rpartition('.')[2]}(" in source, f"{name} is not in {module}"


def test_each_threat_names_its_tests() -> None:
    """Every row of the security page has what holds the threat and tests that exist, or says that they are pending."""
    lines = (ROOT / "docs" / "security.md").read_text("utf-8").splitlines()
    head, _, *rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")
    ]

    assert ["threat", "what holds it", "test"] == head
    assert len(rows) >= 10
    for threat, held_by, named in rows:
        tests = re.findall(r"`([^`]+)`", named)

        assert threat
        assert held_by
        assert tests or named.startswith("pending: "), threat
        assert all((ROOT / name).is_file() for name in tests), named


def test_the_security_policy_says_what_a_reporter_needs() -> None:
    """A private way, no address that isn't there, and the same support period as our own configuration."""
    page = (ROOT / "SECURITY.md").read_text("utf-8")
    until = tomllib.loads((ROOT / "lexbom.toml").read_text("utf-8"))["product"]["support_until"]

    assert "private vulnerability" in " ".join(page.split())
    assert "@" not in page
    assert until.isoformat() in page
