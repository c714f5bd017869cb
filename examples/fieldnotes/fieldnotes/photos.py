# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Says what is on a photo."""

from pathlib import Path
from typing import Any


def describe(photo: Path) -> str:
    """One sentence about the animals on a photo."""
    from PIL import Image
    from transformers import AutoProcessor, MllamaForConditionalGeneration

    model_id = "meta-llama/Llama-3.2-11B-Vision-Instruct"
    revision = "9eb2daaa8597bf192a8b0e73f848f3a102794df5"
    model: Any = MllamaForConditionalGeneration.from_pretrained(model_id, revision=revision)
    processor: Any = AutoProcessor.from_pretrained(model_id, revision=revision)
    inputs = processor(Image.open(photo), "Which animals are on this photo?", return_tensors="pt")
    return str(processor.decode(model.generate(**inputs, max_new_tokens=40)[0]))
