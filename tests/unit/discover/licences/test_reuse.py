# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import pytest

from tests import looking
from tests.samples import safetensors

_SIDECAR = "SPDX-License-Identifier: CC-BY-NC-4.0\n"


def table(path: str, licence: str = "MIT", precedence: str = "") -> str:
    """One table of a REUSE.toml."""
    chosen = f"precedence = '{precedence}'\n" if precedence else ""
    return f"[[annotations]]\npath = '{path}'\n{chosen}SPDX-License-Identifier = '{licence}'\n"


def licensed(root: Path, files: dict[str, object]) -> list[str]:
    """What the tags on the model `m/net.safetensors` say, after what lies in the tree."""
    found = looking.look(root, {"m/net.safetensors": safetensors(), **files})
    (model,) = (component for component in found.components if component.name == "net.safetensors")
    return [claim.expression for claim in model.licenses]


class TestPrecedence:
    @pytest.mark.parametrize(
        ("precedence", "said"),
        [
            ("", ["CC-BY-NC-4.0"]),
            ("closest", ["CC-BY-NC-4.0"]),
            ("override", ["MIT"]),
            ("aggregate", ["CC-BY-NC-4.0", "MIT"]),
        ],
    )
    def test_a_table_meets_a_sidecar(self, tmp_path: Path, precedence: str, said: list[str]) -> None:
        """By default the sidecar wins; override turns that round, and aggregate lets both hold."""
        files = {"REUSE.toml": table("m/**", precedence=precedence), "m/net.safetensors.license": _SIDECAR}

        assert licensed(tmp_path, files) == said

    def test_the_last_matching_table_of_a_file_counts(self, tmp_path: Path) -> None:
        """Tables in one file don't add up."""
        assert licensed(tmp_path, {"REUSE.toml": table("**") + table("m/*", "CC-BY-4.0")}) == ["CC-BY-4.0"]

    def test_the_nearest_file_counts(self, tmp_path: Path) -> None:
        """Of two REUSE.toml the one that lies nearer speaks."""
        files = {"REUSE.toml": table("**"), "m/REUSE.toml": table("*.safetensors", "CC-BY-4.0")}

        assert licensed(tmp_path, files) == ["CC-BY-4.0"]

    def test_an_override_nearer_to_the_root_wins(self, tmp_path: Path) -> None:
        """Whoever owns the repository may overrule what lies below."""
        files = {
            "REUSE.toml": table("**", precedence="override"),
            "m/REUSE.toml": table("*", "CC-BY-4.0", "override"),
        }

        assert licensed(tmp_path, files) == ["MIT"]


class TestPaths:
    @pytest.mark.parametrize(
        ("path", "said"), [("*", []), ("*/*", ["MIT"]), ("**", ["MIT"]), ("m/net.*", ["MIT"]), (r"m/\*", [])]
    )
    def test_a_star_stays_inside_of_a_folder(self, tmp_path: Path, path: str, said: list[str]) -> None:
        """`*` matches no slash, `**` does, and a backslash makes either a mere character."""
        assert licensed(tmp_path, {"REUSE.toml": table(path)}) == said


class TestTexts:
    def test_the_texts_of_other_files_say_nothing_of_a_tagged_one(self, tmp_path: Path) -> None:
        """LICENSES/ holds the texts of all licences of a repository."""
        files = {
            "m/net.safetensors.license": "SPDX-License-Identifier: CC-BY-4.0\n",
            "m/LICENSES/Other.txt": "Other terms. You may use it for non-commercial research purposes only, and never sell it.\n",
        }

        assert licensed(tmp_path, files) == ["CC-BY-4.0"]
