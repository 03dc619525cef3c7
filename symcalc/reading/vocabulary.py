"""Which words are functions, which may be glued to letters, which are prose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from symcalc.primitives import SPELLINGS, Primitive
from symcalc.reading.characters import GREEK_WORDS
from symcalc.reading.commands import CONSTANTS
from symcalc.reading.indices import NAMES
from symcalc.reading.tokens import Token

CASES = frozenset(("Piecewise", "piecewise", "cases"))
NAME = re.compile(r"[^\W\d_]\w*")
FUNCTIONS = {word: row for word, row in SPELLINGS.items() if word not in CONSTANTS}
SMALL = {word.lower(): row for word, row in FUNCTIONS.items()}
# Both a function and a Greek letter: a function where a parenthesis follows.
BOTH = frozenset(FUNCTIONS) & GREEK_WORDS
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


def function_row(word: str) -> Primitive | None:
    """The row of the table that a word is read as; capitals do not matter."""
    if word == "lg":
        return SPELLINGS["log"]
    return FUNCTIONS.get(word) or (
        SMALL.get(word.lower()) if len(word) > 2 or word in ("Ln", "LN") else None
    )
