# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Regular expressions that are compiled when they are first used: there are hundreds, a run needs few, and each takes as long as a small file."""

import re
from typing import Any, AnyStr, cast

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")


class _Pattern:
    """Stands for a pattern until one of its attributes is asked for."""

    def __init__(self, words: str | bytes, flags: int) -> None:
        self._words = words
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._words, self._flags)
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def compile_lazily(words: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, but for functions of `re`, which take no such stand-in. A mistake in it shows when it is first used."""
    return cast("re.Pattern[AnyStr]", _Pattern(words, flags))
