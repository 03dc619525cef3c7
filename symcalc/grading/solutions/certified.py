"""Solutions without a closed form: a change of sign shows one, and Rolle's theorem counts them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.solutions.comparing import Sought
from symcalc.grading.solutions.conditions import NEVER, Any, Compare, Condition, sign_here
from symcalc.grading.solutions.line import along
from symcalc.grading.solutions.places import changes

SMOOTH = (sp.exp, sp.sin, sp.cos, sp.atan, sp.sinh, sp.cosh, sp.tanh, sp.asinh)
DERIVATIVES = 4  # whose zeros are counted
HALVES = range(-20, 21)  # where a change of sign is looked for
STEPS = 24  # of a bisection

Stretch = tuple[sp.Rational, sp.Rational]


class Certified(NamedTuple):
    """All solutions are there, or one near a number is not."""

    lost: sp.Rational | None = None


def certified(
    question: Sought, told: Condition, written: dict[sp.Expr, sp.Rational]
) -> Certified | None:
    """Whether rounded solutions are all there are; None where that is not known.

    Parameters
    ----------
    question, told
        An equation for one number, and the numbers that an answer lists.
    written : dict
        Of every decimal, how far it may be off.
    """
    asked = question.condition
    if not question.one or question.parameters or not isinstance(asked, Compare):
        return None
    x, f = question.scope.unknowns[0], asked.gap
    if asked.sign != "=" or asked.below or not _is_smooth(f, x):
        return None
    stretches = [_stretch(f, x, value, written) for value in _values(told, x)]
    own = sorted(s for s in stretches if s is not None)
    if not own or len(own) < len(stretches) or any(a[1] >= b[0] for a, b in pairwise(own)):
        return None
    if len(own) == most(f, x):
        return Certified()
    other = next((s for s in crossings(f, x) if all(s[1] < a or b < s[0] for a, b in own)), None)
    return None if other is None else Certified(sum(other) / 2)


def _is_smooth(f: sp.Expr, x: sp.Symbol) -> bool:
    """Whether it has all derivatives within its domain, which is one interval."""
    for part in sp.preorder_traversal(f):
        if not part.has(x) or part.is_Add or part.is_Mul or part == x:
            continue
        if part.is_Pow and part.base.has(x):
            whole = part.exp.is_Integer and part.exp > 0
            root = part.exp.is_Rational and part.exp > 0 and _is_line(part.base, x)
            if not (whole or root):
                return False
        elif part.is_Pow:
            if not part.base.is_positive:
                return False
        elif not (isinstance(part, SMOOTH) or (part.func is sp.log and _is_line(part.args[0], x))):
            return False
    return bool(f.free_symbols == {x})


def _is_line(u: sp.Expr, x: sp.Symbol) -> bool:
    return bool(u.is_polynomial(x) and sp.degree(u, x) == 1)


def _values(told: Condition, x: sp.Symbol) -> Iterator[sp.Expr | None]:
    for part in told.parts if isinstance(told, Any) else (told,):
        plain = isinstance(part, Compare) and part.sign == "=" and part.left == x
        yield part.right if plain and isinstance(part, Compare) else None


def _stretch(
    f: sp.Expr, x: sp.Symbol, value: sp.Expr | None, written: dict[sp.Expr, sp.Rational]
) -> Stretch | None:
    """Between which numbers a solution lies for sure: one that is exact, or rounded."""
    if value is None or not value.is_Rational:
        return None
    if sign_here(f, {x: value}) == 0:
        return value, value
    half = written.get(abs(value))
    if half is None:
        return None
    ends = value - half, value + half
    return ends if _crosses(f, x, ends) else None


def _crosses(f: sp.Expr, x: sp.Symbol, ends: Stretch) -> bool:
    return {sign_here(f, {x: end}) for end in ends} == {-1, 1}


@lru_cache(maxsize=256)
def most(f: sp.Expr, x: sp.Symbol) -> int | None:
    """At most how many zeros there are: between two of them the derivative has one."""
    slope = f
    try:
        for order in range(1, DERIVATIVES + 1):
            slope = derived(slope, x)
            zeros = _count(slope, x)
            if zeros is not None:
                return zeros + order
    except SymcalcError:
        pass
    return None


def _count(slope: sp.Expr, x: sp.Symbol) -> int | None:
    """How many zeros a derivative has where it changes its sign, or more; None if unknown."""
    if slope == 0:
        return None
    roots = changes(Compare(slope, sp.S.Zero, "="), x)
    if roots is None:
        return None
    sides = [along(Compare(slope, sp.S.Zero, sign), NEVER, x) for sign in "<>"]
    if all(side.complete for side in sides) and not all(side.lost for side in sides):
        return 0  # it keeps its sign
    flat = along(Compare(slope, sp.S.Zero, "="), NEVER, x)
    return len(flat.lost) if flat.complete and not roots.families else None


@lru_cache(maxsize=256)
def crossings(f: sp.Expr, x: sp.Symbol) -> tuple[Stretch, ...]:
    """Short stretches where the formula changes its sign, those near zero first."""
    marks = [sp.Rational(2 * k + 1, 4) for k in HALVES]
    signs = {mark: sign_here(f, {x: mark}) for mark in marks}
    found = [s for s in pairwise(marks) if {signs[s[0]], signs[s[1]]} == {-1, 1}]
    return tuple(sorted((_narrowed(f, x, s) for s in found), key=lambda s: abs(s[0])))


def _narrowed(f: sp.Expr, x: sp.Symbol, ends: Stretch) -> Stretch:
    low, high = ends
    first = sign_here(f, {x: low})
    for _ in range(STEPS):
        middle = (low + high) / 2
        sign = sign_here(f, {x: middle})
        if sign == 0:
            return middle, middle
        low, high = (middle, high) if sign == first else (low, middle)
    return low, high
