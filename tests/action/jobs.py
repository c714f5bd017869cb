# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What jobs that run the action work on: stand-ins, products and git repositories."""

import os
import ssl
import subprocess
from pathlib import Path

import samples
from action.runner import Stub

ROOT = Path(__file__).parents[2]
NC_CARD = "---\nlicense: cc-by-nc-4.0\nlibrary_name: x\n---\n"
CONFIG = '[product]\nname = "p"\nmarkets = ["EU"]\n'


def stand_ins() -> dict[str, Stub]:
    """For the actions that ours uses."""
    return {
        "actions/setup-python": lambda _: {"python-path": "/no/python"},
        "actions/upload-artifact": lambda _: {},
        "github/codeql-action/upload-sarif": lambda _: {},
        "actions/attest": lambda _: {},
    }


def machine() -> dict[str, str]:
    """How this machine reaches its package index."""
    prefixes = ("PIP_", "UV_", "SSL_", "REQUESTS_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
    given = {name: value for name, value in os.environ.items() if name.upper().startswith(prefixes)}
    if ssl.get_default_verify_paths().cafile:
        given.setdefault(
            "UV_SYSTEM_CERTS", "1"
        )  # else uv knows the certificates alone that it was built with
    return given


def product(root: Path, **files: bytes | str) -> Path:
    """A product's folder; `__` in a name stands for a dot."""
    root.mkdir(parents=True, exist_ok=True)
    for name, content in {"lexbom__toml": CONFIG, **files}.items():
        (root / name.replace("__", ".")).write_bytes(
            content.encode() if isinstance(content, str) else content
        )
    return root


def failing(root: Path) -> Path:
    """A product with one error: weights that commerce must not use."""
    return product(root, README__md=NC_CARD, w__onnx=samples.onnx())


def git(folder: Path, *arguments: str) -> str:
    """What git says, without anybody's configuration."""
    identity = {
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.org",
        "PATH": "/usr/local/bin:/usr/bin:/bin",
    }
    command = ["git", "-C", str(folder), *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=identity)
    assert 0 == done.returncode, done.stderr
    return done.stdout.strip()


def repository(root: Path) -> Path:
    """Everything in the folder as the first commit of a repository, on the branch main."""
    git(root, "init", "--quiet", "--initial-branch=main")
    return commit(root, "First")


def commit(root: Path, message: str) -> Path:
    """Everything in the folder as a new commit."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)
    return root
