# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`lexbom.toml`, or `[tool.lexbom]` in pyproject.toml, as settings."""

import datetime
import os
from pathlib import Path
from typing import Any

from compliance import config_values, own_schemas
from compliance.errors import ConfigError
from compliance.model import Party
from compliance.project import read_project
from compliance.read_file import read_file
from compliance.redaction import own
from compliance.settings import (
    Clarification,
    DeclaredDataset,
    DeclaredModel,
    LicensePolicy,
    Product,
    Scan,
    Settings,
    Supplier,
    Waiver,
)
from compliance.untyped import MalformedError, dig, parse_toml

FILE_NAME = "lexbom.toml"
_LARGEST = 20 << 20


def load_settings(root: Path, config: Path | None = None) -> Settings:
    """Settings for the product at `root`, from `config` or from what lies there.

    Raises:
        ConfigError: unreadable, not TOML, a key or value that the schema doesn't know, or two configurations.
    """
    table, source = _find(root, config)
    table = _checked(table, source, root)
    own = read_project(root)
    product = {
        "name": own.name,
        "version": own.version,
        "license": own.license,
        "description": own.description,
        **table.get("product", {}),
    }
    given = set(table.get("product", {}))
    product["licensed_in"] = source if "license" in given else own.manifest
    return Settings(
        product=_product({**product, "name": product["name"] or root.resolve().name}),
        scan=_scan(table.get("scan", {}), source),
        models=tuple(
            DeclaredModel(**_take_configuration_texts(_tuples(entry))) for entry in table.get("models", ())
        ),
        datasets=tuple(DeclaredDataset(**entry) for entry in table.get("datasets", ())),
        licenses=_policy(table.get("licenses", {})),
        rules=dict(table.get("rules", {})),
        waivers=tuple(Waiver(**_dates(entry, "expires")) for entry in table.get("waivers", ())),
        suppliers=tuple(_supplier(entry) for entry in table.get("suppliers", ())),
        statements={key: str(value) for key, value in table.get("statements", {}).items()},
        source=source,
        assumptions=tuple(_assumed(given, product)),
    )


def _checked(table: dict[str, Any], source: str, root: Path) -> dict[str, Any]:
    """The table with codes, names of rules and paths as the settings want them.

    Raises:
        ConfigError: the first five things that are wrong with it.
    """
    if not table:
        return table
    faults = list(own_schemas.find_problems(table, "config"))
    if not faults:
        product = table.get("product", {})
        faults += config_values.region_problems(product)
        faults += config_values.rule_problems(table)
        faults += config_values.license_problems(table)
        faults += config_values.path_problems(table, root)
    if faults:
        raise ConfigError(f"{source}: " + "; ".join(faults[:5]), fix="Correct it")
    table = config_values.current_rules(table)
    return {
        **table,
        "product": config_values.normalise_regions(table.get("product", {})),
        "scan": config_values.resolve_paths(table.get("scan", {}), root),
    }


def _find(root: Path, config: Path | None) -> tuple[dict[str, Any], str]:
    if config is not None:
        table = _toml(config)
        if config.name == "pyproject.toml":
            table = _lexbom(table) or {}
        return table, config.name
    own, pyproject = root / FILE_NAME, root / "pyproject.toml"
    there = os.path.isfile(pyproject)  # noqa: PTH113 - never raises
    inside = _lexbom(_toml(pyproject, strict=False)) if there else None
    present = os.path.lexists(own)  # also a folder or a broken link, which is an error, not no configuration
    if present and inside is not None:
        raise ConfigError(f"Both {FILE_NAME} and [tool.lexbom] in pyproject.toml", fix="Keep one of them")
    if present:
        return _toml(own), FILE_NAME
    return (inside, "pyproject.toml") if inside is not None else ({}, "")


def _lexbom(table: dict[str, Any]) -> dict[str, Any] | None:
    """`[tool.lexbom]` of a pyproject.toml, if there is one; a `tool` that is no table holds none."""
    found = dig(table, "tool", "lexbom")
    return found if found is None or isinstance(found, dict) else {"tool.lexbom": found}


def _toml(path: Path, *, strict: bool = True) -> dict[str, Any]:
    try:
        return parse_toml(read_file(path, _LARGEST))
    except (OSError, MalformedError) as error:
        if strict:
            line = f" (line {error.line})" if isinstance(error, MalformedError) and error.line else ""
            raise ConfigError(
                f"{path.name} can't be read: {_in_words(error)}{line}", fix="Correct it or leave it out"
            ) from error
        return {}


def _in_words(error: Exception) -> str:
    if isinstance(error, OSError):
        return (error.strerror or str(error)).lower()
    return str(error)


def _scan(table: dict[str, Any], source: str) -> Scan:
    scan = Scan(**_tuples(table))
    for pattern in scan.redact:
        try:
            own.compiled(pattern)
        except ValueError as error:
            raise ConfigError(
                f"{source}: [scan] redact: {pattern!r} {error}", fix="Correct the pattern or leave it out"
            ) from error
    return scan


def _product(table: dict[str, Any]) -> Product:
    known = _dates(_tuples(table), "support_until")
    if "manufacturer" in known:
        known["manufacturer"] = Party(**known["manufacturer"])
    return Product(**known)


def _supplier(table: dict[str, Any]) -> Supplier:
    producer = {"producer": Party(**table["producer"])} if "producer" in table else {}
    return Supplier(**{**_tuples(table), **producer})


def _policy(table: dict[str, Any]) -> LicensePolicy:
    clarify = tuple(Clarification(**entry) for entry in table.get("clarify", ()))
    return LicensePolicy(**{**_tuples(table), "clarify": clarify})


def _tuples(table: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


def _take_configuration_texts(table: dict[str, Any]) -> dict[str, Any]:
    """TOML's own dates as ISO 8601 texts."""
    return {
        key: value.isoformat() if isinstance(value, datetime.date) else value for key, value in table.items()
    }


def _dates(table: dict[str, Any], key: str) -> dict[str, Any]:
    value = table.get(key)
    return {**table, key: datetime.date.fromisoformat(value)} if isinstance(value, str) else table


def _assumed(given: set[str], product: dict[str, Any]) -> list[str]:
    said = {
        "name": "" if product["name"] else "name = the folder's name",
        "markets": 'markets = ["EU"]',
        "commercial": "commercial = true",
        "role": 'role = "manufacturer"',
    }
    assumed = [line for key, line in said.items() if key not in given and line]
    return assumed if "domicile" in given else [*assumed, "domicile: not given, and not assumed"]
