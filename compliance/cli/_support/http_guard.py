# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What holds for each connection: an end that no server can put off, and no way into a private network that nobody named."""

import http.client
import ipaddress
import socket
import threading
import time
import urllib.request
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

_FOREVER = 86_400.0
"""Seconds: threading.Timer takes no infinity."""


class AddressRefusedError(OSError):
    """A public name leads to a private address."""


class Guard:
    """The end of one exchange. A time-out of a socket begins anew with each byte, so a timer shuts the sockets down as well."""

    def __init__(self, seconds: float, *, public: str = "") -> None:
        """Set up; the clock runs within `with`.

        Args:
            seconds: For the whole exchange.
            public: A host that may only have addresses of the public internet.
        """
        self.expired = False
        self._until = time.monotonic() + min(max(seconds, 0.0), _FOREVER)
        self._public = public
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(self.left(), self.expire)
        self._timer.daemon = True

    def left(self) -> float:
        """Seconds until the end."""
        return max(self._until - time.monotonic(), 0.001)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            for held in self._sockets:
                held.close()
            self._sockets.clear()

    def expire(self) -> None:
        """End the exchange now: whoever waits for bytes gets none."""
        with self._lock:
            self.expired = True
            for held in self._sockets:
                with suppress(OSError):
                    held.shutdown(socket.SHUT_RDWR)

    def connect(self, address: tuple[str, int], *_: Any) -> socket.socket:
        """A connection to the first address of the host that answers.

        Raises:
            AddressRefusedError: the host has to be public and isn't.
            OSError: nobody answers.
        """
        host, port = address
        failure: OSError = ConnectionError("the name has no address")
        for *_kind, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            found = str(place[0])
            if host == self._public and not is_public(found):
                raise AddressRefusedError("its name leads to a private address")
            try:
                connected = socket.create_connection((found, port), self.left())
            except OSError as error:
                failure = error
                continue
            self._hold(connected)
            return connected
        raise failure

    def _hold(self, connected: socket.socket) -> None:
        """Keep a second handle: TLS takes the first one over while its handshake still runs."""
        with self._lock:
            if not self.expired:
                self._sockets.append(connected.dup())
                return
        connected.close()
        raise TimeoutError


class PlainHandler(urllib.request.HTTPHandler):
    """http over guarded connections."""

    def __init__(self, guard: Guard) -> None:
        super().__init__()
        self._guard = guard

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        def connection(host: str, **options: Any) -> http.client.HTTPConnection:
            return _guarded(http.client.HTTPConnection(host, **options), self._guard)

        return self.do_open(connection, req)


class SecureHandler(urllib.request.HTTPSHandler):
    """https over guarded connections, with certificates verified."""

    def __init__(self, guard: Guard) -> None:
        super().__init__()
        self._guard = guard

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        def connection(host: str, **options: Any) -> http.client.HTTPConnection:
            return _guarded(http.client.HTTPSConnection(host, **options), self._guard)

        return self.do_open(connection, req)


def _guarded(connection: http.client.HTTPConnection, guard: Guard) -> http.client.HTTPConnection:
    connection._create_connection = guard.connect  # type: ignore[attr-defined]  # noqa: SLF001 - http.client's own seam, before TLS and proxy tunnels
    return connection


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return found.is_global and not found.is_multicast


def is_here(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
