# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The part of GitHub's expression language that action.yml uses; anything else is an error."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<number>\d+)|(?P<name>[A-Za-z_][\w.-]*)|(?P<sign>==|!=|&&|\|\||[!(),]))"
)
_HOLE = re.compile(r"\$\{\{(.*?)\}\}")


@dataclass(frozen=True)
class Scope:
    """What names stand for."""

    context: dict[str, Any]
    failed: bool = False


def filled(text: str, scope: Scope) -> str:
    """The text with each expression in it replaced by its value."""
    return _HOLE.sub(lambda hole: _said(evaluate(hole[1], scope)), text)


def evaluate(expression: str, scope: Scope) -> Any:
    """The value of an expression.

    Raises:
        KeyError: a name stands for nothing.
        ValueError: it is not understood.
    """
    tokens = _tokens(expression)
    value = _either(tokens, scope)
    if tokens:
        raise ValueError(f"left over in {expression!r}: {tokens}")
    return value


def _tokens(expression: str) -> list[str]:
    tokens, at, end = [], 0, len(expression.rstrip())
    while at < end:
        match = _TOKEN.match(expression, at)
        if not match:
            raise ValueError(f"not understood: {expression[at:]!r}")
        tokens.append(match[0].strip())
        at = match.end()
    return tokens


def _either(tokens: list[str], scope: Scope) -> Any:
    value = _both(tokens, scope)
    while tokens[:1] == ["||"]:
        tokens.pop(0)
        other = _both(tokens, scope)
        value = value or other
    return value


def _both(tokens: list[str], scope: Scope) -> Any:
    value = _equal(tokens, scope)
    while tokens[:1] == ["&&"]:
        tokens.pop(0)
        other = _equal(tokens, scope)
        value = value and other
    return value


def _equal(tokens: list[str], scope: Scope) -> Any:
    value = _single(tokens, scope)
    if tokens[:1] in (["=="], ["!="]):
        sign = tokens.pop(0)
        same = _said(value).lower() == _said(_single(tokens, scope)).lower()
        return same if sign == "==" else not same
    return value


def _single(tokens: list[str], scope: Scope) -> Any:
    first = tokens.pop(0)
    if first == "!":
        return not _single(tokens, scope)
    if first == "(":
        value = _either(tokens, scope)
        _expect(tokens, ")")
        return value
    if first.startswith("'"):
        return first[1:-1].replace("''", "'")
    if first.isdigit():
        return int(first)
    if tokens[:1] == ["("]:
        return _called(first, tokens, scope)
    return _looked_up(first, scope)


def _called(name: str, tokens: list[str], scope: Scope) -> Any:
    _expect(tokens, "(")
    arguments = []
    while tokens[:1] != [")"]:
        arguments.append(_either(tokens, scope))
        if tokens[:1] == [","]:
            tokens.pop(0)
    _expect(tokens, ")")
    functions: dict[str, Callable[..., Any]] = {
        "always": lambda: True,
        "cancelled": lambda: False,
        "success": lambda: not scope.failed,
        "failure": lambda: scope.failed,
        "format": lambda text, *values: str(text).format(*map(_said, values)),
    }
    return functions[name](*arguments)


def _looked_up(name: str, scope: Scope) -> Any:
    parts = name.split(".")
    if parts[0] == "steps" and parts[2:3] == ["outputs"]:
        step = scope.context["steps"][parts[1]]
        return (
            step["outputs"].get(parts[3], "") if step["outcome"] != "success" else step["outputs"][parts[3]]
        )
    value: Any = scope.context
    for part in parts:
        value = value[part]
    return value


def _expect(tokens: list[str], sign: str) -> None:
    if tokens.pop(0) != sign:
        raise ValueError(f"expected {sign}")


def _said(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
