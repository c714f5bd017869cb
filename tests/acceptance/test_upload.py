# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import base64
import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import releases
from conftest import Lexbom

KEY = "odt_secret"
TOKEN = "f6a6f5f2-1a1c-4f0a-8e43-0d2f7d2b9d11"  # noqa: S105 - the server's ticket for an upload, no secret


@dataclass
class Scripted:
    """A server on this machine that gives the answers it was told, the last one again and again, and keeps what it was sent."""

    url: str
    answers: list[tuple[int, dict[str, str], bytes]]
    received: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)


def track(status: int, body: Any = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """An answer as Dependency-Track 5.0 gives it (apiserver, BomResource and its test)."""
    if body is None:
        return status, headers, b""
    if isinstance(body, str):
        return status, {"Content-Type": "text/plain", **headers}, body.encode()
    return status, {"Content-Type": "application/json", **headers}, json.dumps(body).encode()


TAKEN = track(200, {"token": TOKEN, "projectUuid": "3f0a0d3e-3b0c-4b52-8f28-4c2b1b1b2a55"})


@pytest.fixture
def server() -> Iterator[Scripted]:
    """The server, taking everything unless a test says otherwise."""
    script = Scripted("", [TAKEN])

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            script.received.append((self.command, self.path, dict(self.headers), body))
            status, headers, content = script.answers[0]
            if len(script.answers) > 1:
                del script.answers[0]
            if status == 0:
                time.sleep(3)
                return
            self.send_response(status)
            for name, value in (headers | {"Content-Length": str(len(content))}).items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(content)

        do_PUT = do_POST = do_GET = answer  # noqa: N815 - the names are http.server's

        def log_message(self, *_: object) -> None:
            """Nothing on standard error."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        script.url = f"http://127.0.0.1:{running.server_port}"
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield script
        running.shutdown()
        thread.join()


@pytest.fixture
def sbom(tmp_path: Path) -> Path:
    """A BOM about demo 1.0."""
    (tmp_path / "sbom.cdx.json").write_bytes(releases.bom())
    return tmp_path / "sbom.cdx.json"


ENV = {"LEXBOM_API_KEY": KEY}


class TestDependencyTrack:
    @pytest.mark.parametrize("ending", ["", "/", "/api", "/api/v1/bom"])
    def test_it_gets_what_it_expects(self, ending: str, server: Scripted, sbom: Path, lexbom: Lexbom) -> None:
        """PUT /api/v1/bom with the BOM in base64 and the key in its header, whichever of its addresses is given."""
        run = lexbom("upload", sbom, "--url", server.url + ending, env=ENV)

        assert (0, "", True) == (run.code, run.out, TOKEN in run.err)
        ((method, path, headers, body),) = server.received
        assert ("PUT", "/api/v1/bom", KEY, "application/json") == (
            method,
            path,
            headers["X-Api-Key"],
            headers["Content-Type"],
        )
        assert {
            "projectName": "demo",
            "projectVersion": "1.0",
            "autoCreate": False,
            "bom": base64.b64encode(releases.bom()).decode(),
        } == json.loads(body)

    def test_the_project_can_be_another(self, server: Scripted, sbom: Path, lexbom: Lexbom) -> None:
        """Options win over what the BOM says of its product."""
        options = ("--project", "other", "--project-version", "2", "--create")
        lexbom("upload", sbom, "--url", server.url, *options, env=ENV)

        sent = json.loads(server.received[0][3])
        assert ("other", "2", True) == (sent["projectName"], sent["projectVersion"], sent["autoCreate"])

    @pytest.mark.parametrize(
        ("answer", "words"),
        [
            (
                track(
                    400,
                    {
                        "status": 400,
                        "title": "The uploaded BOM is invalid",
                        "detail": "Schema validation failed",
                        "errors": ["/components/0: required property 'type' not found"],
                    },
                ),
                "The uploaded BOM is invalid; Schema validation failed; /components/0: required property 'type' not found",
            ),
            (
                track(400, [{"message": "The project name may only contain printable characters"}]),
                "400: The project name may only contain printable characters. Check with lexbom validate",
            ),
            (track(400, "BOM cannot be uploaded to a collection project."), "to a collection project"),
            (track(401), "answered 401. Check LEXBOM_API_KEY"),
            (track(403, {"status": 403, "title": "Project access denied"}), "Project access denied. The key's team"),
            (track(404, "The project could not be found."), "could not be found.. Make the project demo 1.0 first"),
            (track(405, "<html>nginx</html>"), "answered 405. Give the URL of the API server"),
            (track(409, "A project with the specified name and version already exists."), "try again"),
            (track(413, "<html>nginx</html>"), "larger than the server or a proxy"),
            (track(418), "answered 418"),
            (track(500), "answered 500. Try again later"),
            (track(200, "<!doctype html>"), "without a token"),
            (track(200, {"token": 7}), "without a token"),
            (track(302, Location="https://sso.example.org/login\x1b[2J"), "points elsewhere"),
            (track(400, "\x1b[2Jred"), "400"),
        ],
    )  # fmt: skip
    def test_each_refusal_is_one_sentence(
        self,
        answer: tuple[int, dict[str, str], bytes],
        words: str,
        server: Scripted,
        sbom: Path,
        lexbom: Lexbom,
    ) -> None:
        """With the server's own words and what to do; exit code 2; the key nowhere."""
        server.answers = [answer]

        run = lexbom("upload", sbom, "--url", server.url, env=ENV)

        assert (2, "", 1) == (run.code, run.out, len(run.err.splitlines()))
        assert words in run.err
        assert KEY not in run.err
        assert "\x1b" not in run.err
        assert 1 == len(server.received)

    def test_an_old_server_and_a_new_bom(self, server: Scripted, sbom: Path, lexbom: Lexbom) -> None:
        """Dependency-Track before 5.1 knows no CycloneDX 1.7; the sentence says what to do."""
        sbom.write_bytes(releases.bom(specVersion="1.7"))
        problem = {
            "status": 400,
            "title": "The uploaded BOM is invalid",
            "detail": "Unrecognized specVersion 1.7",
        }
        server.answers = [track(400, problem)]

        run = lexbom("upload", sbom, "--url", server.url, env=ENV)

        assert "Unrecognized specVersion 1.7" in run.err
        assert "Dependency-Track takes 1.7 from 5.1 on" in run.err

    def test_an_old_server_takes_the_older_form(
        self, server: Scripted, tmp_path: Path, lexbom: Lexbom
    ) -> None:
        """The recipe for such servers: the BOM in 1.6 arrives whole, and is valid as such."""
        (tmp_path / "product").mkdir()
        (tmp_path / "product" / "use.py").write_text(
            "from_pretrained('meta-llama/Llama-3.2-11B-Vision-Instruct')\n"
        )
        bom = tmp_path / "sbom-1.6.cdx.json"

        made = lexbom("sbom", "product", "--spec-version", "1.6", "-o", bom)
        run = lexbom(
            "upload", bom, "--url", server.url, "--project", "demo", "--project-version", "1", env=ENV
        )

        sent = json.loads(base64.b64decode(json.loads(server.received[0][3])["bom"]))
        assert (0, 0, "1.6") == (made.code, run.code, sent["specVersion"])
        assert "For CycloneDX 1.6, `component.isExternal`: 1 kept" in made.err
        assert 0 == lexbom("validate", bom).code

    def test_a_redirect_is_not_followed(self, server: Scripted, sbom: Path, lexbom: Lexbom) -> None:
        """The key stays with the server that was named; where it points is said."""
        server.answers = [track(307, Location=f"{server.url}/elsewhere"), TAKEN]

        run = lexbom("upload", sbom, "--url", server.url, env=ENV)

        assert (2, ["/api/v1/bom"]) == (run.code, [path for _, path, _, _ in server.received])
        assert f"{server.url}/elsewhere" in run.err

    @pytest.mark.parametrize("status", [429, 503])
    def test_a_busy_server_is_asked_again(
        self, status: int, server: Scripted, sbom: Path, lexbom: Lexbom
    ) -> None:
        """After the time it names, three times in all."""
        server.answers = [track(status, Retry_After="0"), track(status, Retry_After="0"), TAKEN]
        assert 0 == lexbom("upload", sbom, "--url", server.url, env=ENV).code
        assert 3 == len(server.received)

        server.answers = [track(status, Retry_After="0")]
        run = lexbom("upload", sbom, "--url", server.url, env=ENV)
        assert (2, 6, True) == (run.code, len(server.received), "Try again later" in run.err)

    def test_a_server_that_says_nothing(self, server: Scripted, sbom: Path, lexbom: Lexbom) -> None:
        """After --timeout seconds there is a sentence."""
        server.answers = [track(0)]

        run = lexbom("upload", sbom, "--url", server.url, "--timeout", "1", env=ENV)

        assert (2, True) == (run.code, "gave no answer within 1 seconds" in run.err)

    def test_no_server(self, sbom: Path, lexbom: Lexbom) -> None:
        """A port where nobody listens."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]

        run = lexbom("upload", sbom, "--url", f"http://127.0.0.1:{port}", env=ENV)

        assert (2, True) == (run.code, "can't be reached: connection refused" in run.err)

    @pytest.mark.parametrize(
        ("environment", "words"),
        [({}, "needs an API key"), ({"LEXBOM_API_KEY": "a\nX-Evil: b"}, "characters that no key has")],
    )
    def test_the_key_must_be_one(
        self, environment: dict[str, str], words: str, server: Scripted, sbom: Path, lexbom: Lexbom
    ) -> None:
        """Without one nothing is sent, and none is repeated."""
        run = lexbom("upload", sbom, "--url", server.url, env=environment)

        assert (2, [], True, False) == (run.code, server.received, words in run.err, "Evil" in run.err)

    def test_a_bom_that_names_no_product(self, server: Scripted, sbom: Path, lexbom: Lexbom) -> None:
        """Needs the two options."""
        sbom.write_bytes(releases.bom(metadata={}))

        run = lexbom("upload", sbom, "--url", server.url, env=ENV)

        assert (2, [], True) == (run.code, server.received, "--project-version" in run.err)

    def test_a_bom_that_is_too_large(self, server: Scripted, sbom: Path, lexbom: Lexbom) -> None:
        """Is not sent in vain."""
        sbom.write_bytes(releases.bom(x="y" * 16_000_000))

        run = lexbom("upload", sbom, "--url", server.url, env=ENV)

        assert (2, [], True) == (run.code, server.received, "takes 20 in this way" in run.err)


class TestPlainServers:
    @pytest.mark.parametrize("method", ["PUT", "POST"])
    def test_the_document_is_sent_as_it_is(
        self, method: str, server: Scripted, sbom: Path, lexbom: Lexbom
    ) -> None:
        """To the address that was given, with the media type of CycloneDX and the key as a bearer token."""
        server.answers = [track(201)]
        options = ("--kind", "http", "--method", method)

        run = lexbom("upload", sbom, "--url", f"{server.url}/boms/demo.cdx.json", *options, env=ENV)

        assert 0 == run.code
        ((got, path, headers, body),) = server.received
        assert (method, "/boms/demo.cdx.json", releases.bom()) == (got, path, body)
        assert ("application/vnd.cyclonedx+json; version=1.6", f"Bearer {KEY}") == (
            headers["Content-Type"],
            headers["Authorization"],
        )

    def test_a_key_is_optional(self, server: Scripted, sbom: Path, lexbom: Lexbom) -> None:
        """Some servers ask for none."""
        server.answers = [track(204)]

        assert 0 == lexbom("upload", sbom, "--url", server.url, "--kind", "http").code
        assert "Authorization" not in server.received[0][2]

    @pytest.mark.parametrize(
        ("status", "words"),
        [(401, "as a bearer token"), (403, "may not write there"), (404, "Check --url"), (405, "--method POST"), (409, "already")],
    )  # fmt: skip
    def test_refusals(self, status: int, words: str, server: Scripted, sbom: Path, lexbom: Lexbom) -> None:
        """Each with what to do."""
        server.answers = [track(status)]

        run = lexbom("upload", sbom, "--url", server.url, "--kind", "http", env=ENV)

        assert (2, True) == (run.code, words in run.err)


def test_a_key_is_not_sent_in_the_open(sbom: Path, lexbom: Lexbom) -> None:
    """http is for this machine alone; there is no option that takes a key."""
    run = lexbom("upload", sbom, "--url", "http://dtrack.example.org", env=ENV)

    assert (2, True) == (run.code, "for all to read" in run.err)
    assert "key" not in [
        word.strip("-") for word in lexbom("upload", "--help").out.split() if word[:2] == "--"
    ]
