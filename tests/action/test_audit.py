# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`make audit`: what is known is said, what is waived is said, and what could not be asked is never green."""

import datetime
import http.server
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import audit
import pytest
from action.jobs import ROOT
from action.locks import ALL, read_lock

TODAY = datetime.date(2030, 1, 2)
LOCK = audit.INSTALLED_BY_USERS[0]
PINS = ("alpha==1.0", "beta==2.0")
CLEAN = {"name": "beta", "version": "2.0", "vulns": []}
KNOWN = {
    "name": "alpha",
    "version": "1.0",
    "vulns": [{"id": "PYSEC-2030-1", "aliases": ["CVE-2030-1"], "fix_versions": ["1.1"], "description": ""}],
}
SKIPPED = {
    "name": "alpha",
    "skip_reason": "Dependency not found on PyPI and could not be audited: alpha (1.0)",
}
AUDIT_PYTHON = ROOT / ".demo" / "audit" / "bin" / "python"


def answer(*dependencies: dict[str, Any], lock: str = LOCK) -> audit.Answer:
    """What pip-audit's JSON says about alpha and beta."""
    return audit.read_answer(lock, PINS, {"dependencies": list(dependencies)}, "")


def waived(until: str) -> dict[str, audit.Waiver]:
    """The known advisory, waived by its alias."""
    text = f'[[waived]]\nid = "CVE-2030-1"\nreason = "Not called."\nexpires = {until}\n'
    return audit.read_waivers(text)


def code(
    given: audit.Answer, waivers: dict[str, audit.Waiver] | None = None, *, must_reach: bool = False
) -> int:
    return audit.exit_code([given], waivers or {}, TODAY, must_reach=must_reach)


class TestAnswers:
    def test_an_advisory_fails(self) -> None:
        """The line has all names of it, and the version that fixes it."""
        given = answer(KNOWN, CLEAN)

        assert 1 == code(given)
        assert "  alpha==1.0: PYSEC-2030-1, CVE-2030-1; fixed in 1.1" in audit.describe(given, {}, TODAY)

    def test_one_on_our_tools_is_said(self) -> None:
        """It reaches no user, so it fails nothing."""
        given = answer(KNOWN, CLEAN, lock=audit.OUR_TOOLS[0])

        assert 0 == code(given)
        assert "CVE-2030-1" in "\n".join(audit.describe(given, {}, TODAY))

    @pytest.mark.parametrize(
        ("until", "expected", "said"),
        [
            ("2030-01-02", 0, "; waived until 2030-01-02: Not called."),
            ("2030-01-01", 1, "; the waiver ended on 2030-01-01: Not called."),
        ],
    )
    def test_a_waiver(self, until: str, expected: int, said: str) -> None:
        """It holds until its day, by any name of the advisory, and is printed before and after."""
        given, waivers = answer(KNOWN, CLEAN), waived(until)

        assert expected == code(given, waivers)
        assert audit.describe(given, waivers, TODAY)[-1].endswith(said)

    def test_what_the_service_does_not_know_is_not_checked(self) -> None:
        """pip-audit calls that "No known vulnerabilities found"."""
        given = answer(SKIPPED, CLEAN)

        assert {"alpha==1.0": SKIPPED["skip_reason"]} == given.unchecked
        assert (0, 1) == (code(given), code(given, must_reach=True))
        assert "not checked: 1 of 2 pins" in audit.describe(given, {}, TODAY)[0]

    @pytest.mark.parametrize(
        "document", [None, {}, {"dependencies": [{"name": "alpha", "version": "9", "vulns": []}]}]
    )
    def test_no_answer_is_not_checked(self, document: dict[str, Any] | None) -> None:
        """Neither is an answer about another version."""
        given = audit.read_answer(LOCK, PINS, document, "no route")

        assert set(PINS) == set(given.unchecked)
        assert "2 pins checked" not in "\n".join(audit.describe(given, {}, TODAY))

    def test_everything_checked(self) -> None:
        """Only then is nothing said to be unchecked."""
        given = answer({**KNOWN, "vulns": []}, CLEAN)

        assert 0 == code(given, must_reach=True)
        assert [f"{LOCK}: 2 pins checked, 0 advisories"] == audit.describe(given, {}, TODAY)

    def test_every_pin_is_asked_about(self) -> None:
        """Of each of our locks, whatever the marker: users have other machines than CI."""
        assert {str(path.relative_to(ROOT)) for path in ALL} == {*audit.INSTALLED_BY_USERS, *audit.OUR_TOOLS}
        for path in ALL:
            expected = [f"{pinned.name}=={pinned.version}" for pinned in read_lock(path)]

            assert expected == list(audit.read_pins(path.read_text("utf-8")))

    def test_our_waivers(self) -> None:
        """Each has a reason and a day."""
        waivers = audit.read_waivers(audit.WAIVERS.read_text("utf-8"))

        assert all(one.reason and isinstance(one.expires, datetime.date) for one in waivers.values())


class Advisories(http.server.BaseHTTPRequestHandler):
    """A service of the OSV API that knows one advisory."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        known = {
            "id": "PYSEC-2030-1",
            "modified": "2030-01-01T00:00:00Z",
            "aliases": ["CVE-2030-1"],
            "affected": [],
        }
        found = {"vulns": [known]} if asked["package"]["name"] == "typer" else {}
        body = json.dumps(found).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def service() -> Iterator[str]:
    """Its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Advisories) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
        server.shutdown()
        thread.join()


class TestCommand:
    def run(self, python: Path | str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(python), str(ROOT / "scripts" / "audit.py"), *arguments]
        return subprocess.run(
            command, capture_output=True, text=True, check=False, env={"GITHUB_ACTIONS": "true"}
        )

    def test_a_tool_that_cannot_run_is_not_green(self) -> None:
        """Each lock is said to be unchecked, on the forge as a warning; where that must not be, it fails."""
        run = self.run(sys.executable)

        assert 0 == run.returncode, run.stderr
        assert len(ALL) == run.stdout.count("::warning title=Advisories::")
        assert "pins checked" not in run.stdout
        assert 1 == self.run(sys.executable, "--must-reach").returncode

    @pytest.mark.skipif(
        not AUDIT_PYTHON.exists(), reason="make audit, which .ci/run does first, sets up pip-audit"
    )
    def test_the_real_tool(self, service: str) -> None:
        """What pip-audit hears from a service is what is printed."""
        run = self.run(AUDIT_PYTHON, "--must-reach", "--osv-url", service)

        assert 1 == run.returncode, run.stdout
        assert "not checked" not in run.stdout
        assert f"{LOCK}: {len(read_lock(ROOT / LOCK))} pins checked, 1 advisories" in run.stdout
        assert "PYSEC-2030-1, CVE-2030-1" in run.stdout
