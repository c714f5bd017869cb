# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Where names are bound in a Python module, and to what: one walk over its tree, without recursion."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_BRANCHES = (ast.If, ast.Try, ast.For, ast.AsyncFor, ast.While, ast.Match)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_LEAVES = frozenset(
    {
        *(ast.Name, ast.alias, ast.Pass, ast.Break, ast.Continue),
        *ast.expr_context.__subclasses__(),
        *ast.operator.__subclasses__(),
        *ast.unaryop.__subclasses__(),
        *ast.cmpop.__subclasses__(),
        *ast.boolop.__subclasses__(),
    }
)
_TELLING = frozenset(
    {
        *_DEFINITIONS,
        *_BRANCHES,
        *_COMPREHENSIONS,
        ast.ClassDef,
        ast.Call,
        ast.Import,
        ast.ImportFrom,
        ast.Constant,
        ast.Expr,
        ast.JoinedStr,
        ast.Assign,
        ast.AnnAssign,
        ast.NamedExpr,
        ast.AugAssign,
        ast.comprehension,
        ast.withitem,
    }
)
"""Nodes that bind a name, call something, open a scope or hold a text."""


@dataclass(slots=True, eq=False)
class NameScope:
    """The module, a class body, a function or a comprehension."""

    outer: "NameScope | None" = None
    is_class: bool = False
    names: dict[str, list["Binding"]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Binding:
    """What a name is bound to; without an expression where that can't be told."""

    value: ast.expr | None
    scope: NameScope
    each: bool = False
    """Whether the name takes the elements of the value, one after the other."""
    perhaps: bool = False
    """Whether that happens in one of several branches only, or by a default that a caller may replace."""


@dataclass(slots=True)
class Names:
    """All bindings of a module, and its calls with the scope each stands in."""

    module: NameScope = field(default_factory=NameScope)
    attributes: dict[str, list[Binding]] = field(default_factory=dict)
    """Of `self`, `cls` and the module's classes."""
    environment: dict[str, list[Binding]] = field(default_factory=dict)
    """What the module puts into `os.environ`."""
    options: dict[str, list[Binding]] = field(default_factory=dict)
    """Defaults of command-line options, by the attribute argparse gives them."""
    origins: dict[str, str] = field(default_factory=dict)
    """What each imported name stands for, `np` for `numpy`; those of the product's own modules start with a dot."""
    classes: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)
    """Functions that the module itself defines."""
    imports: list[tuple[str, int]] = field(default_factory=list)
    """Full names of what is imported, with the line."""
    calls: list[tuple[ast.Call, NameScope]] = field(default_factory=list)
    texts: list[ast.Constant] = field(default_factory=list)
    """Text constants that are no docstrings and no part of an f-string."""


def read_names(tree: ast.Module) -> Names:
    """The names of a module."""
    names = Names()
    stack: list[tuple[ast.AST, NameScope, bool]] = [(tree, names.module, False)]
    while stack:
        node, scope, perhaps = stack.pop()
        if type(node) not in _TELLING:
            stack += [(child, scope, perhaps) for child in _children_from_last(node)]
            continue
        below = _visit(node, scope, names, perhaps=perhaps)
        branching = perhaps or isinstance(node, _BRANCHES)
        stack += [(child, inner, branching and inner is scope) for child, inner in reversed(below)]
    names.calls.sort(key=lambda call: (call[0].lineno, call[0].col_offset))
    names.texts.sort(key=lambda text: (text.lineno, text.col_offset))
    return names


def _children_from_last(node: ast.AST) -> list[ast.AST]:
    """The nodes below, but those that bind nothing and hold nothing: two thirds of a tree. `ast.iter_child_nodes` takes three times as long."""
    found: list[ast.AST] = []
    for name in node._fields:
        value = getattr(node, name, None)
        if isinstance(value, list):
            found += [item for item in value if isinstance(item, ast.AST) and type(item) not in _LEAVES]
        elif isinstance(value, ast.AST) and type(value) not in _LEAVES:
            found.append(value)
    found.reverse()
    return found


_Below = list[tuple[ast.AST, NameScope]]
"""Nodes to visit next, in the order of the source, each with its scope."""


