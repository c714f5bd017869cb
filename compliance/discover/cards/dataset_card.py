# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a Hugging Face data set card states of the data (huggingface/hub-docs, datasetcard.md; huggingface/datasets, the card's template)."""

import re
from typing import Any

from compliance.discover.datasets._support import described
from compliance.lazy_regex import compile_lazily
from compliance.model import DatasetFacts

_HEADING = compile_lazily(r"^#{2,6}\s+personal and sensitive information\b.*$", re.IGNORECASE | re.MULTILINE)
_NEXT = compile_lazily(r"^#{1,6}\s", re.MULTILINE)
_COMMENT = compile_lazily(r"<!--.*?-->", re.DOTALL)
_PLACEHOLDER = compile_lazily(
    r"\[(?:more information needed|n/a|needs more information)\](?:\([^)]*\))?", re.IGNORECASE
)
_LONGEST = 600


def read_dataset_facts(table: dict[str, Any], document: str) -> DatasetFacts:
    """Rows, features, sources and what it says of personal data; table is the front matter of document."""
    infos = described.mappings_in(table.get("dataset_info"))
    splits = [split for info in infos for split in described.mappings_in(info.get("splits"))]
    features = [one for info in infos for one in described.mappings_in(info.get("features"))]
    personal = _personal(document)
    return DatasetFacts(
        rows=sum(described.describe_dataset(split.get("num_examples")) for split in splits),
        columns=tuple(
            dict.fromkeys(name for one in features if (name := described.plain_text_of(one, "name")))
        )[:200],
        provenance=", ".join(_take_dataset_card_texts(table.get("source_datasets"))),
        description=described.plain_text_of(table, "pretty_name"),
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


def _take_dataset_card_texts(value: Any) -> list[str]:
    many = value if isinstance(value, list) else [value]
    return [" ".join(one.split()) for one in many if isinstance(one, str) and one.strip()]
