# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import base64
import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
import samples

from compliance.configuration import load_settings
from compliance.discover import discover
from compliance.errors import UsageError
from compliance.model import Component, Inventory, Kind, Presence, RelationKind, SaidBy, Status, Subject
from compliance.settings import Clarification, DeclaredModel, LicensePolicy, Scan, Settings


def put(root: Path, files: dict[str, str | bytes]) -> Path:
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def look(
    root: Path, files: dict[str, str | bytes] | None = None, settings: Settings | None = None
) -> Inventory:
    put(root, files or {})
    return discover(root, settings or load_settings(root))


def of(inventory: Inventory, kind: Kind) -> list[Component]:
    return [component for component in inventory.components if component.kind is kind]


def said(component: Component) -> list[tuple[str, SaidBy]]:
    return [(claim.expression or claim.stated, claim.said_by) for claim in component.licenses]


class TestWeights:
    @pytest.mark.parametrize(
        ("content", "form", "parameters"),
        [
            (samples.safetensors(), "safetensors", 6),
            (samples.gguf(), "gguf", 8),
            (samples.onnx(), "onnx", 6),
            (samples.pytorch(), "pytorch (zip)", 0),
            (samples.pytorch(script=True), "torchscript", 0),
        ],
    )
    def test_a_model_is_known_by_its_bytes(
        self, tmp_path: Path, content: bytes, form: str, parameters: int
    ) -> None:
        """Under a name that says nothing, each format is found, hashed and counted."""
        (model,) = of(look(tmp_path, {"assets/blob.dat": content}), Kind.MODEL)

        assert model.model
        assert (form, parameters) == (model.model.format, model.model.parameters)
        assert hashlib.sha256(content).hexdigest() == model.digests[0].value
        assert ("assets/blob.dat", len(content)) == (model.path, model.size)

    def test_what_is_only_called_like_a_model_is_none(self, tmp_path: Path) -> None:
        """Path configuration files, zips and text under a model's extension are no models."""
        inventory = look(
            tmp_path,
            {
                "distutils-precedence.pth": "import os; os.environ.get('X')\n",
                "notes.bin": "hello there, this is text\n",
                "x.npz": b"PK\x03\x04" + bytes(60),
            },
        )

        assert of(inventory, Kind.MODEL) == []

    @pytest.mark.parametrize(
        ("name", "content", "reason"),
        [
            ("cut.safetensors", samples.safetensors()[:40], "it is truncated"),
            ("long.safetensors", (1 << 40).to_bytes(8, "little") + b'{"a":1}' + bytes(40), "bytes"),
            ("absurd.gguf", b"GGUF\x03\x00\x00\x00" + b"\xff" * 16 + bytes(40), "which no model has"),
            ("cut.gguf", samples.gguf()[:50], "it is truncated"),
            ("cut.onnx", samples.onnx()[:-30], "it is truncated"),
            ("cut.pt", samples.pytorch()[:-40], "it is truncated"),
            ("fake.onnx", b"\x99\x98" + bytes(60), "its bytes are not of that format"),
        ],
    )
    def test_a_broken_model_is_a_gap(self, tmp_path: Path, name: str, content: bytes, reason: str) -> None:
        """The file is named with the reason, and no model is invented."""
        inventory = look(tmp_path, {name: content})

        assert [name] == [gap.path for gap in inventory.gaps]
        assert reason in inventory.gaps[0].reason
        assert of(inventory, Kind.MODEL) == []

    def test_a_header_states_a_licence(self, tmp_path: Path) -> None:
        """Licence statements in ONNX properties, GGUF keys and safetensors metadata are claims of the header."""
        inventory = look(
            tmp_path,
            {
                "a.onnx": samples.onnx({"license": "Apache-2.0"}),
                "b.gguf": samples.gguf({"general.license": "llama3.2"}),
                "c.safetensors": samples.safetensors({"license": "CC-BY-NC-4.0"}),
            },
        )

        assert [said(model) for model in of(inventory, Kind.MODEL)] == [
            [("Apache-2.0", SaidBy.HEADER)],
            [("LicenseRef-scancode-llama-3.2-license-2024", SaidBy.HEADER)],
            [("CC-BY-NC-4.0", SaidBy.HEADER)],
        ]


