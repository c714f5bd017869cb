# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`python -m compliance.licensing.indexing` after a change in `knowledge/`: writes its index. A test holds that it was run."""

import json

from compliance.licensing import knowledge_base


def render_index() -> str:
    """The index as it must stand in `knowledge/index.json`."""
    return json.dumps(knowledge_base.build_index(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    knowledge_base.INDEX.write_text(render_index(), "utf-8")
