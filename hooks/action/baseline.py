# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a pull request is compared with: the BOM that its base holds, else a scan of its base."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from hooks.action import runner

_EVENTS = {"pull_request", "pull_request_target", "merge_group"}
_EVERYTHING = "everything is judged, not only what is new."
_SETTINGS = (
    "safe.directory=*",
    "safe.bareRepository=explicit",  # a folder of the change that looks like a repository is none
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
)
"""Git runs nothing that a change brings: hooks, or commands in the configuration of a repository inside it."""


@dataclass(frozen=True)
class Baseline:
    """A document to compare with; no file if there is none."""

    file: str = ""
    said: str = ""
    """One sentence for people."""


def find(folder: Path, lexbom: list[str]) -> Baseline:
    """The input `baseline` if it is given; on pull requests and in merge queues what the base has; else nothing.

    `folder` is where a copy of the base may be put; `lexbom` is the command that scans it. Nothing is fetched.
    """
    asked = runner.given("INPUT_BASELINE")
    if asked == "none":
        return Baseline(said=f"The input baseline is none: {_EVERYTHING}")
    if asked:
        return Baseline(asked, f"Compared with {asked}.")
    if os.environ.get("GITHUB_EVENT_NAME") not in _EVENTS:
        return Baseline()
    product = Path(runner.given("INPUT_PATH") or ".")
    top = _git(product if product.is_dir() else product.parent, "rev-parse", "--show-toplevel")
    commit = _base_commit(Path(top)) if top else ""
    if not commit:
        lacking = "this checkout lacks the base commit; with fetch-depth: 2 actions/checkout brings it"
        why = lacking if top else "there is no git, or no repository for it; a container's image needs git"
        return Baseline(said=f"No baseline: {why}. So {_EVERYTHING}")
    folder.mkdir()
    return _held(Path(top), commit, product, folder) or _scanned(Path(top), commit, product, folder, lexbom)


def _base_commit(top: Path) -> str:
    """The commit that the change is compared with, if this checkout has it.

    For a pull request GitHub checks out a merge of its own, GITHUB_SHA, whose first parent is the base. A merge that somebody made in the
    branch says nothing of the base.
    """
    ours = _git(top, "rev-parse", "HEAD") == os.environ.get("GITHUB_SHA")
    merged = ours and _git(top, "rev-parse", "--verify", "--quiet", "HEAD^2")
    event = runner.event()
    candidates = [
        "HEAD^1" if merged and os.environ["GITHUB_EVENT_NAME"] == "pull_request" else "",
        str(event.get("pull_request", {}).get("base", {}).get("sha", "")),
        str(event.get("merge_group", {}).get("base_sha", "")),
    ]
    known = (
        _git(top, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}") for name in candidates if name
    )
    return next((commit for commit in known if commit), "")


def _held(top: Path, commit: str, product: Path, folder: Path) -> Baseline | None:
    """The BOM that is committed at the base."""
    asked = runner.given("INPUT_SBOM_FILE")
    for file in (Path(asked) if asked else None, product / "sbom.cdx.json" if product.is_dir() else product):
        inside = _inside(top, file) if file else ""
        if inside and (content := _show(top, f"{commit}:{inside}")):
            copy = folder / "sbom.cdx.json"
            copy.write_bytes(content)
            return Baseline(str(copy), f"Compared with {inside} of the base, {commit[:12]}.")
    return None


def _scanned(top: Path, commit: str, product: Path, folder: Path, lexbom: list[str]) -> Baseline:
    """A BOM made of the base's files, laid out in a folder of the same name."""
    if runner.given("INPUT_VENV"):
        why = "with venv, a scan of the base would see today's packages; commit the BOM, or give the input baseline"
        return Baseline(said=f"No baseline: {why}. So {_EVERYTHING}")
    files, bom = folder / top.name, folder / "base.cdx.json"
    index = {"GIT_INDEX_FILE": str(folder / "index"), "GIT_LFS_SKIP_SMUDGE": "1"}
    _git(top, "read-tree", commit, **index)
    _git(top, "checkout-index", "--all", f"--prefix={files.as_posix()}/", **index)
    asked = runner.given("INPUT_CONFIG")
    config = files / _inside(top, Path(asked)) if asked else None
    options = [f"--config={config}"] if config and config.is_file() else []
    command = [
        *lexbom,
        "sbom",
        "--quiet",
        f"--output={bom}",
        *options,
        "--",
        str(files / _inside(top, product)),
    ]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        why = (
            " ".join(done.stderr.decode("utf-8", "replace").split()) or f"lexbom ended with {done.returncode}"
        )
        return Baseline(
            said=f"No baseline: the base {commit[:12]} can't be scanned ({why}). So {_EVERYTHING}"
        )
    return Baseline(str(bom), f"Compared with a scan of the base, {commit[:12]}.")


def _inside(top: Path, path: Path) -> str:
    """The path as git names it in the repository at `top`; empty if it lies elsewhere."""
    full = path.resolve()
    return full.relative_to(top.resolve()).as_posix() if full.is_relative_to(top.resolve()) else ""


def _git(folder: Path, *arguments: str, **environment: str) -> str:
    return _run(folder, arguments, environment).decode("utf-8", "replace").strip()


def _show(folder: Path, name: str) -> bytes:
    return _run(folder, ("cat-file", "blob", name), {})


def _run(folder: Path, arguments: tuple[str, ...], environment: dict[str, str]) -> bytes:
    """What git says; nothing if it fails. In a container job the checkout belongs to another user, which git has to be told is right."""
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    command = ["git", *settings, "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=os.environ | environment)
    except OSError:  # no git on this machine
        return b""
    return b"" if done.returncode else done.stdout