def _visit(node: ast.AST, scope: NameScope, names: Names, *, perhaps: bool) -> _Below:
    if isinstance(node, _DEFINITIONS):
        return list(_function(node, scope, names))
    inner = scope
    if isinstance(node, ast.Call):
        names.calls.append((node, scope))
        _option(node, scope, names)
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            names.texts.append(node)
        return []
    elif isinstance(node, ast.Expr):
        return [] if isinstance(node.value, ast.Constant) else [(node.value, scope)]  # no docstring
    elif isinstance(node, ast.ClassDef):
        names.classes.add(node.name)
        inner = NameScope(scope, is_class=True)
    elif isinstance(node, _COMPREHENSIONS):
        inner = NameScope(scope)
    elif isinstance(node, ast.Import | ast.ImportFrom):
        _import(node, names)
        return []
    elif isinstance(node, ast.JoinedStr):
        return [(part, scope) for part in node.values if not isinstance(part, ast.Constant)]
    else:
        _bind(node, scope, names, perhaps=perhaps)
    return [(child, inner) for child in reversed(_children_from_last(node))]


def _function(
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, scope: NameScope, names: Names
) -> Iterator[tuple[ast.AST, NameScope]]:
    outer = scope
    while outer.is_class and outer.outer:
        outer = outer.outer
    inner = NameScope(outer)
    given = node.args
    positional = [*given.posonlyargs, *given.args]
    defaults: list[ast.expr | None] = [
        *([None] * (len(positional) - len(given.defaults))),
        *given.defaults,
        *given.kw_defaults,
    ]
    for argument, default in zip([*positional, *given.kwonlyargs], defaults, strict=True):
        inner.names.setdefault(argument.arg, []).append(Binding(default, outer, perhaps=True))
    for rest in (given.vararg, given.kwarg):
        if rest:
            inner.names.setdefault(rest.arg, []).append(Binding(None, inner))
    if isinstance(node, ast.Lambda):
        yield node.body, inner
    else:
        if not scope.is_class:
            names.functions.add(node.name)
            scope.names.setdefault(node.name, []).append(Binding(None, scope))
        yield from ((child, inner) for child in node.body)
        yield from ((child, scope) for child in node.decorator_list)
    yield from ((default, scope) for default in defaults if default)


def _bind(node: ast.AST, scope: NameScope, names: Names, *, perhaps: bool) -> None:
    if isinstance(node, ast.Assign):
        for target in node.targets:
            _target(target, Binding(node.value, scope, perhaps=perhaps), names)
    elif isinstance(node, ast.AnnAssign | ast.NamedExpr):
        if node.value:
            _target(node.target, Binding(node.value, scope, perhaps=perhaps), names)
    elif isinstance(node, ast.AugAssign):
        _target(node.target, Binding(None, scope), names)
    elif isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
        _target(node.target, Binding(node.iter, scope, each=True), names)
    elif isinstance(node, ast.withitem) and node.optional_vars:
        _target(node.optional_vars, Binding(node.context_expr, scope), names)


def _target(target: ast.expr, binding: Binding, names: Names) -> None:
    if isinstance(target, ast.Name):
        binding.scope.names.setdefault(target.id, []).append(binding)
        if binding.scope.is_class:
            names.attributes.setdefault(target.id, []).append(binding)
    elif isinstance(target, ast.Attribute):
        names.attributes.setdefault(target.attr, []).append(binding)
    elif isinstance(target, ast.Subscript):
        key = target.slice.value if isinstance(target.slice, ast.Constant) else None
        if (
            isinstance(key, str)
            and isinstance(target.value, ast.Attribute)
            and target.value.attr == "environ"
        ):
            names.environment.setdefault(key, []).append(binding)
    elif isinstance(target, ast.Tuple | ast.List):
        values = binding.value.elts if isinstance(binding.value, ast.Tuple | ast.List) else []
        pairwise = len(values) == len(target.elts) and not binding.each
        for number, one in enumerate(target.elts):
            value = values[number] if pairwise else None
            _target(one, Binding(value, binding.scope, perhaps=binding.perhaps), names)


def _option(node: ast.Call, scope: NameScope, names: Names) -> None:
    """`add_argument("--model-name", default="a/b")` becomes the option `model_name`."""
    if not (isinstance(node.func, ast.Attribute) and node.func.attr == "add_argument"):
        return
    keywords = {keyword.arg: keyword.value for keyword in node.keywords}
    flags = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    long = next((flag for flag in flags if flag.startswith("--")), flags[0] if flags else "")
    named = keywords.get("dest")
    dest = named.value if isinstance(named, ast.Constant) else long.lstrip("-").replace("-", "_")
    if isinstance(dest, str) and dest:
        names.options.setdefault(dest, []).append(Binding(keywords.get("default"), scope))


def _import(node: ast.Import | ast.ImportFrom, names: Names) -> None:
    for alias in node.names:
        if isinstance(node, ast.Import):
            full = alias.name if alias.asname else alias.name.partition(".")[0]
            names.imports.append((alias.name, node.lineno))
        else:
            full = f"{'.' * node.level}{node.module or ''}.{alias.name}"
            names.imports.append((full, node.lineno))
        names.origins[alias.asname or full.rpartition(".")[2]] = full
