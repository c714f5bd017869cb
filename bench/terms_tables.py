# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The figures of `bench/terms.py` as tables: printed, listed, and put into a Markdown file."""

from collections.abc import Callable, Iterable

from terms_score import PLACES, Label, Score, kind_of_place


def print_table(total: Score, repositories: int) -> None:
    """Found, missed and invented: overall, by kind of term, by kind of place."""
    print(f"{repositories} repositories, {total.seconds:.0f} s")
    print(f"{'':<22}{'terms':>6}{'exact':>7}{'file':>6}{'missed':>8}{'found':>7}")
    _print_rows(total, lambda _: "all", ["all"])
    _print_rows(total, lambda label: label.kind, sorted({one.kind for one in total.found + total.missed}))
    _print_rows(total, lambda label: kind_of_place(label.path), PLACES)
    print(f"found in the deciding file itself, equals left out: {len(total.at_decisive)}")
    print(f"missed, licence stated in the BOM all the same: {len(total.in_bom)}")
    print(
        f"errors and warnings: {total.findings}, of them on limits: {total.limits}, of these known from elsewhere: {total.elsewhere}"
    )
    invented = len(total.invented)
    print(
        f"invented: {invented}, in 100 errors and warnings {_per_hundred(invented, total.findings)}, "
        f"in 100 on limits {_per_hundred(invented, total.limits)}"
    )


def _print_rows(total: Score, group: Callable[[Label], str], names: Iterable[str]) -> None:
    for name in names:
        exact, in_file, missed = (
            sum(group(label) == name for label in part) for part in (total.exact, total.in_file, total.missed)
        )
        terms = exact + in_file + missed
        if terms:
            share = (exact + in_file) / terms
            print(f"{name:<22}{terms:>6}{exact:>7}{in_file:>6}{missed:>8}{share:>7.2f}")


def _per_hundred(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}" if whole else "-"


def print_lists(total: Score) -> None:
    """What a person has to look at: each missed term and each invented finding, with its place."""
    print(f"\nmissed: {len(total.missed)}")
    for label in total.missed:
        note = ", licence in the BOM" if label in total.in_bom else ""
        print(
            f"  {label.repository} {label.path}:{label.line} ({label.kind}, {kind_of_place(label.path)}{note})"
        )
    print(f"\ninvented: {len(total.invented)}")
    for repository, finding in total.invented:
        places = ", ".join(f"{path}:{line}" for path, line in finding.places[:3])
        print(f"  {repository} {finding.severity} {finding.rule} [{places}] {finding.message[:160]}")


def figures(total: Score) -> dict[str, str]:
    """What stands in the column `today`, by the first cell of its row."""
    terms = total.found + total.missed
    rows = {
        "all": str(len(total.found)),
        "exact line": str(len(total.exact)),
        "another line of the file": str(len(total.in_file)),
        "in the deciding file itself": str(len(total.at_decisive)),
        "missed, licence in the BOM": str(len(total.in_bom)),
        "errors and warnings": str(total.findings),
        "on limits": str(total.limits),
        "known from elsewhere": str(total.elsewhere),
        "invented": str(len(total.invented)),
        "in 100 errors and warnings": _per_hundred(len(total.invented), total.findings),
        "in 100 on limits": _per_hundred(len(total.invented), total.limits),
    }
    rows |= _counts([label.kind for label in total.found], [label.kind for label in terms])
    places = [kind_of_place(label.path) for label in total.found]
    return rows | _counts(places, [kind_of_place(label.path) for label in terms])


def _counts(found: list[str], names: list[str]) -> dict[str, str]:
    """How often each name was found, nought where it never was."""
    return {name: str(found.count(name)) for name in names}


def with_today(text: str, values: dict[str, str]) -> str:
    """The Markdown text with the last cell replaced in each table row whose first cell is a key of `values`."""
    return "".join(_row_with_today(line, values) for line in text.splitlines(keepends=True))


def _row_with_today(line: str, values: dict[str, str]) -> str:
    cells = line.split("|")
    name = cells[1].strip() if line.startswith("|") else ""
    if name not in values:
        return line
    cells[-2] = f" {values[name]} "
    return "|".join(cells)
