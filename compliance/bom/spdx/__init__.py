# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""SPDX 2 and SPDX 3, from and to CycloneDX."""
