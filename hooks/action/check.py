# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The step Check: runs `lexbom check`, prints what it says, and sets the outputs. It ends with 0 whatever was found; the last step fails."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

from compliance.report.formats.markdown import escape_markdown
from hooks.action import runner
from hooks.action.baseline import Baseline, find

SUMMARY_LIMIT = 1 << 20
"""Bytes that GitHub shows of the summary of one step (docs.github.com, workflow commands)."""
USAGE = 2
LEXBOM = [
    sys.executable,
    "-I",
    "-X",
    "utf8",
    "-c",
    "import sys; sys.argv[0] = 'lexbom'; from compliance.cli import main; main()",
]
_ANNOTATION = re.compile(r"::(?:error|warning|notice)(?: [^:]*)?::.")
_MARKDOWN = "report.md"
OPTIONS = {
    "sbom": "sbom.cdx.json",
    "html": "report.html",
    "sarif": "report.sarif",
    "json": "report.json",
    "markdown": _MARKDOWN,
}
_OUTPUTS = {
    "sbom-file": OPTIONS["sbom"],
    "report-file": OPTIONS["html"],
    "sarif-file": OPTIONS["sarif"],
    "json-file": OPTIONS["json"],
}


def main() -> None:
    """Check, and hand over."""
    folder, number = work_folder(Path(os.environ["RUNNER_TEMP"]))
    against = find(folder.with_name(f"{folder.name}-base"), LEXBOM)
    if against.said and not against.file:
        runner.annotate("notice", against.said)
    code = check(folder, against)
    report = _report(folder / _OUTPUTS["json-file"])
    made = {name: str(folder / file) for name, file in _OUTPUTS.items() if (folder / file).is_file()}
    try:
        given = placed(made)
    except OSError as error:
        runner.annotate("error", f"A file can't be written where an input asks for it: {error}")
        given, code = {}, USAGE
    for name in _OUTPUTS:
        runner.output(name, given.get(name, made.get(name, "")))
    for name, value in numbers(report).items():
        runner.output(name, value)
    runner.output("exit-code", code)
    runner.output("folder", folder)
    name = runner.given("INPUT_ARTIFACT_NAME")
    runner.output("artifact-name", name if number == 1 else f"{name}-{number}")
    write_page(folder, against, code)


def work_folder(temporary: Path) -> tuple[Path, int]:
    """A folder for this run of the action, and how many runs this job has had."""
    number = 1
    while (folder := temporary / f"lexbom-run-{number}").exists():
        number += 1
    folder.mkdir()
    return folder, number


def check(folder: Path, against: Baseline) -> int:
    """Run `lexbom check`; its text can't give the runner commands, its annotations are passed on."""
    try:
        extra = shlex.split(runner.given("INPUT_EXTRA_ARGS"))
    except ValueError as error:
        runner.annotate("error", f"The input extra-args can't be split: {error}")
        return USAGE
    files = [f"--{option}={folder / name}" for option, name in OPTIONS.items()]
    choices = {
        "config": runner.given("INPUT_CONFIG"),
        "venv": runner.given("INPUT_VENV"),
        "fail-on": runner.given("INPUT_FAIL_ON"),
        "baseline": against.file,
    }
    options = [f"--{name}={value}" for name, value in choices.items() if value]
    annotations = ["--github"] if runner.given("INPUT_ANNOTATIONS") == "true" else []
    command = [*LEXBOM, "check", *files, *options, *annotations, *extra, "--", runner.given("INPUT_PATH")]
    done = subprocess.run(command, capture_output=True, check=False)
    said, errors = (stream.decode("utf-8", "replace").splitlines() for stream in (done.stdout, done.stderr))
    _pass_on([*errors, *said])
    if done.returncode >= USAGE and errors:
        runner.annotate("error", errors[-1].removeprefix("lexbom: "))
    return done.returncode


def _pass_on(lines: list[str]) -> None:
    wanted = runner.given("INPUT_ANNOTATIONS") == "true"
    annotations = [line for line in lines if wanted and _ANNOTATION.match(line)]
    token = uuid.uuid4()
    text = [line for line in lines if line not in annotations]
    print(f"::stop-commands::{token}", *text, f"::{token}::", *annotations, sep="\n", flush=True)


def _report(path: Path) -> dict[str, Any]:
    read = json.loads(path.read_bytes()) if path.is_file() else {}
    return read if isinstance(read, dict) else {}


def numbers(report: dict[str, Any]) -> dict[str, object]:
    """The verdict and how much of what; empty where there is no report."""
    counts, compared = report.get("counts", {}), report.get("baseline") or {}
    return {
        "verdict": report.get("verdict", ""),
        "errors": counts.get("error", ""),
        "warnings": counts.get("warning", ""),
        "new": compared.get("new", ""),
        "components": len(report["components"]) if report else "",
    }


def placed(made: dict[str, str]) -> dict[str, str]:
    """Copies of the files that inputs ask for, by output; what says the same already is left alone.

    Raises:
        OSError: one can't be written.
    """
    asked = {name: runner.given(f"INPUT_{name.upper().replace('-', '_')}") for name in made}
    targets = {name: target for name, target in asked.items() if target}
    for name, target in targets.items():
        source, path = Path(made[name]), Path(target)
        if _through_link(path):
            raise OSError(f"{target} leads through a link, which could point anywhere")
        if not (path.is_file() and path.read_bytes() == source.read_bytes()):
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, path)
    return targets


def _through_link(path: Path) -> bool:
    """Whether a link in the workspace, which a change can bring, leads the file elsewhere than its name says."""
    named, workspace = Path(os.path.normpath(Path.cwd() / path)), Path(os.environ["GITHUB_WORKSPACE"])
    bases = [base for base in (workspace, workspace.resolve()) if named.is_relative_to(base)]
    return any(path.resolve() != base.resolve() / named.relative_to(base) for base in bases)


def write_page(folder: Path, against: Baseline, code: int) -> None:
    """The Markdown report with what it was compared with, for the job summary and for comments."""
    page = folder / _MARKDOWN
    text = page.read_text("utf-8") if page.is_file() else _failed(code)
    page.write_text(f"{text}\n{escape_markdown(against.said)}\n" if against.said else text, "utf-8")
    if runner.given("INPUT_SUMMARY") == "true":
        cut = "The rest does not fit here; the artifact and the output report-file have the whole report."
        with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8", newline="\n") as summary:
            summary.write(runner.clipped(page.read_text("utf-8"), SUMMARY_LIMIT - 1, cut))


def _failed(code: int) -> str:
    return f"## ❌ lexbom could not check\n\nIt ended with {code}; the log of the step Check says why.\n"


if __name__ == "__main__":
    main()
