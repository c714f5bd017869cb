# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Jobs that run the action of this repository. The action is installed once, for real."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from action.jobs import ROOT, git, machine, stand_ins
from action.runner import Job, Stub

NewJob = Callable[..., Job]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a runner on which the action has been installed."""
    temporary = tmp_path_factory.mktemp("runner")
    workspace = tmp_path_factory.mktemp("nothing")
    done = Job(ROOT, workspace, temporary, {"event_name": "push"}, machine(), stand_ins()).run()
    assert done.step("Install lexbom").outcome == "success", done.log
    return temporary


@pytest.fixture
def job(installed: Path, tmp_path: Path) -> NewJob:
    """Makes a job in a workspace, on a runner with the action's environment in place."""

    def make(
        workspace: Path,
        event_name: str = "push",
        event: dict[str, Any] | None = None,
        stubs: dict[str, Stub] | None = None,
        **environment: str,
    ) -> Job:
        temporary = tmp_path / "runner temp"
        temporary.mkdir(exist_ok=True)
        for venv in installed.glob("lexbom-*"):
            link = temporary / venv.name
            if (venv / "installed").exists() and not link.exists():
                link.symlink_to(venv)
        (temporary / "event.json").write_text(json.dumps(event or {}), "utf-8")
        known = {
            "GITHUB_EVENT_NAME": event_name,
            "GITHUB_EVENT_PATH": str(temporary / "event.json"),
            "GITHUB_REPOSITORY": "owner/product",
            "GITHUB_SHA": git(workspace, "rev-parse", "HEAD") if (workspace / ".git").is_dir() else "",
        }
        return Job(ROOT, workspace, temporary, {}, known | environment, stand_ins() | (stubs or {}))

    return make
