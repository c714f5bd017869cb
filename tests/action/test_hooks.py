# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import samples
import yaml
from action.jobs import NC_CARD, ROOT, commit, git, machine, product, repository

MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS: dict[str, dict[str, Any]] = {hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text("utf-8"))}
BIN = Path(sys.executable).parent

_PARTS = """
lexbom.toml pyproject.toml sub/dir/pyproject.toml setup.cfg requirements.txt requirements-dev.txt requirements/base.in
dev-requirements.txt pylock.toml pylock.dev.toml uv.lock poetry.lock pdm.lock Pipfile Pipfile.lock pixi.lock environment.yml
conda-lock.yml package.json web/package-lock.json npm-shrinkwrap.json pnpm-lock.yaml yarn.lock bun.lock Cargo.lock Cargo.toml
go.mod go.sum composer.lock Gemfile.lock packages.lock.json .gitmodules Dockerfile app.Dockerfile Dockerfile.gpu
README.md models/x/README.md modelcard.md MODEL_CARD.md dataset_card.md Modelfile MLmodel data/raw.csv.dvc dvc.lock
datapackage.json datapackage.yaml croissant.json my-croissant.jsonld dataset-metadata.json REUSE.toml .reuse/dep5 a.bin.license
LICENSE LICENCE LICENSE.txt LICENSE-MIT UNLICENSE licenses/MIT.txt LICENSES/Apache-2.0.txt COPYING COPYING.LESSER NOTICE NOTICE.txt
models/MODEL_LICENSE Llama-Use-Policy.md USE_POLICY.md terms-of-use.txt
config.json adapter_config.json model_index.json model.safetensors.index.json model/weights_manifest.json
model.safetensors m.gguf m.onnx m.pt m.pth m.ckpt m.bin m.pkl m.joblib m.skops m.tflite m.pb m.h5 m.keras m.mlmodel
m.mlpackage/Data/weight.bin m.cbm m.ubj m.ftz eng.traineddata m.nemo m.npz
t.parquet t.arrow t.feather t.jsonl data/t.csv src/datasets/x/t.tsv
"""
_OTHERS = """
main.py src/license.py compliance/licensing/matching/identify.py license_files.py tests/test_licenses.py notice.html model.py models.ts
docs/index.md CHANGELOG.md CONTRIBUTING.md .github/workflows/ci.yml Makefile src/lib.rs logo.png styles.css table.csv
xrequirements.md mylexbom.toml.bak uv.lock.orig sbom.cdx.json tsconfig.json src/metadata.py dockerfiles.md licensing.md
"""
PARTS, OTHERS = _PARTS.split(), _OTHERS.split()


def matches(hook: str, path: str) -> bool:
    """As pre-commit decides: `files` and not `exclude`, anywhere in the path."""
    return bool(re.search(HOOKS[hook]["files"], path)) and not re.search(
        HOOKS[hook].get("exclude", "^$"), path
    )


class TestFiles:
    @pytest.mark.parametrize("path", PARTS)
    def test_what_a_product_is_made_of_is_looked_at(self, path: str) -> None:
        """Manifests, locks, cards, licences, weights and data."""
        assert matches("lexbom-check", path)
        assert matches("lexbom-sbom", path)

    @pytest.mark.parametrize("path", OTHERS)
    def test_code_and_prose_cost_nothing(self, path: str) -> None:
        """A change of these starts no hook."""
        assert not matches("lexbom-check", path)

    def test_documents_are_validated(self) -> None:
        """By the names that CycloneDX recommends, and no others."""
        good = ["sbom.cdx.json", "a/b.cdx.xml", "bom.json", "dist/bom.xml"]
        bad = ["mybom.json", "package.json", "sbom.json", "x.cdx.json.bak", "bom.jsonc", "cdx.json"]

        assert good == [path for path in good + bad if matches("lexbom-validate", path)]

    def test_every_weight_format_of_its_own_name(self) -> None:
        """What a reader of weights says its files are called, the hook looks at."""
        import importlib
        import pkgutil

        from compliance.discover import weights

        modules = (
            importlib.import_module(f"{weights.__name__}.{one.name}")
            for one in pkgutil.iter_modules(weights.__path__)
        )
        suffixes = {suffix for module in modules for suffix in getattr(module, "SUFFIXES", ())}

        assert suffixes
        assert [] == [
            suffix for suffix in sorted(suffixes) if not matches("lexbom-check", f"models/m{suffix}")
        ]


class TestManifest:
    @pytest.mark.parametrize("runner", ["pre-commit", "prek"])
    def test_it_is_valid(self, runner: str) -> None:
        """By both runners."""
        subprocess.run([str(BIN / runner), "validate-manifest", str(MANIFEST)], check=True)

    @pytest.mark.parametrize("runner", ["pre-commit", "prek"])
    def test_our_own_configuration_is_valid(self, runner: str) -> None:
        """This repository runs its hooks on itself, with what the manifest says of them."""
        path = ROOT / ".pre-commit-config.yaml"
        subprocess.run([str(BIN / runner), "validate-config", str(path)], check=True)
        (local,) = [one for one in yaml.safe_load(path.read_text("utf-8"))["repos"] if one["repo"] == "local"]
        ours = [hook for hook in local["hooks"] if hook["id"] in HOOKS]

        assert {"lexbom-check", "lexbom-validate"} == {hook["id"] for hook in ours}
        for hook in ours:
            assert hook["entry"] == f".venv/bin/{HOOKS[hook['id']]['entry']}"
            for key in ("files", "pass_filenames", "require_serial"):
                assert HOOKS[hook["id"]].get(key) == hook.get(key)

    @pytest.mark.parametrize("hook", HOOKS)
    def test_every_hook_names_a_command(self, hook: str) -> None:
        """With options that it has."""
        words = [*HOOKS[hook]["entry"].split(), *HOOKS[hook].get("args", [])]
        help_text = subprocess.run(
            [str(BIN / words[0]), words[1], "--help"], capture_output=True, text=True, check=True
        ).stdout

        assert all(word.partition("=")[0] in help_text for word in words if word.startswith("--"))


