# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Files that are one model."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from unit.discover.weights import samples
from unit.discover.weights.samples import gguf, onnx, safetensors, tflite

from compliance.bom.cyclonedx import read, write
from compliance.discover import discover
from compliance.discover.resolve.model_files import merge_model_files
from compliance.discover.weights._support.model_places import place_model
from compliance.model import Component, Inventory, Kind, Relation
from compliance.settings import DeclaredModel, Product, Settings

_SETTINGS = Settings(product=Product(name="clinic"))


def _grouped(root: Path, files: dict[str, bytes]) -> dict[str, list[str]]:
    """Each model's ref with the paths of the files in it."""
    found = [
        item
        for item in merge_model_files(samples.found(samples.put(root, files)))
        if isinstance(item, Component)
    ]
    return {
        model.ref: sorted(item.path for item in found if item.shipped_by == model.ref)
        for model in found
        if model.kind is Kind.MODEL and model.path is not None
    }


def _inventory(root: Path, files: dict[str, bytes]) -> Inventory:
    return discover(samples.put(root, files), _SETTINGS)


def test_formats_and_precisions_of_one_network(tmp_path: Path) -> None:
    """Exports that are called alike but for words about the export are one model."""
    names = [
        "vad.jit",
        "vad.onnx",
        "vad_16k.safetensors",
        "vad_16k_op15.onnx",
        "vad_half.onnx",
        "vad_16k_sequence.onnx",
    ]
    content = {".jit": samples.torch_zip(), ".onnx": onnx(), ".safetensors": safetensors()}
    files = {f"data/{name}": content[name[name.rindex(".") :]] for name in names}
    assert {"file:data/vad.*": sorted(files)} == _grouped(tmp_path, files)


def test_different_networks_of_one_folder(tmp_path: Path) -> None:
    """Networks with different names are models of their own, and so are two sizes or voices of one family, however alike their headers are."""
    files = {
        "ch_PP-OCRv4_det_infer.onnx": onnx((2, 3)),
        "ch_PP-OCRv4_rec_infer.onnx": onnx((2, 3)),
        "ch_ppocr_mobile_v2.0_cls_infer.onnx": onnx((2, 3)),
        "bert.onnx": onnx((2, 3)),
        "bert_large.onnx": onnx((2, 3)),
        "bert_amy.onnx": onnx((2, 3)),
        "bert-pretrained.onnx": onnx((2, 3)),
    }
    assert {f"file:{name}": [] for name in files} == _grouped(tmp_path, files)


def test_folders_of_formats(tmp_path: Path) -> None:
    """A SavedModel's folder, a Core ML package and single files with the same name are one model with all their files."""
    files = {
        "icassp/nmp.onnx": onnx(),
        "icassp/nmp.tflite": tflite(),
        "icassp/nmp/saved_model.pb": samples.saved_model(),
        "icassp/nmp/variables/variables.index": bytes(30),
        "icassp/nmp/variables/variables.data-00000-of-00001": bytes(30),
        "icassp/nmp.mlpackage/Manifest.json": b"{}" * 10,
        "icassp/nmp.mlpackage/Data/com.apple.CoreML/model.mlmodel": samples.coreml(),
        "icassp/nmp.mlpackage/Data/com.apple.CoreML/weights/weight.bin": bytes(30),
    }
    assert {"file:icassp/nmp.*": sorted(files)} == _grouped(tmp_path, files)


def test_hub_repository(tmp_path: Path) -> None:
    """A repository with one weight file is that file's model; tokeniser and configurations are in it, other files are not."""
    parts = ["config.json", "tokenizer.json", "vocab.txt", "1_Pooling/config.json"]
    files = {f"repo/{name}": b"{}" * 10 for name in (*parts, "README.md", "other.json", "sub/config.json")}
    files["repo/model.safetensors"] = safetensors()
    expected = sorted(f"repo/{name}" for name in parts)
    assert {"file:repo/model.safetensors": expected} == _grouped(tmp_path, files)


def test_same_model_in_folders_named_for_formats(tmp_path: Path) -> None:
    """Weights below a folder that is only named for a format are the same model's, under the hub's usual names too."""
    files = {
        "repo/model.safetensors": safetensors(),
        "repo/onnx/model.onnx": onnx(),
        "repo/onnx/model_quantized.onnx": onnx(),
        "repo/tf_model.h5": samples.hdf5(),
        "repo/config.json": b"{}" * 10,
    }
    assert {"file:repo/model.*": sorted(files)} == _grouped(tmp_path, files)


