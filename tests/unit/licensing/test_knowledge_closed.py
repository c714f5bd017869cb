# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The knowledge base is closed over itself: what one file names, another explains."""

import re
from pathlib import Path

import pytest

import compliance
from compliance.cli.commands.explain import explain
from compliance.licensing import expressions, knowledge_base
from compliance.licensing.terms import clauses_of
from compliance.model import Component, Kind, LicenseClaim, SaidBy, Subject
from compliance.rules import license_unrecognised

PACKAGE = Path(compliance.__file__).parent
FILES = sorted(knowledge_base.FOLDER.glob("*.toml"))
_REF = re.compile(r"LicenseRef-(?:lexbom|scancode)-[a-z][\w.+-]*\w")
_REF_ALONE = re.compile(r"LicenseRef-[\w.+-]+\Z")


def rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]


def named() -> list[str]:
    """Every licence id that a file of the package gives."""
    found = {knowledge_base.load_license(path.stem).expression for path in FILES}
    found |= {row[1] for row in rows(knowledge_base.HUB_IDS)}
    found |= {row[2] for row in rows(knowledge_base.HUB_DATA)}
    for path in PACKAGE.rglob("*"):
        if path.suffix in {".py", ".json", ".tsv"} or (path.suffix == ".toml" and path not in FILES):
            found |= set(_REF.findall(path.read_text("utf-8")))
    return sorted({part.partition(" WITH ")[0] for one in found for part in expressions.license_ids_in(one)})


@pytest.mark.parametrize("identifier", named())
def test_what_is_named_is_explained(identifier: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`lexbom explain` knows each id that our own files give."""
    explain(identifier)

    assert identifier in capsys.readouterr().out


def is_family(identifier: str) -> bool:
    """Whether our own file says that the id may mean several texts."""
    return any(one.category == "ambiguous" for one in knowledge_base.find_license(identifier))


@pytest.mark.parametrize("identifier", [one for one in named() if not is_family(one)])
def test_what_is_named_is_recognised(identifier: str) -> None:
    """No rule calls an id of our own unrecognised, but for those that stand for a family."""
    claim = LicenseClaim(identifier, SaidBy.KNOWLEDGE, subject=Subject.DATA)

    assert license_unrecognised.recognises(claim)


OWN = [
    knowledge_base.load_license(path.stem)
    for path in FILES
    if _REF_ALONE.match(knowledge_base.load_license(path.stem).expression)
    and len(knowledge_base.find_license(knowledge_base.load_license(path.stem).expression)) == 1
]


@pytest.mark.parametrize("license_", OWN, ids=lambda license_: license_.id)
def test_the_clauses_of_a_file_count(license_: knowledge_base.License) -> None:
    """A claim with a file's own LicenseRef entails all clauses of the file."""
    entailed = set(clauses_of.clauses_of_claim(LicenseClaim(license_.expression, SaidBy.KNOWLEDGE)))

    assert set(license_.clauses) <= entailed


DATA_IDS = sorted(
    (pattern, path.stem)
    for path in FILES
    if knowledge_base.load_license(path.stem).category == "dataset-terms"
    for pattern in knowledge_base.load_license(path.stem).facts.get("hub_ids", ())
    if "*" not in pattern
)


@pytest.mark.parametrize(("hub_id", "stem"), DATA_IDS)
def test_the_terms_of_a_known_data_set_count(hub_id: str, stem: str) -> None:
    """A data set that is named by its hub id has the clauses of its own file beside those of its licence."""
    own = [clause for clause in knowledge_base.load_license(stem).clauses if not clauses_of.is_silent(clause)]
    claims = [
        LicenseClaim(one.expression, SaidBy.KNOWLEDGE, subject=Subject.DATA, stated=one.stated)
        for one in knowledge_base.for_hub_data(hub_id)
    ]
    component = Component("hub:d", Kind.DATASET, hub_id, licenses=tuple(claims))

    for clause in own:
        assert clause in [found for _, found in clauses_of.clauses_of_component(component, clause.kind)]


@pytest.mark.parametrize("row", rows(knowledge_base.HUB_DATA), ids=lambda row: row[0])
def test_what_was_curated_beats_what_was_collected(row: list[str]) -> None:
    """Where a file of ours or the curated table knows a data set, the collected table is not asked."""
    curated = knowledge_base.for_hub_id(row[0])
    given = {terms_.expression for terms_ in knowledge_base.for_hub_data(row[0])}

    assert given == {terms_.expression for terms_ in curated} if curated else row[2] in given


class TestConversions:
    @pytest.mark.parametrize(
        "hub_id",
        [
            "black-forest-labs/FLUX.1-dev-onnx",
            "city96/FLUX.1-dev-gguf",
            "someone/FLUX.1-dev-bnb-4bit",
            "someone/flux.1-dev-fp8",
            "someone/FLUX.1-dev-AWQ",
        ],
    )
    def test_a_conversion_likely_has_the_terms_of_its_model(self, hub_id: str) -> None:
        """A format or a precision after a known name is taken for a conversion, and the claim says that it is inferred."""
        (found,) = knowledge_base.for_hub_id(hub_id)

        assert (found.expression, found.stated) == (
            "LicenseRef-lexbom-flux-1-dev-nc-1.1.1",
            knowledge_base.INFERRED,
        )

    @pytest.mark.parametrize(
        "hub_id", ["ggerganov/ggml", "someone/model-onnx", "someone/unheard-of-gguf", "onnx"]
    )
    def test_a_format_alone_says_nothing(self, hub_id: str) -> None:
        """Neither an owner's name nor a format makes a model known."""
        assert knowledge_base.for_hub_id(hub_id) == ()

    def test_the_model_itself_is_not_inferred(self) -> None:
        """The vendor's own id is known, not guessed."""
        (found,) = knowledge_base.for_hub_id("black-forest-labs/FLUX.1-dev")

        assert found.stated == ""
