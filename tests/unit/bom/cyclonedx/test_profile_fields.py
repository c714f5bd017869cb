# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What `lexbom sbom` fills in for the profiles."""

from typing import Any

import pytest

from compliance.bom.cyclonedx import read, write
from compliance.bom.validation import profiles
from compliance.bom.validation.profiles.interface import FieldStatus
from compliance.model import (
    Artifact,
    Component,
    Digest,
    Gap,
    Inventory,
    Kind,
    LicenseClaim,
    Party,
    Presence,
    Relation,
    RelationKind,
    SaidBy,
)
from compliance.model import Status as Standing
from compliance.settings import Product, Settings

PRODUCT = Component(ref="product", kind=Kind.PRODUCT, name="some")
LONG = Digest("SHA-512", "ab" * 64)


def written(*components: Component, settings: Settings | None = None, **more: Any) -> dict[str, Any]:
    """The document of these components."""
    ordered = tuple(sorted(components, key=lambda component: component.ref))
    inventory = Inventory(PRODUCT, ordered, **more)
    document = write.write_bom(inventory, settings or Settings())
    assert inventory == read.read_inventory(document)
    return document


def properties(entry: dict[str, Any], prefix: str) -> dict[str, str]:
    """Its properties below a namespace; each stands there once."""
    own = [
        (one["name"].removeprefix(prefix), one["value"])
        for one in entry["properties"]
        if one["name"].startswith(prefix)
    ]
    assert len(own) == len(dict(own))
    return dict(own)


def unknown(entry: dict[str, Any]) -> set[str]:
    """What it says is not known."""
    return set(properties(entry, "lexbom:").get("unknown", "").split())


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("plain", ("non-executable", "no archive", "unstructured")),
        ("zip", ("non-executable", "archive", "structured")),
        ("pickle", ("executable", "no archive", "unstructured")),
        ("pickle-zip", ("executable", "archive", "structured")),
        ("elf", ("executable", "no archive", "unstructured")),
    ],
)
def test_a_file_says_what_kind_it_is(form: str, expected: tuple[str, str, str]) -> None:
    """File name without path, and the three properties of BSI's taxonomy, as in Table 7 of the guideline."""
    file = Component(ref="m", kind=Kind.MODEL, name="m", path="models/a b.bin", form=form, digests=(LONG,))

    (entry,) = written(file)["components"]

    names = ("filename", "executable", "archive", "structured")
    assert dict(zip(names, ("a b.bin", *expected), strict=True)) == properties(entry, "bsi:component:")
    (reference,) = entry["externalReferences"]
    assert ("distribution", "models/a%20b.bin") == (reference["type"], reference["url"])
    assert [{"alg": "SHA-512", "content": LONG.value}] == reference["hashes"]


def test_a_package_of_files_is_logical() -> None:
    """An installed distribution is several files under one name; nothing is said of a digest that it can't have."""
    library = Component(ref="l", kind=Kind.LIBRARY, name="l", version="1", path="l-1.dist-info")

    (entry,) = written(library)["components"]

    assert "logical" == properties(entry, "lexbom:")["component"]
    assert {} == properties(entry, "bsi:component:")
    assert "filename" not in unknown(entry)


def test_a_lock_with_one_wheel_names_the_file() -> None:
    """The wheel is the deployable form and its archive; the source archive goes where BSI wants it, with its digest."""
    library = Component(
        ref="pkg:pypi/l@1",
        kind=Kind.LIBRARY,
        name="l",
        purl="pkg:pypi/l@1",
        presence=Presence.LOCKED,
        artifacts=(
            Artifact("https://files.example/l-1-py3-none-any.whl"),
            Artifact("https://files.example/l-1.tar.gz", (Digest("SHA-256", "cd" * 32),)),
        ),
    )

    (entry,) = written(library)["components"]

    assert {
        "filename": "l-1-py3-none-any.whl",
        "executable": "non-executable",
        "archive": "archive",
        "structured": "structured",
    } == properties(entry, "bsi:component:")
    assert ["distribution", "source-distribution"] == [one["type"] for one in entry["externalReferences"]]
    assert {"sha-512"} <= unknown(entry)
    assert {"source-uri", "deployable-uri", "filename"}.isdisjoint(unknown(entry))


def test_a_lock_with_several_wheels_names_none() -> None:
    """Which of them gets installed is not known, so the component stays logical."""
    wheels = tuple(Artifact(f"https://files.example/l-1-{tag}.whl") for tag in ("linux", "win"))
    library = Component(ref="l", kind=Kind.LIBRARY, name="l", presence=Presence.LOCKED, artifacts=wheels)

    (entry,) = written(library)["components"]

    assert "filename" not in properties(entry, "bsi:component:")
    assert "logical" == properties(entry, "lexbom:")["component"]


