"""What is right in a wrong answer: terms that the right answer has too."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.formula import natural_order
from symcalc.grading.asked import Asked
from symcalc.grading.misconceptions.fingerprints import alike, prints
from symcalc.grading.named import same
from symcalc.grading.told import Told
from symcalc.notation import Notation, signed_terms
from symcalc.writing.text import text

ONE = "The {ordinal} term, {term}, is right."
ALONE = "The term {term} is right."
SEVERAL = "The {most} and {last} terms are right."
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


def agreeing(asked: Asked, told: Told) -> Iterator[str]:
    """A sentence on the terms of a sum that are right, if there are any."""
    right, mine = signed_terms(asked.right), signed_terms(told.node)
    if not asked.right.symbols or not told.node.symbols:
        return  # terms of a number say nothing
    plain = all(isinstance(t.expr, sp.Expr) and not t.expr.is_Matrix for t in (*right, *mine))
    if not plain or len(right) + len(mine) < 3 or len(mine) > len(ORDINALS):
        return
    good = _good(tuple(t for t in right if not t.symbols or t.symbols & asked.letters), mine)
    if not good or (len(good) == len(mine) and len(mine) > 1):
        return
    if len(mine) == 1:
        yield ALONE.format(term=text(mine[0]))
    elif len(good) == 1:
        yield ONE.format(ordinal=ORDINALS[good[0]], term=text(mine[good[0]]))
    else:
        *most, last = (ORDINALS[k] for k in good)
        yield SEVERAL.format(most=", ".join(most), last=last)


def _good(right: tuple[Notation, ...], mine: tuple[Notation, ...]) -> list[int]:
    """Which terms of the answer are terms of the right one, each of those once."""
    letters = natural_order(frozenset().union(*(t.symbols for t in (*right, *mine))))
    known = prints([t.expr for t in right], letters)
    used: set[int] = set()
    good = []
    for k, term in enumerate(mine):
        rows = [j for j in alike(known, prints([term.expr], letters)) if j not in used]
        if rows and same(right[rows[0]].expr, term.expr):
            used.add(rows[0])
            good.append(k)
    return good
