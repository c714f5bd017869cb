# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Who created a component, as the owner of the product states it: `[[suppliers]] producer`."""

from dataclasses import replace

from compliance.model import Component
from compliance.settings import Supplier


def resolve_producer(component: Component, suppliers: tuple[Supplier, ...]) -> Component:
    """The component with the producer that the first fitting entry names; what the owner says outweighs what was found."""
    names = _names(component)
    for supplier in suppliers:
        if supplier.producer and not names.isdisjoint(supplier.components):
            return replace(
                component,
                producer=supplier.producer,
                supplier=component.supplier or supplier.producer.name,
            )
    return component


def _names(component: Component) -> set[str]:
    """Its name, its bom-ref, its path, and its purl with and without version."""
    unversioned = {component.purl.partition("@")[0]} if "#" not in component.purl else set()
    return {component.name, component.ref, component.path, component.purl, *unversioned} - {""}
