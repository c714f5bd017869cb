# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Components for what code names, by where it is fetched from."""

import re
from collections.abc import Iterator
from dataclasses import replace

from compliance.discover.base import hub
from compliance.discover.code.references import ids
from compliance.discover.interface import Discovery, ScannedFile
from compliance.lazy_regex import compile_lazily
from compliance.model import Component, Evidence, Kind, Presence, Relation, RelationKind

_REPOSITORY = compile_lazily(r"([A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*?)(?::([\w./-]+))?\Z")
_OLLAMA = compile_lazily(r"((?:[a-z0-9][\w.-]*/)?[a-z0-9][\w.-]*)(?::([\w.-]+))?\Z", re.IGNORECASE)
_SPACY = compile_lazily(r"[a-z]{2,3}_[a-z]+_[a-z]+_(?:sm|md|lg|trf)\Z")
_TFHUB = compile_lazily(r"https?://(?:www\.)?(tfhub\.dev|kaggle\.com/models)/([\w.-]+/[\w./-]*[\w-])")
_KAGGLE = compile_lazily(r"(?:kaggle://)?([\w.-]+/[\w.-]+/[\w.-]+/[\w.-]+)(?:/(\d+))?\Z")
_KAGGLE_DATA = compile_lazily(r"([\w.-]+/[\w.-]+)(?:/versions/(\d+))?\Z")
_WHISPER = compile_lazily(r"(?:tiny|base|small|medium)(?:\.en)?\Z|large(?:-v[123](?:-turbo)?)?\Z|turbo\Z")
_DISTILLED = compile_lazily(r"distil-(?:large-v[23]|medium\.en|small\.en)\Z")


def hub_model(
    text: str, candidate: ScannedFile, evidence: Evidence, revision: str = ""
) -> Iterator[Discovery]:
    """A model of the hub."""
    return _hub(text, Kind.MODEL, candidate, evidence, revision)


def hub_dataset(
    text: str, candidate: ScannedFile, evidence: Evidence, revision: str = ""
) -> Iterator[Discovery]:
    """A data set of the hub."""
    return _hub(text, Kind.DATASET, candidate, evidence, revision)


def hub_address(address: ids.Address, evidence: Evidence) -> Iterator[Discovery]:
    """What a URL of the hub names."""
    return _place_targets(hub.hub_component(address.hub_id, address.kind, (evidence,), address.revision))


def _hub(
    text: str, kind: Kind, candidate: ScannedFile, evidence: Evidence, revision: str
) -> Iterator[Discovery]:
    address = ids.parse_hub_url(text)
    if address:
        yield from hub_address(replace(address, kind=kind), evidence)
        return
    bare = ids.is_bare_model(text) if kind is Kind.MODEL else ids.is_bare_dataset(text)
    if (bare or ids.is_owned(text)) and not ids.is_local_path(text, candidate):
        yield from _place_targets(hub.hub_component(text, kind, (evidence,), revision))


def sentence_model(
    text: str, candidate: ScannedFile, evidence: Evidence, revision: str = ""
) -> Iterator[Discovery]:
    """A model of sentence-transformers, whose bare names it completes."""
    if ids.is_local_path(text, candidate):
        return
    yield from hub_model(ids.sentence_model_id(text) or text, candidate, evidence, revision)


def torch_hub(text: str, evidence: Evidence, name: str = "") -> Iterator[Discovery]:
    """A model that a GitHub repository's hubconf.py loads."""
    if found := _REPOSITORY.match(text):
        repository, revision = found.groups()
        yield from _elsewhere(
            f"torchhub:{repository}" + (f"#{name}" if name else ""),
            f"{repository} {name}".strip(),
            evidence,
            revision or "",
            f"https://github.com/{repository}",
        )


def timm(text: str, candidate: ScannedFile, evidence: Evidence) -> Iterator[Discovery]:
    """A pretrained model of timm, by its own name or by the hub's."""
    scheme, _, hub_id = text.rpartition("hub:")
    if scheme in {"hf-", "hf_"}:
        name, _, revision = hub_id.partition("@")
        yield from hub_model(name, candidate, evidence, revision)
    elif re.fullmatch(r"[a-z0-9][\w.]+", text):
        yield from _elsewhere(f"timm:{text}", text, evidence, url=f"https://huggingface.co/timm/{text}")


def spacy(text: str, evidence: Evidence) -> Iterator[Discovery]:
    """A trained pipeline of spaCy."""
    if _SPACY.match(text):
        yield from _elsewhere(
            f"spacy:{text}", text, evidence, url="https://github.com/explosion/spacy-models"
        )


