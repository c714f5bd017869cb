# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Where files come from: the tree, an environment, `node_modules`, a release archive."""
