# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Addresses at which licences stand: what their stewards and the usual lists publish under one URL each."""

import re

from compliance.lazy_regex import compile_lazily

_ADDRESS = compile_lazily(r"(?:https?:)?//(?:www\.)?(?P<rest>[^\s?#]+)", re.IGNORECASE)
_ENDING = compile_lazily(r"(?:(?:\.[a-z]{2})?\.(?:html?|txt|json|php|md)|/)+\Z")
_LONGEST = 300

_PATTERNS: tuple[tuple[str, str], ...] = (
    (r"choosealicense\.com/(?:licenses|appendix)/(?P<id>[\w.+-]+)", "{id}"),
    (r"spdx\.org/licenses/(?P<id>[\w.+-]+)", "{id}"),
    (r"opensource\.org/licen[cs]es?/(?P<id>mit)(?:-license)?", "{id}"),
    (
        r"opensource\.org/licen[cs]es?/(?P<id>[a-z][a-z0-9+-]*?)-(?P<major>\d)[.-](?P<minor>\d)",
        "{id}-{major}.{minor}",
    ),
    (r"opensource\.org/licen[cs]es?/(?P<id>[\w.+-]+)", "{id}"),
    (
        r"creativecommons\.org/licenses/(?P<kind>[a-z-]+)/(?P<version>\d\.\d)(?:/(?:deed|legalcode)(?:\.[\w-]+)?)?",
        "CC-{kind}-{version}",
    ),
    (
        r"creativecommons\.org/licenses/(?P<kind>[a-z-]+)/(?P<version>\d\.\d)/(?P<port>[a-z]{2,3})(?:/(?:deed|legalcode)(?:\.[\w-]+)?)?",
        "CC-{kind}-{version}-{port}",
    ),
    (r"creativecommons\.org/publicdomain/zero/1\.0(?:/(?:deed|legalcode)(?:\.[\w-]+)?)?", "CC0-1.0"),
    (r"creativecommons\.org/publicdomain/mark/1\.0(?:/deed(?:\.[\w-]+)?)?", "CC-PDM-1.0"),
    (r"opendatacommons\.org/licenses/odbl(?:/(?:1[.-]0|summary)(?:/index)?)?", "ODbL-1.0"),
    (r"opendatacommons\.org/licenses/by(?:/(?:1[.-]0|summary)(?:/index)?)?", "ODC-By-1.0"),
    (r"opendatacommons\.org/licenses/pddl(?:/(?:1[.-]0|summary)(?:/index)?)?", "PDDL-1.0"),
    (
        r"cdla\.(?:io|dev)/(?P<kind>permissive|sharing)-(?P<major>\d)-(?P<minor>\d)",
        "CDLA-{kind}-{major}.{minor}",
    ),
    (r"apache\.org/licenses/license-(?P<version>\d\.\d)", "Apache-{version}"),
    (r"gnu\.org/licenses/(?:old-licenses/)?(?P<id>(?:a|l)?gpl-\d\.\d)(?:-standalone)?", "{id}"),
    (r"gnu\.org/licenses/(?:old-licenses/)?fdl-(?P<version>\d\.\d)(?:-standalone)?", "GFDL-{version}"),
    (r"nationalarchives\.gov\.uk/doc/open-government-licence/version/(?P<major>\d)", "OGL-UK-{major}.0"),
    (r"mozilla\.org/(?:[\w-]+/)?mpl/(?P<version>\d\.\d)", "MPL-{version}"),
    (r"govdata\.de/dl-de/(?P<kind>by|zero)-2-0", "DL-DE-{kind}-2.0"),
    (r"mit-license\.org", "MIT"),
    (r"unlicense\.org", "Unlicense"),
    (r"boost\.org/license_1_0", "BSL-1.0"),
    (r"openmdw\.ai/license(?:/1-0)?", "OpenMDW-1.0"),
)
"""Patterns of an address without scheme, `www.` and ending, and the id that it stands for."""
_FORMS = tuple((compile_lazily(pattern), form) for pattern, form in _PATTERNS)


def identify_address(url: str) -> str:
    """The id, in any case and any list's spelling, that an address stands for; nothing when it isn't one of these."""
    match = _ADDRESS.fullmatch(url.strip()) if len(url) <= _LONGEST else None
    if match is None:
        return ""
    rest = match["rest"].lower()
    for spelling in (_ENDING.sub("", rest), rest.rstrip("/")):
        for pattern, form in _FORMS:
            if found := pattern.fullmatch(spelling):
                return form.format(**found.groupdict())
    return ""
