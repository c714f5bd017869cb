# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The one HTTP client, for `--online` and `lexbom upload`. Whatever a server does, an exchange ends in time and in one of two ways.

Headers are bounded by http.client (100 lines of 64 KiB), bodies by the caller, the whole by a clock. Redirects are followed only where
they stay with scheme, host and port, and only for a request without a body, so that no key and no document goes to anybody else.
"""

import datetime
import email.utils
import http.client
import math
import ssl
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import SplitResult, urljoin, urlsplit

from compliance.cli._support.http_guard import (
    AddressRefusedError,
    Guard,
    PlainHandler,
    SecureHandler,
    is_here,
)

_MOST_REDIRECTS = 3
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes = b""
    """At most as much as was asked for."""
    location: str = ""
    """Where a redirect points that was not followed."""
    retry_after: str = ""
    whole: bool = True
    """Whether the body is all there is, and all that was announced."""


class Failure(StrEnum):
    """Why there is no answer."""

    TIMEOUT = "timeout"
    CLOSED = "closed"
    CERTIFICATE = "certificate"
    NO_HTTP = "no http"
    UNREACHABLE = "unreachable"


class ExchangeFailed(Exception):  # noqa: N818 - no error of the run until somebody says so
    """There is no answer."""

    def __init__(self, failure: Failure, words: str) -> None:
        super().__init__(words)
        self.failure = failure
        self.words = words
        """As the end of a sentence, without anything that a server sent."""


class Client:
    """Exchanges that share one budget of time. May be used by several threads."""

    def __init__(self, seconds: float = math.inf) -> None:
        self._until = time.monotonic() + seconds
        self._closed = threading.Event()
        self._guards: set[Guard] = set()

    def left(self) -> float:
        """Seconds of the budget that are left."""
        return 0.0 if self._closed.is_set() else max(self._until - time.monotonic(), 0.0)

    def pause(self, seconds: float) -> bool:
        """Wait, or refuse to where the budget would be used up by it."""
        return seconds < self.left() and not self._closed.wait(seconds)

    def close(self) -> None:
        """End all exchanges that are under way; there are none after this."""
        self._closed.set()
        for guard in tuple(self._guards):
            guard.expire()

    def exchange(self, request: Request, *, seconds: float, most: int, public_only: bool = False) -> Answer:
        """The answer to a request.

        Args:
            request: To an http or https address.
            seconds: For all of it, from looking up the name to the last byte; less where the budget has less.
            most: Bytes of the body that are read.
            public_only: Refuse a host with a private address, for a name that the user didn't give.

        Raises:
            ExchangeFailed: there is none.
        """
        until = time.monotonic() + seconds
        for _ in range(_MOST_REDIRECTS + 1):
            left = min(until - time.monotonic(), self.left())
            if left <= 0:
                raise ExchangeFailed(Failure.TIMEOUT, "the time is used up")
            answer = self._once(request, left, most, public_only=public_only)
            target = _same_origin(request.url, answer.location)
            if answer.status not in _REDIRECTS or request.body or not target:
                return answer
            request = replace(request, url=target)
        raise ExchangeFailed(Failure.NO_HTTP, "it redirects without end")

    def _once(self, request: Request, seconds: float, most: int, *, public_only: bool) -> Answer:
        host = _require_web_address(request.url).hostname or ""
        guard = Guard(seconds, public=host if public_only else "")
        self._guards.add(guard)
        try:
            with guard:
                if self._closed.is_set():
                    guard.expire()
                return _exchange(request, guard, most, direct=is_here(host))
        finally:
            self._guards.discard(guard)


def retry_after(stated: str, otherwise: float) -> float:
    """Seconds that a busy server asks for (RFC 9110, section 10.2.3: seconds or a date), never less than none; `otherwise` where it is neither."""
    if stated.isascii() and stated.isdigit():
        return float(stated[:6])
    try:
        moment = email.utils.parsedate_to_datetime(stated)
        return max((moment - datetime.datetime.now(tz=datetime.UTC)).total_seconds(), 0.0)
    except (ValueError, TypeError, OverflowError):
        return otherwise


class _AsItIs(urllib.request.HTTPErrorProcessor):
    """Errors and redirects are answers too."""

    def http_response(
        self,
        request: urllib.request.Request,  # noqa: ARG002 - the signature is urllib's
        response: http.client.HTTPResponse,
    ) -> http.client.HTTPResponse:
        return response

    https_response = http_response


def _exchange(request: Request, guard: Guard, most: int, *, direct: bool) -> Answer:
    opener = urllib.request.OpenerDirector()  # with nothing for file:, ftp: and data:
    proxies = urllib.request.ProxyHandler({} if direct else None)
    for handler in (proxies, PlainHandler(guard), SecureHandler(guard), _AsItIs()):
        opener.add_handler(handler)
    try:
        asked = urllib.request.Request(  # noqa: S310 - checked by the caller
            request.url, data=request.body or None, headers=request.headers, method=request.method
        )
        with opener.open(asked, timeout=guard.left()) as response:
            body = response.read(most + 1)
            whole = len(body) <= most and not response.length
            headers = response.headers
            answer = Answer(
                response.status,
                body[:most],
                str(headers.get("Location", "")),
                str(headers.get("Retry-After", "")),
                whole,
            )
    except (OSError, http.client.HTTPException, ValueError, OverflowError) as error:
        raise _failed(error, guard) from error
    if guard.expired:
        raise ExchangeFailed(Failure.TIMEOUT, "the time is used up")
    return answer


def _failed(error: Exception, guard: Guard) -> ExchangeFailed:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if guard.expired or isinstance(reason, TimeoutError):
        return ExchangeFailed(Failure.TIMEOUT, "the time is used up")
    if isinstance(reason, ssl.SSLCertVerificationError):
        return ExchangeFailed(Failure.CERTIFICATE, "its certificate can't be verified")
    if isinstance(reason, BrokenPipeError | ConnectionResetError):
        return ExchangeFailed(Failure.CLOSED, "it closed the connection")
    if isinstance(reason, AddressRefusedError):
        return ExchangeFailed(Failure.UNREACHABLE, str(reason))
    if isinstance(reason, ssl.SSLError):
        return ExchangeFailed(Failure.UNREACHABLE, "no encrypted connection can be made")
    if isinstance(reason, OSError):
        return ExchangeFailed(
            Failure.UNREACHABLE, (reason.strerror or str(reason) or "no connection").lower()
        )
    return ExchangeFailed(Failure.NO_HTTP, "its answer is no valid HTTP")


def _require_web_address(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise ExchangeFailed(Failure.UNREACHABLE, "its address can't be read") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        raise ExchangeFailed(Failure.UNREACHABLE, "its address is no web address")
    return parts


def _same_origin(url: str, location: str) -> str:
    """Where a redirect leads, if that is the same scheme, host and port; else nothing."""
    try:
        target = urljoin(url, location)
        one, other = urlsplit(url), urlsplit(target)
    except ValueError:
        return ""
    stays = (one.scheme, one.netloc) == (other.scheme, other.netloc)
    return target if location and stays and target.isascii() and target.isprintable() else ""