class TestClaims:
    def test_each_one_keeps_who_said_it_and_where(self, tmp_path: Path) -> None:
        """A card and the text beside it are two claims on the weights, not one."""
        card = "---\ntags:\n- x\nlicense: apache-2.0\npipeline_tag: text-generation\n---\n"
        inventory = look(
            tmp_path,
            {"m/README.md": card, "m/LICENSE": samples.MIT, "m/w.safetensors": samples.safetensors()},
        )

        (model,) = of(inventory, Kind.MODEL)

        assert sorted(
            (claim.expression, claim.said_by, claim.evidence[0].line) for claim in model.licenses
        ) == [("Apache-2.0", SaidBy.CARD, 4), ("MIT", SaidBy.TEXT, 1)]
        assert {Subject.WEIGHTS} == {claim.subject for claim in model.licenses}
        assert model.model is not None
        assert model.model.task == "text-generation"

    def test_weights_without_any_inherit_from_the_product(self, tmp_path: Path) -> None:
        """The product's own licence reaches them only as an inherited claim."""
        inventory = look(tmp_path, {"LICENSE": samples.MIT, "models/w.safetensors": samples.safetensors()})

        assert said(inventory.product) == [("MIT", SaidBy.TEXT)]
        assert said(of(inventory, Kind.MODEL)[0]) == [("MIT", SaidBy.CARRIER)]

    def test_the_nearest_card_speaks(self, tmp_path: Path) -> None:
        """Of two cards above a file the deeper one counts."""
        card = "---\nlicense: {}\nlibrary_name: x\n---\n"
        inventory = look(
            tmp_path,
            {
                "m/README.md": card.format("mit"),
                "m/sub/README.md": card.format("apache-2.0"),
                "m/sub/w.onnx": samples.onnx(),
            },
        )

        assert said(of(inventory, Kind.MODEL)[0]) == [("Apache-2.0", SaidBy.CARD)]

    def test_an_unknown_name_is_kept_as_it_was_said(self, tmp_path: Path) -> None:
        """`other` gives way to license_name, and a name that nobody knows stays a name."""
        card = "---\nlicense: other\nlicense_name: acme-model-terms\nlibrary_name: x\n---\n"
        inventory = look(tmp_path, {"README.md": card, "w.onnx": samples.onnx()})

        (claim,) = of(inventory, Kind.MODEL)[0].licenses

        assert (claim.expression, claim.stated, claim.said_by) == ("", "acme-model-terms", SaidBy.CARD)

    def test_a_use_policy_has_clauses_but_is_no_licence(self, tmp_path: Path) -> None:
        """Its territory clause is read, its title kept, its licence not invented."""
        policy = "# Acme Use Policy\n\nThe model may not be used in Switzerland by any person or company.\n"
        inventory = look(tmp_path, {"m/USE_POLICY.md": policy, "m/w.onnx": samples.onnx()})

        (claim,) = of(inventory, Kind.MODEL)[0].licenses

        assert (claim.expression, claim.stated, claim.status) == ("", "Acme Use Policy", Status.OBSERVED)
        assert [clause.territories for clause in claim.clauses] == [("CH",)]

    def test_what_the_owner_declares_is_added(self, tmp_path: Path) -> None:
        """A declared licence stands beside what was found, as declared in the configuration."""
        settings = replace(
            Settings(source="lexbom.toml"),
            models=(
                DeclaredModel(
                    path="models", license="mit", output_terms="CC-BY-NC-4.0", base_model="org/base"
                ),
            ),
        )
        inventory = look(tmp_path, {"models/w.onnx": samples.onnx({"license": "Apache-2.0"})}, settings)

        (model,) = [
            component for component in of(inventory, Kind.MODEL) if component.presence is Presence.SHIPPED
        ]

        assert {
            ("Apache-2.0", Subject.WEIGHTS),
            ("MIT", Subject.WEIGHTS),
            ("CC-BY-NC-4.0", Subject.OUTPUT),
        } == {(claim.expression, claim.subject) for claim in model.licenses}
        assert [(edge.kind, edge.target) for edge in inventory.relations if edge.source == model.ref] == [
            (RelationKind.FINE_TUNED_FROM, "hub:org/base")
        ]

    def test_a_declared_path_that_is_not_there_is_a_gap(self, tmp_path: Path) -> None:
        """A declaration about nothing doesn't vanish."""
        inventory = look(
            tmp_path,
            {},
            replace(Settings(source="lexbom.toml"), models=(DeclaredModel(path="gone", license="MIT"),)),
        )

        assert [gap.reason for gap in inventory.gaps] == ["It declares gone, which is not there"]


