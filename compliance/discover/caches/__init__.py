# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0
"""What package managers keep of what they downloaded, and packages that lie in the tree: read for their licences alone."""
