# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The formats of a report: one module each, with a pure `render(result) -> str`."""
