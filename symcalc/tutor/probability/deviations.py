"""The lessons on standard deviations under a law, and on covariances of two functions of X."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim
from symcalc.derivation import Derivation
from symcalc.errors import NotFoundError, UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.tutor.conditions import simplified
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.probability.about import Law, drawn, name_of, opened
from symcalc.tutor.probability.averages import Averaged, averaged
from symcalc.tutor.probability.claims import MeanIs
from symcalc.tutor.probability.data_lists import valued
from symcalc.tutor.probability.distributed import Distribution
from symcalc.tutor.probability.expectation import over_positive, variance
from symcalc.tutor.probability.terms import shortest
from symcalc.tutor.worded import worded
from symcalc.tutor.words.deviations import FAILS, WORDS
from symcalc.writing.text import text

SD = "{word:standard deviation|SD|std|sd|stdev}"
UNDER = "{given:if} {drawn:drawn}[ ]{law}"


@lesson(
    "standard-deviation",
    "standard deviation of {f} under {law}",
    f"{SD} of {{f}}[,] {UNDER}",
    f"{SD} of {{drawn:drawn}}[ ]{{law}}",
    f"{SD} of {{law:law}}",
    f"{SD} of {{law:own}}",
    f"{SD}[ ]({{f}})[,] {UNDER}",
    f"{SD}[ ]\\[{{f}}\\][,] {UNDER}",
)
def standard_deviation(f: str = "", law: str = "", **named: str) -> Derivation:
    """The root of the variance.

    Examples
    --------
    >>> standard_deviation("x", "binomial(100, 1/2)").answer
    5
    """
    found = variance(f, law, **named)
    body, _, given = opened(f or drawn(named) or "x", law, drawn(named))
    parts = {"f": text(body), "law": name_of(given)}
    question = asked("standard-deviation", None, found.question.wrt, **parts)
    if found.ending:
        return replace(found, question=question)
    squared = found.result
    after = arrange(over_positive(sp.sqrt(squared.expr)))
    step = worded(WORDS, "deviation", squared, after, parts, "implies")
    remarks = tuple(r for r in found.remarks if not r.startswith("The standard deviation"))
    return replace(
        found,
        question=question,
        asked=build("sqrt", squared),
        result=after,
        steps=(*found.steps, step),
        remarks=remarks,
        ending="" if after.symbols else valued("standard deviation", after),
    )


@lesson(
    "covariance",
    "covariance of {f} and {g} under {law}",
    f"covariance {{of:of|between}} {{f}} and {{g}}[,] {UNDER}",
    f"{{cov:Cov|Covariance}}[ ]({{f}},[ ]{{g}})[,] {UNDER}",
    f"{{cov:Cov|Covariance}}[ ]\\[{{f}},[ ]{{g}}\\][,] {UNDER}",
)
def covariance(f: str, g: str, law: str, **named: str) -> Derivation:
    """E[fg] − E[f] E[g], of two functions of one variable.

    Examples
    --------
    >>> covariance("x", "x^2", "uniform(0, 1)").answer
    1/12

    Raises
    ------
    NotFoundError
        If one of the means is not finite.
    """
    one, x, given = opened(f, law, drawn(named))
    other, y, _ = opened(g, law, drawn(named))
    if x != y:
        what = FAILS["apart"].format(f=text(one), g=text(other))
        raise UnsupportedError(what, where=law)
    product = notation.multiply(one, other)
    means = [averaged(body, x, given) for body in (product, one, other)]
    endless = next((m for m in means if m.ending), None)
    if endless is not None:
        raise NotFoundError(FAILS["endless"], where=endless.ending)
    both, first, second = means
    line = notation.subtract(both.after, notation.multiply(first.after, second.after))
    after = arrange(shortest(line.expr))
    fields = {"f": text(one), "g": text(other), "product": text(product)}
    step = worded(WORDS, "covariance", both.whole, after, fields, "implies")
    step = replace(step, after=build("relation", line, after, text="="))
    return Derivation(
        asked("covariance", None, (x,), f=text(one), g=text(other), law=name_of(given)),
        line,
        after,
        (*(s for m in means for s in m.steps), step),
        conditions=simplified([c for m in means for c in m.conditions]),
        remarks=tuple(dict.fromkeys(r for m in means for r in m.remarks)),
        claims=(_apart((one, first), (other, second), x, given, after),),
        ending="" if after.symbols else valued("covariance", after),
    )


def _apart(
    one: tuple[Notation, Averaged],
    other: tuple[Notation, Averaged],
    x: sp.Symbol,
    law: Law,
    after: Notation,
) -> Claim:
    """The mean of (f − E[f])(g − E[g]), which no step uses."""
    product = (one[0].expr - one[1].after.expr) * (other[0].expr - other[1].after.expr)
    if isinstance(law, Distribution) and not law.discrete:
        inside = product * law.density.expr
        return MeanIs(inside, x, law.ends, after.expr, WHAT, law.conditions)
    return averaged(arrange(sp.expand(product)), x, law).claims[0]


WHAT = "the mean of the products of the distances from both means"
