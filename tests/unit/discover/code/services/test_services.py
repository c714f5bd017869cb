# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
from pathlib import Path

import pytest
import trees

from compliance.discover.code.services import vendors
from compliance.licensing import knowledge_base
from compliance.model import Kind, Presence, Relation, RelationKind, SaidBy, Subject


def services(root: Path, files: trees.Files) -> list[tuple[str, str, str]]:
    """Name, supplier and endpoint of each service."""
    return [
        (found.name, found.supplier, found.url)
        for found in trees.components(root, files)
        if found.kind is Kind.SERVICE
    ]


OPENAI = ("gpt-4o", "OpenAI", "https://api.openai.com/v1")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("from openai import OpenAI\nc = OpenAI()\nc.chat.completions.create(model='gpt-4o')", [OPENAI]),
        ("import openai\nopenai.chat.completions.create(model='gpt-4o')", [OPENAI]),
        (
            (
                "from openai import OpenAI\nM = 'gpt-4o'\nclass A:\n    def __init__(self):\n        self.c = OpenAI()\n"
                "    def f(self, model=M):\n        self.c.responses.create(model=model)"
            ),
            [OPENAI],
        ),
        ("from langchain_openai import ChatOpenAI\nChatOpenAI(model='gpt-4o')", [OPENAI]),
        (
            "from langchain.chat_models import init_chat_model\ninit_chat_model('gpt-4o', model_provider='openai')",
            [OPENAI],
        ),
        ("import litellm\nlitellm.completion(model='openai/gpt-4o')", [OPENAI]),
        ("from pydantic_ai import Agent\nAgent('openai:gpt-4o')", [OPENAI]),
        (
            "import anthropic\nanthropic.Anthropic().messages.create(model='claude-3-5-sonnet-20241022')",
            [("claude-3-5-sonnet-20241022", "Anthropic", "https://api.anthropic.com")],
        ),
        (
            "from google import genai\nc = genai.Client()\nc.models.generate_content(model='gemini-2.0-flash', contents=x)",
            [("gemini-2.0-flash", "Google", "https://generativelanguage.googleapis.com")],
        ),
        (
            "import google.generativeai as genai\ngenai.GenerativeModel('gemini-1.5-pro')",
            [("gemini-1.5-pro", "Google", "https://generativelanguage.googleapis.com")],
        ),
        (
            "from google import genai\nc = genai.Client(vertexai=True)\nc.models.generate_content(model='gemini-2.0-flash')",
            [("gemini-2.0-flash", "Google", "")],
        ),
        (
            "from mistralai import Mistral\nm = Mistral(api_key=k)\nm.chat.complete(model='mistral-large-latest')",
            [("mistral-large-latest", "Mistral AI", "https://api.mistral.ai/v1")],
        ),
        (
            "import cohere\nco = cohere.ClientV2()\nco.chat(model='command-r-plus')",
            [("command-r-plus", "Cohere", "https://api.cohere.com")],
        ),
        (
            "from groq import Groq\nc = Groq()\nc.chat.completions.create(model='llama-3.1-8b-instant')",
            [("llama-3.1-8b-instant", "Groq", "https://api.groq.com/openai/v1")],
        ),
        (
            "from together import Together\nTogether().chat.completions.create(model='meta-llama/Llama-3-8b')",
            [("meta-llama/Llama-3-8b", "Together AI", "https://api.together.xyz/v1")],
        ),
        (
            "import replicate\nreplicate.run('acme/upscale:9f8e', input=i)",
            [("acme/upscale:9f8e", "Replicate", "https://api.replicate.com/v1")],
        ),
        (
            (
                "import boto3\nb = boto3.client('bedrock-runtime', region_name='eu-west-1')\n"
                "b.invoke_model(modelId='anthropic.claude-3-haiku-20240307-v1:0')"
            ),
            [
                (
                    "anthropic.claude-3-haiku-20240307-v1:0",
                    "Amazon Web Services",
                    "https://bedrock-runtime.eu-west-1.amazonaws.com",
                )
            ],
        ),
        ("import litellm\nlitellm.token_counter(model='gpt-4o', text=x)", []),
        ("import tiktoken\ntiktoken.encoding_for_model(model_name='gpt-4o')", []),
        ("import boto3\nboto3.client('s3').get_object(Bucket=b)", []),
        (
            "from anthropic import AnthropicBedrock\nAnthropicBedrock().messages.create(model='claude-3-haiku')",
            [("claude-3-haiku", "Amazon Web Services", "")],
        ),
        (
            (
                "from openai import AzureOpenAI\nc = AzureOpenAI(azure_endpoint='https://acme.openai.azure.com')\n"
                "c.chat.completions.create(model='prod-4o')"
            ),
            [("prod-4o", "Microsoft", "https://acme.openai.azure.com")],
        ),
        (
            "from xai_sdk import Client\nClient().chat.create(model='grok-4')",
            [("grok-4", "xAI", "https://api.x.ai/v1")],
        ),
        (
            "from huggingface_hub import InferenceClient\nInferenceClient('acme/chat').chat_completion(m)",
            [("acme/chat", "Hugging Face", "https://router.huggingface.co")],
        ),
        (
            "import requests\nrequests.post('https://api.openai.com/v1/x')",
            [("OpenAI API", "OpenAI", "https://api.openai.com/v1")],
        ),
    ],
)
def test_hosted_models_become_services(
    tmp_path: Path, code: str, expected: list[tuple[str, str, str]]
) -> None:
    """Client, model and address give name, supplier and endpoint."""
    assert expected == services(tmp_path, {"app.py": code})


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:11434/v1",
        "http://127.0.0.1:8000/v1",
        "http://0.0.0.0:8000",
        "http://ollama:11434/v1",
        "http://192.168.1.4/v1",
        "http://vllm.models.svc.cluster.local/v1",
    ],
)
@pytest.mark.parametrize(
    "code",
    [
        "from openai import OpenAI\nc = OpenAI(base_url={0!r})\nc.chat.completions.create(model='gpt-4o')",
        "from openai import OpenAI\nURL = {0!r}\nOpenAI(base_url=URL).chat.completions.create(model='llama3')",
        "import openai\nopenai.api_base = {0!r}\nopenai.ChatCompletion.create(model='vicuna')",
        "import os, openai\nos.environ['OPENAI_BASE_URL'] = {0!r}\nopenai.OpenAI().chat.completions.create(model='x1')",
        "from langchain_openai import ChatOpenAI\nChatOpenAI(openai_api_base={0!r}, model='gpt-4o')",
    ],
)
def test_a_local_address_is_nobodys_service(tmp_path: Path, code: str, address: str) -> None:
    """The client of OpenAI that speaks to the machine itself calls no vendor, even with its dependency and key at hand."""
    files: trees.Files = {
        "app.py": code.format(address),
        "requirements.txt": "openai\nlangchain-openai\n",
        ".env": "OPENAI_API_KEY=EMPTY\n",
    }

    assert services(tmp_path, files) == []


