# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A licence text's name: by phrases that only this licence has. A wrong answer is worse than none, so neighbours exclude each other."""

import re
from dataclasses import dataclass
from functools import cache

from compliance.licensing.expressions import canonical
from compliance.licensing.sentences import fold


@dataclass(frozen=True, slots=True)
class Signature:
    """All of `needs` and none of `excludes`, in folded text."""

    expression: str
    needs: tuple[str, ...]
    excludes: tuple[str, ...] = ()


_BSD = "redistribution and use in source and binary forms, with or without modification, are permitted"
_BSD_NAME = r"(?:neither the names? of|the names? of|names? .{0,60} (?:may|must) not be used to).{0,300}(?:endorse|promote)"
_BSD_AD = "all advertising materials mentioning features"
_CC = r"creative commons (?:corporation )?.{0,400}"


def _cc(name: str, title: str) -> Signature:
    return Signature(
        name,
        (
            rf"\b{title} 4\.0 international(?: public license)?\b",
            "section 1 -+ definitions|licensed material",
        ),
    )


_SIGNATURES = (
    Signature("MIT", (r"permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files", r"the above copyright notice and this permission notice .{0,40}shall be included"), ("except as contained in this notice", r"good, not evil")),
    Signature("MIT-0", (r"permission is hereby granted, free of charge, to any person obtaining a copy of this software", "the software is provided"), ("the above copyright notice and this permission notice", "unlicense")),
    Signature("BSD-3-Clause", (_BSD, _BSD_NAME), (_BSD_AD, "no express or implied licenses to any party's patent")),
    Signature("BSD-3-Clause-Clear", (_BSD, _BSD_NAME, "no express or implied licenses to any party's patent")),
    Signature("BSD-4-Clause", (_BSD, _BSD_NAME, _BSD_AD)),
    Signature("BSD-2-Clause", (_BSD, "reproduce the above copyright notice"), (_BSD_NAME, _BSD_AD)),
    Signature("ISC", (r"permission to use, copy, modify,? and(?:/or)? distribute this software for any purpose with or without fee is hereby granted, provided that",)),
    Signature("0BSD", (r"permission to use, copy, modify,? and/or distribute this software for any purpose with or without fee is hereby granted\.",)),
    Signature("Apache-2.0", (r"apache license,? version 2\.0,? january 2004", "terms and conditions for use, reproduction, and distribution", r"9\. accepting warranty or additional liability")),
    Signature("Zlib", ("the origin of this software must not be misrepresented", "altered source versions must be plainly marked")),
    Signature("BSL-1.0", (r"boost software license -+ version 1\.0",)),
    Signature("MPL-2.0", (r"mozilla public license,? version 2\.0", '1\\.1\\. "?contributor')),
    Signature("EPL-2.0", (r"eclipse public license -+ v ?2\.0",)),
    Signature("GPL-2.0-only", (r"gnu general public license version 2, june 1991", "how to apply these terms|no warranty")),
    Signature("GPL-3.0-only", (r"gnu general public license version 3, 29 june 2007", "the gnu general public license is a free, copyleft license")),
    Signature("AGPL-3.0-only", (r"gnu affero general public license version 3, 19 november 2007", "remote network interaction")),
    Signature("LGPL-2.1-only", (r"gnu lesser general public license version 2\.1, february 1999",)),
    Signature("LGPL-3.0-only", (r"gnu lesser general public license version 3, 29 june 2007",)),
    Signature("Unlicense", ("this is free and unencumbered software released into the public domain",)),
    Signature("CC0-1.0", (r"cc0 1\.0 universal", "affirmer")),
    Signature("PSF-2.0", ("python software foundation license version 2",), ("beopen.com license agreement",)),
    Signature("Python-2.0", ("python software foundation license version 2", "beopen.com license agreement")),
    _cc("CC-BY-4.0", "attribution"),
    _cc("CC-BY-SA-4.0", "attribution-sharealike"),
    _cc("CC-BY-ND-4.0", "attribution-noderivatives"),
    _cc("CC-BY-NC-4.0", "attribution-noncommercial"),
    _cc("CC-BY-NC-SA-4.0", "attribution-noncommercial-sharealike"),
    _cc("CC-BY-NC-ND-4.0", "attribution-noncommercial-noderivatives"),
    Signature("ODbL-1.0", (r"open database license \(odbl\)", "produced work")),
    Signature("CDLA-Permissive-2.0", (r"community data license agreement -+ permissive -+ version 2\.0",)),
    Signature("OFL-1.1", (r"sil open font license version 1\.1",)),
    Signature("LicenseRef-scancode-llama-2-license-2023", (r"llama 2 community license agreement", "license rights and redistribution")),
    Signature("LicenseRef-scancode-llama-3.1-license-2024", (r"llama 3\.1 community license agreement", "license rights and redistribution")),
    Signature("LicenseRef-scancode-llama-3.2-license-2024", (r"llama 3\.2 community license agreement", "license rights and redistribution")),
    Signature("LicenseRef-scancode-llama-3.3-license-2024", (r"llama 3\.3 community license agreement", "license rights and redistribution")),
    Signature("LicenseRef-scancode-llama-4-cla-2025", (r"llama 4 community license agreement", "license rights and redistribution")),
)  # fmt: skip

_TAG = re.compile(r"SPDX-License-Identifier:\s*([^\s*/#>\"'][^\r\n*\"'<>]*)")


def identify(text: str) -> tuple[str, ...]:
    """The expressions of the licences whose texts `text` holds, sorted; none when nothing fits for certain."""
    folded = fold(text)
    found = {
        signature.expression
        for signature, needs, excludes in _compiled()
        if all(pattern.search(folded) for pattern in needs)
        and not any(pattern.search(folded) for pattern in excludes)
    }
    return tuple(sorted(found))


def tags(text: str) -> tuple[str, ...]:
    """The expressions in a text's SPDX-License-Identifier tags, sorted."""
    return tuple(
        sorted({expression for match in _TAG.finditer(text) if (expression := canonical(match[1].strip()))})
    )


def title(text: str) -> str:
    """A text's first line with words, for a licence that nothing identifies."""
    lines = (line.strip(" \t#*=-_<>!/") for line in text.splitlines()[:40])
    return next((line[:120] for line in lines if re.search(r"[A-Za-z]{3}", line)), "")


@cache
def _compiled() -> tuple[tuple[Signature, tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]], ...]:
    return tuple(
        (signature, tuple(map(re.compile, signature.needs)), tuple(map(re.compile, signature.excludes)))
        for signature in _SIGNATURES
    )
