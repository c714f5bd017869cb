# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Where a model lies and what it is called, from the path of one of its files: the same for all formats of one network."""

import re
from dataclasses import dataclass

from compliance.lazy_regex import compile_lazily

_FORMAT_FOLDERS = frozenset(
    {"onnx", "tflite", "coreml", "openvino", "tfjs", "saved_model", "savedmodel", "pytorch", "torchscript", "safetensors", "gguf", "ggml"}
    | {"keras", "tensorflow", "tf", "web_model", "tensorrt", "ort", "flax"}
    | {"linux", "mac", "macos", "windows", "android", "ios", "wasm", "raspberry-pi"}
)  # fmt: skip
_FOLDER_FILES = frozenset({"saved_model.pb", "meta.json", "ortho_context.tab", "mdef"})
"""Files that stand for the folder they lie in."""
_PACKAGE = compile_lazily(r"(.+\.mlpackage)/.+")
_ENDING = compile_lazily(
    r"(?:\.(?:safetensors|bin|pt)\.index(?P<variant>(?:\.\w+)?)\.json|[-_.]?weights_manifest\.json|\.weights\.json|\.traineddata(?:\.gz)?|\.[a-z]\w*(?:\.(?:gz|bz2|xz|z|lzma))?)\Z",
    re.IGNORECASE,
)
_SHARD = compile_lazily(r"[-_.](?:part[-_]?)?\d{3,5}[-_]of[-_]\d{3,5}(?=[-_.]|\Z)", re.IGNORECASE)
_QUANTISATION = compile_lazily(r"[-_.](?:ud[-_])?i?q\d(?:_[0-9a-z]+)*(?=[-_.]|\Z)", re.IGNORECASE)
_VARIANT = compile_lazily(
    r"fp?\d{2}|bf16|u?int\d{1,2}|quint8|float\d{2}|half|quant|quantized|quantised|dynamic|static|op(?:set)?\d{1,2}|opt|optimized|optimised|sim"
    r"|simplified|onnx|tflite|coreml|openvino|ort|tfjs|torchscript|traced|scripted|jit|cpu|gpu|cuda|avx2|avx512|vnni|arm64|o[1-4]|merged|fused|ifless|sequence|batch|batched|8k|16k|48k|linux|mac|macos|windows|android|ios|wasm|raspberry|pi",
    re.IGNORECASE,
)
"""Words in file names that tell two exports of the same network apart."""
_STANDARD = compile_lazily(r"(?:diffusion_pytorch|pytorch|tf|flax|rust|openvino|saved)_?(?=model)")
"""What libraries write before `model`."""
_MANIFESTS = {"adapter_config": "adapter_model", "model_index": "model", "modules": "model"}
_GENERIC = frozenset({"model", "models", "weights", "data", "checkpoint", "checkpoints", "final", "best", "last", "saved_models", "assets", "resources", "files"}
                     | {"adapter", "adapters", "variables", "res", "pretrained", "adapter_model"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class ModelPlace:
    """Where a model lies."""

    anchor: str
    """The folder, without those that are only named for a format."""
    stem: str
    """The name of the file, or of the folder that stands for it, without extension and shard number."""
    folder: bool = False
    """Whether the file stands for its folder."""

    @property
    def core(self) -> tuple[str, ...]:
        """The words of the name that tell networks apart, in lower case."""
        stem = _STANDARD.sub("", _MANIFESTS.get(self.stem.lower(), self.stem.lower()))
        words = [word for word in re.split(r"[-_. ]+", _QUANTISATION.sub("", stem)) if word]
        return tuple(word for word in words if not _VARIANT.fullmatch(word)) or tuple(words)

    @property
    def name(self) -> str:
        """The stem, or the nearest folder above whose name says more than `model`."""
        if " ".join(self.core) not in _GENERIC and not self.stem.isdecimal():
            return self.stem
        above = (part for part in reversed(self.anchor.split("/")) if part and part.lower() not in _GENERIC)
        return next(above, self.stem)


def place_model(path: str) -> ModelPlace:
    """Where the model lies that the file at `path` belongs to."""
    packed = _PACKAGE.fullmatch(path)
    folder, _, name = (packed[1] if packed else path).rpartition("/")
    in_named_folder = not packed and name.lower() in _FOLDER_FILES and bool(folder)
    if in_named_folder:
        folder, _, stem = folder.rpartition("/")
    else:
        stem = _strip_ending(name)
    parts = folder.split("/")
    while parts and parts[-1].lower() in _FORMAT_FOLDERS:
        parts.pop()
    return ModelPlace("/".join(parts), _SHARD.sub("", stem), bool(packed) or in_named_folder)


def _strip_ending(name: str) -> str:
    """The name without what says its format; the variant in it stays."""
    ending = _ENDING.search(name)
    if not ending:
        return name
    return name[: ending.start()] + (ending["variant"] or "") or name


def same_export(path: str) -> str:
    """The path without its shard number: equal for the shards of one export."""
    return _SHARD.sub("", path)