class TestClarified:
    def test_a_conclusion_is_bound_to_the_file(self, tmp_path: Path) -> None:
        """What the owner concluded of a file is a claim while the file stays the same, and a gap after it changed."""
        digest = hashlib.sha256(b"Our own words.").hexdigest()
        entry = Clarification("m/LICENSE", digest, "apache 2.0", "Asked the author by mail")
        settings = replace(Settings(source="lexbom.toml"), licenses=LicensePolicy(clarify=(entry,)))

        same = look(tmp_path, {"m/LICENSE": "Our own words.", "m/w.onnx": samples.onnx()}, settings)
        changed = look(tmp_path, {"m/LICENSE": "Other words."}, settings)

        (concluded,) = [
            claim for claim in of(same, Kind.MODEL)[0].licenses if claim.status is Status.CONCLUDED
        ]
        assert (concluded.expression, concluded.evidence[0].quote) == (
            "Apache-2.0",
            "Asked the author by mail",
        )
        assert [gap.path for gap in changed.gaps] == ["m/LICENSE"]


class TestReadme:
    README = "# Net\n\n## License\n\nThe code is released under the [MIT License](LICENSE).\nThe pretrained weights are under CC BY-NC 4.0.\n\n## More\n\nThe data is GPL-3.0.\n"

    def test_code_and_weights_are_kept_apart(self, tmp_path: Path) -> None:
        """What the licence section says of the weights reaches the weights, what it says of the code the product."""
        inventory = look(tmp_path, {"README.md": self.README, "models/w.onnx": samples.onnx()})

        assert said(of(inventory, Kind.MODEL)[0]) == [("CC-BY-NC-4.0", SaidBy.README)]
        assert [(claim.expression, claim.subject) for claim in inventory.product.own_licenses] == [
            ("MIT", Subject.CODE)
        ]

    def test_beside_the_weights(self, tmp_path: Path) -> None:
        """A README in the model's folder is a claim of its own, with its line and words."""
        (model,) = of(look(tmp_path, {"m/README.md": self.README, "m/w.onnx": samples.onnx()}), Kind.MODEL)

        (claim,) = model.licenses
        assert (claim.expression, claim.said_by, claim.evidence[0].path, claim.evidence[0].line) == (
            "CC-BY-NC-4.0",
            SaidBy.README,
            "m/README.md",
            6,
        )

    @pytest.mark.parametrize(
        "text",
        [
            "# License\n\nSee the LICENSE file.\n",
            "# About\n\nIt is under the MIT License.\n",
            "# License\n\n" + "A-1 " * 5000,
        ],
    )
    def test_nothing_is_guessed(self, tmp_path: Path, text: str) -> None:
        """No name, and a sentence that doesn't say what it is about, give no claim."""
        assert look(tmp_path, {"README.md": text}).product.licenses == ()


class TestAspects:
    def test_how_a_model_came_about(self, tmp_path: Path) -> None:
        """Headings, seeds, result files and training scripts beside the weights are aspects, with their place."""
        card = "---\nlicense: mit\nlibrary_name: x\nmodel-index:\n- name: n\n  results:\n  - dataset: {name: Birds}\n    metrics:\n    - {type: accuracy, value: 0.91}\n---\n# Net\n\n## Training data\n\nBirds.\n\n### Training hyperparameters\n\n- seed: 42\n"
        inventory = look(
            tmp_path,
            {
                "m/README.md": card,
                "m/w.onnx": samples.onnx(),
                "m/train.py": "",
                "m/config.json": '{"architectures": ["Net"], "max_position_embeddings": 512}',
            },
        )

        (model,) = of(inventory, Kind.MODEL)
        assert model.model is not None
        assert {
            str(aspect.name): (aspect.evidence.path, aspect.evidence.line) for aspect in model.model.aspects
        } == {
            "training-code": ("m/train.py", 0),
            "data-description": ("m/README.md", 13),
            "hyperparameters": ("m/README.md", 17),
            "seeds": ("m/README.md", 19),
            "evaluation": ("m/README.md", 4),
        }
        assert [(metric.type, metric.value, metric.dataset) for metric in model.model.metrics] == [
            ("accuracy", "0.91", "Birds")
        ]
        assert (model.model.architecture, model.model.context_length) == ("Net", 512)


