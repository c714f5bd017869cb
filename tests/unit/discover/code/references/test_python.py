# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import pytest
import trees

from compliance.model import Kind, Presence, Relation, RelationKind

COMMIT = "e4ce9877abf3edfe10b0d82785e83bdcb973e22e"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("AutoModel.from_pretrained('acme/encoder')", ["hub:acme/encoder"]),
        (f"AutoModel.from_pretrained('acme/encoder', revision='{COMMIT}')", [f"hub:acme/encoder@{COMMIT}"]),
        ("PeftModel.from_pretrained(base, 'acme/adapter')", ["hub:acme/adapter"]),
        (
            "Pipe.from_single_file('https://huggingface.co/acme/sd/blob/main/sd.safetensors')",
            ["hub:acme/sd"],
        ),
        ("pipeline('summarization', 'acme/small')", ["hub:acme/small"]),
        ("pipeline('summarization', model='bert-base-uncased')", ["hub:bert-base-uncased"]),
        ("hf_hub_download(repo_id='acme/w', filename='m.bin')", ["hub:acme/w"]),
        ("hf_hub_download('acme/d', 'x.csv', repo_type='dataset')", ["hub:datasets/acme/d"]),
        ("snapshot_download('acme/s', repo_type='space')", []),
        ("snapshot_download('acme/s', revision='v1')", ["hub:acme/s@v1"]),
        ("SentenceTransformer('all-MiniLM-L6-v2')", ["hub:sentence-transformers/all-MiniLM-L6-v2"]),
        ("SentenceTransformer('BAAI/bge-small-en-v1.5')", ["hub:BAAI/bge-small-en-v1.5"]),
        (
            "from sentence_transformers import CrossEncoder\nCrossEncoder('cross-encoder/ms-marco')",
            ["hub:cross-encoder/ms-marco"],
        ),
        ("load_dataset('acme/data', 'small', split='train')", ["hub:datasets/acme/data"]),
        ("from datasets import load_dataset\nload_dataset('squad')", ["hub:datasets/squad"]),
        ("from datasets import load_dataset\nload_dataset('csv', data_files='x.csv')", []),
        (
            "import torch\ntorch.hub.load('pytorch/vision:v0.10.0', 'resnet18')",
            ["torchhub:pytorch/vision#resnet18"],
        ),
        ("import torch\ntorch.hub.load('acme/vision', name)", ["torchhub:acme/vision"]),
        ("import torch\ntorch.hub.load('acme/vision', 'm', source='local')", []),
        (
            "import timm\ntimm.create_model('vit_base_patch16_224', pretrained=True)",
            ["timm:vit_base_patch16_224"],
        ),
        ("import timm\ntimm.create_model('vit_base_patch16_224')", []),
        ("from timm import create_model\ncreate_model('hf-hub:acme/vit')", ["hub:acme/vit"]),
        ("import spacy\nspacy.load('en_core_web_sm')", ["spacy:en_core_web_sm"]),
        ("import spacy\nspacy.load('out')", []),
        ("import whisper as w\nw.load_model('large-v3')", ["whisper:large-v3"]),
        ("import whisper\nwhisper.load_model('mine.pt')", []),
        (
            "from faster_whisper import WhisperModel\nWhisperModel('large-v3')",
            ["hub:Systran/faster-whisper-large-v3"],
        ),
        ("import ollama\nollama.chat(model='llama3.2:1b', messages=m)", ["ollama:llama3.2:1b"]),
        (
            "from ollama import Client\nclient = Client(host=h)\nclient.generate(model='qwen3')",
            ["ollama:qwen3"],
        ),
        (
            "import tensorflow_hub as hub\nhub.load('https://tfhub.dev/google/yamnet/1')",
            ["tfhub:google/yamnet/1"],
        ),
        (
            "import tensorflow_hub as hub\nhub.KerasLayer('https://www.kaggle.com/models/google/yamnet/tensorFlow2/yamnet/1')",
            ["kaggle:google/yamnet/tensorFlow2/yamnet/1"],
        ),
        (
            "import keras_hub\nkeras_hub.models.GemmaCausalLM.from_preset('gemma_2b_en')",
            ["keras:gemma_2b_en"],
        ),
        ("import kagglehub\nkagglehub.dataset_download('zillow/zecon')", ["kaggle:datasets/zillow/zecon"]),
        ("from vllm import LLM\nLLM('acme/chat')", ["hub:acme/chat"]),
        ("x = pd.read_parquet('hf://datasets/acme/d/x.parquet')", ["hub:datasets/acme/d"]),
        ("fetch('https://huggingface.co/acme/w/resolve/main/w.bin')", ["hub:acme/w"]),
        ("print('see https://huggingface.co/acme/w, or from_pretrained')", []),
    ],
)
def test_calls_name_models_and_data_sets(tmp_path: Path, code: str, expected: list[str]) -> None:
    """Each library's call is known by its full name, with the argument that holds the id."""
    assert expected == trees.refs(tmp_path, {"app.py": code})


