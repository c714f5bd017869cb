# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Model weights: found by their first bytes and their structure, whatever they are called; where bytes prove little, by their name or company too."""

from collections.abc import Iterator

from compliance.discover.interface import Discovery, ScannedFile
from compliance.lazy_regex import compile_lazily
from compliance.settings import Settings

_SMALLEST = 16
NEVER = frozenset({".py", ".pyc", ".pyi", ".ipynb", ".md", ".rst", ".txt", ".html", ".css", ".js", ".ts", ".map", ".svg", ".json", ".toml", ".yaml", ".yml", ".csv",
                    ".tsv", ".xml", ".lock", ".cfg", ".ini", ".sh", ".so", ".dll", ".exe", ".png", ".jpg", ".jpeg", ".gif", ".c", ".h", ".cpp", ".rs", ".go", ".java",
                    ".cc", ".hpp", ".cu", ".pyx", ".jsx", ".tsx", ".mjs", ".cjs", ".vue", ".scss", ".less", ".rb", ".gemspec", ".php", ".cs", ".csproj", ".props",
                    ".targets", ".sln", ".kt", ".kts", ".gradle", ".swift", ".scala", ".ps1", ".bat", ".cmake"})  # fmt: skip
"""Extensions of text and code; a format hides behind them only if it says how its files are called."""
_CALLED = compile_lazily(
    r"model|weights|adapter_config|modules\.json|meta\.json|manifest|\.index|cascade|haar|lbp|detector|lgb|lightgbm|booster|xgb|perceptron|tagger|unigram"
)
"""What a path holds that a format asks for although its extension is that of text or code."""


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """A model for each weight file, with what its header states, and a file for each other file that belongs to it."""
    possible = [one for one in candidates if one.size > _SMALLEST and is_possible(one.path.lower())]
    if possible:
        from compliance.discover.weights._support import look

        yield from look.find_models(possible, candidates)


def is_possible(path: str) -> bool:
    """Whether the name of a file, in lower case, lets it be weights; most of a product's files are text that isn't."""
    return extension_of(path) not in NEVER or _CALLED.search(path) is not None


def extension_of(path: str) -> str:
    """The extension of a path with its dot, or nothing."""
    return path[path.rfind(".") :] if "." in path else ""
