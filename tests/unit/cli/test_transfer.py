# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import datetime
import email.utils

import pytest

from compliance.cli._support import transfer
from compliance.errors import UsageError


@pytest.mark.parametrize(
    "url",
    [
        "https://dtrack.example.org",
        "https://dtrack.example.org:8443/api",
        "http://localhost:8081",
        "http://127.0.0.1:8081",
        "http://[::1]:8081",
    ],
)
def test_addresses_that_keep_a_key(url: str) -> None:
    """https to anybody, http to this machine."""
    transfer.check_address(url)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://dtrack.example.org", "http to dtrack.example.org would send the key for all to read"),
        ("http://localhost.example.org", "for all to read"),
        ("http://127.0.0.1.example.org", "for all to read"),
        ("http://10.0.0.1", "for all to read"),
        ("https://me:secret@dtrack.example.org", "holds a name or a password"),
        ("ftp://dtrack.example.org", "no address of a server"),
        ("file:///etc/passwd", "no address of a server"),
        ("dtrack.example.org", "no address of a server"),
        ("https://", "no address of a server"),
        ("https://dtrack.example.org/\r\nX: y", "no address of a server"),
        ("https://dtrack.example.org/ä", "no address of a server"),
        ("https://dtrack.example.org:port", "can't be read"),
        ("https://[::1", "can't be read"),
    ],
)
def test_addresses_that_do_not(url: str, words: str) -> None:
    """Each refused before a connection is made, and no password is repeated."""
    with pytest.raises(UsageError, match=words) as caught:
        transfer.check_address(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("asked", "attempt", "expected"),
    [
        ("7", 0, 7),
        ("0", 0, 0),
        ("86400", 0, 30),
        ("9" * 5000, 0, 30),
        ("", 0, 1),
        ("", 1, 2),
        ("soon", 1, 2),
        ("-5", 0, 1),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0, 0),
        ("Wed, 21 Oct 2215 07:28:00 GMT", 0, 30),
        ("Wed, 21 Oct 2015 07:28:00 -0000", 1, 2),
    ],
)
def test_a_busy_server_is_given_time(asked: str, attempt: int, expected: float) -> None:
    """What it asks for in seconds or as a date, never more than 30 seconds; else 1 and 2."""
    assert expected == transfer._wait(asked, attempt)


def test_a_date_soon_is_waited_for() -> None:
    """The difference to now."""
    soon = datetime.datetime.now(tz=datetime.UTC) + datetime.timedelta(seconds=20)

    assert 18 <= transfer._wait(email.utils.format_datetime(soon, usegmt=True), 0) <= 20
