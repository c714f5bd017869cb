# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`python bench/adversarial.py`: each reader of text on input that is made to be slow, at 64 kB, 256 kB and 1 MB.

Prints the exponent with which the CPU time grows with the size: 1 is linear, 2 is quadratic. Claim: at most 1.15 for each reader and
shape. Times below 20 ms are noise and count as 20 ms. Each pair runs in a process of its own, which the system stops when a size takes
more than `--limit` seconds of CPU time. A pair over the bar is measured again alone, up to `--again` times, and the fastest run at each
size counts: on a machine that others use, caches of the processor make larger inputs slower by up to a half.
"""

import argparse
import json
import math
import multiprocessing
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import zip_longest
from multiprocessing.connection import Connection
from pathlib import Path

from compliance.discover.interface import ScannedFile
from compliance.licensing.clauses import read_clauses, sentences
from compliance.licensing.matching import identify
from compliance.settings import Settings

SIZES = (64 << 10, 256 << 10, 1 << 20)
BAR = 1.15
NOISE = 0.02
"""Seconds."""
REPEATS = 3
"""The fastest run counts; a run of over 0.05 seconds is not repeated."""
PATIENCE = 20
"""Times the limit, in wall time, after which a process is given up: others may use the machine, too."""

Wrap = Callable[[str], str]


def repeated(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece.encode()) + 1))[:size]


def nested(opening: str, closing: str) -> Callable[[int], str]:
    def shape(size: int) -> str:
        depth = size // (len(opening) + len(closing))
        return opening * depth + closing * depth

    return shape


MIT_START = (
    "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files"
    " (the Software), to deal in the Software with restriction, including without limitation the rights to use.\n\n"
)
WARRANTY = 'THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, and the European Union is not excluded.\n'
HEADER = 'Licensed under the Apache License, Version 2.0 (the "License");\nyou may not use this file except in compliance with the License.\n'
SHAPES: dict[str, Callable[[int], str]] = {
    "one long line of words": repeated("the software and any copy of it "),
    "one long word": repeated("a"),
    "one long number": repeated("1."),
    "short sentences": repeated("Use it. Be ok. "),
    "hand-wrapped sentences": repeated("Use it. Be ok.\n"),
    "a sentence that never ends": repeated("you may not use it in the territory of the European Union, "),
    "nested brackets": nested("[", "]"),
    "nested braces and brackets": nested('{"a":[', "]}"),
    "open brackets": repeated("(["),
    "open quotes": repeated('"'),
    "quotes and backslashes": repeated('\\"'),
    "backslashes": repeated("\\"),
    "spaces": repeated(" "),
    "spaces and words": repeated(" " * 997 + "no\n"),
    "blank lines": repeated("\n"),
    "tabs and spaces": repeated(" \t"),
    "dashes": repeated("-"),
    "stars": repeated("*"),
    "hashes": repeated("#"),
    "headings": repeated("# License\n"),
    "equals signs": repeated("="),
    "commas": repeated("a,"),
    "licence text, almost": repeated(MIT_START),
    "disclaimers": repeated(WARRANTY),
    "licence headers": repeated(HEADER),
    "copyright lines": repeated("Copyright (c) 2020 A B "),
    "unclosed code fences": repeated("```python\nx\n"),
    "unclosed comments": repeated("<!-- a\n"),
    "unclosed block comments": repeated("/* a "),
    "unclosed tags": repeated("<a href="),
    "unclosed links": repeated("[a]("),
    "deep bullets": lambda size: "".join(f"{' ' * (depth % 400)}- a\n" for depth in range(size // 204)),
    "addresses": repeated("https://example.org/licenses/mit?a=b "),
    "address of one word": lambda size: "https://" + repeated("a.")(size),
    "typographic quotes": repeated("“a’ "),
    "SPDX tags": repeated("SPDX-License-Identifier: MIT\n"),
    "SPDX tag without end": lambda size: "SPDX-License-Identifier: " + repeated("MIT OR (")(size),
    "table rows": repeated("| a | b |\n"),
    "table row": repeated("|"),
    "entities": repeated("&amp;"),
    "template variables": repeated("${A:-"),
    "continued lines": repeated("RUN a \\\n"),
    "key and colon": repeated("a: "),
    "aliases and anchors": repeated("- &a [*a, "),
    "from_pretrained": repeated("from_pretrained('a/b')\n"),
    "names of models": repeated("gpt-4/a "),
    "capital words": repeated("Apache License "),
    "at signs": repeated("a@"),
}


def plain(shape: str) -> str:
    return shape


def in_json(shape: str) -> str:
    """As a value, and as keys, of a document that every reader of JSON looks into."""
    return json.dumps({"name": "a", "version": "1", "license": shape, "description": shape, shape[:1000]: 1})


def in_yaml(shape: str) -> str:
    lines = "\n".join(f"  {line}" for line in shape.split("\n"))
    return f"model: org/name\ntext: |\n{lines}\n"


def in_front_matter(shape: str) -> str:
    return f"---\nlicense: mit\n---\n# Model\n\n## License\n\n{shape}"


def as_front_matter(shape: str) -> str:
    return f"---\nlicense: mit\n{shape}"


def in_python(shape: str) -> str:
    text = json.dumps(shape)
    return f"from transformers import AutoModel\nA = AutoModel.from_pretrained('a/b')\nT = {text}\nA.from_pretrained({text})\n# {shape}\n"


def as_python(shape: str) -> str:
    return f"import openai\nopenai.chat(model='gpt-4')\n{shape}"


def in_notebook(shape: str) -> str:
    cell = {"cell_type": "code", "source": as_python(shape).splitlines(keepends=True)}
    return json.dumps({"cells": [cell], "nbformat": 4, "metadata": {"language_info": {"name": "python"}}})


def in_toml(shape: str) -> str:
    return f'[project]\nname = "a"\nversion = "1"\nlicense = {{text = {json.dumps(shape)}}}\n'


def in_script(shape: str) -> str:
    return f"ollama pull llama3\nhuggingface-cli download a/b\n{shape}"


@dataclass(frozen=True)
class Reader:
    """A module with `discover`, the name of the file that it is given, and how the shape stands in it."""

    module: str
    name: str
    wrap: Wrap = plain


READERS = (
    Reader("licences.license_files", "LICENSE"),
    Reader("licences.license_files", "USE_POLICY.md"),
    Reader("licences.readme", "README.md", in_front_matter),
    Reader("cards.hub_cards", "README.md", in_front_matter),
    Reader("cards.hub_cards", "README.md", as_front_matter),
    Reader("cards.aspects", "README.md", in_front_matter),
    Reader("cards.aspects", "train.py", as_python),
    Reader("licences.reuse", "REUSE.toml"),
    Reader("licences.reuse", ".reuse/dep5"),
    Reader("licences.reuse", "a.png.license"),
    Reader("code.read_code", "a.py", in_python),
    Reader("code.read_code", "a.py", as_python),
    Reader("code.read_code", "a.ipynb", in_notebook),
    Reader("code.read_code", "a.yaml", in_yaml),
    Reader("code.read_code", ".github/a.yaml", in_yaml),
    Reader("code.read_code", "a.json", in_json),
    Reader("code.read_code", "a.toml", in_toml),
    Reader("code.read_code", "a.sh", in_script),
    Reader("code.read_code", "Dockerfile", in_script),
    Reader("code.read_code", "Makefile", in_script),
    Reader("code.read_code", "compose.yaml"),
    Reader("code.read_code", "requirements.txt"),
    Reader("code.read_code", "pyproject.toml"),
    Reader("code.read_code", "package.json", in_json),
    Reader("code.read_code", ".env"),
    Reader("datasets.attribution", "CREDITS.md"),
    Reader("datasets.attribution", "README.md", in_front_matter),
    Reader("datasets.croissant", "croissant.json", in_json),
    Reader("datasets.dvc", "a.dvc"),
    Reader("datasets.dvc", "a.dvc", in_yaml),
    Reader("datasets.folders", "data/a.txt"),
    Reader("datasets.frictionless", "datapackage.json", in_json),
    Reader("datasets.kaggle", "dataset-metadata.json", in_json),
    Reader("datasets.data_files", "data/a.csv"),
    Reader("datasets.data_files", "data/a.jsonl"),
    Reader("datasets.data_files", "data/a.arff"),
    Reader("packages.cargo_lock", "Cargo.lock"),
    Reader("packages.cargo_manifest", "Cargo.toml"),
    Reader("packages.composer_lock", "composer.lock", in_json),
    Reader("packages.conda", "environment.yml", in_yaml),
    Reader("packages.conda", "environment.yml"),
    Reader("packages.conda_lock", "conda-lock.yml"),
    Reader("packages.conda_lock", "conda-lock.yml", in_yaml),
    Reader("packages.dockerfile", "Dockerfile"),
    Reader("packages.dockerfile", "compose.yaml"),
    Reader("packages.gemfile_lock", "Gemfile.lock"),
    Reader("packages.go_mod", "go.mod"),
    Reader("packages.gradle_lock", "gradle.lockfile"),
    Reader("packages.installed", "a-1.dist-info/METADATA"),
    Reader("packages.javascript.locks", "package.json", in_json),
    Reader("packages.javascript.locks", "package-lock.json", in_json),
    Reader("packages.javascript.locks", "pnpm-lock.yaml"),
    Reader("packages.javascript.locks", "yarn.lock"),
    Reader("packages.javascript.locks", "bun.lock"),
    Reader("packages.javascript.locks", "bun.lock", in_json),
    Reader("packages.nuget_lock", "packages.lock.json", in_json),
    Reader("packages.pdm_lock", "pdm.lock"),
    Reader("packages.pixi_lock", "pixi.lock"),
    Reader("packages.pixi_lock", "pixi.lock", in_yaml),
    Reader("packages.pipfile_lock", "Pipfile.lock", in_json),
    Reader("packages.poetry_lock", "poetry.lock"),
    Reader("packages.pylock", "pylock.toml"),
    Reader("packages.python_unlocked", "pyproject.toml"),
    Reader("packages.python_unlocked", "pyproject.toml", in_toml),
    Reader("packages.python_unlocked", "setup.cfg"),
    Reader("packages.python_unlocked", "setup.py"),
    Reader("packages.requirements", "requirements.txt"),
    Reader("packages.submodules", ".gitmodules"),
    Reader("packages.uv_lock", "uv.lock"),
    Reader("packages.unread", "pom.xml"),
    Reader("packages.vendored_python", "a/_vendor/vendor.txt"),
    Reader("stores.lfs", "a.csv"),
    Reader("stores.model_config", "config.json", in_json),
    Reader("stores.modelfile", "Modelfile"),
    Reader("weights.reader", "a.txt"),
)
FUNCTIONS: Mapping[str, Callable[[str], object]] = {
    "identify": identify.match_text,
    "identify.tags": identify.find_tags,
    "clauses": lambda text: read_clauses.read_clauses(text, "LICENSE"),
    "sentences": lambda text: list(sentences.split_sentences(text)),
    "fold": sentences.fold_spaces,
}


@dataclass(frozen=True)
class Times:
    """CPU seconds at each size that was reached, and what ended the measurement early."""

    reader: str
    shape: str
    seconds: tuple[float, ...]
    stopped: str = ""

    @property
    def exponent(self) -> float | None:
        """Between the first size above the noise, or the one before the largest, and the largest; none when all is noise."""
        if self.stopped or max(self.seconds) < NOISE:
            return None
        last = len(self.seconds) - 1
        first = min(next(index for index, seconds in enumerate(self.seconds) if seconds >= NOISE), last - 1)
        grown = self.seconds[last] / max(self.seconds[first], NOISE)
        return math.log(grown) / math.log(SIZES[last] / SIZES[first])

    @property
    def holds(self) -> bool:
        return not self.stopped and (self.exponent is None or self.exponent <= BAR)

    def fastest(self, other: "Times") -> "Times":
        """The fastest run at each size of two measurements; a size that only one of them reached counts."""
        pairs = zip_longest(self.seconds, other.seconds, fillvalue=math.inf)
        whole = not (self.stopped and other.stopped)
        return Times(
            self.reader, self.shape, tuple(min(pair) for pair in pairs), "" if whole else other.stopped
        )


def names() -> list[str]:
    described = [f"{one.module} {one.name} {one.wrap.__name__}" for one in READERS]
    return [*FUNCTIONS, *described]


@cache
def reader(name: str) -> Reader:
    return next(one for one in READERS if f"{one.module} {one.name} {one.wrap.__name__}" == name)


def prepared(name: str, text: str, folder: Path) -> Callable[[], object]:
    """What runs the reader on the text; the file is written, and modules are loaded, before the clock runs."""
    if name in FUNCTIONS:
        return lambda: FUNCTIONS[name](text)
    one = reader(name)
    raw = one.wrap(text).encode("utf-8", "replace")
    file = folder / one.name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(raw)
    module = import_module(f"compliance.discover.{one.module}")
    return lambda: list(module.discover((ScannedFile(one.name, file, len(raw)),), Settings()))


def timed(run: Callable[[], object]) -> float:
    taken: list[float] = []
    while len(taken) < REPEATS and (not taken or taken[0] < 0.05):
        identify.match_text.cache_clear()
        started = time.process_time()
        run()
        taken.append(time.process_time() - started)
    return min(taken)


def child(name: str, shape: str, limit: float, sink: Connection) -> None:
    with tempfile.TemporaryDirectory() as folder:
        prepared(name, SHAPES[shape](2000), Path(folder))()
        for size in SIZES:
            run = prepared(name, SHAPES[shape](size), Path(folder))
            resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time() + limit), -1))
            try:
                sink.send(timed(run))
            except Exception as error:  # noqa: BLE001 - shown in the table
                sink.send(f"{type(error).__name__}: {error}"[:80])
                return


def measure(name: str, shape: str, limit: float) -> Times:
    """The times of one reader on one shape; a size that takes longer than `limit` CPU seconds ends it."""
    context = multiprocessing.get_context("fork")
    source, sink = context.Pipe(duplex=False)
    process = context.Process(target=child, args=(name, shape, limit, sink))
    process.start()
    sink.close()
    seconds: list[float] = []
    stopped = ""
    while len(seconds) < len(SIZES) and not stopped:
        size = f"at {SIZES[len(seconds)] >> 10} kB"
        try:
            told = source.recv() if source.poll(PATIENCE * limit) else "stuck"
        except EOFError:
            told = f"over {limit:.0f} s"
        if isinstance(told, float):
            seconds.append(told)
        else:
            stopped = f"{told} {size}"
    process.kill()
    process.join()
    return Times(name, shape, tuple(seconds), stopped)


def measured(readers: list[str], shapes: list[str], limit: float, workers: int) -> Iterator[Times]:
    pairs = [(name, shape) for name in readers for shape in shapes]
    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(lambda pair: measure(pair[0], pair[1], limit), pairs)


def confirmed(times: Times, limit: float, again: int) -> Times:
    """The same if it holds; else measured again, since a slow moment of the machine is more likely than a slow reader."""
    for _ in range(again):
        if times.holds:
            break
        times = times.fastest(measure(times.reader, times.shape, limit))
    return times


def shown(times: Times) -> str:
    exponent = f"{times.exponent:.2f}" if times.exponent is not None else times.stopped or "-"
    taken = "".join(f"{1000 * seconds:>9.0f}" for seconds in times.seconds)
    mark = "" if times.holds else "  <-- over the bar"
    return f"{times.reader:<52}{times.shape:<30}{taken:<27} ms  {exponent}{mark}"


@dataclass
class Row:
    """What the table says of one reader."""

    pairs: int = 0
    judged: int = 0
    over: int = 0
    slowest: Times | None = None
    steepest: Times | None = None

    def add(self, times: Times) -> None:
        """Count one pair."""
        self.pairs += 1
        self.judged += times.exponent is not None or bool(times.stopped)
        self.over += not times.holds
        if self.slowest is None or times.seconds[-1:] > self.slowest.seconds[-1:]:
            self.slowest = times
        if times.exponent is not None and times.exponent > (
            self.steepest.exponent or 0 if self.steepest else 0
        ):
            self.steepest = times

    def shown(self) -> str:
        """The row after the reader's name."""
        slowest = (
            f"{1000 * self.slowest.seconds[-1]:>7.0f} ms {self.slowest.shape}"
            if self.slowest and self.slowest.seconds
            else ""
        )
        steepest = f"{self.steepest.exponent:.2f} {self.steepest.shape}" if self.steepest else "-"
        return f"{self.judged:>6}{self.over:>6}  {slowest:<42}{steepest}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reader", default="", help="only readers whose name this pattern finds")
    parser.add_argument("--shape", default="", help="only shapes that this pattern finds")
    parser.add_argument("--limit", type=float, default=20, help="CPU seconds for one size of one pair")
    parser.add_argument("--workers", type=int, default=1, help="pairs measured at the same time")
    parser.add_argument(
        "--again", type=int, default=3, help="times that a pair over the bar is measured again"
    )
    parser.add_argument("--all", action="store_true", help="print each pair, not only those over the bar")
    options = parser.parse_args()
    readers = [name for name in names() if re.search(options.reader, name)]
    for one in READERS:  # loaded once, before processes are forked
        import_module(f"compliance.discover.{one.module}")
    shapes = [name for name in SHAPES if re.search(options.shape, name)]
    rows = {name: Row() for name in readers}
    for times in measured(readers, shapes, options.limit, options.workers):
        final = confirmed(times, options.limit, options.again)
        rows[final.reader].add(final)
        if options.all or not final.holds:
            print(shown(final), flush=True)
    print_table(rows, len(shapes))
    sys.exit(any(row.over for row in rows.values()))


def print_table(rows: Mapping[str, Row], shapes: int) -> None:
    """One line for each reader, and a summary."""
    print(f"{'reader, file':<52}{'judged':>6}{'over':>6}  {'slowest at 1 MB':<42}largest exponent")
    for name, row in rows.items():
        print(f"{name:<52}{row.shown()}")
    steepest = [row.steepest.exponent or 0.0 for row in rows.values() if row.steepest]
    print(
        f"{len(rows)} readers, {shapes} shapes: {sum(row.judged for row in rows.values())} pairs above the noise of {1000 * NOISE:.0f} ms,"
        f" largest exponent {max(steepest, default=0.0):.2f}, {sum(row.over for row in rows.values())} over the bar"
        f" (claim: at most {BAR} for each)"
    )


if __name__ == "__main__":
    main()