class TestStores:
    def test_a_pointer_has_a_digest_and_no_content(self, tmp_path: Path) -> None:
        """What git-lfs didn't fetch is a model with the digest that its pointer states, and a gap."""
        pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'a' * 64}\nsize 91000000\n"
        inventory = look(tmp_path, {"m/model.safetensors": pointer})

        (model,) = of(inventory, Kind.MODEL)
        assert (model.digests[0].value, model.size) == ("a" * 64, 91_000_000)
        assert any("git lfs pull" in gap.reason for gap in inventory.gaps)

    def test_a_snapshot_knows_its_hub_id_and_commit(self, tmp_path: Path) -> None:
        """The folders of the hub's cache name the model, its commit and with it the vendor's terms."""
        folder = f"hub/models--meta-llama--Llama-3.2-1B/snapshots/{'b' * 40}"
        inventory = look(tmp_path, {f"{folder}/model.safetensors": samples.safetensors()})

        (model,) = of(inventory, Kind.MODEL)
        assert (model.name, model.version, model.purl) == (
            "meta-llama/Llama-3.2-1B",
            "b" * 40,
            f"pkg:huggingface/meta-llama/Llama-3.2-1B@{'b' * 40}",
        )
        assert [claim.said_by for claim in model.licenses] == [SaidBy.KNOWLEDGE]

    def test_ollama_names_the_blob_and_its_licence(self, tmp_path: Path) -> None:
        """A manifest gives the weights their name, and the licence layer its text."""
        weights, text = "1" * 64, "2" * 64
        layers = [
            {"mediaType": "application/vnd.ollama.image.model", "digest": f"sha256:{weights}"},
            {"mediaType": "application/vnd.ollama.image.license", "digest": f"sha256:{text}"},
        ]
        inventory = look(
            tmp_path,
            {
                "store/manifests/registry.ollama.ai/library/small/1b": json.dumps({"layers": layers}),
                f"store/blobs/sha256-{weights}": samples.gguf(),
                f"store/blobs/sha256-{text}": samples.MIT,
            },
        )

        (model,) = of(inventory, Kind.MODEL)
        assert (model.name, said(model)) == ("small:1b", [("MIT", SaidBy.TEXT)])

    @pytest.mark.parametrize(
        ("line", "target"),
        [
            ("FROM hf.co/org/base-GGUF:Q4_K_M", "hub:org/base-GGUF"),
            ("FROM llama3.2:1b", "ollama:llama3.2:1b"),
        ],
    )
    def test_a_modelfile_names_its_base(self, tmp_path: Path, line: str, target: str) -> None:
        """FROM is an edge to the hub or to Ollama's library."""
        inventory = look(tmp_path, {"Modelfile": f"{line}\nLICENSE MIT\n", "net.gguf": samples.gguf()})

        assert target in {edge.target for edge in inventory.relations}

    def test_a_signature_is_evidence(self, tmp_path: Path) -> None:
        """A model-signing bundle beside the weights is named, with the number of files it lists, and as not verified."""
        statement = {
            "predicateType": "https://model_signing/signature/v1.0",
            "predicate": {"resources": [{"name": "w.safetensors"}]},
        }
        payload = base64.b64encode(json.dumps(statement).encode()).decode()
        inventory = look(
            tmp_path,
            {
                "m/w.safetensors": samples.safetensors(),
                "m/model.sig": json.dumps({"dsseEnvelope": {"payload": payload}}),
                "x.sig": "-----BEGIN PGP SIGNATURE-----",
                "y.sig": '{"dsseEnvelope": {"payload": "!"}}',
            },
        )

        (model,) = of(inventory, Kind.MODEL)
        assert (
            "m/model.sig",
            "an OpenSSF model-signing bundle over 1 files; the signature was not verified",
        ) in {(one.path, one.quote) for one in model.evidence}
        assert [gap.path for gap in inventory.gaps] == ["y.sig"]

    def test_mlflow_names_the_source_model(self, tmp_path: Path) -> None:
        """MLmodel states which model a flavour was made from."""
        inventory = look(
            tmp_path,
            {
                "m/MLmodel": "flavors:\n  transformers:\n    source_model_name: org/base\n    task: fill-mask\n",
                "m/model/w.safetensors": samples.safetensors(),
            },
        )

        assert "hub:org/base" in {edge.target for edge in inventory.relations}

    @pytest.mark.parametrize("name", ["config.json", "MLmodel", "manifests/r/library/a/b"])
    def test_broken_ones_are_gaps(self, tmp_path: Path, name: str) -> None:
        """What can't be parsed is named."""
        assert [
            gap.path for gap in look(tmp_path, {name: '{"model_type": [' if "json" in name else "[\x00"}).gaps
        ] == [name]


