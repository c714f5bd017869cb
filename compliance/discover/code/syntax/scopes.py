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
    """Notes what a node binds or calls, and gives the nodes below it."""
    if isinstance(node, _DEFINITIONS):
        return list(_read_function(node, scope, names))
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            names.texts.append(node)
        return []
    if isinstance(node, ast.Import | ast.ImportFrom):
        _read_import(node, names)
        return []
    if isinstance(node, ast.Expr | ast.JoinedStr):
        return _skip_constants(node, scope)
    inner = _open_scope(node, scope, names)
    if isinstance(node, ast.Call):
        names.calls.append((node, scope))
        _read_option(node, scope, names)
    elif inner is scope:
        _bind(node, scope, names, perhaps=perhaps)
    return [(child, inner) for child in reversed(_children_from_last(node))]


def _skip_constants(node: ast.Expr | ast.JoinedStr, scope: NameScope) -> _Below:
    """What is below a statement or an f-string, without docstrings and literal parts."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node.value]
    return [(part, scope) for part in parts if not isinstance(part, ast.Constant)]


def _open_scope(node: ast.AST, scope: NameScope, names: Names) -> NameScope:
    """The scope in which the nodes below stand."""
    if isinstance(node, ast.ClassDef):
        names.classes.add(node.name)
        return NameScope(scope, is_class=True)
    return NameScope(scope) if isinstance(node, _COMPREHENSIONS) else scope


def _read_function(
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, scope: NameScope, names: Names
) -> Iterator[tuple[ast.AST, NameScope]]:
    outer = scope
    while outer.is_class and outer.outer:  # the body of a class is no scope for its methods
        outer = outer.outer
    inner = NameScope(outer)
    _bind_parameters(node.args, inner, outer)
    if isinstance(node, ast.Lambda):
        yield node.body, inner
    else:
        if not scope.is_class:
            names.functions.add(node.name)
            scope.names.setdefault(node.name, []).append(Binding(None, scope))
        yield from ((child, inner) for child in node.body)
        yield from ((child, scope) for child in node.decorator_list)
    for default in (*node.args.defaults, *node.args.kw_defaults):
        if default:
            yield default, scope


def _bind_parameters(given: ast.arguments, inner: NameScope, outer: NameScope) -> None:
    """Parameters may have the value of their default, which callers can replace."""
    positional = [*given.posonlyargs, *given.args]
    without: list[ast.expr | None] = [None] * (len(positional) - len(given.defaults))
    defaults = [*without, *given.defaults, *given.kw_defaults]
    for argument, default in zip([*positional, *given.kwonlyargs], defaults, strict=True):
        inner.names.setdefault(argument.arg, []).append(Binding(default, outer, perhaps=True))
    for rest in (given.vararg, given.kwarg):
        if rest:
            inner.names.setdefault(rest.arg, []).append(Binding(None, inner))


def _bind(node: ast.AST, scope: NameScope, names: Names, *, perhaps: bool) -> None:
    if isinstance(node, ast.Assign):
        for target in node.targets:
            _bind_target(target, Binding(node.value, scope, perhaps=perhaps), names)
    elif isinstance(node, ast.AnnAssign | ast.NamedExpr):
        if node.value:
            _bind_target(node.target, Binding(node.value, scope, perhaps=perhaps), names)
    elif isinstance(node, ast.AugAssign):
        _bind_target(node.target, Binding(None, scope), names)
    elif isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
        _bind_target(node.target, Binding(node.iter, scope, each=True), names)
    elif isinstance(node, ast.withitem) and node.optional_vars:
        _bind_target(node.optional_vars, Binding(node.context_expr, scope), names)


def _bind_target(target: ast.expr, binding: Binding, names: Names) -> None:
    if isinstance(target, ast.Name):
        binding.scope.names.setdefault(target.id, []).append(binding)
        if binding.scope.is_class:
            names.attributes.setdefault(target.id, []).append(binding)
    elif isinstance(target, ast.Attribute):
        names.attributes.setdefault(target.attr, []).append(binding)
    elif isinstance(target, ast.Subscript):
        _bind_environment(target, binding, names)
    elif isinstance(target, ast.Tuple | ast.List):
        _bind_elements(target, binding, names)


def _bind_environment(target: ast.Subscript, binding: Binding, names: Names) -> None:
    """`os.environ["KEY"] = value`."""
    key = target.slice.value if isinstance(target.slice, ast.Constant) else None
    place = target.value.attr if isinstance(target.value, ast.Attribute) else ""
    if isinstance(key, str) and place == "environ":
        names.environment.setdefault(key, []).append(binding)


def _bind_elements(target: ast.Tuple | ast.List, binding: Binding, names: Names) -> None:
    """`a, b = 1, 2` binds each to its own; of any other value nothing is known."""
    values = binding.value.elts if isinstance(binding.value, ast.Tuple | ast.List) else []
    pairwise = len(values) == len(target.elts) and not binding.each
    for number, one in enumerate(target.elts):
        value = values[number] if pairwise else None
        _bind_target(one, Binding(value, binding.scope, perhaps=binding.perhaps), names)


def _read_option(node: ast.Call, scope: NameScope, names: Names) -> None:
    """`add_argument("--model-name", default="a/b")` becomes the option `model_name`."""
    if not (isinstance(node.func, ast.Attribute) and node.func.attr == "add_argument"):
        return
    keywords = {keyword.arg: keyword.value for keyword in node.keywords}
    named = keywords.get("dest")
    dest = named.value if isinstance(named, ast.Constant) else _name_option(node.args)
    if isinstance(dest, str) and dest:
        names.options.setdefault(dest, []).append(Binding(keywords.get("default"), scope))


def _name_option(arguments: list[ast.expr]) -> str:
    """The attribute that argparse makes of the first long flag, else of the first one."""
    flags: list[str] = []
    for one in arguments:
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            flags.append(one.value)
    long = next((flag for flag in flags if flag.startswith("--")), flags[0] if flags else "")
    return long.lstrip("-").replace("-", "_")


def _read_import(node: ast.Import | ast.ImportFrom, names: Names) -> None:
    for alias in node.names:
        if isinstance(node, ast.Import):
            full = alias.name if alias.asname else alias.name.partition(".")[0]
            names.imports.append((alias.name, node.lineno))
        else:
            full = f"{'.' * node.level}{node.module or ''}.{alias.name}"
            names.imports.append((full, node.lineno))
        names.origins[alias.asname or full.rpartition(".")[2]] = full
