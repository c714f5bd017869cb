# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""npm, pnpm, Yarn and Bun: locks, manifests and what is installed."""
