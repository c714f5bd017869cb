# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from dataclasses import replace
from pathlib import Path

import pytest

from compliance import rules
from compliance.config_values import read_markets, require_paths
from compliance.configuration import load_settings
from compliance.errors import ConfigError, UsageError

WAIVER = '[[waivers]]\nrule = "{}"\ncomponent = "c"\nreason = "long enough"\nexpires = 2027-01-31\n'


def write(folder: Path, text: str) -> None:
    (folder / "lexbom.toml").write_text(text, "utf-8")


class TestCodes:
    def test_codes_are_kept_in_upper_case_and_once(self, tmp_path: Path) -> None:
        """`eu` is EU, and a market that is named twice counts once."""
        write(tmp_path, '[product]\nmarkets = ["eu", "gb", "EU"]\ndomicile = "de"\n')

        product = load_settings(tmp_path).product

        assert (product.markets, product.domicile) == (("EU", "GB"), "DE")

    @pytest.mark.parametrize(
        "text", ['[product]\nmarkets = ["US", "UK"]\n', '[product]\ndomicile = "United Kingdom"\n']
    )
    def test_a_word_that_is_no_code_is_an_error(self, tmp_path: Path, text: str) -> None:
        """With it no exclusion of the country would be seen."""
        write(tmp_path, text)

        with pytest.raises(ConfigError, match="did you mean 'GB'"):
            load_settings(tmp_path)

    def test_an_option_is_held_to_the_same(self) -> None:
        """`--market` takes the same words."""
        assert read_markets(["eu", "US", "EU"]) == ("EU", "US")
        with pytest.raises(UsageError, match="did you mean 'GR'"):
            read_markets(["EL"])


class TestRules:
    @pytest.mark.parametrize(
        "text", ['[rules]\nlicence-missing = "error"\n', WAIVER.format("License_Missing")]
    )
    def test_a_rule_that_does_not_exist_is_an_error(self, tmp_path: Path, text: str) -> None:
        """In `[rules]` and in a waiver, with the one that was meant."""
        write(tmp_path, text)

        with pytest.raises(ConfigError, match="did you mean 'license-missing'"):
            load_settings(tmp_path)

    def test_without_a_near_name_the_list_is_named(self, tmp_path: Path) -> None:
        """A name that is like no rule's says where to look."""
        write(tmp_path, '[rules]\nxyz = "off"\n')

        with pytest.raises(ConfigError, match="`lexbom rules` lists them"):
            load_settings(tmp_path)

    def test_an_earlier_name_stays_known(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A rule that was renamed is still meant by its old name, in `[rules]` and in waivers."""
        renamed = tuple(
            replace(rule, formerly=("licence-lost",)) if rule.name == "license-missing" else rule
            for rule in rules.rules()
        )
        monkeypatch.setattr(rules, "rules", lambda: renamed)
        write(tmp_path, '[rules]\nlicence-lost = "error"\n' + WAIVER.format("licence-lost"))

        settings = load_settings(tmp_path)

        assert settings.rules == {"license-missing": "error"}
        assert settings.waivers[0].rule == "license-missing"


class TestPaths:
    @pytest.mark.parametrize(
        "path", ["../x", "a/../../x", "/etc/passwd", "C:\\\\x", "\\\\\\\\host\\\\x", "out"]
    )
    @pytest.mark.parametrize("key", ['imports = ["{}"]', 'venv = "{}"'])
    def test_nothing_outside_of_the_root_is_opened(self, tmp_path: Path, path: str, key: str) -> None:
        """Absolute paths, paths that go up and links that leave the root are refused, with the key and the value."""
        root = tmp_path / "root"
        root.mkdir()
        (root / "out").symlink_to(tmp_path)
        write(root, "[scan]\n" + key.format(path) + "\n")

        with pytest.raises(
            ConfigError, match=r"scan\.(?:imports|venv): .* is outside of the product's folder"
        ):
            load_settings(root)

    @pytest.mark.parametrize("key", ['imports = ["{}"]', 'venv = "{}"'])
    def test_a_path_that_no_file_can_have_is_refused(self, tmp_path: Path, key: str) -> None:
        """A null character, which the parser replaces, never reaches the file system; the path isn't there."""
        write(tmp_path, "[scan]\n" + key.format("a\\u0000b") + "\n")

        with pytest.raises(
            ConfigError, match=r"scan\.(?:imports|venv): 'a\ufffdb' (?:can't be read|is no folder)"
        ):
            require_paths(load_settings(tmp_path), tmp_path)

    def test_links_inside_the_root_are_fine(self, tmp_path: Path) -> None:
        """What a link leads to inside the root is read from there."""
        (tmp_path / "real").mkdir()
        (tmp_path / "link").symlink_to("real")
        write(tmp_path, '[scan]\nvenv = "link"\n')

        assert load_settings(tmp_path).scan.venv == str(tmp_path.resolve() / "real")

    @pytest.mark.parametrize("table", ["models", "datasets"])
    def test_paths_that_are_compared_stay_inside_too(self, tmp_path: Path, table: str) -> None:
        """A path that no file can have is an error, not a fact about nothing."""
        write(tmp_path, f'[[{table}]]\npath = "../weights"\n')

        with pytest.raises(ConfigError, match=rf"{table}\[1\]\.path"):
            load_settings(tmp_path)
