# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import json
import os
import threading
from pathlib import Path
from typing import Any

import mlbom
import pytest
from conftest import Lexbom


def written(path: Path, document: dict[str, Any]) -> Path:
    path.write_text(json.dumps(document), "utf-8")
    return path


def with_torch(**fields: Any) -> dict[str, Any]:
    document = mlbom.good()
    document["components"][1] |= fields
    return document


def layers(run: Any) -> list[tuple[str, str]]:
    (outcome,) = json.loads(run.out)["files"]
    return [(one["layer"], one["severity"]) for one in outcome["problems"]]


def test_people_read_what_is_wrong_and_what_to_do(lexbom: Lexbom, tmp_path: Path) -> None:
    """Severity, layer, place, the component by name, and the fix; exit 1."""
    path = written(tmp_path / "bad.json", with_torch(type="libary"))

    run = lexbom("validate", path)

    assert 1 == run.code
    assert f"{path}: not valid (1 error)" in run.out
    assert "  error    schema  /components/1/type\n" in run.out
    assert 'component torch 2.9.1: `type` is "libary"; 13 values are allowed, nearest library' in run.out
    assert '           Use "library"\n' in run.out


def test_a_warning_does_not_make_a_document_invalid(lexbom: Lexbom, tmp_path: Path) -> None:
    """Valid means without errors in the layers that were asked for; warnings are told."""
    path = written(tmp_path / "b.json", with_torch(purl="pkg:pypi/torch@2.9.0"))

    run = lexbom("validate", path)

    assert (0, True) == (run.code, f"{path}: valid (1 warning)" in run.out)


@pytest.mark.parametrize(
    ("only", "code", "found"),
    [
        ([], 1, [("schema", "error"), ("integrity", "error")]),
        (["schema"], 1, [("schema", "error")]),
        (["integrity"], 1, [("integrity", "error")]),
        (["schema", "integrity"], 1, [("schema", "error"), ("integrity", "error")]),
    ],
)
def test_only_the_layers_that_were_asked_for(
    lexbom: Lexbom, tmp_path: Path, only: list[str], code: int, found: list[tuple[str, str]]
) -> None:
    """--only is repeatable, and `valid` speaks of these layers."""
    document = with_torch(scope="dev", purl="torch")
    path = written(tmp_path / "b.json", document)

    run = lexbom("validate", path, "--json", "-", *(word for layer in only for word in ("--only", layer)))

    assert (code, found) == (run.code, layers(run))


def test_valid_in_one_layer_and_not_in_another(lexbom: Lexbom, tmp_path: Path) -> None:
    """A document that only integrity faults is valid by its schema."""
    path = written(tmp_path / "b.json", with_torch(purl="torch"))

    assert 0 == lexbom("validate", path, "--only", "schema").code
    assert 1 == lexbom("validate", path).code


def test_xml_is_held_against_everything(lexbom: Lexbom, tmp_path: Path) -> None:
    """Its XSD, then integrity and profiles as of the JSON document that says the same."""
    path = tmp_path / "b.xml"
    path.write_text(
        '<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="x"><name>a</name>'
        "</component></components></bom>"
    )

    assert [("schema", "error"), ("integrity", "warning"), ("integrity", "note")] == layers(
        lexbom("validate", path, "--json", "-")
    )
    assert [("schema", "error")] == layers(lexbom("validate", path, "--json", "-", "--only", "schema"))


