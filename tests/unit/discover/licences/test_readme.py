# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

from compliance.discover.interface import ProseStatement, ScannedFile
from compliance.discover.licences import readme
from compliance.model import ClauseKind, Evidence, Subject
from compliance.settings import Settings

LIMIT = "The weights are for non-commercial research use only."


def read(tmp_path: Path, name: str, text: str, carrier: str = "") -> list[ProseStatement]:
    """What the reader gives for one file."""
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    scanned = ScannedFile(name, file, file.stat().st_size, carrier)
    return [item for item in readme.discover((scanned,), Settings()) if isinstance(item, ProseStatement)]


def test_a_limit_has_a_clause_with_its_place(tmp_path: Path) -> None:
    """A limit is a claim without a licence, with the clause, the file, the line and the sentence."""
    (statement,) = read(tmp_path, "m/README_CN.md", f"# Net\n\n## License\n\n{LIMIT}\n")

    (claim,) = statement.claims
    where = Evidence("m/README_CN.md", 5, LIMIT)
    assert (statement.folder, claim.expression, claim.subject) == ("m", "", Subject.WEIGHTS)
    assert [(clause.kind, clause.evidence) for clause in claim.clauses] == [
        (ClauseKind.NON_COMMERCIAL, where)
    ]


def test_documentation_speaks_for_the_folder_that_holds_it(tmp_path: Path) -> None:
    """A page in docs is about the project beside it, and counts where it limits."""
    (statement,) = read(tmp_path, "pkg/docs/en/usage.md", f"# Use\n\n{LIMIT}\n")

    assert (statement.folder, statement.is_aside) == ("pkg", True)


def test_a_description_is_quoted_by_its_line_in_the_metadata(tmp_path: Path) -> None:
    """The body of METADATA is read as the package's own words."""
    text = f"Metadata-Version: 2.1\nName: a\nVersion: 1\n\n# a\n\n{LIMIT}\n"

    (statement,) = read(tmp_path, "a-1.dist-info/METADATA", text, "pkg:pypi/a@1")

    assert (statement.folder, statement.carrier) == ("", "pkg:pypi/a@1")
    assert statement.claims[0].evidence[0].line == 7


def test_a_copied_project_speaks_for_itself_only(tmp_path: Path) -> None:
    """The README of a vendored project says nothing about ours."""
    assert read(tmp_path, "third_party/foo/README.md", f"# Foo\n\n{LIMIT}\n") == []


def test_the_projects_own_folder_is_its_name(tmp_path: Path) -> None:
    """A sentence about the project by its folder's name is about all of it."""
    (statement,) = read(
        tmp_path, "acme-net/README.md", "## License\n\nacme-net is released under the MIT License.\n"
    )

    assert [claim.expression for claim in statement.whole] == ["MIT"]
