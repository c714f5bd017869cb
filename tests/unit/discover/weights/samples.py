# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Small weight files of every format, written by hand, and what finds them in a folder."""

import gzip
import io
import json
import pickle
import struct
import zipfile
from pathlib import Path
from typing import Any

from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.tree import walk
from compliance.discover.weights import reader
from compliance.discover.weights.pytorch import LEGACY
from compliance.model import Component, Gap, Kind
from compliance.settings import Settings


def found(root: Path) -> list[Discovery]:
    """What the source of weights says of all files below a folder."""
    candidates = tuple(item for item in walk.walk_tree(root) if isinstance(item, ScannedFile))
    return list(reader.discover(candidates, Settings()))


def models(items: list[Discovery]) -> list[Component]:
    """The models among what was found."""
    return [item for item in items if isinstance(item, Component) and item.kind is Kind.MODEL]


def gaps(items: list[Discovery]) -> list[str]:
    """The reasons of the gaps among what was found."""
    return [item.reason for item in items if isinstance(item, Gap)]


def put(root: Path, files: dict[str, bytes]) -> Path:
    """Write files below a folder."""
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


def varint(value: int) -> bytes:
    """A number as protocol buffers write it."""
    head = b""
    while value > 0x7F:
        head += bytes([value & 0x7F | 0x80])
        value >>= 7
    return head + bytes([value])


def block(number: int, content: bytes | int) -> bytes:
    """A field of a protocol buffer message: a block, or a number."""
    if isinstance(content, int):
        return varint(number << 3) + varint(content)
    return varint(number << 3 | 2) + varint(len(content)) + content


def archive(members: dict[str, bytes]) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return buffer.getvalue()


def document(value: object) -> bytes:
    """A JSON document."""
    return json.dumps(value).encode()


def safetensors(shapes: dict[str, list[int]] | None = None, **metadata: str) -> bytes:
    """A safetensors file of zeros; by default 6 parameters."""
    table: dict[str, Any] = {"__metadata__": metadata} if metadata else {}
    at = 0
    for name, shape in (shapes or {"weight": [2, 3]}).items():
        size = 4
        for side in shape:
            size *= side
        table[name] = {"dtype": "F32", "shape": shape, "data_offsets": [at, at + size]}
        at += size
    header = document(table)
    return struct.pack("<Q", len(header)) + header + bytes(at)


def onnx(sides: tuple[int, ...] = (2, 3), external: str = "") -> bytes:
    """An ONNX model with one node and one initialiser."""
    tensor = b"".join(block(1, side) for side in sides) + block(2, 1) + block(8, b"w")
    tensor += (
        block(13, block(1, b"location") + block(2, external.encode())) + block(14, 1)
        if external
        else block(9, bytes(4))
    )
    node = block(1, b"x") + block(2, b"y") + block(4, b"Relu")
    graph = block(1, node) + block(2, b"g") + block(5, tensor)
    return block(1, 8) + block(2, b"pytorch") + block(3, b"2.3.1") + block(7, graph) + block(8, block(2, 17))


def gguf() -> bytes:
    """A GGUF file with a name, an architecture and one tensor of 6 numbers."""

    def text(value: bytes) -> bytes:
        return struct.pack("<Q", len(value)) + value

    pairs = b"".join(
        text(key) + struct.pack("<I", 8) + text(value)
        for key, value in ((b"general.architecture", b"llama"), (b"general.name", b"Tiny"))
    )
    tensor = text(b"w") + struct.pack("<I2QIQ", 2, 2, 3, 0, 0)
    return struct.pack("<4sIQQ", b"GGUF", 3, 1, 2) + pairs + tensor + bytes(24)


def flat(content: dict[int, object]) -> bytes:
    """A flatbuffer: a dict is a table, a list a vector of tables, a tuple one of numbers; texts, bytes and numbers are themselves."""
    buffer = bytearray(4)
    struct.pack_into("<I", buffer, 0, _table(buffer, content))
    return bytes(buffer)


def _emit(buffer: bytearray, value: object) -> int:
    if isinstance(value, dict):
        return _table(buffer, value)
    buffer.extend(bytes(-len(buffer) % 4))
    at = len(buffer)
    if isinstance(value, list):
        buffer.extend(struct.pack("<I", len(value)) + bytes(4 * len(value)))
        for item, entry in enumerate(value):
            _point(buffer, at + 4 + 4 * item, entry)
    elif isinstance(value, tuple):
        buffer.extend(struct.pack(f"<I{len(value)}i", len(value), *value))
    else:
        raw = value.encode() if isinstance(value, str) else value
        assert isinstance(raw, bytes)
        buffer.extend(struct.pack("<I", len(raw)) + raw + b"\0")
    return at


def _table(buffer: bytearray, fields: dict[int, object]) -> int:
    buffer.extend(bytes(-len(buffer) % 4))
    width = max(fields, default=-1) + 1
    offsets = [4 + 4 * field if field in fields else 0 for field in range(width)]
    start = len(buffer)
    buffer.extend(struct.pack(f"<HH{width}H", 4 + 2 * width, 4 + 4 * width, *offsets))
    buffer.extend(bytes(-len(buffer) % 4))
    at = len(buffer)
    buffer.extend(struct.pack("<i", at - start) + bytes(4 * width))
    for field, value in fields.items():
        if isinstance(value, int):
            struct.pack_into("<I", buffer, at + 4 + 4 * field, value)
        else:
            _point(buffer, at + 4 + 4 * field, value)
    return at


