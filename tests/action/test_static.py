# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What others run is checked by their schemas, by zizmor and by shellcheck."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from action.jobs import ROOT

BIN = Path(sys.executable).parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
OURS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
EXAMPLES = sorted((ROOT / "docs" / "workflows").glob("*.yml"))
SHELL = sorted(
    path for path in (ROOT / "hooks").rglob("*") if path.suffix == ".sh" or path.parent.name == "git"
)
PLACEHOLDERS = {"OWNER": "someone", "COMMIT": "0" * 40, "DIGEST": "0" * 64}


def tool(name: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(BIN / name), *map(str, arguments)], capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example workflows with their placeholders filled in, in a repository."""
    root = tmp_path_factory.mktemp("examples")
    folder = root / ".github" / "workflows"
    folder.mkdir(parents=True)
    for path in EXAMPLES:
        (folder / path.name).write_text(filled(path), "utf-8")
    return root


def filled(path: Path) -> str:
    return re.sub("|".join(PLACEHOLDERS), lambda match: PLACEHOLDERS[match[0]], path.read_text("utf-8"))


def scripts(node: Any) -> Iterator[str]:
    """Each shell script in a document, wherever it stands."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in {"run", "bash", "command", "script"} and isinstance(value, str | list):
                yield "\n".join(value) if isinstance(value, list) else value
            else:
                yield from scripts(value)
    elif isinstance(node, list):
        for value in node:
            yield from scripts(value)


