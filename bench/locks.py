# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Lock files of any size, the same for the same count: what `bench/packages.py` times."""

import base64
import hashlib
import json

_LICENSES = ("MIT", "ISC", "Apache-2.0", "BSD-3-Clause", "(MIT OR CC0-1.0)")
_EACH = 3
"""Packages that each package needs."""
_NESTED = 10
"""Every tenth package brings an own version of the one after it."""


def package_lock(count: int) -> str:
    """A package-lock.json of version 3 with this many packages, scoped, nested, optional and for development ones among them."""
    nested = count // (_NESTED + 1)
    names = [_name(number) for number in range(count - nested)]
    packages: dict[str, object] = {"": _root(names)}
    for number, name in enumerate(names):
        needed = names[number + 1 : number + 1 + _EACH]
        packages[f"node_modules/{name}"] = _package(name, f"1.{number % 20}.{number % 7}", needed, number)
        if number < nested * _NESTED and number % _NESTED == 0:
            packages[f"node_modules/{name}/node_modules/{needed[0]}"] = _package(
                needed[0], "0.9.0", [], number
            )
    return json.dumps(
        {"name": "bench", "version": "1.0.0", "lockfileVersion": 3, "requires": True, "packages": packages},
        indent=2,
    )


def pnpm_lock(count: int) -> str:
    """A pnpm-lock.yaml of version 9.0 with this many packages."""
    names = [_name(number) for number in range(count)]
    lines = ["lockfileVersion: '9.0'", "", "importers:", "", "  .:", "    dependencies:"]
    for name in names[::50]:
        lines += [f"      '{name}':", "        specifier: ^1.0.0", "        version: 1.0.0"]
    lines += ["", "packages:", ""]
    for name in names:
        lines += [
            f"  '{name}@1.0.0':",
            f"    resolution: {{integrity: {_integrity(name)}}}",
            "    engines: {node: '>=18'}",
            "",
        ]
    lines += ["snapshots:", ""]
    for number, name in enumerate(names):
        lines += (
            [f"  '{name}@1.0.0':", "    dependencies:"] if number + 1 < count else [f"  '{name}@1.0.0': {{}}"]
        )
        lines += [*(f"      '{other}': 1.0.0" for other in names[number + 1 : number + 1 + _EACH]), ""]
    return "\n".join(lines)


def _name(number: int) -> str:
    return f"@scope{number % 40}/package-{number}" if number % 3 == 0 else f"package-{number}"


def _root(names: list[str]) -> dict[str, object]:
    asked = names[::50]
    return {
        "name": "bench",
        "version": "1.0.0",
        "dependencies": dict.fromkeys(asked[::2], "^1.0.0"),
        "devDependencies": dict.fromkeys(asked[1::2], "^1.0.0"),
    }


def _package(name: str, version: str, needed: list[str], number: int) -> dict[str, object]:
    return {
        "version": version,
        "resolved": f"https://registry.example/{name}/-/{name.rpartition('/')[2]}-{version}.tgz",
        "integrity": _integrity(name + version),
        "license": _LICENSES[number % len(_LICENSES)],
        "dependencies": dict.fromkeys(needed, "*"),
        "engines": {"node": ">=18"},
    }


def _integrity(seed: str) -> str:
    return f"sha512-{base64.b64encode(hashlib.sha512(seed.encode()).digest()).decode()}"
