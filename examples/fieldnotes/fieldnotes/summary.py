# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A season's notes in one page."""


def summarise(notes: list[str]) -> str:
    """The page, written by a hosted model."""
    from openai import OpenAI

    answer = OpenAI().chat.completions.create(
        model="gpt-4.1-mini",
        messages=[{"role": "user", "content": "Summarise these survey notes:\n" + "\n".join(notes)}],
    )
    return answer.choices[0].message.content or ""
