# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

import archiving
import pytest
import samples
from action.conftest import NewJob
from action.jobs import CONFIG, NC_CARD, ROOT, commit, failing, git, product, repository, stand_ins
from action.runner import Job


class TestOutcomes:
    def test_pass(self, job: NewJob, tmp_path: Path) -> None:
        """Nothing is found: the job goes on, and the outputs say so."""
        run = job(product(tmp_path / "p", lexbom__toml=CONFIG + 'role = "developer"\n')).run(fail_on="error")

        assert not run.failed, run.log
        assert ("0", "0") == (run.outputs["exit-code"], run.outputs["errors"])

    def test_warn(self, job: NewJob, tmp_path: Path) -> None:
        """Warnings are said and don't fail, unless the threshold is lowered."""
        root = product(tmp_path / "p", w__onnx=samples.onnx())

        run = job(root).run()
        strict = job(root).run(fail_on="warning")

        assert ("warn", "0", False) == (run.outputs["verdict"], run.outputs["exit-code"], run.failed)
        assert int(run.outputs["warnings"]) >= 1
        assert ("1", True) == (strict.outputs["exit-code"], strict.failed)

    def test_fail(self, job: NewJob, tmp_path: Path) -> None:
        """An error fails the last step, after everything has been published."""
        run = job(failing(tmp_path / "p")).run()

        assert ("fail", "1", "1") == (run.outputs["verdict"], run.outputs["exit-code"], run.outputs["errors"])
        assert ["Fail if the check failed"] == [step.name for step in run.steps if step.outcome == "failure"]
        assert 1 == run.step("Fail if the check failed").code
        assert "use-noncommercial" in run.summary

    def test_never(self, job: NewJob, tmp_path: Path) -> None:
        """With fail-on never the findings are told and the job goes on."""
        run = job(failing(tmp_path / "p")).run(fail_on="never")

        assert (False, "1") == (run.failed, run.outputs["errors"])

    def test_the_environment_stays_in_force(self, job: NewJob, tmp_path: Path) -> None:
        """An input that isn't given doesn't hide what the job's environment says."""
        assert not job(failing(tmp_path / "p"), LEXBOM_FAIL_ON="never").run().failed

    @pytest.mark.parametrize(
        "inputs",
        [
            {"path": "nowhere"},
            {"path": "--help"},
            {"fail_on": "sometimes"},
            {"config": "none.toml"},
            {"baseline": "none.cdx.json"},
            {"extra_args": "--no-such-option"},
            {"extra_args": "'unbalanced"},
        ],
        ids=str,
    )
    def test_usage(self, inputs: dict[str, str], job: NewJob, tmp_path: Path) -> None:
        """A wrong input, or one that looks like a flag, ends with 2, a sentence in the annotations, and nothing to publish."""
        run = job(product(tmp_path / "p")).run(**inputs)

        assert ("2", "") == (run.outputs["exit-code"], run.outputs["verdict"])
        assert 2 == run.step("Fail if the check failed").code
        assert [] == run.used("actions/upload-artifact")
        assert [command for command in run.commands if command["name"] == "error" and command["text"]]
        assert "could not check" in run.summary

    def test_a_wrong_configuration(self, job: NewJob, tmp_path: Path) -> None:
        """What is wrong in lexbom.toml is in the annotations."""
        run = job(product(tmp_path / "p", lexbom__toml="[product]\ndomicil = 'DE'\n")).run()

        assert "2" == run.outputs["exit-code"]
        assert any("did you mean 'domicile'?" in command["text"] for command in run.commands)


