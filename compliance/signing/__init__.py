# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Signatures over files and BOMs: keys, digests, statements and their envelope."""
