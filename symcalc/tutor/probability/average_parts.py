"""The mean and the variance of a law, from E[x] and E[x²]."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.errors import NotFoundError
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.probability.averages import Averaged, averaged
from symcalc.tutor.probability.claims import SumIs
from symcalc.tutor.probability.law import Distribution
from symcalc.tutor.probability.masses import Masses
from symcalc.tutor.worded import worded
from symcalc.tutor.words.distributions import REMARKS, SUMS, WORDS
from symcalc.tutor.words.expectation import SUMMED
from symcalc.writing.text import text

UNTOLD = ("cauchy",)  # laws whose means are told of, not worked out


def stated(
    rule: str, after: Notation, before: Notation, fields: Mapping[str, object], relation: str
) -> Step:
    """A step whose line stands by itself, or is equal to what was before."""
    return worded(WORDS, rule, before, after, fields, relation)


def means(law: Distribution) -> tuple[Averaged | None, Averaged | None]:
    """The mean and the mean of the square, as far as they are found."""
    if law.law is not None and law.law.name in UNTOLD:
        return None, None
    if law.law is not None and law.law.name == "die" and law.letters:
        return _of_die(law, 1), _of_die(law, 2)
    x = notation.name(law.x)
    subject = listed(law)
    found: list[Averaged | None] = []
    for body in (x, notation.power(x, notation.number(2))):
        try:
            found.append(averaged(body, law.x, subject))
        except NotFoundError:
            found.append(None)
    return found[0], found[1]


def _of_die(law: Distribution, power: int) -> Averaged:
    """The mean of x or x² over 1 … n, by the sums of powers."""
    x, n = notation.name(law.x), law.support[1]
    body = notation.multiply(notation.power(x, notation.number(power)), law.density)
    whole = build("summation", body, x, *law.support)
    sums = {1: n.expr * (n.expr + 1) / 2, 2: n.expr * (n.expr + 1) * (2 * n.expr + 1) / 6}
    after = arrange(sums[power] / n.expr)
    step = stated("power-sum", after, whole, {"power": SUMS[power].format(n=text(n))}, "implies")
    claim = SumIs(body.expr, law.x, law.ends, after.expr, law.conditions, SUMMED)
    return Averaged(whole, (step, step), after, claims=(claim,))


def listed(law: Distribution) -> Masses | Distribution:
    """Listed probabilities where they can be listed."""
    if not law.weights:
        return law
    outcomes, probabilities = zip(*law.weights, strict=True)
    return Masses(tuple(probabilities), tuple(outcomes), law.remarks, law.name)


def finite(mean: Averaged | None) -> bool:
    """Whether a mean was found, and is a number."""
    return mean is not None and not mean.ending


def infinite(mean: Averaged | None) -> bool:
    """Whether a mean grows without bound."""
    return mean is not None and bool(mean.ending) and mean.after.expr == sp.oo


def moments(law: Distribution, mean: Averaged | None, second: Averaged | None) -> list[Step]:
    """The steps of the mean and the variance, or why there is none."""
    fields = {"x": text(notation.name(law.x))}
    if mean is None or mean.ending:
        named = law.law is not None and law.law.name == "cauchy"
        why = REMARKS["cauchy" if named else "diverges" if mean else "not-found"].format(**fields)
        line = notation.name(law.x) if mean is None else mean.whole
        return [stated("no-mean", line, line, {"why": why}, "implies")]
    line = build("relation", mean.whole, mean.after, text="=")
    steps = [
        replace(stated("mean", line, mean.whole, fields, "implies"), substeps=_told_once(mean))
    ]
    if second is not None and infinite(second):
        why = REMARKS["second-diverges"].format(**fields)
        told = stated("no-variance", second.whole, second.whole, {"why": why, **fields}, "implies")
        return [*steps, replace(told, substeps=_told_once(second))]
    if second is None or second.ending:
        return steps
    other = build("relation", second.whole, second.after, text="=")
    under = replace(
        stated("second-moment", other, second.whole, fields, "implies"), substeps=_told_once(second)
    )
    square = notation.power(mean.after, notation.number(2))
    before, after = notation.subtract(second.after, square), arrange(variance_of(mean, second))
    last = build("relation", before, after, text="=") if before != after else after
    return [*steps, under, stated("variance", last, before, fields, "implies")]


def _told_once(mean: Averaged) -> tuple[Step, ...]:
    """The steps of a mean, without the definition that the frame tells."""
    first, *rest = mean.steps
    return mean.steps if first.table else tuple(rest)


def variance_of(mean: Averaged, second: Averaged) -> sp.Expr:
    """E[x²] − E[x]², in its shortest form."""
    value = second.after.expr - mean.after.expr**2
    if not value.free_symbols:
        return value
    return min(from_one(sp.factor(sp.together(value))), sp.expand(value), key=_length)


def _length(expr: sp.Expr) -> int:
    return len(str(expr))


def from_one(expr: sp.Expr) -> sp.Expr:
    """1 − p instead of p − 1, for a probability p."""
    for p in expr.free_symbols:
        rest = sp.Dummy("rest")
        expr = expr.xreplace({p - 1: -rest}).xreplace({rest: 1 - p})
    return expr