def test_the_concluded_licence_is_the_effective_one() -> None:
    """Only what the owner concluded, and only if it is one."""
    concluded = [LicenseClaim(name, SaidBy.CONFIG, Standing.CONCLUDED) for name in ("MIT", "ISC")]
    one = Component(ref="a", kind=Kind.LIBRARY, name="a", licenses=(concluded[0],))
    two = Component(ref="b", kind=Kind.LIBRARY, name="b", licenses=tuple(concluded))
    declared = Component(
        ref="c", kind=Kind.LIBRARY, name="c", licenses=(LicenseClaim("MIT", SaidBy.METADATA),)
    )

    entries = written(one, two, declared)["components"]

    assert ["MIT", None, None] == [
        properties(entry, "bsi:component:").get("effectiveLicence") for entry in entries
    ]
    assert [False, False, True] == ["concluded-licence" in unknown(entry) for entry in entries]


def test_a_producer_goes_to_manufacturer() -> None:
    """Creator and supplier are two roles."""
    library = Component(
        ref="l", kind=Kind.LIBRARY, name="l", producer=Party("Maker", "a@b.example", "https://b.example")
    )

    (entry,) = written(library)["components"]

    assert {
        "name": "Maker",
        "url": ["https://b.example"],
        "contact": [{"email": "a@b.example"}],
    } == entry["manufacturer"]
    assert "supplier" not in entry
    assert "producer" not in unknown(entry)
    assert "supplier" in unknown(entry)


def test_each_component_says_how_complete_it_is() -> None:
    """The product is incomplete once there is a gap; of its parts nobody knows; none is called complete."""
    library = Component(ref="l", kind=Kind.LIBRARY, name="l")

    found = written(library, gaps=(Gap("x", "It was not read."),))["compositions"]

    assert [("incomplete", ["product"]), ("unknown", ["l"])] == [
        (entry["aggregate"], entry["dependencies"]) for entry in found
    ]


def test_what_was_only_found_hangs_on_the_product() -> None:
    """Every component can be reached from the product, and the inventory gets no edge that nobody stated."""
    needed = Component(ref="needed", kind=Kind.LIBRARY, name="needed")
    found = Component(ref="found", kind=Kind.MODEL, name="found")
    inside = Component(ref="inside", kind=Kind.FILE, name="inside", shipped_by="found")
    edge = Relation("product", RelationKind.DEPENDS_ON, "needed")

    document = written(needed, found, inside, relations=(edge,))

    assert ["found", "needed"] == document["dependencies"][-1]["dependsOn"]
    (row,) = (
        row for row in profiles.measure_coverage(document, "bsi-tr-03183-2").rows if row.field.id == "depth"
    )
    assert 1 == row.count(FieldStatus.PRESENT)


def test_the_owner_speaks_for_the_product() -> None:
    """Statements become properties, addresses become references, and neither is stated as unknown."""
    settings = Settings(
        product=Product(manufacturer=Party("Owner", "owner@some.example")),
        statements={
            "data-usage": "Voices stay on the device",
            "security-policy": "https://some.example/.well-known/security.txt",
        },
    )

    document = written(settings=settings)

    product = document["metadata"]["component"]
    assert "Voices stay on the device" == properties(product, "lexbom:")["statement:data-usage"]
    assert [("rfc-9116", settings.statements["security-policy"])] == [
        (one["type"], one["url"]) for one in product["externalReferences"]
    ]
    assert {"data-usage", "security-policy"}.isdisjoint(unknown(document["metadata"]))
    assert {"security-controls", "released"} <= unknown(document["metadata"])


def test_another_tools_answers_stay() -> None:
    """What a foreign document says of creator, description and kind of file goes through word for word."""
    entry = {
        "type": "library",
        "bom-ref": "l",
        "name": "l",
        "manufacturer": {"name": "Maker", "url": ["https://a.example", "https://b.example"]},
        "description": "Something",
        "authors": [{"name": "Somebody"}],
        "properties": [
            {"name": "bsi:component:archive", "value": "archive"},
            {"name": "theirs", "value": "1"},
        ],
    }
    document = {"bomFormat": "CycloneDX", "specVersion": "1.7", "components": [entry]}

    (first,) = write.write_bom(read.read_inventory(document), Settings())["components"]
    (again,) = write.write_bom(read.read_inventory({**document, "components": [first]}), Settings())[
        "components"
    ]

    for found in (first, again):
        for key in ("manufacturer", "description", "authors"):
            assert entry[key] == found[key]
        assert "archive" == properties(found, "bsi:component:")["archive"]
        assert "1" == properties(found, "theirs")[""]