def test_what_is_no_document_is_one_sentence(lexbom: Lexbom, tmp_path: Path) -> None:
    """A folder, a missing file, SPDX, a DTD and a bomb: exit 2, one line each, no traceback; the others are still validated."""
    (tmp_path / "spdx.json").write_text('{"spdxVersion": "SPDX-2.3"}')
    (tmp_path / "dtd.xml").write_text('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    (tmp_path / "deep.json").write_text("[" * 100_000)
    good = written(tmp_path / "good.json", mlbom.good())
    bad = [tmp_path, tmp_path / "none", *(tmp_path / name for name in ("spdx.json", "dtd.xml", "deep.json"))]

    run = lexbom("validate", *bad, good)

    assert (2, 5) == (run.code, len(run.err.splitlines()))
    assert [True] * 5 == [line.startswith("lexbom: ") for line in run.err.splitlines()]
    assert f"{good}: valid\n" == run.out


def test_the_size_limit_can_be_raised(lexbom: Lexbom, tmp_path: Path) -> None:
    """A large document is refused before it is read; --max-size says how large it may be."""
    path = written(tmp_path / "large.json", mlbom.good() | {"$schema": "x" * 1_100_000})

    refused = lexbom("validate", path, "--max-size", 1)

    assert (2, f"lexbom: {path} is larger than 1 MB. Split it, or raise the limit with --max-size\n") == (
        refused.code,
        refused.err,
    )
    assert lexbom("validate", path, "--max-size", 2).code != 2


def test_characters_that_steer_a_terminal_are_not_printed(lexbom: Lexbom, tmp_path: Path) -> None:
    """A name may hold anything; what is printed can't."""
    path = written(tmp_path / "b.json", with_torch(name="\x1b[31mred\x07", type="libary"))

    assert "\x1b" not in lexbom("validate", path).out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--only", "profile"], "--only profile needs a profile"),
        (["--only", "schema", "--profile", "x"], "--profile is given, but --only leaves it out"),
    ],
)
def test_options_that_contradict_are_refused(
    lexbom: Lexbom, tmp_path: Path, options: list[str], words: str
) -> None:
    """Nothing that was asked for is passed over in silence."""
    run = lexbom("validate", written(tmp_path / "b.json", mlbom.good()), *options)

    assert (2, True) == (run.code, words in run.err)


def test_what_is_alike_is_told_three_times(lexbom: Lexbom, tmp_path: Path) -> None:
    """A fault of a hundred components is no wall of text: three, the fix once, how many more and where; the JSON has them all."""
    document = mlbom.good()
    document["components"] += [
        {"type": "library", "name": f"n{number}", "licenses": [{"license": {}}]} for number in range(9)
    ]
    path, outcome = written(tmp_path / "b.json", document), tmp_path / "outcome.json"

    run = lexbom("validate", path, "--only", "schema", "--json", outcome)

    assert (3, 1) == (run.out.count("a licence has neither"), run.out.count("Keep `id` for an SPDX id"))
    assert "... and 6 more like these, next /components/" in run.out
    assert 9 == len(json.loads(outcome.read_text("utf-8"))["files"][0]["problems"])


def test_versions_without_json_are_held_against_their_schema(lexbom: Lexbom, tmp_path: Path) -> None:
    """XML 1.0 and 1.1 are valid or not by their schema, and it is said that this was all; who asks for the rest gets none of it."""
    path = tmp_path / "old.xml"
    path.write_text(
        '<bom xmlns="http://cyclonedx.org/schema/bom/1.1" version="1"><components/></bom>', "utf-8"
    )

    run = lexbom("validate", path)

    assert (0, True) == (run.code, "only its schema was looked at" in run.out)
    assert 2 == lexbom("validate", path, "--only", "integrity").code
    assert 2 == lexbom("validate", path, "--profile", "cisa-2026").code
    assert 0 == lexbom("validate", path, "--only", "schema").code


def test_a_broken_file_among_good_ones_is_in_the_outcome(lexbom: Lexbom, tmp_path: Path) -> None:
    """Each file has its entry, in the order given; exit 2, as something could not be read."""
    good, broken = written(tmp_path / "good.json", mlbom.good()), tmp_path / "broken.json"
    broken.write_bytes(b'{"bomFormat"')

    run = lexbom("validate", broken, good, "--json", "-")

    assert 2 == run.code
    assert [(str(broken), False), (str(good), True)] == [
        (one["path"], one["valid"]) for one in json.loads(run.out)["files"]
    ]
    (problem,) = json.loads(run.out)["files"][0]["problems"]
    assert {"layer", "severity", "pointer", "message", "fix"} == problem.keys()


def test_pipes_are_read_and_not_waited_for(lexbom: Lexbom, tmp_path: Path) -> None:
    """A document may come through a pipe; one that nobody writes to is empty after a few seconds."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    alone = lexbom("validate", pipe)
    writer = threading.Thread(target=pipe.write_text, args=(json.dumps(mlbom.good()),))
    writer.start()
    run = lexbom("validate", pipe)
    writer.join()

    assert (2, True) == (alone.code, f"{pipe} is empty" in alone.err)
    assert (0, "") == (run.code, run.err)
