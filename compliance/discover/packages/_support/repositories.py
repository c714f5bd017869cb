# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Packages that are named by the address of a git repository: submodules, and requirements such as `git+https://...`."""

from compliance import redaction
from compliance.discover.base.purls import purl
from compliance.lazy_regex import regex

_FORGE = regex(
    r"(?:https?://|ssh://|git://)?(?:[\w.-]+@)?(?P<forge>github\.com|bitbucket\.org)[:/](?P<owner>[^/]+)/(?P<name>[^/]+?)(?:\.git)?/?\Z"
)
_TYPES = {"github.com": "github", "bitbucket.org": "bitbucket"}
_REQUIREMENT = regex(
    r"git\+(?P<url>\w+://(?:[^\s/@]+@)?[^\s/@]+/[^\s#@]+)(?:@(?P<revision>[^\s#@]+))?(?:#\S*)?\Z"
)


def named(url: str, revision: str = "") -> tuple[str, str]:
    """Name and purl of what is in a repository; the purl has its owner where the forge is one that purls know."""
    url = redaction.mask(url)  # a forge is known by its host, whoever fetches from it
    if match := _FORGE.match(url):
        return match["name"], purl(_TYPES[match["forge"]], match["name"], revision, namespace=match["owner"])
    name = url.rstrip("/").removesuffix(".git").replace(":", "/").rpartition("/")[2]
    address = f"git+{url}@{revision}" if revision else f"git+{url}"
    return name, purl("generic", name, revision, vcs_url=address)


def required(words: str) -> tuple[str, str] | None:
    """Address and revision in a requirement that is nothing but the address of a git repository."""
    match = _REQUIREMENT.match(words.partition(" ;")[0].partition(" #")[0].strip())
    return (match["url"], match["revision"] or "") if match else None
