# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from action.conftest import NewJob
from action.jobs import failing, product


class Server:
    """A stand-in for GitHub's REST API, with the answers that its documentation gives."""

    def __init__(self) -> None:
        self.comments: list[dict[str, Any]] = []
        self.assets: list[dict[str, Any]] = []
        self.readonly = False
        self.elsewhere = ""
        """Where every answer points, if it is a redirect."""
        self.tokens: set[str] = set()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.answer()

            do_POST = do_PATCH = do_GET  # noqa: N815 - names that http.server asks for

            def answer(self) -> None:
                content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                server.tokens.add(self.headers["Authorization"])
                status, body = server.respond(self.command, self.path, content)
                data = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                if server.elsewhere:
                    self.send_header("Location", f"{server.elsewhere}{self.path}")
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                """Nothing."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"

    def respond(self, method: str, target: str, content: bytes) -> tuple[int, Any]:
        """Status and body."""
        if self.elsewhere:
            return 302, {"message": "Moved"}
        url = urlsplit(target)
        path, query = url.path.removeprefix("/repos/owner/product"), parse_qs(url.query)
        if method != "GET" and self.readonly:
            return 403, {"message": "Resource not accessible by integration"}
        if (method, path) == ("GET", "/issues/7/comments"):
            size, page = int(query["per_page"][0]), int(query["page"][0])
            return 200, self.comments[size * (page - 1) : size * page]
        if (method, path) == ("POST", "/issues/7/comments"):
            return 201, self.comment(json.loads(content)["body"], "Bot")
        if method == "PATCH":
            found = next(one for one in self.comments if path == f"/issues/comments/{one['id']}")
            found["body"] = json.loads(content)["body"]
            return 200, found
        if (method, path) == ("GET", "/releases/tags/v1%2F0"):
            return 200, self.release()
        if (method, path) == ("GET", "/releases/1/assets"):
            return 200, self.assets
        if (method, path) == ("POST", "/upload/1"):
            digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
            self.assets.append({"name": query["name"][0], "digest": digest})
            return 201, self.assets[-1]
        return 404, {"message": "Not Found"}

    def comment(self, body: str, kind: str) -> dict[str, Any]:
        """A new comment of a Bot or a User."""
        self.comments.append({"id": len(self.comments) + 1, "body": body, "user": {"type": kind}})
        return self.comments[-1]

    def release(self) -> dict[str, Any]:
        """As in an event and as the API gives it."""
        return {"id": 1, "upload_url": f"{self.url}/upload/1{{?name,label}}"}


@pytest.fixture
def server() -> Iterator[Server]:
    """Running."""
    started = Server()
    thread = threading.Thread(target=started.http.serve_forever, daemon=True)
    thread.start()
    yield started
    started.http.shutdown()
    started.http.server_close()
    thread.join()


EVENT = {"pull_request": {"number": 7, "base": {"sha": ""}}}


class TestComments:
    def test_one_comment_is_kept_up_to_date(self, server: Server, job: NewJob, tmp_path: Path) -> None:
        """The first run writes it, the next one changes it, also when it has become good."""
        root = failing(tmp_path / "p")
        pull = job(root, "pull_request", EVENT, GITHUB_API_URL=server.url)
        pull.run(comment="on-failure")
        (root / "README.md").unlink()
        first = server.comments[0]["body"]

        pull.temporary.rename(tmp_path / "gone")
        job(root, "pull_request", EVENT, GITHUB_API_URL=server.url).run(comment="on-failure")

        assert ["use-noncommercial" in first, 1] == [True, len(server.comments)]
        assert "use-noncommercial" not in server.comments[0]["body"]
        assert {"Bearer the-token"} == server.tokens

    def test_the_token_stays_here(self, server: Server, job: NewJob, tmp_path: Path) -> None:
        """A redirect is not followed: it is said, and no other host gets the token."""
        other = Server()
        threading.Thread(target=other.http.serve_forever, daemon=True).start()
        server.elsewhere = other.url

        run = job(failing(tmp_path / "p"), "pull_request", EVENT, GITHUB_API_URL=server.url).run(
            comment="always"
        )
        other.http.shutdown()
        other.http.server_close()

        assert (set(), {"Bearer the-token"}) == (other.tokens, server.tokens)
        assert any(command["name"] == "warning" and "302" in command["text"] for command in run.commands), (
            run.log
        )

    def test_nothing_is_written_for_a_passing_change(
        self, server: Server, job: NewJob, tmp_path: Path
    ) -> None:
        """With on-failure; with always it is, and with never it isn't even tried."""
        root = product(tmp_path / "p")
        pull = job(root, "pull_request", EVENT, GITHUB_API_URL=server.url)

        pull.run(comment="on-failure")
        assert [] == server.comments
        pull.run(comment="always")
        assert 1 == len(server.comments)

    def test_other_peoples_comments_are_left_alone(self, server: Server, job: NewJob, tmp_path: Path) -> None:
        """Not even one that carries our mark; and ours is found behind a hundred others."""
        mark = "<!-- lexbom: lexbom-check-0 -->"
        for _ in range(120):
            server.comment(f"{mark} mine", "User")
        server.comment(f"{mark}\nold", "Bot")
        pull = job(failing(tmp_path / "p"), "pull_request", EVENT, GITHUB_API_URL=server.url)

        pull.run(comment="always")

        assert {f"{mark} mine"} == {one["body"] for one in server.comments[:120]}
        assert 121 == len(server.comments)
        assert "use-noncommercial" in server.comments[120]["body"]

    def test_a_token_that_may_not_write_is_a_warning(
        self, server: Server, job: NewJob, tmp_path: Path
    ) -> None:
        """As on pull requests of forks; it names the permission."""
        server.readonly = True
        pull = job(product(tmp_path / "p"), "pull_request", EVENT, GITHUB_API_URL=server.url)

        run = pull.run(comment="always")

        assert not run.failed
        (warning,) = [one for one in run.commands if "No comment" in one["text"]]
        assert ("warning", True) == (warning["name"], "pull-requests: write" in warning["text"])

    def test_no_server_is_a_warning(self, job: NewJob, tmp_path: Path) -> None:
        """The verdict doesn't depend on it."""
        pull = job(product(tmp_path / "p"), "pull_request", EVENT, GITHUB_API_URL="http://127.0.0.1:9")

        run = pull.run(comment="always")

        assert (False, True) == (run.failed, "could not be reached" in run.log)

    def test_other_events_have_no_comment(self, server: Server, job: NewJob, tmp_path: Path) -> None:
        """A push has nothing to comment on."""
        run = job(product(tmp_path / "p"), GITHUB_API_URL=server.url).run(comment="always")

        assert (False, []) == (run.failed, server.comments)

    def test_nobody_is_mentioned(self) -> None:
        """A scoped package is not a team to be called."""
        from hooks.action.comment import quiet

        assert "@<!-- -->scope/name" == quiet("@scope/name")


