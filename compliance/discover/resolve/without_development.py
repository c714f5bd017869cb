# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The product without what only its development needs."""

from dataclasses import replace

from compliance.model import Inventory, Scope


def without_development(inventory: Inventory) -> Inventory:
    """The inventory without components that are excluded from the product, and without what only they carry."""
    left_out = _find_development(inventory)
    components = [one for one in inventory.components if one.ref not in left_out]
    relations = [one for one in inventory.relations if left_out.isdisjoint((one.source, one.target))]
    return replace(inventory, components=tuple(components), relations=tuple(relations))


def _find_development(inventory: Inventory) -> set[str]:
    """The refs of what is excluded, and of all that is shipped by it, however deep."""
    left_out = {component.ref for component in inventory.components if component.scope is Scope.EXCLUDED}
    grown = True
    while grown:
        carried = {component.ref for component in inventory.components if component.shipped_by in left_out}
        grown = not carried <= left_out
        left_out |= carried
    return left_out
