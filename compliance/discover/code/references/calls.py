# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The calls of Python libraries that fetch a model or a data set, and where in them its id stands."""

from dataclasses import dataclass
from enum import Enum, auto


class Family(Enum):
    """Whose names a call takes."""

    MODEL = auto()
    """The hub's models."""
    DATASET = auto()
    """The hub's data sets."""
    EITHER = auto()
    """The hub's; `repo_type` decides."""
    SENTENCE = auto()
    TORCH = auto()
    TIMM = auto()
    SPACY = auto()
    WHISPER = auto()
    FASTER_WHISPER = auto()
    OLLAMA = auto()
    TFHUB = auto()
    KAGGLE = auto()
    KAGGLE_DATA = auto()
    KERAS = auto()


@dataclass(frozen=True, slots=True)
class Call:
    """Where the id stands in a call."""

    family: Family
    keywords: tuple[str, ...] = ()
    position: int = 0
    """-1: by keyword only."""


_WHISPER_SIZE = Call(Family.FASTER_WHISPER, ("model_size_or_path", "whisper_arch", "size_or_id"))
_EMBEDDINGS = Call(Family.SENTENCE, ("model_name", "model", "model_name_or_path"))
_OLLAMA = Call(Family.OLLAMA, ("model",))

BY_NAME = {
    "from_pretrained": Call(
        Family.MODEL,
        ("pretrained_model_name_or_path", "model_id", "model_name", "repo_id", "pretrained_model_name"),
    ),
    "from_single_file": Call(Family.MODEL, ("pretrained_model_link_or_path",)),
    "from_model_id": Call(Family.MODEL, ("model_id",)),
    "load_lora_weights": Call(Family.MODEL, ("pretrained_model_name_or_path_or_dict",)),
    "load_ip_adapter": Call(Family.MODEL, ("pretrained_model_name_or_path_or_dict",)),
    "load_textual_inversion": Call(Family.MODEL, ("pretrained_model_name_or_path",)),
    "load_adapter": Call(Family.MODEL, ("model_id", "peft_model_id")),
    "pipeline": Call(Family.MODEL, ("model",), 1),
    "hf_hub_download": Call(Family.EITHER, ("repo_id",)),
    "snapshot_download": Call(Family.EITHER, ("repo_id",)),
    "load_dataset": Call(Family.DATASET, ("path",)),
    "load_dataset_builder": Call(Family.DATASET, ("path",)),
    "SentenceTransformer": Call(Family.SENTENCE, ("model_name_or_path",)),
    "CrossEncoder": Call(Family.MODEL, ("model_name", "model_name_or_path")),
    "SparseEncoder": Call(Family.MODEL, ("model_name_or_path",)),
    "HuggingFaceEmbeddings": _EMBEDDINGS,
    "HuggingFaceBgeEmbeddings": _EMBEDDINGS,
    "HuggingFaceInstructEmbeddings": _EMBEDDINGS,
    "HuggingFaceEmbedding": _EMBEDDINGS,
    "SentenceTransformerEmbeddings": _EMBEDDINGS,
    "HuggingFaceLLM": Call(Family.MODEL, ("model_name",), -1),
    "HuggingFaceCrossEncoder": Call(Family.MODEL, ("model_name",), -1),
    "SentenceTransformerRerank": Call(Family.MODEL, ("model",), 0),
}
"""By the last part of the called name, whoever imports it from where."""

BY_FULL_NAME = {
    "torch.hub.load": Call(Family.TORCH, ("repo_or_dir",)),
    "timm.create_model": Call(Family.TIMM, ("model_name",)),
    "timm.models.create_model": Call(Family.TIMM, ("model_name",)),
    "open_clip.create_model": Call(Family.TIMM, ("model_name",)),
    "open_clip.create_model_and_transforms": Call(Family.TIMM, ("model_name",)),
    "open_clip.create_model_from_pretrained": Call(Family.TIMM, ("model_name",)),
    "spacy.load": Call(Family.SPACY, ("name",)),
    "spacy.cli.download": Call(Family.SPACY, ("model",)),
    "whisper.load_model": Call(Family.WHISPER, ("name",)),
    "whisperx.load_model": _WHISPER_SIZE,
    "whisperx.asr.load_model": _WHISPER_SIZE,
    "faster_whisper.WhisperModel": _WHISPER_SIZE,
    "faster_whisper.transcribe.WhisperModel": _WHISPER_SIZE,
    "faster_whisper.utils.download_model": _WHISPER_SIZE,
    "faster_whisper.download_model": _WHISPER_SIZE,
    **{f"ollama.{verb}": _OLLAMA for verb in ("chat", "generate", "pull", "embed", "embeddings", "show")},
    "langchain_ollama.ChatOllama": Call(Family.OLLAMA, ("model",), -1),
    "langchain_ollama.OllamaLLM": Call(Family.OLLAMA, ("model",), -1),
    "langchain_ollama.OllamaEmbeddings": Call(Family.OLLAMA, ("model",), -1),
    "langchain_community.llms.Ollama": Call(Family.OLLAMA, ("model",), -1),
    "langchain_community.chat_models.ChatOllama": Call(Family.OLLAMA, ("model",), -1),
    "langchain_community.embeddings.OllamaEmbeddings": Call(Family.OLLAMA, ("model",), -1),
    "llama_index.llms.ollama.Ollama": Call(Family.OLLAMA, ("model",)),
    "llama_index.embeddings.ollama.OllamaEmbedding": Call(Family.OLLAMA, ("model_name",)),
    "vllm.LLM": Call(Family.MODEL, ("model",)),
    "vllm.EngineArgs": Call(Family.MODEL, ("model",)),
    "vllm.AsyncEngineArgs": Call(Family.MODEL, ("model",)),
    "sglang.Engine": Call(Family.MODEL, ("model_path",), -1),
    "tensorflow_hub.load": Call(Family.TFHUB, ("handle",)),
    "tensorflow_hub.KerasLayer": Call(Family.TFHUB, ("handle",)),
    "kagglehub.model_download": Call(Family.KAGGLE, ("handle",)),
    "kagglehub.dataset_download": Call(Family.KAGGLE_DATA, ("handle",)),
}
"""By the full name, where the last part alone says too little."""
OLLAMA_CLIENTS = frozenset({"ollama.Client", "ollama.AsyncClient"})
OLLAMA_VERBS = frozenset({"chat", "generate", "pull", "embed", "embeddings", "show"})
PRESETS = ("keras_hub.", "keras_nlp.", "keras_cv.")
"""Libraries whose classes have `from_preset`."""
