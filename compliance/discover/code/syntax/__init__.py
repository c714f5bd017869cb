# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Python source, parsed but never run."""

BROKEN = (SyntaxError, ValueError, RecursionError, MemoryError)
"""What parsing source can raise."""
