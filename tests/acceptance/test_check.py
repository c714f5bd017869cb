# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import hashlib
import json
from pathlib import Path

import pytest
import samples
from conftest import Lexbom, Run

import compliance
from compliance import own_schemas

NC_CARD = "---\nlicense: cc-by-nc-4.0\nlibrary_name: x\n---\n"


def product(root: Path, config: str = "", **files: bytes | str) -> Path:
    root.mkdir(exist_ok=True)
    if config:
        (root / "lexbom.toml").write_text(config, "utf-8")
    for name, content in files.items():
        (root / name.replace("__", ".")).write_bytes(
            content.encode() if isinstance(content, str) else content
        )
    return root


def rules(run: Run) -> set[tuple[str, str]]:
    return {(finding["rule"], finding["severity"]) for finding in run.report["findings"]}


class TestExitCodes:
    def test_0_when_nothing_is_found(self, lexbom: Lexbom, tmp_path: Path) -> None:
        """A product of source code alone passes, without any configuration, and says what was assumed."""
        run = lexbom("check", product(tmp_path / "p", a__py="x = 1\n"))

        assert (run.code, run.report["verdict"]) == (0, "pass")
        assert 'markets = ["EU"]' in run.report["assumptions"]

    def test_an_empty_product_is_a_warning(self, lexbom: Lexbom, tmp_path: Path) -> None:
        """A gate on an empty checkout doesn't pass without a word."""
        run = lexbom("check", product(tmp_path / "p"))

        assert (run.code, run.report["verdict"]) == (0, "warn")
        assert ("sbom-incomplete", "warning") in rules(run)
        assert lexbom("check", tmp_path / "p", "--fail-on", "warning").code == 1

    def test_1_for_findings_at_the_threshold(self, lexbom: Lexbom, tmp_path: Path) -> None:
        """Non-commercial weights in a commercial product are an error."""
        root = product(tmp_path / "p", README__md=NC_CARD, w__onnx=samples.onnx())

        assert lexbom("check", root).code == 1
        assert lexbom("check", root, "--fail-on", "never").code == 0
        assert ("use-noncommercial", "error") in rules(lexbom("check", root))

    def test_the_threshold_can_be_lowered(self, lexbom: Lexbom, tmp_path: Path) -> None:
        """With --fail-on warning a warning fails the run."""
        root = product(tmp_path / "p", w__onnx=samples.onnx())

        assert lexbom("check", root).code == 0
        assert lexbom("check", root, "--fail-on", "warning").code == 1

    @pytest.mark.parametrize(
        "arguments",
        [
            ("check", "/nonexistent"),
            ("check", "--fail-on", "sometimes"),
            ("nonsense",),
            ("explain", "no-such-licence"),
            ("check", "--venv", "out"),
        ],
    )
    def test_2_for_usage(self, lexbom: Lexbom, arguments: tuple[str, ...]) -> None:
        """Wrong commands, options and paths end with 2 and a sentence, never with a traceback."""
        run = lexbom(*arguments)

        assert run.code == 2
        assert "Traceback" not in run.err
        assert run.err

    def test_2_for_a_wrong_configuration(self, lexbom: Lexbom, tmp_path: Path) -> None:
        """An unknown key is named, with the one that was meant."""
        run = lexbom("check", product(tmp_path / "p", "[product]\ndomicil = 'DE'\n"))

        assert run.code == 2
        assert "did you mean 'domicile'?" in run.err

    def test_2_for_a_document_of_another_kind(self, lexbom: Lexbom, tmp_path: Path) -> None:
        """What is no CycloneDX JSON is refused with one sentence."""
        for content in ("{}", "[", '{"bomFormat": "SPDX"}', "\x00\xff"):
            (tmp_path / "x.json").write_text(content, "utf-8")
            run = lexbom("check", tmp_path / "x.json")

            assert (run.code, run.err.count("\n")) == (2, 1)


