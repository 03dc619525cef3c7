"""Mean with variance, and a density at a value, each asked for by itself."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.checking.claims import Claim, Equal
from symcalc.derivation import Derivation
from symcalc.errors import NotFoundError
from symcalc.primitives import arrange, build
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.probability.average_parts import (
    UNTOLD,
    infinite,
    means,
    moments,
    variance_of,
)
from symcalc.tutor.probability.distribution import distribution
from symcalc.tutor.probability.event_lines import decimal_of
from symcalc.tutor.probability.joined import Joined
from symcalc.tutor.probability.law import Distribution, law_of
from symcalc.tutor.probability.placing import values_at
from symcalc.tutor.words.after_data import FAILS
from symcalc.writing.text import text


@lesson(
    "moments",
    "mean and variance of {law}",
    "{what:mean and variance|expectation and variance|expected value and variance}"
    " {of:of|for} {law}",
)
def mean_and_variance(law: str, **_: str) -> Derivation:
    """The mean and the variance of a law together.

    Examples
    --------
    >>> mean_and_variance("exponential(2)").answer
    Matrix([
    [1/2],
    [1/4]])
    """
    given = law_of(law)
    mean, second = means(given)
    told = given.law is not None and given.law.name in UNTOLD
    if told or mean is None or second is None or mean.ending:
        rule = "no-mean" if told or (mean and mean.ending) else "no-moments"
        raise NotFoundError(FAILS[rule].format(law=given.name), where=law)
    endless = infinite(second)
    variance = arrange(sp.oo if endless else variance_of(mean, second))
    after = build("vector", mean.after, variance)
    return Derivation(
        asked("moments", None, (given.x,), law=given.name),
        after,
        after,
        tuple(moments(given, mean, second)),
        conditions=given.conditions,
        remarks=given.remarks,
        claims=(Joined((*mean.claims, *second.claims)),),
        ending=f"mean {text(mean.after)}, variance {'infinite' if endless else text(variance)}",
    )


@lesson(
    "density-at",
    "density of {law} at {point}",
    *(
        f"{word} {of}[ the] {{law:law}} at {{point}}"
        for word in ("density", "pdf", "pmf", "density function", "probability density")
        for of in ("of", "for")
    ),
)
def density_at(law: str, point: str) -> Derivation:
    """The density of a law at a value, or the probability of the value.

    Examples
    --------
    >>> density_at("exponential(2)", "1").answer
    2*exp(-2)
    """
    given = law_of(law)
    named = point if "=" in point else f"{given.x.name} = {point}"
    found = distribution(law, named)
    value = found.value if found.value is not None else sp.S.Zero
    after = arrange(value)
    first = found.steps[0]
    last = replace(next(s for s in found.steps if s.rule == "evaluate"), rule="density-there")
    near = "" if value.free_symbols else text(decimal_of(value))
    exact = near == text(after)
    return Derivation(
        asked("density-at", None, (given.x,), law=given.name, point=named),
        found.asked,
        after,
        (first, last),
        conditions=found.conditions,
        remarks=given.remarks,
        claims=(_value_is(given, named, value),),
        ending="" if exact or not near else f"{text(after)} ≈ {near}",
    )


def _value_is(law: Distribution, point: str, value: sp.Expr) -> Claim:
    """The density put in by itself: 0 outside of the support, and between whole numbers."""
    values = values_at(law, point)
    low, high = law.ends
    inside = sp.And(sp.Ge(law.x, low), sp.Le(law.x, high))
    if law.discrete:
        inside = sp.And(inside, sp.Eq(law.x, sp.floor(law.x)))
    whole = sp.Piecewise((law.density.expr, inside), (0, True))
    return Equal(whole.subs(values), value)