def test_a_router_with_a_local_address_calls_nobody(tmp_path: Path) -> None:
    """litellm's prefix names a protocol when an address is given."""
    code = "from litellm import completion\ncompletion(model='openai/mine', api_base='http://localhost:1')"

    assert services(tmp_path, {"app.py": code}) == []


def test_another_vendor_behind_the_same_client(tmp_path: Path) -> None:
    """The address decides, not the library."""
    code = "from openai import OpenAI\nc = OpenAI(base_url='https://api.deepseek.com/v1')\nc.chat.completions.create(model='deepseek-chat')"

    assert services(tmp_path, {"app.py": code, "requirements.txt": "openai==1.0\n"}) == [
        ("deepseek-chat", "DeepSeek", "https://api.deepseek.com/v1")
    ]


def test_an_unknown_host_has_no_supplier(tmp_path: Path) -> None:
    """Who runs the host isn't guessed."""
    code = "from openai import OpenAI\nc = OpenAI(base_url='https://llm.acme.eu/v1')\nc.chat.completions.create(model='m1')"

    assert services(tmp_path, {"app.py": code}) == [
        ("llm.acme.eu", "", "https://llm.acme.eu/v1"),
        ("m1", "", "https://llm.acme.eu/v1"),
    ]


def test_an_address_that_is_not_known_removes_the_vendor(tmp_path: Path) -> None:
    """`base_url=settings.url` may be anybody: the model is named, nobody supplies it, and the evidence says possible."""
    code = "from openai import OpenAI\nc = OpenAI(base_url=settings.url)\nc.chat.completions.create(model='gpt-4o')"

    (found,) = trees.components(tmp_path, {"app.py": code})

    assert (found.name, found.supplier, found.url) == ("gpt-4o", "", "")
    assert found.evidence[0].quote.startswith("possible: ")


@pytest.mark.parametrize(
    ("files", "grade"),
    [
        ({"a.py": "import openai\n"}, "possible"),
        ({"requirements.txt": "openai>=1\n"}, "possible"),
        ({"pyproject.toml": '[project]\ndependencies = [\n  "openai[x]>=1",\n]\n'}, "possible"),
        ({"pyproject.toml": '[tool.poetry.dependencies]\nopenai = "^1"\n'}, "possible"),
        ({"package.json": '{"dependencies": {\n "openai": "^4"}}'}, "possible"),
        ({".env.example": "OPENAI_API_KEY=\n"}, "possible"),
        ({"a.py": "import openai\n", ".env.example": "OPENAI_API_KEY=\n"}, "likely"),
        ({"a.py": "import openai, os\nk = os.environ['OPENAI_API_KEY']\n"}, "likely"),
        ({"a.py": "f('https://api.openai.com/v1/models')\n"}, "likely"),
        ({"a.py": "import openai\nopenai.OpenAI().responses.create(model='gpt-4o')\n"}, "likely"),
    ],
)
def test_the_evidence_says_how_sure_it_is(tmp_path: Path, files: trees.Files, grade: str) -> None:
    """A library alone is possible; with a model, a key or a host it is likely."""
    (found,) = trees.components(tmp_path, files)

    assert {grade} == {one.quote.partition(":")[0] for one in found.evidence}


