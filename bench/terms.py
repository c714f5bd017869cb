# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`python bench/terms.py CHECKOUTS`: are the terms found that decide whether a commercial product may use a repository's code, weights or data?

CHECKOUTS holds a folder OWNER__NAME for each repository of `terms_labels.tsv`, at the commit that stands there, with or without `.git`.
The product is commercial, from Germany, for the EU and the US. A deciding term is found when a finding of a rule that fits its kind rests
on the labelled file or on one that decides as well: `exact` within three lines, else `file`. An invented finding is an error or a warning
that claims a limit and rests on a file where none was labelled; findings that rest on no file, but on what is known of a named model or
service, are counted apart. Bars: 0.95 found, at most 2 invented in 100 errors and warnings, 5 ms for a page of a README.
"""

import argparse
import csv
import json
import subprocess
import tempfile
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from side_by_side import own_command
from terms_score import Label, Score, read_findings, read_licences, score
from terms_tables import figures, print_lists, print_table, with_today
from terms_times import print_times

LABELS = Path(__file__).with_name("terms_labels.tsv")
CONFIGURATION = """\
[product]
commercial = true
domicile = "DE"
markets = ["EU", "US"]
"""


def read_labels() -> dict[str, list[Label]]:
    """The labels of each repository."""
    lines = [line for line in LABELS.read_text("utf-8").splitlines() if not line.startswith("#")]
    labels = defaultdict(list)
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        label = Label(
            row["repository"],
            row["commit"],
            row["path"],
            int(row["line"] or 0),
            row["kind"],
            row["decisive"],
            row["licence"],
        )
        labels[label.repository].append(label)
    return labels


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkouts", type=Path, metavar="CHECKOUTS")
    parser.add_argument("--lexbom", type=Path, default=own_command("lexbom"), metavar="CMD")
    parser.add_argument("--only", action="append", default=[], metavar="OWNER/NAME", help="repeatable")
    parser.add_argument("--jobs", type=int, default=1, help="repositories that are checked at once")
    parser.add_argument(
        "--limit", type=float, default=300, metavar="SECONDS", help="for one repository [300]"
    )
    parser.add_argument("--verbose", action="store_true", help="each missed term, each invented finding")
    parser.add_argument("--time", action="store_true", help="measure how long READMEs take instead")
    parser.add_argument(
        "--update",
        type=Path,
        metavar="FILE",
        help="put the figures into the column `today` of this Markdown file",
    )
    options = parser.parse_args()
    labels = read_labels()
    wanted = {name: rows for name, rows in labels.items() if not options.only or name in options.only}
    present = {name: rows for name, rows in wanted.items() if folder_of(options.checkouts, name).is_dir()}
    for name in wanted.keys() - present.keys():
        print(f"not there: {name} at {wanted[name][0].commit}")
    if options.time:
        print_times([folder_of(options.checkouts, name) for name in present])
        return
    with tempfile.TemporaryDirectory() as work, ThreadPoolExecutor(options.jobs) as pool:
        configuration = Path(work, "terms.toml")
        configuration.write_text(CONFIGURATION, "utf-8")

        def run(name: str) -> Score | None:
            checkout = folder_of(options.checkouts, name)
            return check(options.lexbom, checkout, configuration, present[name], options.limit)

        results = dict(zip(present, pool.map(run, present), strict=True))
    total = Score()
    for name, result in results.items():
        if result is None:
            print(f"no report: {name}")
            total.missed += [one for one in present[name] if one.decisive == "yes"]
        else:
            total.add(result)
    print_table(total, len(results))
    if options.verbose:
        print_lists(total)
    if options.update:
        text = options.update.read_text("utf-8")
        options.update.write_text(with_today(text, figures(total)), "utf-8")


def folder_of(checkouts: Path, repository: str) -> Path:
    """The folder of a repository's checkout."""
    return checkouts / repository.replace("/", "__")


def check(
    command: Path, checkout: Path, configuration: Path, labels: list[Label], limit: float
) -> Score | None:
    """What lexbom reports of one checkout, scored; None if it gives no report. Nothing is written into the checkout."""
    commit = labels[0].commit
    if (checkout / ".git").exists():
        head = subprocess.run(
            ["git", "-C", str(checkout), "rev-parse", "HEAD"], capture_output=True, text=True, check=False
        )
        if head.stdout.strip() != commit:
            print(f"other commit: {labels[0].repository} has to be at {commit}")
            return None
    report = configuration.with_name(f"{checkout.name}.json")
    start = time.perf_counter()
    try:
        subprocess.run(
            [
                str(command.absolute()),
                "check",
                str(checkout.absolute()),
                "--config",
                str(configuration),
                "--json",
                str(report),
                "--quiet",
                "--fail-on",
                "never",
            ],
            check=True,
            capture_output=True,
            timeout=limit,
            cwd=configuration.parent,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    seconds = time.perf_counter() - start
    document = json.loads(report.read_bytes())
    result = score(labels, read_findings(document), read_licences(document))
    result.seconds = seconds
    return result


if __name__ == "__main__":
    main()
