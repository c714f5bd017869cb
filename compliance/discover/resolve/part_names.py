# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Whether words in prose name a component: `foo_large.pth`, `the Foo-Large model`, `Foo-7B and Foo-13B`."""

import re
from pathlib import PurePosixPath

from compliance.lazy_regex import compile_lazily
from compliance.model import Component

_BETWEEN = compile_lazily(r",\s*(?:and |or )?|\s+(?:and|or|et|und|y)\s+")
_NOUN = compile_lazily(
    r"(?i)\s+(?:models?|weights?|checkpoints?|networks?|data ?sets?|data|corpus|corpora)\Z"
)
_SHORTEST = 3


def is_named(words: str, component: Component) -> bool:
    """Whether one of the names in the words is the component's, its file's or its folder's."""
    own = {_letters(name) for name in _names(component)}
    return any(_letters(name) in own for name in _split(words) if len(_letters(name)) >= _SHORTEST)


def _split(words: str) -> list[str]:
    names = _BETWEEN.split(words)
    return [*names, *(_NOUN.sub("", name) for name in names)]


def _names(component: Component) -> list[str]:
    path = PurePosixPath(component.path)
    name = component.name.rpartition("/")[2]
    return [component.name, name, PurePosixPath(name).stem, path.name, path.stem]


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())
