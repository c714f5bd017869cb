# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Sending something to a server that the user named. The only place that opens a connection."""

import datetime
import email.utils
import http.client
import ipaddress
import time
import urllib.request
from collections.abc import Callable
from urllib.parse import urlsplit

from compliance.cli.servers import Answer, Request
from compliance.errors import TransferError, UsageError

TIMEOUT = 60.0
"""Seconds without an answer."""
_TRIES = 3
_LONGEST_PAUSE = 30.0
_MOST_OF_AN_ANSWER = 1 << 16
_BUSY = {429, 503}


def check(url: str) -> None:
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
    if (
        parts.scheme not in {"http", "https"}
        or not host
        or not url.isascii()
        or not url.isprintable()
        or " " in url
    ):
        raise UsageError("--url is no address of a server", fix="Give it as https://host")
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            "--url holds a name or a password", fix="Take it out; the key comes from LEXBOM_API_KEY"
        )
    if parts.scheme == "http" and not _is_here(host):
        raise UsageError(f"http to {host} would send the key for all to read", fix="Use https")


def send(request: Request, timeout: float = TIMEOUT, pause: Callable[[float], None] = time.sleep) -> Answer:
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


class _AsItIs(urllib.request.HTTPErrorProcessor):
    """Errors and redirects are answers too; a redirect that is followed would take the key to another host."""

    def http_response(
        self,
        request: urllib.request.Request,  # noqa: ARG002 - the signature is urllib's
        response: http.client.HTTPResponse,
    ) -> http.client.HTTPResponse:
        return response

    https_response = http_response


def _once(request: Request, timeout: float) -> Answer:
    check(request.url)
    parts = urlsplit(request.url)
    direct = [urllib.request.ProxyHandler({})] if _is_here(parts.hostname or "") else []
    opener = urllib.request.build_opener(_AsItIs, *direct)
    asked = urllib.request.Request(  # noqa: S310 - checked above
        request.url, data=request.body, headers=request.headers, method=request.method
    )
    try:
        with opener.open(asked, timeout=timeout) as response:
            headers = response.headers
            return Answer(
                response.status,
                response.read(_MOST_OF_AN_ANSWER),
                headers.get("Location", ""),
                headers.get("Retry-After", ""),
            )
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        raise _silent(parts.netloc, error, timeout) from error


def _silent(host: str, error: Exception, timeout: float) -> TransferError:
    """Why there is no answer."""
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return TransferError(
            f"{host} gave no answer within {timeout:g} seconds", fix="Try again, or raise --timeout"
        )
    if isinstance(reason, BrokenPipeError | ConnectionResetError):
        return TransferError(
            f"{host} closed the connection",
            fix="The BOM may be larger than the server or a proxy before it takes",
        )
    if "CERTIFICATE" in str(reason):
        return TransferError(
            f"The certificate of {host} can't be verified",
            fix="SSL_CERT_FILE names a file with your own authority's certificate",
        )
    words = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return TransferError(f"{host} can't be reached: {str(words).lower()}", fix="Check --url and the network")


def _wait(retry_after: str, attempt: int) -> float:
    """Seconds to wait: what the server asks for (RFC 9110, 10.2.3: seconds or a date), else 1, 2; never over 30."""
    asked: float = 2**attempt
    if retry_after.isascii() and retry_after.isdigit():
        asked = float(retry_after[:6])
    elif retry_after:
        try:
            moment = email.utils.parsedate_to_datetime(retry_after)
            asked = (moment - datetime.datetime.now(tz=datetime.UTC)).total_seconds()
        except (ValueError, TypeError):
            pass
    return min(max(asked, 0.0), _LONGEST_PAUSE)


def _is_here(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
