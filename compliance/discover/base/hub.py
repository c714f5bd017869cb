# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Models and data sets of the Hugging Face hub, by their ids."""

from functools import cache

from compliance.lazy_regex import compile_lazily
from compliance.licensing import knowledge_base
from compliance.model import Component, Evidence, Kind, LicenseClaim, Party, Presence, SaidBy, Subject

_ID = compile_lazily(r"[A-Za-z0-9][\w.-]{0,95}(?:/[A-Za-z0-9][\w.-]{0,95})?\Z")
DECLARED = "declared:"
"""Begins the refs of what only has a name."""
_COMMIT = compile_lazily(r"[0-9a-f]{40}\Z")


def is_id(text: str) -> bool:
    """Whether `text` has the form of a hub id: `owner/name`, or a bare name from the hub's first years."""
    return (
        bool(_ID.match(text))
        and not text.endswith((".py", ".json", ".txt", ".pt", ".onnx"))
        and ".." not in text
    )


def hub_component(hub_id: str, kind: Kind, evidence: tuple[Evidence, ...], revision: str = "") -> Component:
    """The model or data set that code, a card or the configuration names; its bytes are elsewhere.

    The purl type huggingface (purl-spec) needs an owner and is for models; a data set gets none. What can't be an id of a hub is a name.
    """
    if not is_id(hub_id):
        return Component(
            ref=f"{DECLARED}{kind}/{hub_id}",
            kind=kind,
            name=hub_id,
            version=revision,
            presence=Presence.REFERENCED,
            evidence=evidence,
        )
    owner = hub_id.partition("/")[0] if "/" in hub_id else ""
    folder = "datasets/" if kind is Kind.DATASET else ""
    purl = f"pkg:huggingface/{hub_id}" if kind is Kind.MODEL and "/" in hub_id else ""
    if purl and _COMMIT.match(revision):
        purl += f"@{revision}"
    return Component(
        ref=f"hub:{folder}{hub_id}" + (f"@{revision}" if revision else ""),
        kind=kind,
        name=hub_id,
        version=revision,
        purl=purl,
        presence=Presence.REFERENCED,
        evidence=evidence,
        supplier=owner,
        producer=Party(owner, "", f"https://huggingface.co/{owner}") if owner else None,
        url=f"https://huggingface.co/{folder}{hub_id}",
        licenses=_vendor_terms(hub_id) if kind is Kind.MODEL else _recorded_terms(hub_id),
    )


@cache
def _vendor_terms(hub_id: str) -> tuple[LicenseClaim, ...]:
    """The licence that the vendor is known to apply to models of this name."""
    return tuple(
        LicenseClaim(
            terms.expression,
            SaidBy.KNOWLEDGE,
            subject=Subject.WEIGHTS,
            stated=terms.stated,
            evidence=(Evidence(source=terms.source),),
        )
        for terms in knowledge_base.for_hub_id(hub_id)
    )


def _recorded_terms(hub_id: str) -> tuple[LicenseClaim, ...]:
    """The licences that others recorded for the data set."""
    return tuple(
        LicenseClaim(
            terms.expression,
            SaidBy.KNOWLEDGE,
            subject=Subject.DATA,
            stated=terms.stated if terms.stated != terms.expression else "",
            evidence=(Evidence(source=terms.source),),
        )
        for terms in knowledge_base.for_hub_data(hub_id)
    )
