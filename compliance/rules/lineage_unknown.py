# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A model that was made from another, and nothing says from which.

## What it finds
Models whose header says that they are quantised, or whose name or file name suggests that they are quantised, an adapter, merged or
fine-tuned, without a relation to a base model. What rests on a name alone is marked as inferred; the name of an owner or a folder counts
for nothing.

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
                message=f"{component.name} {what} ({why}), and nothing names the model it was made from",
                fix="Name the base model in its card (base_model), or under [[models]] in lexbom.toml",
                evidence=component.evidence[:1],
            )


def _sign(component: Component) -> tuple[str, str] | None:
    """What the model is said or guessed to be, and by what."""
    precision = component.model.precision if component.model else ()
    if any(dtype.startswith(("Q", "IQ")) for dtype in precision[:1]):
        return "is quantised", f"as its header says: {precision[0]}"
    for where in (component.name, component.path):
        own = where.rpartition("/")[2]  # an owner's or a folder's name says nothing of the model
        name = own.lower().removesuffix(".gguf").removesuffix(".ggml")
        for what, pattern in _SIGNS.items():
            if (found := pattern.search(name)) and found.group().strip("-_. ") != name:
                return f"seems to be {what}", f"inferred from the name {own!r}"
    return None