def checked(runner: str, root: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One call of pre-commit or prek in a repository, with its own folders."""
    environment = {
        **machine(),
        "PATH": f"{BIN}:/usr/local/bin:/usr/bin:/bin",
        "HOME": str(home),
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "PREK_HOME": str(home / "prek"),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "safe.directory",
        "GIT_CONFIG_VALUE_0": "*",
    }
    return subprocess.run(
        [str(BIN / runner), *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=400,
    )


@pytest.fixture(scope="module")
def hook_repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This work tree as a repository of one commit, as a user's runner clones it."""
    root = tmp_path_factory.mktemp("lexbom")
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if not name.startswith(("tests/", "examples/", "bench/")) and (ROOT / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes((ROOT / name).read_bytes())
    return repository(root)


@pytest.mark.slow
@pytest.mark.parametrize("runner", ["pre-commit", "prek"])
def test_a_users_way_with_the_hooks(runner: str, hook_repository: Path, tmp_path: Path) -> None:
    """try-repo installs the hooks; then a real configuration: what is new fails, the BOM is kept, code costs nothing."""
    root = repository(product(tmp_path / "p", main__py="print()\n"))
    home = tmp_path / "home"
    home.mkdir()

    tried = checked(runner, root, home, "try-repo", str(hook_repository), "lexbom-check", "--all-files")
    assert 0 == tried.returncode, tried.stdout + tried.stderr

    config = {
        "repos": [
            {
                "repo": str(hook_repository),
                "rev": git(hook_repository, "rev-parse", "HEAD"),
                "hooks": [{"id": name} for name in HOOKS],
            }
        ]
    }
    (root / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    git(root, "add", "--all")
    first = checked(runner, root, home, "run", "--all-files")
    assert 0 == first.returncode, first.stdout + first.stderr
    document = json.loads((root / "sbom.cdx.json").read_bytes())
    assert "typer" not in {component["name"] for component in document.get("components", [])}
    commit(root, "With the hooks")

    (root / "main.py").write_text("print(1)\n", "utf-8")
    git(root, "add", "--all")
    idle = checked(runner, root, home, "run")
    assert (0, 3) == (idle.returncode, idle.stdout.count("no files to check"))

    (root / "README.md").write_text(NC_CARD, "utf-8")
    (root / "w.onnx").write_bytes(samples.onnx())
    git(root, "add", "--all")
    failed = checked(runner, root, home, "run")
    assert 1 == failed.returncode
    assert "use-noncommercial" in failed.stdout
    assert "files were modified by this hook" in failed.stdout

    before = (root / "sbom.cdx.json").stat().st_mtime_ns
    git(root, "add", "--all")
    again = checked(runner, root, home, "run", "lexbom-sbom")
    assert (0, before) == (again.returncode, (root / "sbom.cdx.json").stat().st_mtime_ns)


class TestPlainGit:
    def hooked(self, root: Path, log: Path, code: int) -> None:
        """A repository with both hooks, and a lexbom on PATH that notes how it is called."""
        tools = root.parent / "tools"
        tools.mkdir()
        stand_in = f"#!/bin/sh\necho \"$@\" >>'{log}'\nexit {code}\n"
        (tools / "lexbom").write_text(stand_in, "utf-8")
        (tools / "lexbom").chmod(0o755)
        for name in ("pre-commit", "pre-push"):
            target = root / ".git" / "hooks" / name
            target.write_bytes((ROOT / "hooks" / "git" / name).read_bytes())
            target.chmod(0o755)

    def git(self, root: Path, *arguments: str) -> int:
        """The exit code of a git that finds lexbom."""
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        path = {"PATH": f"{root.parent / 'tools'}:/usr/bin:/bin", "GIT_CONFIG_GLOBAL": "/dev/null"}
        return subprocess.run(["git", *identity, *arguments], cwd=root, env=path, check=False).returncode

    @pytest.mark.parametrize("code", [0, 1])
    def test_commit_and_push(self, code: int, tmp_path: Path) -> None:
        """A commit of code asks nobody; one of a manifest, and a push, go through if lexbom says so."""
        root, log = repository(product(tmp_path / "a product")), tmp_path / "log"
        subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path / "remote")], check=True)
        self.hooked(root, log, code)

        (root / "main.py").write_text("", "utf-8")
        self.git(root, "add", "--all")
        assert (0, False) == (self.git(root, "commit", "-qm", "Code"), log.exists())
        (root / "uv.lock").write_text("", "utf-8")
        self.git(root, "add", "--all")
        assert code == self.git(root, "commit", "-qm", "Lock")
        assert bool(code) == bool(self.git(root, "push", "-q", str(tmp_path / "remote"), "main"))
        assert [f"check {root}"] * 2 == log.read_text("utf-8").splitlines()

    def test_any_name_of_a_file(self, tmp_path: Path) -> None:
        """Git writes some names in quotes, which hides how they end."""
        root, log = repository(product(tmp_path / "p")), tmp_path / "log"
        self.hooked(root, log, 0)

        (root / 'modèle "1".onnx').write_bytes(b"")
        self.git(root, "add", "--all")
        self.git(root, "commit", "-qm", "Weights")

        assert log.exists()
