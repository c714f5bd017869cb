# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Model and data set cards, and what a model's folder shows of how it came about."""
