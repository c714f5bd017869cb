# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Licence texts find what they are about."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from archiving import installed

from compliance.discover import discover
from compliance.discover.resolve import place_texts
from compliance.model import Component, Evidence, Inventory, Kind, LicenseClaim, SaidBy, Status, Subject
from compliance.settings import Product, Scan, Settings

CSV = "name,height,weight\nann,1,2\nbob,3,4\n"
NC = "Terms\n\nYou may use the material for non-commercial purposes only.\n"
FREE = "Terms of the authors\n\nYou may use the material for any purpose at all.\n"
HEADER = b'{"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}'
WEIGHTS = len(HEADER).to_bytes(8, "little") + HEADER + bytes(16)
Said = list[tuple[str, Subject, str]]


def look(root: Path, files: Mapping[str, str | bytes]) -> Inventory:
    """What is found in a tree of these files."""
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return discover(root, Settings(product=Product(name="shop")))


def said(component: Component) -> Said:
    """Path, subject and part of each claim that a text makes."""
    return [
        (claim.evidence[0].path, claim.subject, claim.part)
        for claim in component.licenses
        if claim.said_by is SaidBy.TEXT
    ]


def test_a_text_named_after_the_data_is_about_all_data(tmp_path: Path) -> None:
    """It lies at the root, the table in a folder; the product has nothing of it then."""
    inventory = look(tmp_path, {"DATA_LICENSE": NC, "LICENSE": FREE, "data/corpus.csv": CSV})

    (data,) = inventory.components
    assert said(data) == [("DATA_LICENSE", Subject.DATA, "")]
    assert said(inventory.product) == [("LICENSE", Subject.CODE, "")]


def test_a_text_named_after_the_data_stays_without_data(tmp_path: Path) -> None:
    """With the product, for its data."""
    inventory = look(tmp_path, {"DATA_LICENSE": NC, "a.py": "a = 1\n"})

    assert said(inventory.product) == [("DATA_LICENSE", Subject.DATA, "")]


def test_a_name_outweighs_a_text_for_everything(tmp_path: Path) -> None:
    """Of two texts beside a model the one for the weights is its own; the one for the code is not."""
    files: dict[str, str | bytes] = {
        "LICENSE": FREE,
        "LICENSE-CODE": FREE,
        "LICENSE_weights": NC,
        "model.safetensors": WEIGHTS,
    }
    inventory = look(tmp_path, files)

    (model,) = inventory.components
    assert said(model) == [("LICENSE_weights", Subject.WEIGHTS, "")]


def test_a_nearer_text_outweighs_a_name(tmp_path: Path) -> None:
    """What lies in the model's own folder is about it."""
    files: dict[str, str | bytes] = {
        "LICENSE_weights": NC,
        "models/a/LICENSE": FREE,
        "models/a/model.safetensors": WEIGHTS,
    }
    inventory = look(tmp_path, files)

    (model,) = inventory.components
    assert said(model) == [("models/a/LICENSE", Subject.WEIGHTS, "")]


@pytest.mark.parametrize(
    ("path", "subject", "part"),
    [
        ("models/grand/LICENSE", Subject.WEIGHTS, "grand"),
        ("models/grand/USE_POLICY.md", Subject.WEIGHTS, "grand"),
        ("model_licenses/LICENSE-big", Subject.WEIGHTS, "big"),
        ("data/voices/LICENSE.txt", Subject.DATA, "voices"),
        ("lib/paintbox/COPYING", Subject.CODE, "paintbox"),
        ("LICENSE.tagger", Subject.CODE, "tagger"),
    ],
)
def test_a_text_without_a_component_stays_with_the_product(
    tmp_path: Path, path: str, subject: Subject, part: str
) -> None:
    """Under the name of the file or of the folder, and the product's own claims are others."""
    inventory = look(tmp_path, {path: NC, "a.py": "a = 1\n"})

    assert said(inventory.product) == [(path, subject, part)]
    assert inventory.product.own_licenses == ()


def test_a_text_goes_to_the_model_that_it_names(tmp_path: Path) -> None:
    """Wherever it lies, and not to the model beside it."""
    files: dict[str, str | bytes] = {
        "licenses/LICENSE-grand": NC,
        "models/grand.safetensors": WEIGHTS,
        "other.safetensors": WEIGHTS[:-1] + b"1",
    }
    inventory = look(tmp_path, files)

    by_name = {component.name: said(component) for component in inventory.components}
    assert [path for path, _, _ in by_name.pop(next(name for name in by_name if "grand" in name))] == [
        "licenses/LICENSE-grand"
    ]
    assert list(by_name.values()) == [[]]
    assert said(inventory.product) == []


