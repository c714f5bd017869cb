# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A tree of small files, and what is found in it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from compliance.bom.cyclonedx import read, write
from compliance.bom.validation import validate
from compliance.configuration import load_settings
from compliance.discover import discover
from compliance.model import Component, Inventory, Kind
from compliance.settings import Scan, Settings


def look(root: Path, files: dict[str, Any], venv: str = "") -> Inventory:
    """The inventory of a tree of texts, bytes and JSON documents; it survives its document, which is valid."""
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str | bytes) else json.dumps(content, indent=1)
        (root / path).write_bytes(text.encode() if isinstance(text, str) else text)
    return survivor(found(root, venv), load_settings(root))


def found(root: Path, venv: str = "") -> Inventory:
    """The inventory of a tree as it is."""
    return discover(root, replace(load_settings(root), scan=Scan(venv=venv)))


def survivor(inventory: Inventory, settings: Settings) -> Inventory:
    """The inventory, which survives its document, which is valid."""
    document = json.loads(write.serialise_bom(write.write_bom(inventory, settings)))
    assert validate.validate_document(document) == []
    assert inventory == read.read_inventory(document)
    return inventory


def of(inventory: Inventory, kind: Kind = Kind.DATASET) -> list[Component]:
    """The components of one kind."""
    return [component for component in inventory.components if component.kind is kind]


def named(inventory: Inventory, name: str) -> Component:
    """The data set of this name."""
    (found,) = (component for component in of(inventory) if component.name == name)
    return found


def said(component: Component) -> list[tuple[str, str]]:
    """Expression, or else the words, of each licence claim, and who says so."""
    return [(claim.expression or claim.stated, str(claim.said_by)) for claim in component.licenses]
