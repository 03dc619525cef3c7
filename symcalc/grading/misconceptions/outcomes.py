"""What may come out of a piece of working: the right value, and wrong ones with their slips."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import sympy as sp

from symcalc.grading.misconceptions.effort import spent
from symcalc.grading.misconceptions.row import Misconception, rows_at
from symcalc.notation import Notation

MOST = 700  # wrong values of one piece of working that are kept, those with one slip first
TWICE = 60  # values with one slip that are taken on to a second
LESS = 0.5  # how likely a slip is in the letter of a substitution
PAIRS = 250  # pairs of slips in two parts that are put together


@dataclass(frozen=True)
class Slip:
    """A misconception at a place: what was worked on there, what came out, by which variable."""

    row: Misconception
    place: Notation
    got: sp.Basic
    x: sp.Symbol | None = None
    says: str = ""
    letter: tuple[sp.Symbol, sp.Expr] | None = None  # of a substitution, and what it stands for

    @property
    def weight(self) -> float:
        """How likely it is; less so in a letter that the question does not have."""
        return self.row.weight * (LESS if self.letter else 1.0)


@dataclass(frozen=True)
class Wrong:
    """A wrong value and the slips that lead to it; none where it is right so far."""

    value: sp.Basic
    slips: tuple[Slip, ...]

    @property
    def weight(self) -> float:
        """How likely it is, beside others with as many slips."""
        return math.prod(slip.weight for slip in self.slips)


@dataclass(frozen=True)
class Outcomes:
    """The right value of a piece of working, and wrong ones with one slip or two."""

    right: sp.Basic
    wrong: tuple[Wrong, ...] = ()

    def __iter__(self) -> Iterator[Wrong]:
        """The right value first."""
        yield Wrong(self.right, ())
        yield from self.wrong

    def mapped(self, change: Callable[[Any], sp.Basic]) -> Outcomes:
        """What becomes of each value by right working."""
        wrong = (Wrong(change(w.value), w.slips) for w in self.wrong)
        return kept(change(self.right), wrong)


def kept(right: sp.Basic, wrong: Iterable[Wrong], most: int = MOST) -> Outcomes:
    """Without what is right after all, what has no value, and repetitions."""
    found: dict[tuple[sp.Basic, tuple[str, ...]], Wrong] = {}
    for one in wrong:
        if one.value == right or one.value.has(sp.nan, sp.zoo):
            continue
        found.setdefault((one.value, tuple(s.row.slug for s in one.slips)), one)
    order = sorted(found.values(), key=lambda one: (len(one.slips), -one.weight))
    return Outcomes(right, tuple(order[:most]))


def combined(build: Callable[..., sp.Basic], parts: Sequence[Outcomes]) -> Outcomes:
    """What comes out of parts that are put together rightly.

    >>> x = sp.Symbol("x")
    >>> combined(sp.Add, [Outcomes(x), Outcomes(x**2)]).right
    x**2 + x
    """
    right = [part.right for part in parts]

    def put(*changes: tuple[int, Wrong]) -> Wrong:
        values = list(right)
        for k, one in changes:
            values[k] = one.value
        return Wrong(build(*values), tuple(s for _, one in changes for s in one.slips))

    return kept(build(*right), _put_together(parts, put))


def _put_together(parts: Sequence[Outcomes], put: Callable[..., Wrong]) -> Iterator[Wrong]:
    single = [(k, one) for k, part in enumerate(parts) for one in part.wrong]
    yield from (put(pair) for pair in single)
    once = [(k, one) for k, one in single if len(one.slips) == 1]
    once = sorted(once, key=lambda pair: -pair[1].weight)[:TWICE]
    pairs = [(p, q) for p, q in combinations(once, 2) if p[0] != q[0]]
    pairs.sort(key=lambda pair: -pair[0][1].weight * pair[1][1].weight)
    yield from (put(p, q) for p, q in pairs[:PAIRS] if not spent())


def slipped(
    site: Callable[..., Any], parts: Sequence[Outcomes], right: Callable[..., sp.Basic]
) -> Outcomes:
    """What comes out at a site: by the right rule, and by every wrong one for such sites.

    Parameters
    ----------
    site : callable
        The values of the parts to a site.
    parts : sequence of Outcomes
        What is worked out before.
    right : callable
        The values of the parts to what should come out.
    """
    below = combined(right, parts)
    first = [part.right for part in parts]
    start = site(*first)
    kind: type = type(start)
    rows = rows_at(kind, getattr(start, "rule", ""))
    wrong = list(_wrongly(start, rows, ()))
    applied = tuple(dict.fromkeys(one.slips[-1].row for one in wrong))
    once = [(k, one) for k, part in enumerate(parts) for one in part.wrong if len(one.slips) == 1]
    for k, one in sorted(once, key=lambda pair: -pair[1].weight)[:TWICE]:
        if spent():
            break
        values = [*first[:k], one.value, *first[k + 1 :]]
        wrong += _wrongly(site(*values), applied, one.slips)
    return kept(below.right, (*wrong, *below.wrong))


def done_at(site: Any) -> Outcomes:
    """What comes out at one site, before which nothing has to be worked out."""
    return slipped(lambda: site, (), lambda: site.right)


def _wrongly(site: Any, rows: Iterable[Misconception], before: tuple[Slip, ...]) -> Iterator[Wrong]:
    for row in rows:
        for value, says in row.values(site):
            if value != site.right:
                slip = Slip(row, site.node, value, getattr(site, "x", None), says)
                yield Wrong(value, (*before, slip))