def _point(buffer: bytearray, place: int, value: object) -> None:
    struct.pack_into("<I", buffer, place, _emit(buffer, value) - place)


def identified(buffer: bytes, identifier: bytes) -> bytes:
    """A flatbuffer with its identifier after the root's offset."""
    (root,) = struct.unpack_from("<I", buffer)
    return struct.pack("<I", root + 4) + identifier + buffer[4:]


def tflite() -> bytes:
    """A TFLite model of 6 parameters with metadata and a zip of labels behind it."""
    metadata = identified(
        flat({0: "Detector", 1: "Finds things", 2: "v2", 4: "Somebody", 5: "Apache-2.0"}), b"M001"
    )
    model: dict[int, object] = {
        0: 3,
        2: [{0: [{0: (2, 3), 1: 9, 2: 1}, {0: (-1, 9), 1: 0, 2: 0}]}],
        3: "MLIR Converted.",
        4: [{}, {0: bytes(6)}, {0: metadata}],
        6: [{0: "TFLITE_METADATA", 1: 2}],
    }
    return identified(flat(model), b"TFL3") + archive({"labels.txt": b"cat\ndog\n"})


def coreml(license_: str = "MIT") -> bytes:
    """A Core ML neural network with metadata."""
    metadata = (
        block(1, b"Finds tones") + block(2, b"1.0") + block(3, b"Somebody") + block(4, license_.encode())
    )
    metadata += block(100, block(1, b"com.github.apple.coremltools.version") + block(2, b"7.0"))
    described = block(1, block(1, b"input")) + block(100, metadata)
    return block(1, 5) + block(2, described) + block(500, block(1, b"layer"))


def saved_model() -> bytes:
    """A SavedModel without its variables."""
    return block(1, 1) + block(2, block(1, block(4, b"serve") + block(5, b"2.4.1")) + block(2, b""))


def frozen_graph() -> bytes:
    """A TensorFlow graph with a placeholder and a constant of 6 numbers."""
    shape = block(2, block(1, 2)) + block(2, block(1, 3))
    value = block(8, block(1, 1) + block(2, shape) + block(4, bytes(24)))
    constant = block(1, b"w") + block(2, b"Const") + block(5, block(1, b"value") + block(2, value))
    return block(1, block(1, b"x") + block(2, b"Placeholder")) + block(1, constant)


def tfjs(*paths: str) -> bytes:
    """A TensorFlow.js manifest of 6 parameters."""
    weights = [{"name": "w", "shape": [2, 3], "dtype": "float32"}]
    return document(
        {
            "format": "layers-model",
            "generatedBy": "keras v2.4.0",
            "modelTopology": {"class_name": "Sequential"},
            "weightsManifest": [{"paths": list(paths), "weights": weights}],
        }
    )


def keras(class_name: str = "Sequential") -> bytes:
    """A Keras 3 archive."""
    layers = [{"class_name": class_name, "config": {}}]
    return archive(
        {
            "metadata.json": document({"keras_version": "3.5.0"}),
            "config.json": document(
                {"class_name": "Functional", "config": {"name": "net", "layers": layers}}
            ),
            "model.weights.h5": b"\x89HDF\r\n\x1a\n",
        }
    )


def hdf5() -> bytes:
    """The first bytes of an HDF5 file and the attributes that Keras writes."""
    attributes = b'model_config\0{"class_name": "Sequential", "config": {}}\0layer_names\0weight_names\0'
    return b"\x89HDF\r\n\x1a\n" + bytes(80) + attributes + b"keras_version\0\0\x062.11.0" + bytes(40)


class Imported:
    """Pickles as a global of any name, or as a call of it."""

    def __init__(self, module: str, name: str, *, called: bool = False) -> None:
        self.module, self.name, self.called = module, name, called

    def opcodes(self, protocol: int) -> bytes:
        """The opcodes that push it."""
        if protocol < 4:
            raw = f"c{self.module}\n{self.name}\n".encode()
        else:
            texts = (self.module.encode(), self.name.encode())
            raw = b"".join(b"\x8c" + bytes([len(text)]) + text + b"\x94" for text in texts) + b"\x93"
        return raw + (b")R" if self.called else b"")


def pickled(*imports: Imported, protocol: int = 4) -> bytes:
    """A pickle of a list of globals."""
    start = b"\x80" + bytes([protocol]) if protocol > 1 else b""
    return start + b"](" + b"".join(one.opcodes(protocol) for one in imports) + b"e."


ESTIMATOR = Imported("sklearn.linear_model._logistic", "LogisticRegression", called=True)
SYSTEM = Imported("posix", "system", called=True)