class TestSchemas:
    @pytest.mark.parametrize(
        ("schema", "path"),
        [
            ("github-actions", ROOT / "action.yml"),
            *[("github-workflows", path) for path in (*OURS, *EXAMPLES)],
            ("azure-pipelines", ROOT / "hooks/azure/azure-pipelines.yml"),
            ("circle-ci", ROOT / "hooks/circleci/config.yml"),
        ],
        ids=lambda one: one.name if isinstance(one, Path) else one,
    )
    def test_they_hold(self, schema: str, path: Path) -> None:
        """By the schemas that check-jsonschema carries."""
        dialect = ("--data-transform", schema, "--regex-variant", "nonunicode") if "azure" in schema else ()

        run = tool("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *dialect, path)

        assert 0 == run.returncode, run.stdout

    def test_the_gitlab_component(self, tmp_path: Path) -> None:
        """Its inputs are declared, and the job is one with them filled in."""
        text = (ROOT / "hooks" / "gitlab" / "lexbom.yml").read_text("utf-8")
        head, _ = documents = list(yaml.safe_load_all(text))
        inputs = head["spec"]["inputs"]
        job = re.sub(
            r"\$\[\[ inputs\.(\w+) \]\]",
            lambda match: str(inputs[match[1]]["default"]),
            text.partition("---\n")[2],
        )
        (tmp_path / "job.yml").write_text(job, "utf-8")

        run = tool(
            "check-jsonschema",
            "--builtin-schema",
            "vendor.gitlab-ci",
            "--data-transform",
            "gitlab-ci",
            tmp_path / "job.yml",
        )

        assert 2 == len(documents)
        assert 0 == run.returncode, run.stdout
        assert {"cyclonedx", "codequality", "junit"} == set(
            yaml.safe_load(job)["lexbom"]["artifacts"]["reports"]
        )


class TestZizmor:
    def test_ours(self) -> None:
        """Pedantic, offline, nothing found: the action, the workflows and the hooks of this repository."""
        arguments = ("--offline", "--persona=pedantic", "--strict-collection", "--no-progress", "--quiet")
        for inputs in ((ROOT / "action.yml", ROOT / ".github"), ("--collect=pre-commit", ROOT)):
            run = tool("zizmor", *arguments, *inputs)

            assert 0 == run.returncode, run.stdout + run.stderr

    def test_examples(self, examples: Path) -> None:
        """The same for what users copy."""
        run = tool(
            "zizmor",
            "--offline",
            "--persona=pedantic",
            "--strict-collection",
            "--no-progress",
            "--quiet",
            examples,
        )

        assert 0 == run.returncode, run.stdout + run.stderr


class TestShell:
    @pytest.mark.parametrize("path", SHELL, ids=lambda path: path.name)
    def test_scripts(self, path: Path) -> None:
        """shellcheck finds nothing in hooks/."""
        run = tool("shellcheck", path)

        assert 0 == run.returncode, run.stdout

    @pytest.mark.parametrize(
        "path",
        [ROOT / "action.yml", *OURS, *EXAMPLES, *sorted((ROOT / "hooks").rglob("*.yml"))],
        ids=lambda path: path.name,
    )
    def test_blocks(self, path: Path, tmp_path: Path) -> None:
        """Nor in any script inside a YAML file."""
        found = [
            script for document in yaml.safe_load_all(path.read_text("utf-8")) for script in scripts(document)
        ]
        for number, script in enumerate(found):
            (tmp_path / f"{number}.sh").write_text(script + "\n", "utf-8")

            run = tool("shellcheck", "--shell=bash", tmp_path / f"{number}.sh")

            assert 0 == run.returncode, run.stdout

    def test_the_jenkinsfile(self, tmp_path: Path) -> None:
        """Its script, and its brackets."""
        text = (ROOT / "hooks" / "jenkins" / "Jenkinsfile").read_text("utf-8")
        (tmp_path / "x.sh").write_text(text.split("'''")[1], "utf-8")

        assert 0 == tool("shellcheck", "--shell=sh", tmp_path / "x.sh").returncode
        assert [0, 0] == [text.count(opening) - text.count(closing) for opening, closing in ("{}", "()")]

    def test_options_exist(self) -> None:
        """Each option that a snippet gives to `lexbom check` is one."""
        help_text = tool("lexbom", "check", "--help").stdout
        for path in (ROOT / "hooks").rglob("*"):
            if path.is_file() and path.parent.name in {"gitlab", "azure", "jenkins", "circleci"}:
                command = re.search(r"lexbom\"? check((?:[^\n]|\\\n)*)", path.read_text("utf-8"))
                assert command
                for option in re.findall(r"(?<= )--\w[\w-]*", command[1]):
                    assert option in help_text, f"{path.name}: {option}"


class TestPromises:
    def test_ten_steps_without_logic(self) -> None:
        """Each step is one call or one action pinned by its commit, with the version beside it."""
        steps = ACTION["runs"]["steps"]
        text = (ROOT / "action.yml").read_text("utf-8")

        assert len(steps) <= 10
        assert all(len(step["run"].splitlines()) == 1 for step in steps if "run" in step)
        for step in steps:
            if "uses" in step:
                assert re.search(rf"{re.escape(step['uses'])} # v\d+\.\d+\.\d+\n", text)
                assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"])

    def test_what_is_given_to_the_command_line_exists(self) -> None:
        """Each option that the action passes on, and each word that fail-on may be, is in `lexbom check --help`."""
        from hooks.action.check import OPTIONS

        help_text = " ".join(tool("lexbom", "check", "--help").stdout.split())
        words = re.findall(r"error|warning|note|never", ACTION["inputs"]["fail-on"]["description"])

        for option in (*OPTIONS, "config", "venv", "fail-on", "baseline", "github"):
            assert f"--{option} " in help_text
        assert f"--fail-on <{'|'.join(words[:4])}>" in help_text

    def test_every_input_is_used(self) -> None:
        """And every one that is used is declared."""
        text = (ROOT / "action.yml").read_text("utf-8")

        assert set(ACTION["inputs"]) == set(re.findall(r"inputs\.([\w-]+)", text))

    def test_the_same_action_everywhere(self) -> None:
        """All our files use the same commit of an action."""
        pins: dict[str, set[str]] = {}
        for path in (ROOT / "action.yml", *OURS, *EXAMPLES):
            for name, rest in re.findall(r"uses: ([\w/-]+)@(\S+ # \S+)", path.read_text("utf-8")):
                pins.setdefault(name, set()).add(rest)

        assert {} == {name: found for name, found in pins.items() if len(found) > 1}

    @pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
    def test_examples_give_inputs_that_exist(self, path: Path) -> None:
        """A wrong name would be a warning that nobody reads."""
        for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values():
            for step in job["steps"]:
                if "lexbom" in step.get("uses", ""):
                    assert set(step.get("with", {})) <= set(ACTION["inputs"])

    def test_permissions_are_named(self) -> None:
        """An input that needs more than reading says which permission."""
        for name in ("comment", "upload-sarif", "upload-release-assets", "attest-subject"):
            assert re.search(r"permissions? [\w-]+: write", ACTION["inputs"][name]["description"])
            assert ACTION["inputs"][name].get("default", "") in {"", "never", "false"}
