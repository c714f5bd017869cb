# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What the readers of licence statements share: names of licence files, their sections, and what a text claims."""
