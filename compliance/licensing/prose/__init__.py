# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Terms in prose: what READMEs, cards and descriptions say of the use of code, weights, data and output."""
