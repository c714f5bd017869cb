# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""HTML, Markdown, CSV and notices."""

import csv
import io
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import results
from lxml import etree

from compliance import report
from compliance.model import (
    Component,
    Evidence,
    Inventory,
    Kind,
    LicenseClaim,
    Presence,
    Relation,
    RelationKind,
    SaidBy,
    Scope,
    Subject,
)
from compliance.report._support import markup
from compliance.result import Result

LLAMA = LicenseClaim("LicenseRef-scancode-llama-3.2-license-2024", SaidBy.CARD, subject=Subject.WEIGHTS)
MODEL = Component("file:m", Kind.MODEL, "m", path="models/m.gguf", licenses=(LLAMA,))
DATA = Component(
    "hub:datasets/d",
    Kind.DATASET,
    "org/d",
    presence=Presence.REFERENCED,
    licenses=(LicenseClaim("CC-BY-NC-4.0", SaidBy.CARD, subject=Subject.DATA),),
)
MIT = Component("pkg:pypi/a@1", Kind.LIBRARY, "a", "1", licenses=(LicenseClaim("MIT", SaidBy.METADATA),))


def product(*components: Component, relations: tuple[Relation, ...] = ()) -> Result:
    inventory = Inventory(Component("product", Kind.PRODUCT, "app"), components, relations)
    return results.result(inventory=inventory)


def page(result: Result) -> Any:
    return etree.fromstring(
        report.render_report("html", result).encode("utf-8", "replace"), etree.HTMLParser()
    )


class TestHtml:
    def test_it_asks_for_nothing_from_anywhere(self) -> None:
        """No script, no address to load, no handler, and a policy that would stop them."""
        for result in (results.hostile(), product(MODEL, DATA)):
            root = page(result)

            assert [] == root.xpath("//script|//img|//iframe|//object|//embed|//link|//form|//base")
            assert {True} == {href.startswith("#") for href in root.xpath("//@href")}
            assert [] == root.xpath("//@src|//@style|//@*[starts-with(name(), 'on')]")
            assert "url(" not in "".join(root.xpath("//style/text()"))
            assert "default-src 'none'" in root.xpath("//meta[@http-equiv]/@content")[0]

    def test_headings_are_in_order(self) -> None:
        """One h1, and no level is skipped on the way down."""
        levels = [int(one.tag[1]) for one in page(results.hostile()).xpath("//h1|//h2|//h3|//h4")]

        assert (1, 1) == (levels[0], levels.count(1))
        assert all(after - before <= 1 for before, after in pairwise(levels))

    def test_tables_say_what_their_cells_are(self) -> None:
        """Each has a caption, and every header cell a scope; narrow screens scroll the table, also by keyboard."""
        root = page(results.hostile())

        assert root.xpath("//table")
        assert [] == root.xpath("//table[not(caption)]") + root.xpath("//th[not(@scope)]")
        assert [] == root.xpath("//table[not(parent::div[@tabindex='0' and @role='region' and @aria-label])]")

    def test_landmarks_and_language_are_there(self) -> None:
        """A screen reader finds its way; ids are unique and links lead to them."""
        root = page(results.hostile())
        ids = root.xpath("//@id")

        assert ["en", 1, 1, 1, 1] == [
            root.get("lang"),
            *(len(root.xpath(f"//{name}")) for name in ("header", "nav", "main", "footer")),
        ]
        assert sorted(set(ids)) == sorted(ids)
        assert {href[1:] for href in root.xpath("//@href")} <= set(ids)

    def test_colours_have_contrast(self) -> None:
        """Each ink on each paper it is used on has at least 4.5 to 1 (WCAG 2.2, 1.4.3), in light and in dark."""
        style = "".join(page(results.result()).xpath("//style/text()"))
        schemes = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
        for scheme in schemes:
            colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", scheme))
            pairs = [(ink, "paper") for ink in ("ink", "soft", "link", "error", "warning", "note", "pass")]
            pairs += [(name, f"{name}-tint") for name in ("error", "warning", "note", "pass")]
            pairs += [
                (ink, f"{name}-tint") for ink in ("ink", "soft") for name in ("error", "warning", "pass")
            ]
            assert {} == {
                pair: ratio
                for pair in pairs
                if (ratio := _contrast(colours[pair[0]], colours[pair[1]])) < 4.5
            }

    def test_a_finding_shows_words_place_and_remedy(self) -> None:
        """The quoted clause, file and line, its source, and what to do."""
        one = results.finding(evidence=(Evidence("LICENSE", 6, "not in the EU", "a licence, 1(l)"),))

        (item,) = page(results.result(one)).xpath("//ul[@class='findings']/li")

        said = " ".join(item.itertext())
        assert all(
            words in said for words in (one.message, "“not in the EU”", "LICENSE:6", "a licence, 1(l)")
        )
        assert "Replace it" in said

    def test_a_model_has_three_slots(self) -> None:
        """Weights, training data and output stand apart, each with what is there, the right and who says so."""
        trained = Relation(MODEL.ref, RelationKind.TRAINED_ON, DATA.ref)

        (model,) = page(product(MODEL, DATA, relations=(trained,))).xpath("//*[@id='models']//dl")

        slots = dict(
            zip(model.xpath("dt/text()"), (" ".join(dd.itertext()) for dd in model.xpath("dd")), strict=True)
        )
        assert ["Weights", "Training data", "Output"] == list(slots)
        assert "shipped: LLAMA 3.2" in slots["Weights"]
        assert "org/d (named, not shipped): CC-BY-NC-4.0" in slots["Training data"]
        assert 'must begin with "Llama"' in slots["Output"]

    def test_many_findings_fold_away(self) -> None:
        """Of ten thousand, twenty of each rule and level are open, and all are there."""
        root = page(results.huge())

        assert 60 == len(root.xpath("//section/ul/li"))
        assert 10_000 == len(root.xpath("//ul[@class='findings']/li"))

    def test_the_baseline_parts_new_from_known(self) -> None:
        """What is unchanged stands in a section of its own."""
        known = replace(results.finding(), baseline="unchanged")
        root = page(results.result(known, replace(results.finding(1), baseline="new")))

        assert [1, 1] == [len(root.xpath(f"//*[@id='{part}']//li")) for part in ("findings", "unchanged")]

    def test_text_is_escaped_by_the_way_it_is_made(self) -> None:
        """Only what `element` made is HTML; attributes can't be left either."""
        made = markup.build_element("p", "<b>", markup.build_element("i", "&"), title='"><x')

        assert '<p title="&quot;&gt;&lt;x">&lt;b&gt;<i>&amp;</i></p>' == made


