"""The wrong answers to one question, found once, and looked up for every answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import sympy as sp

from symcalc.grading.asked import KEPT, Asked
from symcalc.grading.misconceptions.fingerprints import Prints, alike
from symcalc.grading.misconceptions.ground import Ground
from symcalc.grading.misconceptions.outcomes import Wrong, kept
from symcalc.grading.misconceptions.strategy import wrong_answers

MOST = 1500  # wrong answers that are kept of one question
TIES = 6  # causes that are told
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

    def explains(self, told: sp.Basic) -> tuple[Wrong, ...]:
        """What leads to an answer, the likeliest first, with the fewest slips only."""
        shown = self.ground.shown(told)
        page = self.pages.get(width(shown))
        if page is None or not shown.free_symbols <= set(self.ground.symbols):
            return ()
        rows = alike(page.prints, self.ground.prints([shown]))
        found = [page.wrong[k] for k in rows][:LOOKED_AT]
        return tuple(self._confirmed(_fewest(found), shown))

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
    found = kept(asked.right.expr, wrong_answers(asked), MOST).wrong
    ground = Ground.of(asked, [one.value for one in found])
    shapes: dict[int, list[Wrong]] = {}
    for one in found:
        shapes.setdefault(width(one.value), []).append(one)
    pages = {
        shape: Page(tuple(some), ground.prints([one.value for one in some]))
        for shape, some in shapes.items()
    }
    return Book(pages, ground)
