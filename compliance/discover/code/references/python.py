# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Models and data sets that Python code fetches: ids in calls such as `from_pretrained` and `load_dataset`, constants followed."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from compliance import time_budget
from compliance.discover.code.references import calls, ids, targets
from compliance.discover.code.references.calls import Call, Family
from compliance.discover.code.syntax.module import Module
from compliance.discover.code.syntax.scopes import NameScope
from compliance.discover.interface import Discovery, ScannedFile
from compliance.model import Evidence, Kind

_HUB_LIBRARIES = (
    "transformers.",
    "datasets.",
    "diffusers.",
    "huggingface_hub.",
    "sentence_transformers.",
    "peft.",
)


@dataclass(frozen=True, slots=True)
class _Site:
    """A call that may fetch something."""

    candidate: ScannedFile
    module: Module
    node: ast.Call
    scope: NameScope
    name: str

    def argument(self, *names: str, position: int = -1) -> ast.expr | None:
        given = {keyword.arg: keyword.value for keyword in self.node.keywords if keyword.arg}
        named = next((given[name] for name in names if name in given), None)
        placed = self.node.args[position] if 0 <= position < len(self.node.args) else None
        return named if named is not None else placed

    def texts(self, *names: str, position: int = -1) -> tuple[str, ...]:
        return self.module.texts(self.argument(*names, position=position), self.scope)

    def text(self, *names: str, position: int = -1) -> str:
        """The one text that an argument means."""
        found = self.texts(*names, position=position)
        return found[0] if len(found) == 1 else ""

    def is_true(self, name: str) -> bool:
        value = self.argument(name)
        meant = list(self.module.values(value, self.scope)) if value is not None else []
        return any(isinstance(node, ast.Constant) and node.value is True for node, _ in meant)

    def evidence(self, text: str) -> Evidence:
        """The call, with the id where a constant holds it, and with the permission to run the repository's code."""
        quote = self.module.quote(self.node, text)
        trusting = "trust_remote_code=True"
        if self.is_true("trust_remote_code") and trusting not in quote.replace(" ", ""):
            quote += f" … {trusting}"
        return Evidence(self.candidate.path, self.module.line(self.node.lineno), quote)


def find_python_references(candidate: ScannedFile, module: Module) -> Iterator[Discovery]:
    """What the calls of a module fetch, and the hub's files whose URLs it holds."""
    for node, scope in module.names.calls:
        time_budget.check()
        site = _Site(candidate, module, node, scope, module.full_name(node.func))
        if call := _recognise_call(site):
            yield from _find_fetched(site, call)
    for text in module.names.texts:
        address = ids.parse_hub_url(text.value) if isinstance(text.value, str) else None
        if address and address.is_file:
            where = Evidence(candidate.path, module.line(text.lineno), module.quote(text))
            yield from targets.hub_address(address, where)


def _recognise_call(site: _Site) -> Call | None:
    if call := calls.BY_FULL_NAME.get(site.name):
        return call
    last = site.name.rpartition(".")[2]
    if last == "from_preset" and site.name.startswith(calls.PRESETS):
        return Call(Family.KERAS, ("preset",))
    if last in calls.OLLAMA_VERBS and _is_ollama(site):
        return Call(Family.OLLAMA, ("model",))
    is_own = site.name == last and last in site.module.names.functions
    return None if is_own else calls.BY_NAME.get(last)


def _is_ollama(site: _Site) -> bool:
    """Whether a method is that of a client of Ollama's."""
    function = site.node.func
    if not isinstance(function, ast.Attribute):
        return False
    return any(
        isinstance(node, ast.Call) and site.module.full_name(node.func) in calls.OLLAMA_CLIENTS
        for node, _ in site.module.values(function.value, site.scope)
    )


def _find_fetched(site: _Site, call: Call) -> Iterator[Discovery]:
    """What a call fetches, by each text that its argument may mean."""
    position = call.position
    owner, _, method = site.name.rpartition(".")
    if method == "from_pretrained" and owner.rpartition(".")[2].startswith("Peft"):
        position = 1 if "Config" not in site.name else 0  # PeftModel takes the model that it adapts first
    for text in site.texts(*call.keywords, position=position):
        yield from _build_targets(site, call.family, text)


def _build_targets(site: _Site, family: Family, text: str) -> Iterator[Discovery]:
    """What a call of a family fetches by this name."""
    where, candidate = site.evidence(text), site.candidate
    match family:
        case Family.TORCH:
            return _find_in_torch_hub(site, text, where)
        case Family.TIMM:
            wanted = site.is_true("pretrained") or text.startswith(("hf-hub:", "hf_hub:"))
            return targets.timm(text, candidate, where) if wanted else iter(())
        case Family.SENTENCE:
            return targets.sentence_model(text, candidate, where, site.text("revision"))
        case Family.FASTER_WHISPER:
            return targets.faster_whisper(text, candidate, where, site.text("revision"))
        case Family.KAGGLE_DATA:
            return targets.kaggle(text, where, Kind.DATASET)
        case Family.MODEL | Family.DATASET | Family.EITHER:
            return _find_in_hub(site, family, text)
    if family in _PLACED:
        return _PLACED[family](text, candidate, where)
    return _NAMED[family](text, where)


def _find_in_torch_hub(site: _Site, text: str, where: Evidence) -> Iterator[Discovery]:
    """`torch.hub.load` of a repository, which may be a folder of the product."""
    if site.text("source") == "local" or ids.is_local_path(text, site.candidate):
        return iter(())
    return targets.torch_hub(text, where, site.text("model", position=1))


def _find_in_hub(site: _Site, family: Family, text: str) -> Iterator[Discovery]:
    is_dataset = family is Family.DATASET or site.text("repo_type") == "dataset"
    if site.text("repo_type") == "space":
        return
    revision = site.text("revision")
    where, candidate = site.evidence(text), site.candidate
    if not is_dataset:
        yield from targets.hub_model(text, candidate, where, revision)
    elif "/" in text or site.name.startswith(_HUB_LIBRARIES):
        yield from targets.hub_dataset(text, candidate, where, revision)


_PLACED = {Family.OLLAMA: targets.ollama, Family.KERAS: targets.keras_preset}
_NAMED = {
    Family.SPACY: targets.spacy,
    Family.WHISPER: targets.whisper,
    Family.TFHUB: targets.tensorflow_hub,
    Family.KAGGLE: targets.kaggle,
}
