# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a file's front matter is: the card of a model, that of a data set, or settings of a static site.

A site's front matter is recognised by the keys that site generators read, not by what it lacks: a card may hold its licence alone.
"""

from typing import Any

_OF_MODELS = frozenset(
    {
        "base_model",
        "pipeline_tag",
        "library_name",
        "model-index",
        "datasets",
        "inference",
        "widget",
        "model_name",
        "base_model_relation",
    }
)
_OF_DATASETS = frozenset(
    {
        "dataset_info",
        "task_categories",
        "size_categories",
        "annotations_creators",
        "source_datasets",
        "configs",
        "task_ids",
        "pretty_name",
    }
)
_OF_TERMS = frozenset({"license", "license_name", "license_link", "license_details", "extra_gated_prompt"})
_OF_SITES = frozenset(
    {
        "layout",
        "permalink",
        "sidebar",
        "sidebar_label",
        "sidebar_position",
        "nav_order",
        "has_children",
        "redirect_from",
        "slug",
        "draft",
        "menu",
        "toc",
        "template",
        "excerpt",
        "categories",
        "hide",
    }
)
"""Jekyll, Hugo, Docusaurus, MkDocs, VuePress and Just the Docs; of the hub's keys none is called like these."""
_OF_SPACES = frozenset({"sdk", "app_file", "colorFrom", "colorTo"})
"""Cards of hosted apps (huggingface/hub-docs, spaces-config-reference.md): they describe no model."""


def is_card(table: dict[str, Any]) -> bool:
    """Whether front matter is that of a model or data set card."""
    if not _OF_MODELS.isdisjoint(table) or not _OF_DATASETS.isdisjoint(table):
        return True
    keys = table.keys()
    if not _OF_SITES.isdisjoint(keys) or {"title", "date"} <= keys:
        return False
    if not _OF_SPACES.isdisjoint(keys):
        return {"license", "tags"} <= keys
    return not _OF_TERMS.isdisjoint(keys)


def is_of_dataset(table: dict[str, Any]) -> bool:
    """Whether front matter has keys of data set cards and none of model cards."""
    return not _OF_DATASETS.isdisjoint(table) and _OF_MODELS.isdisjoint(table)


def text_of(table: dict[str, Any], key: str) -> str:
    """The text under a key on one line; empty when there is none."""
    value = table.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""


def texts_of(table: dict[str, Any], key: str) -> list[str]:
    """The texts under a key that takes one text or a list of them."""
    value = table.get(key)
    found = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return [item.strip() for item in found if isinstance(item, str) and item.strip()]
