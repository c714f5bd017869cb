# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A structure-aware fuzzer: valid documents of each format, with values of other types, sizes and depths put in their places.

`SEEDS` are the valid documents. `documents` draws a broken one from a seed, and `survive` runs everything from the walk to the rules over
the product that holds it. Nothing is caught on the way (`Settings.debug`), so any exception that nobody expected surfaces.
"""

import copy
import json
import re
import struct
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import samples
import yaml
from fuzz_seeds import OTHERS, Files
from hypothesis import strategies as st

from compliance import rules
from compliance.bom.cyclonedx import read, write
from compliance.bom.validation import validate
from compliance.configuration import load_settings
from compliance.discover import discover
from compliance.errors import LexbomError

TESTS = Path(__file__).parent
DEEP = 3000
_Path = tuple[Any, ...]


@dataclass(frozen=True)
class Words:
    """A value as it stands in the document."""

    text: str


@dataclass(frozen=True)
class Seed:
    """A valid document in the product that it belongs to."""

    name: str
    """What the format is called on the command line."""
    path: str
    kind: str
    """json, toml, yaml, front (YAML front matter), safetensors, gguf, or text."""
    content: bytes
    others: Files = field(default_factory=dict)
    """The files around it."""


VALUES: list[Any] = [
    *(None, True, False, 0, -1, 7, 2**63, 10**400, 1.5, Words("1e999"), Words("-0.0"), Words("NaN")),
    *(Words("9" * 5000), Words("[" * DEEP + "]" * DEEP), Words('{"a":' * DEEP + "1" + "}" * DEEP)),
    *(
        "",
        " ",
        "x",
        "\n",
        "\0",
        "\x1b[31m",
        "\x7f",
        "\x85",
        "\ud800",
        "a\udfffb",
        "é",
        "\U0001f600",
        "\u202e",
    ),
    *("x" * 1024, "y" * 70_000, "a/" * 600, "9" * 5000, "1." * 600, "(" * 5000 + ")" * 5000, "((MIT))" * 40),
    *(
        "..",
        "../../x",
        "/etc/passwd",
        "C:\\x",
        "a\\b",
        ".",
        "/",
        "@",
        "@/",
        "#",
        "?",
        "%",
        "%zz",
        ":",
        "*",
        "[",
        "~",
    ),
    *(
        "http://",
        "http://[x",
        "https://x.example:99999/",
        "git+ssh://a@b/c#d",
        "file:///x",
        "pkg:",
        "pkg:pypi/@#?",
    ),
    *(
        "sha256:",
        "sha256:" + "0" * 64,
        "sha512-AAAA",
        "npm:@x/y@",
        "workspace:*",
        "mit",
        "MIT AND",
        "NOASSERTION",
    ),
    *(
        "a" + " and a" * 400,
        "x; python_version<'3'" + " or (x" * 900,
        "x; " + "(" * 5000 + ")" * 5000,
        "1970-13-45",
    ),
    *(
        [],
        {},
        [None],
        [[]],
        [{}],
        {"": ""},
        {"": None},
        [[[[]]]],
        ["x", 7],
        ["x", ["y"]],
        [1.5],
        {"x": [{"y": 1}]},
    ),
    *({"type": ["object", "null"]}, {"name": {}}, [{"name": 1}], {"name": "", "version": ""}, {"\ud800": 1}),
    *([f"x{number}" for number in range(300)], {f"x{number}": {"version": "1"} for number in range(300)}),
]
"""Every type of JSON, TOML and YAML, and of each the huge, the deep, the empty and the malformed."""
TEXTS = [value for value in VALUES if isinstance(value, str)]


@st.composite
def documents(draw: st.DrawFn, seed: Seed) -> bytes:
    """The seed's document with up to four of its places changed, or some of its bytes."""
    if draw(st.integers(0, 15)) == 7:
        return _cut(draw, seed.content)
    if seed.kind in {"text", "gguf"}:
        return _KINDS[seed.kind](draw, seed.content)
    table = _parsed(seed)
    for _ in range(draw(st.integers(1, 4))):
        table = _changed(draw, table)
    return _written(seed.kind, table)


