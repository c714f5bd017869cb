# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Each reader on a small file of its format."""

from pathlib import Path

import pytest
from unit.discover.weights import samples

from compliance.model import Component, Kind, ModelFacts, Relation, RelationKind

EXPECTED = {
    "safetensors": ModelFacts("safetensors", parameters=6, precision=("F32",)),
    "gguf": ModelFacts("gguf", architecture="llama", parameters=6, precision=("F32",)),
    "onnx": ModelFacts("onnx", parameters=6, precision=("F32",), producer="pytorch 2.3.1"),
    "torch zip": ModelFacts("pytorch (zip)"),
    "torch legacy": ModelFacts("pytorch (legacy pickles)"),
    "tflite": ModelFacts(
        "tflite",
        parameters=6,
        precision=("I8",),
        producer="MLIR Converted.",
        description="Finds things; by Somebody; version v2; with labels.txt",
    ),
    "coreml": ModelFacts(
        "coreml",
        architecture="neural network",
        producer="coremltools 7.0",
        description="Finds tones; by Somebody; version 1.0",
    ),
    "saved model": ModelFacts("tensorflow saved model", producer="tensorflow 2.4.1"),
    "frozen graph": ModelFacts("tensorflow frozen graph", parameters=6, precision=("F32",)),
    "tfjs": ModelFacts(
        "tfjs layers-model",
        architecture="Sequential",
        parameters=6,
        precision=("F32",),
        producer="keras v2.4.0",
    ),
    "keras": ModelFacts("keras", architecture="Functional", producer="keras 3.5.0"),
    "hdf5": ModelFacts("keras hdf5", architecture="Sequential", producer="keras 2.11.0"),
    "pickle": ModelFacts(
        "pickle",
        architecture="LogisticRegression",
        producer="sklearn",
        description="imports sklearn.linear_model._logistic.LogisticRegression",
    ),
    "skops": ModelFacts("skops", architecture="Pipeline", description="uses sklearn"),
    "xgboost json": ModelFacts(
        "xgboost json", architecture="gbtree", task="reg:squarederror", producer="xgboost 2.1.0"
    ),
    "xgboost ubjson": ModelFacts("xgboost ubjson", producer="xgboost"),
    "xgboost binary": ModelFacts(
        "xgboost binary", architecture="gbtree", task="binary:logistic", producer="xgboost"
    ),
    "lightgbm": ModelFacts(
        "lightgbm", architecture="gradient boosted trees", task="binary", producer="LightGBM model v4"
    ),
    "catboost": ModelFacts("catboost", architecture="gradient boosted trees", producer="CatBoost"),
    "fasttext": ModelFacts(
        "fasttext",
        architecture="fastText supervised",
        task="text-classification",
        parameters=60,
        precision=("F32",),
        description="4 dimensions, 3 words, 2 labels",
    ),
    "npz": ModelFacts("npz", parameters=9, precision=("F32",), producer="NumPy"),
    "tesseract": ModelFacts(
        "tesseract", architecture="LSTM", task="image-to-text", producer="tesseract 4.00.00alpha:eng"
    ),
    "gzipped tesseract": ModelFacts(
        "tesseract", architecture="LSTM", task="image-to-text", producer="tesseract"
    ),
    "whisper": ModelFacts(
        "ggml",
        architecture="whisper",
        task="automatic-speech-recognition",
        precision=("F16",),
        description="whisper tiny",
    ),
    "dlib": ModelFacts(
        "dlib",
        architecture="shape predictor",
        task="keypoint-detection",
        producer="dlib",
        description="68 points",
    ),
}
EXPECTED["gzipped pickle"] = EXPECTED["pickle"]


@pytest.mark.parametrize("name", samples.ALONE)
def test_facts(name: str, tmp_path: Path) -> None:
    """A file of each format is one model with the facts its header states."""
    path, content = samples.ALONE[name]
    (model,) = samples.models(samples.found(samples.put(tmp_path, {path: content})))
    assert EXPECTED[name] == model.model
    assert path == model.path


@pytest.mark.parametrize(
    "content", [samples.tflite(), samples.coreml("Apache-2.0")], ids=["tflite", "coreml"]
)
def test_license_in_header(content: bytes, tmp_path: Path) -> None:
    """A licence in a header is a claim about the weights, with the key as evidence."""
    name = "net.tflite" if content[4:8] == b"TFL3" else "net.mlmodel"
    (model,) = samples.models(samples.found(samples.put(tmp_path, {name: content})))
    (claim,) = model.licenses
    assert ("Apache-2.0", "weights") == (claim.expression, claim.subject)
    assert "license: Apache-2.0" == claim.evidence[0].quote


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("data.pkl", samples.pickled(samples.Imported("numpy", "ndarray"))),
        ("iris.pkl", samples.pickled(samples.Imported("sklearn.utils._bunch", "Bunch"))),
        ("tests/data/net.pkl", samples.pickled(samples.ESTIMATOR)),
        ("estimator", samples.pickled(samples.ESTIMATOR)),
        ("frame.h5", b"\x89HDF\r\n\x1a\n" + bytes(200)),
        ("data_model.npz", samples.archive({"x.npy": samples.npy((2, 3)), "y.npy": samples.npy((2,))})),
        ("table.npz", samples.archive({"a.weight.npy": samples.npy((2,)), "a.bias.npy": samples.npy((2,))})),
        ("meta.json", samples.SPACY["meta.json"]),
        ("adapter_config.json", samples.document({"peft_type": "LORA"})),
        ("view-model.json", samples.document({"paths": {"/a": {}}, "weights": []})),
        ("modules.json", samples.document([{"path": "", "type": "sentence_transformers.models.Transformer"}])),
        ("words.dat", b"\x01\x01 some other data, which is not of dlib"),
        ("notes.txt", samples.LIGHTGBM),
        ("tokenizer.json", samples.document({"model": {"type": "BPE", "vocab": {}}})),
        ("en/ortho_context.tab", b"word\t12\nother\t9\nmore\t1\n"),
        ("thing.zip", samples.archive({"a/b.txt": b"text"})),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_no_model(path: str, content: bytes, tmp_path: Path) -> None:
    """A file with evidence of one kind only, or of none, is no model."""
    assert [] == samples.models(samples.found(samples.put(tmp_path, {path: content})))


