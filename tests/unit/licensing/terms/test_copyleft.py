# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The table of licences with copyleft."""

import license_expression
import tomli

from compliance.licensing import expressions, knowledge_base
from compliance.licensing.terms import copyleft
from compliance.licensing.terms.copyleft import CopyleftScope, find_copyleft

_ENTRIES = tomli.loads(copyleft.TABLE.read_text("utf-8"))["license"]
_IDS = [identifier for entry in _ENTRIES for identifier in entry["ids"]]


def test_each_id_is_one_that_spdx_lists_and_stands_once() -> None:
    """No entry can be missed for its spelling, or shadow another."""
    assert all(map(expressions.is_listed, _IDS))
    assert len(set(_IDS)) == len(_IDS)


def test_each_section_is_quoted() -> None:
    """The words of each section stand in the table or in the knowledge base."""
    for identifier in _IDS:
        found = find_copyleft(identifier)
        assert found
        assert found.evidence.quote
        assert found.evidence.source.endswith(found.section)
        assert not found.network or found.network.evidence.quote


def test_what_the_knowledge_base_calls_copyleft_of_programs_is_in_the_table() -> None:
    """Strong and network copyleft that is known is never left out."""
    licenses = [knowledge_base.load_license(path.stem) for path in knowledge_base.FOLDER.glob("*.toml")]
    strong = {one.expression for one in licenses if one.category in {"strong-copyleft", "network-copyleft"}}
    missing = {one for one in strong if not one.startswith("LicenseRef-") and not find_copyleft(one)}

    assert missing == set()


def test_an_exception_for_those_who_use_the_part_takes_it_out() -> None:
    """Classpath and syscall exceptions do, in today's and in SPDX's old spelling; one for OpenSSL alone doesn't."""
    assert find_copyleft("GPL-2.0-only WITH Classpath-exception-2.0") is None
    assert find_copyleft("GPL-2.0-with-classpath-exception") is None
    assert find_copyleft("GPL-2.0-only WITH Linux-syscall-note") is None
    kept = find_copyleft("GPL-2.0-only WITH x11vnc-openssl-exception")
    assert kept
    assert kept.scope is CopyleftScope.WHOLE


def test_other_licences_have_none() -> None:
    """Permissive ones, content licences, terms that limit use, and what nobody knows."""
    for name in ("MIT", "CC-BY-SA-4.0", "OFL-1.1", "BUSL-1.1", "LicenseRef-Acme", "BlueOak-1.0.0", ""):
        assert find_copyleft(name) is None


def test_what_scancode_counts_as_strong_copyleft_is_known() -> None:
    """A licence of its index is in the table, in the knowledge base, on the list of unread ones, or one for content."""
    content = ("CC-", "GFDL", "OFL", "ODbL", "CDLA")
    strong = {
        entry["spdx_license_key"]
        for entry in license_expression.get_license_index()
        if entry["category"] == "Copyleft" and not entry["is_exception"] and entry.get("spdx_license_key")
    }
    missing = {
        one
        for one in strong
        if expressions.is_listed(one)
        and not one.startswith(content)
        and not find_copyleft(one)
        and not knowledge_base.find_license(one)
    }

    assert missing == set()