def survive(root: Path, seed: Seed, document: bytes) -> None:
    """Everything from the walk to the rules over the product, with the document in the place of the seed's.

    Raises:
        Exception: whatever nobody expected; and AssertionError if the BOM would not be valid.
    """
    (root / seed.path).write_bytes(document)
    try:
        settings = replace(load_settings(root), debug=True)
        if seed.path in {"image.cdx.json", "image.spdx.json", "image.spdx", "image.cdx.xml"}:
            settings = replace(settings, scan=replace(settings.scan, imports=(seed.path,)))
        if seed.path.startswith("site/"):
            settings = replace(settings, scan=replace(settings.scan, venv="site"))
        inventory = discover(root, settings)
    except LexbomError:
        return  # a sentence for the user
    written = write.serialise_bom(write.write_bom(inventory, settings))
    document_ = json.loads(written)
    assert validate.validate_document(document_) == []
    rules.check(read.read_inventory(document_), settings)


def put(root: Path, seed: Seed) -> Path:
    """The product, whole and valid."""
    for path, content in {**seed.others, seed.path: seed.content}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def _seeds() -> Iterator[Seed]:
    for case in sorted(path.parent for path in (TESTS / "locks").glob("*/*/expected.toml")):
        files: dict[str, bytes] = {
            one.relative_to(case).as_posix(): one.read_bytes()
            for one in sorted(case.rglob("*"))
            if one.is_file() and one.name != "expected.toml"
        }
        for path in [path for path in files if "/" not in path]:
            others: Files = {name: content for name, content in files.items() if name != path}
            yield Seed(f"{case.name}:{path}", path, _kind(path, files[path]), files[path], others)
    for bom in sorted((TESTS / "boms").iterdir()):
        ending = next(
            (one for one in ("cdx.json", "spdx.json", "spdx", "cdx.xml") if bom.name.endswith(f".{one}")), ""
        )
        if ending:
            path = f"image.{ending}"
            yield Seed(bom.name, path, _kind(path, b""), bom.read_bytes())
    for name, path, content, around in OTHERS:
        raw = content if isinstance(content, bytes) else content.encode()
        yield Seed(name, path, _kind(path, raw), raw, around)


def _kind(path: str, content: bytes) -> str:
    ending = path.rpartition(".")[2].lower()
    if ending == "jsonl":
        return "text"
    if ending == "lock" and b"__metadata" in content:
        return "yaml"
    if content.startswith(b"---\n") and ending == "md":
        return "front"
    if path.endswith("Pipfile") or (
        ending == "lock" and content.lstrip().startswith((b"[[", b"version = ", b"# This"))
    ):
        return "toml" if _is_toml(content) else "text"
    if content.lstrip().startswith(b"{") or ending in {"json", "jsonld", "ipynb"}:
        return "json"
    known = {"toml": "toml", "yaml": "yaml", "yml": "yaml", "dvc": "yaml"}
    if ending in {"safetensors", "gguf"}:
        return ending
    if path.endswith(("MLmodel", "dvc.lock", "pixi.lock")):
        return "yaml"
    return known.get(ending, "toml" if ending == "lock" and _is_toml(content) else "text")


def _is_toml(content: bytes) -> bool:
    try:
        return bool(tomllib.loads(content.decode()))
    except ValueError:
        return False


def _parsed(seed: Seed) -> Any:
    if seed.kind == "safetensors":
        return json.loads(seed.content[8 : 8 + struct.unpack("<Q", seed.content[:8])[0]])
    text = seed.content.decode()
    if seed.kind == "toml":
        return tomllib.loads(text)
    if seed.kind in {"yaml", "front"}:
        return yaml.load(text.split("---\n")[1] if seed.kind == "front" else text, yaml.BaseLoader)  # noqa: S506 - texts, lists and mappings only
    return json.loads(re.sub(r",(\s*[}\]])", r"\1", text))


