# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Which texts are ids of the hub, and which are folders, media types, placeholders or a hosted model's name."""

import re
from dataclasses import dataclass

from compliance.discover.base import hub, parse_file
from compliance.discover.interface import ScannedFile
from compliance.lazy_regex import compile_lazily
from compliance.model import Kind

_OWNED = compile_lazily(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}\Z", re.ASCII)
_FILES = compile_lazily(
    r"\.(?:py|ipynb|json[lc5]?|ya?ml|toml|txt|md|csv|tsv|parquet|arrow|pt|pth|ckpt|bin|onnx|safetensors|gguf|h5|keras|pkl"
    r"|npz|npy|zip|tar|gz|tgz|png|jpe?g|gif|svg|wav|mp3|mp4|html?|js|ts|sh|git|xml|log|model|vocab)\Z",
    re.IGNORECASE,
)
_NO_OWNERS = frozenset(
    """
    application audio chemical font image message model multipart text video
    ai assets author base build cache checkpoint checkpoints ckpt ckpts conf config configs custom data dataset datasets dist
    docs download downloads examples exp experiment experiments exps file files home hub images input inputs lib local log logs
    lora loras media mnt model models name namespace opt organization out output outputs owner package path pretrained
    pretrain pretrained_model pretrained_models pretrained_weights resources result results root run runs saved saved_model
    saved_models saves scripts share src static storage test tests tmp train training user user_name username usr utils var
    weight weights work work_dir work_dirs workspace
    azure azure_ai bedrock cerebras cohere_chat cloudflare custom_openai fireworks_ai gemini github_copilot groq hosted_vllm
    litellm_proxy lm_studio mistral ollama ollama_chat openai_like openrouter palm perplexity replicate sagemaker
    sagemaker_chat sambanova text-completion-openai together_ai vertex_ai vertex_ai_beta watsonx xai x-ai
    """.split()  # noqa: SIM905 - a word a line would hide the sense
)
"""First parts that are folders, media types (RFC 6838), placeholders, or the prefixes by which routers name hosted models."""
_PLACEHOLDERS = compile_lazily(
    r"(?:your|my|hf|the|some)[-_]?(?:user|name|hub|hf|org|model|repo|account|company|team|awesome|cool|data)?"
    r"(?:[-_]?(?:name|id|org|user|here))*/|(?:your|my)[-_]|<|.*/(?:your|my)[-_]|.*/(?:model|repo|dataset)[-_]?(?:name|id)\Z"
    r"|(?:foo|bar|foobar|xxx+|dummy|fake|placeholder)/|.*/(?:foo|bar|xxx+|placeholder)\Z",
    re.IGNORECASE,
)
_HOSTED = compile_lazily(
    r"(?:openai/(?:gpt-(?!oss|2\b|neo)|chatgpt|o[1-9]\b|text-embedding|dall-e|tts-)|anthropic/claude|google/gemini"
    r"|amazon/nova|cohere/|deepseek/deepseek-(?:chat|reasoner)\Z|mistralai/mistral-(?:large|medium|small)\Z"
    r"|perplexity/)",
    re.IGNORECASE,
)
"""Names by which routers such as OpenRouter and litellm call hosted models, which are no repositories of the hub."""
_BARE = compile_lazily(
    r"(?:albert-(?:base|large|xlarge|xxlarge)-v[12]|bert-(?:base|large)-[a-z0-9-]+|camembert-base|ctrl"
    r"|distilbert-base-[a-z0-9-]+|distilgpt2|distilroberta-base|gpt2(?:-(?:medium|large|xl))?|openai-gpt"
    r"|roberta-(?:base|large)(?:-[a-z-]+)?|t5-(?:small|base|large|3b|11b)|transfo-xl-wt103|xlm-(?:clm|mlm)-[a-z0-9-]+"
    r"|xlm-roberta-(?:base|large)(?:-[a-z0-9-]+)?|xlnet-(?:base|large)-cased)\Z"
)
"""Models that the hub has without an owner, from its first years; new ones can't be made."""
_NO_DATASETS = frozenset(
    """
    csv json jsonl parquet arrow text txt pandas xml sql generator imagefolder audiofolder videofolder webdataset hdf5 pdffolder
    data dataset datasets train test validation path name squad_data dummy custom local
    """.split()  # noqa: SIM905 - a word a line would hide the sense
)
"""Loaders of the datasets library, and words for local data."""
_BARE_DATASET = compile_lazily(r"[a-z0-9][a-z0-9_-]{2,60}\Z")
_SENTENCE = compile_lazily(
    r"(?:all|paraphrase|multi-qa|msmarco|nli|stsb|distiluse|sentence-t5|gtr-t5|clip|facebook-dpr|quora|average_word|allenai|LaBSE"
    r"|distilbert|roberta|bert|xlm-r)[\w.-]*\Z"
)
_URL = compile_lazily(
    r"https?://(?:www\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com)/(datasets/)?([\w.-]+/[\w.-]+)(?:/(?:resolve|blob|raw|tree)/([^/?#]+))?"
)
_FILE_SYSTEM = compile_lazily(r"hf://(datasets/)?([\w.-]+/[\w.-]+?)(?:@([^/]+))?(?:/|\Z)")
_PICTURE = compile_lazily(r"\.(?:png|jpe?g|gif|svg|webp|wav|mp3|mp4)(?:\?.*)?\Z", re.IGNORECASE)
"""Single pictures and sounds that serve as examples."""
_NO_REPOSITORIES = frozenset(
    [
        "api",
        "blog",
        "collections",
        "docs",
        "join",
        "learn",
        "login",
        "models",
        "organizations",
        "papers",
        "posts",
        "settings",
        "spaces",
        "tasks",
        "terms-of-service",
    ]
)