class TestPublishing:
    def test_the_artifact_is_kept_though_the_check_failed(self, job: NewJob, tmp_path: Path) -> None:
        """It holds the BOM and every report, under a name of job and place in the matrix."""
        run = job(failing(tmp_path / "p")).run()

        (upload,) = run.used("actions/upload-artifact")
        files = {path.name for path in Path(upload["path"]).iterdir()}
        assert "lexbom-check-0" == upload["name"]
        assert {"sbom.cdx.json", "report.html", "report.json", "report.md", "report.sarif"} == files

    def test_uploads_on_request(self, job: NewJob, tmp_path: Path) -> None:
        """Code scanning and attestation get their files, although the check failed."""
        run = job(failing(tmp_path / "p")).run(upload_sarif="true", attest_subject="dist/*")

        (sarif,) = run.used("github/codeql-action")
        (attestation,) = run.used("actions/attest")
        assert "2.1.0" == json.loads(Path(sarif["sarif_file"]).read_bytes())["version"]
        assert "CycloneDX" == json.loads(Path(attestation["sbom-path"]).read_bytes())["bomFormat"]
        assert "dist/*" == attestation["subject-path"]
        assert run.failed

    def test_nothing_that_needs_a_permission_without_a_request(self, job: NewJob, tmp_path: Path) -> None:
        """By default only the artifact leaves the runner, and that can be turned off."""
        run = job(failing(tmp_path / "p")).run(upload_artifact="false")

        assert [] == [step.name for step in run.steps if step.given]
        assert {"skipped"} == {
            run.step(name).outcome for name in ("Comment on the pull request", "Add the BOM to the release")
        }

    def test_a_failing_upload_hides_nothing(self, job: NewJob, tmp_path: Path) -> None:
        """The other uploads and the verdict come all the same."""

        def refuse(_: dict[str, str]) -> dict[str, str]:
            raise RuntimeError

        run = job(failing(tmp_path / "p"), stubs={"actions/upload-artifact": refuse}).run(upload_sarif="true")

        assert 1 == len(run.used("github/codeql-action"))
        assert 1 == run.step("Fail if the check failed").code

    def test_files_where_they_are_asked_for(self, job: NewJob, tmp_path: Path) -> None:
        """Paths with spaces and folders that don't exist yet; the outputs name them."""
        root = product(tmp_path / "my product", w__onnx=samples.onnx())

        run = job(tmp_path).run(
            path="my product", sbom_file="out put/b.cdx.json", report_file="r.html", sarif_file="-s.sarif"
        )

        assert not run.failed, run.log
        assert root.is_dir()
        assert "out put/b.cdx.json" == run.outputs["sbom-file"]
        assert all(
            (tmp_path / run.outputs[name]).is_file() for name in ("sbom-file", "report-file", "sarif-file")
        )

    def test_a_place_that_cannot_be_written(self, job: NewJob, tmp_path: Path) -> None:
        """Is a usage error, and the artifact has the files all the same."""
        run = job(product(tmp_path / "p")).run(sbom_file="lexbom.toml/b.cdx.json")

        assert ("2", True) == (run.outputs["exit-code"], run.failed)
        assert Path(run.outputs["sbom-file"]).is_file()
        assert 1 == len(run.used("actions/upload-artifact"))
        assert "can't be written where an input asks for it" in run.log

    @pytest.mark.parametrize("way", ["b.cdx.json", "out/b.cdx.json", "out/../own/b.cdx.json"])
    def test_a_link_in_the_workspace_is_not_followed(self, way: str, job: NewJob, tmp_path: Path) -> None:
        """A change can't have the action write over a file of the runner by making a link of where a report goes."""
        root, own = product(tmp_path / "p"), tmp_path / "own"
        own.mkdir()
        (own / "b.cdx.json").write_text("mine", "utf-8")
        first = way.partition("/")[0]
        (root / first).symlink_to(own / "b.cdx.json" if first == way else own)

        run = job(root).run(sbom_file=f"{root}/{way}")

        assert ("2", "mine") == (run.outputs["exit-code"], (own / "b.cdx.json").read_text("utf-8"))
        assert "leads through a link" in run.log

    def test_the_work_tree_stays_clean(self, job: NewJob, tmp_path: Path) -> None:
        """Without a request nothing is written into the workspace."""
        root = repository(failing(tmp_path / "p"))

        job(root).run()

        assert "" == git(root, "status", "--porcelain")

    def test_a_long_summary_is_cut(self, job: NewJob, tmp_path: Path) -> None:
        """GitHub drops a summary of more than 1 MiB; ours ends before with a notice."""
        from hooks.action.runner import clipped

        text = clipped("".join(f"line {number} ä\n" for number in range(200_000)), (1 << 20) - 1, "Cut.")

        assert len(text.encode()) < 1 << 20
        assert text.endswith(" ä\n\nCut.\n")
        assert "short\n" == clipped("short\n", 100, "Cut.")
        assert "" == job(product(tmp_path / "p")).run(summary="false").summary


