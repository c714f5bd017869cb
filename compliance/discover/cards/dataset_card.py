# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a Hugging Face data set card states of the data (huggingface/hub-docs, datasetcard.md; huggingface/datasets, the card's template)."""

import re
from typing import Any

from compliance.discover.datasets._support import described
from compliance.lazy_regex import regex
from compliance.model import DatasetFacts

_HEADING = regex(r"^#{2,6}\s+personal and sensitive information\b.*$", re.IGNORECASE | re.MULTILINE)
_NEXT = regex(r"^#{1,6}\s", re.MULTILINE)
_COMMENT = regex(r"<!--.*?-->", re.DOTALL)
_PLACEHOLDER = regex(
    r"\[(?:more information needed|n/a|needs more information)\](?:\([^)]*\))?", re.IGNORECASE
)
_LONGEST = 600


def facts(table: dict[str, Any], document: str) -> DatasetFacts:
    """Rows, features, sources and what it says of personal data; table is the front matter of document."""
    infos = described.objects(table.get("dataset_info"))
    splits = [split for info in infos for split in described.objects(info.get("splits"))]
    features = [one for info in infos for one in described.objects(info.get("features"))]
    personal = _personal(document)
    return DatasetFacts(
        rows=sum(described.whole(split.get("num_examples")) for split in splits),
        columns=tuple(dict.fromkeys(name for one in features if (name := described.text(one, "name"))))[:200],
        provenance=", ".join(_texts(table.get("source_datasets"))),
        description=described.text(table, "pretty_name"),
        sensitive=(personal,) if personal else (),
    )


def _personal(document: str) -> str:
    """The words under the template's heading on personal data, if anybody filled it in."""
    heading = _HEADING.search(document)
    if heading is None:
        return ""
    below = document[heading.end() : heading.end() + 20_000]
    end = _NEXT.search(below)
    words = _PLACEHOLDER.sub("", _COMMENT.sub("", below[: end.start()] if end else below))
    return " ".join(words.split())[:_LONGEST]


def _texts(value: Any) -> list[str]:
    many = value if isinstance(value, list) else [value]
    return [" ".join(one.split()) for one in many if isinstance(one, str) and one.strip()]
