# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from transformers import AutoModel

AutoModel.from_pretrained("acme/chat", revision="e4ce9877abf3edfe10b0d82785e83bdcb973e22e")
