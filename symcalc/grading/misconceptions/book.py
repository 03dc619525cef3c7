"""The wrong answers to one question, found once, and looked up for every answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import sympy as sp

from symcalc.formula import natural_order
from symcalc.grading.asked import KEPT, Asked
from symcalc.grading.misconceptions.fingerprints import Prints, alike, prints
from symcalc.grading.misconceptions.outcomes import Wrong, kept
from symcalc.grading.misconceptions.strategy import wrong_answers
from symcalc.grading.named import same

MOST = 2000  # wrong answers that are kept of one question
TIES = 4  # causes that are told


@dataclass(frozen=True)
class Book:
    """Wrong answers with their prints, those with one slip first."""

    wrong: tuple[Wrong, ...]
    prints: Prints
    symbols: tuple[sp.Symbol, ...]

    def explains(self, told: sp.Basic) -> tuple[Wrong, ...]:
        """What leads to an answer, the likeliest first; the fewest slips only."""
        if not told.free_symbols <= set(self.symbols):
            return ()
        rows = alike(self.prints, prints([told], self.symbols))
        found = [self.wrong[k] for k in rows]
        fewest = min((len(one.slips) for one in found), default=0)
        ties = [one for one in found if len(one.slips) == fewest][:TIES]
        return tuple(one for one in ties if same(one.value, told))


@lru_cache(maxsize=KEPT)
def book_of(asked: Asked) -> Book:
    """The wrong answers to a question, worked out at most once while it is remembered."""
    found = kept(asked.right.expr, wrong_answers(asked)).wrong[:MOST]
    letters = frozenset().union(*(one.value.free_symbols for one in found))
    symbols = natural_order(letters | asked.letters | asked.right.symbols)
    return Book(found, prints([one.value for one in found], symbols), symbols)
