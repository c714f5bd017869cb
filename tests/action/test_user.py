# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Somebody who follows the README: from an empty repository to a failing pull request, and back to green."""

import re
import shutil
from pathlib import Path
from typing import Any

import generate
import pytest
import samples
import yaml
from action.conftest import NewJob
from action.jobs import NC_CARD, ROOT, commit, git, repository
from action.runner import Run
from action.test_hooks import HOOKS

README = (ROOT / "README.md").read_text("utf-8")
WORKFLOWS = {
    next(iter(one[True])): one
    for block in re.findall(r"```yaml\n(name: .*?)```", README, re.DOTALL)
    for one in [yaml.safe_load(block)]
}
"""The README's workflows by the first event they run on. YAML reads `on` as true."""


def step(event: str, action: str) -> dict[str, str]:
    """What the README's workflow gives to an action."""
    (job,) = WORKFLOWS[event]["jobs"].values()
    given: dict[str, Any] = next(
        one.get("with", {}) for one in job["steps"] if one.get("uses", "").startswith(action)
    )
    return {name.replace("-", "_"): str(value) for name, value in given.items()}


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A new repository with one file."""
    root = tmp_path / "origin"
    root.mkdir()
    (root / "main.py").write_text("print('Hello')\n", "utf-8")
    return repository(root)


def pull_request(origin: Path, make: NewJob, tmp_path: Path, number: int) -> Run:
    """What GitHub does for the branch `change`: a merge, a shallow checkout of it, the workflow of the README."""
    base = git(origin, "rev-parse", "main")
    git(origin, "checkout", "--quiet", "--detach", base)
    git(origin, "merge", "--quiet", "--no-ff", "--message", "Merge", "change")
    git(origin, "update-ref", f"refs/pull/{number}/merge", "HEAD")
    git(origin, "checkout", "--quiet", "change")
    checkout = tmp_path / "work" / "product"
    shutil.rmtree(checkout, ignore_errors=True)
    checkout.mkdir(parents=True)
    git(checkout, "init", "--quiet")
    git(
        checkout,
        "fetch",
        "--quiet",
        f"--depth={step('pull_request', 'actions/checkout')['fetch_depth']}",
        f"file://{origin}",
        f"+refs/pull/{number}/merge:refs/remotes/pull/{number}/merge",
    )
    git(checkout, "checkout", "--quiet", "--detach", f"refs/remotes/pull/{number}/merge")
    event = {"pull_request": {"number": number, "base": {"sha": base}}}
    unreachable = {"GITHUB_API_URL": "http://127.0.0.1:9"}
    return make(checkout, "pull_request", event, **unreachable).run(**step("pull_request", "OWNER/lexbom"))


def test_to_a_failing_pull_request_and_back(job: NewJob, origin: Path, tmp_path: Path) -> None:
    """A first push passes; weights that commerce must not use fail the change that brings them; the README's waiver helps."""
    assert not job(origin).run(**step("push", "OWNER/lexbom")).failed

    git(origin, "checkout", "--quiet", "-b", "change")
    (origin / "voice").mkdir()
    (origin / "voice" / "README.md").write_text(NC_CARD, "utf-8")
    (origin / "voice" / "voice.onnx").write_bytes(samples.onnx())
    commit(origin, "A voice")
    failed = pull_request(origin, job, tmp_path, 1)

    assert (True, "1") == (failed.failed, failed.outputs["errors"])
    assert "use-noncommercial" in failed.summary
    (error,) = [command for command in failed.commands if command["name"] == "error"]
    assert "file=voice/README.md" in error["properties"]

    waiver = re.search(r"(?ms)^\[\[waivers\]\].*?(?=^```|^\[)", README)
    assert waiver
    named = re.search(r"use-noncommercial \| (\S+): ", failed.summary)
    assert named
    text = waiver[0].replace("pkg:pypi/somevad", named[1]).replace("2027-10-02", "9999-01-01")
    (origin / "lexbom.toml").write_text(text, "utf-8")
    commit(origin, "We have a licence")
    green = pull_request(origin, job, tmp_path, 1)

    assert (False, "0") == (green.failed, green.outputs["errors"]), green.log


def test_what_was_there_before_stays_out_of_the_way(job: NewJob, origin: Path, tmp_path: Path) -> None:
    """A product with old errors takes up lexbom without fixing them first."""
    (origin / "README.md").write_text(NC_CARD, "utf-8")
    (origin / "old.onnx").write_bytes(samples.onnx())
    commit(origin, "Old")
    git(origin, "checkout", "--quiet", "-b", "change")
    (origin / "main.py").write_text("print('Hello again')\n", "utf-8")
    commit(origin, "Change")

    run = pull_request(origin, job, tmp_path, 2)

    assert (False, "0") == (run.failed, run.outputs["new"]), run.log


def test_permissions_in_the_readme() -> None:
    """Each job has what its inputs need, and the table names each permission that an input's description names."""
    needs = {
        "comment": {"pull-requests"},
        "upload_release_assets": {"contents"},
        "attest_subject": {"id-token", "attestations"},
        "upload_sarif": {"security-events"},
    }
    for event, workflow in WORKFLOWS.items():
        (one,) = workflow["jobs"].values()
        writable = {name for name, level in one["permissions"].items() if level == "write"}

        assert writable == {name for given in step(event, "OWNER/lexbom") for name in needs.get(given, set())}
    assert all(f"`{name}: write`" in README for names in needs.values() for name in names)


def test_the_hooks_in_the_readme() -> None:
    """Are those that there are."""
    (block,) = re.findall(r"```yaml\n(repos:.*?)```", README, re.DOTALL)
    (entry,) = yaml.safe_load(block)["repos"]

    assert list(HOOKS) == [hook["id"] for hook in entry["hooks"]]


@pytest.mark.parametrize("page", ["README.md", "docs/ci.md"])
def test_the_pages_show_what_there_is(page: str) -> None:
    """Inputs, outputs and workflows are those of the files that run: `make docs` was called."""
    text = (ROOT / page).read_text("utf-8")

    assert generate.ci(text) == text
