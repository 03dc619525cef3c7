"""The zero of a score: each parameter solved for, the sums over the draws being letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import sympy as sp

from symcalc.tutor.probability.draws import Sample
from symcalc.tutor.probability.law import Distribution

HIGHEST = 4  # degree of an equation that is solved
TRIED = (sp.Rational(7, 20), sp.Rational(13, 10), sp.Rational(7, 10), sp.Integer(2), sp.Integer(3))
UNIT = (*(sp.Rational(k, 20) for k in (7, 3, 11, 15, 9, 5)), sp.Rational(1, 10))
CLOSE = 1e-8


@dataclass(frozen=True)
class Estimate:
    """What one equation of the score says.

    Attributes
    ----------
    letter : sympy.Symbol
        The parameter.
    cleared : sympy.Expr
        The score without its denominator, which is zero at the estimate.
    value : sympy.Expr
        The parameter in terms of the draws, and of the estimates before it.
    """

    letter: sp.Symbol
    cleared: sp.Expr
    value: sp.Expr


def spread(expr: sp.Expr, letters: Sequence[sp.Symbol]) -> sp.Expr:
    """Sums over draws taken apart by powers of parameters: ∑ (x_i − μ) is ∑ x_i − nμ."""
    filled = {}
    for total in expr.atoms(sp.Sum):
        mine = [s for s in letters if total.function.has(s)]
        body = sp.expand(total.function)
        if not mine or not body.is_polynomial(*mine):
            continue
        count = total.limits[0][2]
        terms = sp.Poly(body, *mine).terms()
        filled[total] = sp.Add(
            *(
                sp.Mul(*(s**k for s, k in zip(mine, powers, strict=True)))
                * (sp.Sum(c, *total.limits) if c.has(sp.Indexed) else count * c)
                for powers, c in terms
            )
        )
    return _pulled(expr.xreplace(filled))


def _pulled(expr: sp.Expr) -> sp.Expr:
    """Constant factors stand in front of sums."""
    filled = {}
    for total in expr.atoms(sp.Sum):
        front, inside = total.function.as_independent(sp.Indexed, as_Add=False)
        if front != 1:
            filled[total] = front * sp.Sum(inside, *total.limits)
    return expr.xreplace(filled)


def solved(
    scores: Mapping[sp.Symbol, sp.Expr], positive: Sequence[sp.Symbol], trial: Trial
) -> list[Estimate]:
    """The estimates in the order in which they are found; fewer where an equation is not solved.

    `positive` are letters that are known to be.
    """
    left, found = dict(scores), list[Estimate]()
    while left:
        step = next(
            (
                estimate
                for letter, score in left.items()
                if (estimate := _one(letter, score, list(left), positive, trial, found)) is not None
            ),
            None,
        )
        if step is None:
            return found
        found.append(step)
        del left[step.letter]
    return found


def solved_for(
    letter: sp.Symbol, score: sp.Expr, letters: Sequence[sp.Symbol], trial: Trial
) -> Estimate | None:
    """One parameter in terms of the draws and the other parameters."""
    others = [s for s in letters if s != letter]
    return _one(letter, score, [letter], others, trial, [])


def _one(
    letter: sp.Symbol,
    score: sp.Expr,
    unknown: Sequence[sp.Symbol],
    positive: Sequence[sp.Symbol],
    trial: Trial,
    before: Sequence[Estimate],
) -> Estimate | None:
    opened = spread(score, [letter])
    names = {s: sp.Dummy(f"S{k}") for k, s in enumerate(opened.atoms(sp.Sum))}
    sure = {s: sp.Dummy(s.name, positive=True) for s in (*positive, trial.n) if s != letter}
    back = {d: s for s, d in (*names.items(), *sure.items())}
    plain = opened.xreplace(names).xreplace(sure)
    top = sp.numer(sp.together(plain))
    others = {sure.get(s, s) for s in unknown if s != letter}
    if any(s.has(letter) for s in names) or top.has(sp.Function, *others):
        return None
    if not top.is_polynomial(letter) or not 1 <= sp.degree(top, letter) <= HIGHEST:
        return None
    free = top.as_independent(letter, as_Add=False)[1]
    free = sp.expand(sp.factor_terms(sp.expand(free)))
    known = trial.known(before)
    for root in sp.roots(sp.Poly(free, letter), multiple=True):
        value = root.xreplace(back)
        if trial.fits(letter, value, score, known):
            return Estimate(letter, free.xreplace(back), _plain(root, back))
    return None


def _plain(root: sp.Expr, back: Mapping[sp.Basic, sp.Basic]) -> sp.Expr:
    """The root of an equation under one root sign."""
    if any(p.exp.is_Rational and not p.exp.is_Integer for p in root.atoms(sp.Pow)):
        return sp.sqrt(sp.cancel(root**2).xreplace(dict(back)))
    return sp.cancel(root).xreplace(dict(back))


@dataclass(frozen=True)
class Trial:
    """A few draws and values of the parameters, at which lines are borne out."""

    law: Distribution
    n: sp.Symbol
    sample: Sample
    values: Mapping[sp.Symbol, sp.Expr]

    def known(self, before: Sequence[Estimate]) -> dict[sp.Symbol, sp.Expr]:
        """The estimates found so far, from the draws."""
        found: dict[sp.Symbol, sp.Expr] = {}
        for one in before:
            found[one.letter] = self.sample.put(one.value, self.n, {**self.values, **found})
        return found

    def fits(
        self, letter: sp.Symbol, value: sp.Expr, score: sp.Expr, known: Mapping[sp.Symbol, sp.Expr]
    ) -> bool:
        """Whether the score is zero at this value, which the law admits."""
        here = {**self.values, **known}
        found = self.sample.put(value, self.n, here)
        if not (found.is_number and found.is_real):
            return False
        at = {**here, letter: found}
        held = all(c.xreplace(at) != sp.false for c in self.law.conditions)
        return held and abs(self.sample.number(score, self.n, at)) < CLOSE


def trial_of(law: Distribution, n: sp.Symbol) -> Trial:
    """Draws inside the support, and values that the conditions admit."""
    values: dict[sp.Symbol, sp.Expr] = {}
    for k, s in enumerate(law.letters):
        own = [c for c in law.conditions if c.free_symbols == {s}]
        order = (*TRIED[k % 3 :], *TRIED)
        values[s] = next((v for v in order if all(c.xreplace({s: v}) for c in own)), order[0])
    low, high = (end.xreplace(values) for end in law.ends)
    inside = _inside(low, high, discrete=law.discrete)
    return Trial(law, n, Sample(inside, np.array([float(v) for v in inside])), values)


def _inside(low: sp.Expr, high: sp.Expr, *, discrete: bool) -> tuple[sp.Expr, ...]:
    """Some values between the ends of a support."""
    first = low if low.is_finite else sp.Integer(-1)
    width = high - first if high.is_finite else sp.Integer(4)
    if discrete:
        return tuple(first + k % (width + 1) for k in (0, 1, 3, 1, 2, 1))
    return tuple(first + width * u for u in UNIT)
