# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Formats that speech, language and vision libraries ship beside the common ones: what is a model, what only looks like it, what is cut."""

import hashlib
import io
import lzma
import pickle
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.discover.weights import samples

from compliance.discover.resolve.model_files import merge_model_files
from compliance.discover.weights import reader
from compliance.discover.weights._support import look, lz4
from compliance.discover.weights.interface import Broken, NotThis
from compliance.model import Component, Kind


def _crfsuite() -> bytes:
    start = struct.pack("<4sI4s9I", b"lCRF", 72, b"FOMC", 100, 0, 3, 25, 48, 0, 0, 0, 0)
    return start + struct.pack("<4s2I", b"FEAT", 12, 46) + bytes(12)


def _noise(length: int) -> bytes:
    blocks = (hashlib.sha256(number.to_bytes(4)).digest() for number in range(length // 32))
    return b"\xff" + b"".join(blocks)


def _tar(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def _lz4(*blocks: bytes) -> bytes:
    framed = b"".join(struct.pack("<I", len(block)) + block for block in blocks)
    return lz4.MAGIC + b"\x40\x40\xc0" + framed + bytes(4)


def _literal(raw: bytes) -> bytes:
    """A block of LZ4 that holds some bytes as they are."""
    more, last = divmod(len(raw) - 15, 255)
    return b"\xf0" + b"\xff" * more + bytes([last]) + raw


def _arrays(**arrays: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in arrays.items():
            archive.writestr(f"{name}.npy", content)
    return buffer.getvalue()


_JOBLIB = samples.pickled(samples.Imported("joblib.numpy_pickle", "NumpyArrayWrapper", called=True))
_CASCADE = b'<?xml version="1.0"?>\n<opencv_storage><cascade type_id="opencv-cascade-classifier">\n  <stageType>BOOST</stageType>\n  <featureType>LBP</featureType></cascade></opencv_storage>'
_TAGS = {f"word{number}": ("NOUN", "VERB")[number % 2] for number in range(200)}
_PERCEPTRON = {"weights": {"bias": {"NN": 1.5, "VB": -2}}, "tagdict": {"the": "DT"}, "classes": ["NN", "VB"]}
_TRIE = b"Trie Language Model\x03" + struct.pack("<3I", 43, 1509, 21837) + bytes(100)
_CLASSIFIER = _arrays(
    ptc=samples.npy((4, 4)), pc=samples.npy((4,)), classes=samples.npy((4,), "<U3"), steps=samples.npy((2,))
)
_CORE = b'{"header":{"0":0,"1":8},"packing":{"size":4,"efSize":3}}'

_MODELS: dict[str, tuple[str, bytes, str, int]] = {
    "crfsuite": ("pos.model", _crfsuite(), "crfsuite", 46),
    "pv": ("params.pv", b"engine4.0.0\x9a\x02" + bytes(60), "pv", 0),
    "ppn": ("keyword_files/mac/hello_mac.ppn", _noise(2048), "ppn", 0),
    "perceptron": ("pos_perceptron.json", samples.document(_PERCEPTRON), "tagger (json)", 2),
    "unigram": ("pos_unigram.json", b"\xef\xbb\xbf" + samples.document(_TAGS), "tagger (json)", 200),
    "tar": ("ner.tar", _tar({"meta.json": b'{"id": "ner_v1"}', "model.json": b"{}", "arrays/0.bin": bytes(8)}), "tar", 0),
    "lz4": ("weights/net.lz4", _lz4(_literal(_JOBLIB)), "joblib (lz4)", 0),
    "trie": ("en.lm.bin", _TRIE, "sphinx trie", 0),
    "dynet": ("net.model", b"#Parameter# /_0 {2,3} 13 ZERO_GRAD\n0 0 0 0 0 0 \n#LookupParameter# /_1 {4} 2 FULL_GRAD\n0\n", "dynet", 10),
    "cascade": ("haarcascade_eye.xml", _CASCADE, "opencv cascade (xml)", 0),
    "npz": ("checkpoint20.npz", _arrays(enc_emb=samples.npy((2, 3)), enc_w_ih=samples.npy((3, 3)), fc_b=samples.npy((3,))), "npz", 18),
    "npz of a classifier": ("model.npz", _CLASSIFIER, "npz", 22),
    "packed npz": ("model.npz.xz", lzma.compress(_CLASSIFIER), "npz (packed)", 22),
}  # fmt: skip


@pytest.mark.parametrize("name", _MODELS)
def test_model(name: str, tmp_path: Path) -> None:
    """A small file of the format is a model of that format, with its parameters where the header gives them, and no gap."""
    path, content, form, parameters = _MODELS[name]
    found = samples.found(samples.put(tmp_path, {path: content}))
    (model,) = samples.models(found)
    assert model.model is not None
    assert (form, parameters) == (model.model.format, model.model.parameters)
    assert [] == samples.gaps(found)


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("pos.model", b"lCRF" + bytes(60)),
        ("view.pv", b"engine version 4.0.0, as text"),
        ("keyword_files/hello.ppn", b"\xff" + b"slides and notes " * 60),
        ("slides/talk.ppn", _noise(2048)),
        ("tests/keyword_files/hello.ppn", _noise(2048)),
        ("perceptron_settings.json", samples.document({"weights": {"bias": {"NN": "x"}}, "classes": ["NN"]})),
        ("tags.json", samples.document(_TAGS)),
        ("unigram_words.json", samples.document({word: word for word in _TAGS})),
        ("sources.tar", _tar({"meta.json": b"{}", "main.c": b"int main;"})),
        ("arrays.tar", _tar({"arrays/0.bin": bytes(8)})),
        ("weights/table.lz4", _lz4(_literal(pickle.dumps(list(range(50)))))),
        ("scans/net.lz4", _lz4(_literal(_JOBLIB))),
        ("mdef", b"BMDF" + bytes(60)),
        ("notes.model", b"#Parameter of the experiment# 3\n" + bytes(20)),
        ("cascade.xml", b'<?xml version="1.0"?><opencv_storage><matrix/></opencv_storage>'),
        ("layout.xml", _CASCADE),
        ("model.npz", _arrays(x=samples.npy((4, 9)), classes=samples.npy((4,), "<U3"))),
        ("model.npz", _arrays(x=samples.npy((4, 9)), y=samples.npy((4,)), classes=samples.npy((4,), "|u1"))),
        ("data.npz.xz", lzma.compress(_CLASSIFIER)),
        ("model.npz.xz", lzma.compress(b"a text about models, long enough to look at")),
        ("en-core-model.json", _CORE),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_no_model(path: str, content: bytes, tmp_path: Path) -> None:
    """What has only the name, only the bytes, or nothing beside it where something has to be, is no model."""
    assert [] == samples.models(samples.found(samples.put(tmp_path, {path: content})))


def test_acoustic_model_is_its_folder(tmp_path: Path) -> None:
    """The tables of an acoustic model are one model, called like their folder, with all of them as its files."""
    tables = ("means", "variances", "transition_matrices", "sendump", "feat.params")
    files = {f"en-us/{name}": b"s3\nversion 1.0\n" + bytes(20) for name in tables}
    files["en-us/mdef"] = b"BMDF" + bytes(60)
    found = merge_model_files(samples.found(samples.put(tmp_path, files)))
    (model,) = samples.models(found)
    nested = {item.name for item in found if isinstance(item, Component) and item.kind is Kind.FILE}
    assert ("en-us", set(tables)) == (model.name, nested)


def test_automata_beside_their_core(tmp_path: Path) -> None:
    """A packed core with its taggers beside it is one model that they are the files of."""
    names = ("en-pos-model.json", "en-sbd-model.json")
    files = dict.fromkeys(names, b'["[100,1,{}]"]') | {"en-core-model.json": _CORE}
    found = samples.found(samples.put(tmp_path, files))
    (model,) = samples.models(found)
    nested = {item.name for item in found if isinstance(item, Component) and item.role == "weights"}
    assert ("en-core-model.json", set(names)) == (model.path, nested)


def test_wake_word_for_several_platforms(tmp_path: Path) -> None:
    """The files of one wake word, one for each platform, are one model; another word is another."""
    files = {
        f"keyword_files/{platform}/{word}_{platform}.ppn": _noise(2048)
        for platform in ("linux", "mac", "raspberry-pi")
        for word in ("alpha", "beta")
    }
    assert 2 == len(samples.models(merge_model_files(samples.found(samples.put(tmp_path, files)))))


def test_name_in_a_tar(tmp_path: Path) -> None:
    """A tar's meta.json gives the model's name."""
    path, content, _, _ = _MODELS["tar"]
    (model,) = samples.models(samples.found(samples.put(tmp_path, {path: content})))
    assert "ner_v1" == model.name


def test_unsafe_import_in_lz4(tmp_path: Path) -> None:
    """An import that runs code is seen through the compression."""
    raw = samples.pickled(
        samples.Imported("joblib.numpy_pickle", "NumpyArrayWrapper", called=True), samples.SYSTEM
    )
    found = samples.found(samples.put(tmp_path, {"model.lz4": _lz4(_literal(raw))}))
    (model,) = samples.models(found)
    assert model.model is not None
    assert ("posix.system",) == model.model.unsafe_imports


def test_lz4_copies() -> None:
    """Copies that reach into what they write themselves are unpacked as the format says, and no further than the limit."""
    frame = _lz4(b"\x2fab\x02\x00\x05" + b"\x10!")
    assert b"ab" * 13 + b"!" == lz4.unpack_start(io.BytesIO(frame), 1000)
    assert b"ababa" == lz4.unpack_start(io.BytesIO(frame), 5)


@given(st.sampled_from([content for _, content, _, _ in _MODELS.values()] + [_CORE]), st.floats(0, 1))
@settings(max_examples=300, deadline=None)
def test_truncated(content: bytes, where: float) -> None:
    """A file of any of these formats that is cut anywhere raises nothing but the readers' own two exceptions."""
    raw = content[: int(len(content) * where)]
    for form in look.load_formats():
        if form.recognise(raw[:64], len(raw)):
            try:
                header = form.read(io.BytesIO(raw), len(raw))
            except (NotThis, Broken):
                continue
            assert header.facts.parameters >= 0


@pytest.mark.parametrize(
    "pattern", [one for form in look.load_formats() for one in getattr(form, "CALLED", ())]
)
def test_no_name_that_a_format_asks_for_is_ruled_out_beforehand(pattern: str) -> None:
    assert reader.is_possible(pattern.replace("[0-9]", "1").replace("*", "x"))