class TestOutputs:
    def test_the_report_follows_its_schema(self, lexbom: Lexbom, tmp_path: Path) -> None:
        """--json writes what schemas/lexbom-report.schema.json describes."""
        run = lexbom(
            "check", product(tmp_path / "p", README__md=NC_CARD, w__onnx=samples.onnx(), LICENSE=samples.MIT)
        )

        assert list(own_schemas.find_problems(run.report, "report")) == []
        assert run.report["tool"] == {"name": "lexbom", "version": compliance.__version__}

    def test_everything_in_one_run(self, lexbom: Lexbom, tmp_path: Path) -> None:
        """BOM, JSON and Markdown come from one scan, and the text still goes to standard output."""
        bom, markdown = tmp_path / "b.json", tmp_path / "r.md"
        run = lexbom(
            "check", product(tmp_path / "p", w__onnx=samples.onnx()), "--sbom", bom, "--markdown", markdown
        )

        assert json.loads(bom.read_bytes())["specVersion"] == "1.7"
        assert markdown.read_text("utf-8").startswith("## ")
        assert run.out.startswith(("PASS", "WARN"))

    def test_two_runs_give_the_same_bytes(self, lexbom: Lexbom, tmp_path: Path) -> None:
        """Document and reports differ in nothing."""
        root = product(
            tmp_path / "p",
            README__md=NC_CARD,
            w__onnx=samples.onnx(),
            v__gguf=samples.gguf(),
            LICENSE=samples.MIT,
        )
        for name in ("one", "two"):
            lexbom(
                "check", root, "--sbom", tmp_path / f"{name}.cdx.json", "--markdown", tmp_path / f"{name}.md"
            )

        assert (tmp_path / "one.cdx.json").read_bytes() == (tmp_path / "two.cdx.json").read_bytes()
        assert (tmp_path / "one.md").read_bytes() == (tmp_path / "two.md").read_bytes()

    def test_a_timestamp_comes_from_the_environment(self, lexbom: Lexbom, tmp_path: Path) -> None:
        """SOURCE_DATE_EPOCH dates the document; nonsense in it is a usage error."""
        run = lexbom("sbom", product(tmp_path / "p"), env={"SOURCE_DATE_EPOCH": "1700000000"})

        assert json.loads(run.out)["metadata"]["timestamp"] == "2023-11-14T22:13:20Z"
        assert lexbom("sbom", tmp_path / "p", env={"SOURCE_DATE_EPOCH": "soon"}).code == 2

    def test_quiet_is_quiet(self, lexbom: Lexbom, tmp_path: Path) -> None:
        """-q leaves the exit code alone."""
        run = lexbom("check", product(tmp_path / "p", README__md=NC_CARD, w__onnx=samples.onnx()), "-q")

        assert (run.code, run.out, run.err) == (1, "", "")

    def test_a_file_that_says_the_same_is_left_alone(self, lexbom: Lexbom, tmp_path: Path) -> None:
        """So that a hook that keeps a BOM changes nothing, not even a time, unless the BOM changed."""
        root, bom = product(tmp_path / "p"), tmp_path / "b.json"
        lexbom("sbom", root, "-o", bom)
        before = bom.stat()

        lexbom("sbom", root, "-o", bom)
        same = bom.stat()
        (root / "w.onnx").write_bytes(samples.onnx())
        lexbom("sbom", root, "-o", bom)

        assert (before.st_mtime_ns, before.st_ino) == (same.st_mtime_ns, same.st_ino)
        assert "w.onnx" in bom.read_text("utf-8")

    def test_a_folder_that_is_not_there_is_said(self, lexbom: Lexbom, tmp_path: Path) -> None:
        """An output that can't be written is a usage error, and leaves no half file."""
        run = lexbom("sbom", product(tmp_path / "p"), "-o", tmp_path / "gone" / "b.json")

        assert run.code == 2
        assert "can't be written" in run.err


class TestDocuments:
    def test_a_document_is_assessed_like_the_product(self, lexbom: Lexbom, tmp_path: Path) -> None:
        """check on the BOM finds what check on the folder found."""
        root = product(tmp_path / "p", README__md=NC_CARD, w__onnx=samples.onnx())
        bom = tmp_path / "b.cdx.json"
        direct = lexbom("check", root, "--sbom", bom)

        assert lexbom("check", bom).report["findings"] == direct.report["findings"]

    def test_a_foreign_document_is_read(self, lexbom: Lexbom, tmp_path: Path) -> None:
        """Components, licences and the place of a territory clause don't depend on who wrote the BOM."""
        model = {
            "type": "machine-learning-model",
            "name": "m",
            "bom-ref": "m",
            "licenses": [{"license": {"name": "LicenseRef-lexbom-hunyuan-eu"}}],
        }
        foreign = {
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "version": 1,
            "components": [model, {"type": "library", "name": "l"}],
        }
        (tmp_path / "f.json").write_text(json.dumps(foreign), "utf-8")

        run = lexbom("check", tmp_path / "f.json")

        (finding,) = [one for one in run.report["findings"] if one["rule"] == "region-excluded"]
        assert (run.code, finding["territories"], finding["component"]) == (1, ["EU"], "m")
        digest = hashlib.sha256((tmp_path / "f.json").read_bytes()).hexdigest()
        assert run.report["bom"] == {
            "spec_version": "1.6",
            "sha256": digest,
            "valid": True,
            "problems": [],
        }

    def test_report_renders_again(self, lexbom: Lexbom, tmp_path: Path) -> None:
        """report gives each format from a BOM, and never fails for findings."""
        bom = tmp_path / "b.json"
        lexbom("sbom", product(tmp_path / "p", README__md=NC_CARD, w__onnx=samples.onnx()), "-o", bom)

        assert lexbom("report", bom).out.startswith("FAIL")
        assert json.loads(lexbom("report", bom, "--format", "json").out)["verdict"] == "fail"
        assert lexbom("report", bom, "--format", "markdown").code == 0

    def test_validate_names_what_is_wrong(self, lexbom: Lexbom, tmp_path: Path) -> None:
        """A broken document is told from a valid one, with the place of the fault."""
        good = tmp_path / "good.json"
        lexbom("sbom", product(tmp_path / "p"), "-o", good)
        bad = json.loads(good.read_bytes()) | {"serialNumber": "1"}
        (tmp_path / "bad.json").write_text(json.dumps(bad), "utf-8")

        run = lexbom("validate", good, tmp_path / "bad.json", "--json", "-")

        assert run.code == 1
        outcome = {
            Path(entry["path"]).name: [problem["pointer"] for problem in entry["problems"]]
            for entry in json.loads(run.out)["files"]
        }
        assert outcome == {"good.json": [], "bad.json": ["/serialNumber"]}