@pytest.mark.parametrize("indexed", [True, False], ids=["index", "no index"])
def test_shards_are_summed(tmp_path: Path, indexed: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Shards are one model with the parameters of all, whether an index lists them or only their names tell."""
    shards = [f"repo/model-0000{number}-of-00003.safetensors" for number in (1, 2, 3)]
    files = dict.fromkeys(shards, safetensors())
    if indexed:
        weight_map = {f"w{number}": shard.partition("/")[2] for number, shard in enumerate(shards)}
        files["repo/model.safetensors.index.json"] = samples.document({"weight_map": weight_map})
    inventory = _inventory(tmp_path, files)
    (model,) = [component for component in inventory.components if component.kind is Kind.MODEL]
    assert model.model is not None
    assert ("repo", "repo", 18) == (model.name, model.path, model.model.parameters)
    nested = {
        component.path: component.role for component in inventory.components if component.kind is Kind.FILE
    }
    roles = dict.fromkeys(shards, "shard" if indexed else "weights")
    assert (roles | {"repo/model.safetensors.index.json": "manifest"} if indexed else roles) == nested


def test_shards_of_tfjs(tmp_path: Path) -> None:
    """A TensorFlow.js manifest and its shards are one model, called like its folder."""
    shards = ["group1-shard1of2.bin", "group1-shard2of2.bin"]
    files = {"web/net/model.json": samples.tfjs(*shards)} | {f"web/net/{name}": bytes(12) for name in shards}
    (model,) = [item for item in _inventory(tmp_path, files).components if item.kind is Kind.MODEL]
    assert ("file:web/net/model.json", "net") == (model.ref, model.name)
    assert {model.ref: sorted(f"web/net/{name}" for name in shards)} == _grouped(tmp_path, files)


def test_quantisations_of_one_network(tmp_path: Path) -> None:
    """GGUF files that differ in their quantisation are one model, whose parameters are counted once."""
    files = {"tiny-llama-q4_k_m.gguf": gguf(), "tiny-llama-Q8_0.gguf": gguf(), "tiny-llama.f16.gguf": gguf()}
    (model,) = [item for item in _inventory(tmp_path, files).components if item.kind is Kind.MODEL]
    assert model.model is not None
    assert ("Tiny", 6) == (model.name, model.model.parameters)


def test_pipeline(tmp_path: Path) -> None:
    """A diffusers pipeline is one model of several networks, whose parameters are added."""
    index = {
        "_class_name": "FluxPipeline",
        "_diffusers_version": "0.30",
        "unet": ["d", "U"],
        "vae": ["d", "V"],
    }
    files = {
        "flux/model_index.json": samples.document(index),
        "flux/unet/diffusion_pytorch_model.safetensors": safetensors({"w": [5]}),
        "flux/unet/diffusion_pytorch_model.fp16.safetensors": safetensors({"w": [5]}),
        "flux/vae/diffusion_pytorch_model.safetensors": safetensors({"w": [7]}),
    }
    (model,) = [item for item in _inventory(tmp_path, files).components if item.kind is Kind.MODEL]
    assert model.model is not None
    assert ("flux", "FluxPipeline", 12) == (model.name, model.model.architecture, model.model.parameters)


def test_relations_start_at_the_model(tmp_path: Path) -> None:
    """An adapter's edge to its base starts at the model that the adapter's files became."""
    config = samples.document({"peft_type": "LORA", "base_model_name_or_path": "org/base"})
    files = {"lora/adapter_config.json": config, "lora/adapter_model.safetensors": safetensors()}
    found = merge_model_files(samples.found(samples.put(tmp_path, files)))
    (relation,) = [item for item in found if isinstance(item, Relation)]
    assert "file:lora/adapter_model.safetensors" == relation.source


def test_card_speaks_of_the_model(tmp_path: Path) -> None:
    """A card beside the weights speaks of the model that they are together."""
    card = b"---\nlicense: apache-2.0\nlibrary_name: onnx\ndatasets: org/data\n---\n"
    files = {"m/net.onnx": onnx(), "m/net.tflite": tflite(), "m/README.md": card}
    inventory = _inventory(tmp_path, files)
    (model,) = [item for item in inventory.components if item.kind is Kind.MODEL]
    assert "card" in [claim.said_by for claim in model.licenses]
    assert [("file:m/net.*", "hub:datasets/org/data")] == [
        (relation.source, relation.target) for relation in inventory.relations
    ]


def test_declaration_of_one_file_speaks_of_the_model(tmp_path: Path) -> None:
    """A licence that is declared for one of a model's files is the model's."""
    samples.put(tmp_path, {"m/net.onnx": onnx(), "m/net.tflite": tflite()})
    declared = DeclaredModel(path="m/net.onnx", license="MIT")
    inventory = discover(tmp_path, replace(_SETTINGS, models=(declared,)))
    (model,) = [item for item in inventory.components if item.kind is Kind.MODEL]
    assert ("MIT", "config") in [(claim.expression, claim.said_by) for claim in model.licenses]


def test_every_weight_file_stays(tmp_path: Path) -> None:
    """Each weight file's path, size and SHA-256 is in the inventory, grouped or not, and survives the document."""
    files = dict(samples.ALONE.values()) | {
        "a/x.onnx": onnx(),
        "a/x_fp16.onnx": onnx(),
    }
    inventory = _inventory(tmp_path, files)
    kept = {item.path: item.size for item in inventory.components if item.digests}
    assert {path: len(content) for path, content in files.items()} == kept
    assert inventory == read.read_inventory(
        json.loads(write.serialise_bom(write.write_bom(inventory, _SETTINGS)))
    )


def test_grouping_twice_changes_nothing_more(tmp_path: Path) -> None:
    """What is one file stays as it was found."""
    files = {"a.onnx": onnx(), "b.gguf": gguf()}
    found = samples.found(samples.put(tmp_path, files))
    assert found == [replace(item) for item in merge_model_files(found) if isinstance(item, Component)]


@pytest.mark.parametrize(
    ("path", "anchor", "name"),
    [
        ("a/net.onnx", "a", "net"),
        ("a/onnx/net.onnx", "a", "net"),
        ("repo/model/model.safetensors", "repo/model", "repo"),
        ("a/nmp.mlpackage/Data/com.apple.CoreML/model.mlmodel", "a", "nmp"),
        ("a/nmp/saved_model.pb", "a", "nmp"),
        ("models/reader/1/saved_model.pb", "models/reader", "reader"),
        ("a/eng.traineddata.gz", "a", "eng"),
        ("a/model-00001-of-00002.safetensors", "a", "a"),
        ("model.onnx", "", "model"),
    ],
)
def test_place(path: str, anchor: str, name: str) -> None:
    """A model's folder and name come from its path, past names that say nothing."""
    assert (anchor, name) == (place_model(path).anchor, place_model(path).name)
