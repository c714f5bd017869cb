# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""How a model came about, as far as its folder shows: training code, hyperparameters, seeds, versions, evaluation."""

import re
from collections import defaultdict
from collections.abc import Iterator

from compliance.discover.base import parse_file
from compliance.discover.interface import Discovery, FolderStatement, ScannedFile
from compliance.lazy_regex import compile_lazily
from compliance.model import Aspect, AspectName, Evidence, ModelFacts
from compliance.settings import Settings

_LIMIT = 2 * parse_file.MEGABYTE
_FILES = (
    (AspectName.TRAINING_CODE, compile_lazily(r"(?:train|fine_?tune|pretrain)\w*\.py", re.IGNORECASE)),
    (
        AspectName.EVALUATION,
        compile_lazily(r"(?:all_results|eval_results|evaluation|metrics)\.json", re.IGNORECASE),
    ),
    (
        AspectName.HYPERPARAMETERS,
        compile_lazily(
            r"(?:training_args\.(?:bin|json|ya?ml)|hparams\.ya?ml|trainer_state\.json)", re.IGNORECASE
        ),
    ),
)
_HEADINGS = (
    (
        AspectName.DATA_DESCRIPTION,
        compile_lazily(
            r"training (?:and evaluation )?data|data ?sets?(?: used)?|training corpus", re.IGNORECASE
        ),
    ),
    (AspectName.HYPERPARAMETERS, compile_lazily(r"(?:training )?hyper-?parameters", re.IGNORECASE)),
    (
        AspectName.SOFTWARE_VERSIONS,
        compile_lazily(r"framework versions|software(?: versions)?", re.IGNORECASE),
    ),
    (
        AspectName.EVALUATION,
        compile_lazily(r"evaluation(?: results)?|benchmarks?|(?:test )?results", re.IGNORECASE),
    ),
)
_HEADING = compile_lazily(r"#{1,6}\s+(?:\d+[.)]\s*)?([\w &/-]{3,60}?)[\s:#]*\Z")
_SEED = compile_lazily(r"^\W*(?:random[_ ])?seed\W{1,6}\d+", re.IGNORECASE)
_TRAINING_CODE = compile_lazily(
    r"\btrain\w*\b[^.]{0,80}https://(?:github|gitlab)\.com/[\w.-]+/[\w.-]+", re.IGNORECASE
)
_STRONG = {"present": 0, "referenced": 1}


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """For each folder the aspects that its README and its file names show."""
    found: dict[tuple[str, str], list[Aspect]] = defaultdict(list)
    for candidate in candidates:
        if candidate.is_test:
            continue
        place = (candidate.carrier, candidate.folder)
        found[place] += [
            Aspect(name, "present", Evidence(candidate.path))
            for name, called in _FILES
            if called.fullmatch(candidate.name)
        ]
        if candidate.name.lower() == "readme.md":
            found[place] += _card(candidate)
    for (carrier, folder), aspects in found.items():
        if aspects:
            yield FolderStatement(
                folder,
                carrier,
                model=ModelFacts(aspects=first_of_each(aspects)),
                path=aspects[0].evidence.path,
            )


def first_of_each(aspects: list[Aspect]) -> tuple[Aspect, ...]:
    """Of several aspects of one name the one that lies here, else the first."""
    best: dict[AspectName, Aspect] = {}
    for aspect in sorted(aspects, key=lambda aspect: _STRONG.get(aspect.status, len(_STRONG))):
        best.setdefault(aspect.name, aspect)
    return tuple(sorted(best.values()))


def _card(candidate: ScannedFile) -> Iterator[Aspect]:
    try:
        document, _ = parse_file.read_text(candidate, _LIMIT)
    except parse_file.Unreadable:
        return  # cards.py, which reads the same file, reports it
    for number, line in enumerate(document.splitlines(), 1):
        where = Evidence(candidate.path, number, " ".join(line.split())[:200])
        if heading := _HEADING.match(line):
            yield from (
                Aspect(name, "present", where)
                for name, titled in _HEADINGS
                if titled.fullmatch(heading[1].strip())
            )
        elif _SEED.match(line):
            yield Aspect(AspectName.SEEDS, "present", where)
        elif _TRAINING_CODE.search(line):
            yield Aspect(AspectName.TRAINING_CODE, "referenced", where)