def _changed(draw: st.DrawFn, table: Any) -> Any:
    """The value with one place in it changed."""
    places = list(_places(table, ()))
    where = places[draw(st.integers(0, len(places) - 1))]
    value = copy.deepcopy(VALUES[draw(st.integers(0, len(VALUES) - 1))])
    if not where:
        return value if draw(st.integers(0, 9)) == 7 else table
    around = table
    for key in where[:-1]:
        around = around[key]
    act = draw(st.integers(0, 7))
    if act == 0:
        del around[where[-1]]
    elif act == 1 and isinstance(around, dict):
        around[TEXTS[draw(st.integers(0, len(TEXTS) - 1))]] = around.pop(where[-1])
    elif act == 2:
        around[where[-1]] = [around[where[-1]]]
    elif act == 3 and isinstance(around, list):
        around.append(value)
    else:
        around[where[-1]] = value
    return table


def _places(value: Any, here: _Path) -> Iterator[_Path]:
    """The paths of all values."""
    yield here
    entries = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, one in entries:
        yield from _places(one, (*here, key))


def _written(kind: str, table: Any) -> bytes:
    if kind in {"toml", "yaml", "front"} and isinstance(table, dict):
        sign = " = " if kind == "toml" else ": "
        text = "".join(
            f"{_plain(str(key))}{sign}{_dump(one, toml=kind == 'toml')}\n" for key, one in table.items()
        )
    else:
        text = _dump(table, toml=False)
    if kind == "front":
        text = f"---\n{text}---\n# Card\n"
    raw = text.encode("utf-8", "replace")
    return struct.pack("<Q", len(raw)) + raw + bytes(64) if kind == "safetensors" else raw


def _plain(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z_-]+", key) else json.dumps(key)


def _dump(value: Any, *, toml: bool) -> str:
    """JSON, which YAML reads too, or the same as TOML's inline tables; escapes are those of JSON."""
    if isinstance(value, Words):
        return "nan" if toml and value.text == "NaN" else value.text
    if isinstance(value, dict):
        sign = " = " if toml else ": "
        return (
            "{"
            + ", ".join(f"{json.dumps(str(key))}{sign}{_dump(one, toml=toml)}" for key, one in value.items())
            + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(_dump(one, toml=toml) for one in value) + "]"
    if value is None and toml:
        return '""'
    if type(value) is int and toml and value > 2**63:
        return hex(16**5000 + value)  # Python reads it and can't print it
    return json.dumps(value if isinstance(value, str | int | float) or value is None else str(value))


def _cut(draw: st.DrawFn, content: bytes) -> bytes:
    """Without its end, with other bytes in its middle, or empty."""
    at = draw(st.integers(0, len(content)))
    return content[:at] + draw(
        st.sampled_from([b"", b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"{", b"]", b"\r", content[at + 1 :]])
    )


def _text(draw: st.DrawFn, content: bytes) -> bytes:
    """Words, signs and lines replaced."""
    tokens = re.findall(r"\w+|\s+|.", content.decode(), re.DOTALL)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(tokens) - 1))
        tokens[at] = TEXTS[draw(st.integers(0, len(TEXTS) - 1))] if draw(st.integers(0, 3)) else ""
    return "".join(tokens).encode("utf-8", "surrogatepass")


def _gguf(draw: st.DrawFn, _content: bytes) -> bytes:
    keys = [
        "general.architecture",
        "general.license",
        "general.name",
        "general.base_model.0.repo_url",
        "general.tags",
    ]
    chosen = {key: TEXTS[draw(st.integers(0, len(TEXTS) - 1))] for key in keys if draw(st.booleans())}
    safe = {key: value.encode("utf-8", "replace").decode() for key, value in chosen.items()}
    return samples.gguf(safe, tensors=draw(st.integers(0, 3)))


_KINDS: dict[str, Callable[[st.DrawFn, bytes], bytes]] = {"text": _text, "gguf": _gguf}
SEEDS = {seed.name: seed for seed in _seeds()}
