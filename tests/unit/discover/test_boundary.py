# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What the boundary makes of exceptions that nobody expected."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import trees

from compliance import rules
from compliance.configuration import load_settings
from compliance.discover import boundary, discover
from compliance.discover.base import parse_file
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages import poetry_lock
from compliance.errors import UsageError
from compliance.model import Component, Gap, Inventory, Kind
from compliance.rules import license_missing
from compliance.settings import Settings

LOCK = '[[package]]\nname = "{}"\nversion = "1.0"\n'
ERRORS = [KeyError("secret"), RecursionError("secret"), MemoryError("secret")]


def broken(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Poetry's reader fails on the lock in the folder `bad`."""
    read = poetry_lock._read_lock

    def fail(candidate: ScannedFile, *others: object) -> object:
        if candidate.folder == "bad":
            raise error
        return read(candidate, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(poetry_lock, "_read_lock", fail)


def product(root: Path) -> Path:
    """Three locks in three folders, of which `bad` is one."""
    return trees.put(root, {f"{name}/poetry.lock": LOCK.format(name) for name in ("alpha", "bad", "zeta")})


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_one_bad_file_costs_no_other(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gap names the file, the reader, the kind of exception and a code, and nothing of the file; the other files are read."""
    broken(monkeypatch, error)

    inventory = discover(product(tmp_path), load_settings(tmp_path))

    (gap,) = (gap for gap in inventory.gaps if gap.path == "bad/poetry.lock")
    assert "packages.poetry_lock" in gap.reason
    assert type(error).__name__ in gap.reason
    assert boundary.fingerprint(error) in gap.fix
    assert "secret" not in gap.words
    assert {"alpha", "zeta"} == {one.name for one in inventory.components if one.kind is Kind.LIBRARY}


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit()], ids=lambda error: type(error).__name__)
def test_who_wants_to_stop_is_let(
    error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C is no fault of a reader."""
    broken(monkeypatch, error)

    with pytest.raises(type(error)):
        discover(product(tmp_path), load_settings(tmp_path))


def test_debugging_catches_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `Settings.debug` the exception ends the run, so that its place is seen."""
    broken(monkeypatch, KeyError("x"))

    with pytest.raises(KeyError):
        discover(product(tmp_path), replace(load_settings(tmp_path), debug=True))


class Reader:
    """A reader that fails on each file of which the name starts with `bad`."""

    def __init__(self) -> None:
        self.starts = 0

    def discover(self, candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
        self.starts += 1
        for candidate in candidates:
            if candidate.name.startswith("bad"):
                parse_file.read_bytes(candidate)  # has the file in hand when it fails: there is none
            yield Gap(candidate.path, "was read")


def test_many_bad_files_are_bounded(tmp_path: Path) -> None:
    """A reader that fails on file after file is given up with a gap; what it found before is kept."""
    names = ["a", *(f"bad{number}" for number in range(99))]
    reader = Reader()

    found = boundary.read(reader, tuple(ScannedFile(name, tmp_path / name, 1) for name in names), Settings())

    gaps = [item for item in found if isinstance(item, Gap)]
    assert Gap("a", "was read") in gaps
    assert [gap.path for gap in gaps].count(".") == 1
    assert reader.starts == len([gap for gap in gaps if gap.path.startswith("bad")]) + 1 < 30


def test_errors_of_the_user_pass() -> None:
    """What the user gave and what can't be used ends the run with its sentence."""

    def fail() -> list[Discovery]:
        raise UsageError("no")

    with pytest.raises(UsageError):
        boundary.attempt(fail, lambda gap: [gap], "x", debug=False)


def test_fingerprints_tell_places_apart(tmp_path: Path) -> None:
    """The same kind of exception in the same function has the same code, whatever it says; in another function another."""

    def of(work: Callable[[ScannedFile], object], name: str) -> str:
        with pytest.raises(parse_file.Unreadable) as raised:
            work(ScannedFile(name, tmp_path / name, 1))
        return boundary.fingerprint(raised.value)

    (tmp_path / "b").write_text("[", "utf-8")

    assert of(parse_file.read_bytes, "a") == of(parse_file.read_bytes, "another")
    assert of(parse_file.read_bytes, "a") != of(parse_file.parse_toml, "b")
    assert len(of(parse_file.read_bytes, "a")) == 8


def test_a_resolver_that_fails_loses_nothing() -> None:
    """What was found stays as it was, and a gap says so."""
    found: list[Discovery] = [Gap("a", "b")]

    def fail(_: list[Discovery]) -> Iterator[Discovery]:
        raise KeyError

    kept = boundary.resolve(fail, found, debug=False)

    assert kept[0] == found[0]
    assert len(kept) == 2


def test_a_rule_that_fails_is_no_open_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a finding with the rule's own severity, and the other rules go on."""

    def fail(inventory: Inventory, _settings: Settings) -> Iterator[object]:
        yield from {"secret": inventory}["another"]  # type: ignore[misc]

    monkeypatch.setattr(license_missing, "check", fail)
    rules.rules.cache_clear()
    inventory = Inventory(Component("product", Kind.PRODUCT, "shop"), gaps=(Gap("a", "b"),))
    try:
        findings = rules.check(inventory, Settings())
    finally:
        monkeypatch.undo()
        rules.rules.cache_clear()

    (failed,) = (finding for finding in findings if finding.rule == "license-missing")
    assert "failed" in failed.message
    assert "secret" not in failed.message
    assert failed.severity == license_missing.SEVERITY
    assert any(finding.rule == "sbom-incomplete" for finding in findings)
