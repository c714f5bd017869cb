# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
import os
from pathlib import Path

from compliance.disk_cache import save_cache
from compliance.drafts import Draft, sweep_drafts, temporary_folder


def test_a_living_draft_is_not_swept(tmp_path: Path) -> None:
    """Only what nobody holds goes."""
    draft = Draft(tmp_path / "a")
    draft.write(b"whole")
    sweep_drafts(tmp_path)
    draft.publish()
    draft.discard()

    assert {"a": b"whole"} == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_a_discarded_draft_leaves_the_target(tmp_path: Path) -> None:
    """As it was."""
    (tmp_path / "a").write_text("old", "utf-8")
    draft = Draft(tmp_path / "a")
    draft.write(b"new")
    draft.discard()

    assert {"a": b"old"} == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_what_is_no_file_is_not_swept(tmp_path: Path) -> None:
    """A folder or a pipe that is called like a draft stays; a folder that isn't there is no error."""
    (tmp_path / ".a.lexbom-draft-0123456789abcdef").mkdir()
    os.mkfifo(tmp_path / ".b.lexbom-draft-0123456789abcdef")

    sweep_drafts(tmp_path)
    sweep_drafts(tmp_path / "nowhere")

    assert 2 == len(list(tmp_path.iterdir()))


def test_a_temporary_folder_goes() -> None:
    """With what is in it."""
    with temporary_folder() as folder:
        (folder / "a").write_text("a", "utf-8")
        assert folder.is_dir()

    assert not folder.exists()


def test_a_cache_is_saved_whole_or_not_at_all(tmp_path: Path) -> None:
    """Folders are made for it; that it can't be written is no error."""
    save_cache(tmp_path / "new" / "c.json", {"a": 1})
    (tmp_path / "file").write_text("", "utf-8")
    save_cache(tmp_path / "file" / "c.json", {"a": 1})

    assert {"a": 1} == json.loads((tmp_path / "new" / "c.json").read_bytes())
    assert ["c.json"] == [path.name for path in (tmp_path / "new").iterdir()]
