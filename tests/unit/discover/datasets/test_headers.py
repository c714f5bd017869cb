# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Data files that state their own terms."""

from pathlib import Path

import pytest

from compliance.model import ClauseKind
from tests import looking

_WORDS = "ann\nbob\ncarl\n"
_RDF = '<rdf:RDF xmlns:rdf="r" xmlns:cc="c">\n<cc:license rdf:resource="https://creativecommons.org/licenses/by-sa/4.0/"/>\n<x/></rdf:RDF>\n'


def said(root: Path, name: str, content: object) -> list[tuple[str, str]]:
    """What the data sets in a product say, after one file in a data folder."""
    found = looking.look(root, {f"app/data/{name}": content})
    return [pair for data in looking.of(found) for pair in looking.said(data)]


@pytest.mark.parametrize(
    ("name", "content", "licence"),
    [
        ("names.txt", "# Names\n# SPDX-License-Identifier: CC-BY-4.0\n" + _WORDS, "CC-BY-4.0"),
        ("names.lst", "; This list is licensed under the Open Database License\n" + _WORDS, "ODbL-1.0"),
        ("names.txt", "# Under the GNU Free Documentation License,\n# Version 1.2 or any later version.\n" + _WORDS, "GFDL-1.2-or-later"),
        ("a.csv", "# License: https://creativecommons.org/licenses/by-nc/4.0/\na,b\n1,2\n3,4\n", "CC-BY-NC-4.0"),
        ("a.rdf", _RDF, "CC-BY-SA-4.0"),
        ("a.xml", "<!-- Licensed under CC BY-SA 4.0 -->\n<corpus><s/></corpus>\n", "CC-BY-SA-4.0"),
        ("a.json", {"license": "CC-BY-4.0", "data": [{"a": 1}, {"a": 2}]}, "CC-BY-4.0"),
        ("a.json", {"licenses": [{"url": "https://creativecommons.org/licenses/by-nc/2.0/"}], "images": [{"id": 1}]}, "CC-BY-NC-2.0"),
    ],
)  # fmt: skip
def test_data_is_under_the_licence_that_it_states(
    tmp_path: Path, name: str, content: object, licence: str
) -> None:
    """Comments, metadata and keys beside the records count, and the file is a data set."""
    assert said(tmp_path, name, content) == [(licence, "header")]


def test_limits_in_words_count_without_a_name(tmp_path: Path) -> None:
    """Terms that name no licence are claims with their clauses, at the line that says so."""
    text = "# Names\n#\n# Permission is granted to use this list for non-commercial research purposes only.\n"
    (data,) = looking.of(looking.look(tmp_path, {"app/data/names.txt": text + _WORDS}))
    (claim,) = data.licenses

    assert [(clause.kind, clause.evidence.line) for clause in claim.clauses] == [
        (ClauseKind.NON_COMMERCIAL, 3)
    ]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("app/data/requirements.txt", "# SPDX-License-Identifier: MIT\n" + _WORDS),
        ("app/data/README.txt", "# Licensed under MIT\n" + _WORDS),
        ("app/words.txt", "# SPDX-License-Identifier: MIT\n" + _WORDS),
        ("app/data/notes.txt", "# Names of people, in the order of birth\n" + _WORDS),
        ("app/data/one.txt", "# SPDX-License-Identifier: MIT\nann\n"),
        ("app/data/words.txt", "# Words of the MIT corpus\n" + _WORDS),
        ("tests/data/names.txt", "# SPDX-License-Identifier: MIT\n" + _WORDS),
    ],
)
def test_other_texts_are_no_data(tmp_path: Path, path: str, content: str) -> None:
    """Requirements, descriptions, settings, and lists that state nothing are left alone."""
    assert looking.of(looking.look(tmp_path, {path: content})) == []
