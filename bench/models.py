# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`python bench/models.py`: precision and recall for models and data sets, on real packages from PyPI and npm, beside three peers.

What is in the packages was labelled by hand (`models_labels.toml`). A model is found when a reported model names one of its weight
files, by path; for lexbom the SHA-256 has to be right as well, for a peer the file's name is enough. A reported model that names no
labelled weight file is false; doubtful files count neither way, and what is said to be on a hub is set aside. Data sets likewise.
Precision is found / (found + false). Bar: 0.98 each for models, 0.95 for data sets. Needs pip, npm and some 640 MB of downloads.
"""

import argparse
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import claims
import corpus
from side_by_side import environment

KINDS = ("model", "dataset")


@dataclass
class Score:
    """How a tool did on one package, or on all of them; names are `package: what`."""

    labelled: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    found: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    missed: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    false: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    files: int = 0
    """Labelled weight files."""
    files_found: int = 0
    references: int = 0
    """Claims that were set aside."""
    seconds: float = 0

    def add(self, other: "Score") -> None:
        """Count the other's in."""
        for mine, theirs in (
            *((self.labelled, other.labelled), (self.found, other.found)),
            *((self.missed, other.missed), (self.false, other.false)),
        ):
            for kind in KINDS:
                mine[kind] += theirs[kind]
        self.files += other.files
        self.files_found += other.files_found
        self.references += other.references
        self.seconds += other.seconds


def score(package: corpus.Package, claimed: list[claims.Claim], seconds: float) -> Score:
    """The claims of one tool against the labels of one package."""
    result = Score(seconds=seconds, references=sum(claim.reference for claim in claimed))
    for kind in KINDS:
        said = [claim for claim in claimed if claim.kind == kind and not claim.reference]
        named = frozenset().union(*(claim.files for claim in said))
        truths = [truth for truth in package.truths if truth.kind == kind]
        for truth in truths:
            label = f"{package.name}: {truth.name}"
            result.labelled[kind].append(label)
            hit = named & truth.files
            (result.found if hit else result.missed)[kind].append(
                label if hit else f"{label} ({truth.note or 'by its files'})"
            )
            if kind == "model":
                result.files += len(truth.files)
                result.files_found += len(hit)
        right = frozenset().union(*(truth.files for truth in truths)) | package.doubtful(kind).keys()
        result.false[kind] += [
            f"{package.name}: {claim.name}{_why(package, claim)}" for claim in said if not claim.files & right
        ]
    return result


def _why(package: corpus.Package, claim: claims.Claim) -> str:
    parts = {
        path: f"part of {truth.name}" for truth in package.truths for path in (truth.parts | truth.files)
    }
    known = package.traps | parts
    reasons = {known.get(path, "not labelled") for path in claim.files} or {"names no file of the package"}
    return f" [{', '.join(sorted(claim.files)[:3])}] ({'; '.join(sorted(reasons))})"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    work = Path(tempfile.gettempdir()) / "lexbom-bench" / "models"
    parser.add_argument("--work", type=Path, default=work, help="where packages and peers are kept")
    parser.add_argument("--without-peers", action="store_true", help="measure lexbom alone")
    parser.add_argument("--only", action="append", default=[], metavar="PACKAGE", help="repeatable")
    parser.add_argument(
        "--verbose", action="store_true", help="a table per package, every miss, every false one"
    )
    options = parser.parse_args()
    work = options.work.resolve()
    pip = environment(work / "aisbom-cli", ["aisbom-cli==1.7.0"])
    packages = corpus.load(work, pip / "bin" / "pip", options.only)
    tools = {"lexbom": claims.lexbom(work)}
    if not options.without_peers:
        tools |= claims.peers(
            work, {"aisbom": pip, "ai-bom": environment(work / "ai-bom", ["ai-bom==3.6.0"])}
        )
        _cdxgen(work / "cdxgen")
    totals = {name: Score() for name in tools}
    if options.verbose:
        print(f"{'package':<34}" + "".join(f"{name:^30}" for name in tools))
    for package in packages:
        row = []
        for name, tool in tools.items():
            output = work / "documents" / name.replace(" ", "-") / f"{package.root.parent.name}.json"
            one = score(package, *claims.run(tool, package, output))
            totals[name].add(one)
            row.append(one)
        if options.verbose:
            print(
                f"{package.name + ' ' + package.version:<34.33}"
                + "".join(f"{_cell(one):^30}" for one in row),
                flush=True,
            )
    _print(packages, totals, verbose=options.verbose)


def _cdxgen(folder: Path) -> None:
    if not (folder / "node_modules").is_dir():
        quiet = ["--silent", "--no-fund", "--no-audit"]
        subprocess.run(
            ["npm", "install", *quiet, "--prefix", str(folder), "@cyclonedx/cdxgen@12.8.4"], check=True
        )


def _cell(one: Score) -> str:
    """`models found/labelled +false, data sets likewise`; empty where nothing is there and nothing is said."""
    parts = []
    for kind, letter in (("model", "m"), ("dataset", "d")):
        found, labelled, false = (len(table[kind]) for table in (one.found, one.labelled, one.false))
        if labelled or false:
            parts.append(f"{letter} {found}/{labelled}" + (f" +{false} false" if false else ""))
    return ", ".join(parts)


def _print(packages: list[corpus.Package], totals: dict[str, Score], *, verbose: bool) -> None:
    without = sum(all(truth.kind != "model" for truth in package.truths) for package in packages)
    print(f"{len(packages)} packages, {without} of them without a model; set aside: said to be on a hub")
    print(
        f"{'':<16}{'':<10}{'found':>7}{'labelled':>10}{'false':>7}{'precision':>11}{'recall':>8}{'set aside':>11}{'seconds':>9}"
    )
    for name, one in totals.items():
        for kind, title in (("model", "models"), ("dataset", "data sets")):
            found, labelled, false = (len(table[kind]) for table in (one.found, one.labelled, one.false))
            row = f"{name if kind == 'model' else '':<16}{title:<10}{found:>7}{labelled:>10}{false:>7}{_ratio(found, found + false):>11}{_ratio(found, labelled):>8}"
            print(row + (f"{one.references:>11}{one.seconds:>9.1f}" if kind == "model" else ""))
        print(
            f"{'':<16}{'files':<10}{one.files_found:>7}{one.files:>10}{'':>18}{_ratio(one.files_found, one.files):>8}"
        )
    if verbose:
        for name, one in totals.items():
            for kind in KINDS:
                for title, lines in (("missed", one.missed[kind]), ("false", one.false[kind])):
                    print(f"\n{name}, {kind}s {title}: {len(lines)}", *lines, sep="\n  ")


def _ratio(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


if __name__ == "__main__":
    main()