def torch_zip(*imports: Imported) -> bytes:
    """What torch.save writes since 1.6."""
    content = pickled(*(imports or (Imported("collections", "OrderedDict", called=True),)), protocol=2)
    return archive({"net/data.pkl": content, "net/version": b"3\n", "net/data/0": bytes(24)})


def torch_legacy(*imports: Imported) -> bytes:
    """What torch.save wrote before 1.6: five pickles, then storages."""
    others = [pickle.dumps(1001, 2), pickle.dumps({"little_endian": True}, 2)]
    return (
        LEGACY + b"." + b"".join(others) + pickled(*imports, protocol=2) + pickle.dumps(["0"], 2) + bytes(40)
    )


def npy(shape: tuple[int, ...], dtype: str = "<f4") -> bytes:
    """A NumPy array of zeros."""
    header = f"{{'descr': '{dtype}', 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + bytes(64)


def fasttext() -> bytes:
    """A fastText classifier of 3 words, 2 labels, 4 dimensions and 10 buckets."""
    arguments = struct.pack("<12id", 4, 5, 5, 1, 5, 1, 3, 3, 10, 0, 0, 100, 1e-4)
    dictionary = struct.pack("<3i2q", 5, 3, 2, 100, -1)
    return struct.pack("<2i", 793712314, 12) + arguments + dictionary + bytes(400)


def tesseract() -> bytes:
    """Tesseract data with an LSTM network and a version."""
    offsets = [-1] * 24
    offsets[17], offsets[23] = 4 + 8 * 24, 4 + 8 * 24 + 100
    return struct.pack("<i24q", 24, *offsets) + bytes(100) + b"4.00.00alpha:eng"


def whisper() -> bytes:
    """The head of a whisper.cpp model."""
    return b"lmgg" + struct.pack("<11I", 51864, 1500, 384, 6, 4, 448, 384, 6, 4, 80, 1) + bytes(32)


def dlib() -> bytes:
    """The head of dlib's predictor of 68 points."""
    return b"\x01\x01\x81\x88\x81\x01" + bytes(64)


def xgboost_binary() -> bytes:
    """The deprecated form of an XGBoost booster."""
    return bytes(136) + b"".join(
        struct.pack("<Q", len(word)) + word for word in (b"binary:logistic", b"gbtree")
    )


LIGHTGBM = b"tree\nversion=v4\nnum_class=1\nobjective=binary sigmoid:1\nfeature_names=a b\n\nTree=0\n"
XGBOOST = document(
    {
        "learner": {
            "gradient_booster": {"name": "gbtree"},
            "objective": {"name": "reg:squarederror"},
        },
        "version": [2, 1, 0],
    }
)
SPACY = {
    "meta.json": document(
        {"lang": "en", "name": "core_tiny", "version": "3.7.0", "spacy_version": ">=3.7", "license": "MIT", "pipeline": ["ner"]}
    ),
    "config.cfg": b"[nlp]\n",
    "ner/model": bytes(20),
    "vocab/strings.json": b"[]",
}  # fmt: skip

ALONE: dict[str, tuple[str, bytes]] = {
    "safetensors": ("net.safetensors", safetensors()),
    "gguf": ("net.gguf", gguf()),
    "onnx": ("net.onnx", onnx()),
    "torch zip": ("net.pt", torch_zip()),
    "torch legacy": ("net.pth", torch_legacy()),
    "tflite": ("net.tflite", tflite()),
    "coreml": ("net.mlmodel", coreml()),
    "saved model": ("net/saved_model.pb", saved_model()),
    "frozen graph": ("net.pb", frozen_graph()),
    "tfjs": ("model.json", tfjs("group1-shard1of1.bin")),
    "keras": ("net.keras", keras()),
    "hdf5": ("net.h5", hdf5()),
    "pickle": ("net.pkl", pickled(ESTIMATOR)),
    "gzipped pickle": ("net.pkl.gz", gzip.compress(pickled(ESTIMATOR), mtime=0)),
    "skops": (
        "net.skops",
        archive(
            {"schema.json": document({"__class__": "Pipeline", "__module__": "sklearn.pipeline", "__loader__": "ObjectNode"})}
        ),
    ),
    "xgboost json": ("my_model.json", XGBOOST),
    "xgboost ubjson": ("net.ubj", b"{L\0\0\0\0\0\0\0\x07learner{L\0\0\0\0\0\0\0\x10gradient_booster" + bytes(9)),
    "xgboost binary": ("net.model", xgboost_binary()),
    "lightgbm": ("model.txt", LIGHTGBM),
    "catboost": ("net.cbm", b"CBM1" + struct.pack("<I", 40) + bytes(40)),
    "fasttext": ("lid.bin", fasttext()),
    "npz": ("weights.npz", archive({"dense.weight.npy": npy((2, 3)), "dense.bias.npy": npy((3,))})),
    "tesseract": ("eng.traineddata", tesseract()),
    "gzipped tesseract": ("eng.traineddata.gz", gzip.compress(tesseract(), mtime=0)),
    "whisper": ("ggml-tiny.bin", whisper()),
    "dlib": ("shape_predictor.dat", dlib()),
}  # fmt: skip
"""A file of each format that needs no others beside it."""
