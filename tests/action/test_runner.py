# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The runner that the tests trust has to fail where GitHub would, or worse, would not."""

from pathlib import Path

import pytest
from action.expressions import Scope, evaluate
from action.runner import Job, obeyed, outputs_in

ACTION = """
inputs: {{name: {{default: "x"}}}}
outputs: {{said: {{value: "${{{{ steps.one.outputs.said }}}}"}}}}
runs:
  using: composite
  steps:
    - {{id: one, shell: bash, run: '{run}', env: {{IT: "{value}"}}}}
    - {{name: two, shell: bash, if: "{condition}", run: 'true'}}
"""


def run(folder: Path, run: str = "true", value: str = "", condition: str = "success()") -> Job:
    (folder / "action.yml").write_text(ACTION.format(run=run, value=value, condition=condition), "utf-8")
    return Job(folder, folder, folder)


def test_outputs_in_both_forms() -> None:
    """name=value and name<<end; nothing inside a value sets another."""
    assert {"a": "1", "b": "x\na=2", "c": ""} == outputs_in("a=1\nb<<E\nx\na=2\nE\nc=\n")


def test_stopped_commands_are_not_obeyed() -> None:
    """Between stop-commands and its token nothing counts."""
    log = "::error file=a::x\n::stop-commands::t\n::set-env name=A::b\n::t::\n::notice::y\n"

    assert ["error", "notice"] == [command["name"] for command in obeyed(log)]


@pytest.mark.parametrize(
    "value", ["inputs.none", "steps.none.outputs.x", "matrix.x", "github.none", "toJSON('x')"]
)
def test_undefined_names_are_errors(value: str, tmp_path: Path) -> None:
    """Where GitHub would give an empty string and nobody would notice."""
    with pytest.raises(KeyError):
        run(tmp_path, value=f"${{{{ {value} }}}}").run()


def test_an_output_that_is_not_set_is_an_error(tmp_path: Path) -> None:
    """A step that went well has to set what the action promises."""
    with pytest.raises(KeyError):
        run(tmp_path).run()


def test_a_failed_step_stops_the_rest(tmp_path: Path) -> None:
    """But not what runs always, nor what only asks that nobody cancelled."""
    for condition, outcome in {
        "success()": "skipped",
        "always()": "success",
        "!cancelled()": "success",
        "github.job == 'check'": "skipped",
    }.items():
        done = run(tmp_path, run="exit 3", condition=condition).run()

        assert (True, outcome) == (done.failed, done.step("two").outcome)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("'a' == 'A' && !('b' != 'b')", True),
        ("'' || format('x-{0}-{1}', 'y', 1)", "x-y-1"),
        ("'it''s'", "it's"),
        ("always() && false_", None),
    ],
)
def test_expressions(expression: str, value: object) -> None:
    """As GitHub evaluates them; unknown words are errors."""
    if value is None:
        with pytest.raises(KeyError):
            evaluate(expression, Scope({}))
    else:
        assert value == evaluate(expression, Scope({}))
