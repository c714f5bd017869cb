# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from huggingface_hub import snapshot_download

snapshot_download("city96/FLUX.1-dev-gguf", revision="0123456789abcdef0123456789abcdef01234567")
