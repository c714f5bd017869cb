# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Values of the configuration that a JSON Schema can't check: codes of markets, names of rules, paths inside the root.

A value that means nothing would silently let findings through, so each is an error.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from compliance.errors import ConfigError, UsageError
from compliance.licensing import region_codes
from compliance.own_schemas import suggest_word
from compliance.read_file import open_file
from compliance.settings import Settings

_Table = dict[str, Any]


def region_problems(product: _Table) -> Iterator[str]:
    """What is wrong with the codes under `[product]`."""
    for key, words in (("markets", product.get("markets", [])), ("domicile", [product.get("domicile", "")])):
        for word in words:
            if word and not region_codes.known_code(word):
                yield f"product.{key}: {region_codes.unknown_code(word)} Use {region_codes.ALLOWED}"


def normalise_regions(product: _Table) -> _Table:
    """The same with codes in upper case, each once."""
    known = dict(product)
    if "markets" in known:
        known["markets"] = list(dict.fromkeys(map(region_codes.known_code, known["markets"])))
    if "domicile" in known:
        known["domicile"] = region_codes.known_code(known["domicile"])
    return known


def read_markets(words: Iterable[str]) -> tuple[str, ...]:
    """The codes that were given with `--market`.

    Raises:
        UsageError: one of them is no code.
    """
    codes: dict[str, None] = {}
    for word in words:
        code = region_codes.known_code(word)
        if not code:
            raise UsageError(
                f"--market: {region_codes.unknown_code(word)}",
                fix=f"Use {region_codes.ALLOWED}, and repeat --market for several",
            )
        codes[code] = None
    return tuple(codes)


def rule_problems(table: _Table) -> Iterator[str]:
    """What is wrong with the names of rules under `[rules]` and in `[[waivers]]`."""
    used = [(f"rules.{name[:60]}", name) for name in table.get("rules", {})]
    waivers = enumerate(table.get("waivers", ()), 1)
    used += [(f"waivers[{number}].rule", entry["rule"]) for number, entry in waivers]
    known = _rule_names() if used else {}
    for where, name in used:
        if name not in known:
            yield f"{where}: there is no rule {name[:60]!r}{_nearest_rule(name, known)}"


def current_rules(table: _Table) -> _Table:
    """The configuration with rules under the names that they have today."""
    if not table.get("rules") and not table.get("waivers"):
        return table
    known = _rule_names()
    rules = {known[name]: severity for name, severity in table.get("rules", {}).items()}
    waivers = [{**entry, "rule": known[entry["rule"]]} for entry in table.get("waivers", ())]
    return {**table, "rules": rules, "waivers": waivers}


def _rule_names() -> dict[str, str]:
    from compliance import rules  # a configuration without names of rules doesn't need them

    return rules.current_names()


def _nearest_rule(name: str, known: dict[str, str]) -> str:
    """A hint; people write `licence` in prose, and underscores for hyphens."""
    spelled = name.casefold().replace("_", "-").replace(" ", "-").replace("licence", "license")
    return suggest_word(spelled, known) or "; `lexbom rules` lists them"


def path_problems(table: _Table, root: Path) -> Iterator[str]:
    """What is wrong with the paths in the configuration: none may leave the root, links followed."""
    scan = table.get("scan", {})
    opened = [("scan.imports", path) for path in scan.get("imports", ())]
    if "venv" in scan:
        opened.append(("scan.venv", scan["venv"]))
    for key, path in opened:
        if _leaves(path) or not _is_inside(_resolve(root, path), root):
            option = "--import" if key == "scan.imports" else "--venv"
            yield f"{key}: {path[:200]!r} is outside of the product's folder; move it there, or name it with {option}"
    for key, path in _compared(table):
        if _leaves(path):
            yield f"{key}: {path[:200]!r} is outside of the product's folder; write it relative to that folder"


def resolve_paths(scan: _Table, root: Path) -> _Table:
    """`[scan]` with absolute paths in place of those relative to the root."""
    known = dict(scan)
    if "imports" in known:
        known["imports"] = [str(_resolve(root, path)) for path in known["imports"]]
    if "venv" in known:
        known["venv"] = str(_resolve(root, known["venv"]))
        known["venv_within"] = os.path.realpath(root)
    return known


def require_paths(settings: Settings, root: Path) -> None:
    """Make sure that what `[scan]` names is there.

    Raises:
        ConfigError: an import is no regular file that can be read, or the environment is no folder.
    """
    source = settings.source or "The settings"
    for path in settings.scan.imports:
        if problem := file_problem(Path(path)):
            raise ConfigError(
                f"{source}: scan.imports: {_shown(path, root)!r} can't be read: {problem}",
                fix="Make the file before lexbom runs, or take it out of imports",
            )
    if settings.scan.venv and not os.path.isdir(settings.scan.venv):  # noqa: PTH112 - never raises
        raise ConfigError(
            f"{source}: scan.venv: {_shown(settings.scan.venv, root)!r} is no folder",
            fix="Make the environment before lexbom runs, or take venv out",
        )


def file_problem(path: Path) -> str:
    """Why a path can't be read as a regular file; empty if it can."""
    try:
        open_file(path).close()
    except OSError as error:
        return (error.strerror or str(error)).lower()
    return ""


def _compared(table: _Table) -> Iterator[tuple[str, str]]:
    """Paths that are compared with those of files, and never opened."""
    for kind in ("models", "datasets"):
        for number, entry in enumerate(table.get(kind, ()), 1):
            if "path" in entry:
                yield f"{kind}[{number}].path", entry["path"]
    for number, entry in enumerate(table.get("licenses", {}).get("clarify", ()), 1):
        yield f"licenses.clarify[{number}].path", entry["path"]


def _leaves(path: str) -> bool:
    """Whether it is absolute, on any system, or goes up; it has no null character, since the parser replaces them."""
    windows = PureWindowsPath(path)
    parts = {*PurePosixPath(path).parts, *windows.parts}
    return path.startswith("/") or bool(windows.drive or windows.root) or ".." in parts


def _resolve(root: Path, path: str) -> Path:
    return Path(os.path.realpath(root / path))  # unlike Path.resolve, this takes loops of links


def _is_inside(path: Path, root: Path) -> bool:
    return path.is_relative_to(os.path.realpath(root))


def _shown(path: str, root: Path) -> str:
    """A path below the root as it may have been written, another one by its name."""
    real = Path(os.path.realpath(root))
    return Path(path).relative_to(real).as_posix() if Path(path).is_relative_to(real) else Path(path).name
