# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Signs of hosted models in Python code: client libraries, the models their calls name, keys and hosts."""

import ast
from collections.abc import Callable, Iterator
from functools import partial

from compliance import time_budget
from compliance.discover.base import redact
from compliance.discover.code.services import endpoints, vendors
from compliance.discover.code.services.endpoints import Endpoint
from compliance.discover.code.services.signals import Sign, Signal, is_model
from compliance.discover.code.syntax.module import Module
from compliance.discover.code.syntax.scopes import NameScope
from compliance.discover.interface import ScannedFile
from compliance.lazy_regex import compile_lazily
from compliance.model import Evidence

_MODELS = (
    "model",
    "model_name",
    "model_id",
    "modelId",
    "azure_deployment",
    "deployment_name",
    "deployment_id",
    "engine",
    "llm",
    "llm_model",
)
_FIRST = frozenset(
    {
        "GenerativeModel",
        "InferenceClient",
        "AsyncInferenceClient",
        "init_chat_model",
        "Agent",
        "LM",
        "run",
        "CohereRerank",
    }
)
"""Calls whose first argument names the model."""
_COUNTING = compile_lazily(
    r"(?:encode|decode|token_counter|encoding_for_model|num_tokens\w*|count_tokens|get_\w*|\w*cost\w*|supports_\w+|register_model"
    r"|\w*Tokenizer\w*)\Z"
)
"""Calls that take a hosted model's name to count or to look up, and send nothing."""
_ROUTERS = frozenset(
    {
        "litellm",
        "langchain_litellm",
        "langchain_community.chat_models.litellm",
        "aisuite",
        "llama_index.llms.litellm",
    }
)
_VERBS = compile_lazily(
    r"(?:create|parse|stream|generate|generate_content|generate_content_async|embed|embed_content|chat|complete|completion"
    r"|chat_stream|invoke_model|invoke_model_with_response_stream|converse|converse_stream|rerank|transcribe|run"
    r"|chat_completion|text_generation|feature_extraction)\Z"
)


def find_python_signals(candidate: ScannedFile, module: Module) -> Iterator[Signal]:
    """The signs in a module."""

    def locate(node: ast.expr, meant: str = "") -> Evidence:
        return Evidence(candidate.path, module.line(node.lineno), module.quote(node, meant))

    yield from _find_libraries(candidate, module)
    clients: list[Endpoint] = []
    for node, scope in module.names.calls:
        if endpoint := endpoints.of_client(module, node, scope):
            clients.append(endpoint)
            yield from _describe_client(endpoint, locate(node))
    places = tuple(dict.fromkeys(clients))
    for node, scope in module.names.calls:
        time_budget.check()
        for model in _find_models(module, node, scope):
            yield from _describe_model(module, node, scope, places, model, locate(node, model))
    for text in module.names.texts:
        if isinstance(text.value, str):
            yield from _describe_text(text.value, partial(locate, text))


def _find_libraries(candidate: ScannedFile, module: Module) -> Iterator[Signal]:
    """The client libraries that are imported."""
    for name, line in module.names.imports:
        vendor = None if name.startswith(".") else vendors.find_by_module(name)
        if vendor:
            evidence = Evidence(candidate.path, module.line(line), redact.quote_line(module.lines[line - 1]))
            yield Signal(Sign.LIBRARY, evidence, vendor.key)


def _describe_client(endpoint: Endpoint, evidence: Evidence) -> Iterator[Signal]:
    if endpoint.is_redirected:
        yield Signal(Sign.REDIRECTED, evidence, endpoint.library)
    if endpoint.vendor:
        yield Signal(Sign.CLIENT, evidence, endpoint.vendor.key, url=endpoint.url)
    elif not endpoint.is_local and endpoint.url:
        yield Signal(Sign.HOST, evidence, url=endpoint.url)


def _find_models(module: Module, node: ast.Call, scope: NameScope) -> Iterator[str]:
    """The models that a call names: by an argument for it, or in a router's words in any other."""
    last = module.full_name(node.func).rpartition(".")[2]
    if _COUNTING.match(last):
        return
    given = {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}
    values = [given[name] for name in _MODELS if name in given]
    if not values and last in _FIRST and node.args:
        values = [node.args[0]]
    for value in values:
        yield from filter(is_model, module.texts(value, scope))
    for value in given.values():
        if value not in values:
            yield from _find_routed_name(value)


