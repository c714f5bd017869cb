# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What a product with AI inside is made of, and what its licences, warranty clauses and regional limits say."""

__version__ = "0.1.0"
