# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Core ML: a protocol buffer (apple/coremltools, mlmodel/format/Model.proto), alone or inside of an .mlpackage folder."""

from typing import BinaryIO

from compliance.discover.weights._support.protobuf import MOST_FIELDS, read_entry, read_fields, read_text
from compliance.discover.weights.interface import Header, Member, NotThis
from compliance.model import ModelFacts

NAME = "coreml"
SUFFIXES = frozenset({".mlmodel"})
WEAK = True
_SPECIFICATION, _DESCRIPTION, _METADATA = 1, 2, 100
_SHORT, _VERSION, _AUTHOR, _LICENSE, _USER_DEFINED = 1, 2, 3, 4, 100
_NEWEST_SPECIFICATION = 30
_TYPES = {200: "pipeline classifier", 201: "pipeline regressor", 202: "pipeline", 300: "GLM regressor", 301: "support vector regressor",
          302: "tree ensemble regressor", 303: "neural network regressor", 304: "Bayesian probit regressor", 400: "GLM classifier",
          401: "support vector classifier", 402: "tree ensemble classifier", 403: "neural network classifier",
          404: "k nearest neighbours classifier", 500: "neural network", 501: "item similarity recommender", 502: "ML program",
          555: "custom model", 556: "linked model", 560: "class confidence threshold", 600: "one-hot encoder", 601: "imputer",
          602: "feature vectoriser", 603: "dictionary vectoriser", 604: "scaler", 606: "categorical mapping", 607: "normaliser",
          609: "array feature extractor", 610: "non-maximum suppression", 900: "identity", 2000: "text classifier", 2001: "word tagger",
          2002: "vision feature print", 2003: "sound analysis preprocessing", 2004: "gazetteer", 2005: "word embedding",
          2006: "audio feature print", 3000: "serialised model"}  # fmt: skip


def recognise(head: bytes, size: int) -> bool:
    return (
        size > 16
        and len(head) > 3
        and head[0] == 0x08
        and 0 < head[1] <= _NEWEST_SPECIFICATION
        and head[2] == 0x12
    )


def read(file: BinaryIO, size: int) -> Header:
    texts: dict[int, str] = {}
    own: dict[str, str] = {}
    kind = 0
    budget = [MOST_FIELDS]
    for number, length in read_fields(file, size, budget):
        if number == _DESCRIPTION:
            _read_description(file, length, budget, texts, own)
        elif number in _TYPES:
            kind = number
        elif 2 < number < 10:
            raise NotThis  # ONNX and TensorFlow have fields of these numbers, Core ML has not
    if not kind:
        raise NotThis
    tools = own.get("com.github.apple.coremltools.version", "")
    facts = ModelFacts(
        format=NAME,
        architecture=_TYPES[kind],
        producer=f"coremltools {tools}" if tools else "",
        description=_describe(texts),
    )
    licenses = [("license", texts[_LICENSE])] if texts.get(_LICENSE) else []
    for key, value in own.items():
        if value and key.casefold() in {"license", "licence"}:
            licenses.append((key, value))
    members = (Member("weights/*", "weights"), Member("../../Manifest.json", "configuration"))
    return Header(facts, licenses=tuple(licenses), members=members)


def _describe(texts: dict[int, str]) -> str:
    """What the metadata say of the model, its author and its version."""
    author = f"by {texts[_AUTHOR]}" if texts.get(_AUTHOR) else ""
    version = f"version {texts[_VERSION]}" if texts.get(_VERSION) else ""
    return "; ".join(filter(None, (texts.get(_SHORT, ""), author, version)))[:500]


def _read_description(
    file: BinaryIO, length: int, budget: list[int], texts: dict[int, str], own: dict[str, str]
) -> None:
    for number, inner in read_fields(file, length, budget):
        if number == _METADATA:
            _read_coreml_metadata(file, inner, budget, texts, own)


def _read_coreml_metadata(
    file: BinaryIO, length: int, budget: list[int], texts: dict[int, str], own: dict[str, str]
) -> None:
    for number, inner in read_fields(file, length, budget):
        if number in {_SHORT, _VERSION, _AUTHOR, _LICENSE}:
            texts[number] = read_text(file, inner)
        elif number == _USER_DEFINED and len(own) < 1000:
            key, value = read_entry(file, inner)
            own[key] = value