@pytest.mark.parametrize(
    "files",
    [
        {"package.json": '{"devDependencies": {"openai": "^4"}, "name": "openai"}'},
        {"node_modules/x/package.json": '{"dependencies": {"openai": "^4"}}'},
        {"requirements-dev.txt": "openai\n", "tests/requirements.txt": "openai\n"},
        {"pyproject.toml": '[dependency-groups]\ndev = [\n  "openai",\n]\n[tool.ruff]\nx = ["openai"]\n'},
        {
            "tests/test_a.py": "import openai\n",
            "test_b.py": "import openai\n",
            "conftest.py": "import openai\n",
        },
        {"a.py": "# import openai\n'''import openai'''\n"},
        {"a.py": "from .openai import x\nfrom mine.openai import y\n"},
        {"a.py": "print('gpt-4o')\nx = {'model': 'gpt-4o'}\n"},
    ],
)
def test_tests_tools_and_prose_call_nobody(tmp_path: Path, files: trees.Files) -> None:
    """Dependencies of development, installed packages, tests, comments and modules of the same name are left out."""
    assert services(tmp_path, files) == []


def test_configuration_names_hosted_models(tmp_path: Path) -> None:
    """A model that only one vendor has is known in YAML, unless its table says another address."""
    text = "a:\n  model: claude-3-haiku-20240307\nb:\n  model: openai/gpt-4o\nc:\n  model: gpt-4\n  base_url: http://localhost/v1\n"

    assert {"claude-3-haiku-20240307", "gpt-4o"} == {
        name for name, *_ in services(tmp_path, {"llm.yaml": text})
    }


def test_npm_vendors_have_their_line(tmp_path: Path) -> None:
    """A dependency of package.json is evidence with file and line."""
    text = json.dumps({"dependencies": {"left-pad": "1", "@anthropic-ai/sdk": "^0.2"}}, indent=1)

    (found,) = trees.components(tmp_path, {"web/package.json": text})

    assert (
        found.name,
        found.evidence[0].path,
        found.evidence[0].line,
    ) == ("Anthropic API", "web/package.json", 4)


@pytest.mark.parametrize("key", ["openai", "anthropic", "gemini", "mistral"])
def test_a_service_carries_its_vendors_terms(tmp_path: Path, key: str) -> None:
    """Terms of use are known, not stated by the product, and speak of what the model puts out."""
    vendor = vendors.VENDORS[key]

    (found,) = trees.components(tmp_path, {"a.py": f"import {vendor.modules[0]}\n"})
    (claim,) = found.licenses

    assert (knowledge_base.load_license(vendor.terms).expression, SaidBy.KNOWLEDGE, Subject.OUTPUT) == (
        claim.expression,
        claim.said_by,
        claim.subject,
    )


def test_a_service_is_called_not_shipped(tmp_path: Path) -> None:
    """The product calls it; it is referenced, and no model of the product."""
    found = trees.named(
        tmp_path, {"a.py": "import openai\nopenai.OpenAI().responses.create(model='gpt-4o')\n"}
    )

    (service,) = trees.components(tmp_path, {})
    (relation,) = [item for item in found if isinstance(item, Relation)]
    assert (service.kind, service.presence) == (Kind.SERVICE, Presence.REFERENCED)
    assert (
        relation.source,
        relation.kind,
        relation.target,
    ) == ("", RelationKind.CALLS, "service:openai/gpt-4o")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://api.openai.com/v1", "openai"),
        ("https://acme.openai.azure.com/x", "azure-openai"),
        ("https://bedrock-runtime.us-east-1.amazonaws.com", "bedrock"),
        ("https://s3.amazonaws.com/x", ""),
        ("https://us-central1-aiplatform.googleapis.com/v1", "vertex-ai"),
        ("https://api.openai.com.evil.example/v1", ""),
        ("https://[broken", ""),
    ],
)
def test_hosts_tell_their_vendor(url: str, expected: str) -> None:
    """Only the vendor's own hosts, whole, are its hosts."""
    found = vendors.find_by_host(url)

    assert expected == (found.key if found else "")


@pytest.mark.parametrize(
    "name", ["gpt2", "gpt-neo-1.3B", "gpt-oss-20b", "gpt-j-6b", "o2", "claude", "command", "geminiformer"]
)
def test_open_models_are_nobodys_hosted_ones(name: str) -> None:
    """Names that only look like a hosted model's say nothing."""
    assert vendors.find_by_model(name) is None


def test_every_vendor_has_known_terms_or_none() -> None:
    """A vendor's terms are a file of the knowledge base."""
    assert all(
        knowledge_base.load_license(one.terms).category == "hosted-terms"
        for one in vendors.VENDORS.values()
        if one.terms
    )