class TestIsolation:
    def test_nothing_leaks_into_the_job(self, job: NewJob, tmp_path: Path) -> None:
        """Neither GITHUB_ENV nor GITHUB_PATH is written."""
        run = job(failing(tmp_path / "p")).run(upload_sarif="true")

        assert "" == run.environment

    def test_two_runs_in_one_job(self, job: NewJob, tmp_path: Path) -> None:
        """Neither sees the other's inputs, and their artifacts have different names."""
        failing(tmp_path / "w" / "a")
        product(tmp_path / "w" / "b")
        both = job(tmp_path / "w")

        first, second = both.run(path="a", extra_args="--market US"), both.run(path="b")

        assert (True, False) == (first.failed, second.failed)
        assert first.outputs["sbom-file"] != second.outputs["sbom-file"]
        names = [run.used("actions/upload-artifact")[0]["name"] for run in (first, second)]
        assert ["lexbom-check-0", "lexbom-check-0-2"] == names

    def test_code_in_the_workspace_is_not_run(self, job: NewJob, tmp_path: Path) -> None:
        """A package of our name, a sitecustomize or a PYTHONPATH of the product's doesn't reach us."""
        root = product(
            tmp_path / "p", sitecustomize__py="raise SystemExit(99)", typer__py="raise SystemExit(99)"
        )
        for package in ("compliance", "hooks"):
            (root / package).mkdir()
            (root / package / "__init__.py").write_text("raise SystemExit(99)", "utf-8")

        assert not job(root, PYTHONPATH=str(root)).run().failed

    def test_git_runs_nothing_of_the_workspace(self, job: NewJob, tmp_path: Path) -> None:
        """Neither a repository that a change has made of a folder, nor hooks that live in the work tree."""
        root = repository(failing(tmp_path / "w" / "services" / "a").parents[1])
        trap = tmp_path / "trap"
        for folder in ("objects", "refs"):
            shutil.copytree(root / ".git" / folder, root / "services" / "a" / folder)
        (root / "services" / "a" / "HEAD").write_text("ref: refs/heads/main\n", "utf-8")
        (root / "services" / "a" / "config").write_text(
            f"[core]\nbare = false\nworktree = .\nfsmonitor = \"touch '{trap}'; false\"\n", "utf-8"
        )
        (root / "hooks").mkdir()
        (root / "hooks" / "post-index-change").write_text(f"#!/bin/sh\ntouch '{trap}'\n", "utf-8")
        (root / "hooks" / "post-index-change").chmod(0o755)
        git(root, "config", "core.hooksPath", str(root / "hooks"))
        base = git(root, "rev-parse", "HEAD")

        for path in (".", "services/a"):
            event = {"pull_request": {"number": 7, "base": {"sha": base}}}
            run = job(root, "pull_request", event).run(path=path)

            assert (False, path == ".") == (trap.exists(), "Compared with a scan" in run.summary), run.log

    def test_a_product_cannot_give_the_runner_commands(self, job: NewJob, tmp_path: Path) -> None:
        """File names and licences that look like workflow commands stay text."""
        hostile = "::add-mask::x"
        root = product(tmp_path / "p", README__md=f"---\nlicense: '{hostile}'\n---\n", w__onnx=samples.onnx())
        (root / f"{hostile}.lock").write_text("", "utf-8")
        (root / f"{hostile}%0A::error::x.gguf").write_bytes(b"GGUF")

        for annotations in ("true", "false"):
            run = job(root).run(annotations=annotations)

            assert {"error", "warning", "notice"} >= {command["name"] for command in run.commands}

    def test_annotations_name_the_file(self, job: NewJob, tmp_path: Path) -> None:
        """From where the repository begins, and they can be turned off."""
        failing(tmp_path / "w" / "models")

        shown = job(tmp_path / "w").run(path="models")
        hidden = job(tmp_path / "w").run(path="models", annotations="false")

        errors = [command for command in shown.commands if command["name"] == "error"]
        assert ["models/README.md"] == [
            part.removeprefix("file=")
            for command in errors
            for part in command["properties"].split(",")
            if part.startswith("file=")
        ]
        assert [] == hidden.commands
        assert "use-noncommercial" in hidden.log