def _find_routed_name(value: ast.expr) -> Iterator[str]:
    text = value.value if isinstance(value, ast.Constant) else ""
    if isinstance(text, str) and _is_routed(text):
        yield text


def _is_routed(text: str) -> bool:
    """Whether it is a router's name of a model that only this vendor has, `anthropic:claude-...`."""
    routed = vendors.find_routed(text)
    return routed is not None and is_model(text) and vendors.find_by_model(routed[1]) is routed[0]


def _describe_model(
    module: Module,
    node: ast.Call,
    scope: NameScope,
    places: tuple[Endpoint, ...],
    model: str,
    evidence: Evidence,
) -> Iterator[Signal]:
    """The sign that a model's name in a call is, by whom the call speaks to, or by the name where that can't be told."""
    name = module.full_name(node.func)
    endpoint = _find_endpoint(module, node, scope, name)
    if endpoint is not None:
        yield from _place_model(endpoint, model, evidence)
        return
    provider = next(iter(module.texts(_argument(node, "model_provider"), scope)), "")
    if named := vendors.find_by_provider(provider):
        yield Signal(Sign.MODEL, evidence, named.key, model)
        return
    through_router = any(name == one or name.startswith(f"{one}.") for one in _ROUTERS)
    endpoint = endpoints.of_address(module, node, scope)
    if endpoint is not None:
        if through_router or vendors.find_by_model(model):
            yield from _place_model(endpoint, model, evidence)
        return
    routed = vendors.find_routed(model)
    if routed and (through_router or _is_routed(model)):
        yield Signal(Sign.MODEL, evidence, routed[0].key, routed[1])
        return
    yield from _guess_place(name, places, model, evidence)


def _find_endpoint(module: Module, node: ast.Call, scope: NameScope, name: str) -> Endpoint | None:
    """Whom a call speaks to, if it is one of a client or of a vendor's library."""
    endpoint = endpoints.of_client(module, node, scope) or endpoints.of_receiver(module, node.func, scope)
    if endpoint is None and (vendor := vendors.find_by_module(name)):
        return endpoints.of_address(module, node, scope) or endpoints.of_library(module, vendor)
    return endpoint


def _guess_place(name: str, places: tuple[Endpoint, ...], model: str, evidence: Evidence) -> Iterator[Signal]:
    """The only client of the module, if the method is one of clients, else the vendor that has a model of this name."""
    if len(places) == 1 and _VERBS.match(name.rpartition(".")[2]):
        yield from _place_model(places[0], model, evidence)
    elif (vendor := vendors.find_by_model(model)) and not any(place.is_redirected for place in places):
        yield Signal(Sign.MODEL, evidence, vendor.key, model)


def _place_model(endpoint: Endpoint, model: str, evidence: Evidence) -> Iterator[Signal]:
    """A model at an endpoint; nothing when that is the machine itself, or the name can't be one of the vendor's."""
    if endpoint.is_redirected:
        yield Signal(Sign.REDIRECTED, evidence, endpoint.library)
    if endpoint.is_local:
        return
    vendor = endpoint.vendor
    if vendor is None:
        yield Signal(Sign.MODEL, evidence, model=model, url=endpoint.url)
    elif (
        "/" not in model
        or vendors.find_by_model(model) is vendor
        or vendor.key not in {"openai", "anthropic"}
    ):
        yield Signal(Sign.MODEL, evidence, vendor.key, model, endpoint.url)


def _describe_text(text: str, locate: Callable[[], Evidence]) -> Iterator[Signal]:
    """The sign in a text; few texts are one, so that `locate` is asked only then."""
    if key := vendors.KEYS.get(text):
        yield Signal(Sign.KEY, locate(), key.key)
    elif text.startswith("https://") and (vendor := vendors.find_by_host(text)):
        yield Signal(Sign.HOST, locate(), vendor.key)


def _argument(node: ast.Call, name: str) -> ast.expr | None:
    return next((keyword.value for keyword in node.keywords if keyword.arg == name), None)
