# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from dataclasses import replace
from pathlib import Path

from compliance import pipeline
from compliance.configuration import load_settings
from compliance.settings import Scan


def test_a_document_in_which_something_was_masked_is_read_back(tmp_path: Path) -> None:
    """What a pattern of the owner's masks is in no report either: the inventory comes from the document then."""
    (tmp_path / "requirements.txt").write_text("ordinary==1.0\nhidden-project==2.0\n", "utf-8")
    settings = replace(load_settings(tmp_path), scan=Scan(redact=("hidden-[a-z]+",)))

    built = pipeline.build(tmp_path, settings)
    result = pipeline.assess(built.document, settings, inventory=built.inventory)

    assert built.inventory is None
    assert "ordinary" in repr(result.inventory)
    assert "hidden-project" not in repr((built.document, result.inventory, result.verdict))
