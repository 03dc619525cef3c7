"""What is told of convergence, and what bears it out."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from symcalc.checking.claims import Claim, Equal
from symcalc.derivation import Derivation
from symcalc.tutor.descent.bowl import Bowl
from symcalc.tutor.descent.rates import Rates
from symcalc.tutor.descent.shrinking import Shrinks
from symcalc.tutor.extrema.numbers import decimals
from symcalc.tutor.words.descent_rates import SAYS

REACH, ROUGH = 1e-3, 1e-4  # of a step near a minimum of what is no quadratic


@dataclass(frozen=True)
class Convergence(Derivation):
    """What the eigenvalues say of descent.

    Attributes
    ----------
    bound : sympy.Expr
        The rate from which on it does not converge; 0 where it converges at none, nan where the
        Hessian is 0 and decides nothing.
    condition, best_rate, best_factor : sympy.Expr
        κ = L/μ, 2/(μ + L), (κ - 1)/(κ + 1); of plain descent. ∞, nan and 1 where the Hessian does
        not decide one of the directions.
    multipliers : tuple of sympy.Expr
        By what each direction's distance is multiplied at the rate; sizes, with momentum.
    behaviours : tuple of str
        The same in words.
    closed_form : sympy.Expr or None
        The point after k steps.
    needed : int or None
        Steps until the gradient is below the tolerance.
    verdict : str
        At a rate "converges", "limit" or "diverges"; "nowhere" where it converges at no rate, ""
        where nothing is told in a word.
    """

    bound: sp.Expr = sp.S.Zero
    condition: sp.Expr = sp.oo
    best_rate: sp.Expr = sp.S.Zero
    best_factor: sp.Expr = sp.S.One
    multipliers: tuple[sp.Expr, ...] = ()
    behaviours: tuple[str, ...] = ()
    closed_form: sp.Expr | None = None
    needed: int | None = None
    verdict: str = ""


def pictured(run: Rates) -> tuple[list[tuple[str, float]], float, float, float, str]:
    """What the picture shows: directions, bound, rate, momentum, and what the rate is called."""
    found = run.bowl.spectrum
    ways = [(n, float(d.curvature)) for n, d in zip(run.names, found.directions, strict=True)]
    best = run.beta is None and run.rate is None and not run.is_singular
    rate = found.best_rate if best else run.bound / 2 if run.rate is None else run.rate.expr
    called = SAYS["best" if best else "half" if run.rate is None else "rate"]
    return ways, float(run.bound), float(rate), float(run.momentum), called


def slopes(bowl: Bowl) -> list[Claim]:
    """The gradient is of f, and the Hessian is of the gradient."""
    wrt, surface = bowl.named.wrt, bowl.surface
    first = [(bowl.named.expr, x, g) for x, g in zip(wrt, surface.gradient, strict=True)]
    second = [
        (surface.gradient[i], y, surface.hessian[i, j])
        for i in range(len(wrt))
        for j, y in enumerate(wrt)
        if j >= i
    ]
    return [Equal(sp.Derivative(f, x), slope) for f, x, slope in (*first, *second)]


def steps_claimed(run: Rates) -> list[Claim]:
    """A step of plain descent in each direction does to the distance what is said."""
    bowl = run.bowl
    assert bowl.centre is not None
    centre = tuple(float(decimals(v) or 0) for v in bowl.centre.values())
    steepest = max((abs(d.curvature) for d in bowl.spectrum.directions), key=float)
    rate = 1 / steepest if run.speed is None else run.speed.expr
    pairs = zip(bowl.spectrum.directions, bowl.spectrum.multipliers(rate), strict=True)
    rough = {} if bowl.is_quadratic else {"reach": REACH, "tolerance": ROUGH}
    return [
        Shrinks(
            bowl.named.expr,
            bowl.named.wrt,
            centre,
            tuple(float(v) for v in d.vector),
            float(rate),
            float(multiplier),
            **rough,
        )
        for d, multiplier in pairs
    ]