def _contrast(one: str, other: str) -> float:
    """By WCAG 2.2, relative luminance and contrast ratio."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class TestMarkdown:
    def test_a_job_summary_has_room_for_it(self) -> None:
        """Ten thousand findings stay below GitHub's 1 MiB, and it is said how many are left out."""
        text = report.render_report("markdown", results.huge())

        assert len(text.encode()) < 1 << 20
        assert "And 9800 more" in text

    def test_where_is_a_line_of_a_file(self) -> None:
        """Of the finding, else of its component; the source of the words only if no file is known."""
        words, near, line = (
            Evidence(source="a licence list", quote="NC"),
            Evidence("a.md"),
            Evidence("b.md", 3),
        )
        seen = replace(MODEL, evidence=(Evidence("main.py", 7),))
        inventory = Inventory(Component("product", Kind.PRODUCT, "app"), (seen,))
        cases = {(words, near, line): "b.md:3", (words, near): "a.md", (words,): "main.py:7"}

        for evidence, where in cases.items():
            found = results.finding(ref=MODEL.ref, evidence=evidence)
            text = report.render_report("markdown", results.result(found, inventory=inventory))
            assert f" {where} |\n" in text
        assert " a licence list |\n" in report.render_report(
            "markdown", results.result(results.finding(evidence=(words,)))
        )


class TestCsv:
    def test_each_component_is_a_line(self) -> None:
        """With what is declared and who says so; files of a model are told by their model."""
        file = Component("file:m#1", Kind.FILE, "shard", shipped_by=MODEL.ref)
        lines = list(csv.DictReader(io.StringIO(report.render_report("csv", product(MIT, MODEL, file)))))

        assert ["app", "a", "m"] == [line["name"] for line in lines]
        assert ("MIT", "metadata") == (lines[1]["declared"], lines[1]["said_by"])

    def test_no_cell_is_a_formula(self) -> None:
        """Spreadsheets run what begins with one of these, blanks before it or not."""
        names = ("=1+1", "+1", "-1", "@x", " =1", "\t=1", "\r=1", "＝1")
        parts = [Component(f"r{number}", Kind.LIBRARY, name) for number, name in enumerate(names)]

        cells = [
            line["name"] for line in csv.DictReader(io.StringIO(report.render_report("csv", product(*parts))))
        ]

        assert {"'"} == {cell[0] for cell in cells[1:]}


class TestNotices:
    def test_a_part_has_its_licence_and_what_that_asks_for(self) -> None:
        """Name, version, licence with who says so, the duty and the quoted clause with its source."""
        text = report.render_report("notices", product(MIT, MODEL))

        assert "a 1\n" in text
        assert "Licence: MIT (metadata)" in text
        assert re.search(r"MIT asks: .*\n(.*\n)*?    \| \"", text)

    def test_it_says_what_it_does_not_hold(self) -> None:
        """No copyright lines and no full texts are in a bill of materials."""
        words = " ".join(report.render_report("notices", product()).split())

        assert "does not hold the copyright lines and the full licence texts" in words

    def test_only_what_goes_along_is_listed(self) -> None:
        """Not what is only named, nor what is only needed for tests."""
        tests_only = replace(MIT, ref="t", name="testing", scope=Scope.EXCLUDED)
        text = report.render_report("notices", product(MIT, DATA, tests_only))

        assert "\n1 part\n" in text
        assert "org/d" not in text
        assert "testing" not in text