class TestReuse:
    def test_a_sidecar_speaks_for_its_file(self, tmp_path: Path) -> None:
        """`<file>.license` is a tag on this file alone."""
        inventory = look(
            tmp_path,
            {
                "a.onnx": samples.onnx(),
                "b.onnx": samples.onnx({"k": "v"}),
                "a.onnx.license": "SPDX-FileCopyrightText: x\nSPDX-License-Identifier: CC0-1.0\n",
            },
        )

        assert [said(model) for model in of(inventory, Kind.MODEL)] == [[("CC0-1.0", SaidBy.TAG)], []]

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            (
                "REUSE.toml",
                'version = 1\n[[annotations]]\npath = ["models/**"]\nSPDX-License-Identifier = "CC-BY-4.0"\n',
            ),
            (".reuse/dep5", "Format: x\n\nFiles: models/*\nCopyright: x\nLicense: CC-BY-4.0\n"),
        ],
    )
    def test_annotations_speak_for_what_they_match(self, tmp_path: Path, name: str, text: str) -> None:
        """Globs of REUSE.toml and dep5 reach the weights they match."""
        inventory = look(
            tmp_path, {name: text, "models/a.onnx": samples.onnx(), "other/b.onnx": samples.onnx()}
        )

        assert [said(model) for model in of(inventory, Kind.MODEL)] == [[("CC-BY-4.0", SaidBy.TAG)], []]

    def test_a_broken_table_is_a_gap(self, tmp_path: Path) -> None:
        """It is named, and nothing else suffers."""
        assert [gap.path for gap in look(tmp_path, {"REUSE.toml": "[["}).gaps] == ["REUSE.toml"]


class TestCards:
    def test_lineage_and_training_data_become_relations(self, tmp_path: Path) -> None:
        """base_model and datasets of a card are components of their own, with the line they stand on."""
        card = "---\nlicense: mit\nbase_model: org/base\nbase_model_relation: quantized\ndatasets:\n- org/corpus\n---\n"
        inventory = look(tmp_path, {"README.md": card, "w.safetensors": samples.safetensors()})

        edges = {(edge.kind, edge.target) for edge in inventory.relations}

        assert {
            (RelationKind.QUANTISED_FROM, "hub:org/base"),
            (RelationKind.TRAINED_ON, "hub:datasets/org/corpus"),
        } <= edges
        assert inventory.by_ref()["hub:org/base"].evidence[0].line == 3

    @pytest.mark.parametrize(
        ("card", "reason"),
        [
            (b"---\nlicense: [mit\n---\n", "no valid YAML"),
            (b"---\na: &a [*a]\nlicense: mit\n---\n", "nothing is called 'a'"),
            (b"---\nlicense: mit\nlibrary_name: \xff\xfe\n---\n", "not valid UTF-8"),
        ],
    )
    def test_a_broken_card_is_a_gap(self, tmp_path: Path, card: bytes, reason: str) -> None:
        """Broken YAML, aliases of nothing and wrong bytes are named; the weights stay."""
        inventory = look(tmp_path, {"m/README.md": card, "m/w.onnx": samples.onnx()})

        assert any(reason in gap.reason for gap in inventory.gaps)
        assert len(of(inventory, Kind.MODEL)) == 1

    def test_norwegian_is_no_boolean(self, tmp_path: Path) -> None:
        """YAML 1.1 would turn the language code no into False."""
        inventory = look(
            tmp_path,
            {
                "README.md": "---\nlicense: mit\nlibrary_name: x\nlanguage: no\n---\n",
                "w.onnx": samples.onnx(),
            },
        )

        (model,) = of(inventory, Kind.MODEL)
        assert model.model is not None
        assert model.model.languages == ("no",)

    def test_front_matter_of_a_website_is_no_card(self, tmp_path: Path) -> None:
        """A README with other keys says nothing about models."""
        inventory = look(
            tmp_path, {"README.md": "---\nlayout: post\ntitle: Hello\n---\n", "w.onnx": samples.onnx()}
        )

        assert said(of(inventory, Kind.MODEL)[0]) == []


