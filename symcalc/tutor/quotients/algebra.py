"""Difference quotients that algebra alone works out: polynomials, fractions, roots."""

from __future__ import annotations

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation, add, divide, multiply, number, power, subtract
from symcalc.primitives import arrange
from symcalc.tutor.quotients.working import HIGHEST, Line, Shift, Worked, over
from symcalc.tutor.tidy import tidy
from symcalc.writing.text import text

ROOTS = 5  # the largest n of an n-th root


def polynomial(f: Notation, shift: Shift) -> Worked | None:
    """Multiplied out, every term of the numerator has a factor h."""
    degree = shift.degree(f.expr)
    if degree < 0:
        return None
    shifted = shift.monomials(sp.expand(shift.to(f).expr))
    given = [notation.negative(t) for t in notation.signed_terms(shift.monomials(f.expr))]
    top = sp.expand(shift.to(f).expr - f.expr)
    answer = shift.monomials(sp.expand(top / shift.h.expr).subs(shift.h.expr, 0))
    if degree == 0 or top == 0:
        return Worked((Line("nothing-left", number(0), {"f": text(f)}),), number(0))
    left = shift.monomials(top)
    lines = [
        Line("multiply-out", divide(add(shifted, *given), shift.h), {"f": text(shift.to(f))}),
        Line("cancel-terms", divide(left, shift.h), {"f": text(f)}),
        Line("cancel-h", shift.monomials(sp.expand(top / shift.h.expr))),
    ]
    return Worked(tuple(lines), answer)


def rational(f: Notation, shift: Shift) -> Worked | None:
    """Over a common denominator the numerator has a factor h."""
    pair = _fraction(f, shift)
    if pair is None:
        return None
    p, q = pair
    bottom = [shift.h, q, shift.to(q)]
    cross = subtract(multiply(shift.to(p), q), multiply(p, shift.to(q)))
    top = sp.expand(cross.expr)
    if top == 0:
        return None
    rest = sp.expand(top / shift.h.expr)
    fields = {"bottom": text(multiply(q, shift.to(q)))}
    left = shift.monomials(top)
    lines = [
        Line("common-denominator", divide(cross, multiply(*bottom)), fields),
        Line("multiply-top", over(left, *bottom)),
        Line("cancel-h", over(shift.monomials(rest), *bottom[1:])),
    ]
    found = over(shift.monomials(rest.subs(shift.h.expr, 0)), squared(q))
    return Worked(tuple(lines), tidy(found))


def squared(q: Notation) -> Notation:
    """q², where q may be a power already."""
    if q.head == "power" and q.parts[1].head == "number":
        return power(q.parts[0], number(2 * q.parts[1].expr))
    return power(q, number(2))


def _fraction(f: Notation, shift: Shift) -> tuple[Notation, Notation] | None:
    """Numerator and denominator, if both are polynomials: as written, or put over each other."""
    if not f.expr.is_rational_function(shift.x.expr):
        return None
    fraction = sp.fraction(sp.together(f.expr))
    p, q = f.parts if f.head == "quotient" else (arrange(part, like=f) for part in fraction)
    degrees = [shift.degree(part.expr) for part in (p, q)]
    return (p, q) if min(degrees) >= 0 and degrees[1] and sum(degrees) <= HIGHEST else None


def root(f: Notation, shift: Shift) -> Worked | None:
    """Aⁿ - Bⁿ = (A - B)(Aⁿ⁻¹ + … + Bⁿ⁻¹) takes the roots away; for n = 2, the conjugate."""
    n, u = _root_of(f)
    if not n or not 1 <= shift.degree(u.expr) <= 3:
        return None
    here, there = f, shift.to(f)
    others = add(*(multiply(_power(there, n - 1 - k), _power(here, k)) for k in range(n)))
    fields = {"by": text(others), "n": str(n)}
    gap = subtract(shift.to(u), u)
    top = sp.expand(gap.expr)
    left, rest = shift.monomials(top), shift.monomials(sp.expand(top / shift.h.expr))
    lines = [
        Line(
            "conjugate" if n == 2 else "n-th-powers", divide(gap, multiply(shift.h, others)), fields
        )
    ]
    if left != gap:
        lines.append(Line("multiply-top", over(left, shift.h, others)))
    lines.append(Line("cancel-h", over(rest, others)))
    slope = shift.monomials(rest.expr.subs(shift.h.expr, 0))
    answer = over(slope, multiply(number(n), _power(here, n - 1)))
    return Worked(tuple(lines), answer if f.head in ("cbrt", "root") else tidy(answer))


def reciprocal_root(f: Notation, shift: Shift) -> Worked | None:
    """1/√u: a common denominator first, then the conjugate."""
    if f.head != "quotient" or f.parts[0].expr != 1:
        return None
    n, u = _root_of(f.parts[1])
    if n != 2 or not 1 <= shift.degree(u.expr) <= 3:
        return None
    here = f.parts[1]
    there = shift.to(here)
    both, conjugate = multiply(there, here), add(here, there)
    gap = subtract(u, shift.to(u))
    top = sp.expand(gap.expr)
    left, rest = shift.monomials(top), shift.monomials(sp.expand(top / shift.h.expr))
    bottom = multiply(shift.h, both)
    lines = [
        Line("common-denominator", divide(subtract(here, there), bottom), {"bottom": text(both)}),
        Line("conjugate", divide(gap, multiply(bottom, conjugate)), {"by": text(conjugate)}),
    ]
    if left != gap:
        lines.append(Line("multiply-top", over(left, bottom, conjugate)))
    lines.append(Line("cancel-h", over(rest, both, conjugate)))
    slope = shift.monomials(rest.expr.subs(shift.h.expr, 0))
    return Worked(tuple(lines), tidy(over(slope, number(2), u, here)))


def _root_of(f: Notation) -> tuple[int, Notation]:
    """The n of an n-th root and what stands under it; n = 0 for anything else."""
    u = f.parts[0] if f.parts else f
    if f.head in ("sqrt", "cbrt"):
        return {"sqrt": 2, "cbrt": 3}[f.head], u
    order = sp.S.Zero
    if f.head == "root":
        order = f.parts[1].expr
    elif f.head == "power" and f.parts[1].expr.is_Rational and f.parts[1].expr != 0:
        order = 1 / f.parts[1].expr
    small = order.is_Integer and 2 <= order <= ROOTS
    return (int(order), u) if small else (0, u)


def _power(base: Notation, k: int) -> Notation:
    """A power of a root; one that was written with an exponent stays so: (x^(1/3))² is x^(2/3)."""
    if k == 0:
        return number(1)
    if base.head == "power":
        return power(base.parts[0], notation.rational(base.parts[1].expr * k))
    return power(base, number(k))
