# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Addresses as people and tools write them, in the form that CycloneDX asks for: IRI references (RFC 3987)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from compliance.lazy_regex import compile_lazily
from compliance.model import Artifact, Component

_PLAIN = compile_lazily(r"https?://[A-Za-z0-9.-]+(?::\d+)?/[A-Za-z0-9._~!$&'()*+,;=:@/-]*")
"""What nearly all look like, and what needs no closer look."""
_PARTS = compile_lazily(
    r"(?P<start>[A-Za-z][A-Za-z0-9+.-]*:(?://(?P<authority>[^/?#]*))?)?(?P<rest>.*)\Z", re.DOTALL
)
_AUTHORITY = compile_lazily(
    r"(?:(?:[\w.~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2})*@)?(?:[\w.~!$&'()*+,;=-]*|\[[0-9A-Fa-f:.]+\])(?::\d*)?",
    re.ASCII,
)
_BARE_PERCENT = compile_lazily(r"%(?![0-9A-Fa-f]{2})")
_SAFE = "/?:@!$&'()*+,;=%"


def well_formed(stated: str) -> str:
    """The address, with what may not stand in one percent-encoded; nothing if its host or port can't be one."""
    if _PLAIN.fullmatch(stated):
        return stated
    match = _PARTS.match(stated)
    if not match or not _AUTHORITY.fullmatch(match["authority"] or ""):
        return ""
    before, hash_, fragment = match["rest"].partition("#")
    path = _encoded(before)
    if not match["start"]:
        first, slash, others = path.partition("/")
        path = first.replace(":", "%3A") + slash + others  # else what is before the colon would be a scheme
    return f"{match['start'] or ''}{path}{hash_}{_encoded(fragment)}"


def encode_addresses(component: Component) -> Component:
    """The component with well-formed addresses; an archive that has none any more is addressed by its hash."""
    url = well_formed(component.url)
    artifacts = tuple(_build_percent_encode_artifacts(component.artifacts))
    if (url, artifacts) == (component.url, component.artifacts):
        return component
    return replace(component, url=url, artifacts=tuple(sorted(set(artifacts))))


def _build_percent_encode_artifacts(artifacts: tuple[Artifact, ...]) -> Iterator[Artifact]:
    for one in artifacts:
        if url := well_formed(one.url):
            yield one if url == one.url else Artifact(url, one.digests)
        elif one.digests:
            yield Artifact(f"#{_encoded(one.digests[0].algorithm)}={one.digests[0].value}", one.digests)


def _encoded(part: str) -> str:
    return quote(_BARE_PERCENT.sub("%25", part), safe=_SAFE, errors="replace")
