"""The nearest known word to one that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from symcalc.errors import ReadingError, UnsupportedError
from symcalc.primitives import SPELLINGS
from symcalc.primitives.defined import WORDS as OWN
from symcalc.reading.characters import GREEK_WORDS
from symcalc.reading.commands import CONSTANTS, IN_WORDS, KNOWN_COMMANDS

LONG = 30  # letters of a word that is shown
WORDS = sorted({*SPELLINGS, *GREEK_WORDS, *CONSTANTS})


def nearest_word(word: str, declared: Iterable[str] = ()) -> str | None:
    """The function, Greek letter or declared name that a word was probably meant to be.

    >>> nearest_word("arctn")
    'arctan'
    """
    if word.lower() in IN_WORDS:
        return IN_WORDS[word.lower()]
    return close_match(word, [*declared, *OWN, *WORDS])


def unknown_word(
    word: str, quoted: str, declared: Iterable[str], text: str, start: int
) -> ReadingError:
    """A word of four letters or more that nobody declared; `quoted` is how one would quote it."""
    close = nearest_word(word, declared)
    hint = f"write {quoted} or declare it, if {word} is one name" if len(word) <= LONG else None
    shown = word if len(word) <= LONG else word[: LONG - 3] + "..."
    hint = f"did you mean {close}?" if close else hint
    return ReadingError(f"the word {shown} is not known", where=text, position=start, hint=hint)


def unknown_function(word: str, declared: Iterable[str], text: str, start: int) -> UnsupportedError:
    """Upright letters before a parenthesis, which are no product."""
    close = nearest_word(word, declared)
    hint = f"declare {word[:LONG]} as a name, if it is one"
    hint = f"did you mean \\operatorname{{{close}}}?" if close else hint
    what = f"the function {word[:LONG]} is not known"
    return UnsupportedError(what, where=text, position=start, hint=hint)


def nearest_command(word: str) -> str | None:
    """The LaTeX command that was probably meant."""
    return close_match(word, KNOWN_COMMANDS)


def close_match(word: str, known: Iterable[str]) -> str | None:
    """The known word that is spelled most alike."""
    found = difflib.get_close_matches(word[:40], known, n=1, cutoff=0.7)
    return found[0] if found else None
