# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Package URLs of what lock files name (ECMA-427; the rules of each type stand in package-url/purl-spec, types/)."""

import re
from functools import cache
from urllib.parse import quote

from compliance import redaction

_NORMAL = {
    "pypi": lambda name: re.sub(r"[-_.]+", "-", name).lower(),
    "npm": str.lower,
    "golang": str.lower,
    "composer": str.lower,
    "github": str.lower,
    "bitbucket": str.lower,
}
"""Types whose names are folded."""
_LONG = 20
"""Characters that a name has at least if it is a token."""


def build_purl(type_: str, name: str, version: str = "", *, namespace: str = "", **qualifiers: str) -> str:
    """A package's URL in its canonical form; a `/` in the namespace parts it, empty qualifiers are left out."""
    fold = _NORMAL.get(type_, str)
    if len(name) > _LONG:
        name = redaction.mask(name)  # once folded, a token is none any more
    space = "".join(f"{_encoded(fold(part))}/" for part in namespace.split("/") if part)
    tail = "&".join(f"{key}={_encoded(value)}" for key, value in sorted(qualifiers.items()) if value)
    return f"pkg:{type_}/{space}{_encoded(fold(name))}{'@' + _encoded(version) if version else ''}{'?' + tail if tail else ''}"


def build_npm_purl(name: str, version: str = "") -> str:
    """An npm package's URL; the scope is the namespace."""
    scope, _, rest = (redaction.mask(name) if "//" in name else name).rpartition("/")
    return build_purl("npm", rest, version, namespace=scope)


@cache
def _encoded(part: str) -> str:
    return quote(part, safe=":~", errors="replace")