@pytest.mark.parametrize(
    "code",
    [
        "NAME = 'acme/m'\nfrom_pretrained(NAME)",
        "NAME: str = 'acme/m'\ndef f():\n    return from_pretrained(NAME)",
        "class A:\n    name = 'acme/m'\n    def f(self):\n        from_pretrained(self.name)",
        "class A:\n    name = 'acme/m'\nfrom_pretrained(A.name)",
        "class A:\n    def __init__(self):\n        self.name = 'acme/m'\n    def f(self):\n        from_pretrained(self.name)",
        "def f(name='acme/m'):\n    from_pretrained(name)",
        "def f(*, name: str = 'acme/m'):\n    from_pretrained(name)",
        "M = {'a': 'acme/m', 'b': 'local.bin'}\nfrom_pretrained(M['a'])",
        "M = {'a': 'acme/m'}\nfrom_pretrained(M[which])",
        "M = {'a': 'acme/m'}\nfrom_pretrained(M.get(which, other))",
        "M = {'a': {'repo': 'acme/m'}}\nfrom_pretrained(M['a']['repo'])",
        "OWNER = 'acme'\nfrom_pretrained(f'{OWNER}/m')",
        "OWNER = 'acme'\nfrom_pretrained(OWNER + '/m')",
        "import os\nM = os.environ.get('MODEL', 'acme/m')\nfrom_pretrained(M)",
        "import os\nfrom_pretrained(os.getenv('MODEL', default='acme/m'))",
        "import os\nfrom_pretrained(os.environ.get('MODEL') or 'acme/m')",
        "from_pretrained('acme/m' if small else path)",
        "for name in ['acme/m', './local']:\n    from_pretrained(name)",
        "[from_pretrained(name) for name in ('acme/m',)]",
        "p.add_argument('--base-model', default='acme/m')\nargs = p.parse_args()\nfrom_pretrained(args.base_model)",
        "@dataclass\nclass A:\n    name: str = field(default='acme/m')\n    def f(self):\n        from_pretrained(self.name)",
        "def f(name=None):\n    if name is None:\n        name = 'acme/m'\n    from_pretrained(name)",
        "a = b = 'acme/m'\nfrom_pretrained(b)",
        "a, b = 'x', 'acme/m'\nfrom_pretrained(b)",
    ],
)
def test_constants_are_followed_in_the_module(tmp_path: Path, code: str) -> None:
    """An id reaches its call through names, attributes, defaults, literals and the environment's fallback."""
    assert trees.refs(tmp_path, {"app.py": code}) == ["hub:acme/m"]


@pytest.mark.parametrize(
    "code",
    [
        "from_pretrained(path)",
        "from_pretrained(sys.argv[1])",
        "x = 'acme/a'\nx = 'acme/b'\nfrom_pretrained(x)",
        "x = 'acme'\nx += '/m'\nfrom_pretrained(x)",
        "def f(name):\n    from_pretrained(name)\nname = 'acme/m'",
        "def load_dataset(x): ...\nload_dataset('acme/m')",
        "from_pretrained(f'{owner}/m')",
        "a = b\nb = a\nfrom_pretrained(a)",
        "x = x\nfrom_pretrained(x)",
        "from_pretrained('acme/m' % y)",
        "from_pretrained(os.path.join('acme', 'm'))",
        "from_pretrained(Path('acme/m'))",
        "from_pretrained(3)",
        "pipeline('text/plain')",
    ],
)
def test_what_may_be_anything_is_nothing(tmp_path: Path, code: str) -> None:
    """Names that are bound twice, never, by callers, to themselves or to paths give no id."""
    assert trees.refs(tmp_path, {"app.py": code}) == []


def test_evidence_is_the_call_with_its_trust(tmp_path: Path) -> None:
    """File, line and words of the call; the id where a constant holds it; the permission to run the repository's code."""
    code = "TRUST = True\nID = 'acme/m'\nmodel = AutoModel.from_pretrained(\n    ID,\n    trust_remote_code=TRUST,\n)\n"

    (found,) = trees.components(tmp_path, {"src/app.py": code})
    (where,) = found.evidence

    assert (where.path, where.line) == ("src/app.py", 3)
    assert (
        where.quote
        == 'model = AutoModel.from_pretrained( ID, trust_remote_code=TRUST, ) … "acme/m" … trust_remote_code=True'
    )


def test_distrust_is_not_trust(tmp_path: Path) -> None:
    """`trust_remote_code=False` is no permission."""
    (found,) = trees.components(
        tmp_path, {"a.py": "x = False\nfrom_pretrained('acme/m', trust_remote_code=x)"}
    )

    assert "True" not in found.evidence[0].quote


def test_a_reference_hangs_on_the_product(tmp_path: Path) -> None:
    """A referenced model is a component that the product depends on."""
    component, relation = trees.named(tmp_path, {"a.py": "from_pretrained('acme/m')"})

    assert isinstance(relation, Relation)
    assert (relation.source, relation.kind, relation.target) == ("", RelationKind.DEPENDS_ON, "hub:acme/m")
    assert not isinstance(component, Relation)
    assert (
        getattr(component, "kind", ""),
        getattr(component, "presence", ""),
    ) == (Kind.MODEL, Presence.REFERENCED)


def test_folders_of_the_product_are_no_ids(tmp_path: Path) -> None:
    """What exists beside the file, or in a folder above it, is a path."""
    code = "from_pretrained('zoo/m')\nfrom_pretrained('near/n')\nfrom_pretrained('acme/m')\n"

    found = trees.refs(tmp_path, {"src/pkg/a.py": code, "zoo/m/w.bin": b"", "src/pkg/near/n/w.bin": b""})

    assert found == ["hub:acme/m"]


def test_a_secret_in_a_call_is_not_repeated(tmp_path: Path) -> None:
    """A token that stands in the quoted call is left out of the evidence."""
    token = "hf_" + "Ab1" * 12
    (found,) = trees.components(tmp_path, {"a.py": f"from_pretrained('acme/m', token='{token}')"})

    assert found.evidence[0].quote == "from_pretrained('acme/m', token='REDACTED')"
