# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`--online` against a local server that answers as deps.dev, ClearlyDefined and ecosyste.ms do."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from conftest import Lexbom, Run

Answer = tuple[int, bytes, dict[str, str]]


@dataclass
class Server:
    """What it was asked, and how it answers."""

    environment: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    answer: Callable[[str, Any], Answer] = lambda _path, _body: (404, b"{}", {})


def said(value: Any) -> Answer:
    return 200, json.dumps(value).encode(), {}


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on this machine, to which all three services are turned."""
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            state.asked.append(unquote(self.path))
            status, content, headers = state.answer(unquote(self.path), json.loads(body) if body else None)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET  # noqa: N815 - the library's name

        def log_message(self, *_: Any) -> None:
            """Tests print nothing."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{listening.server_port}"
    names = ("DEPS_DEV", "CLEARLYDEFINED", "ECOSYSTE_MS")
    state.environment = {f"LEXBOM_{name}_URL": address for name in names} | {"NO_PROXY": "127.0.0.1"}
    yield state
    listening.shutdown()
    listening.server_close()


@pytest.fixture
def product(tmp_path: Path) -> Path:
    """Three locked packages without any licence."""
    root = tmp_path / "product"
    root.mkdir()
    (root / "requirements.txt").write_text("alpha==1.0\nbeta==2.0\ngamma==3.0\n", "utf-8")
    return root


def claims(lexbom: Lexbom, server: Server, root: Path) -> dict[str, list[tuple[str, str]]]:
    """Licence and who says so, for each component."""
    run = lexbom("check", root, "--online", "-q", "--fail-on", "never", env=server.environment)
    assert 0 == run.code, run.err
    return {
        one["name"]: [(claim["expression"], claim["said_by"]) for claim in one["licenses"]]
        for one in run.report["components"]
        if one["kind"] == "library"
    }


def real(path: str, body: Any) -> Answer:
    """Each service knows one of the packages."""
    if path == "/v3/systems/pypi/packages/alpha/versions/1.0":
        return said(
            {
                "versionKey": {"system": "PYPI", "name": "alpha", "version": "1.0"},
                "licenses": ["MIT", "BSD-3-Clause"],
            }
        )
    if path == "/definitions":
        declared = {"pypi/pypi/-/beta/2.0": {"licensed": {"declared": "Apache-2.0"}}}
        return said({key: declared.get(key, {"licensed": {"declared": "NOASSERTION"}}) for key in body})
    if path == "/api/v1/packages/lookup?purl=pkg:pypi/gamma":
        return said([{"name": "gamma", "licenses": "ISC", "latest_release_number": "3.0"}])
    return 404, b'{"code": 5, "message": "not found"}', {}


def test_each_service_is_asked_for_what_the_ones_before_it_did_not_know(
    lexbom: Lexbom, server: Server, product: Path
) -> None:
    """deps.dev, then ClearlyDefined, then ecosyste.ms; several licences of deps.dev all apply."""
    server.answer = real

    assert {
        "alpha": [("MIT AND BSD-3-Clause", "online")],
        "beta": [("Apache-2.0", "online")],
        "gamma": [("ISC", "online")],
    } == claims(lexbom, server, product)
    assert 1 == sum("alpha" in path for path in server.asked)


def test_answers_are_remembered(lexbom: Lexbom, server: Server, product: Path) -> None:
    """A second run asks again only for what nobody knew."""
    server.answer = real
    first = claims(lexbom, server, product)
    asked = len(server.asked)

    assert first == claims(lexbom, server, product)
    again = server.asked[asked:]
    assert again
    assert not any("alpha" in path or "lookup" in path for path in again)


def test_nothing_is_asked_without_the_option(lexbom: Lexbom, server: Server, product: Path) -> None:
    """The default is offline."""
    lexbom("check", product, "-q", env=server.environment)

    assert [] == server.asked


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((500, b"", {}), "status 500"),
        ((429, b"", {"Retry-After": "3600"}), "status 429 (too many requests)"),
        ((200, b"<html>", {}), "no JSON"),
        ((200, b"[" * 100_000, {}), "nested too deeply"),
    ],
)
def test_a_service_that_fails_is_a_gap(
    answer: Answer, words: str, lexbom: Lexbom, server: Server, product: Path
) -> None:
    """The run goes on, exits as it would have, and says which service failed and how."""
    server.answer = lambda _path, _body: answer

    run = lexbom("check", product, "--online", "--fail-on", "never", env=server.environment)

    assert 0 == run.code
    assert words in run.err
    assert "Traceback" not in run.err


def test_a_limited_service_is_asked_again_when_it_says_so(
    lexbom: Lexbom, server: Server, product: Path
) -> None:
    """Retry-After is followed once."""
    seen: set[str] = set()

    def limited(path: str, body: Any) -> Answer:
        first = path not in seen
        seen.add(path)
        return (429, b"", {"Retry-After": "0"}) if first else real(path, body)

    server.answer = limited

    assert [("ISC", "online")] == claims(lexbom, server, product)["gamma"]


@pytest.mark.parametrize(
    "value",
    [None, [], {}, "x", 5, {"licenses": "MIT"}, {"licenses": [5]}, [[]], {"licenses": ["non-standard"]}],
)
def test_answers_of_another_shape_say_nothing(
    value: Any, lexbom: Lexbom, server: Server, product: Path
) -> None:
    """Unknown stays unknown."""
    server.answer = lambda _path, _body: said(value)

    assert {"alpha": [], "beta": [], "gamma": []} == claims(lexbom, server, product)


def test_nobody_listening_is_a_gap(lexbom: Lexbom, server: Server, product: Path) -> None:
    """No connection costs licences, not the run."""
    nowhere = dict.fromkeys(server.environment, "http://127.0.0.1:1") | {"NO_PROXY": "127.0.0.1"}

    run: Run = lexbom("sbom", product, "--online", "-o", "-", env=nowhere)

    assert 0 == run.code
    assert 3 == run.err.count("It can't be asked")
