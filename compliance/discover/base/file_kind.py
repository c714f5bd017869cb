# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What kind of file the first bytes show: an archive, a program, or neither. Nothing is unpacked or run."""

import zlib

HEAD = 1024
"""So many bytes are enough."""
_STARTS = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x7fELF", "elf"),
    (b"MZ", "pe"),
    (b"\xfe\xed\xfa\xce", "mach-o"),
    (b"\xfe\xed\xfa\xcf", "mach-o"),
    (b"\xce\xfa\xed\xfe", "mach-o"),
    (b"\xcf\xfa\xed\xfe", "mach-o"),
    (b"#!", "script"),
    *((bytes((0x80, protocol)), "pickle") for protocol in range(2, 6)),
)
_TAR = (257, b"ustar")
"""POSIX.1-1988: where a tar archive has its mark."""
_GZIP = b"\x1f\x8b"
_NAME = 30
"""APPNOTE.TXT 4.3.7: where a zip archive has the name of its first entry, whose length stands in the four bytes before."""
DELIVERED = frozenset({"zip", "pickle-zip", "tar", "7z", "rar", "elf", "pe", "mach-o", "script", "pickle"})
"""Archives and executable files: what BSI TR-03183-2 v2.1.0, 3.2.1, calls components. A pickle is a program for its loader, alone or in a zip."""


def detect_file_kind(head: bytes) -> str:
    """The form of the file that starts so: one of `DELIVERED`, or plain."""
    inner = _unpacked(head) if head.startswith(_GZIP) else head
    where, mark = _TAR
    if inner[where : where + len(mark)] == mark:
        return "tar"
    found = next((name for start, name in _STARTS if head.startswith(start)), "plain")
    return "pickle-zip" if found == "zip" and _first_entry(head).endswith(b".pkl") else found


def _first_entry(head: bytes) -> bytes:
    """Of PyTorch's archives `NAME/data.pkl`."""
    length = int.from_bytes(head[_NAME - 4 : _NAME - 2], "little")
    return head[_NAME : _NAME + length]


def _unpacked(head: bytes) -> bytes:
    """The start of what is packed: a packed archive is an archive, another packed file is none (8.1.5)."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, HEAD)
    except zlib.error:
        return b""
