# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from compliance.discover.interface import ProseStatement
from compliance.discover.resolve.prose_claims import join_prose
from compliance.model import (
    Clause,
    ClauseKind,
    Component,
    Evidence,
    Kind,
    LicenseClaim,
    SaidBy,
    Subject,
)

PRODUCT = Component("product", Kind.PRODUCT, "net")


def claim(subject: Subject, expression: str = "", part: str = "", path: str = "README.md") -> LicenseClaim:
    """What a README says; without an expression a limit to non-commercial use."""
    where = Evidence(path, 5, "words")
    clauses = () if expression else (Clause(ClauseKind.NON_COMMERCIAL, where),)
    return LicenseClaim(
        expression, SaidBy.README, subject=subject, evidence=(where,), clauses=clauses, part=part
    )


def model(path: str, *claims: LicenseClaim) -> Component:
    return Component(f"file:{path}", Kind.MODEL, path.rpartition("/")[2], path=path, licenses=claims)


def said(component: Component) -> list[tuple[str, str, str]]:
    return [(str(one.subject), one.expression, one.part) for one in component.licenses]


def test_weights_anywhere_below_get_what_the_root_says_of_weights() -> None:
    """A limit on the weights in the root's README reaches each shipped model, and not the product."""
    statement = ProseStatement("", "", "README.md", (claim(Subject.WEIGHTS),))

    product, found = join_prose(PRODUCT, [model("a/b/w.onnx"), model("w.onnx")], [statement])

    assert [said(one) for one in found] == [[("weights", "", "")], [("weights", "", "")]]
    assert said(product) == []


def test_without_a_model_the_product_has_the_limit_on_its_weights() -> None:
    """A limit on weights that lie elsewhere stays with the product as a claim on a part of it."""
    product, _ = join_prose(PRODUCT, [], [ProseStatement("", "", "README.md", (claim(Subject.WEIGHTS),))])

    assert said(product) == [("weights", "", "the model weights")]


def test_the_nearest_readme_counts() -> None:
    """What the README in the model's folder says of weights stands in place of what the root's says."""
    statements = [
        ProseStatement("", "", "README.md", (claim(Subject.WEIGHTS),)),
        ProseStatement("m", "", "m/README.md", (claim(Subject.WEIGHTS, "MIT", path="m/README.md"),)),
    ]

    _, (near, far) = join_prose(PRODUCT, [model("m/w.onnx"), model("n/w.onnx")], statements)

    assert said(near) == [("weights", "MIT", "")]
    assert said(far) == [("weights", "", "")]


def test_a_nearer_text_outweighs_the_root() -> None:
    """A model with a licence text in its own folder is not limited by what the root's README says of weights."""
    text = LicenseClaim(
        "Apache-2.0", SaidBy.TEXT, subject=Subject.WEIGHTS, evidence=(Evidence("m/n/LICENSE", 1),)
    )

    _, (found,) = join_prose(
        PRODUCT,
        [model("m/n/w.onnx", text)],
        [ProseStatement("", "", "README.md", (claim(Subject.WEIGHTS),))],
    )

    assert said(found) == [("weights", "Apache-2.0", "")]


def test_a_part_by_its_name() -> None:
    """A claim on a named part reaches the model of that name only."""
    statement = ProseStatement("", "", "README.md", (claim(Subject.WEIGHTS, part="foo_large.pth"),))

    product, (large, small) = join_prose(
        PRODUCT, [model("w/foo_large.pth"), model("w/foo_small.pth")], [statement]
    )

    assert (said(large), said(small), said(product)) == ([("weights", "", "")], [], [])


def test_a_part_that_is_not_there() -> None:
    """A limit on a part that isn't shipped is the product's, with the part's name; a permissive licence of one says nothing."""
    statement = ProseStatement(
        "",
        "",
        "README.md",
        (claim(Subject.WEIGHTS, part="Bar models"), claim(Subject.CODE, "MIT", part="Baz")),
    )

    product, _ = join_prose(PRODUCT, [], [statement])

    assert said(product) == [("weights", "", "Bar models")]


def test_what_a_package_says_of_its_data() -> None:
    """A package's description reaches the data that it ships, and the package where it ships none."""
    library = Component("pkg:pypi/a@1", Kind.LIBRARY, "a")
    table = Component("pkg:pypi/a@1#a/t.csv", Kind.DATASET, "t.csv", path="a/t.csv", shipped_by=library.ref)
    statement = ProseStatement(
        "", library.ref, "a-1.dist-info/METADATA", (claim(Subject.DATA),), is_aside=True
    )

    _, (_, data) = join_prose(PRODUCT, [library, table], [statement])
    _, (alone,) = join_prose(PRODUCT, [library], [statement])

    assert said(data) == [("data", "", "")]
    assert said(alone) == [("data", "", "the data")]


def test_documentation_counts_only_where_it_limits() -> None:
    """A page of documentation that names a permissive licence is no claim on the product; one that limits use is."""
    permissive = ProseStatement("", "", "docs/a.md", whole=(claim(Subject.CODE, "MIT"),), is_aside=True)
    limiting = ProseStatement("", "", "docs/b.md", whole=(claim(Subject.CODE),), is_aside=True)

    product, _ = join_prose(PRODUCT, [], [permissive, limiting])

    assert said(product) == [("code", "", "")]


def test_several_documents_that_say_the_same() -> None:
    """A README and its translation are one claim with two places."""
    statements = [
        ProseStatement("", "", path, whole=(claim(Subject.CODE, path=path),))
        for path in ("README.md", "README_CN.md")
    ]

    product, _ = join_prose(PRODUCT, [], statements)

    (only,) = product.licenses
    assert [place.path for place in only.evidence] == ["README.md", "README_CN.md"]
