# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A small runner for composite actions: real bash steps and real command files, recorded stand-ins for `uses`.

What it doesn't know is an error: an undefined input, step or output, an unknown context or function.
"""

import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from action.expressions import Scope, evaluate, filled

_SET = re.compile(
    r"(?P<name>[^=<\n]+)(?:=(?P<value>[^\n]*)|<<(?P<end>[^\n]+)\n(?P<text>.*?)\n?(?P=end))(?:\n|\Z)",
    re.DOTALL,
)
_COMMAND = re.compile(r"::(?P<name>[a-z-]+)(?: (?P<properties>.*?))?::(?P<text>.*)")

Stub = Callable[[dict[str, str]], dict[str, str]]
"""Takes what a step is given `with`, gives its outputs."""


@dataclass
class Step:
    """What became of a step."""

    name: str
    outcome: str
    outputs: dict[str, str] = field(default_factory=dict)
    log: str = ""
    given: dict[str, str] = field(default_factory=dict)
    """For a stand-in: its `with`."""
    code: int = 0


@dataclass
class Run:
    """What became of an action."""

    steps: list[Step]
    outputs: dict[str, str]
    summary: str
    environment: str
    """What was written to GITHUB_ENV and GITHUB_PATH."""
    commands: list[dict[str, str]]
    """Workflow commands that the runner would have obeyed."""

    @property
    def failed(self) -> bool:
        return any(step.outcome == "failure" for step in self.steps)

    @property
    def log(self) -> str:
        return "\n".join(step.log for step in self.steps)

    def used(self, action: str) -> list[dict[str, str]]:
        """What the stand-ins of an action were given."""
        return [step.given for step in self.steps if step.given.get("uses", "").startswith(action)]

    def step(self, name: str) -> Step:
        return next(step for step in self.steps if step.name == name)


@dataclass
class Job:
    """One job on a runner: several actions may run in it, one after the other."""

    action: Path
    workspace: Path
    temporary: Path
    github: dict[str, Any] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    stubs: dict[str, Stub] = field(default_factory=dict)

    def run(self, **inputs: str) -> Run:
        """Run the action with these inputs; underscores stand for dashes."""
        document = yaml.safe_load((self.action / "action.yml").read_text("utf-8"))
        declared = {name: str((what or {}).get("default", "")) for name, what in document["inputs"].items()}
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        assert given.keys() <= declared.keys(), f"unknown inputs: {sorted(given.keys() - declared.keys())}"
        context: dict[str, Any] = {
            "inputs": declared | given,
            "github": {"job": "check", "token": "the-token", "workspace": str(self.workspace), **self.github},
            "strategy": {"job-index": 0, "job-total": 1},
            "runner": {"os": "Linux", "temp": str(self.temporary)},
            "steps": {},
        }
        done = Run([], {}, "", "", [])
        for number, step in enumerate(document["runs"]["steps"]):
            context["steps"] |= self._one(step, number, context, done)
        done.outputs = {
            name: str(filled(what["value"], Scope(context))) for name, what in document["outputs"].items()
        }
        return done

    def _one(self, step: dict[str, Any], number: int, context: dict[str, Any], done: Run) -> dict[str, Any]:
        name = step.get("name", f"step {number}")
        scope = Scope(context, failed=done.failed)
        condition = str(step.get("if", "success()")).removeprefix("${{").removesuffix("}}")
        wanted = evaluate(condition, scope)
        if not re.search(r"\b(always|cancelled|failure|success)\(", condition):
            wanted = wanted and not done.failed
        if not wanted:
            result = Step(name, "skipped")
        elif "uses" in step:
            result = self._used(name, step, scope)
        else:
            result = self._ran(name, step, scope, done)
        done.steps.append(result)
        if "id" not in step:
            return {}
        return {step["id"]: {"outputs": result.outputs, "outcome": result.outcome, "skipped": not wanted}}

    def _used(self, name: str, step: dict[str, Any], scope: Scope) -> Step:
        given = {key: str(filled(str(value), scope)) for key, value in step.get("with", {}).items()}
        action = step["uses"].partition("@")[0]
        assert action in self.stubs, f"no stand-in for {action}"
        try:
            outputs, outcome = self.stubs[action](given), "success"
        except RuntimeError:
            outputs, outcome = {}, "failure"
        return Step(name, outcome, outputs, given={**given, "uses": step["uses"]})

    def _ran(self, name: str, step: dict[str, Any], scope: Scope, done: Run) -> Step:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"], f"{name}: an expression inside a script can be injected into"
        files = {
            kind: self.temporary / f"_{kind}" for kind in ("OUTPUT", "ENV", "PATH", "STEP_SUMMARY", "STATE")
        }
        for path in files.values():
            path.write_text("", "utf-8")
        script = self.temporary / "_script.sh"
        script.write_text(step["run"], "utf-8")
        environment = (
            {
                "PATH": os.environ["PATH"],
                "HOME": str(self.temporary),
                "RUNNER_TEMP": str(self.temporary),
                "GITHUB_WORKSPACE": str(self.workspace),
                "GITHUB_ACTION_PATH": str(self.action),
                "GITHUB_ACTIONS": "true",
                "CI": "true",
            }
            | self.environment
            | {f"GITHUB_{kind}": str(path) for kind, path in files.items()}
            | {key: str(filled(str(value), scope)) for key, value in step.get("env", {}).items()}
        )
        ran = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=300,
        )
        log = ran.stdout.decode("utf-8")
        done.summary += files["STEP_SUMMARY"].read_text("utf-8")
        done.environment += files["ENV"].read_text("utf-8") + files["PATH"].read_text("utf-8")
        done.commands += obeyed(log)
        outcome = "failure" if ran.returncode else "success"
        return Step(name, outcome, outputs_in(files["OUTPUT"].read_text("utf-8")), log, code=ran.returncode)


def outputs_in(text: str) -> dict[str, str]:
    """The values in a GITHUB_OUTPUT file, in both of its forms."""
    found, at = {}, 0
    while at < len(text):
        match = _SET.match(text, at)
        assert match, f"not understood: {text[at : at + 80]!r}"
        found[match["name"]] = match["value"] if match["value"] is not None else match["text"]
        at = match.end()
    return found


def obeyed(log: str) -> list[dict[str, str]]:
    """The workflow commands of a log, without those between stop-commands and its token."""
    commands: list[dict[str, str]] = []
    token = ""
    for line in log.splitlines():
        match = _COMMAND.match(line)
        if token:
            token = "" if line == f"::{token}::" else token
        elif match and match["name"] == "stop-commands":
            token = match["text"]
        elif match:
            commands.append(
                {"name": match["name"], "properties": match["properties"] or "", "text": match["text"]}
            )
    return commands
