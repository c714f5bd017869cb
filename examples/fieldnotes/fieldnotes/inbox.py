# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Sorts what a ranger's phone has uploaded."""

from pathlib import Path


def kind_of(upload: Path) -> str:
    """`audio`, `image`, `document`..., told by content and not by name."""
    from magika import Magika

    return str(Magika().identify_path(upload).output.group)
