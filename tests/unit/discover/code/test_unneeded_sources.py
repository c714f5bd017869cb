# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import pytest
from archiving import look, sdist, wheel

from compliance.discover.code.unneeded_sources import UnneededSources
from compliance.discover.tree import archives
from compliance.settings import Clarification, LicensePolicy, Settings

PLAIN = "import os\n\n\ndef run():\n    return os.getcwd()\n"
FETCHES = "from transformers import AutoModel\nMODEL = AutoModel.from_pretrained('acme/tiny')\n"
FILES = {
    "tiny/plain.py": PLAIN,
    "tiny/fetches.py": FETCHES,
    "tiny/tests/fetches_too.py": FETCHES,
    "tiny/train_it.py": PLAIN,
    "tiny/_vendor/six/license.py": PLAIN,
    "setup.py": PLAIN,
    "tiny/large.py": PLAIN + "#" * (2 << 20),
}


def written(path: Path, unneeded: UnneededSources) -> set[str]:
    """The sources that are unpacked, without the folder of a source distribution."""
    with archives.unpack_archive(path, unneeded) as found:
        assert not found.gaps
        files = {file.relative_to(found.root).as_posix() for file in found.root.rglob("*.py")}
    return {file.removeprefix("tiny_prod-1.0/") for file in files}


@pytest.mark.parametrize(("make", "above"), [(wheel, 0), (sdist, 1)])
def test_only_sources_that_a_reader_needs_are_unpacked(tmp_path: Path, make: object, above: int) -> None:
    """Those that may name a model, those whose name says something, and those too large to be read; neither tests nor others."""
    path = make(tmp_path, FILES)  # type: ignore[operator]

    assert written(path, UnneededSources(above)) == set(FILES) - {
        "tiny/plain.py",
        "tiny/tests/fetches_too.py",
    }


@pytest.mark.parametrize("make", [wheel, sdist])
def test_what_is_found_does_not_depend_on_it(
    tmp_path: Path, make: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The inventory is the same as that of everything unpacked."""
    path = make(tmp_path, FILES)  # type: ignore[operator]
    found = look(path)
    monkeypatch.setattr(UnneededSources, "is_unneeded", lambda *_: False)
    monkeypatch.setattr(UnneededSources, "may_be_unneeded", lambda *_: 0)

    assert found == look(path)
    assert "acme/tiny" in {part.name for part in found.components}


def test_a_file_that_the_configuration_names_is_there(tmp_path: Path) -> None:
    """A clarification of a plain source finds it and says that it changed, not that it is gone."""
    clarified = Clarification("tiny/plain.py", "0" * 64, "MIT", "read")
    settings = Settings(licenses=LicensePolicy(clarify=(clarified,)))

    (gap,) = (gap for gap in look(wheel(tmp_path, FILES), settings).gaps if gap.path == "tiny/plain.py")

    assert "changed" in gap.reason
