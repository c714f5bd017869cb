# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What counts as the same finding in another state of the product."""

from dataclasses import replace

import pytest
import results

from compliance import finding_identity
from compliance.findings import Finding
from compliance.model import Component, Digest, Evidence, Inventory, Kind

MODEL = Component("pkg:pypi/vad@1.0#vad/m.onnx", Kind.MODEL, "m.onnx", purl="pkg:pypi/vad@1.0#vad")


def fingerprint(message: str, component: str = "vad", **changes: object) -> str:
    finding = replace(results.finding(component=component, message=message), **changes)  # type: ignore[arg-type]
    return finding_identity.fingerprint_finding(finding, "pkg:pypi/vad")


class TestPart:
    @pytest.mark.parametrize(
        ("component", "name"),
        [
            (Component("product", Kind.PRODUCT, "app"), "product"),
            (Component("pkg:pypi/a@1", Kind.LIBRARY, "a", purl="pkg:pypi/a@1"), "pkg:pypi/a"),
            (
                Component("urn:drawn", Kind.LIBRARY, "a", purl="pkg:npm/%40x/a@1.2?arch=x"),
                "pkg:npm/%40x/a",
            ),
            (Component("pkg:npm/@x/a@1", Kind.LIBRARY, "a"), "pkg:npm/@x/a"),
            (MODEL, "pkg:pypi/vad#vad/m.onnx"),
            (Component("hub:org/m@0123", Kind.MODEL, "org/m"), "hub:org/m"),
            (Component("file:a@2/b@3.onnx", Kind.MODEL, "b"), "file:a@2/b@3.onnx"),
            (Component("7f3c", Kind.LIBRARY, "a"), "library:a"),
        ],
    )
    def test_a_part_keeps_its_name_through_versions(self, component: Component, name: str) -> None:
        """By purl or ref without the version; a ref that another tool drew says nothing."""
        assert name == finding_identity.part_name(component)


class TestFingerprint:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (
                "vad 1.0 is locked at 1.0 but 1.1 is installed",
                "vad 1.0 is locked at 2.0 but 2.1 is installed",
            ),
            ("uv.lock: Line 3: numpy has no version", "uv.lock: Line 30: numpy has no version"),
            ("a/uv.lock:3: a table is no table", "a/uv.lock:30: a table is no table"),
            ("3 parts disclaim", "14 parts disclaim"),
            ("vad has a and 3 more", "vad has a and 12 more"),
        ],
    )
    def test_versions_lines_and_counts_do_not_matter(self, one: str, other: str) -> None:
        """They change without anything new being wrong."""
        assert fingerprint(one) == fingerprint(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("vad: GPL-2.0-only is denied", "vad: GPL-3.0-only is denied"),
            ("vad: LLAMA 3.1 COMMUNITY", "vad: LLAMA 3.2 COMMUNITY"),
            ("Line 3: numpy has no version", "Line 3: scipy has no version"),
        ],
    )
    def test_another_fact_is_another_finding(self, one: str, other: str) -> None:
        """Licences and names are what a finding is about, digits in them too."""
        assert fingerprint(one) != fingerprint(other)

    def test_evidence_does_not_matter(self) -> None:
        """A clause that moved to another line or file is the same clause."""
        assert fingerprint("NC") == fingerprint("NC", evidence=(Evidence("other.md", 99, "words"),))

    def test_territories_do(self) -> None:
        """One more excluded territory is another finding."""
        assert fingerprint("out", territories=("EU",)) != fingerprint("out", territories=("EU", "GB"))

    def test_a_renamed_part_says_the_same(self) -> None:
        """Its own name in the message doesn't count, but a longer word that holds it does."""
        assert fingerprint("a.onnx: NC", "a.onnx") == fingerprint("b.onnx: NC", "b.onnx")
        assert fingerprint("vad: NC of vadder") != fingerprint("vad: NC of")

    def test_what_a_rule_names_stands_for_the_message(self) -> None:
        """`about` tells findings apart where the message is a summary."""
        assert fingerprint("7 parts: a, b", about="absolute") == fingerprint(
            "8 parts: a, c", about="absolute"
        )

    def test_any_name_will_do(self) -> None:
        """Names that are patterns, empty or no Unicode raise nothing."""
        for name in ("", "(", "\\", "\ud800", "a" * 10_000):
            found: Finding = results.finding(component=name, message=f"{name}: NC")
            assert 32 == len(finding_identity.fingerprint_finding(found, name))


def inventory(*files: tuple[str, str]) -> Inventory:
    parts = tuple(
        Component(f"file:{path}", Kind.MODEL, path, path=path, digests=(Digest("SHA-256", digest * 64),))
        for path, digest in files
    )
    return Inventory(Component("product", Kind.PRODUCT, "app"), parts)


class TestRenamed:
    def test_the_same_content_under_a_new_name_is_the_same_part(self) -> None:
        """A moved file keeps the name that its findings had."""
        assert {"file:b": "file:a"} == finding_identity.find_renamed(
            inventory(("a", "1")), inventory(("b", "1"))
        )

    def test_a_copy_is_another_part(self) -> None:
        """Content that lies there twice says nothing; nor does a name that was taken."""
        assert {} == finding_identity.find_renamed(inventory(("a", "1")), inventory(("b", "1"), ("c", "1")))
        assert {} == finding_identity.find_renamed(inventory(("a", "1"), ("b", "2")), inventory(("b", "1")))

    def test_a_model_moves_with_its_files(self) -> None:
        """Its own component has no digest; the folder's new name is the old one's."""
        old, new = (
            Inventory(
                Component("product", Kind.PRODUCT, "app"),
                (
                    Component(f"file:{folder}/m.*", Kind.MODEL, "m"),
                    Component(
                        f"file:{folder}/m.onnx",
                        Kind.FILE,
                        "m.onnx",
                        shipped_by=f"file:{folder}/m.*",
                        digests=(Digest("SHA-256", "1" * 64),),
                    ),
                ),
            )
            for folder in ("a", "b")
        )

        assert {
            "file:b/m.onnx": "file:a/m.onnx",
            "file:b/m.*": "file:a/m.*",
        } == finding_identity.find_renamed(old, new)

    def test_circles_end(self) -> None:
        """A hostile document in which parts ship each other is no endless loop."""
        old, new = (
            Inventory(
                Component("product", Kind.PRODUCT, "app"),
                tuple(
                    Component(
                        f"file:{folder}{number}",
                        Kind.FILE,
                        "x",
                        shipped_by=f"file:{folder}{1 - number}",
                        digests=(Digest("SHA-256", f"{number}" * 64),),
                    )
                    for number in (0, 1)
                ),
            )
            for folder in ("a", "b")
        )

        assert {"file:b0": "file:a0", "file:b1": "file:a1"} == finding_identity.find_renamed(old, new)
