"""The sentence nearest to one that is not read, as a hint."""

from __future__ import annotations

import re

from symcalc.reading import sentences

LIKE = "what is read and close to it: {sentence}"
QUOTE = 'write "'  # how the hint begins that offers a word as a name


def hint_beside(hint: str | None, text: str) -> str | None:
    """The hint of an error, or a sentence like the text where that says more."""
    if hint is not None and not hint.startswith(QUOTE):
        return hint
    close = sentences.like(text) if is_prose(text) else ""
    return LIKE.format(sentence=close) if close else hint


def is_prose(text: str) -> bool:
    """Whether words of a language stand in it, and not only names and functions.

    >>> is_prose("the z-score of 85 when the mean is 70"), is_prose("sin(foo) + bar")
    (True, False)
    """
    words = re.findall(r"(?<![\\A-Za-z])[A-Za-z]{2,}", text)
    return len(words) > 2 and any(word.lower() in sentences.SMALL for word in words)