def test_a_text_beside_a_model_may_name_it_by_a_word(tmp_path: Path) -> None:
    """One that names something else there is not about the model."""
    files: dict[str, str | bytes] = {
        "models/bird-songs/LICENSE.songs": NC,
        "models/bird-songs/LICENSE.tagger": FREE,
        "models/bird-songs/model.safetensors": WEIGHTS,
    }
    inventory = look(tmp_path, files)

    (model,) = inventory.components
    assert said(model) == [("models/bird-songs/LICENSE.songs", Subject.WEIGHTS, "")]
    assert said(inventory.product) == [("models/bird-songs/LICENSE.tagger", Subject.CODE, "tagger")]


def test_a_text_named_after_the_product_is_its_own(tmp_path: Path) -> None:
    """`SHOP_LICENSE` in shop names no part."""
    inventory = look(tmp_path, {"SHOP_LICENSE": NC, "a.py": "a = 1\n"})

    assert said(inventory.product) == [("SHOP_LICENSE", Subject.CODE, "")]


def test_texts_of_tests_are_test_inputs(tmp_path: Path) -> None:
    """They bind nobody."""
    inventory = look(tmp_path, {"tests/fixtures/odd/LICENSE": NC, "a.py": "a = 1\n"})

    assert said(inventory.product) == []


def test_a_manifest_makes_a_file_the_licence(tmp_path: Path) -> None:
    """Whatever it is called and wherever it lies."""
    manifest = '[project]\nname = "shop"\nlicense = { file = "legal/conditions.txt" }\n'
    inventory = look(tmp_path, {"pyproject.toml": manifest, "legal/conditions.txt": NC})

    assert said(inventory.product) == [("legal/conditions.txt", Subject.CODE, "")]


def test_a_pdf_is_a_gap(tmp_path: Path) -> None:
    """Its text is not read, which is said with what to do."""
    inventory = look(tmp_path, {"LICENSE.pdf": b"%PDF-1.7\n", "a.py": "a = 1\n"})

    (gap,) = (gap for gap in inventory.gaps if gap.path == "LICENSE.pdf")
    assert "PDF" in gap.reason
    assert ".txt" in gap.fix


def test_a_page_is_read_without_its_tags(tmp_path: Path) -> None:
    """The words of a licence in HTML count, its scripts don't."""
    page = "<html>\n<script>var a = 'x';</script>\n<p>You may use the <b>material</b> for non-commercial purposes only.</p></html>\n"
    inventory = look(tmp_path, {"LICENSE.html": page, "a.py": "a = 1\n"})

    (claim,) = inventory.product.licenses
    assert [clause.evidence.line for clause in claim.clauses] == [3]


def test_the_text_of_a_package_is_not_that_of_its_parts(tmp_path: Path) -> None:
    """A section goes to the shared object that it names, the rest stays with the package, under the part's name."""
    text = (
        "Permission is hereby granted to anybody to use this.\n\n----\n\nlibalpha\n\nCopyright 2020 Some People\n\nLicensed under the Zlib license.\n\n"
        "----\n\nGamma\n\nCopyright 2020 Others\n\nLicensed under the MIT license.\n"
    )
    files = {
        "tiny_prod.libs/libalpha-c4204469.so.1": b"\x7fELF1",
        "tiny_prod.libs/libbeta-c4204469.so.1": b"\x7fELF2",
        "tiny_prod-1.0.dist-info/licenses/LICENSE": text.encode(),
    }
    site = installed(tmp_path / "site", files)
    (tmp_path / "product").mkdir()
    inventory = discover(tmp_path / "product", Settings(scan=Scan(venv=str(site))))

    by_name = {component.name: component for component in inventory.components}
    assert [claim.expression for claim in by_name["libalpha"].licenses] == ["Zlib"]
    assert by_name["libbeta"].licenses == ()
    assert [(claim.expression, claim.part) for claim in by_name["Tiny.Prod"].licenses if claim.part] == [
        ("MIT", "Gamma")
    ]


def test_a_holder_names_each_part_once() -> None:
    """Copies of a file say the same."""
    claims = [
        LicenseClaim("Zlib", SaidBy.TEXT, Status.OBSERVED, evidence=(Evidence(path, 1),), part="alpha")
        for path in ("a/LICENSE", "b/LICENSE")
    ]
    library = Component("pkg:pypi/tiny@1", Kind.LIBRARY, "tiny")
    _, left = place_texts.give_to_parts(
        [place_texts.PartClaim(library.ref, claim) for claim in claims], [library]
    )

    assert left == {library.ref: claims[:1]}
