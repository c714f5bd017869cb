# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A Python module as readers see it: its calls by full name, and the texts that its expressions can only mean."""

import ast
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from compliance.discover.base import redact
from compliance.discover.code.syntax import scopes
from compliance.discover.code.syntax.scopes import Binding, Names, NameScope

_DEEPEST = 12
_MOST = 1000
"""Steps of following names for one expression, so that no source can make it take long."""
_LONGEST = 500
"""Characters of a text that may be a name."""
_ENVIRONMENT = frozenset({"os.environ.get", "os.getenv", "environ.get", "getenv"})
_FIELDS = frozenset({"field", "Field"})

Located = tuple[ast.expr, NameScope]


class _Trail:
    """How far an expression was followed: depth, and steps that are left to all its branches."""

    __slots__ = ("_depth", "_left")

    def __init__(self, depth: int = 0, left: list[int] | None = None) -> None:
        self._depth = depth
        self._left = [_MOST] if left is None else left

    @property
    def is_over(self) -> bool:
        """Whether to follow no more."""
        return self._depth > _DEEPEST or self._left[0] <= 0

    def deeper(self) -> "_Trail":
        """One step on."""
        self._left[0] -= 1
        return _Trail(self._depth + 1, self._left)


@dataclass(frozen=True, slots=True)
class Module:
    """A parsed module; nothing of it is ever run."""

    names: Names
    lines: tuple[str, ...]
    """Of the source, which for a notebook is all its cells together."""
    numbers: tuple[int, ...] = ()
    """The line in the file of each line of the source, where they differ."""

    def line(self, number: int) -> int:
        """The line in the file for a line of the source."""
        return self.numbers[number - 1] if 0 < number <= len(self.numbers) else number

    def quote(self, node: ast.expr, meant: str = "") -> str:
        """The words at a node, white space folded; what they mean is added where another place of the module says it."""
        last = min(node.end_lineno or node.lineno, node.lineno + 20)
        words = redact.quote_line(" ".join(self.lines[node.lineno - 1 : last]))
        return words if meant in words else f'{words} … "{meant}"'

    def full_name(self, function: ast.expr) -> str:
        """The dotted name of what is called, with imported names spelled out; empty when it is no name."""
        parts: list[str] = []
        while isinstance(function, ast.Attribute):
            parts.append(function.attr)
            function = function.value
            if isinstance(function, ast.Call):
                function = function.func
                parts.append("()")
        if not isinstance(function, ast.Name):
            return ".".join(["", *reversed(parts)]) if parts else ""
        return ".".join([self.names.origins.get(function.id, function.id), *reversed(parts)])

    def texts(self, value: ast.expr | None, scope: NameScope) -> tuple[str, ...]:
        """The texts an expression can only mean, as far as constants of this module decide; none when unknown."""
        return tuple(dict.fromkeys(self._texts(value, scope, _Trail()))) if value is not None else ()

    def values(self, value: ast.expr, scope: NameScope, trail: "_Trail | None" = None) -> Iterator[Located]:
        """The literals and calls that an expression stands for, names followed."""
        trail = trail or _Trail()
        if trail.is_over:
            return
        if isinstance(value, ast.Name | ast.Attribute):
            yield from self._bound(value, scope, trail)
        elif isinstance(value, ast.IfExp):
            yield from self.values(value.body, scope, trail.deeper())
            yield from self.values(value.orelse, scope, trail.deeper())
        elif isinstance(value, ast.BoolOp) and isinstance(value.op, ast.Or):
            for part in value.values:
                yield from self.values(part, scope, trail.deeper())
        elif isinstance(value, ast.NamedExpr):
            yield from self.values(value.value, scope, trail.deeper())
        elif isinstance(value, ast.Subscript):
            yield from self._elements(value.value, value.slice, scope, trail)
        elif isinstance(value, ast.Call):
            yield from self._call(value, scope, trail)
        else:
            yield value, scope

    def _texts(self, value: ast.expr, scope: NameScope, trail: _Trail) -> Iterator[str]:
        for node, where in self.values(value, scope, trail):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            elif isinstance(node, ast.JoinedStr):
                yield from self._joined(node.values, where, trail)
            elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
                yield from self._joined([node.left, node.right], where, trail)

    def _joined(self, parts: list[ast.expr], scope: NameScope, trail: _Trail) -> Iterator[str]:
        """One text, if each part means exactly one."""
        text = ""
        for part in parts:
            inner = part.value if isinstance(part, ast.FormattedValue) else part
            meant = set(self._texts(inner, scope, trail.deeper()))
            if len(meant) != 1:
                return
            text += meant.pop()
            if len(text) > _LONGEST:
                return
        yield text

    def _bound(self, value: ast.Name | ast.Attribute, scope: NameScope, trail: _Trail) -> Iterator[Located]:
        bindings = self._bindings(value, scope)
        if sum(not binding.perhaps for binding in bindings) > 1:
            return
        for binding in bindings:
            if binding.value is None:
                continue
            if binding.each:
                yield from self._elements(binding.value, None, binding.scope, trail)
            else:
                yield from self.values(binding.value, binding.scope, trail.deeper())

    def _bindings(self, value: ast.Name | ast.Attribute, scope: NameScope) -> list[Binding]:
        if isinstance(value, ast.Name):
            inside: NameScope | None = scope
            while inside:
                if value.id in inside.names:
                    return inside.names[value.id]
                inside = inside.outer
            return []
        if not isinstance(value.value, ast.Name):
            return []
        if value.value.id in {"self", "cls"} or value.value.id in self.names.classes:
            return self.names.attributes.get(value.attr, [])
        return self.names.options.get(value.attr, [])

    def _elements(
        self, container: ast.expr, index: ast.expr | None, scope: NameScope, trail: _Trail
    ) -> Iterator[Located]:
        """What a literal holds under an index; all that it holds where the index is not known."""
        for node, where in self.values(container, scope, trail.deeper()):
            for value in _choose_elements(node, index):
                yield from self.values(value, where, trail.deeper())

    def _call(self, value: ast.Call, scope: NameScope, trail: _Trail) -> Iterator[Located]:
        """A call itself, or the default that it falls back to."""
        name = self.full_name(value.func)
        last = name.rpartition(".")[2]
        if last == "getattr":
            return
        if name in _ENVIRONMENT or last == "getenv":
            yield from self._default(value, 1, scope, trail)
        elif last in _FIELDS:
            yield from self._default(value, 0, scope, trail)
        elif name == "str" and value.args:
            yield from self.values(value.args[0], scope, trail.deeper())
        elif last == "get" and isinstance(value.func, ast.Attribute) and value.args:
            yield from self._elements(value.func.value, value.args[0], scope, trail)
            yield from self._default(value, 1, scope, trail)
        else:
            yield value, scope

    def _default(self, call: ast.Call, position: int, scope: NameScope, trail: _Trail) -> Iterator[Located]:
        """What the argument `default` means, which may be given by its position."""
        named = next((keyword.value for keyword in call.keywords if keyword.arg == "default"), None)
        placed = call.args[position] if len(call.args) > position else None
        default = named or placed
        if default is not None:
            yield from self.values(default, scope, trail.deeper())


def _choose_elements(node: ast.expr, index: ast.expr | None) -> list[ast.expr]:
    """The elements of a literal that an index means."""
    key = index.value if isinstance(index, ast.Constant) else None
    if isinstance(node, ast.Dict):
        return _choose_entries(node, key) if index is not None else []
    if not isinstance(node, ast.List | ast.Tuple | ast.Set):
        return []
    if isinstance(key, int) and -len(node.elts) <= key < len(node.elts):
        return [node.elts[key]]
    return [] if key else node.elts


def _choose_entries(node: ast.Dict, key: object) -> list[ast.expr]:
    """The values under a key, all of them without one."""
    if key is None:
        return node.values
    pairs = zip(node.keys, node.values, strict=True)
    return [value for name, value in pairs if isinstance(name, ast.Constant) and name.value == key]


def parse_module(source: str | bytes, numbers: tuple[int, ...] = ()) -> Module:
    """The module in a source text.

    Raises:
        One of `syntax.BROKEN`: it is no Python of the running version.
    """
    with warnings.catch_warnings(action="ignore"):
        tree = ast.parse(source)
    text = source.decode("utf-8", "replace") if isinstance(source, bytes) else source
    return Module(scopes.read_names(tree), tuple(text.split("\n")), numbers)