class TestPullRequests:
    def change(self, root: Path) -> dict[str, object]:
        """A pull request as checked out by GitHub: the merge of the branch into its base; gives the event."""
        base = git(root, "rev-parse", "main")
        git(root, "checkout", "--quiet", "-b", "merge", base)
        git(root, "merge", "--quiet", "--no-ff", "--message", "Merge", "change")
        return {"pull_request": {"number": 7, "base": {"sha": base}}}

    def branched(self, root: Path, **files: bytes | str) -> dict[str, object]:
        """The files as a change on a branch."""
        git(root, "checkout", "--quiet", "-b", "change")
        for name, content in files.items():
            path = root / name.replace("__", ".")
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        commit(root, "Change")
        git(root, "checkout", "--quiet", "main")
        return self.change(root)

    def test_an_old_finding_passes(self, job: NewJob, tmp_path: Path) -> None:
        """What the base has already doesn't fail a change of something else."""
        root = repository(failing(tmp_path / "p"))
        event = self.branched(root, notes__txt="Hello")

        run = job(root, "pull_request", event).run()

        assert (False, "0", "0") == (run.failed, run.outputs["exit-code"], run.outputs["new"]), run.log
        assert "Compared with a scan of the base" in run.summary

    def test_in_a_container(self, job: NewJob, tmp_path: Path) -> None:
        """The checkout belongs to another user there, which git refuses to read unless told."""
        root = repository(failing(tmp_path / "p"))
        event = self.branched(root, notes__txt="Hello")

        run = job(root, "pull_request", event, GIT_TEST_ASSUME_DIFFERENT_OWNER="1").run()

        assert not run.failed, run.log

    def test_a_new_finding_fails(self, job: NewJob, tmp_path: Path) -> None:
        """What the change brings fails it."""
        root = repository(product(tmp_path / "p", notes__txt="Hello"))
        event = self.branched(root, README__md=NC_CARD, w__onnx=samples.onnx())

        run = job(root, "pull_request", event).run()

        assert (True, "1") == (run.failed, run.outputs["exit-code"])
        assert int(run.outputs["new"]) >= 1

    def test_the_base_is_left_as_it_is(self, job: NewJob, tmp_path: Path) -> None:
        """Scanning it touches neither the work tree nor git's own records."""
        root = repository(failing(tmp_path / "p"))
        event = self.branched(root, notes__txt="Hello")

        job(root, "pull_request", event).run()

        assert "" == git(root, "status", "--porcelain")
        assert 1 == len(git(root, "worktree", "list").splitlines())

    @pytest.mark.parametrize("named", [True, False])
    def test_a_committed_bom_is_the_baseline(self, named: bool, job: NewJob, tmp_path: Path) -> None:  # noqa: FBT001
        """The one that sbom-file names, or sbom.cdx.json beside the product."""
        root = failing(tmp_path / "p")
        bom = "bom.cdx.json" if named else "sbom.cdx.json"
        job(root).run(sbom_file=bom)
        event = self.branched(repository(root), notes__txt="Hello")

        run = job(root, "pull_request", event).run(sbom_file=bom if named else "")

        assert not run.failed, run.log
        assert f"Compared with {bom} of the base" in run.summary

    def test_a_bom_of_the_change_is_no_baseline(self, job: NewJob, tmp_path: Path) -> None:
        """A pull request can't excuse itself by committing a BOM."""
        root = repository(product(tmp_path / "p"))
        git(root, "checkout", "--quiet", "-b", "change")
        failing(root)
        job(root).run(sbom_file="sbom.cdx.json")
        commit(root, "Weights, and their BOM")
        git(root, "checkout", "--quiet", "main")

        assert job(root, "pull_request", self.change(root)).run().failed

    def test_a_merge_in_the_branch_is_not_the_base(self, job: NewJob, tmp_path: Path) -> None:
        """Who checks out the branch itself, which took main in once, is compared with the base all the same."""
        root = repository(product(tmp_path / "p", notes__txt="Hello"))
        git(root, "checkout", "--quiet", "-b", "change")
        commit(failing(root), "Weights")
        git(root, "checkout", "--quiet", "main")
        (root / "more.txt").write_text("More", "utf-8")
        base = git(commit(root, "More"), "rev-parse", "HEAD")
        git(root, "checkout", "--quiet", "change")
        git(root, "merge", "--quiet", "--message", "Take main in", "main")
        event = {"pull_request": {"number": 7, "base": {"sha": base}}}

        assert job(root, "pull_request", event, GITHUB_SHA="0" * 40).run().failed

    def test_in_a_merge_queue(self, job: NewJob, tmp_path: Path) -> None:
        """The base is the one that the event names."""
        root = repository(failing(tmp_path / "p"))
        base = git(root, "rev-parse", "HEAD")
        (root / "notes.txt").write_text("Hello", "utf-8")
        commit(root, "Change")

        assert not job(root, "merge_group", {"merge_group": {"base_sha": base}}).run().failed

    def test_a_folder_of_a_monorepo(self, job: NewJob, tmp_path: Path) -> None:
        """Only the product in it is compared."""
        failing(tmp_path / "w" / "services" / "a")
        root = repository(tmp_path / "w")
        event = self.branched(root, notes__txt="Hello")

        assert not job(root, "pull_request", event).run(path="services/a").failed

    def test_without_the_base_everything_is_judged(self, job: NewJob, tmp_path: Path) -> None:
        """A shallow checkout has no base; that is said, with what helps."""
        root = repository(failing(tmp_path / "p"))
        event = {"pull_request": {"number": 7, "base": {"sha": "0" * 40}}}

        run = job(root, "pull_request", event).run()

        assert run.failed
        assert "fetch-depth: 2" in run.summary

    @pytest.mark.parametrize(
        ("inputs", "said"),
        [({"baseline": "none"}, "everything is judged"), ({"venv": "env"}, "commit the BOM")],
        ids=["turned off", "venv"],
    )
    def test_no_baseline_is_said(
        self, inputs: dict[str, str], said: str, job: NewJob, tmp_path: Path
    ) -> None:
        """On request, and where a scan of the base would see today's packages."""
        root = repository(failing(tmp_path / "p"))
        samples.distribution(root / "env" / "lib" / "python3.13" / "site-packages", "thing", "1.0")
        event = self.branched(root, notes__txt="Hello")

        run = job(root, "pull_request", event).run(**inputs)

        assert "1" == run.outputs["exit-code"], run.log
        assert said in run.summary

    def test_what_the_base_says_is_no_markup(self, job: NewJob, tmp_path: Path) -> None:
        """The summary says why the base can't be scanned, in words that load nothing."""
        broken = CONFIG + '"<img src=x>" = 1\n'
        root = repository(product(tmp_path / "p", lexbom__toml=broken))
        event = self.branched(root, lexbom__toml=CONFIG)

        run = job(root, "pull_request", event).run()

        assert "&lt;img src=x&gt;" in run.summary, run.log
        assert "<img" not in run.summary

    def test_a_baseline_that_is_given(self, job: NewJob, tmp_path: Path) -> None:
        """A BOM or a JSON report of an earlier run is taken on any event."""
        root = failing(tmp_path / "p")
        before = job(root).run().outputs

        for kind in ("sbom-file", "json-file"):
            assert not job(root).run(baseline=before[kind]).failed