def test_unsafe_imports_of_each_pickled_format(tmp_path: Path) -> None:
    """What a pickle would import and run is a fact of the model, in zips and in older files too."""
    files = {
        "a.pt": samples.torch_zip(samples.SYSTEM),
        "b.pth": samples.torch_legacy(samples.SYSTEM),
        "c.pkl": samples.pickled(samples.ESTIMATOR, samples.SYSTEM),
        "d.keras": samples.keras("Lambda"),
    }
    found = {
        model.path: model.model.unsafe_imports
        for model in samples.models(samples.found(samples.put(tmp_path, files)))
        if model.model
    }
    assert {
        "a.pt": ("posix.system",),
        "b.pth": ("posix.system",),
        "c.pkl": ("posix.system",),
        "d.keras": ("keras.layers.Lambda",),
    } == found


def test_external_data_belongs_to_its_model(tmp_path: Path) -> None:
    """The file in which an ONNX model keeps its tensors is a file of that model."""
    files = {"net.onnx": samples.onnx(external="net.onnx_data"), "net.onnx_data": bytes(24)}
    found = samples.found(samples.put(tmp_path, files))
    (data,) = [item for item in found if isinstance(item, Component) and item.kind is Kind.FILE]
    assert ("net.onnx_data", "external-data", "file:net.onnx") == (data.path, data.role, data.shipped_by)


@pytest.mark.parametrize("external", ["net.onnx_data", "../../etc/passwd", "/etc/passwd"])
def test_missing_external_data(external: str, tmp_path: Path) -> None:
    """Weights that a model names and that aren't in the product are a gap, wherever the name leads."""
    found = samples.found(samples.put(tmp_path, {"net.onnx": samples.onnx(external=external)}))
    assert [f"It names weights that are not there: {external}; the model is not complete"] == samples.gaps(
        found
    )


def test_adapter_hangs_on_its_base(tmp_path: Path) -> None:
    """An adapter's configuration beside its weights gives the model it adapts."""
    config = samples.document(
        {"peft_type": "LORA", "base_model_name_or_path": "org/base", "task_type": "CAUSAL_LM"}
    )
    files = {"adapter_config.json": config, "adapter_model.safetensors": samples.safetensors()}
    found = samples.found(samples.put(tmp_path, files))
    (relation,) = [item for item in found if isinstance(item, Relation)]
    assert (RelationKind.ADAPTER_OF, "hub:org/base") == (relation.kind, relation.target)


def test_spacy_folder(tmp_path: Path) -> None:
    """A spaCy pipeline is its meta.json beside config.cfg, with its own name and licence."""
    found = samples.found(samples.put(tmp_path, {f"en/{path}": raw for path, raw in samples.SPACY.items()}))
    (model,) = samples.models(found)
    assert ("en_core_tiny", ["MIT"]) == (model.name, [claim.expression for claim in model.licenses])


def test_misnamed_file(tmp_path: Path) -> None:
    """A file that is only called like a model is a gap."""
    found = samples.found(samples.put(tmp_path, {"net.tflite": bytes(range(200, 250))}))
    assert [
        "It is called like a tflite model but its bytes are not of that format; it was left out"
    ] == samples.gaps(found)


def test_truncated_file(tmp_path: Path) -> None:
    """A truncated file is a gap and stays in the inventory as a file."""
    found = samples.found(samples.put(tmp_path, {"net.cbm": samples.ALONE["catboost"][1][:20]}))
    assert [
        "The catboost file states 40 bytes but has only 12: it is truncated; replace it or exclude it"
    ] == samples.gaps(found)
    assert [Kind.FILE] == [item.kind for item in found if isinstance(item, Component)]


def test_nltk_data(tmp_path: Path) -> None:
    """NLTK's tables are models together with the files they need, each of them a part."""
    names = ("abbrev_types.txt", "collocations.tab", "sent_starters.txt")
    files = {f"punkt_tab/english/{name}": b"a line of words\n" for name in names}
    files["punkt_tab/english/ortho_context.tab"] = b"word\t12\nother\t9\nmore\t1\n"
    files["tagger/eng.weights.json"] = samples.document({"bias": {"NN": 1.5}})
    files |= {
        "tagger/eng.classes.json": b'["NN", "NNP", "DT"]',
        "tagger/eng.tagdict.json": b'{"the": "DT", "a": "DT"}',
    }
    found = samples.found(samples.put(tmp_path, files))
    formats = {model.path: model.model.format for model in samples.models(found) if model.model}
    assert {
        "punkt_tab/english/ortho_context.tab": "nltk punkt",
        "tagger/eng.weights.json": "nltk perceptron",
    } == formats
    weights = {item.path for item in found if isinstance(item, Component) and item.role == "weights"}
    assert files.keys() - formats.keys() == weights
