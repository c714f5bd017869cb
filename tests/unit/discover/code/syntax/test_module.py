# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.discover.code.syntax import BROKEN, module


def meant(code: str) -> tuple[str, ...]:
    """What the argument of the last call of `f` can mean."""
    parsed = module.parse_module(code)
    node, scope = [call for call in parsed.names.calls if parsed.full_name(call[0].func) == "f"][-1]
    return parsed.texts(node.args[0], scope)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("f('a')", ("a",)),
        ("f('a' 'b')", ("ab",)),
        ("x = 'a'\ndef g():\n    x = 'b'\n    f(x)", ("b",)),
        ("x = 'a'\nclass C:\n    x = 'b'\n    def g(self):\n        f(x)", ("a",)),
        ("class C:\n    x = 'b'\n    f(x)", ("b",)),
        ("def g(x='a'):\n    x = 'b'\n    f(x)", ("a", "b")),
        ("if c:\n    x = 'a'\nelse:\n    x = 'b'\nf(x)", ("a", "b")),
        ("x = 'a'\nx = 'b'\nf(x)", ()),
        ("f(x := 'a')", ("a",)),
        ("x = ['a', 'b']\nf(x[1])", ("b",)),
        ("x = ['a', 'b']\nf(x[i])", ("a", "b")),
        ("x = ['a', 'b']\nf(x[7])", ()),
        ("x = {'k': 'a', **more}\nf(x['k'])", ("a",)),
        ("x = {'k': 'a'}\nf(x['other'])", ()),
        ("f(lambda: 'a')", ()),
        ("f(f'{x!r}')", ()),
        ("f((lambda y='a': y)())", ()),
        ("f(str('a'))", ("a",)),
        ("f(getattr(x, 'y', 'a'))", ()),
    ],
)
def test_expressions_mean_what_constants_decide(code: str, expected: tuple[str, ...]) -> None:
    """Scopes are Python's; branches give all their values; what is bound again, or by others, gives none."""
    assert expected == meant(code)


def test_values_are_bounded() -> None:
    """Names that refer to each other, or that double in each step, end."""
    doubling = "\n".join(f"x{n} = [*[x{n - 1}[i]], x{n - 1}[i], x{n - 1}[j]][k]" for n in range(1, 40))

    assert len(meant(f"x0 = ['a']\n{doubling}\nf(x39)")) <= 1
    assert meant("a = b\nb = a\nf(a)") == ()


def test_full_names_follow_imports() -> None:
    """Aliases are spelled out, and modules of the product keep their dot."""
    parsed = module.parse_module(
        "import a.b as c, d.e\nfrom x import y as z\nfrom .here import w\nc.f()\nd.e.g()\nz()\nw()\n(1)()\nh().i()"
    )

    assert [parsed.full_name(node.func) for node, _ in parsed.names.calls] == [
        "a.b.f",
        "d.e.g",
        "x.y",
        ".here.w",
        "",
        "h.().i",
        "h",
    ]


def test_docstrings_are_no_texts() -> None:
    """Only texts that the code uses are given, parts of f-strings apart."""
    parsed = module.parse_module("'doc'\nx = 'used'\ndef g():\n    'doc'\n    return f'part{x}'\n")

    assert [text.value for text in parsed.names.texts] == ["used"]


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=200))
def test_any_text_is_parsed_or_refused(code: str) -> None:
    """Parsing raises nothing but what callers expect."""
    try:
        parsed = module.parse_module(code)
    except BROKEN:
        return
    assert isinstance(parsed.names.calls, list)


def test_a_deep_expression_does_not_end_the_scan() -> None:
    """A tree deeper than Python's stack is walked, or refused as one of the known errors."""
    try:
        parsed = module.parse_module("f(" + "+".join(["'a'"] * 5_000) + ")")
    except BROKEN:
        return
    (call, scope) = parsed.names.calls[0]
    assert isinstance(call, ast.Call)
    assert parsed.texts(call.args[0], scope) == ()