class TestInstalling:
    def test_only_locked_packages(self, installed: Path) -> None:
        """The environment holds what the lock names, and finds lexbom in the action's own checkout."""
        (venv,) = [path for path in installed.glob("lexbom-*") if (path / "installed").exists()]
        site = next(venv.glob("lib/python*/site-packages"))
        names = {path.name.partition("-")[0].lower() for path in site.glob("*.dist-info")}
        lock = Path(__file__).parents[2] / "hooks" / "action" / "requirements.txt"
        locked = {
            line.partition("==")[0].replace("-", "_")
            for line in lock.read_text("utf-8").splitlines()
            if "==" in line
        }

        assert names <= locked | {"pip", "setuptools"}
        assert "typer" in names
        assert "lexbom" not in names
        assert str(lock.parents[2]) == (site / "lexbom.pth").read_text("utf-8").strip()

    def test_uv_is_used_where_it_is(self, tmp_path: Path) -> None:
        """It takes the same lock, and its hashes: a package that is not the locked one ends the installation."""
        action, tools = tmp_path / "action", tmp_path / "tools"
        (action / "hooks" / "action").mkdir(parents=True)
        tools.mkdir()
        (tools / "uv").symlink_to(Path(sys.executable).with_name("uv"))
        for name in ("action.yml", "hooks/action/find-python.sh", "hooks/action/install.sh"):
            (action / name).write_bytes((ROOT / name).read_bytes())
        digest = hashlib.sha256(archiving.wheel(tmp_path, {"tiny.py": ""}).read_bytes()).hexdigest()
        offline = {"UV_OFFLINE": "1", "UV_NO_INDEX": "1", "UV_FIND_LINKS": str(tmp_path)}
        environment = {**offline, "PATH": f"{tools}:{os.environ['PATH']}"}
        (tmp_path / "p").mkdir()

        logs = []
        for name, known in {"good": digest, "bad": "0" * 64}.items():
            lock = f"tiny-prod==1.0 \\\n    --hash=sha256:{known}\n"
            (action / "hooks/action/requirements.txt").write_text(lock, "utf-8")
            (tmp_path / name).mkdir()
            run = Job(action, tmp_path / "p", tmp_path / name, {}, environment, stand_ins()).run()
            logs.append((run.step("Install lexbom").outcome, run.step("Install lexbom").log))

        assert ["success", "failure"] == [outcome for outcome, _ in logs], logs
        assert "hash" in logs[1][1].lower()

    def test_a_machine_without_python_gets_one(self, job: NewJob, tmp_path: Path) -> None:
        """setup-python is used then, without touching the job's own choice."""
        tools = tmp_path / "tools"
        tools.mkdir()
        for name in ("bash", "dirname", "cksum", "cat", "touch"):
            (tools / name).symlink_to(f"/usr/bin/{name}")

        run = job(product(tmp_path / "p"), PATH=str(tools)).run()

        (given,) = run.used("actions/setup-python")
        assert "false" == given["update-environment"].lower()
        assert run.step("Install lexbom").outcome == "failure"

    @pytest.mark.parametrize("old", ["exit 1", "exit 9"])
    def test_an_old_python_is_passed_over(self, old: str, job: NewJob, tmp_path: Path) -> None:
        """The next one on the machine is taken, be it in the tool cache."""
        tools, cached = tmp_path / "tools", tmp_path / "cache" / "Python" / "3.12.1" / "x64" / "bin"
        tools.mkdir()
        cached.mkdir(parents=True)
        (tools / "bash").symlink_to("/usr/bin/bash")
        (tools / "python3").write_text(f"#!/usr/bin/bash\n{old}\n", "utf-8")
        (tools / "python3").chmod(0o755)
        (cached / "python3").symlink_to(sys.executable)

        run = job(product(tmp_path / "p"), PATH=str(tools), RUNNER_TOOL_CACHE=str(tmp_path / "cache")).run()

        assert str(cached / "python3") == run.step("Find a Python").outputs["python"]
