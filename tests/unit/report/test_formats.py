# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What holds for every format, whatever the result."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import results
from hypothesis import HealthCheck, given, settings
from lxml import etree
from strategies import inventories

from compliance import pipeline, report
from compliance.bom.cyclonedx import write
from compliance.model import Inventory
from compliance.result import Result
from compliance.settings import Settings

_MAKERS: dict[str, Callable[[], Result]] = {
    "hostile": results.hostile,
    "huge": lambda: results.huge(2_000),
    "empty": results.result,
}


def parsed(name: str, text: str) -> object:
    """The text as a reader of its format takes it; raises if it isn't in the format."""
    if name in {"json", "sarif", "gitlab"}:
        return json.loads(text)
    if name == "junit":
        return etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    if name == "html":
        return etree.fromstring(text.encode(), etree.HTMLParser(encoding="utf-8"))
    if name == "csv":
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert len({len(line) for line in lines}) == 1
        return lines
    if name == "github":
        assert all(line.startswith("::") for line in text.splitlines())
    return text


@pytest.mark.parametrize("maker", _MAKERS)
@pytest.mark.parametrize("name", report.FORMATS)
def test_every_format_can_be_read_back(name: str, maker: str) -> None:
    """Hostile, huge and empty results give a document that its readers take, the same in each run."""
    result = _MAKERS[maker]()

    text = report.render_report(name, result).encode("utf-8", "replace").decode()

    assert parsed(name, text) is not None
    assert text == report.render_report(name, _MAKERS[maker]()).encode("utf-8", "replace").decode()


@pytest.mark.parametrize("name", sorted(report.FORMATS.keys() - {"json", "sarif", "gitlab"}))
def test_nothing_steers_a_terminal(name: str) -> None:
    """No control character of the product comes through, nor one that turns the direction of writing."""
    text = report.render_report(name, results.hostile())

    assert not set("\x00\x1b\x85\u2028\u202e\ufffe") & set(text)


def test_the_formats_are_the_modules() -> None:
    """Each format of the registry is a module with a `render`, and each such module is in the registry."""
    folder = Path(report.__file__).parent / "formats"
    rendering = {path.stem for path in folder.glob("*.py") if "\ndef render(" in path.read_text("utf-8")}

    assert rendering - {"__init__"} == set(report.FORMATS)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(inventories())
def test_any_inventory_renders(inventory: Inventory) -> None:
    """Whatever the model can hold, every format renders the assessment of its document."""
    result = pipeline.assess(write.write_bom(inventory, Settings()), Settings())

    for name in report.FORMATS:
        parsed(name, report.render_report(name, result))
