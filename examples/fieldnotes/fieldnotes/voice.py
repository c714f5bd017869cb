# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Finds speech in a recording and writes it down."""

from pathlib import Path
from typing import Any

SPEECH_MODEL = "openai/whisper-small"


def transcribe(recording: Path) -> str:
    """The words that were spoken; wind and bird song are left out."""
    from silero_vad import get_speech_timestamps, load_silero_vad, read_audio
    from transformers import pipeline

    audio: Any = read_audio(str(recording))
    spoken = get_speech_timestamps(audio, load_silero_vad(onnx=True))
    recogniser = pipeline("automatic-speech-recognition", model=SPEECH_MODEL)
    return " ".join(recogniser(audio[part["start"] : part["end"]])["text"] for part in spoken)
