# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What to write for licence ids that SPDX has deprecated (spdx/license-list-XML, `obsoletedBy` and notes)."""

from compliance.lazy_regex import compile_lazily

_FAMILY = compile_lazily(r"((?:A|L)?GPL-\d\.\d|GFDL-\d\.\d)(\+?)\Z")
_OTHERS = {
    "BSD-2-Clause-FreeBSD": "BSD-2-Clause-Views",
    "BSD-2-Clause-NetBSD": "BSD-2-Clause",
    "bzip2-1.0.5": "bzip2-1.0.6",
    "eCos-2.0": "GPL-2.0-or-later WITH eCos-exception-2.0",
    "GPL-2.0-with-autoconf-exception": "GPL-2.0-only WITH Autoconf-exception-2.0",
    "GPL-2.0-with-bison-exception": "GPL-2.0-only WITH Bison-exception-2.2",
    "GPL-2.0-with-classpath-exception": "GPL-2.0-only WITH Classpath-exception-2.0",
    "GPL-2.0-with-font-exception": "GPL-2.0-only WITH Font-exception-2.0",
    "GPL-2.0-with-GCC-exception": "GPL-2.0-only WITH GCC-exception-2.0",
    "GPL-3.0-with-autoconf-exception": "GPL-3.0-only WITH Autoconf-exception-3.0",
    "GPL-3.0-with-GCC-exception": "GPL-3.0-only WITH GCC-exception-3.1",
    "Nunit": "zlib-acknowledgement",
    "StandardML-NJ": "SMLNJ",
    "wxWindows": "GPL-2.0-or-later WITH WxWindows-exception-3.1",
}


def find_successor(identifier: str) -> str:
    """The expression that replaces a deprecated id; nothing for ids that are current or have no successor."""
    if match := _FAMILY.match(identifier):
        return f"{match[1]}-{'or-later' if match[2] else 'only'}"
    return _OTHERS.get(identifier, "")
