# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The rules: one module each.

Its docstring is its documentation, its name the rule's name, and `check` finds; a rule about findings has `review` instead.

A rule sees an inventory and the settings; no file, no clock, no JSON.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Protocol, cast

from compliance.findings import Finding
from compliance.model import Inventory, Severity
from compliance.settings import Settings


class Check(Protocol):
    """What a rule's `check` is."""

    def __call__(self, inventory: Inventory, settings: Settings) -> Iterator[Finding]:
        """The findings in an inventory."""


class Review(Protocol):
    """What the `review` of a rule about findings is."""

    def __call__(self, findings: tuple[Finding, ...], settings: Settings) -> Iterator[Finding]:
        """The findings about findings."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and what is written about it."""

    name: str
    severity: Severity
    """The default; a rule may state another for single findings, and the configuration overrides both."""
    summary: str
    documentation: str
    """Markdown: What it finds, Why it matters, How to fix, Example."""
    check: Check | None
    review: Review | None
    formerly: tuple[str, ...] = ()
    """Names that it had in earlier versions (its module's FORMERLY); configurations may still use them."""


def check(inventory: Inventory, settings: Settings) -> tuple[Finding, ...]:
    """What all rules that are not switched off find; those that look at findings come last."""
    wanted = [rule for rule in rules() if settings.rules.get(rule.name) != "off"]
    found = [finding for rule in wanted if rule.check for finding in rule.check(inventory, settings)]
    reviewed = [finding for rule in wanted if rule.review for finding in rule.review(tuple(found), settings)]
    return (*found, *reviewed)


def current_names() -> dict[str, str]:
    """What each name that a configuration may use is called today: a rule's own name, or one that it had."""
    earlier = {name: rule.name for rule in rules() for name in rule.formerly}
    return earlier | {rule.name: rule.name for rule in rules()}


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, by name."""
    modules = (
        importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
    )
    return tuple(_rule(module) for module in modules if hasattr(module, "SEVERITY"))


def _rule(module: ModuleType) -> Rule:
    summary, _, body = inspect.cleandoc(module.__doc__ or "").partition("\n\n")
    name = module.__name__.rpartition(".")[2].replace("_", "-")
    check_, review = (
        cast("Check | None", getattr(module, "check", None)),
        cast("Review | None", getattr(module, "review", None)),
    )
    formerly = tuple(getattr(module, "FORMERLY", ()))
    return Rule(name, module.SEVERITY, " ".join(summary.split()), body, check_, review, formerly)