class TestReferences:
    def test_hub_ids_in_calls(self, tmp_path: Path) -> None:
        """Models and data sets that code names are referenced, with line, revision and purl."""
        code = (
            'from x import *\nNAME = "org/encoder"\nm = AutoModel.from_pretrained(NAME, revision="'
            + "a" * 40
            + '")\nd = load_dataset("org/data")\np = pipeline("task", model="org/small")\n'
        )
        inventory = look(tmp_path, {"app.py": code})

        found = {
            (component.kind, component.name, component.purl, component.evidence[0].line)
            for component in inventory.components
        }

        assert {
            (Kind.MODEL, "org/encoder", "pkg:huggingface/org/encoder@" + "a" * 40, 3),
            (Kind.DATASET, "org/data", "", 4),
            (Kind.MODEL, "org/small", "pkg:huggingface/org/small", 5),
        } == found
        assert {Presence.REFERENCED} == {component.presence for component in inventory.components}

    def test_local_folders_variables_and_tests_are_no_references(self, tmp_path: Path) -> None:
        """What can't be a hub id, or is only used by tests, is not invented."""
        code = "from_pretrained(path)\nfrom_pretrained('./local')\nfrom_pretrained('models')\nx = 'a/b'\nx = 'c/d'\nfrom_pretrained(x)\n"
        inventory = look(
            tmp_path,
            {"app.py": code, "models/x.txt": "", "tests/test_app.py": "from_pretrained('org/name')\n"},
        )

        assert inventory.components == ()

    def test_source_that_does_not_parse_is_a_gap(self, tmp_path: Path) -> None:
        """Only a file that names such a call is parsed, and it says if that failed."""
        inventory = look(tmp_path, {"a.py": "def broken(:\n", "b.py": "from_pretrained('org/name'\n"})

        assert [gap.path for gap in inventory.gaps] == ["b.py"]


class TestDatasets:
    def test_data_folders_and_columnar_files(self, tmp_path: Path) -> None:
        """CSV and JSON lines count in data folders, parquet and arrow anywhere, with columns and rows."""
        inventory = look(
            tmp_path,
            {
                "data/a.csv": "x;y\n1;2\n3;4\n",
                "datasets/b.jsonl": '{"q": 1}\n',
                "out/c.parquet": b"PAR1" + bytes(20) + b"PAR1",
                "report.csv": "a,b\n",
            },
        )

        assert [
            (found.name, found.dataset.rows, found.dataset.columns)
            for found in of(inventory, Kind.DATASET)
            if found.dataset
        ] == [("a.csv", 2, ("x", "y")), ("b.jsonl", 1, ("q",)), ("c.parquet", 0, ())]

    def test_fixtures_are_no_data_of_the_product(self, tmp_path: Path) -> None:
        """Test folders are left out."""
        assert (
            of(
                look(
                    tmp_path, {"tests/data/a.csv": "x,y\n", "pkg/tests/data/b.parquet": b"PAR1" + bytes(20)}
                ),
                Kind.DATASET,
            )
            == []
        )

    def test_a_data_card_speaks_for_its_folder(self, tmp_path: Path) -> None:
        """Licence and name of a data set card reach the files beside it."""
        card = "---\nlicense: cc-by-4.0\npretty_name: Birds\ntask_categories: [x]\n---\n"
        (found,) = of(look(tmp_path, {"data/README.md": card, "data/a.csv": "x,y\n"}), Kind.DATASET)

        assert (found.name, said(found), found.licenses[0].subject) == (
            "Birds",
            [("CC-BY-4.0", SaidBy.CARD)],
            Subject.DATA,
        )


