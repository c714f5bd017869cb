# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import os
from pathlib import Path

import pytest

from compliance.cli._support import outputs
from compliance.errors import UsageError


class TestWrite:
    def test_no_link_is_written_through(self, tmp_path: Path) -> None:
        """Neither one in the file's place, nor one that is called like a draft."""
        mine, target = tmp_path / "mine", tmp_path / "out.json"
        mine.write_text("mine", "utf-8")
        target.symlink_to(mine)
        (tmp_path / ".out.json.lexbom-draft-00000000000000ab").symlink_to(mine)

        outputs.write(str(target), b"{}")

        assert ("mine", "{}") == (mine.read_text("utf-8"), target.read_text("utf-8"))
        names = {path.name for path in tmp_path.iterdir()}
        assert {"mine", "out.json", ".out.json.lexbom-draft-00000000000000ab"} == names
        assert not target.is_symlink()

    def test_what_says_the_same_is_left_alone(self, tmp_path: Path) -> None:
        """Its time stays, so that nothing is built again for it."""
        target = tmp_path / "out.json"
        target.write_bytes(b"{}")
        os.utime(target, (1, 1))

        outputs.write(str(target), b"{}")

        assert 1 == target.stat().st_mtime

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        """One sentence, and what to do."""
        with pytest.raises(UsageError, match="can't be written: no such file"):
            outputs.write(str(tmp_path / "no" / "out.json"), b"{}")
