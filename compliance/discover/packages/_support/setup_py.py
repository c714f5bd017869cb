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
        known = _constants(tree)
        return tuple((one.arg, _value(one.value, known)) for one in _keywords(tree) if one.arg)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise parse_file.Unreadable(f"is no valid Python: {parse_file.explain_parse_error(error)}") from error


def _keywords(tree: ast.Module) -> Iterator[ast.keyword]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, (ast.Name, ast.Attribute)):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name == "setup":
                yield from node.keywords


def _constants(tree: ast.Module) -> dict[str, Any]:
    """What the names of the module stand for; one that is changed in another way than by `=` is unknown from there on."""
    known: dict[str, Any] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    known[target.id] = _value(node.value, known)
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            known[node.target.id] = UNKNOWN
    return known


def _value(node: ast.expr, known: Mapping[str, Any]) -> Any:
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return known.get(node.id, UNKNOWN)
    if isinstance(node, ast.List | ast.Tuple):
        values = [_value(one, known) for one in node.elts]
        return UNKNOWN if UNKNOWN in values else values
    if isinstance(node, ast.Dict):
        pairs = [
            (_value(key, known), _value(one, known))
            for key, one in zip(node.keys, node.values, strict=True)
            if key
        ]
        return {key: one for key, one in pairs if isinstance(key, str) and one is not UNKNOWN}
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _value(node.left, known), _value(node.right, known)
        if isinstance(left, list) and isinstance(right, list) and len(left) + len(right) < _MOST:
            return left + right
    return UNKNOWN
