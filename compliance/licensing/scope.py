# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Whether a clause for multimodal models concerns the model at hand: what it takes and gives, else what its vendor says of its name."""

import fnmatch
from collections.abc import Sequence

from compliance.licensing.knowledge_base import License
from compliance.model import Component, Kind, ModelFacts

_TEXT_TASKS = frozenset({"text-generation", "text-classification", "text2text-generation", "conversational"})
_OTHER_TASKS = frozenset({"image-text-to-text", "any-to-any", "visual-question-answering", "image-to-text"})
_TEXT_ARCHITECTURES = frozenset({"llama", "llamamodel", "llamaforcausallm", "llamaforsequenceclassification"})
"""Of `config.json` and GGUF headers; the licences with such clauses are Meta's."""
_OTHER_ARCHITECTURES = frozenset(
    {"mllama", "mllamaforconditionalgeneration", "llama4", "llama4forconditionalgeneration"}
)


def is_multimodal(component: Component, licenses: Sequence[License], part: str = "") -> bool | None:
    """Whether a model takes or gives anything but text; None when neither the model nor its licence's file tells.

    `part` is the name of the model inside the component that the licence is for, if it is for one.
    """
    if component.kind is not Kind.MODEL:
        return _by_name(part, licenses) if part else None
    told = _by_facts(component.model) if component.model else None
    return _by_name(part or component.name, licenses) if told is None else told


def _by_facts(facts: ModelFacts) -> bool | None:
    """Declared inputs and outputs first, then the architecture, then the task."""
    if facts.inputs or facts.outputs:
        return not {word.casefold() for word in (*facts.inputs, *facts.outputs)} <= {"text"}
    architecture = facts.architecture.casefold()
    if architecture in _TEXT_ARCHITECTURES or facts.task in _TEXT_TASKS:
        return False
    if architecture in _OTHER_ARCHITECTURES or facts.task in _OTHER_TASKS:
        return True
    return None


def _by_name(model: str, licenses: Sequence[License]) -> bool | None:
    """By the patterns `text_only` and `multimodal` of the licences' files, whoever holds the copy."""
    name = model.rpartition("/")[2].casefold()
    for field, answer in (("text_only", False), ("multimodal", True)):
        patterns = [pattern for license_ in licenses for pattern in license_.facts.get(field, ())]
        if any(fnmatch.fnmatchcase(name, pattern.casefold()) for pattern in patterns):
            return answer
    return None
