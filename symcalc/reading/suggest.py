"""The nearest known word to one that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from symcalc.primitives import SPELLINGS
from symcalc.reading.characters import GREEK_WORDS
from symcalc.reading.commands import CONSTANTS, IN_WORDS, KNOWN_COMMANDS

WORDS = sorted({*SPELLINGS, *GREEK_WORDS, *CONSTANTS})


def nearest_word(word: str, declared: Iterable[str] = ()) -> str | None:
    """The function, Greek letter or declared name that a word was probably meant to be.

    >>> nearest_word("arctn")
    'arctan'
    """
    if word.lower() in IN_WORDS:
        return IN_WORDS[word.lower()]
    return close_match(word, [*declared, *WORDS])


def nearest_command(word: str) -> str | None:
    """The LaTeX command that was probably meant."""
    return close_match(word, KNOWN_COMMANDS)


def close_match(word: str, known: Iterable[str]) -> str | None:
    """The known word that is spelled most alike."""
    found = difflib.get_close_matches(word[:40], known, n=1, cutoff=0.7)
    return found[0] if found else None