class TestInstalled:
    def venv(self, root: Path) -> Path:
        site = root / "venv" / "lib" / "python3.11" / "site-packages"
        samples.distribution(
            site,
            "vad-kit",
            "1.0",
            "License-Expression: MIT\nRequires-Dist: helper\nRequires-Dist: absent; python_version > '3'\nRequires-Dist: extra; extra == 'x'\n",
            {
                "vad_kit/net.onnx": samples.onnx(),
                "vad_kit/data/a.csv": b"x,y\n1,2\n",
                "vad_kit-1.0.dist-info/licenses/LICENSE": samples.MIT.encode(),
            },
        )
        samples.distribution(
            site,
            "helper",
            "2.0",
            "Classifier: License :: OSI Approved :: BSD License\n",
            {"helper/tests/data/fix.csv": b"a,b\n"},
        )
        return root / "venv"

    def look(self, root: Path) -> Inventory:
        product = root / "product"
        product.mkdir()
        return discover(product, replace(Settings(), scan=Scan(venv=str(self.venv(root)))))

    def test_weights_are_nested_under_the_package_that_ships_them(self, tmp_path: Path) -> None:
        """Owner, RECORD path, size and SHA-256 are known without hashing again; the licence is the carrier's."""
        inventory = self.look(tmp_path)

        (model,) = of(inventory, Kind.MODEL)

        assert ("pkg:pypi/vad-kit@1.0", "vad_kit/net.onnx", len(samples.onnx())) == (
            model.shipped_by,
            model.path,
            model.size,
        )
        assert "pkg:pypi/vad-kit@1.0#vad_kit/net.onnx" == model.ref == model.purl
        assert hashlib.sha256(samples.onnx()).hexdigest() == model.digests[0].value
        assert said(model) == [("MIT", SaidBy.CARRIER)]

    def test_data_counts_and_fixtures_do_not(self, tmp_path: Path) -> None:
        """A data file that a package ships is a data set; one in its tests isn't."""
        assert [component.path for component in of(self.look(tmp_path), Kind.DATASET)] == [
            "vad_kit/data/a.csv"
        ]

    def test_metadata_and_text_are_two_claims(self, tmp_path: Path) -> None:
        """License-Expression and LICENSE file stand side by side, with their lines."""
        vad = self.look(tmp_path).by_ref()["pkg:pypi/vad-kit@1.0"]

        assert [(claim.expression, claim.said_by, claim.evidence[0].line) for claim in vad.licenses] == [
            ("MIT", SaidBy.EXPRESSION, 4),
            ("MIT", SaidBy.TEXT, 1),
        ]

    def test_a_family_is_no_licence(self, tmp_path: Path) -> None:
        """The BSD classifier keeps its words and has no expression."""
        (claim,) = self.look(tmp_path).by_ref()["pkg:pypi/helper@2.0"].licenses

        assert (claim.expression, claim.stated) == ("", "BSD License")

    def test_edges_and_what_is_missing(self, tmp_path: Path) -> None:
        """Requirements that hold here are edges, or named as not installed; extras are neither."""
        inventory = self.look(tmp_path)

        assert ("pkg:pypi/vad-kit@1.0", "pkg:pypi/helper@2.0") in {
            (edge.source, edge.target) for edge in inventory.relations
        }
        assert [gap.reason for gap in inventory.gaps] == [
            "1 distributions that installed ones need are not installed, so nothing is known of them: absent (for vad_kit)"
        ]

    def test_a_folder_without_packages_is_a_usage_error(self, tmp_path: Path) -> None:
        """A wrong --venv ends the run at once."""
        with pytest.raises(UsageError, match="No installed packages"):
            discover(tmp_path, replace(Settings(), scan=Scan(venv="nowhere")))

    def test_a_record_that_points_outside_is_not_followed(self, tmp_path: Path) -> None:
        """Paths with .. in a hostile RECORD are left alone."""
        venv = self.venv(tmp_path)
        record = next(venv.rglob("vad_kit-1.0.dist-info")) / "RECORD"
        (tmp_path / "secret.onnx").write_bytes(samples.onnx())
        record.write_text(record.read_text("utf-8") + "vad_kit/../../../../../../secret.onnx,,\n", "utf-8")
        (tmp_path / "product").mkdir()

        inventory = discover(tmp_path / "product", replace(Settings(), scan=Scan(venv=str(venv))))

        assert len(of(inventory, Kind.MODEL)) == 1


