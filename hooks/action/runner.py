# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a runner gives to a step, and what it takes from one."""

import json
import os
import uuid
from pathlib import Path
from typing import Any


def given(name: str) -> str:
    """An input of the action, or what another step handed over; empty if it was not given."""
    return os.environ.get(f"LEXBOM_{name}", "")


def event() -> dict[str, Any]:
    """What started the workflow, as GitHub describes it; empty elsewhere."""
    path = Path(os.environ.get("GITHUB_EVENT_PATH", ""))
    read = json.loads(path.read_bytes()) if path.is_file() else {}
    return read if isinstance(read, dict) else {}


def output(name: str, value: object) -> None:
    """Set an output of the step; nothing in its value can set another one."""
    end = f"end-{uuid.uuid4()}"
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"{name}<<{end}\n{value}\n{end}\n")


def annotate(level: str, message: str) -> None:
    """One line in the list of annotations: error, warning or notice."""
    escaped = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    print(f"::{level} title=lexbom::{escaped}", flush=True)


def clipped(text: str, most: int, notice: str) -> str:
    """At most this many bytes of UTF-8, cut after a whole line, with the notice at the end if something was cut."""
    content = text.encode()
    if len(content) <= most:
        return text
    kept = content[: most - len(notice.encode()) - 2]
    return kept[: kept.rfind(b"\n") + 1].decode("utf-8", "ignore") + f"\n{notice}\n"
