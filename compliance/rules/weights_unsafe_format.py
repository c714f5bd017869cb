# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Weights are kept as pickles: loading them can run code.

## What it finds
Shipped models in pickles: PyTorch's zip and legacy formats, joblib, plain pickles, NumPy archives with pickled arrays; and Keras models with
Lambda layers, which hold marshalled code. A warning; an error where the file imports what runs code or reaches out of the process, such as
`os.system`. The imports are read from the opcodes, nothing is loaded. TorchScript is not reported unless it has such an import.

## Why it matters
Unpickling calls what the file names. Whoever can change the file can run code wherever it is loaded, so the file has to be trusted like a
program, and an import that no model needs is reason not to load it at all.

## How to fix
Convert the weights to safetensors, ONNX or skops; until then load with `torch.load(..., weights_only=True)` and check the digest. Where an
unsafe import is reported, don't load the file; ask its supplier what it is for.

## Example
    model.pt             # found
    model.safetensors    # not found
"""

from collections.abc import Iterator

from compliance.findings import Finding
from compliance.model import Component, Inventory, Kind, Severity
from compliance.settings import Settings

SEVERITY = Severity.WARNING
_PICKLES = ("pytorch", "pickle", "joblib", "pickled npz")
_SHOWN = 5


def check(inventory: Inventory, settings: Settings) -> Iterator[Finding]:
    for component in inventory.components:
        facts = component.model
        if component.kind is not Kind.MODEL or facts is None:
            continue
        if facts.unsafe_imports:
            yield _report_weights_unsafe_format(
                component,
                Severity.ERROR,
                f"Loading the model {component.name} can run code: it imports {_list_weights_unsafe_format(facts.unsafe_imports)}",
                "Don't load it; ask its supplier what the import is for, or replace the model",
            )
        elif pickled := [form for form in facts.format.split(", ") if form.startswith(_PICKLES)]:
            yield _report_weights_unsafe_format(
                component,
                SEVERITY,
                f"The model {component.name} has weights in a format that can run code when it is loaded: {', '.join(pickled)}",
                "Convert them to safetensors or ONNX, or load them with weights_only=True",
            )


def _report_weights_unsafe_format(
    component: Component, severity: Severity, message: str, fix: str
) -> Finding:
    return Finding(
        rule="weights-unsafe-format",
        severity=severity,
        component=component.name,
        ref=component.ref,
        message=message,
        fix=fix,
        evidence=component.evidence,
    )


def _list_weights_unsafe_format(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
