# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Which component of the inventory an entry of an imported document describes."""

import json
import re

from compliance.bom import document_refs
from compliance.bom.cyclonedx import read
from compliance.bom.document import Json, text_at
from compliance.model import Component, Inventory, Kind


class KnownComponents:
    """What the inventory holds before a document is joined to it, by purl and by name."""

    def __init__(self, inventory: Inventory) -> None:
        self._inventory = inventory
        self._by_purl: dict[str, str] = {}
        self._by_name: dict[tuple[Kind, str, str], Component] = {}
        for one in inventory.everything():
            if one.purl:
                self._by_purl.setdefault(one.purl, one.ref)
        for one in inventory.components:
            if one.version:
                self._by_name.setdefault((one.kind, normalise_name(one.name), one.version), one)

    def find(self, entry: Json) -> str:
        """The ref of the component that an entry describes: of its purl, else of its kind, name and version; empty without one."""
        purl = text_at(entry, "purl")
        if purl in self._by_purl:
            return self._by_purl[purl]
        key = (read.kind_of(entry), normalise_name(name_in_full(entry)), text_at(entry, "version"))
        same = self._by_name.get(key)
        return same.ref if same and _may_be_same(purl, same.purl) else ""

    def list_refs(self) -> set[str]:
        """The refs that are taken, those in fields that are kept verbatim among them."""
        refs = {component.ref for component in self._inventory.everything()}
        refs.update(document_refs.refs(json.loads(self._inventory.foreign)))
        for one in self._inventory.everything():
            if '"bom-ref"' in one.foreign:
                refs.update(document_refs.refs(json.loads(one.foreign)))
        return refs


def _may_be_same(purl: str, other: str) -> bool:
    """Whether two purls are of one type, or one of them is not known."""
    return not purl or not other or _type_of_purl(purl) == _type_of_purl(other)


def name_in_full(entry: Json) -> str:
    """The name of an entry with its group."""
    group = text_at(entry, "group")
    return f"{group}/{text_at(entry, 'name')}" if group else text_at(entry, "name")


def normalise_name(name: str) -> str:
    """A name as names are compared: in lower case, with hyphens for all that parts words."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _type_of_purl(purl: str) -> str:
    return purl.partition("/")[0]
