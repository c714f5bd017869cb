# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A hosted model isn't offered in a target market.

## What it finds
Services whose vendor publishes the countries where they are offered, and a target market that isn't among them: a warning. A note where a
market is listed with an exception or your seat is in a country that isn't listed, where no list was found for a known vendor, and one for
all services whose vendor isn't known here. The lists are dated; their source is the evidence.

## Why it matters
Vendors say that access from elsewhere may be blocked, and so may an account that gives it to others. A list changes without notice.

## How to fix
Read the vendor's page of today, offer another model in that market, or leave the market out.

## Example
    [product]
    markets = ["EU", "CN"]     # and the product calls the OpenAI API
"""

from collections.abc import Iterator

from compliance.findings import Finding
from compliance.licensing import regions, services
from compliance.licensing.services import HostedService
from compliance.model import Component, Inventory, Kind, Severity
from compliance.settings import Product, Settings

SEVERITY = Severity.WARNING


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    unknown = []
    for component in inventory.components:
        if component.kind is Kind.SERVICE:
            if service := services.find_service(component):
                yield from _offered(component, service, settings.product)
            else:
                unknown.append(component)
    if unknown:
        names = ", ".join(dict.fromkeys(component.name for component in unknown))
        yield _report_region_service(
            inventory.product,
            Severity.NOTE,
            f"In which countries these services are offered was not found: {names}",
            "Ask their vendors whether they are offered in your markets",
        )


def _offered(component: Component, service: HostedService, product: Product) -> Iterator[Finding]:
    missing = tuple(sorted(regions.region_members(product.markets) - set(service.supported)))
    special = [
        f"{regions.region_name(code)}: {words}"
        for code, words in service.exceptions
        if regions.find_overlap((code,), product.markets)
    ]
    seat = product.domicile
    if service.ownership and seat and not regions.find_overlap((seat,), service.supported):
        special.append(f"{regions.region_name(seat)}, your seat: {service.ownership}")
    if not service.supported:
        said = f"; {'; '.join(special)}" if special else ""
        yield _report_region_service(
            component,
            Severity.NOTE,
            f"{component.name}: no list of the countries where the {service.name} is offered was found{said}",
            f"Ask {service.vendor} whether it is offered in your markets",
            service,
        )
    elif missing:
        yield _report_region_service(
            component,
            SEVERITY,
            f"{component.name}: the {service.name} is not offered in {regions.list_regions(missing)}, by the vendor's list as read on {service.read}",
            f"Read the list of {service.vendor} of today, or use another model there",
            service,
            missing,
        )
    elif special:
        yield _report_region_service(
            component,
            Severity.NOTE,
            f"{component.name}: the {service.name} is offered with exceptions: {'; '.join(special)}",
            f"Read what {service.vendor} says of these markets",
            service,
        )


def _report_region_service(
    component: Component,
    severity: Severity,
    message: str,
    fix: str,
    service: HostedService | None = None,
    territories: tuple[str, ...] = (),
) -> Finding:
    evidence = (*([service.evidence] if service else []), *component.evidence[:1])
    return Finding(
        "region-service", severity, component.name, component.ref, message, fix, evidence, territories
    )
