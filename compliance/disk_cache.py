# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Writing caches: JSON files that only save time, so that one that can't be written is nobody's concern."""

import json
from pathlib import Path
from typing import Any

from compliance.drafts import Draft, sweep_drafts


def save_cache(path: Path, table: Any) -> None:
    """Write the table as JSON in place of the file, or leave everything as it was."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep_drafts(path.parent)
        draft = Draft(path)
    except OSError:
        return
    try:
        draft.write(json.dumps(table, sort_keys=True).encode("utf-8"))
        draft.publish()
    except OSError:
        return
    finally:
        draft.discard()
