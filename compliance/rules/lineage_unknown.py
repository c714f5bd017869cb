# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A model that was made from another, and nothing says from which.

## What it finds
Models whose name, file name or header says that they are quantised, an adapter, merged or fine-tuned, without a relation to a base model.

## Why it matters
A derived model is under its base's terms as well, whatever its own card says; a base that isn't known hides them. An adapter or a quantised
file means nothing without the base it belongs to.

## How to fix
Name the base in the card (`base_model:`) or under `[[models]]`.

## Example
    models/chat.Q4_K_M.gguf, whose header names no base model
"""

from collections.abc import Iterator

from compliance.findings import Finding
from compliance.lazy_regex import compile_lazily
from compliance.model import DERIVED_FROM, Component, Inventory, Kind, Severity
from compliance.settings import Settings

SEVERITY = Severity.WARNING
_SIGNS = {
    "quantised": compile_lazily(
        r"(?:^|[-_. /])(?:i?q[2-8]_[k01][a-z_]*|gptq|awq|exl2|bnb|gguf|ggml|[48][-_]?bit|int[48]|quanti[sz]ed)(?:$|[-_. /])"
    ),
    "an adapter": compile_lazily(r"(?:^|[-_. /])(?:q?lora|dora|peft|adapter|adapter_model)(?:$|[-_. /])"),
    "fine-tuned": compile_lazily(r"(?:^|[-_. /])(?:fine[-_]?tuned?|finetuning|sft|dpo)(?:$|[-_. /])"),
    "merged": compile_lazily(r"(?:^|[-_. /])(?:merged|slerp|mergekit)(?:$|[-_. /])"),
}


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    based = {relation.source for relation in inventory.relations if relation.kind in DERIVED_FROM}
    for component in inventory.components:
        if component.kind is Kind.MODEL and component.ref not in based and (sign := _sign(component)):
            what, why = sign
            yield Finding(
                rule="lineage-unknown",
                severity=SEVERITY,
                component=component.name,
                ref=component.ref,
                message=f"{component.name} is {what}, as {why} says, and nothing names the model it was made from",
                fix="Name the base model in its card (base_model), or under [[models]] in lexbom.toml",
                evidence=component.evidence[:1],
            )


def _sign(component: Component) -> tuple[str, str] | None:
    """What the model is said to be and where that is said."""
    precision = component.model.precision if component.model else ()
    if any(dtype.startswith(("Q", "IQ")) for dtype in precision[:1]):
        return "quantised", f"its header ({precision[0]})"
    for where in (component.name, component.path.rpartition("/")[2]):
        for what, pattern in _SIGNS.items():
            if pattern.search(where.lower().removesuffix(".gguf").removesuffix(".ggml")):
                return what, f"the name {where!r}"
    return None
