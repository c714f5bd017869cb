# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The start of an LZ4 frame, unpacked up to a limit (lz4/lz4, doc/lz4_Frame_format.md and lz4_Block_format.md)."""

from typing import BinaryIO

from compliance.discover.weights.interface import Broken

MAGIC = b"\x04\x22\x4d\x18"
_LARGEST_BLOCK = 4 << 20
_STORED = 0x80000000


def unpack_start(file: BinaryIO, limit: int) -> bytes:
    """Up to about `limit` bytes from the beginning of what the frame holds.

    Raises:
        Broken: it is truncated, or no such frame.
    """
    head = file.read(6)
    if len(head) < 6 or not head.startswith(MAGIC) or head[4] >> 6 != 1:
        raise Broken("is no LZ4 frame of a known version")
    flags = head[4]
    file.read(
        (8 if flags & 8 else 0) + (4 if flags & 1 else 0) + 1
    )  # size, dictionary and checksum of the header
    unpacked = bytearray()
    while len(unpacked) < limit:
        stated = int.from_bytes(file.read(4), "little")
        if not stated & ~_STORED:
            break
        block = _read_block(file, stated & ~_STORED)
        if stated & _STORED:
            unpacked += block
        else:
            _unpack(block, unpacked, limit)
        file.read(4 if flags & 16 else 0)  # checksum of the block
    return bytes(unpacked[:limit])


def _read_block(file: BinaryIO, length: int) -> bytes:
    block = file.read(min(length, _LARGEST_BLOCK))
    if length > _LARGEST_BLOCK or len(block) < length:
        raise Broken("has an LZ4 block that ends after the file: it is truncated")
    return block


def _unpack(block: bytes, unpacked: bytearray, limit: int) -> None:
    """Sequences of literals and of copies from what was unpacked before."""
    at = 0
    try:
        while at < len(block) and len(unpacked) < limit:
            token = block[at]
            literals, at = _count(block, at + 1, token >> 4)
            unpacked += block[at : at + literals]
            at += literals
            if at >= len(block):
                return
            distance = block[at] | block[at + 1] << 8
            length, at = _count(block, at + 2, token & 15)
            _copy(unpacked, distance, min(length + 4, limit))
    except IndexError as error:
        raise Broken("has an LZ4 block that ends in the middle of a sequence") from error


def _count(block: bytes, at: int, count: int) -> tuple[int, int]:
    """A length of 15 goes on in the next bytes, as long as they are 255."""
    more = 255 if count == 15 else 0
    while more == 255:
        more = block[at]
        count += more
        at += 1
    return count, at


def _copy(unpacked: bytearray, distance: int, length: int) -> None:
    if not 0 < distance <= len(unpacked):
        raise Broken("has an LZ4 block that copies from before its start")
    piece = bytes(unpacked[-distance:][:length])
    unpacked += (piece * (length // len(piece) + 1))[:length]
