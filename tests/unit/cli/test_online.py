# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
from pathlib import Path
from typing import Any

import pytest
from hostile_server import BROKEN, ENDLESS, PARTIAL, Behaviour, answer, hostile

from compliance.cli._support import online
from compliance.errors import UsageError
from compliance.model import Component, Inventory, Kind

SERVICES = ("deps.dev", "ClearlyDefined", "ecosyste.ms")
ODD = {
    "a redirect to a file": answer("302 Found", b"", "Location: file:///etc/passwd"),
    "a redirect to metadata": answer("302 Found", b"", "Location: http://169.254.169.254/"),
    "a wait of years": answer("429 Too Many Requests", b"", "Retry-After: 999999999"),
    "a wait that is no number": answer("503 Unavailable", b"", "Retry-After: ²"),
    "no JSON": answer("200 OK", b"<html>"),
    "packed": answer("200 OK", b"\x1f\x8b\x08\x00", "Content-Encoding: gzip"),
    "a number of 5,000 digits": answer("200 OK", b"9" * 5_000),
    "nested deeply": answer("200 OK", b"[" * 200_000),
    "a password is asked for": answer("401 Unauthorized", b"", 'WWW-Authenticate: Basic realm="x"'),
}


def inventory() -> Inventory:
    """A product with one library of which no licence is known."""
    product = Component(ref="product", kind=Kind.PRODUCT, name="product")
    library = Component(
        ref="alpha", kind=Kind.LIBRARY, name="alpha", version="1.0", purl="pkg:pypi/alpha@1.0"
    )
    return Inventory(product=product, components=(library,))


def completed(
    behaviour: Behaviour, monkeypatch: pytest.MonkeyPatch, folder: Path, scheme: str = "http"
) -> Inventory:
    """The inventory after all three services behaved so."""
    monkeypatch.setenv("LEXBOM_ONLINE_SECONDS", "3")
    with hostile(behaviour) as address:
        for name in ("DEPS_DEV", "CLEARLYDEFINED", "ECOSYSTE_MS"):
            monkeypatch.setenv(f"LEXBOM_{name}_URL", f"{scheme}://{address}")
        return online.complete_licenses(inventory(), folder / "online.json")


@pytest.mark.parametrize("name", [*BROKEN, *ENDLESS, *PARTIAL, *ODD])
def test_no_failure_ends_the_run(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each of the services is a gap in words of ours, the components stay as they were, and nothing is remembered."""
    found = completed((BROKEN | ENDLESS | PARTIAL | ODD)[name], monkeypatch, tmp_path)

    assert sorted(SERVICES) == sorted(gap.path for gap in found.gaps)
    assert inventory().components == found.components
    assert {service: {} for service in SERVICES} == json.loads((tmp_path / "online.json").read_bytes())


def test_a_service_without_tls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Is a gap as well."""
    found = completed(answer("200 OK", b"{}"), monkeypatch, tmp_path, "https")

    assert all("no encrypted connection" in gap.reason for gap in found.gaps)
    assert 3 == len(found.gaps)


@pytest.mark.parametrize(
    "licences", [["\ud800"], ["x" * 5_000], ["a\x1b[2Jb"], ["(" * 5_000], [None], "MIT", [["MIT"]], {"a": 1}]
)
def test_words_that_are_no_licence(licences: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Lone surrogates, control characters, other types and longer text than a licence has say nothing."""
    body = json.dumps({"licenses": licences}).encode()

    found = completed(answer("200 OK", body), monkeypatch, tmp_path)

    assert inventory() == found


@pytest.mark.parametrize(
    "url", ["file:///etc", "https://u:secret@h", "h", "https://h/?token=secret", "https://h:x"]
)
def test_addresses_that_cannot_be_asked(url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The gap names the variable and repeats no secret."""
    for name in ("DEPS_DEV", "CLEARLYDEFINED", "ECOSYSTE_MS"):
        monkeypatch.setenv(f"LEXBOM_{name}_URL", url)

    found = online.complete_licenses(inventory(), tmp_path / "online.json")

    assert {"LEXBOM_DEPS_DEV_URL is no web address, so it was not asked"} < {gap.reason for gap in found.gaps}
    assert not any("secret" in gap.reason for gap in found.gaps)


@pytest.mark.parametrize("stated", ["0", "-1", "soon", "nan", "inf"])
def test_a_budget_that_is_none(stated: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Is a usage error, not a run without end."""
    monkeypatch.setenv("LEXBOM_ONLINE_SECONDS", stated)

    with pytest.raises(UsageError, match="LEXBOM_ONLINE_SECONDS"):
        online.complete_licenses(inventory(), tmp_path / "online.json")