class TestPolicy:
    def test_a_waiver_needs_a_reason_and_a_day(self, lexbom: Lexbom, tmp_path: Path) -> None:
        """A waived error passes, is counted, and is shown on request."""
        config = '[[waivers]]\nrule = "use-noncommercial"\ncomponent = "w.onnx"\nreason = "Commercial licence signed"\nexpires = 2099-01-01\n'
        root = product(tmp_path / "p", config, README__md=NC_CARD, w__onnx=samples.onnx())

        run = lexbom("check", root, "--show-waived")

        assert (run.code, run.report["counts"]["waived"]) == (0, 1)
        assert "Commercial licence signed (until 2099-01-01)" in run.out
        assert "Commercial licence signed" not in lexbom("check", root).out

    def test_markets_decide(self, lexbom: Lexbom, tmp_path: Path) -> None:
        """An excluded territory is an error only for who sells there."""
        root = product(
            tmp_path / "p",
            LICENSE="Acme Licence\n\nThis agreement does not apply in the European Union and South Korea.\n",
            w__onnx=samples.onnx(),
        )

        at_home, abroad = lexbom("check", root), lexbom("check", root, "--market", "US")

        assert ("region-excluded", "error") in rules(at_home)
        assert ("region-excluded", "note") in rules(abroad)
        (finding,) = [
            one
            for one in at_home.report["findings"]
            if one["rule"] == "region-excluded" and "product" in one["part_refs"]
        ]
        assert finding["territories"] == ["EU", "KR"]
        assert (finding["evidence"][0]["path"], finding["evidence"][0]["line"]) == ("LICENSE", 3)

    def test_domicile_decides(self, lexbom: Lexbom, tmp_path: Path) -> None:
        """Rights that are withheld from licensees of the EU are an error for one who sits there, a warning for one who doesn't say."""
        root = product(
            tmp_path / "p", app__py="AutoModel.from_pretrained('meta-llama/Llama-3.2-11B-Vision')\n"
        )

        assert ("region-licensee", "warning") in rules(lexbom("check", root))
        product(root, '[product]\ndomicile = "FR"\n')
        assert ("region-licensee", "error") in rules(lexbom("check", root))
        product(root, '[product]\ndomicile = "US"\n')
        assert ("region-licensee", "note") in rules(lexbom("check", root))


class TestBadInput:
    def test_a_heap_of_broken_files_is_one_sentence_each(self, lexbom: Lexbom, tmp_path: Path) -> None:
        """Broken locks, weights, cards and links: a line on standard error and a gap each, the run goes on."""
        root = product(
            tmp_path / "p",
            uv__lock="[[package",
            requirements__txt=b"\xff\xfe\x00",
            cut__safetensors=samples.safetensors()[:30],
            absurd__gguf=b"GGUF\x03\x00\x00\x00" + b"\xff" * 16,
            README__md=b"---\nlicense: mit\nlibrary_name: \xff\n---\n",
            good__onnx=samples.onnx(),
        )
        (root / "loop").symlink_to(root)
        (root / "self").symlink_to(root / "self")

        run = lexbom("check", root)

        broken = {"uv.lock", "requirements.txt", "cut.safetensors", "absurd.gguf", "README.md", "self"}
        assert {gap["path"] for gap in run.report["gaps"]} == broken
        assert len(run.err.splitlines()) == len(broken)
        assert run.code == 0
        assert [one["name"] for one in run.report["components"] if one["kind"] == "model"] == ["good.onnx"]

    def test_a_sparse_giant_is_not_read(self, lexbom: Lexbom, tmp_path: Path) -> None:
        """A 2 GB lock file is refused by its size."""
        root = product(tmp_path / "p")
        with (root / "uv.lock").open("wb") as file:
            file.truncate(2 << 30)

        run = lexbom("check", root)

        assert run.code == 0
        assert "2048 MB" in run.report["gaps"][0]["reason"]

    def test_words_from_the_product_can_not_steer_a_terminal_or_a_page(
        self, lexbom: Lexbom, tmp_path: Path
    ) -> None:
        """Escape sequences and markup in names and licences are shown, never obeyed."""
        card = '---\nlicense: other\nlicense_name: "\\e[31m<img src=x>|`a`"\nlibrary_name: x\n---\n'
        root = product(tmp_path / "p", README__md=card, w__onnx=samples.onnx())
        page = tmp_path / "r.md"

        run = lexbom("check", root, "--markdown", page)

        assert "\x1b" not in run.out + page.read_text("utf-8")
        assert "<img" not in page.read_text("utf-8")
