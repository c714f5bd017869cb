# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import socket
import threading
from collections.abc import Iterator

import pytest
from hostile_server import BROKEN, ENDLESS, PARTIAL, answer, hostile

from compliance.cli._support.http_client import Client, ExchangeFailed, Failure, Request
from compliance.cli._support.http_guard import AddressRefusedError, Guard, is_public

MOST = 100_000


def ask(address: str, seconds: float = 20.0, scheme: str = "http") -> object:
    """The answer to a GET."""
    request = Request("GET", f"{scheme}://{address}/x", {"Accept": "application/json"})
    return Client().exchange(request, seconds=seconds, most=MOST)


@pytest.mark.parametrize("name", BROKEN)
def test_broken_answers_are_none(name: str) -> None:
    """They become one exception, whose words hold nothing that the server sent."""
    with hostile(BROKEN[name]) as address, pytest.raises(ExchangeFailed) as caught:
        ask(address)

    assert caught.value.failure in {Failure.CLOSED, Failure.NO_HTTP}


@pytest.mark.parametrize("name", ENDLESS)
def test_no_server_puts_off_the_end(name: str) -> None:
    """However its bytes trickle in, the exchange ends with the time that was given."""
    with hostile(ENDLESS[name]) as address, pytest.raises(ExchangeFailed) as caught:
        ask(address, seconds=0.5)

    assert Failure.TIMEOUT is caught.value.failure


@pytest.mark.parametrize("name", PARTIAL)
def test_what_is_not_whole_says_so(name: str) -> None:
    """A body that is longer than asked for or shorter than announced is cut, and marked."""
    with hostile(PARTIAL[name]) as address:
        got = Client().exchange(Request("GET", f"http://{address}/", {}), seconds=20, most=MOST)

    assert (200, False) == (got.status, got.whole)
    assert len(got.body) <= MOST


@pytest.mark.parametrize("name", ["no status line", "closes at once"])
def test_a_server_without_tls(name: str) -> None:
    """https to a server that speaks something else fails before anything is sent."""
    with hostile(BROKEN[name]) as address, pytest.raises(ExchangeFailed) as caught:
        ask(address, scheme="https")

    assert caught.value.failure in {Failure.UNREACHABLE, Failure.CLOSED}


def test_a_handshake_that_never_ends() -> None:
    """The time counts from the first packet on."""
    with hostile(ENDLESS["says nothing"]) as address, pytest.raises(ExchangeFailed) as caught:
        ask(address, seconds=0.5, scheme="https")

    assert Failure.TIMEOUT is caught.value.failure


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "http://169.254.169.254/latest/meta-data",
        "http://127.0.0.1:1/x",
        "//registry.example/x",
        "https://127.0.0.1/x",
        "http://[::1",
        "data:application/json,{}",
    ],
)
def test_redirects_elsewhere_are_not_followed(location: str) -> None:
    """Not to another scheme, host, port or private address: the redirect itself is the answer."""
    with hostile(answer("302 Found", b"", f"Location: {location}")) as address:
        got = Client().exchange(Request("GET", f"http://{address}/", {}), seconds=20, most=MOST)

    assert (302, location) == (got.status, got.location)


def test_a_redirect_within_the_host_is_followed() -> None:
    """The next answer counts."""
    answers = iter([answer("301 Moved Permanently", b"", "Location: /new"), answer("200 OK", b"{}")])

    def behave() -> Iterator[bytes]:
        return next(answers)()

    with hostile(behave) as address:
        got = Client().exchange(Request("GET", f"http://{address}/", {}), seconds=20, most=MOST)

    assert (200, b"{}", True) == (got.status, got.body, got.whole)


def test_redirects_without_end() -> None:
    """A loop ends after three."""
    with (
        hostile(answer("302 Found", b"", "Location: /again")) as address,
        pytest.raises(ExchangeFailed) as caught,
    ):
        ask(address)

    assert "it redirects without end" == caught.value.words


def test_a_document_is_never_sent_on() -> None:
    """A redirect of a request with a body is an answer, even within the host."""
    request_headers = {"X-Api-Key": "secret"}
    with hostile(answer("307 Temporary Redirect", b"", "Location: /new")) as address:
        sent = Request("PUT", f"http://{address}/", request_headers, b"{}")
        got = Client().exchange(sent, seconds=20, most=MOST)

    assert (307, "/new") == (got.status, got.location)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://h/x", "http://u:secret@h/", "http://[::1", "http://", "x"]
)
def test_only_web_addresses(url: str) -> None:
    """Anything else is refused without being repeated."""
    with pytest.raises(ExchangeFailed) as caught:
        Client().exchange(Request("GET", url, {}), seconds=5, most=MOST)

    assert "secret" not in str(caught.value)


def test_a_budget_is_shared() -> None:
    """When it is used up nothing more is asked, and no pause goes beyond it."""
    client = Client(0.3)
    with hostile(ENDLESS["says nothing"]) as address:
        for _ in range(2):
            with pytest.raises(ExchangeFailed):
                client.exchange(Request("GET", f"http://{address}/", {}), seconds=60, most=MOST)

    assert not client.pause(0.001)
    assert not Client(5.0).pause(3600)


def test_closing_ends_what_is_under_way() -> None:
    """A thread that waits for an answer gets none, and neither does a later one."""
    client, failures = Client(), list[Failure]()

    def wait(address: str) -> None:
        with pytest.raises(ExchangeFailed) as caught:
            client.exchange(Request("GET", f"http://{address}/", {}), seconds=60, most=MOST)
        failures.append(caught.value.failure)

    with hostile(ENDLESS["drips a body"]) as address:
        thread = threading.Thread(target=wait, args=(address,))
        thread.start()
        threading.Event().wait(0.2)
        client.close()
        thread.join(10)
        wait(address)

    assert [Failure.TIMEOUT] * 2 == failures


def test_a_public_name_with_a_private_address() -> None:
    """Is refused before a connection is made, so that nobody's name server opens the way into a network."""
    with Guard(5, public="localhost") as guard, pytest.raises(AddressRefusedError):
        guard.connect(("localhost", 9))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111"])
def test_public_addresses(address: str) -> None:
    """Those of servers anywhere."""
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "169.254.169.254", "100.64.0.1", "224.0.0.1", "0.0.0.0"),  # noqa: S104 - to refuse
        *("::1", "fe80::1%eth0", "::ffff:10.0.0.1", "name"),
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    """As IANA's registries of special-purpose addresses have them."""
    assert not is_public(address)


def test_a_proxy_sees_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked for a tunnel to the host, and what is sent through that is for the host alone."""
    received: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def refuse() -> None:
            client, _ = listening.accept()
            with client:
                received.append(client.recv(65_536))
                client.sendall(b"HTTP/1.1 403 Forbidden\r\n\r\n")

        thread = threading.Thread(target=refuse)
        thread.start()
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{listening.getsockname()[1]}")
        monkeypatch.delenv("no_proxy", raising=False)
        sent = Request("PUT", "https://server.example/x", {"Authorization": "Bearer secret"}, b"{}")
        with pytest.raises(ExchangeFailed):
            Client().exchange(sent, seconds=20, most=MOST, public_only=True)
        thread.join()

    assert received[0].startswith(b"CONNECT server.example:443 HTTP/1.")
    assert b"secret" not in received[0]
