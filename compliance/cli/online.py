# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`--online`: asks services for licences that nothing at hand states. The one place that fetches anything about packages."""

import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import compliance
from compliance.licensing.online import (
    Question,
    Service,
    claim,
    clearly_defined,
    deps_dev,
    ecosystems,
    unknown,
)
from compliance.model import Component, Gap, Inventory, LicenseClaim
from compliance.read_file import read_file

SERVICES = cast("tuple[Service, ...]", (deps_dev, clearly_defined, ecosystems))
_TIMEOUT = 10.0
_LONGEST_WAIT = 20.0
_LARGEST = 32 << 20
_LARGEST_CACHE = 1 << 30
_AT_ONCE = 8
_PATIENCE = 3
"""Failures in a row after which a service is not asked again."""


@dataclass(slots=True)
class _Asked:
    """One service in one run."""

    service: Service
    base: str
    failures: int = 0
    reasons: list[str] = field(default_factory=list)

    def ask(self, question: Question) -> Any:
        """The parsed answer, or nothing; why not is kept."""
        if self.failures >= _PATIENCE:
            return None
        try:
            answer = _fetch(self.base + question.path, question.body)
        except (OSError, ValueError) as error:
            self.failures += 1
            self.reasons.append(_explain(error))
            return None
        self.failures = 0
        return answer


def complete(inventory: Inventory, cache_file: Path) -> Inventory:
    """The inventory with the licences that services state; what they could not tell is a gap, not an error."""
    cache = _read(cache_file)
    answers: dict[str, LicenseClaim] = {}
    gaps: list[Gap] = []
    for service in SERVICES:
        left = [one for one in unknown(inventory.components) if one.purl not in answers]
        if not left:
            break
        asked = _Asked(service, os.environ.get(_variable(service), service.BASE).rstrip("/"))
        known = cache.setdefault(service.NAME, {})
        answers.update(
            {one.purl: claim(service.NAME, asked.base, known[one.purl]) for one in left if one.purl in known}
        )
        found = dict(_answers(asked, [one for one in left if one.purl not in known]))
        known.update(found)
        answers.update({purl: claim(service.NAME, asked.base, words) for purl, words in found.items()})
        if asked.reasons:
            gaps.append(
                Gap(
                    service.NAME,
                    f"{asked.reasons[-1]}; licences that only it knows are missing, try again later",
                )
            )
    _write(cache_file, cache)
    return replace(
        inventory,
        components=tuple(_with(component, answers) for component in inventory.components),
        gaps=tuple(sorted({*inventory.gaps, *gaps})),
    )


def _variable(service: Service) -> str:
    """The environment variable with another address for a service, such as a mirror: LEXBOM_DEPS_DEV_URL."""
    return f"LEXBOM_{service.NAME.upper().replace('.', '_')}_URL"


def _answers(asked: _Asked, packages: list[Any]) -> Iterator[tuple[str, str]]:
    questions = list(asked.service.questions(packages))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for question, answer in zip(questions, pool.map(asked.ask, questions), strict=True):
            yield from asked.service.answers(question, answer)


def _with(component: Component, answers: dict[str, LicenseClaim]) -> Component:
    found = answers.get(component.purl)
    return replace(component, licenses=(found,)) if found and not component.licenses else component


def _fetch(url: str, body: bytes) -> Any:
    """Parsed JSON; nothing where the service doesn't know the package.

    Raises:
        OSError: no connection, a time-out or another status than 200 and 404, after waiting once if the service asks to.
        ValueError: the answer is no JSON or too large.
    """
    if not url.startswith(("https://", "http://")):
        raise ValueError(f"{url[:80]} is no web address")
    headers = {"User-Agent": f"lexbom/{compliance.__version__}", "Accept": "application/json"}
    if body:
        headers["Content-Type"] = "application/json"
    request = urllib.request.Request(url, data=body or None, headers=headers)  # noqa: S310 - checked above
    for last in (False, True):
        try:
            with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310 - checked above
                content = answer.read(_LARGEST + 1)
            if len(content) > _LARGEST:
                raise ValueError(f"answered with more than {_LARGEST >> 20} MiB")
            return json.loads(content)
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return None
            wait = _wait(error)
            if last or wait is None:
                raise
            time.sleep(wait)
        except RecursionError as error:
            raise ValueError("answered with JSON that is nested too deeply") from error
    raise AssertionError


def _wait(error: urllib.error.HTTPError) -> float | None:
    """Seconds until a limited or busy service wants to be asked again (RFC 9110, section 10.2.3); nothing if too long or not said."""
    if error.code not in {429, 503}:
        return None
    stated = error.headers.get("Retry-After", "1")
    seconds = float(stated) if stated.isdecimal() else _LONGEST_WAIT + 1
    return seconds if seconds <= _LONGEST_WAIT else None


def _explain(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        limited = " (too many requests)" if error.code == 429 else ""
        return f"It answered with status {error.code}{limited}"
    if isinstance(error, TimeoutError) or isinstance(getattr(error, "reason", None), TimeoutError):
        return f"It did not answer within {_TIMEOUT:.0f} seconds"
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError):
        return "It answered with something that is no JSON"
    reason = getattr(error, "reason", None) or error
    return f"It can't be asked: {' '.join(str(reason).split())[:120]}"


def _read(path: Path) -> dict[str, dict[str, str]]:
    try:
        stored = json.loads(read_file(path, _LARGEST_CACHE))
    except (OSError, ValueError, RecursionError):
        return {}
    return {
        service: {purl: words for purl, words in known.items() if isinstance(words, str)}
        for service, known in (stored.items() if isinstance(stored, dict) else ())
        if isinstance(known, dict)
    }


def _write(path: Path, cache: dict[str, dict[str, str]]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.write_text(json.dumps(cache, sort_keys=True), "utf-8")
        draft.replace(path)
    except OSError:
        return  # the next run asks again
