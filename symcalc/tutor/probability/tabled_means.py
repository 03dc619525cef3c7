"""Means, variances, covariance and correlation of a joint table."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from symcalc import notation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.probability.event_lines import decimal_of, ending_of, is_short, line, written
from symcalc.tutor.probability.joint import Joint
from symcalc.tutor.probability.tabled_lines import Told, same, step
from symcalc.tutor.words.tables import FAILS, ZERO
from symcalc.writing.text import text


def _mean(joint: Joint, name: str, base: str) -> Told:
    del base
    which = name[-1]
    value = joint.mean(which)
    made = step("mean-of", line(_products(joint, which, 1), value), x=which)
    entries = [
        joint.table[i, j] * (x if which == "X" else y)
        for i, x in enumerate(joint.xs)
        for j, y in enumerate(joint.ys)
    ]
    claim = same("numeric", (value, sp.Add(*reversed(entries))))
    return Told(arrange(value), (made,), (claim,), ending=_ending(f"E[{which}]", value))


def _products(joint: Joint, which: str, power: int) -> Notation:
    pairs = zip(joint.values(which), joint.marginal(which), strict=True)
    terms = [notation.arithmetic("product", written(v**power), written(p)) for v, p in pairs]
    return notation.add(*terms)


def _variance(joint: Joint, name: str, base: str) -> Told:
    mean = _mean(joint, name, base)
    which = name[-1]
    value = joint.variance(which)
    before = notation.subtract(
        written(joint.mean(which, 2)),
        notation.power(written(joint.mean(which)), notation.number(2)),
    )
    made = step("square-of", line(before, value), x=which)
    pairs = zip(joint.values(which), joint.marginal(which), strict=True)
    spread = sp.Add(*((v - joint.mean(which)) ** 2 * p for v, p in pairs))
    claims = (same("centred", (value, spread)),)
    return Told(arrange(value), (*mean.steps, made), claims, ending=_ending(f"Var({which})", value))


def _covariance(joint: Joint, name: str, base: str) -> Told:
    del name
    means = [s for n in "XY" for s in _mean(joint, n, base).steps]
    value = joint.covariance
    both = step("mean-product", line(_pairs(joint), joint.product))
    before = notation.subtract(
        written(joint.product),
        notation.arithmetic("product", written(joint.mean("X")), written(joint.mean("Y"))),
    )
    but = ZERO["but"] if joint.apart else ""
    zero = ZERO["covariance"].format(but=but) if value == 0 else ""
    last = step("covariance", line(before, value), zero=zero)
    claims = (same("centred", (value, joint.centred)),)
    return Told(arrange(value), (*means, both, last), claims, ending=_ending("Cov(X, Y)", value))


def _pairs(joint: Joint) -> Notation:
    terms = [
        notation.arithmetic("product", written(x * y), written(joint.table[i, j]))
        for i, x in enumerate(joint.xs)
        for j, y in enumerate(joint.ys)
        if x * y * joint.table[i, j] != 0
    ]
    return notation.add(*terms) if terms else notation.number(0)


def _correlation(joint: Joint, name: str, base: str) -> Told:
    for which in "XY":
        if joint.variance(which) == 0:
            raise UnsupportedError(FAILS["constant"].format(x=which))
    told = _covariance(joint, name, base)
    spreads = [s for n in "XY" for s in _variance(joint, n, base).steps[-1:]]
    roots = [sp.sqrt(joint.variance(n)) for n in "XY"]
    value = sp.radsimp(joint.covariance / (roots[0] * roots[1]))
    under = notation.arithmetic("product", *(arrange(r) for r in roots))
    before = notation.divide(written(joint.covariance), under)
    last = step("correlation", line(before, value))
    pair = (value**2 * joint.variance("X") * joint.variance("Y"), joint.centred**2)
    claims = (*told.claims, same("centred", pair))
    steps = (*told.steps, *spreads, last)
    return Told(arrange(value), steps, claims, ending=_ending("ρ", value))


def _ending(label: str, value: sp.Expr) -> str:
    if value.is_Rational or is_short(value):
        return ending_of(label, value, arrange(value))
    return f"{label} = {text(arrange(value))} ≈ {text(decimal_of(value))}"


MEANS: dict[str, Callable[[Joint, str, str], Told]] = {
    "mean of X": _mean,
    "mean of Y": _mean,
    "variance of X": _variance,
    "variance of Y": _variance,
    "covariance": _covariance,
    "correlation": _correlation,
}
