# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What is wrong with a list of licences: the schema says only that none of its alternatives fits."""

import re
from collections.abc import Iterator
from typing import Any

from compliance.bom.official_schemas import license_ids
from compliance.bom.validation.json_path import Path, find_nearest, quote_value
from compliance.english import plural
from compliance.lazy_regex import compile_lazily

Hint = tuple[Path, str, str]
"""Where below the list, what is wrong, what to do."""

_REF = compile_lazily(r"(?:DocumentRef-[\w.-]+:)?LicenseRef-[\w.-]+\Z")
_EXPRESSION = compile_lazily(r"\s(?:AND|OR|WITH)\s|[()]", re.IGNORECASE)


def hint_at_licenses(licenses: Any, version: Any, number: int | None) -> Iterator[Hint]:
    """What is wrong with `licenses`, or with one entry of it, in a document of this CycloneDX version, as far as the rules for licences say."""
    if not isinstance(licenses, list):
        yield (
            (),
            f"`licenses` is {quote_value(licenses)}; it has to be a list",
            'Write [{"license": {"id": "MIT"}}]',
        )
        return
    for place in range(len(licenses)) if number is None else (number,):
        for below, message, fix in _of_entry(licenses[place]):
            yield (place, *below), message, fix
    if version != "1.7" and len(licenses) > 1:
        yield from _beside_expression(licenses)


def _beside_expression(licenses: list[Any]) -> Iterator[Hint]:
    """Before CycloneDX 1.7 an expression stands alone."""
    for place, entry in enumerate(licenses):
        if isinstance(entry, dict) and "expression" in entry:
            yield (
                (place,),
                f"an expression stands beside {plural(len(licenses) - 1, 'other licence')}; before CycloneDX 1.7 it is a list of licences or exactly one expression, never both",
                "Join them in one expression with AND or OR, or list plain licences only",
            )
            return


def _of_entry(entry: Any) -> Iterator[Hint]:
    if not isinstance(entry, dict):
        yield (
            (),
            f"a licence is {quote_value(entry)}; it has to be an object",
            f'Write {{"license": {{"name": {quote_value(entry)}}}}}',
        )
    elif "license" in entry and "expression" in entry:
        yield (
            (),
            "`license` and `expression` stand side by side; exactly one of them is allowed",
            "Keep one of the two",
        )
    elif "license" in entry:
        yield from (
            (("license", *below), message, fix) for below, message, fix in _of_license(entry["license"])
        )
    elif "expression" not in entry:
        wrap = " (`id` and `name` belong inside `license`)" if {"id", "name"} & set(entry) else ""
        yield (
            (),
            f"a licence has neither `license` nor `expression`{wrap}",
            'Write {"license": {"id": "..."}} or {"expression": "..."}',
        )


def _of_license(license_: Any) -> Iterator[Hint]:
    if not isinstance(license_, dict):
        yield (
            (),
            f"`license` is {quote_value(license_)}; it has to be an object",
            'Write {"license": {"id": "..."}}',
        )
        return
    if ("id" in license_) == ("name" in license_):
        found = "both `id` and `name`" if "id" in license_ else "neither `id` nor `name`"
        yield (
            (),
            f"a licence has {found}; it needs exactly one of them",
            "Keep `id` for an SPDX id, `name` for all others",
        )
    identifier = license_.get("id", "")
    if "id" in license_ and not (isinstance(identifier, str) and identifier in license_ids()):
        yield ("id",), *_of_id(identifier)


def _of_id(identifier: Any) -> tuple[str, str]:
    said = f"`license.id` is {quote_value(identifier)}, which is no id of the SPDX licence list"
    if not isinstance(identifier, str):
        return said, "Give an id of https://spdx.org/licenses"
    if _REF.match(identifier):
        return (
            f"{said}, but a LicenseRef",
            f'Write it as `license.name`: {{"license": {{"name": {quote_value(identifier)}}}}}',
        )
    if _EXPRESSION.search(identifier):
        return (
            f"{said}, but an expression",
            f'Write it as `expression`: {{"expression": {quote_value(identifier)}}}',
        )
    near = find_nearest(identifier, license_ids())
    if near:
        return said, f'Use "{near[0]}" if that is meant; unknown licences belong in `license.name`'
    return said, "Unknown licences belong in `license.name`"
