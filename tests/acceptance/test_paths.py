# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Paths that are named: what is no regular file is one sentence and exit code 2, at once."""

import os
from pathlib import Path

import pytest
from conftest import Lexbom

BOM = (
    '{"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"component":{"type":"application","name":"x"}}}'
)


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """A product with things in it that are no files."""
    (tmp_path / "a.py").write_text("x = 1\n", "utf-8")
    (tmp_path / "ok.json").write_text(BOM, "utf-8")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "folder").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        "check . --config",
        "check . --import",
        "check . --venv",
        "check . --baseline",
        "report",
        "diff ok.json",
        "validate",
        "verify ok.json --key",
        "sign ok.json -o ok.sig --key",
        "embed ok.json -o out.whl",
        "upload --url https://server.example",
    ],
)
@pytest.mark.parametrize("path", ["zero", "loop", "gone"])
def test_devices_and_loops_are_usage_errors(lexbom: Lexbom, there: Path, command: str, path: str) -> None:
    """A device without an end, a loop of links and a file that isn't there are named, for every option that takes a path."""
    run = lexbom(*command.split(), path, cwd=there)

    assert run.code == 2
    assert path in run.err
    assert run.err.count("\n") == 1


@pytest.mark.parametrize("path", ["pipe", "loop", "zero"])
@pytest.mark.parametrize("command", ["check", "sbom"])
def test_a_product_is_a_folder_or_a_file(lexbom: Lexbom, there: Path, command: str, path: str) -> None:
    """A pipe, a loop of links or a device is no product."""
    run = lexbom(command, path, cwd=there)

    assert run.code == 2
    assert f"{path} is no folder" in run.err


@pytest.mark.parametrize("path", ["pipe", "zero", "folder", "gone", "loop"])
@pytest.mark.parametrize("key", ['imports = ["{}"]', 'venv = "{}"'])
def test_what_the_configuration_names_has_to_be_there(
    lexbom: Lexbom, there: Path, key: str, path: str
) -> None:
    """An import that is no regular file, or an environment that is no folder with packages, ends the run with the key and the value."""
    (there / "lexbom.toml").write_text(f"[scan]\n{key.format(path)}\n", "utf-8")

    run = lexbom("check", cwd=there)

    assert run.code == 2
    assert path in run.err


def test_a_configuration_that_is_no_file_is_an_error(lexbom: Lexbom, there: Path) -> None:
    """A folder, or a link to nothing, in the place of lexbom.toml must not mean that nothing is configured."""
    (there / "lexbom.toml").symlink_to("gone")

    assert lexbom("check", cwd=there).code == 2


def test_an_environment_that_is_read_is_no_gap(lexbom: Lexbom, there: Path) -> None:
    """`--venv .venv` reads the environment inside the tree, so nothing says that it wasn't read; another one is still a gap."""
    for name in (".venv", "other"):
        info = there / name / "lib" / "python3.11" / "site-packages" / "demo-1.0.dist-info"
        info.mkdir(parents=True)
        (there / name / "pyvenv.cfg").touch()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n", "utf-8")
        (info / "RECORD").write_text("demo-1.0.dist-info/METADATA,,\n", "utf-8")

    gaps = {gap["path"] for gap in lexbom("check", "--venv", ".venv", cwd=there).report["gaps"]}

    assert "other" in gaps
    assert ".venv" not in gaps


def test_links_in_a_configured_environment_stay_inside(lexbom: Lexbom, there: Path) -> None:
    """A pull request can't make a file outside of the product part of an environment; the command line may name any environment."""
    secret = there.parent / "secret.txt"
    secret.write_text("Copyright 2026 Somebody Secret\n", "utf-8")
    info = there / "env" / "demo-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n", "utf-8")
    (info / "LICENSE").symlink_to(secret)
    (info / "RECORD").write_text("demo-1.0.dist-info/METADATA,,\ndemo-1.0.dist-info/LICENSE,,\n", "utf-8")
    (there / "lexbom.toml").write_text('[scan]\nvenv = "env"\nexclude = ["env/**"]\n', "utf-8")

    run = lexbom("check", cwd=there)

    assert "Somebody Secret" not in str(run.report)
    assert "demo-1.0.dist-info/LICENSE" in {gap["path"] for gap in run.report["gaps"]}


def test_a_market_that_is_none_is_a_usage_error(lexbom: Lexbom, there: Path) -> None:
    """UK is no code: with it, an exclusion of the United Kingdom would not be seen."""
    run = lexbom("check", "--market", "UK", cwd=there)

    assert run.code == 2
    assert "did you mean 'GB'?" in run.err


def test_the_configuration_in_pyproject_is_held_to_the_same(lexbom: Lexbom, there: Path) -> None:
    """Codes, rules and paths under [tool.lexbom] are looked at as in lexbom.toml."""
    for text in ('product.markets = ["UK"]', "rules.licence-missing = 'off'", "scan.venv = '..'"):
        (there / "pyproject.toml").write_text(f"[tool.lexbom]\n{text}\n", "utf-8")

        run = lexbom("check", cwd=there)

        assert (run.code, run.err.startswith("lexbom: pyproject.toml: ")) == (2, True)
