# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Who created a component."""

from dataclasses import replace
from pathlib import Path

import pytest
import samples
from looking import look, of

from compliance.configuration import load_settings
from compliance.discover import discover
from compliance.discover.resolve.producers import resolve_producer
from compliance.model import Component, Kind, Party
from compliance.settings import Supplier

MAKER = Party("Maker", "a@maker.example")


def distribution(root: Path, *lines: str) -> Component:
    """An installed distribution with these lines in its METADATA."""
    text = "\n".join(["Metadata-Version: 2.4", "Name: some", "Version: 1.0", *lines, ""])
    inventory = look(root, {"env/some-1.0.dist-info/METADATA": text}, venv="env")
    (library,) = of(inventory, Kind.LIBRARY)
    return library


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Author: A B", "Author-email: a@b.example"), Party("A B", "a@b.example")),
        (("Author-email: A B <a@b.example>, C <c@b.example>",), Party("A B", "a@b.example")),
        (("Maintainer-email: Team <team@b.example>",), Party("Team", "team@b.example")),
        (("Author: A B", "Maintainer-email: T <t@b.example>"), Party("A B", "t@b.example")),
        (("Home-page: https://b.example",), Party("", "", "https://b.example")),
        (
            ("Author: A", "Project-URL: Source, https://b.example/a"),
            Party("A", "", "https://b.example/a"),
        ),
        (("Author-email: nobody", "Author: UNSPOKEN"), Party("UNSPOKEN")),
        ((), None),
    ],
)
def test_metadata_names_the_producer(tmp_path: Path, lines: tuple[str, ...], expected: Party | None) -> None:
    """The author, else the maintainer, with the first address; else the project's page."""
    found = distribution(tmp_path, *lines)

    assert expected == found.producer
    assert (expected.name if expected else "") == found.supplier


def test_a_hub_account_is_the_producer(tmp_path: Path) -> None:
    """Of a model that is fetched from a hub the account is known, and its page."""
    code = 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/tiny")\n'

    (model,) = of(look(tmp_path, {"a.py": code}), Kind.MODEL)

    assert Party("acme", "", "https://huggingface.co/acme") == model.producer


@pytest.mark.parametrize("words", ["some", "ref", "pkg:pypi/some@1.0", "pkg:pypi/some", "lib/some.bin"])
def test_the_owner_may_name_it(words: str) -> None:
    """By name, bom-ref, path, or purl with or without version; what is found does not outweigh it."""
    component = Component(
        ref="ref",
        kind=Kind.LIBRARY,
        name="some",
        purl="pkg:pypi/some@1.0",
        path="lib/some.bin",
        producer=Party("Other"),
    )

    assert (
        MAKER == resolve_producer(component, (Supplier(("x",)), Supplier((words,), producer=MAKER))).producer
    )
    assert component == resolve_producer(component, (Supplier((words + "x",), producer=MAKER),))


def test_declared_facts_reach_the_inventory(tmp_path: Path) -> None:
    """Everything that the configuration takes for the profiles arrives where rules and BOM see it."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_text("x,y\n1,2\n")
    (tmp_path / "lexbom.toml").write_text(
        """
        [product]
        purl = "pkg:generic/some@1"
        manufacturer = { name = "Owner", email = "owner@some.example" }
        [[models]]
        id = "acme/tiny"
        version = "3"
        released = 2026-01-31
        description = "Sorts notes"
        architecture = "Tiny"
        inputs = ["text"]
        outputs = ["label"]
        [[datasets]]
        path = "data"
        version = "2"
        description = "Counts"
        statistics = "One row"
        [[suppliers]]
        components = ["data/a.csv"]
        producer = { name = "Maker", email = "a@maker.example" }
        [statements]
        released = 2026-02-01
        data-usage = "None"
        """
    )

    settings = load_settings(tmp_path)
    inventory = discover(tmp_path, settings)

    (model,) = of(inventory, Kind.MODEL)
    (dataset,) = of(inventory)
    assert model.model
    assert dataset.dataset
    assert ("3", "2026-01-31", "Sorts notes", "Tiny", ("text",), ("label",)) == (
        model.version,
        model.model.released,
        model.model.description,
        model.model.architecture,
        model.model.inputs,
        model.model.outputs,
    )
    assert ("2", "Counts", "One row", MAKER) == (
        dataset.version,
        dataset.dataset.description,
        dataset.dataset.statistics,
        dataset.producer,
    )
    assert ("pkg:generic/some@1", Party("Owner", "owner@some.example")) == (
        inventory.product.purl,
        inventory.product.producer,
    )
    assert {"released": "2026-02-01", "data-usage": "None"} == settings.statements


def test_facts_may_be_declared_of_what_a_package_ships(tmp_path: Path) -> None:
    """A path as RECORD spells it reaches the weights inside an installed distribution, and no others of that name in the tree."""
    root, site = tmp_path / "product", tmp_path / "env"
    root.mkdir()
    (site / "some-1.0.dist-info").mkdir(parents=True)
    (site / "some" / "data").mkdir(parents=True)
    (site / "some" / "data" / "w.onnx").write_bytes(samples.onnx())
    (site / "some-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.4\nName: some\nVersion: 1.0\n")
    (site / "some-1.0.dist-info" / "RECORD").write_text(
        "some/data/w.onnx,,\nsome-1.0.dist-info/METADATA,,\nsome-1.0.dist-info/RECORD,,\n"
    )
    (root / "lexbom.toml").write_text(
        """
        [[models]]
        path = "some/data/w.onnx"
        version = "7"
        [[models]]
        path = "some/nothing.onnx"
        version = "8"
        """
    )

    settings = load_settings(root)
    inventory = discover(root, replace(settings, scan=replace(settings.scan, venv=str(site))))

    (model,) = of(inventory, Kind.MODEL)
    assert ("7", "pkg:pypi/some@1.0") == (model.version, model.shipped_by)
    assert ["It declares some/nothing.onnx, which is not there"] == [
        gap.reason for gap in inventory.gaps if gap.path == "lexbom.toml"
    ]
