# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Packages that are named by the address of a git repository: submodules, and requirements such as `git+https://...`."""

from compliance import redaction
from compliance.discover.base.purls import build_purl
from compliance.lazy_regex import compile_lazily

_FORGE = compile_lazily(
    r"(?:https?://|ssh://|git://)?(?:[\w.-]+@)?(?P<forge>github\.com|bitbucket\.org)[:/](?P<owner>[^/]+)/(?P<name>[^/]+?)(?:\.git)?/?\Z"
)
_TYPES = {"github.com": "github", "bitbucket.org": "bitbucket"}
_REQUIREMENT = compile_lazily(
    r"git\+(?P<url>\w+://(?:[^\s/@]+@)?[^\s/@]+/[^\s#@]+)(?:@(?P<revision>[^\s#@]+))?(?:#\S*)?\Z"
)


def name_repository(url: str, revision: str = "") -> tuple[str, str]:
    """Name and purl of what is in a repository; the purl has its owner where the forge is one that purls know."""
    url = redaction.mask(url)  # a forge is known by its host, whoever fetches from it
    if match := _FORGE.match(url):
        return match["name"], build_purl(
            _TYPES[match["forge"]], match["name"], revision, namespace=match["owner"]
        )
    name = url.rstrip("/").removesuffix(".git").replace(":", "/").rpartition("/")[2]
    address = f"git+{url}@{revision}" if revision else f"git+{url}"
    return name, build_purl("generic", name, revision, vcs_url=address)


def parse_required_repository(words: str) -> tuple[str, str] | None:
    """Address and revision in a requirement that is nothing but the address of a git repository."""
    match = _REQUIREMENT.match(words.partition(" ;")[0].partition(" #")[0].strip())
    return (match["url"], match["revision"] or "") if match else None
