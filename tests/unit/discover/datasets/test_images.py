# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import pytest
import samples
from looking import look, of, said

from compliance.model import Kind

CREDITS = """Image: china.jpg
Released under a creative commons license. [1]
[1] https://creativecommons.org/licenses/by/2.0/

Image: flower.jpg
[1] https://creativecommons.org/licenses/by/2.0/
[2] https://opensource.org/licenses/MIT
"""


def test_images_of_a_distribution_with_their_credits(tmp_path: Path) -> None:
    """As in scikit-learn: one data set, its files nested, the address of the licence as a claim with both lines."""
    venv = tmp_path / "venv"
    venv.mkdir()
    files = {
        "kit/datasets/images/china.jpg": b"\xff\xd8\xff\xe0a",
        "kit/datasets/images/flower.jpg": b"\xff\xd8\xff\xe0bc",
        "kit/datasets/images/README.txt": CREDITS.encode(),
    }
    samples.distribution(venv, "kit", "1.0", "License-Expression: BSD-3-Clause\n", files)
    (tmp_path / "product").mkdir()

    inventory = look(tmp_path / "product", {}, venv=str(venv))

    (whole,) = of(inventory)
    assert (whole.name, whole.size, whole.shipped_by) == ("images", 11, "pkg:pypi/kit@1.0")
    assert said(whole) == [("CC-BY-2.0", "readme")]
    assert [one.line for one in whole.licenses[0].evidence] == [3, 6]
    assert {whole.ref} == {part.shipped_by for part in of(inventory, Kind.FILE)}
    assert {"SHA-256"} == {one.algorithm for part in of(inventory, Kind.FILE) for one in part.digests}


@pytest.mark.parametrize(
    ("path", "beside", "expected"),
    [
        ("datasets/x.png", "", 1),
        ("pkg/data/x.png", "", 0),
        ("pkg/data/x.png", "pkg/data/README.txt", 1),
        ("static/img/x.png", "static/img/README.txt", 0),
        ("tests/datasets/x.png", "", 0),
    ],
)
def test_two_things_make_pictures_data(tmp_path: Path, path: str, beside: str, expected: int) -> None:
    """Icons under `data` are decoration unless a text beside them says where they are from."""
    files = {path: b"\x89PNG"} | ({beside: "Where these are from"} if beside else {})

    assert expected == len(of(look(tmp_path, files)))


def test_texts_in_nested_folders_of_a_distribution_speak_for_their_data(tmp_path: Path) -> None:
    """A licence text, or a README's licence section, beside the data outweighs the distribution's own licence."""
    venv = tmp_path / "venv"
    venv.mkdir()
    files = {
        "kit/data/one/a.csv": b"x,y\n1,2\n",
        "kit/data/one/LICENSE": samples.MIT.encode(),
        "kit/data/two/b.csv": b"p,q\n1,2\n",
        "kit/data/two/README.md": b"# Two\n\n## License\n\nThe data is under CC-BY-4.0.\n",
        "kit/data/three/c.csv": b"r,s\n1,2\n",
    }
    samples.distribution(venv, "kit", "1.0", "License-Expression: BSD-3-Clause\n", files)
    (tmp_path / "product").mkdir()

    inventory = look(tmp_path / "product", {}, venv=str(venv))

    assert {found.name: said(found) for found in of(inventory)} == {
        "a.csv": [("MIT", "text")],
        "b.csv": [("CC-BY-4.0", "readme")],
        "c.csv": [("BSD-3-Clause", "carrier")],
    }