class TestWalk:
    def test_an_environment_in_the_tree_is_a_gap(self, tmp_path: Path) -> None:
        """It is not read unless asked for, and says how."""
        inventory = look(tmp_path, {".venv/pyvenv.cfg": "", ".venv/lib/w.onnx": samples.onnx(), "app.py": ""})

        assert [gap.path for gap in inventory.gaps] == [".venv"]
        assert "--venv .venv" in inventory.gaps[0].reason

    def test_what_is_excluded_is_not_missed(self, tmp_path: Path) -> None:
        """Globs take files and whole folders out, without a gap."""
        inventory = look(
            tmp_path,
            {"a/w.onnx": samples.onnx(), "b/w.onnx": samples.onnx(), ".venv/pyvenv.cfg": ""},
            replace(Settings(), scan=Scan(exclude=("a/**", ".venv/**"))),
        )

        assert ([component.path for component in inventory.components], inventory.gaps) == (["b/w.onnx"], ())

    def test_links_can_not_trap_it(self, tmp_path: Path) -> None:
        """A loop of links ends, and a link out of the product is not followed."""
        root = tmp_path / "root"
        put(root, {"sub/w.onnx": samples.onnx()})
        (root / "sub" / "loop").symlink_to(root)
        (root / "self").symlink_to(root / "self")
        (tmp_path / "outside.onnx").write_bytes(samples.onnx())
        (root / "out.onnx").symlink_to(tmp_path / "outside.onnx")

        inventory = look(root)

        assert [component.path for component in inventory.components] == ["sub/w.onnx"]
        assert {"out.onnx", "self"} == {gap.path for gap in inventory.gaps}

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_an_unreadable_folder_is_a_gap(self, tmp_path: Path) -> None:
        """What may not be read is named."""
        (tmp_path / "locked").mkdir(mode=0)

        assert [gap.path for gap in look(tmp_path).gaps] == ["locked"]

    def test_a_path_that_is_no_folder_is_a_usage_error(self, tmp_path: Path) -> None:
        """Nothing can be made of it."""
        with pytest.raises(UsageError):
            discover(tmp_path / "gone", Settings())


class TestCache:
    def test_unchanged_files_are_not_read_again(self, tmp_path: Path) -> None:
        """The digest of a file with the same size, time and inode comes from the cache, a changed file's doesn't."""
        root, cache = put(tmp_path / "root", {"w.onnx": samples.onnx()}), tmp_path / "cache" / "digests.json"
        discover(root, Settings(), cache_file=cache)
        cache.write_text(
            cache.read_text("utf-8").replace(hashlib.sha256(samples.onnx()).hexdigest(), "0" * 64), "utf-8"
        )

        cached = discover(root, Settings(), cache_file=cache).components[0].digests[0].value
        (root / "w.onnx").write_bytes(samples.onnx({"k": "v"}))
        changed = discover(root, Settings(), cache_file=cache).components[0].digests[0].value

        assert ("0" * 64, hashlib.sha256(samples.onnx({"k": "v"})).hexdigest()) == (cached, changed)

    @pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b'{"x": 1}'])
    def test_a_broken_cache_is_as_good_as_none(self, tmp_path: Path, content: bytes) -> None:
        """It is written anew."""
        root, cache = put(tmp_path / "root", {"w.onnx": samples.onnx()}), tmp_path / "digests.json"
        cache.write_bytes(content)

        assert (
            hashlib.sha256(samples.onnx()).hexdigest()
            == discover(root, Settings(), cache_file=cache).components[0].digests[0].value
        )
