# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""GitHub's REST API, as far as the action needs it: one call, on the runner's own address and with the job's token."""

import json
import os
import urllib.error
import urllib.request
from typing import Any

TIMEOUT = 30
DENIED = {401, 403, 404}
"""What GitHub answers to a token without the permission."""


class Refused(Exception):  # noqa: N818 - it says what happened
    """The API's answer was no."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(f"{status} {message}".strip())
        self.status = status


class _Here(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer: one that is followed would take the token to another host, and turn a POST into a GET."""

    def redirect_request(self, *_: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_Here)


def repository(path: str) -> str:
    """The address of something in the repository that the workflow runs for."""
    return f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}/{path}"


def call(
    method: str, url: str, content: dict[str, Any] | bytes | None = None, kind: str = "application/json"
) -> Any:
    """The answer as JSON objects.

    Raises:
        Refused: the API said no, or could not be reached (status 0).
    """
    data = json.dumps(content).encode() if isinstance(content, dict) else content
    headers = {
        "Accept": "application/vnd.github+json",
        "Authorization": f"Bearer {os.environ['GITHUB_TOKEN']}",
        "Content-Type": kind,
    }
    request = urllib.request.Request(url, data, headers, method=method)  # noqa: S310 - the runner's own address
    try:
        with _OPENER.open(request, timeout=TIMEOUT) as answer:
            return json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as error:
        with error:
            raise Refused(error.code, error.reason) from error
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise Refused(0, f"GitHub could not be reached: {error}") from error
