# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What the document says of itself: serial number, version, subject and moments."""

from collections.abc import Iterator
from datetime import UTC, datetime

from compliance.bom.validation.integrity._support.index import DocumentIndex
from compliance.bom.validation.integrity.interface import Fault
from compliance.bom.validation.json_path import quote_value
from compliance.lazy_regex import compile_lazily

_SERIAL = compile_lazily(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_NIL = "urn:uuid:00000000-0000-0000-0000-000000000000"


def check(index: DocumentIndex) -> Iterator[Fault]:
    """Serial number, version, the missing subject, and moments that lie in the future."""
    document = index.document
    serial, version = document.get("serialNumber"), document.get("version", 1)
    if isinstance(serial, str) and (not _SERIAL.match(serial) or serial == _NIL):
        yield Fault(
            "serial-number",
            "error",
            ("serialNumber",),
            f"the serial number is {quote_value(serial)}, which identifies nothing",
            "Give urn:uuid: and a UUID of this document, in lower case",
        )
    if isinstance(version, int) and version < 1:
        yield Fault(
            "version", "error", ("version",), f"the version of the document is {version}", "Count from 1"
        )
    metadata = document.get("metadata")
    named = isinstance(metadata, dict) and isinstance(metadata.get("component"), dict)
    only_vulnerabilities = document.get("vulnerabilities") and not document.get("components")
    if not named and not only_vulnerabilities:  # a VEX speaks of other documents
        yield Fault(
            "no-subject",
            "warning",
            ("metadata",),
            "the document doesn't say what it describes: metadata.component is missing",
            "Name the product in metadata.component",
        )
    yield from _future(index)


def _future(index: DocumentIndex) -> Iterator[Fault]:
    today = index.today.isoformat()
    for path, moment in index.moments:
        if moment[:10] < today:  # no time zone moves a moment by a whole day
            continue
        try:
            day = datetime.fromisoformat(moment)
        except ValueError:
            continue  # the schema's business
        if (day if day.tzinfo is None else day.astimezone(UTC)).date() > index.today:
            yield Fault(
                "future",
                "error" if path[0] == "metadata" else "warning",
                path,
                f"`{path[-1]}` is {quote_value(moment)}, which lies in the future",
                "Check the clock that wrote it",
            )
