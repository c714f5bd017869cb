# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Wheels changed from outside: an SBOM put in, the other members kept as they are."""
