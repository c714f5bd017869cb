# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""setup.py as far as it is plain data: what setup() is called with, names of its module followed; nothing is run."""

import ast
from collections.abc import Iterator, Mapping
from typing import Any

from compliance.discover.base import parse_file
from compliance.discover.interface import ScannedFile

_MOST = 10_000
"""Elements of lists that are added up, so that no source can make them grow without bound."""
UNKNOWN = object()


def read_setup_arguments(candidate: ScannedFile) -> tuple[tuple[str, Any], ...]:
    """Names and values of what setup() is called with; `UNKNOWN` where only running the file would tell.

    Raises:
        Unreadable: it is no Python, or larger than a megabyte, of which the syntax tree takes one gigabyte.
    """
    try:
        tree = ast.parse(parse_file.read_text(candidate, parse_file.MEGABYTE)[0])
        known = _read_constants(tree)
        return tuple((one.arg, _evaluate(one.value, known)) for one in _find_keywords(tree) if one.arg)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise parse_file.Unreadable(f"is no valid Python: {parse_file.explain_parse_error(error)}") from error


def _find_keywords(tree: ast.Module) -> Iterator[ast.keyword]:
    """What each call of setup(), or of `setuptools.setup()`, is given by name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name_function(node.func) == "setup":
            yield from node.keywords


def _name_function(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _read_constants(tree: ast.Module) -> dict[str, Any]:
    """What the names of the module stand for; one that is changed in another way than by `=` is unknown from there on."""
    known: dict[str, Any] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    known[target.id] = _evaluate(node.value, known)
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            known[node.target.id] = UNKNOWN
    return known


def _evaluate(node: ast.expr, known: Mapping[str, Any]) -> Any:
    """The value of an expression of constants, names, lists, tables and sums of lists; `UNKNOWN` for any other."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return known.get(node.id, UNKNOWN)
    if isinstance(node, ast.List | ast.Tuple):
        values = [_evaluate(one, known) for one in node.elts]
        return UNKNOWN if UNKNOWN in values else values
    if isinstance(node, ast.Dict):
        return _evaluate_table(node, known)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _add_lists(_evaluate(node.left, known), _evaluate(node.right, known))
    return UNKNOWN


def _evaluate_table(node: ast.Dict, known: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of a table; keys that are no texts, and `**` of other tables, are left out."""
    table: dict[str, Any] = {}
    for key_node, value_node in zip(node.keys, node.values, strict=True):
        if key_node is None:
            continue
        key, value = _evaluate(key_node, known), _evaluate(value_node, known)
        if isinstance(key, str) and value is not UNKNOWN:
            table[key] = value
    return table


def _add_lists(left: Any, right: Any) -> Any:
    if isinstance(left, list) and isinstance(right, list) and len(left) + len(right) < _MOST:
        return left + right
    return UNKNOWN