def whisper(text: str, evidence: Evidence) -> Iterator[Discovery]:
    """A checkpoint of OpenAI's whisper package."""
    if _WHISPER.match(text):
        yield from _elsewhere(
            f"whisper:{text}", f"whisper {text}", evidence, url="https://github.com/openai/whisper"
        )


def faster_whisper(
    text: str, candidate: ScannedFile, evidence: Evidence, revision: str = ""
) -> Iterator[Discovery]:
    """A model of faster-whisper: sizes stand for repositories of the hub, as SYSTRAN/faster-whisper, utils.py, lists them."""
    if text in {"turbo", "large-v3-turbo"}:
        text = "mobiuslabsgmbh/faster-whisper-large-v3-turbo"
    elif text == "large":
        text = "Systran/faster-whisper-large-v3"
    elif _WHISPER.match(text):
        text = f"Systran/faster-whisper-{text}"
    elif _DISTILLED.match(text):
        text = f"Systran/faster-distil-whisper-{text.removeprefix('distil-')}"
    yield from hub_model(text, candidate, evidence, revision)


def ollama(text: str, candidate: ScannedFile, evidence: Evidence) -> Iterator[Discovery]:
    """A model of Ollama's library, or one of the hub that Ollama runs."""
    text = re.sub(r"\A(?:ollama(?:_chat)?/|registry\.ollama\.ai/(?:library/)?)", "", text)
    host, _, rest = text.partition("/")
    if host in {"hf.co", "huggingface.co"}:
        yield from hub_model(rest.partition(":")[0], candidate, evidence)
    elif (found := _OLLAMA.match(text)) and not text.endswith(("-cloud", ":cloud")):
        name, tag = found.groups()
        shelf = name if "/" in name else f"library/{name}"
        yield from _elsewhere(f"ollama:{text}", name, evidence, tag or "", f"https://ollama.com/{shelf}")


def docker(text: str, candidate: ScannedFile, evidence: Evidence) -> Iterator[Discovery]:
    """A model of Docker's hub, or one of Hugging Face that Docker runs."""
    host, _, rest = text.partition("/")
    if host in {"hf.co", "huggingface.co"}:
        yield from hub_model(rest.partition(":")[0], candidate, evidence)
    elif found := _REPOSITORY.match(text):
        name, tag = found.groups()
        yield from _elsewhere(
            f"docker-model:{text}", name, evidence, tag or "", f"https://hub.docker.com/r/{name}"
        )


def tensorflow_hub(text: str, evidence: Evidence) -> Iterator[Discovery]:
    """A model of TensorFlow Hub, which moved to Kaggle."""
    if found := _TFHUB.match(text):
        host, handle = found.groups()
        yield from _elsewhere(
            f"tfhub:{handle}" if host == "tfhub.dev" else f"kaggle:{handle}",
            handle,
            evidence,
            url=f"https://{host}/{handle}",
        )


def kaggle(text: str, evidence: Evidence, kind: Kind = Kind.MODEL) -> Iterator[Discovery]:
    """A model or data set of Kaggle, by its handle."""
    if text.startswith("http"):
        yield from tensorflow_hub(text, evidence)
    elif found := (_KAGGLE_DATA if kind is Kind.DATASET else _KAGGLE).match(text):
        handle, version = found.groups()
        folder = "datasets" if kind is Kind.DATASET else "models"
        name = f"datasets/{handle}" if kind is Kind.DATASET else handle
        yield from _elsewhere(
            f"kaggle:{name}",
            handle,
            evidence,
            version or "",
            f"https://www.kaggle.com/{folder}/{handle}",
            kind,
        )


def keras_preset(text: str, candidate: ScannedFile, evidence: Evidence) -> Iterator[Discovery]:
    """A preset of KerasHub: a handle of Kaggle or the hub, or one of its own names."""
    if text.startswith("hf://"):
        yield from hub_model(text, candidate, evidence)
    elif text.startswith("kaggle://"):
        yield from kaggle(text, evidence)
    elif re.fullmatch(r"[a-z0-9]+(?:_[a-z0-9.]+)+", text) and not ids.is_local_path(text, candidate):
        yield from _elsewhere(f"keras:{text}", text, evidence, url="https://keras.io/keras_hub/presets/")


def _elsewhere(
    ref: str, name: str, evidence: Evidence, version: str = "", url: str = "", kind: Kind = Kind.MODEL
) -> Iterator[Discovery]:
    return _place_targets(
        Component(
            ref=ref,
            kind=kind,
            name=name,
            version=version,
            presence=Presence.REFERENCED,
            evidence=(evidence,),
            url=url,
        )
    )


def _place_targets(component: Component) -> Iterator[Discovery]:
    yield component
    yield Relation("", RelationKind.DEPENDS_ON, component.ref, component.evidence)
