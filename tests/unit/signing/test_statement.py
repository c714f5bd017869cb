# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import contextlib
import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.errors import InputError
from compliance.signing import statement as sign
from compliance.signing.statement import Mismatch, SignedFile

ONE, TWO = ("1" * 64, "2" * 64)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
STATEMENTS = st.fixed_dictionaries(
    {"_type": st.just(sign.STATEMENT)},
    optional={
        "predicateType": st.sampled_from([sign.OF_BOM, sign.OF_MODEL, sign.OF_FILES]) | JSON,
        "subject": JSON
        | st.lists(st.fixed_dictionaries({}, optional={"name": JSON, "digest": JSON, "annotations": JSON})),
        "predicate": JSON
        | st.fixed_dictionaries(
            {
                "serialization": JSON | st.just({"method": "files", "hash_type": "sha256"}),
                "resources": JSON | st.lists(JSON),
            }
        ),
    },
)
ENTRIES = st.lists(
    st.builds(
        SignedFile,
        st.text(st.characters(codec="utf-8"), min_size=1),
        st.binary(min_size=32, max_size=32).map(bytes.hex),
    ),
    min_size=1,
    unique_by=lambda entry: entry.name,
)


def table(payload: bytes) -> Any:
    return json.loads(payload)


def test_a_statement_lists_files_sorted() -> None:
    """Each file is a subject with its name and SHA-256, in an order that no file system decides."""
    statement = table(sign.write_statement([SignedFile("b", TWO), SignedFile("a", ONE)]))

    assert ("https://in-toto.io/Statement/v1", sign.OF_FILES) == (
        statement["_type"],
        statement["predicateType"],
    )
    assert [{"name": "a", "digest": {"sha256": ONE}}, {"name": "b", "digest": {"sha256": TWO}}] == statement[
        "subject"
    ]
    assert "predicate" not in statement


def test_a_bom_is_the_predicate() -> None:
    """As in-toto's predicate for CycloneDX has it."""
    bom = {"bomFormat": "CycloneDX", "components": [{"name": "ü"}]}
    statement = table(sign.write_statement([SignedFile("a", ONE)], bom))

    assert ("https://cyclonedx.org/bom", bom) == (statement["predicateType"], statement["predicate"])


def test_a_bom_that_is_no_json_is_refused() -> None:
    """Python reads NaN where JSON has none; signed, nobody else could read it."""
    with pytest.raises(InputError, match="can't be written as JSON"):
        sign.write_statement([SignedFile("a", ONE)], {"version": float("nan")})


def test_a_directory_is_stated_as_model_signing_does() -> None:
    """One subject, whose digest is that of all digests in order; the files stand in the predicate."""
    statement = table(sign.write_model_statement("m", [SignedFile("b", TWO), SignedFile("a/c", ONE)]))
    overall = hashlib.sha256(bytes.fromhex(ONE) + bytes.fromhex(TWO)).hexdigest()

    assert [{"name": "m", "digest": {"sha256": overall}}] == statement["subject"]
    assert "https://model_signing/signature/v1.0" == statement["predicateType"]
    assert {
        "serialization": {"method": "files", "hash_type": "sha256", "allow_symlinks": False},
        "resources": [
            {"name": "a/c", "algorithm": "sha256", "digest": ONE},
            {"name": "b", "algorithm": "sha256", "digest": TWO},
        ],
    } == statement["predicate"]


@given(ENTRIES)
def test_what_is_stated_is_read_back(entries: list[SignedFile]) -> None:
    """Names of any characters come through, newlines and quotes among them."""
    for payload in (sign.write_model_statement("m", entries), sign.write_statement(entries)):
        assert sorted(entries) == sorted(sign.read_statement(payload, "x").entries)
        assert [] == sign.compare_files(sign.read_statement(payload, "x").entries, entries)


