# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from transformers import AutoModel

AutoModel.from_pretrained(
    "meta-llama/Llama-3.2-11B-Vision", revision="0123456789abcdef0123456789abcdef01234567"
)
