# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`--online`: asks services for licences that nothing at hand states. The one place that fetches anything about packages."""

import json
import math
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import compliance
from compliance.cli._support.http_client import Answer, Client, ExchangeFailed, Failure, Request, retry_after
from compliance.disk_cache import save_cache
from compliance.errors import UsageError
from compliance.licensing.online import (
    LicenceService,
    Package,
    Question,
    claim_online_license,
    clearly_defined,
    deps_dev,
    ecosystems,
    find_unlicensed,
)
from compliance.model import Component, Gap, Inventory, LicenseClaim
from compliance.read_file import read_file
from compliance.worker_threads import stoppable_pool

SERVICES = cast("tuple[LicenceService, ...]", (deps_dev, clearly_defined, ecosystems))
_BUDGET = 300.0
"""Seconds for all services together, unless LEXBOM_ONLINE_SECONDS has another number."""
_TIMEOUT = 20.0
"""Seconds for one answer, from looking up the name to the last byte."""
_LONGEST_WAIT = 20.0
_LARGEST = 32 << 20
_LONGEST_LICENSE = 500
_LARGEST_CACHE = 1 << 30
_AT_ONCE = 8
_PATIENCE = 3
"""Failures in a row after which a service is not asked again."""


class _Unanswered(Exception):  # noqa: N818 - it becomes a gap
    """Why a service gave no usable answer, as a sentence."""


@dataclass(slots=True)
class _Asked:
    """One service in one run."""

    service: LicenceService
    base: str
    client: Client
    is_named: bool
    """Whether the user gave its address; then it may be a private one."""
    failures: int = 0
    reasons: list[str] = field(default_factory=list)

    def ask(self, question: Question) -> Any:
        """The parsed answer, or nothing; why not is kept."""
        if self.failures >= _PATIENCE:
            return None
        try:
            answer = self._fetch(question)
        except _Unanswered as error:
            self.failures += 1
            self.reasons.append(str(error))
            return None
        self.failures = 0
        return answer

    def _fetch(self, question: Question) -> Any:
        """Parsed JSON; nothing where the service doesn't know the package.

        Raises:
            _Unanswered: there is no answer, or one with another status than 200 and 404 or without JSON, after waiting once if the
                service asks to.
        """
        headers = {"User-Agent": f"lexbom/{compliance.__version__}", "Accept": "application/json"}
        if question.body:
            headers["Content-Type"] = "application/json"
        method = "POST" if question.body else "GET"
        request = Request(method, self.base + question.path, headers, question.body)
        answer = self._exchange(request)
        if answer.status in {429, 503}:
            seconds = retry_after(answer.retry_after or "1", math.inf)
            if seconds <= _LONGEST_WAIT and self.client.pause(seconds):
                answer = self._exchange(request)
        if answer.status == 404:
            return None
        return _parsed(answer)

    def _exchange(self, request: Request) -> Answer:
        try:
            return self.client.exchange(
                request, seconds=_TIMEOUT, most=_LARGEST, public_only=not self.is_named
            )
        except ExchangeFailed as failed:
            if failed.failure is Failure.TIMEOUT:
                raise _Unanswered("It did not answer in time") from failed
            raise _Unanswered(f"It can't be asked: {failed.words}") from failed


def complete_licenses(inventory: Inventory, cache_file: Path) -> Inventory:
    """The inventory with the licences that services state; what they could not tell is a gap, not an error.

    Raises:
        UsageError: LEXBOM_ONLINE_SECONDS is no number of seconds.
    """
    cache = _parse_online(cache_file)
    answers: dict[str, LicenseClaim] = {}
    gaps: list[Gap] = []
    client = Client(_budget())
    for service in SERVICES:
        left = [one for one in find_unlicensed(inventory.components) if one.purl not in answers]
        if not left:
            break
        stated = os.environ.get(_variable(service), "")
        if stated and not _is_web_address(stated):
            gaps.append(Gap(service.NAME, f"{_variable(service)} is no web address, so it was not asked"))
            continue
        asked = _Asked(service, (stated or service.BASE).rstrip("/"), client, bool(stated))
        answers |= _ask(asked, left, cache.setdefault(service.NAME, {}))
        if asked.reasons:
            gaps.append(
                Gap(
                    service.NAME,
                    f"{asked.reasons[-1]}; licences that only it knows are missing, try again later",
                )
            )
    save_cache(cache_file, cache)
    return replace(
        inventory,
        components=tuple(_with(component, answers) for component in inventory.components),
        gaps=tuple(sorted({*inventory.gaps, *gaps})),
    )


