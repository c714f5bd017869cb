# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""How much a function holds, counted by radon: cyclomatic complexity with comprehensions, and lines.

The numbers are a ratchet. They are lowered when the code has become easier, and never raised.
"""

import statistics
from pathlib import Path

import pytest
from radon.complexity import cc_visit
from radon.visitors import Function

PACKAGE = Path(__file__).parents[2] / "compliance"

FUNCTIONS_ABOVE_12 = 37
"""The aim is none."""
COMPLEXITY_P90 = 8
"""The aim is 6."""
COMPLEXITY_MEAN = 4.23
"""The aim is 3.6."""
MEDIAN_LINES = 7
"""The median function isn't made shorter: steps are named, not splintered."""


def walk_functions() -> list[Function]:
    """Every function and method of the package."""
    found: list[Function] = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for block in cc_visit(path.read_text("utf-8")):
            found += [block] if isinstance(block, Function) else block.methods
    return found


@pytest.fixture(scope="module")
def functions() -> list[Function]:
    return walk_functions()


def test_few_functions_hold_more_than_twelve_paths(functions: list[Function]) -> None:
    """Nobody adds a function that takes more than twelve decisions."""
    above = sorted((function.complexity, function.name) for function in functions if function.complexity > 12)

    assert len(above) <= FUNCTIONS_ABOVE_12, above


def test_functions_stay_easy(functions: list[Function]) -> None:
    """Neither the mean function nor the one at the ninetieth percentile gets harder."""
    complexities = sorted(function.complexity for function in functions)

    assert complexities[int(0.9 * len(complexities))] <= COMPLEXITY_P90
    assert statistics.mean(complexities) <= COMPLEXITY_MEAN


def test_functions_are_not_splintered(functions: list[Function]) -> None:
    """The median function has no fewer lines than it had."""
    assert statistics.median(function.endline - function.lineno + 1 for function in functions) >= MEDIAN_LINES
