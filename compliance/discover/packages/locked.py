# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A package as a lock file or a requirements file names it."""

from compliance.discover.environment import reference
from compliance.model import Component, Digest, Evidence, Kind, Presence

_ALGORITHMS = {"sha256": "SHA-256", "sha384": "SHA-384", "sha512": "SHA-512", "sha1": "SHA-1", "md5": "MD5"}


def library(
    name: str, version: str, evidence: Evidence, hashes: list[str] | None = None, url: str = ""
) -> Component:
    """The library component; a hash is kept only when there is one artifact, for several would belong to several files."""
    ref = reference(name, version)
    digests = [digest for stated in hashes or [] if (digest := _digest(stated))]
    return Component(
        ref=ref,
        kind=Kind.LIBRARY,
        name=name,
        version=version,
        purl=ref,
        presence=Presence.LOCKED,
        digests=tuple(digests) if len(digests) == 1 else (),
        evidence=(evidence,),
        url=url if url.startswith(("https://", "http://", "ssh://")) else "",
    )


def _digest(stated: str) -> Digest | None:
    """`sha256:<hex>` as lock files write it."""
    algorithm, _, value = stated.partition(":")
    lengths = {"MD5": 32, "SHA-1": 40, "SHA-256": 64, "SHA-384": 96, "SHA-512": 128}
    known = _ALGORITHMS.get(algorithm.lower(), "")
    plausible = known and len(value) == lengths[known] and not value.strip("0123456789abcdefABCDEF")
    return Digest(known, value.lower()) if plausible else None
