# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Readers on bytes that are broken, random or hostile."""

import gzip
import io
import struct
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from unit.discover.weights import samples

from compliance.discover.weights._support import look, scan_pickle
from compliance.discover.weights.interface import Broken, Header, NotThis, WeightFormat

_SAMPLES = [content for _, content in samples.ALONE.values()] + [
    samples.SPACY["meta.json"],
    samples.document({"metadata": {}, "weight_map": {"w": "model-00001-of-00001.safetensors"}}),
    samples.document({"peft_type": "LORA"}),
    samples.document({"_class_name": "P", "unet": ["diffusers", "U"]}),
    samples.document([{"path": "2_Dense", "type": "sentence_transformers.models.Dense"}]),
    b"word\t12\nother\t9\nmore\t1\n",
    samples.onnx(external="w.data"),
]
_HUGE = [
    b"\xff" * 4,
    b"\xff" * 8,
    b"\xff\xff\xff\x7f",
    b"\xff" * 7 + b"\x7f",
    b"\x00\x00\x00\x80",
    b"\x00" * 8,
    b"\xff" * 9 + b"\x01",
]


def _attempt(form: WeightFormat, raw: bytes, *, recognised: bool = True) -> Header | None:
    """What a reader makes of some bytes; any exception but its own two is the test's failure."""
    if recognised and not form.recognise(raw[:64], len(raw)):
        return None
    try:
        return form.read(io.BytesIO(raw), len(raw))
    except (NotThis, Broken):
        return None


def _all(raw: bytes) -> None:
    for form in look.load_formats():
        _attempt(form, raw, recognised=False)


@pytest.mark.parametrize("content", _SAMPLES)
def test_every_truncation(content: bytes) -> None:
    """A file cut anywhere raises nothing but the readers' own two exceptions."""
    for length in range(0, len(content), max(1, len(content) // 150)):
        for form in look.load_formats():
            _attempt(form, content[:length])


@given(
    st.sampled_from(_SAMPLES),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=8),
)
@settings(max_examples=400, deadline=None)
def test_changed_bytes(content: bytes, changes: list[tuple[float, int]]) -> None:
    """Changed bytes raise nothing but the readers' own two exceptions."""
    raw = bytearray(content)
    for where, value in changes:
        raw[int(where * (len(raw) - 1))] = value
    for form in look.load_formats():
        _attempt(form, bytes(raw))


@given(st.sampled_from(_SAMPLES), st.floats(0, 1), st.sampled_from(_HUGE))
@settings(max_examples=400, deadline=None)
def test_huge_counts(content: bytes, where: float, number: bytes) -> None:
    """A count that was replaced by a huge or negative one raises nothing but the readers' own two exceptions."""
    at = int(where * len(content))
    raw = content[:at] + number + content[at + len(number) :]
    for form in look.load_formats():
        _attempt(form, raw)


@given(st.binary(max_size=400) | st.sampled_from(_SAMPLES))
@example(bytes(48))
@settings(max_examples=200, deadline=None)
def test_random_bytes(raw: bytes) -> None:
    """Random bytes and other formats' files raise nothing but the readers' own two exceptions, even where they weren't recognised."""
    _all(raw)


@given(st.sampled_from(_SAMPLES), st.binary(min_size=1, max_size=200))
@settings(max_examples=200, deadline=None)
def test_random_tail(content: bytes, tail: bytes) -> None:
    """A sound start with anything behind it raises nothing but the readers' own two exceptions."""
    for form in look.load_formats():
        _attempt(form, content[: len(content) // 2] + tail)


def _nested_graphs(depth: int) -> bytes:
    graph = samples.block(1, samples.block(4, b"Relu"))
    for _ in range(depth):
        graph = samples.block(1, samples.block(5, samples.block(6, graph)))
    return samples.block(1, 8) + samples.block(2, b"x") + samples.block(7, graph) + samples.block(8, b"")


_ZEROS = bytes(100 << 20)
_BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "keras": ("a.keras", lambda: samples.archive({"config.json": _ZEROS, "metadata.json": b"{}"})),
    "skops": ("a.skops", lambda: samples.archive({"schema.json": _ZEROS})),
    "npz": ("weights.npz", lambda: samples.archive({"a.weight.npy": _ZEROS, "b.weight.npy": _ZEROS})),
    "traineddata": ("a.traineddata.gz", lambda: gzip.compress(_ZEROS, mtime=0)),
    "onnx": ("a.onnx", lambda: _nested_graphs(2000)),
    "json": ("my_model.json", lambda: b'{"paths":' + b"[" * 500_000),
    "spacy": ("a/meta.json", lambda: b'{"spacy_version":' + b'{"a":' * 500_000),
    "safetensors": ("a.safetensors", lambda: struct.pack("<Q", 90 << 20) + b"{" + b" " * 100),
    "pickle": ("a.pkl", lambda: b"\x80\x04\x8e" + struct.pack("<Q", 1 << 62) + bytes(64)),
    "many opcodes": ("a.pkl", lambda: b"\x80\x04" + b"N" * (4 << 20)),
    "many names": ("a.pkl", lambda: b"\x80\x04" + b"\x8c\x04name\x94" * 400_000),
}


@pytest.mark.parametrize("name", _BOMBS)
def test_bombs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Archives that unpack without end, deep nesting and huge counts take little time and memory."""
    path, build = _BOMBS[name]
    samples.put(tmp_path, {path: build()})
    monkeypatch.setattr(scan_pickle, "_MOST_OPCODES", 50_000)  # coverage makes each opcode ten times as slow
    start = time.process_time()
    samples.found(tmp_path)
    elapsed = time.process_time() - start
    tracemalloc.start()
    found = samples.models(samples.found(tmp_path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [] == found
    assert elapsed < 10
    assert peak < 100 << 20


@pytest.mark.parametrize("name", ["safetensors", "gguf"])
def test_large_sparse_file(name: str, tmp_path: Path) -> None:
    """The header of a file of 500 MB is read without the rest."""
    path, content = samples.ALONE[name]
    samples.put(tmp_path, {path: content})
    with (tmp_path / path).open("r+b") as file:
        file.truncate(500 << 20)
    tracemalloc.start()
    start = time.perf_counter()
    (model,) = samples.models(samples.found(tmp_path))
    elapsed, peak = time.perf_counter() - start, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert model.model is not None
    assert 6 == model.model.parameters
    assert elapsed < 1
    assert peak < 50 << 20