@dataclass(frozen=True, slots=True)
class Address:
    """A repository of the hub, as a URL names it."""

    hub_id: str
    kind: Kind
    revision: str = ""
    is_file: bool = False
    """Whether the URL is that of a file in it, so that it is fetched rather than linked to."""


def is_owned(text: str) -> bool:
    """Whether `text` can only be `owner/name`: no path, no file, no media type, no placeholder, no hosted model."""
    owner, _, name = text.partition("/")
    if not _OWNED.match(text) or ".." in text or owner.casefold() in _NO_OWNERS:
        return False
    if _FILES.search(text) or _PLACEHOLDERS.match(text) or _HOSTED.match(text):
        return False
    return _has_letter(owner) and _has_letter(name)


def _has_letter(text: str) -> bool:
    return any(character.isalpha() for character in text)


def is_bare_model(text: str) -> bool:
    """Whether `text` is one of the models that the hub has without an owner."""
    return bool(_BARE.match(text))


def is_bare_dataset(text: str) -> bool:
    """Whether `text` may be a data set that the hub once had without an owner."""
    return bool(_BARE_DATASET.match(text)) and text not in _NO_DATASETS and hub.is_id(text)


def sentence_model_id(text: str) -> str:
    """The id that sentence-transformers makes of a bare name, as its own code does; empty when it is none of its names."""
    return f"sentence-transformers/{text}" if _SENTENCE.match(text) and not is_bare_model(text) else ""


def is_local_path(text: str, candidate: ScannedFile) -> bool:
    """Whether it is a path in the tree: beside the file or in a folder above it."""
    above = candidate.file.parents[: candidate.path.count("/") + 1]
    return any(parse_file.is_there(folder / text) for folder in above)


def parse_hub_url(text: str) -> Address | None:
    """The repository in a URL of the hub or of its file system."""
    found = _URL.match(text) or _FILE_SYSTEM.match(text)
    if not found:
        return None
    folder, hub_id, revision = found.groups()
    hub_id = hub_id.removesuffix(".git")
    if hub_id.partition("/")[0] in _NO_REPOSITORIES | {"datasets"} or not is_owned(hub_id):
        return None
    moving = revision in {None, "main", "master"}
    kind = Kind.DATASET if folder else Kind.MODEL
    return Address(hub_id, kind, "" if moving else revision, _is_fetched(text))


def _is_fetched(url: str) -> bool:
    """Whether a URL is that of a file's bytes, and of no picture."""
    is_file = url.startswith("hf://") or "/resolve/" in url or "/raw/" in url
    return is_file and not _PICTURE.search(url)
