# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Whom a client in Python code speaks to: the vendor of its library, or whoever its address names."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from compliance.discover.code.services import vendors
from compliance.discover.code.services.vendors import Vendor
from compliance.discover.code.syntax.module import Module
from compliance.discover.code.syntax.scopes import Binding, NameScope

_ADDRESSES = (
    "base_url",
    "openai_api_base",
    "api_base",
    "azure_endpoint",
    "endpoint",
    "server_url",
    "api_endpoint",
    "anthropic_api_url",
    "endpoint_url",
    "api_url",
)
_OPENAI_ADDRESSES = ("OPENAI_BASE_URL", "OPENAI_API_BASE")
_OTHER_CLOUDS = {"Azure": "azure-openai", "Bedrock": "bedrock", "Vertex": "vertex-ai"}
"""Parts of class names by which a vendor's library offers another one's cloud, `AnthropicBedrock`."""
_ANYBODY = frozenset({"OpenAILike", "OpenAILikeEmbedding"})
_NO_CLIENTS = (
    "Error",
    "Exception",
    "Params",
    "Param",
    "Message",
    "Config",
    "Response",
    "Type",
    "Timeout",
    "Tool",
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where calls of a client go."""

    vendor: Vendor | None
    """None when it is nobody that is known."""
    url: str = ""
    is_local: bool = False
    library: str = ""
    """The key of the vendor whose library is used."""

    @property
    def is_redirected(self) -> bool:
        """Whether the calls go to another than the library's own vendor."""
        return bool(self.library) and (self.vendor is None or self.vendor.key != self.library)


def of_client(module: Module, node: ast.Call, scope: NameScope) -> Endpoint | None:
    """The endpoint of a client that a call makes; None when it makes none."""
    name = module.full_name(node.func)
    last = name.rpartition(".")[2]
    if last == "client":
        return _read_boto_client(module, node, scope)
    if last in {"InferenceClient", "AsyncInferenceClient"}:
        return _read_inference_client(module, node, scope)
    vendor = vendors.find_by_module(name)
    if vendor is None or not last[:1].isupper() or last.endswith(_NO_CLIENTS):
        return None
    address = _argument(node, _ADDRESSES)
    if last in _ANYBODY:
        return _place_address(module, address, scope, vendor) or Endpoint(None, library=vendor.key)
    if other := _find_other_cloud(node, last):
        placed = _place_address(module, address, scope, other)
        return Endpoint(other, placed.url if placed else "", library=vendor.key)
    return _place_address(module, address, scope, vendor) or of_library(module, vendor)


def _find_other_cloud(node: ast.Call, class_name: str) -> Vendor | None:
    """The cloud that a class of another vendor's library speaks to."""
    if _is_true(_argument(node, ("vertexai",))):
        return vendors.VENDORS["vertex-ai"]
    for part, key in _OTHER_CLOUDS.items():
        if part in class_name:
            return vendors.VENDORS[key]
    return None


def of_library(module: Module, vendor: Vendor) -> Endpoint:
    """Where a vendor's library sends calls by default, as far as this module changes it."""
    usual = Endpoint(vendor, library=vendor.key)
    if vendor.key != "openai":
        return usual
    if _is_set_to_azure(module):
        return Endpoint(vendors.VENDORS["azure-openai"], library=vendor.key)
    changed = _find_changed_addresses(module)
    if not changed:
        return usual
    return _place_address(module, changed[0].value, changed[0].scope, vendor) or usual


def _is_set_to_azure(module: Module) -> bool:
    """`openai.api_type = "azure"`, as the library's first versions had it."""
    for binding in module.names.attributes.get("api_type", ()):
        if any("azure" in text for text in module.texts(binding.value, binding.scope)):
            return True
    return False


def _find_changed_addresses(module: Module) -> list[Binding]:
    """What the module puts into the environment, or into the library's own attributes, as its address."""
    changed: list[Binding] = []
    for name in _OPENAI_ADDRESSES:
        changed += module.names.environment.get(name, ())
    for name in ("api_base", "base_url"):
        changed += module.names.attributes.get(name, ())
    return changed


def of_address(module: Module, node: ast.Call, scope: NameScope) -> Endpoint | None:
    """The endpoint that a call itself names, whatever is called."""
    return _place_address(module, _argument(node, _ADDRESSES), scope, None)


def of_receiver(module: Module, function: ast.expr, scope: NameScope) -> Endpoint | None:
    """The endpoint of the client whose method is called, `self.client.chat.completions.create`."""
    while isinstance(function, ast.Attribute):
        function = function.value
        for made in _find_made(module, function, scope):
            if endpoint := of_client(module, made, scope):
                return endpoint
    return None


def _find_made(module: Module, expression: ast.expr, scope: NameScope) -> Iterator[ast.Call]:
    for node, _ in module.values(expression, scope):
        if isinstance(node, ast.Call):
            yield node


def _place_address(
    module: Module, value: ast.expr | None, scope: NameScope, vendor: Vendor | None
) -> Endpoint | None:
    """The endpoint at an address; None when none is given."""
    if value is None or (isinstance(value, ast.Constant) and value.value is None):
        return None
    library = vendor.key if vendor else ""
    urls = module.texts(value, scope)
    if not urls:
        return Endpoint(None, library=library)
    url = urls[0] if "://" in urls[0] else f"https://{urls[0]}"
    if vendors.is_local_host(url):
        return Endpoint(None, url, is_local=True, library=library)
    known = vendors.find_by_host(url)
    usual = known is not None and known == vendor and vendors.host_of(known.endpoint) == vendors.host_of(url)
    return Endpoint(known, "" if usual else url, library=library)


def _read_boto_client(module: Module, node: ast.Call, scope: NameScope) -> Endpoint | None:
    services = module.texts(node.args[0] if node.args else _argument(node, ("service_name",)), scope)
    if not any(service in {"bedrock-runtime", "bedrock-agent-runtime"} for service in services):
        return None
    bedrock = vendors.VENDORS["bedrock"]
    placed = _place_address(module, _argument(node, ("endpoint_url",)), scope, bedrock)
    if placed and placed.url:
        return placed
    regions = module.texts(_argument(node, ("region_name",)), scope)
    url = f"https://{services[0]}.{regions[0]}.amazonaws.com" if len(regions) == 1 and regions[0] else ""
    return Endpoint(bedrock, url)


def _read_inference_client(module: Module, node: ast.Call, scope: NameScope) -> Endpoint | None:
    vendor = vendors.VENDORS["huggingface"]
    first = node.args[0] if node.args else _argument(node, ("model",))
    named = module.texts(first, scope)
    if first is not None and (not named or any("://" in text for text in named)):
        return _place_address(module, first, scope, vendor)
    return _place_address(module, _argument(node, _ADDRESSES), scope, vendor) or Endpoint(
        vendor, library=vendor.key
    )


def _argument(node: ast.Call, names: tuple[str, ...]) -> ast.expr | None:
    given = {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}
    return next((given[name] for name in names if name in given), None)


def _is_true(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Constant) and value.value is True
