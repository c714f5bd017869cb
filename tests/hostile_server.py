# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A server on this machine that breaks the rules of HTTP, one way at a time."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, repeat

Behaviour = Callable[[], Iterator[bytes]]
"""What is sent to one client, piece by piece; an empty piece waits a moment."""

_OK = b"HTTP/1.1 200 OK\r\n"
_CHUNKED = _OK + b"Transfer-Encoding: chunked\r\n\r\n"
RESET = b"reset"
"""In place of a piece: the connection is reset."""


def _sends(*pieces: bytes) -> Behaviour:
    return lambda: iter(pieces)


def _goes_on(first: bytes, piece: bytes) -> Behaviour:
    return lambda: chain([first], repeat(piece))


def _drips(first: bytes, piece: bytes) -> Behaviour:
    return lambda: chain([first], chain.from_iterable(repeat((piece, b""))))


def answer(status: str, body: bytes = b"", *headers: str) -> Behaviour:
    """One that is valid HTTP."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return _sends("\r\n".join(lines).encode() + body)


BROKEN: dict[str, Behaviour] = {
    "closes at once": _sends(),
    "resets": _sends(RESET),
    "resets in the body": _sends(_OK + b"Content-Length: 9\r\n\r\n{", RESET),
    "no status line": _sends(b"NONSENSE\r\n\r\n"),
    "binary": _sends(bytes(range(256)) * 100),
    "status of five digits": _sends(b"HTTP/1.1 20000 OK\r\n\r\n"),
    "status that is no number": _sends(b"HTTP/1.1 two OK\r\n\r\n"),
    "another version": _sends(b"HTTP/9.9 200 OK\r\n\r\n{}"),
    "10,000 headers": _sends(_OK + b"X: y\r\n" * 10_000 + b"\r\n{}"),
    "a header of 1 MB": _sends(_OK + b"X: " + b"y" * 1_000_000 + b"\r\n\r\n{}"),
    "a status line without end": _goes_on(b"HTTP/1.1 200 ", b"y" * 65_536),
    "no valid chunk size": _sends(_CHUNKED + b"zz\r\n{}\r\n0\r\n\r\n"),
    "a chunk size beyond all bounds": _sends(_CHUNKED + b"f" * 40 + b"\r\n{}\r\n"),
    "a negative chunk size": _sends(_CHUNKED + b"-5\r\n{}\r\n0\r\n\r\n"),
    "chunks that end early": _sends(_CHUNKED + b"5\r\n{"),
}  # fmt: skip
"""Nothing of these is an answer."""

ENDLESS: dict[str, Behaviour] = {
    "says nothing": _drips(b"", b""),
    "drips the status line": _drips(b"HTTP/1.1 2", b"0"),
    "drips headers": _drips(_OK, b"X: y\r\n"),
    "goes on with 100 Continue": _goes_on(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "drips a body": _drips(_OK + b"Content-Length: 99999\r\n\r\n", b" "),
    "drips chunks": _drips(_CHUNKED, b"1\r\n \r\n"),
    "goes on with trailers": _goes_on(_CHUNKED + b"1\r\n1\r\n0\r\n", b"X: y\r\n"),
}
"""These never come to an end."""

PARTIAL: dict[str, Behaviour] = {
    "a body without end": _goes_on(_OK + b"\r\n", b" " * 65_536),
    "chunks without end": _goes_on(_CHUNKED, b"10000\r\n" + b" " * 65_536 + b"\r\n"),
    "less than it announced": _sends(_OK + b"Content-Length: 100\r\n\r\n{}"),
    "a length beyond all bounds": _sends(_OK + b"Content-Length: " + b"9" * 30 + b"\r\n\r\n{}"),
}
"""Of these a part can be read, and it can be told that it is one."""


@contextmanager
def hostile(behaviour: Behaviour) -> Iterator[str]:
    """The address (host:port) of a server that behaves so to each client, as long as it listens."""
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listening:
        listening.settimeout(0.05)
        accepting = threading.Thread(target=_accept, args=(listening, behaviour, ended))
        accepting.start()
        try:
            yield f"127.0.0.1:{listening.getsockname()[1]}"
        finally:
            ended.set()
            accepting.join()


def _accept(listening: socket.socket, behaviour: Behaviour, ended: threading.Event) -> None:
    clients = []
    while not ended.is_set():
        with suppress(TimeoutError):
            client, _ = listening.accept()
            clients.append(threading.Thread(target=_serve, args=(client, behaviour, ended)))
            clients[-1].start()
    for one in clients:
        one.join()


def _serve(client: socket.socket, behaviour: Behaviour, ended: threading.Event) -> None:
    client.settimeout(0.5)
    with client, suppress(OSError):
        client.recv(65_536)
        for piece in behaviour():
            if ended.is_set():
                return
            if piece == RESET:
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
            if piece:
                client.sendall(piece)
            else:
                ended.wait(0.02)
        client.shutdown(socket.SHUT_WR)
