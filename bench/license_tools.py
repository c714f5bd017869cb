# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""One licence detector over many files: `python license_tools.py lexbom|scancode|askalono|identify < files.json > answers.json`.

Run by `licenses.py` in a process of its own, under whichever interpreter has the tool, so that time and memory are the tool's.
"""

import json
import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

Detect = Callable[[str], list[str]]


def lexbom() -> Detect:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from compliance.licensing.matching.identify import identify_license

    return lambda path: list(identify_license(Path(path).read_text("utf-8", "replace")))


def scancode() -> Detect:
    from scancode.api import get_licenses  # type: ignore[import-not-found,unused-ignore]

    return lambda path: _ids(get_licenses(path)["detected_license_expression_spdx"])


def askalono() -> Detect:
    import askalono as tool  # type: ignore[import-not-found,unused-ignore]

    def detect(path: str) -> list[str]:
        found = tool.identify(Path(path).read_text("utf-8", "replace"))
        return [found.name] if found else []

    return detect


def identify() -> Detect:
    from identify.identify import license_id  # type: ignore[import-not-found,unused-ignore]

    def detect(path: str) -> list[str]:
        found = license_id(path)
        return [found] if found else []

    return detect


TOOLS = {"lexbom": lexbom, "scancode": scancode, "askalono": askalono, "identify": identify}


def _ids(expression: str | None) -> list[str]:
    return sorted(
        {part.strip(" ()") for part in re.split(r" AND | OR ", expression or "") if part.strip(" ()")}
    )


def main() -> None:
    files: list[str] = json.load(sys.stdin)
    begin = time.perf_counter()
    detect = TOOLS[sys.argv[1]]()
    detect(files[0])
    started = time.perf_counter() - begin
    answers, times = {}, []
    for path in files:
        begin = time.perf_counter()
        try:
            answers[path] = detect(path)
        except Exception as error:  # noqa: BLE001 - a tool that fails on a file has no answer for it
            print(f"{path}: {error}", file=sys.stderr)
            answers[path] = []
        times.append((time.perf_counter() - begin) * 1000)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump({"answers": answers, "ms": times, "start_ms": started * 1000, "memory_mb": memory}, sys.stdout)


if __name__ == "__main__":
    main()