def _ask(asked: _Asked, packages: list[Package], known: dict[str, str]) -> dict[str, LicenseClaim]:
    """Claims by purl: from answers that are known already, else from the service; what it says is known from then on."""
    known.update(_answers(asked, [one for one in packages if one.purl not in known]))
    return {
        one.purl: claim_online_license(asked.service.NAME, asked.base, known[one.purl])
        for one in packages
        if one.purl in known
    }


def _budget() -> float:
    stated = os.environ.get("LEXBOM_ONLINE_SECONDS", "")
    if not stated:
        return _BUDGET
    try:
        seconds = float(stated)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise UsageError(
            f"LEXBOM_ONLINE_SECONDS is {stated!r}", fix="It has to be a number of seconds above 0"
        )
    return seconds


def _is_web_address(url: str) -> bool:
    """Whether it is http or https to a host, without a password and without a query, which would end up in the BOM."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    plain = url.isascii() and url.isprintable() and not set(url) & set(" @?#")
    return plain and parts.scheme in {"http", "https"} and bool(parts.hostname)


def _variable(service: LicenceService) -> str:
    """The environment variable with another address for a service, such as a mirror: LEXBOM_DEPS_DEV_URL."""
    return f"LEXBOM_{service.NAME.upper().replace('.', '_')}_URL"


def _answers(asked: _Asked, packages: list[Any]) -> Iterator[tuple[str, str]]:
    questions = list(asked.service.questions(packages))
    with stoppable_pool(_AT_ONCE) as (pool, _):
        try:
            for question, answer in zip(questions, pool.map(asked.ask, questions), strict=True):
                for purl, words in asked.service.answers(question, answer):
                    if _is_plausible(words):
                        yield purl, words
        except BaseException:
            asked.client.close()  # so that no thread waits for an answer that nobody wants
            raise


def _is_plausible(words: object) -> bool:
    """Whether an answer may be a licence: short text without control characters and lone surrogates."""
    return isinstance(words, str) and len(words) <= _LONGEST_LICENSE and words.isprintable()


def _with(component: Component, answers: dict[str, LicenseClaim]) -> Component:
    found = answers.get(component.purl)
    if not found or component.own_licenses:
        return component
    return replace(component, licenses=(found, *component.licenses))


def _parsed(answer: Answer) -> Any:
    if answer.status != 200:
        raise _Unanswered(_status(answer))
    if not answer.whole:
        more = len(answer.body) >= _LARGEST
        words = f"more than {_LARGEST >> 20} MiB" if more else "less than it announced"
        raise _Unanswered(f"It answered with {words}")
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise _Unanswered("It answered with something that is no JSON, or nested too deeply") from error


def _status(answer: Answer) -> str:
    if answer.location:
        return f"It points elsewhere (status {answer.status}), where nobody is asked"
    limited = " (too many requests)" if answer.status == 429 else ""
    return f"It answered with status {answer.status}{limited}"


def _parse_online(path: Path) -> dict[str, dict[str, str]]:
    try:
        stored = json.loads(read_file(path, _LARGEST_CACHE))
    except (OSError, ValueError, RecursionError):
        return {}
    return {
        service: {purl: words for purl, words in known.items() if _is_plausible(words)}
        for service, known in (stored.items() if isinstance(stored, dict) else ())
        if isinstance(known, dict)
    }
