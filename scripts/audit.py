# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Looks up every pin of our locks in a database of advisories with pip-audit, and says what was not looked up.

pip-audit alone ends with "No known vulnerabilities found" and 0 where its service knows none of the packages, as behind a mirror
of the index. Here a pin that has no answer is "not checked".

Exit codes: 0, nothing known or nothing could be asked; 1, a known advisory on what users install that no line of
`scripts/advisories.toml` waives, or with `--must-reach` a pin that was not checked.
"""

import argparse
import datetime
import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
WAIVERS = ROOT / "scripts" / "advisories.toml"
INSTALLED_BY_USERS = ("hooks/action/requirements.txt", "hooks/action/build-requirements.txt")
OUR_TOOLS = ("tests/requirements.txt", "scripts/audit-requirements.txt")
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)", re.MULTILINE)
SECONDS = 300


@dataclass(frozen=True)
class Waiver:
    """An advisory that was looked at and doesn't concern us, until a day."""

    id: str
    reason: str
    expires: datetime.date


@dataclass(frozen=True)
class Advisory:
    """What is known of one pin: all identifiers of it, and the versions that fix it."""

    pin: str
    ids: tuple[str, ...]
    fixed_in: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What was found out about the pins of one lock; `unchecked` maps a pin to the reason."""

    lock: str
    pins: tuple[str, ...]
    advisories: tuple[Advisory, ...]
    unchecked: dict[str, str]


def read_pins(text: str) -> tuple[str, ...]:
    """Each `name==version` of a lock, whatever its marker: users have other machines than CI."""
    return tuple(f"{name}=={version}" for name, version in PIN.findall(text))


def read_waivers(text: str) -> dict[str, Waiver]:
    """The waivers of `scripts/advisories.toml` by identifier; raises KeyError where a field is missing."""
    listed = tomllib.loads(text).get("waived", [])
    waivers = [Waiver(id=one["id"], reason=one["reason"], expires=one["expires"]) for one in listed]
    return {waiver.id: waiver for waiver in waivers}


def read_answer(lock: str, pins: tuple[str, ...], document: dict[str, Any] | None, failure: str) -> Answer:
    """Reads pip-audit's JSON; without one, no pin was checked, for the reason in `failure`."""
    listed = (document or {}).get("dependencies", [])
    answered = {f"{one['name']}=={one['version']}": one["vulns"] for one in listed if "vulns" in one}
    skipped = {one["name"]: one["skip_reason"] for one in listed if "skip_reason" in one}
    unchecked = {}
    for pin in pins:
        if pin not in answered:
            unchecked[pin] = skipped.get(pin.partition("==")[0], failure or "no answer")
    advisories = []
    for pin, vulnerabilities in answered.items():
        for one in vulnerabilities:
            ids = (one["id"], *one.get("aliases", ()))
            advisories.append(Advisory(pin=pin, ids=ids, fixed_in=tuple(one.get("fix_versions", ()))))
    return Answer(lock=lock, pins=pins, advisories=tuple(advisories), unchecked=unchecked)


def ask(lock: str, service: Sequence[str]) -> Answer:
    """Runs pip-audit on the pins of a lock; it is given names and versions alone, and installs nothing."""
    pins = read_pins((ROOT / lock).read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder, "pins.txt")
        listed.write_text("".join(f"{pin}\n" for pin in pins), "utf-8")
        command = [
            sys.executable,
            "-m",
            "pip_audit",
            "--disable-pip",
            "--no-deps",
            "--requirement",
            str(listed),
        ]
        command += ["--format", "json", "--aliases", "on", "--progress-spinner", "off", *service]
        try:
            run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return read_answer(lock, pins, None, f"no answer within {SECONDS} s")
    try:
        document = json.loads(run.stdout)
    except ValueError:
        said = run.stderr.strip().splitlines() or [f"pip-audit ended with {run.returncode}"]
        return read_answer(lock, pins, None, said[-1])
    return read_answer(lock, pins, document, "")


def describe_unchecked(answer: Answer) -> str:
    """One line for all pins of a lock that have no answer, with the first one's reason."""
    first, reason = next(iter(answer.unchecked.items()))
    return f"{answer.lock}: not checked: {len(answer.unchecked)} of {len(answer.pins)} pins ({first}: {reason[:300]})"


def describe_advisory(advisory: Advisory, waiver: Waiver | None, today: datetime.date) -> str:
    """One line for an advisory, with what a waiver says of it."""
    line = f"{advisory.pin}: {', '.join(advisory.ids)}"
    if advisory.fixed_in:
        line += f"; fixed in {', '.join(advisory.fixed_in)}"
    if waiver is None:
        return line
    if waiver.expires < today:
        return f"{line}; the waiver ended on {waiver.expires}: {waiver.reason}"
    return f"{line}; waived until {waiver.expires}: {waiver.reason}"


def find_waiver(advisory: Advisory, waivers: dict[str, Waiver]) -> Waiver | None:
    """The waiver that names any identifier of the advisory."""
    return next((waivers[name] for name in advisory.ids if name in waivers), None)


def is_open(advisory: Advisory, waivers: dict[str, Waiver], today: datetime.date) -> bool:
    """Whether no waiver that is still in force names the advisory."""
    waiver = find_waiver(advisory, waivers)
    return waiver is None or waiver.expires < today


def describe(answer: Answer, waivers: dict[str, Waiver], today: datetime.date) -> list[str]:
    """What is printed about one lock."""
    checked = len(answer.pins) - len(answer.unchecked)
    lines = []
    if answer.unchecked:
        lines.append(describe_unchecked(answer))
    if checked:
        lines.append(f"{answer.lock}: {checked} pins checked, {len(answer.advisories)} advisories")
    for advisory in answer.advisories:
        lines.append("  " + describe_advisory(advisory, find_waiver(advisory, waivers), today))
    return lines


def exit_code(
    answers: Iterable[Answer], waivers: dict[str, Waiver], today: datetime.date, *, must_reach: bool
) -> int:
    """1 for an open advisory on what users install, and with `must_reach` for a pin that was not checked."""
    for answer in answers:
        if must_reach and answer.unchecked:
            return 1
        if answer.lock in INSTALLED_BY_USERS and any(
            is_open(one, waivers, today) for one in answer.advisories
        ):
            return 1
    return 0


def main() -> int:
    """Asks about every lock and prints the answers."""
    parser = argparse.ArgumentParser(description="Looks up our locks in a database of advisories.")
    parser.add_argument("--must-reach", action="store_true", help="fail if anything could not be checked")
    parser.add_argument("--osv-url", help="ask this service of the OSV API instead of the index, as a mirror")
    options = parser.parse_args()
    service = ["--vulnerability-service", "osv", "--osv-url", options.osv_url] if options.osv_url else []
    waivers = read_waivers(WAIVERS.read_text("utf-8"))
    today = datetime.datetime.now(tz=datetime.UTC).date()

    answers = [ask(lock, service) for lock in (*INSTALLED_BY_USERS, *OUR_TOOLS)]
    for answer in answers:
        print("\n".join(describe(answer, waivers, today)))
        if answer.unchecked and "GITHUB_ACTIONS" in os.environ:
            print(f"::warning title=Advisories::{describe_unchecked(answer)}")
    return exit_code(answers, waivers, today, must_reach=options.must_reach)


if __name__ == "__main__":
    sys.exit(main())
