# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""How models/species-notes was made."""

from typing import Any


def examples() -> Any:
    """Captions to learn from; the measurements come from palmerpenguins."""
    from datasets import load_dataset
    from palmerpenguins import load_penguins

    return load_dataset("nlphuji/flickr30k", split="test"), load_penguins()
