# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The step Comment: one comment on the pull request, found again by a hidden mark and kept up to date."""

from pathlib import Path
from typing import Any

from hooks.action import api, runner

LIMIT = 65_536
"""Characters that GitHub takes in one comment."""
_PAGE = 100
_CUT = "The rest does not fit here; the job summary and the artifact have the whole report."


def main() -> None:
    """Write, update or leave it; a token that may not write is a warning, not a failure."""
    number = runner.event().get("pull_request", {}).get("number")
    if not number:
        print("No comment: this run is not for a pull request.")
        return
    mark = f"<!-- lexbom: {runner.given('NAME')} -->"
    page = (Path(runner.given("FOLDER")) / "report.md").read_text("utf-8")
    try:
        publish(int(number), mark, f"{mark}\n{quiet(page)}")
    except api.Refused as refused:
        hint = " The job needs the permission pull-requests: write." if refused.status in api.DENIED else ""
        runner.annotate("warning", f"No comment: {refused}.{hint}")


def publish(number: int, mark: str, text: str) -> None:
    """Update our comment, or write one if the input comment asks for it now."""
    content = {"body": runner.clipped(text, LIMIT, _CUT)}
    if earlier := _earlier(number, mark):
        api.call("PATCH", api.repository(f"issues/comments/{earlier['id']}"), content)
    elif runner.given("INPUT_COMMENT") == "always" or runner.given("EXIT_CODE") != "0":
        api.call("POST", api.repository(f"issues/{number}/comments"), content)


def _earlier(number: int, mark: str) -> dict[str, Any] | None:
    """Our comment: of a bot, so that nobody's own comment is written over."""
    page = 1
    while True:
        comments = api.call("GET", api.repository(f"issues/{number}/comments?per_page={_PAGE}&page={page}"))
        for comment in comments:
            if comment["user"]["type"] == "Bot" and comment["body"].startswith(mark):
                return dict(comment)
        if len(comments) < _PAGE:
            return None
        page += 1


def quiet(text: str) -> str:
    """The same for a reader, but nobody is mentioned by it: scoped packages are called like teams."""
    return text.replace("@", "@<!-- -->")


if __name__ == "__main__":
    main()
