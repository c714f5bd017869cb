# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`python bench/conformance.py FOLDER`: verdicts on the official test documents of the CycloneDX specification.

FOLDER is `tools/src/test/resources` of a checkout of github.com/CycloneDX/specification. Claim: every `valid-*` is accepted and every
`invalid-*` refused by the schema layer alone, JSON 1.2 to 1.7 and XML 1.0 to 1.7. Then what the integrity layer has against the valid
ones: its errors one by one, its warnings and notes counted.
"""

import argparse
import datetime
import sys
from collections import Counter
from pathlib import Path

from compliance.bom.imports.parse_bytes import parse_document
from compliance.bom.validation import integrity, validate
from compliance.bom.xml import xml_schema
from compliance.errors import InputError


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    documents = sorted(one for form in ("json", "xml") for one in folder.glob(f"1.*/*valid-*.{form}"))
    counts: Counter[tuple[str, str, bool]] = Counter()
    for path in documents:
        if path.name.startswith("informal-"):
            print(f"not by its schema: {path.name}, {'accepted' if accepts(path) else 'refused'}")
            continue
        agrees = accepts(path) == path.name.startswith("valid-")
        counts[path.parent.name, path.suffix[1:], agrees] += 1
        if not agrees:
            print(f"differs: {path}")
    for version, form in sorted({key[:2] for key in counts}):
        right, wrong = counts[version, form, True], counts[version, form, False]
        print(f"{version} {form:<5}{right:4} of {right + wrong:4} verdicts as official")
    _integrity([path for path in documents if path.name.startswith("valid-") and path.suffix == ".json"])
    sys.exit(any(not agrees for *_, agrees in counts))


def accepts(path: Path) -> bool:
    """The verdict of the schema layer; what can't be read at all is refused."""
    raw = path.read_bytes()
    try:
        document = parse_document(raw, path.name).document
        return not (
            xml_schema.validate_xml(raw, path.name)
            if document is None
            else validate.validate_document(document)
        )
    except InputError:
        return False


def _integrity(documents: list[Path]) -> None:
    counts: Counter[str] = Counter()
    for path in documents:
        document = parse_document(path.read_bytes(), path.name).document
        for problem in integrity.check_integrity(
            document or {}, datetime.datetime.now(tz=datetime.UTC).date()
        ):
            counts[problem.severity] += 1
            if problem.severity == "error":
                print(f"{path.name} {problem.pointer}: {problem.message}")
    print(f"integrity on {len(documents)} valid JSON documents: {dict(counts)}")


if __name__ == "__main__":
    main()
