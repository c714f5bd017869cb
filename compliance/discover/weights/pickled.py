# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Pickles and joblib files of trained estimators: known by the classes they would import and by what they are called. Never unpickled."""

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, cast

from compliance.discover.weights.interface import Header, NotThis
from compliance.discover.weights.pytorch import LEGACY
from compliance.lazy_regex import compile_lazily
from compliance.model import ModelFacts

if TYPE_CHECKING:
    from compliance.discover.weights._support import scan_pickle

NAME = "pickle"
SUFFIXES: frozenset[str] = frozenset()
CALLED = tuple(
    f"*{suffix}{packed}"
    for suffix in (".pkl", ".pickle", ".joblib", ".sav", ".model", ".p", ".bin", ".pk", ".pickled", ".dill", ".jl")
    for packed in ("", ".gz", ".bz2", ".xz", ".z", ".lzma")
)  # fmt: skip
WEAK = True
_PROTOCOL_2_AND_LATER = compile_lazily(rb"\x80[\x02-\x05]")
_PROTOCOL_0_AND_1 = compile_lazily(
    rb"c[A-Za-z_][\w.]{0,100}\n[A-Za-z_]|\((?:i|lp|dp|c)[\w.]{0,100}\n?|[\]}]q"
)
_LARGEST_UNPACKED = 64 << 20
_PACKED: tuple[tuple[bytes, Callable[[BinaryIO], BinaryIO] | None], ...] = (
    (b"\x1f\x8b", lambda file: cast("BinaryIO", gzip.GzipFile(fileobj=file))),
    (b"BZh", lambda file: cast("BinaryIO", bz2.BZ2File(file))),
    (b"\xfd7zXZ\0", lambda file: cast("BinaryIO", lzma.LZMAFile(file))),  # noqa: SIM115 - the caller closes what it wraps
    (b"\x78\x01", None),
    (b"\x78\x5e", None),
    (b"\x78\x9c", None),
    (b"\x78\xda", None),
)
_ESTIMATORS = frozenset(
    {"sklearn", "xgboost", "lightgbm", "catboost", "statsmodels", "gensim", "spacy", "transformers", "sentence_transformers", "fasttext"}
    | {"imblearn", "nltk", "prophet", "hmmlearn", "pmdarima", "implicit", "surprise", "tensorflow", "keras", "torchvision", "timm", "skorch"}
    | {"fastai", "flair", "stable_baselines3", "pycaret", "autogluon", "sklearn_crfsuite", "pycrfsuite", "lightfm", "umap", "hdbscan"}
)  # fmt: skip
_NO_ESTIMATORS = (
    "sklearn.utils._bunch.",
    "sklearn.datasets.",
    "sklearn.utils.",
    "nltk.tree.",
    "statsmodels.datasets.",
)
_TORCH = ("torch.nn.", "torch._utils._rebuild_tensor", "torch._utils._rebuild_parameter")


def recognise(head: bytes, _size: int) -> bool:
    if head.startswith(LEGACY):
        return False
    packed = any(head.startswith(magic) for magic, _ in _PACKED)
    return bool(packed or _PROTOCOL_2_AND_LATER.match(head) or _PROTOCOL_0_AND_1.match(head))


def read(file: BinaryIO, size: int) -> Header:
    from compliance.discover.weights._support import scan_pickle

    unpacked = _unpack(file)
    if unpacked is None:
        found = scan_pickle.scan_pickle(file, size)
    else:
        found = scan_pickle.scan_pickle(io.BytesIO(unpacked), len(unpacked))
    facts = _describe_imports(found)
    cut = unpacked is not None and len(unpacked) == _LARGEST_UNPACKED
    remark = f"unpacks to more than the {_LARGEST_UNPACKED >> 20} MB that are searched for imports; load it only if you trust its origin"
    return Header(facts, remark=remark if cut else found.remark)


def _describe_imports(found: "scan_pickle.PickleScan") -> ModelFacts:
    """What the imports say of the model.

    Raises:
        NotThis: none of them is that of something that was trained.
    """
    trained = sorted(filter(_is_trained, found.imports))
    if not trained:
        raise NotThis
    joblib = any(name.startswith("joblib.numpy_pickle.") for name in found.imports)
    return ModelFacts(
        format="joblib" if joblib else NAME,
        architecture=trained[0].rpartition(".")[2] if len(trained) == 1 else "",
        producer=", ".join(sorted({name.partition(".")[0] for name in trained})),
        description=f"imports {', '.join(trained[:20])}",
        unsafe_imports=found.unsafe,
    )


def _is_trained(name: str) -> bool:
    return name.startswith(_TORCH) or (
        name.partition(".")[0] in _ESTIMATORS and not name.startswith(_NO_ESTIMATORS)
    )


def _unpack(file: BinaryIO) -> bytes | None:
    """What a compressed file holds, up to 64 MB; nothing if it isn't compressed."""
    head = file.read(8)
    file.seek(0)
    for magic, opened in _PACKED:
        if head.startswith(magic):
            try:
                if opened is None:
                    return zlib.decompressobj().decompress(file.read(_LARGEST_UNPACKED), _LARGEST_UNPACKED)
                return opened(file).read(_LARGEST_UNPACKED)
            except (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError) as error:
                raise NotThis from error
    return None
