"""Which words are functions, which may be glued to letters, which are prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from symcalc.primitives import SPELLINGS, Primitive
from symcalc.primitives.defined import WORDS
from symcalc.reading.characters import GREEK_WORDS
from symcalc.reading.commands import CONSTANTS
from symcalc.reading.indices import NAMES, follows, index
from symcalc.reading.names import Names, key
from symcalc.reading.tokens import Token

CASES = frozenset(("Piecewise", "piecewise", "cases"))
NAMED = ("word", "upright", "command")  # kinds of tokens
NAME = re.compile(r"[^\W\d_]\w*")
FUNCTIONS = {word: row for word, row in SPELLINGS.items() if word not in CONSTANTS}
SMALL = {word.lower(): row for word, row in FUNCTIONS.items()}
# Both a function and a Greek letter: a function where a parenthesis follows.
BOTH = frozenset(FUNCTIONS) & GREEK_WORDS
# Commands of letters that are functions where a parenthesis follows.
LETTERS_CALLED = {"Gamma": "gamma", "Phi": "Phi", "phi": "phi", "varphi": "phi"}
# What is said where letters are read as functions.
NORMAL = {
    "Phi": "the distribution function of the standard normal distribution",
    "phi": "the density of the standard normal distribution",
}
# What may be glued to letters, longest first: xsinx, 2pir.
GLUED = sorted((w for w in FUNCTIONS if len(w) > 1 and w not in BOTH), key=len, reverse=True)
PIECE = re.compile(f"({'|'.join(GLUED)}|pi)|([^\\W\\d_])")


# Greek letters that people write for ∑ and ∏.
BIG = {"Sigma": "summation", "Pi": "product-over"}


def is_equation_below(tokens: Sequence[Token], i: int) -> bool:
    """Whether a subscript such as _{k=1} stands at i."""
    kinds = [token.kind for token in tokens[i : i + 4]]
    return kinds[:1] == ["_"] and kinds[1:2] in (["{"], ["("]) and kinds[3:] == ["relation"]


def is_prose(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word of prose stands as one: at in at^2 and by in ax + by are letters."""
    if len(tokens[i].text) > 2 or i + 1 >= len(tokens):
        return True
    alone = tokens[i].spaced or not i
    before = i == 0 or tokens[i - 1].kind in (*NAMES, "number", ")", "}")
    return alone and before and tokens[i + 1].spaced and tokens[i + 1].kind in (*NAMES, "number")


UNDERSCORED = tuple(name for name in SPELLINGS if "_" in name)


class Own(NamedTuple):
    """A function of the user's own as one token, and where what stands after it begins."""

    token: Token
    end: int


def own_function(tokens: Sequence[Token], i: int, names: Names, text: str) -> Own | None:
    """The function of the user's own that stands at i; a letter is one only where it is called.

    A function of the table whose name has an underscore is found here too.
    """
    if tokens[i].kind not in NAMED:
        return None
    start = key(tokens[i].text)
    if not any(name == start or name.startswith(f"{start}_") for name in (*WORDS, *UNDERSCORED)):
        return None
    suffix, end = index(tokens, i + 1, text) if follows(tokens, i + 1) else ("", i + 1)
    word = key(tokens[i].text + suffix)
    row = WORDS.get(word) or (SPELLINGS.get(word) if "_" in word else None)
    if row is None or names.is_declared(word):
        return None
    kinds = [token.kind for token in tokens[end:]]
    called = next((k for k, kind in enumerate(kinds) if kind != "'"), len(kinds))
    if is_letter(word) and (kinds[called : called + 1] != ["("] or is_defined_here(kinds)):
        return None
    return Own(tokens[i]._replace(kind="function", text=row.names[0], value=row), end)


def is_letter(word: str) -> bool:
    """Whether a word is one letter, Latin or Greek, and so the usual name of a variable too."""
    return len(word.rstrip("0123456789")) == 1 or word in GREEK_WORDS


def is_defined_here(kinds: Sequence[str]) -> bool:
    """Whether a text says itself what f(x) is, by f(x) = …; `kinds` are those after the f."""
    end = kinds.index(")") if ")" in kinds else len(kinds)
    return kinds[end + 1 : end + 2] == ["relation"] and {*kinds[1:end]} <= {"word", ",", "command"}


def function_row(word: str) -> Primitive | None:
    """The row of the table that a word is read as; capitals do not matter."""
    if word == "lg":
        return SPELLINGS["log"]
    return FUNCTIONS.get(word) or (
        SMALL.get(word.lower()) if len(word) > 2 or word in ("Ln", "LN") else None
    )
