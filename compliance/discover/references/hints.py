# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Whether a file can name a model, a data set or a vendor at all, from its bytes: most can't, and parsing is what takes the time."""

from compliance.patterns import regex

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
_PYTHON_IMPORT = regex(rb"\n[ \t]*(?:from|import) +(?:\w+, *)*(?:" + _LIBRARIES + rb")")
_PYTHON_SURE = regex(
    rb"from_pretrained|\bpipeline\(|load_dataset|(?:hub|snapshot|model|dataset)_download\(|SentenceTransformer|from_single_file"
    rb"|hf://|huggingface\.co/[\w./-]{1,200}/(?:resolve|raw)/|[A-Z0-9]+_API_KEY|https://api\.|\bgpt-[345]|claude-|gemini-|bedrock"
    rb"|create_model|hub\.(?:load|Keras)|(?:^|[\n ])(?:from|import) +(?:\w+, *)*(?:(?!torch)(?:"
    + _LIBRARIES
    + rb"))"
)
"""Looked for in what the quick words let through, before it is parsed."""
_NOTEBOOK_PYTHON_IMPORT = regex(rb"(?:from|import) +(?:" + _LIBRARIES + rb")")
_NOTEBOOK_IMPORT = regex(rb"(?:from|import) +(?:" + _LIBRARIES + rb")")
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
_CONFIG_ID = regex(
    rb"""(?i)(?:model|dataset|repo|pretrained|path|_id)[\w-]{0,40}["']?\s{0,40}[:=]\s{0,40}\[?\s{0,40}(?:-\s{1,40})?["']?[A-Za-z0-9][\w.-]{0,95}/[\w.-]+"""
)
"""What a file has to hold to be worth parsing: a key and an id; or a key and a hosted model."""
_CONFIG_HOSTED = regex(
    rb"""(?i)(?:model|llm|engine|deployment)[\w-]{0,40}["']?\s{0,40}[:=]\s{0,40}["']?(?:\w{1,40}[/:])?"""
    rb"""(?:gpt-|chatgpt-|o[134]\b|text-embedding|claude-|gemini-|mistral-|command-|codestral|grok-|deepseek-|dall-e|whisper-1)"""
)


def in_python(raw: bytes) -> bool:
    """Whether Python source is worth parsing."""
    quick = any(word in raw for word in _PYTHON_WORDS) or _PYTHON_IMPORT.search(b"\n" + raw)
    return bool(quick and _PYTHON_SURE.search(raw))


def in_notebook(raw: bytes) -> bool:
    """The same for a notebook, whose source is text in JSON."""
    return any(word in raw for word in (*_PYTHON_WORDS, *_COMMAND_WORDS)) or bool(
        _NOTEBOOK_IMPORT.search(raw)
    )


def in_commands(raw: bytes) -> bool:
    """Whether a script is worth a look."""
    return any(word in raw for word in _COMMAND_WORDS)


def in_configuration(raw: bytes) -> bool:
    """Whether a configuration file holds a key for a model or data set, and an id of the hub or a hosted model."""
    return any(word in raw for word in _CONFIG_WORDS) and bool(
        _CONFIG_ID.search(raw) or _CONFIG_HOSTED.search(raw)
    )
