# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The walk over a pickle's opcodes."""

import collections
import io
import pickle
import pickletools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.discover.weights import samples

from compliance.discover.weights._support import scan_pickle, unsafe_imports


def _scan(raw: bytes) -> scan_pickle.PickleScan:
    return scan_pickle.scan_pickle(io.BytesIO(raw), len(raw))


@pytest.mark.parametrize("protocol", range(6))
def test_imports_of_every_protocol(protocol: int) -> None:
    """Imports are found in whatever protocol Python writes, as Python's own disassembler sees them."""
    raw = pickle.dumps([collections.OrderedDict(), collections.Counter(), print], protocol)
    module = "__builtin__" if protocol < 3 else "builtins"
    found = _scan(raw)
    assert {"collections.OrderedDict", "collections.Counter", f"{module}.print"} <= found.imports
    assert (True, 1, ()) == (found.whole, found.ended, found.unsafe)


@pytest.mark.parametrize("protocol", range(6))
def test_unsafe_import(protocol: int) -> None:
    """A call of `eval` is found in every protocol and nothing is run."""
    found = _scan(pickle.dumps(eval, protocol))
    assert (f"{'__builtin__' if protocol < 3 else 'builtins'}.eval",) == found.unsafe


@given(st.recursive(st.none() | st.integers() | st.text() | st.binary() | st.floats(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)), st.integers(0, 5))  # fmt: skip
def test_plain_values(value: object, protocol: int) -> None:
    """Plain values are walked to their end; protocols before 3 import nothing but the codec that holds bytes."""
    found = _scan(pickle.dumps(value, protocol))
    assert found.whole
    assert {"_codecs.encode", "__builtin__.bytes"} >= found.imports
    assert () == found.unsafe


def test_names_from_the_memo() -> None:
    """An import whose name was memoised and fetched again is known."""
    raw = b"\x80\x04\x8c\x05posix\x94\x8c\x06system\x94h\x00h\x01\x93."
    assert ("posix.system",) == _scan(raw).unsafe


def test_name_that_is_computed() -> None:
    """An import whose name isn't written in the pickle is unsafe."""
    assert (unsafe_imports.NAMED_AT_RUN_TIME,) == _scan(b"\x80\x04N\x93.").unsafe


def test_import_after_raw_bytes() -> None:
    """An import behind bytes that are no opcodes is found by its spelling."""
    raw = b"\x80\x04\x8c\x03abc\x94" + b"\xff" * 5000 + samples.SYSTEM.opcodes(4) + b"."
    found = _scan(raw)
    assert (False, ("posix.system",)) == (found.whole, found.unsafe)


def test_import_across_blocks_of_the_search() -> None:
    """An import that lies on the border of two blocks that are searched is found."""
    raw = b"\xff" * ((1 << 20) - 7) + samples.SYSTEM.opcodes(4) + b"\xff" * 50
    assert ("posix.system",) == _scan(raw).unsafe


def test_too_many_opcodes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The walk ends after a number of opcodes, and what follows is searched instead."""
    raw = b"\x80\x04" + b"N" * 200 + samples.SYSTEM.opcodes(4) + b"."
    assert _scan(raw).whole
    monkeypatch.setattr(scan_pickle, "_MOST_OPCODES", 100)
    assert (False, frozenset(), ("posix.system",)) == (
        _scan(raw).whole,
        _scan(raw).imports,
        _scan(raw).unsafe,
    )


def test_all_pickles_of_a_row() -> None:
    """Every pickle of several in one file is walked, up to the wanted number."""
    raw = pickle.dumps(1) + samples.pickled(samples.SYSTEM)
    assert (2, ("posix.system",)) == (_scan(raw).ended, _scan(raw).unsafe)
    assert 1 == scan_pickle.scan_pickle(io.BytesIO(raw), len(raw), at_most=1).ended


def test_agrees_with_pickletools() -> None:
    """The imports are those that Python's own disassembler lists."""
    raw = samples.pickled(samples.ESTIMATOR, samples.SYSTEM, protocol=2)
    listed = {
        str(argument).replace(" ", ".")
        for opcode, argument, _ in pickletools.genops(raw)
        if opcode.name == "GLOBAL"
    }
    assert listed == _scan(raw).imports


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("os.system", True),
        ("builtins.eval", True),
        ("builtins.list", False),
        ("collections.OrderedDict", False),
        ("uuid.UUID", False),
        ("numpy._core.multiarray._reconstruct", False),
        ("torch._utils._rebuild_tensor_v2", False),
        ("urllib.request.urlopen", True),
        ("osmnx.graph", False),
    ],
)
def test_unsafe_names(name: str, expected: bool) -> None:  # noqa: FBT001 - the expectation is the parameter
    """Names that run code are told from those that sound models need."""
    assert expected == unsafe_imports.is_unsafe(name)
