# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import datetime
from pathlib import Path

import pytest

from compliance.configuration import load_settings
from compliance.errors import ConfigError
from compliance.settings import DeclaredModel, Waiver


def write(folder: Path, text: str, name: str = "lexbom.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


class TestLoad:
    def test_nothing_is_required(self, tmp_path: Path) -> None:
        """Without any configuration the defaults hold, and each assumption is said."""
        settings = load_settings(tmp_path)

        assert (
            settings.product.markets,
            settings.product.commercial,
            settings.product.domicile,
        ) == (("EU",), True, "")
        assert 'markets = ["EU"]' in settings.assumptions

    def test_a_stated_fact_is_no_assumption(self, tmp_path: Path) -> None:
        """What the configuration says is not listed as assumed."""
        write(
            tmp_path,
            '[product]\nname = "x"\nmarkets = ["US"]\ncommercial = false\nrole = "steward"\ndomicile = "FR"\n',
        )

        settings = load_settings(tmp_path)

        assert settings.assumptions == ()
        assert settings.product.markets == ("US",)

    def test_pyproject_serves_too(self, tmp_path: Path) -> None:
        """[tool.lexbom] is read, with name, version and licence from [project]."""
        write(
            tmp_path,
            '[project]\nname = "app"\nversion = "1.2"\nlicense = "MIT"\n[tool.lexbom.product]\ndomicile = "DE"\n',
            "pyproject.toml",
        )

        product = load_settings(tmp_path).product

        assert (
            product.name,
            product.version,
            product.license,
            product.domicile,
        ) == ("app", "1.2", "MIT", "DE")

    def test_two_configurations_are_one_too_many(self, tmp_path: Path) -> None:
        """With both files nobody could tell which one holds."""
        write(tmp_path, "")
        write(tmp_path, "[tool.lexbom]\n", "pyproject.toml")

        with pytest.raises(ConfigError, match=r"Both lexbom\.toml"):
            load_settings(tmp_path)

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ('[product]\nmarket = ["EU"]\n', "unknown key 'market', did you mean 'markets'?"),
            ('[product]\nrole = "manufacturor"\n', "did you mean 'manufacturer'?"),
            (
                '[[waivers]]\nrule = "license-missing"\ncomponent = "x"\n',
                r"waivers\[1\]: missing reason, expires",
            ),
            ('[[models]]\nlicense = "MIT"\n', r"models\[1\]: needs one of name, path, id"),
            ('[product]\nmarkets = ["Germany"]\n', "product.markets"),
            ("product = [", "can't be read"),
        ],
    )
    def test_a_wrong_key_or_value_is_named(self, tmp_path: Path, text: str, message: str) -> None:
        """The error says where and, if there is a near word, which one was meant."""
        write(tmp_path, text)

        with pytest.raises(ConfigError, match=message):
            load_settings(tmp_path)

    def test_dates_are_dates(self, tmp_path: Path) -> None:
        """TOML dates and their spelling as text mean the same."""
        entry = (
            '[[waivers]]\nrule = "license-missing"\ncomponent = "c"\nreason = "long enough"\nexpires = {}\n'
        )
        write(tmp_path, entry.format("2027-01-31") + entry.format('"2027-01-31"'))

        assert (
            Waiver("license-missing", "c", "long enough", datetime.date(2027, 1, 31)),
        ) * 2 == load_settings(tmp_path).waivers

    def test_models_are_declared(self, tmp_path: Path) -> None:
        """A declared model keeps what its owner states."""
        write(tmp_path, '[[models]]\nid = "org/name"\nlicense = "MIT"\ntraining_data = ["a", "b"]\n')

        assert (DeclaredModel(id="org/name", license="MIT", training_data=("a", "b")),) == load_settings(
            tmp_path
        ).models

    def test_a_broken_pyproject_is_not_the_configuration(self, tmp_path: Path) -> None:
        """What can't be parsed is left to the scan, which reports it as a gap."""
        write(tmp_path, "not toml [", "pyproject.toml")

        assert tmp_path.name == load_settings(tmp_path).product.name


def test_own_shapes_of_secrets(tmp_path: Path) -> None:
    """`[scan] redact` holds regular expressions."""
    write(tmp_path, "[scan]\nredact = ['ACME-[0-9]{6}']\n")

    assert load_settings(tmp_path).scan.redact == ("ACME-[0-9]{6}",)


@pytest.mark.parametrize("pattern", ["(", "(a+)+$", "x*"])
def test_a_shape_that_can_not_be_used_is_refused(tmp_path: Path, pattern: str) -> None:
    """What is no pattern, may never end or matches nothing is named with the file."""
    write(tmp_path, f"[scan]\nredact = ['{pattern}']\n")

    with pytest.raises(ConfigError, match=r"lexbom\.toml: \[scan\] redact: "):
        load_settings(tmp_path)
