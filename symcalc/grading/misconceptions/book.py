"""The wrong answers to one question, found once, and looked up for every answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import sympy as sp

from symcalc.grading.asked import KEPT, PLAIN, Asked
from symcalc.grading.misconceptions.effort import effort
from symcalc.grading.misconceptions.failures import surviving
from symcalc.grading.misconceptions.fingerprints import Prints, alike
from symcalc.grading.misconceptions.ground import Ground
from symcalc.grading.misconceptions.outcomes import Wrong, kept
from symcalc.grading.misconceptions.sites import Rewriting
from symcalc.grading.misconceptions.strategy import wrong_answers

SECONDS = 0.8  # of processor time for a new question
MOST = 1500  # wrong answers that are kept of one question
TIES = 6  # causes that are told
SIMPLE = (sp.S.Zero, sp.S.One)
LIKELY = 1.1  # the least weight of a cause that is told of such an answer
LOOKED_AT = 12  # wrong answers with the right print that are compared in full


@dataclass(frozen=True)
class Page:
    """Wrong answers of one shape with their prints, those with fewer slips first."""

    wrong: tuple[Wrong, ...]
    prints: Prints


@dataclass(frozen=True)
class Book:
    """Wrong answers by their shapes."""

    pages: Mapping[int, Page]
    ground: Ground
    algebra: bool = False  # whether nothing but algebra is asked for

    def explains(self, told: sp.Basic) -> tuple[Wrong, ...]:
        """What leads to an answer, the likeliest first, with the fewest slips only."""
        shown = self.ground.shown(told)
        page = self.pages.get(width(shown))
        if page is None or not shown.free_symbols <= set(self.ground.symbols):
            return ()
        rows = alike(page.prints, self.ground.prints([shown]))
        found = [one for one in (page.wrong[k] for k in rows) if self._believable(one, shown)]
        with surviving():
            return tuple(self._confirmed(_fewest(found[:LOOKED_AT]), shown))
        return ()

    def _believable(self, one: Wrong, shown: sp.Basic) -> bool:
        """Whether it is likely enough: many ways lead to a simple number, to 0 and 1 nearly all."""
        if shown not in SIMPLE:
            return len(one.slips) == 1 or not shown.is_Rational
        algebra = any(slip.row.site is Rewriting for slip in one.slips) and not self.algebra
        return len(one.slips) == 1 and one.weight >= LIKELY and not algebra

    def _confirmed(self, found: Sequence[Wrong], shown: sp.Basic) -> Iterator[Wrong]:
        """Those that really are the answer, each wrong rule once."""
        told: set[tuple[str, ...]] = set()
        for one in found:
            slugs = tuple(sorted({slip.row.slug for slip in one.slips}))
            if slugs not in told and len(told) < TIES and self.ground.same(one.value, shown):
                told.add(slugs)
                yield one


def _fewest(found: Sequence[Wrong]) -> list[Wrong]:
    fewest = min((len(one.slips) for one in found), default=0)
    return [one for one in found if len(one.slips) == fewest]


def width(value: sp.Basic) -> int:
    """How many entries an answer has; 0 of a formula that is no vector or matrix."""
    return len(value) if isinstance(value, sp.MatrixBase) else 0


@lru_cache(maxsize=KEPT)
def book_of(asked: Asked) -> Book:
    """The wrong answers to a question, worked out at most once while it is remembered."""
    with effort(SECONDS):
        found = kept(asked.right.expr, wrong_answers(asked), MOST).wrong
    ground = Ground.of(asked, [one.value for one in found])
    shapes: dict[int, list[Wrong]] = {}
    for one in found:
        shapes.setdefault(width(one.value), []).append(one)
    pages = {
        shape: Page(tuple(some), ground.prints([one.value for one in some]))
        for shape, some in shapes.items()
    }
    return Book(pages, ground, asked.kind in PLAIN)
