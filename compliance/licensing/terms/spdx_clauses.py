# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What the texts of all SPDX licences say, as the clause reader finds it; for those that have no file of their own in `knowledge/`.

`python -m compliance.licensing.terms.spdx_clauses FOLDER` reads the JSON files of the npm package spdx-license-list (CC0) and writes the table.
"""

import json
import sys
from functools import cache
from pathlib import Path

from compliance.licensing import knowledge_base
from compliance.licensing.clauses import read_clauses
from compliance.model import Clause, ClauseKind, Evidence

TABLE = knowledge_base.FOLDER / "spdx.json"
SOURCE = "spdx-license-list 6.12.0"
_GRADED = (ClauseKind.WARRANTY, ClauseKind.LIABILITY)
_MILDEST = ("accepted-in-part", "limited-by-law", "excluded", "indirect-excluded", "absolute", "given")
"""Of several sentences of one kind the one that bows furthest to the law decides, for it qualifies the others.

A warranty of one thing beside a disclaimer of all others is no warranty, so `given` needs to stand alone.
"""
_FLAGS = (ClauseKind.INDEMNITY, ClauseKind.EXPORT, ClauseKind.GOVERNING_LAW)


def clauses_of_spdx(identifier: str) -> tuple[Clause, ...]:
    """The clauses of an SPDX licence, without their words; none for an id that the table doesn't have."""
    entry = _take_spdx_clauses_table().get(identifier, {})
    where = Evidence(source=f"{SOURCE}: {identifier}, as lexbom reads it")
    graded = [Clause(kind, where, grade=entry[kind]) for kind in _GRADED if kind in entry]
    return (*graded, *(Clause(kind, where) for kind in _FLAGS if kind in entry))


def read_spdx_texts(identifier: str, text: str) -> dict[str, str]:
    """The kinds of clause in a text, graded where they have grades; warranty is `silent` when nothing was found.

    Liability that was not found is left out: its wordings are too many for "not found" to mean "not there".
    """
    found = read_clauses.read_clauses(text, identifier)
    entry = {str(kind): "" for kind in _FLAGS if any(clause.kind is kind for clause in found)}
    for kind in _GRADED:
        grades = [clause.grade for clause in found if clause.kind is kind]
        if grades:
            entry[kind] = min(grades, key=_MILDEST.index)
    return {"warranty": "silent", **entry}


def render_spdx_table(folder: Path) -> str:
    """The table of all texts in a folder, one licence a line."""
    texts = {
        path.stem: json.loads(path.read_text("utf-8"))["licenseText"]
        for path in sorted(folder.glob("*.json"))
    }
    lines = [
        f" {json.dumps(name)}: {json.dumps(read_spdx_texts(name, text), sort_keys=True)}"
        for name, text in texts.items()
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


@cache
def _take_spdx_clauses_table() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = json.loads(TABLE.read_text("utf-8"))
    return loaded


if __name__ == "__main__":
    TABLE.write_text(render_spdx_table(Path(sys.argv[1])), "utf-8")
