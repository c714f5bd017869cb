# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Sending something to a server that the user named, with a key that nobody else may see."""

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from compliance.cli._support.http_client import Answer, Client, ExchangeFailed, Failure, Request, retry_after
from compliance.cli._support.http_guard import is_here
from compliance.errors import TransferError, UsageError

TIMEOUT = 60.0
"""Seconds without an answer."""
_TRIES = 3
_LONGEST_PAUSE = 30.0
_MOST_OF_AN_ANSWER = 1 << 16
_SLOWEST = 50_000
"""Bytes a second that a line has to carry, beyond --timeout."""
_BUSY = {429, 503}


def check_address(url: str) -> None:
    """Refuses an address that would show a key to others.

    Raises:
        UsageError: it is no address, holds a password, or is http to another machine.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError as error:
        raise UsageError("--url can't be read", fix="Give it as https://host") from error
    if parts.scheme not in {"http", "https"} or not host or not _is_plain_address(url):
        raise UsageError("--url is no address of a server", fix="Give it as https://host")
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            "--url holds a name or a password", fix="Take it out; the key comes from LEXBOM_API_KEY"
        )
    if parts.scheme == "http" and not is_here(host):
        raise UsageError(f"http to {host} would send the key for all to read", fix="Use https")


def _is_plain_address(url: str) -> bool:
    return url.isascii() and url.isprintable() and " " not in url


def send_request(
    request: Request, timeout: float = TIMEOUT, pause: Callable[[float], None] = time.sleep
) -> Answer:
    """The server's answer. A server that is busy is asked again, up to three times, after the time it names (at most 30 seconds).

    Raises:
        TransferError: there is no answer.
    """
    for attempt in range(_TRIES):
        answer = _once(request, timeout)
        if answer.status not in _BUSY or attempt == _TRIES - 1:
            break
        pause(_wait(answer.retry_after, attempt))
    return answer


def _once(request: Request, timeout: float) -> Answer:
    check_address(request.url)
    seconds = timeout + len(request.body) / _SLOWEST
    try:
        return Client().exchange(request, seconds=seconds, most=_MOST_OF_AN_ANSWER)
    except ExchangeFailed as failed:
        raise _silent(urlsplit(request.url).netloc, failed, timeout) from failed


def _silent(host: str, failed: ExchangeFailed, timeout: float) -> TransferError:
    """Why there is no answer."""
    if failed.failure is Failure.TIMEOUT:
        return TransferError(
            f"{host} gave no answer within {timeout:g} seconds", fix="Try again, or raise --timeout"
        )
    if failed.failure is Failure.CLOSED:
        return TransferError(
            f"{host} closed the connection",
            fix="The BOM may be larger than the server or a proxy before it takes",
        )
    if failed.failure is Failure.CERTIFICATE:
        return TransferError(
            f"The certificate of {host} can't be verified",
            fix="SSL_CERT_FILE names a file with your own authority's certificate",
        )
    return TransferError(f"{host} can't be reached: {failed.words}", fix="Check --url and the network")


def _wait(stated: str, attempt: int) -> float:
    """Seconds to wait: what the server asks for, else 1, 2; never over 30."""
    return min(retry_after(stated, 2**attempt), _LONGEST_PAUSE)
