# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`python bench/packages.py`: the packages of real repositories' locks, each kind of lock, beside cdxgen, syft and cyclonedx-py.

For each repository (`packages_corpus.toml`) its locks and the manifests beside them are laid out alone. What the locks hold is counted
by `lock_counts.py`; a tool has found an entry if its document has the purl's type, name and version, and an edge if `dependencies` has
it between two of them. Wall times are medians, the tools taking turns. Licences: entries for which a document states one, offline, and
where packages are easily installed with the environment. Bar: all entries, all edges, never slower than the fastest peer, cdxgen at
least 5 times as slow, a package-lock of 10,000 packages in 2 s and 300 MB. Needs git, pip and npm.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import locks
import packages_corpus
import packages_tools
from lock_counts import Counts
from packages_tools import Document, Tool

MANY = 10_000
_LIMITS = (2.0, 300)
"""Seconds and megabytes for a lock of that many packages."""


@dataclass(frozen=True)
class Row:
    """How a tool did on one case."""

    entries: int
    edges: int
    false: int
    """Edges between entries that the lock does not have."""
    licensed: int
    seconds: float


def measure(truth: Counts, document: Document, seconds: float) -> Row:
    """What the document has of the truth."""
    between = {edge for edge in document.edges if set(edge) <= truth.entries}
    return Row(
        len(truth.entries & document.packages),
        len(truth.edges & between),
        len(between - truth.edges),
        len(truth.entries & document.licensed),
        seconds,
    )


def main() -> None:
    options = _options()
    work = options.work.resolve()
    cases = packages_corpus.load(options.only)
    tools = packages_tools.tools(work, peers=not options.without_peers)
    sums: dict[str, list[tuple[Counts, Row, float]]] = {}
    print(
        f"{'lock':<20}{'repository':<28}{'':<14}{'entries':>12}{'edges':>13}{'false':>7}{'licences':>10}{'time':>9}{'ratio':>7}"
    )
    for case in cases:
        checkout = case.lay_out((options.checkouts or work / "checkouts").resolve(), options.mirrors)
        truth = case.truth(checkout)
        usable = {name: tool for name, tool in tools.items() if tool.reads(case.kind)}
        documents, seconds = packages_tools.in_turn(
            usable, checkout, work / "documents" / checkout.name, options.rounds
        )
        for name in usable:
            row = measure(truth, documents[name], seconds[name])
            sums.setdefault(name, []).append((truth, row, seconds["lexbom"]))
            first = name == "lexbom"
            print(
                f"{case.kind if first else '':<20}{case.name if first else '':<28}{_line(name, truth, row, seconds['lexbom'])}",
                flush=True,
            )
            if options.verbose:
                _differences(truth, documents[name])
    for name, rows in sums.items():
        print(_sum(name, rows))
    if not options.only:
        _environments(work, options, cases, tools)
        _many(work)


def _line(name: str, truth: Counts, row: Row, own: float) -> str:
    entries, edges = len(truth.entries), len(truth.edges)
    return (
        f"{name:<14}{f'{row.entries}/{entries}':>12}{f'{row.edges}/{edges}' if edges else '-':>13}{row.false or '':>7}"
        f"{_share(row.licensed, entries):>10}{row.seconds:>7.2f} s{row.seconds / own:>7.2f}"
    )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "-"


def _sum(name: str, rows: list[tuple[Counts, Row, float]]) -> str:
    entries = (sum(row.entries for _, row, _ in rows), sum(len(truth.entries) for truth, _, _ in rows))
    edges = (sum(row.edges for _, row, _ in rows), sum(len(truth.edges) for truth, _, _ in rows))
    ratios = sorted(row.seconds / own for _, row, own in rows if row.entries) or [0.0]
    licensed = sum(row.licensed for _, row, _ in rows)
    return (
        f"{name}: {len(rows)} repositories, entries {entries[0]}/{entries[1]} ({_share(*entries)}), edges {edges[0]}/{edges[1]} ({_share(*edges)}), "
        f"licences {_share(licensed, entries[1])}, time, where it found any, as a multiple of lexbom's {ratios[0]:.2f} to {ratios[-1]:.2f}, median {ratios[len(ratios) // 2]:.2f}"
    )


def _differences(truth: Counts, document: Document) -> None:
    for title, values in (
        ("missing", truth.entries - document.packages),
        ("not in the lock", document.packages - truth.entries),
        ("edges missing", truth.edges - document.edges),
        ("false edges", {edge for edge in document.edges - truth.edges if set(edge) <= truth.entries}),
    ):
        if values:
            print(f"    {title}: {len(values)}", *map(str, sorted(values)[:12]), sep="\n        ")


def _environments(
    work: Path, options: argparse.Namespace, cases: list[packages_corpus.Case], tools: dict[str, Tool]
) -> None:
    """Licences once more, where the packages are installed."""
    print("\nlicences with the packages installed")
    for case in cases:
        if case.install:
            checkout = case.lay_out((work / "installed").resolve(), options.mirrors)
            environment = packages_tools.install(case.install, checkout, work)
            truth = case.truth(checkout)
            parts = []
            for name, tool in tools.items():
                if tool.with_environment:
                    output = work / "documents" / "installed" / f"{checkout.name}-{name}.json"
                    document, _ = packages_tools.run(
                        tool, tool.with_environment(checkout, environment, output), checkout, output
                    )
                    parts.append(
                        f"{name} {_share(len(truth.entries & document.licensed), len(truth.entries))}"
                    )
            print(f"{case.kind:<20}{case.name:<28}{', '.join(parts)}")


def _many(work: Path) -> None:
    """A lock of ten thousand packages: wall time and the most memory that was in use."""
    folder = work / "many"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package-lock.json").write_text(locks.package_lock(MANY), "utf-8")
    times, most = [], 0
    for _ in range(5):
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in packages_tools.own(folder, work / "many.json")], stderr=subprocess.DEVNULL
        )
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        times.append(time.perf_counter() - start)
        most = max(most, usage.ru_maxrss // (1024**2 if sys.platform == "darwin" else 1024))
    print(
        f"\npackage-lock.json of {MANY} packages: {sorted(times)[2]:.2f} s (bar {_LIMITS[0]:.0f} s), {most} MB (bar {_LIMITS[1]} MB)"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    work = Path(tempfile.gettempdir()) / "lexbom-bench" / "packages"
    parser.add_argument(
        "checkouts", type=Path, nargs="?", help="a folder with checkouts; made if they aren't there"
    )
    parser.add_argument(
        "--mirrors", type=Path, help="a folder with git directories, `owner+name/repo`, instead of GitHub"
    )
    parser.add_argument("--work", type=Path, default=work, help="where peers and documents are kept")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", action="append", default=[], metavar="REPOSITORY", help="repeatable")
    parser.add_argument("--without-peers", action="store_true", help="measure lexbom alone")
    parser.add_argument("--verbose", action="store_true", help="each difference")
    return parser.parse_args()


if __name__ == "__main__":
    main()
