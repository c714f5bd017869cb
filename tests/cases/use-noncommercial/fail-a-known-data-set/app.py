# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from datasets import load_dataset

load_dataset("imagenet-1k", revision="0123456789abcdef0123456789abcdef01234567")
