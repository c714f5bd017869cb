# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Readers of licence statements: texts, READMEs, REUSE, and what the owner clarified."""
