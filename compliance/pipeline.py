# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The way of the data, and the Python API: a product becomes a document, a document becomes a result.

walk -> discover -> Inventory -> bom.write -> document -> bom.read -> Inventory -> rules -> findings -> policy -> Verdict -> report
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compliance import config_values, time_budget
from compliance.bom.cyclonedx import write
from compliance.bom.validation import validate
from compliance.discover import discover
from compliance.discover.base.hashing import Progress
from compliance.errors import ConfigError, InternalError
from compliance.model import Inventory
from compliance.settings import Settings

if TYPE_CHECKING:
    from compliance.result import Result


def build(
    root: Path,
    settings: Settings,
    *,
    cache_file: Path | None = None,
    progress: Progress = lambda *_: None,
    clock: time_budget.Clock | None = None,
    complete: Callable[[Inventory], Inventory] = lambda inventory: inventory,
) -> dict[str, Any]:
    """The CycloneDX document of the product at `root`; `complete` may add to what was discovered, `clock` limits the time of each file.

    Raises:
        UsageError: `root` is no folder, or the environment holds no packages.
        ConfigError: what `[scan]` names isn't there.
        ConfigError: a pattern of `[scan] redact` masks what a BOM needs.
        InternalError: the document breaks its schema.
    """
    config_values.require_paths(settings, root)
    inventory = complete(discover(root, settings, cache_file=cache_file, progress=progress, clock=clock))
    document = write.write_bom(inventory, settings)
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
    return document


def assess(document: dict[str, Any], settings: Settings, baseline: dict[str, Any] | None = None) -> "Result":
    """What the rules say of a CycloneDX document, ours or another tool's; against an earlier document or JSON report if one is given."""
    from compliance import assessment

    return assessment.assess(document, settings, baseline)
