"""How many solutions there are, and how often each counts."""

from __future__ import annotations

from functools import lru_cache

import sympy as sp

from symcalc.grading.solutions.comparing import Sought
from symcalc.grading.solutions.conditions import ALWAYS, NEVER, Compare
from symcalc.grading.solutions.line import along
from symcalc.grading.solutions.places import changes
from symcalc.grading.solutions.space import Met, met, solutions


def everywhere(question: Sought) -> Met | None:
    """How it is known that everything solves it; None where it is not so, or not known."""
    found = met(question.condition, ALWAYS, question.scope.unknowns)
    return found if found.proof and not (found.lost or found.gained) else None


@lru_cache(maxsize=512)
def is_endless(question: Sought) -> bool | None:
    """Whether there are infinitely many solutions; None where that is not known."""
    unknowns = question.scope.unknowns
    if question.parameters:
        return None
    if not question.one:
        known = solutions(question.condition, unknowns)
        return None if known is None else any(free for _, free in known)
    roots = changes(question.condition, unknowns[0])
    found = along(question.condition, NEVER, unknowns[0])
    if roots is None or not found.complete:
        return None
    if roots.families:
        return bool(found.lost) if not roots.alone else None
    return any(point not in roots.alone for point in found.lost)


@lru_cache(maxsize=512)
def multiplicities(question: Sought) -> frozenset[int] | None:
    """How often the real roots of a polynomial equation count; None of any other equation."""
    asked = question.condition
    if not question.one or not isinstance(asked, Compare) or asked.sign != "=" or asked.below:
        return None
    (x,) = question.scope.unknowns
    gap = sp.expand(asked.gap)
    if gap.free_symbols != {x} or not gap.is_polynomial(x):
        return None
    poly = sp.Poly(gap, x)
    if not all(c.is_Rational for c in poly.all_coeffs()):
        return None
    return frozenset(n for factor, n in poly.sqf_list()[1] if factor.count_roots())