def test_a_link_is_told_from_a_file() -> None:
    """A file in place of a link is a change even if its content has the same digest."""
    link = SignedFile("a", ONE, "target")

    assert (link,) == sign.read_statement(sign.write_statement([link]), "x").entries
    assert [Mismatch("a", "changed")] == sign.compare_files([link], [SignedFile("a", ONE)])


def test_each_mismatch_is_named() -> None:
    """Changed, missing and added, sorted by name; what is the same is not mentioned."""
    signed = [SignedFile("a", ONE), SignedFile("b", ONE), SignedFile("d", ONE)]
    present = [SignedFile("a", TWO), SignedFile("c", ONE), SignedFile("d", ONE)]

    assert [Mismatch("a", "changed"), Mismatch("b", "missing"), Mismatch("c", "added")] == sign.compare_files(
        signed, present
    )


def subjects(*listed: Any, kind: str = sign.OF_FILES, **fields: Any) -> bytes:
    return json.dumps(
        {"_type": sign.STATEMENT, "predicateType": kind, "subject": list(listed), **fields}
    ).encode()


def model(**predicate: Any) -> bytes:
    listed = {
        "serialization": {"method": "files", "hash_type": "sha256"},
        "resources": [{"name": "a", "algorithm": "sha256", "digest": ONE}],
    }
    return subjects({"name": "m"}, kind=sign.OF_MODEL, predicate=listed | predicate)


GOOD = {"name": "a", "digest": {"sha256": ONE}}


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        (b"\xff", "is no JSON"),
        (b"[]", "no in-toto statement of version 1"),
        (b'{"_type": "https://in-toto.io/Statement/v0.1"}', "no in-toto statement of version 1"),
        (subjects(GOOD, kind="https://slsa.dev/provenance/v1"), "of type 'https://slsa.dev/provenance/v1'"),
        (subjects(), "no list of files"),
        (subjects(GOOD, GOOD), "repetitions"),
        (subjects(GOOD, "a"), "gaps"),
        (subjects(GOOD, {"name": "b"}), "gaps"),
        (subjects(GOOD, {"name": "b", "digest": {"sha1": "1" * 40}}), "gaps"),
        (model(resources=None), "no list of files"),
        (model(resources=[{"name": "a", "algorithm": "blake3", "digest": ONE}]), "gaps"),
        (model(serialization={"method": "shards", "hash_type": "sha256"}), "something else than files"),
        (model(serialization={"method": "files", "hash_type": "blake2b"}), "something else than files"),
        (model(serialization=None), "something else than files"),
    ],
)
def test_other_statements_are_refused(payload: bytes, words: str) -> None:
    """Signed or not: what doesn't list every file with a SHA-256 proves nothing here."""
    with pytest.raises(InputError, match=words):
        sign.read_statement(payload, "x")


@given(STATEMENTS | JSON)
def test_hostile_statements_raise_nothing_else(statement: Any) -> None:
    """Any JSON is a statement or an input error."""
    with contextlib.suppress(InputError):
        assert sign.read_statement(json.dumps(statement).encode(), "x").entries


def test_what_the_signer_left_out_is_known() -> None:
    """model-signing writes down what it ignores."""
    serialization = {"method": "files", "hash_type": "sha256", "ignore_paths": [".git", "m.sig", 7]}

    assert (".git", "m.sig") == sign.read_statement(model(serialization=serialization), "x").ignored


@pytest.mark.parametrize(
    ("path", "ignored", "expected"),
    [
        (".git", (".git",), True),
        (".git/config", (".git/",), True),
        (".gitignore", (".git",), False),
        ("sub/.git", (".git",), False),
        ("a", (".", "", "/", ".."), False),
        ("a/b", ("../a",), False),
    ],
)
def test_ignoring_is_exact(path: str, ignored: tuple[str, ...], expected: object) -> None:
    """A path and what is below it; nothing makes the whole directory ignored."""
    assert expected == sign.is_ignored(path, ignored)
