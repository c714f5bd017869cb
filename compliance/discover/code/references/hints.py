# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Whether a file can name a model, a data set or a vendor at all, from its bytes: most can't, and parsing is what takes the time."""

import re

from compliance.lazy_regex import compile_lazily

_PYTHON_WORDS = (
    b"pretrained",
    b"pipeline(",
    b"load_dataset",
    b"_download(",
    b"Transformer(",
    b"from_single_file",
    b"hf://",
    b"huggingface.co/",
    b"_API_KEY",
    b"://api.",
    b"gpt-",
    b"claude-",
    b"gemini-",
    b"bedrock",
)
"""Looked for first: one pass of memory for each, so they are few."""
_LIBRARIES = (
    rb"openai|anthropic|langchain|llama_index|google\.gen|google import|vertexai|mistralai|cohere|groq|together|replicate|fireworks"
    rb"|ai21|xai_sdk|dashscope|zhipuai|zai|voyageai|azure\.ai|timm|open_clip|spacy|whisper|faster_whisper|ollama|kagglehub"
    rb"|tensorflow_hub|keras_|vllm|sglang|diffusers|peft|huggingface_hub|sentence_transformers|litellm|torch"
)
_PYTHON_IMPORT = compile_lazily(rb"\n[ \t]*(?:from|import) +(?:\w+, *)*(?:" + _LIBRARIES + rb")")
_PYTHON_LITERALS = (
    b"from_pretrained",
    b"load_dataset",
    b"SentenceTransformer",
    b"from_single_file",
    b"hf://",
    b"https://api.",
    b"claude-",
    b"gemini-",
    b"bedrock",
    b"create_model",
)
"""Each is enough: looked for in what the quick words let through, before it is parsed."""
_PYTHON_SURE = (
    (b"pipeline(", compile_lazily(rb"(?<!\w)pipeline\(")),
    (b"_download(", compile_lazily(rb"(?:hub|snapshot|model|dataset)_download\(")),
    (b"huggingface.co/", compile_lazily(rb"huggingface\.co/[\w./-]{1,200}/(?:resolve|raw)/")),
    (b"_API_KEY", compile_lazily(rb"[A-Z0-9]_API_KEY")),
    (b"gpt-", compile_lazily(rb"(?<!\w)gpt-[345]")),
    (b"hub.", compile_lazily(rb"hub\.(?:load|Keras)")),
)
"""A word, and what has to stand around it."""
_SURE_IMPORT = compile_lazily(
    rb"[\n ](?:from|import) +(?:\w+, *)*(?!torch|huggingface_hub)(?:" + _LIBRARIES + rb")"
)
_HUB_IMPORT = compile_lazily(rb"[\n ](?:from|import) +(?:\w+, *)*huggingface_hub")
_HUB_CALLS = (
    b"hf_hub_download",
    b"snapshot_download",
    b"InferenceClient",
    b"CrossEncoder",
    b"SparseEncoder",
    b"HuggingFaceEmbedding",
    b"HuggingFaceBgeEmbeddings",
    b"HuggingFaceInstructEmbeddings",
    b"HuggingFaceLLM",
    b"from_model_id",
    b"load_lora_weights",
    b"load_ip_adapter",
    b"load_textual_inversion",
    b"load_adapter",
)
"""Of a file that imports huggingface_hub, which offers much that fetches nothing: what it has to hold besides."""
_DOCSTRING = compile_lazily(
    rb':[ \t]*\r?\n\s*[rRuU]?"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+"""[ \t]*(?=\r?\n)', re.DOTALL
)
"""A text that stands alone below a colon: examples in it run nothing, and it is most of what mentions a model."""
_NOTEBOOK_PYTHON_IMPORT = compile_lazily(rb"(?:from|import) +(?:" + _LIBRARIES + rb")")
_NOTEBOOK_IMPORT = compile_lazily(rb"(?:from|import) +(?:" + _LIBRARIES + rb")")
_COMMAND_WORDS = (
    b"download",
    b"ollama",
    b"vllm",
    b"sglang",
    b"docker model",
    b"huggingface.co/",
    b"hf.co/",
    b"_name",
    b"--model",
    b"-hf",
    b"--base_model",
    b"--dataset_id",
)
_CONFIG_WORDS = (
    b"odel",
    b"ataset",
    b"repo_id",
    b"repoId",
    b"retrained",
    b"okenizer",
    b"MODEL",
    b"DATASET",
    b"hf_repo",
    b"llm",
)
"""Looked for first; each key in the lists has one of them."""
_CONFIG_ID = compile_lazily(
    rb"""(?i)(?:model|dataset|repo|pretrained|path|_id)[\w-]{0,40}["']?\s{0,40}[:=]\s{0,40}\[?\s{0,40}(?:-\s{1,40})?["']?[A-Za-z0-9][\w.-]{0,95}/[\w.-]+"""
)
"""What a file has to hold to be worth parsing: a key and an id; or a key and a hosted model."""
_CONFIG_HOSTED = compile_lazily(
    rb"""(?i)(?:model|llm|engine|deployment)[\w-]{0,40}["']?\s{0,40}[:=]\s{0,40}["']?(?:\w{1,40}[/:])?"""
    rb"""(?:gpt-|chatgpt-|o[134]\b|text-embedding|claude-|gemini-|mistral-|command-|codestral|grok-|deepseek-|dall-e|whisper-1)"""
)


def in_python(raw: bytes) -> bool:
    """Whether Python source is worth parsing."""
    if not _holds_any(raw, _PYTHON_WORDS) and not _PYTHON_IMPORT.search(b"\n" + raw):
        return False
    code = _DOCSTRING.sub(b":", raw)
    if _holds_any(code, _PYTHON_LITERALS) or _SURE_IMPORT.search(b"\n" + code):
        return True
    if any(word in code and pattern.search(code) for word, pattern in _PYTHON_SURE):
        return True
    return _holds_any(code, _HUB_CALLS) and bool(_HUB_IMPORT.search(b"\n" + code))


def _holds_any(raw: bytes, words: tuple[bytes, ...]) -> bool:
    return any(word in raw for word in words)


def in_notebook(raw: bytes) -> bool:
    """The same for a notebook, whose source is text in JSON."""
    if _holds_any(raw, _PYTHON_WORDS) or _holds_any(raw, _COMMAND_WORDS):
        return True
    return bool(_NOTEBOOK_IMPORT.search(raw))


def in_commands(raw: bytes) -> bool:
    """Whether a script is worth a look."""
    return _holds_any(raw, _COMMAND_WORDS)


def in_configuration(raw: bytes) -> bool:
    """Whether a configuration file holds a key for a model or data set, and an id of the hub or a hosted model."""
    if not _holds_any(raw, _CONFIG_WORDS):
        return False
    return bool(_CONFIG_ID.search(raw) or _CONFIG_HOSTED.search(raw))
