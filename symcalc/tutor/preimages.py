"""Where a function takes a value: the places that its inverse goes back to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import sympy as sp

from symcalc.checking.curves import zeros
from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.figures import decimal
from symcalc.formula import at_point
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.words.curves import BRANCH
from symcalc.writing.text import text

TRIED = [sp.Rational(k, 2) for k in sorted(range(-40, 41), key=abs)]
TRIED += [
    sp.pi * sp.Rational(*f) for f in ((1, 6), (1, 4), (1, 3), (1, 2), (1, 1), (-1, 4), (-1, 6))
]
TRIED += [sp.E, 1 / sp.E, sp.E**2, sp.sqrt(2), sp.sqrt(3)]
DIGITS = 30
SAME = 1e-20
APART = 1e-6  # places that are nearer than this are one
DEGREE = 6  # of a polynomial whose exact zeros are looked for


def other_branch(
    f: Notation, x: sp.Symbol, b: sp.Expr, places: list[sp.Expr], slope: sp.Expr
) -> Iterator[str]:
    """What another place with the same value says, where none is listed yet."""
    gap = f.expr - b
    if len(places) > 1 or gap.free_symbols - {x}:
        return
    found = [z for z in zeros(gap, x) if abs(z - places[0]) > APART]
    if not found:
        return
    near = min(found, key=lambda z: (abs(z - places[0]), -z))
    turn = sp.pi * sp.nsimplify(sp.N(near / sp.pi), rational=True, tolerance=APART**2)
    exact = _vanishes(gap, {x: turn})
    other = at_point(f.expr.diff(x), {x: turn if exact else near})
    if other.is_zero or not other.is_finite or abs(sp.N(other - slope)) < APART:
        return
    there, answer = (turn, 1 / other) if exact else (near, 1 / other)
    sign, show = ("=", arrange) if exact else ("≈", decimal)
    place = f"{x.name} {sign} {text(show(there))}"
    yield BRANCH.format(b=text(arrange(b)), place=place, answer=text(show(answer)))


def preimages(f: Notation, x: sp.Symbol, b: sp.Expr) -> tuple[list[sp.Expr], bool]:
    """Where f takes the value b, exactly if that is found, and whether it is exact."""
    gap = f.expr - b
    if gap.is_polynomial(x) and sp.degree(gap, x) <= DEGREE and not gap.free_symbols - {x}:
        roots = [r for r in sp.roots(gap, x, multiple=True) if r.is_real]
        rational = sorted(dict.fromkeys(roots), key=lambda r: (not r.is_Rational, abs(r), -r))
        if rational and len(str(rational[0])) < 40:
            return rational, True
    if gap.free_symbols - {x}:
        return [], False
    known = [v for v in TRIED if _vanishes(gap, {x: v})]
    return (known, True) if known else (zeros(gap, x), False)


def _vanishes(gap: sp.Expr, point: Mapping[sp.Symbol, sp.Expr]) -> bool:
    """Whether an expression is 0 at a point, as far as 30 digits tell."""
    try:
        return bool(abs(Precise(DIGITS).at(gap.subs(point), {})) < SAME)
    except Undefined:
        return False