class TestReleases:
    @pytest.mark.parametrize("event", ["release", "tag"])
    def test_the_bom_becomes_an_asset(self, event: str, server: Server, job: NewJob, tmp_path: Path) -> None:
        """Of the release that the event names, or of the one for the tag; doing it again is fine."""
        content = {"release": server.release()} if event == "release" else {}
        release = job(
            product(tmp_path / "p"),
            event,
            content,
            GITHUB_API_URL=server.url,
            GITHUB_REF_TYPE="tag",
            GITHUB_REF_NAME="v1/0",
        )

        runs = [release.run(upload_release_assets="true", sbom_file="p-1.cdx.json") for _ in range(2)]

        assert [False, False] == [run.failed for run in runs], runs[0].log
        assert ["p-1.cdx.json"] == [asset["name"] for asset in server.assets]

    def test_another_file_is_not_written_over(self, server: Server, job: NewJob, tmp_path: Path) -> None:
        """Whoever published it has to take it away."""
        server.assets.append({"name": "sbom.cdx.json", "digest": "sha256:0"})
        event = {"release": server.release()}

        run = job(product(tmp_path / "p"), "release", event, GITHUB_API_URL=server.url).run(
            upload_release_assets="true"
        )

        assert (True, 1) == (run.failed, len(server.assets))
        assert "holds another sbom.cdx.json" in run.log

    def test_a_token_that_may_not_write_fails(self, server: Server, job: NewJob, tmp_path: Path) -> None:
        """It was asked for; the message names the permission."""
        server.readonly = True
        event = {"release": server.release()}

        run = job(product(tmp_path / "p"), "release", event, GITHUB_API_URL=server.url).run(
            upload_release_assets="true"
        )

        assert (True, True) == (run.failed, "contents: write" in run.log)

    def test_without_a_release(self, server: Server, job: NewJob, tmp_path: Path) -> None:
        """A push to a branch has none."""
        run = job(product(tmp_path / "p"), GITHUB_API_URL=server.url, GITHUB_REF_TYPE="branch").run(
            upload_release_assets="true"
        )

        assert (True, True) == (run.failed, "no release and no tag" in run.log)
