# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The way of the data, and the Python API: a product becomes a document, a document becomes a result.

walk -> discover -> Inventory -> rules -> findings -> policy -> Verdict -> report
                    Inventory -> bom.write -> document
document of another run or tool -> bom.read -> Inventory
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compliance import config_values, time_budget
from compliance.bom import redacting
from compliance.bom.cyclonedx import write
from compliance.bom.validation import validate
from compliance.discover import discover
from compliance.discover.base.hashing import Progress
from compliance.errors import ConfigError, InternalError
from compliance.model import Inventory
from compliance.settings import Settings

if TYPE_CHECKING:
    from compliance.result import Result


@dataclass(frozen=True, slots=True)
class Build:
    """A product's document, which is valid."""

    document: dict[str, Any]
    """CycloneDX 1.7 JSON."""
    inventory: Inventory | None
    """What the document says, if it says all that was found: None where secrets were masked in it, so that it has to be read."""


def build(
    root: Path,
    settings: Settings,
    *,
    cache_file: Path | None = None,
    progress: Progress = lambda *_: None,
    clock: time_budget.Clock | None = None,
    complete: Callable[[Inventory], Inventory] = lambda inventory: inventory,
) -> Build:
    """The CycloneDX document of the product at `root`, and its inventory; `complete` may add to what was discovered, `clock` limits the time of each file.

    Raises:
        UsageError: `root` is no folder, or the environment holds no packages.
        ConfigError: what `[scan]` names isn't there.
        ConfigError: a pattern of `[scan] redact` masks what a BOM needs.
        InternalError: the document breaks its schema.
    """
    config_values.require_paths(settings, root)
    inventory = complete(discover(root, settings, cache_file=cache_file, progress=progress, clock=clock))
    composed = write.compose_bom(inventory, settings)
    masked = redacting.redacted(composed, settings.scan.redact)
    document = write.number_bom(masked)
    _require_valid(document, settings)
    return Build(document, inventory if masked is composed else None)


def _require_valid(document: dict[str, Any], settings: Settings) -> None:
    if problems := validate.validate_document(document):
        first = problems[0]
        if settings.scan.redact:
            raise ConfigError(
                f"A pattern of [scan] redact masks what a BOM needs: {first.pointer}: {first.message}",
                fix="Make the pattern narrower",
            )
        raise InternalError(
            f"The BOM would not be valid: {first.pointer}: {first.message}",
            fix="Please report this with the file it names",
        )


def assess(
    document: dict[str, Any],
    settings: Settings,
    baseline: dict[str, Any] | None = None,
    inventory: Inventory | None = None,
) -> "Result":
    """What the rules say of a CycloneDX document.

    Args:
        document: Ours or another tool's.
        settings: What the owner states and allows.
        baseline: An earlier document or JSON report, against which the findings are weighed.
        inventory: What the document was written from, if `build` gave it; the document is then neither read nor validated again.
    """
    from compliance import assessment

    return assessment.assess(document, settings, baseline, inventory)
