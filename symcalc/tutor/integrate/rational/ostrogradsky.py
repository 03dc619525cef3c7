"""The rational part of an integral: P/D₁ and what is left, R/D₂."""

from __future__ import annotations

import sympy as sp

from symcalc.tutor.integrate.rational.fraction import Fraction, product

HIGH, CUBIC, QUADRATIC = 3, 3, 2  # exponents and degrees from which the method is shorter


def is_shorter(f: Fraction) -> bool:
    """Whether partial fractions would be long: high powers of what is not linear."""
    several = len(f.powers) > 1
    return any(
        (p.degree() >= CUBIC and k > 1) or (several and p.degree() == QUADRATIC and k >= HIGH)
        for p, k in f.powers
    )


def denominators(f: Fraction) -> tuple[sp.Poly, sp.Poly]:
    """D₁ = gcd(D, D') and D₂ = D/D₁, without the constant."""
    repeated = tuple((p, k - 1) for p, k in f.powers)
    return product(repeated, f.x), product(tuple((p, 1) for p, _ in f.powers), f.x)


def reduced(f: Fraction) -> tuple[sp.Poly, sp.Poly]:
    """P and R of ∫ N/D dx = P/D₁ + ∫ R/D₂ dx, the degrees below those of D₁ and D₂.

    Mack's linear form of Hermite's reduction [1]_.

    References
    ----------
    .. [1] M. Bronstein, Symbolic Integration I, 2nd ed., section 2.2.
    """
    whole, simple = (d.to_field() for d in denominators(f))
    top = sp.Poly(f.top.as_expr() / f.unit, f.x).to_field()
    found = sp.Poly(0, f.x).to_field()
    left = [(p, k - 1) for p, k in f.powers if k > 1]
    while left:
        now = product(tuple(left), f.x).to_field()
        core = product(tuple((p, 1) for p, _ in left), f.x).to_field()
        factor = -simple * now.diff().exquo(
            product(tuple((p, k - 1) for p, k in left), f.x).to_field()
        )
        factor = factor.exquo(core)
        above = (top * sp.invert(factor, core)).rem(core)
        rest = (top - above * factor).exquo(core)
        top = rest - above.diff() * simple.exquo(core)
        found += above * whole.exquo(now)
        left = [(p, k - 1) for p, k in left if k > 1]
    return found, top
