# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What speaks for a hosted model, and what all of it together amounts to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from compliance.discover.code.services import vendors
from compliance.discover.code.services.vendors import Vendor
from compliance.discover.interface import Discovery
from compliance.lazy_regex import compile_lazily
from compliance.licensing import knowledge_base
from compliance.model import (
    Component,
    Evidence,
    Kind,
    LicenseClaim,
    Presence,
    Relation,
    RelationKind,
    SaidBy,
    Subject,
)

_MODEL = compile_lazily(r"[A-Za-z0-9][\w./:@-]{1,99}\Z")


class Sign(StrEnum):
    """Kinds of signals."""

    LIBRARY = "library"
    """The client library is imported or depended on: alone it decides nothing."""
    CLIENT = "client"
    """A client is made that speaks to the vendor's own host."""
    REDIRECTED = "redirected"
    """A client is made that speaks to somebody else."""
    KEY = "key"
    """The environment variable with the API key is named."""
    HOST = "host"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Signal:
    """One sign of a hosted model."""

    sign: Sign
    evidence: Evidence
    vendor: str = ""
    """Empty when only the address is known, or not even that."""
    model: str = ""
    url: str = ""
    """Where it differs from the vendor's usual endpoint."""


def is_model(name: str) -> bool:
    """Whether a text may be the name of a model at a vendor's."""
    return bool(_MODEL.match(name)) and not name.endswith((".gguf", ".bin", ".safetensors", "/"))


def conclude_signals(signals: Iterable[Signal]) -> Iterator[Discovery]:
    """One service for each hosted model; for a vendor without any named model one for its API."""
    by_vendor: dict[str, list[Signal]] = defaultdict(list)
    for signal in signals:
        by_vendor[signal.vendor].append(signal)
    for key in sorted(by_vendor):
        of_vendor = by_vendor[key]
        if key:
            yield from _describe_vendor(vendors.VENDORS[key], of_vendor)
        else:
            yield from _describe_unknown_vendors(of_vendor)


def _describe_vendor(vendor: Vendor, signals: list[Signal]) -> Iterator[Discovery]:
    """A service for each model of the vendor's that is named, or for its API."""
    signs = {signal.sign for signal in signals}
    if Sign.REDIRECTED in signs and not signs & {Sign.CLIENT, Sign.HOST}:
        return  # its library is only used to call somebody else
    grade = _grade(signs)
    for model, about in _group_by_model(signals):
        url = next((signal.url for signal in about if signal.url), vendor.endpoint)
        ref = f"service:{vendor.key}/{model}" if model else f"service:{vendor.key}"
        service = _build_service(ref, model or vendor.service, about, grade)
        yield from _add_call(
            replace(service, supplier=vendor.name, url=url, licenses=_read_terms(vendor.terms))
        )


def _group_by_model(signals: list[Signal]) -> list[tuple[str, list[Signal]]]:
    """The signals that name each model; all of them under an empty name if none does."""
    named: dict[str, list[Signal]] = defaultdict(list)
    for signal in signals:
        if signal.model:
            named[signal.model].append(signal)
    if named:
        return sorted(named.items())
    return [("", [signal for signal in signals if signal.sign is not Sign.REDIRECTED])]


def _grade(signs: set[Sign]) -> str:
    """How sure it is: a host or two kinds of signs make it likely; a client says no more than its library."""
    kinds = signs - {Sign.REDIRECTED, Sign.CLIENT}
    if Sign.CLIENT in signs:
        kinds.add(Sign.LIBRARY)
    return "likely" if Sign.HOST in kinds or len(kinds) > 1 else "possible"


def _describe_unknown_vendors(signals: list[Signal]) -> Iterator[Discovery]:
    """Services whose vendor can't be told: by their host, or by nothing but the protocol they speak."""
    places: dict[tuple[str, str, str], list[Signal]] = defaultdict(list)
    for signal in signals:
        host = vendors.host_of(signal.url)
        places[host, signal.url, signal.model].append(signal)
    for (host, url, model), about in sorted(places.items()):
        place = host or "unknown"
        ref = f"service:{place}/{model}" if model else f"service:{place}"
        name = model or host or "OpenAI-compatible endpoint"
        service = _build_service(ref, name, about, "likely" if host else "possible")
        yield from _add_call(replace(service, url=url))


def _build_service(ref: str, name: str, signals: list[Signal], grade: str) -> Component:
    evidence = {
        replace(signal.evidence, quote=f"{grade}: {signal.evidence.quote}".strip()) for signal in signals
    }
    return Component(
        ref=ref,
        kind=Kind.SERVICE,
        name=name,
        presence=Presence.REFERENCED,
        evidence=tuple(sorted(evidence)),
    )


def _add_call(service: Component) -> Iterator[Discovery]:
    """The service, and that the product calls it."""
    yield service
    yield Relation("", RelationKind.CALLS, service.ref, service.evidence)


def _read_terms(stem: str) -> tuple[LicenseClaim, ...]:
    """The vendor's terms for what its models put out."""
    if not stem:
        return ()
    terms = knowledge_base.load_license(stem)
    source = Evidence(source=terms.facts["sources"][0]["ref"])
    return (LicenseClaim(terms.expression, SaidBy.KNOWLEDGE, subject=Subject.OUTPUT, evidence=(source,)),)
