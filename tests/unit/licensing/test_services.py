# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Hosted models and where they are offered."""

import re

import pytest

from compliance.licensing import regions, services
from compliance.model import Component, Kind


@pytest.mark.parametrize(
    ("name", "supplier", "url", "expected"),
    [
        ("openai", "", "", "OpenAI API"),
        ("gpt-4o", "OpenAI", "", "OpenAI API"),
        ("assistant", "", "https://api.anthropic.com/v1/messages", "Anthropic API"),
        ("mistral-large", "", "", "Mistral API"),
        ("openai", "", "http://localhost:11434/v1", ""),
        ("azure-openai", "", "", ""),
        ("openai", "Microsoft", "", ""),
        ("postgres", "", "", ""),
        ("openai", "", "http://[broken", ""),
    ],
)
def test_a_service_is_known_by_endpoint_then_supplier_then_name(
    *, name: str, supplier: str, url: str, expected: str
) -> None:
    """The endpoint decides where there is one, since a vendor's client may talk to another server."""
    component = Component("service:x", Kind.SERVICE, name, supplier=supplier, url=url)
    found = services.find_service(component)

    assert expected == (found.name if found else "")


def test_lists_are_of_countries_and_dated() -> None:
    """Every code is a country's, every list has a source and a day, and the EU is inside the two complete lists."""
    for service in services.known_services():
        assert set(service.supported) <= set(regions.NAMES)
        assert {code for code, _ in service.exceptions} <= {*regions.NAMES, *regions.GROUPS}
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", service.read)
        assert service.source
    listed = {
        service.vendor: set(service.supported) for service in services.known_services() if service.supported
    }
    assert {"OpenAI", "Anthropic"} == set(listed)
    assert all(codes >= regions.EU for codes in listed.values())
