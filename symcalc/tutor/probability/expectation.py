"""The lessons on expectation and variance: exact, and by Monte Carlo."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim
from symcalc.derivation import Derivation
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.tutor.conditions import simplified
from symcalc.tutor.extrema.numbers import said
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.probability.about import drawn, name_of, opened
from symcalc.tutor.probability.averages import Averaged, averaged
from symcalc.tutor.probability.claims import LogarithmicMean, MeanIs, lettered_places
from symcalc.tutor.probability.law import Distribution
from symcalc.tutor.probability.masses import Masses, outcomes_of
from symcalc.tutor.probability.monte_carlo import estimated
from symcalc.tutor.probability.terms import shortest
from symcalc.tutor.worded import worded
from symcalc.tutor.words.expectation import (
    CHECKED_SPREAD,
    DEVIATION,
    INFINITE_VARIANCE,
    NO_VARIANCE,
    WORDS,
)
from symcalc.writing.text import text

Law = Masses | Distribution


@lesson(
    "expectation",
    "expectation of {f} under {law}[ by Monte Carlo with {samples} samples and seed {seed}]",
    "mean of {f} under {law}",
    "expected value of {f} under {law}",
    "{word:expectation|expected value|mean} of {f} {given:if} {drawn:drawn}[ ]{law}",
    "{word:expectation|expected value|mean} of {drawn:drawn}[ ]{law}",
    "{word:expectation|expected value|mean} of {law:law}",
    "E[ ]\\[{f}\\][,] {given:if} {drawn:drawn}[ ]{law}",
    "E[ ]({f})[,] {given:if} {drawn:drawn}[ ]{law}",
    "E[ ]\\[{f}\\] under {law}",
    "{given:if} {drawn:drawn}[ ]{law},[ {ask:find|compute|what is|calculate}] E[ ]\\[{f}\\]",
)
def expectation(
    f: str = "", law: str = "", samples: str = "", seed: str = "", **named: str
) -> Derivation:
    """The mean of a formula under a law, exactly or from a sample.

    Examples
    --------
    >>> expectation("x^2", "normal(mu, sigma)").answer
    mu**2 + sigma**2
    """
    body, x, given = opened(f or drawn(named) or "x", law, drawn(named))
    parts = {"f": text(body), "law": name_of(given)}
    if samples:
        question = asked("expectation", None, (x,), **parts, samples=samples, seed=seed or "0")
        return estimated(question, body, x, given, (samples, seed or "0"))
    mean = averaged(body, x, given)
    return _told(mean, x, parts, "expectation")


@lesson(
    "variance",
    "variance of {f} under {law}",
    "variance of {f} {given:if} {drawn:drawn}[ ]{law}",
    "variance of {drawn:drawn}[ ]{law}",
    "variance of {law:law}",
    "variance of {law:own}",
    "Var[iance][ ]({f})[,] {given:if} {drawn:drawn}[ ]{law}",
    "Var[iance][ ]\\[{f}\\][,] {given:if} {drawn:drawn}[ ]{law}",
    "V[ ]({f})[,] {given:if} {drawn:drawn}[ ]{law}",
)
def variance(f: str = "", law: str = "", **named: str) -> Derivation:
    """E[f²] − E[f]², with both means worked out.

    Examples
    --------
    >>> variance("x", "die").answer
    35/12
    """
    body, x, given = opened(f or drawn(named) or "x", law, drawn(named))
    mean = averaged(body, x, given)
    squared = notation.power(body, notation.number(2))
    square = averaged(squared, x, given)
    parts = {"f": text(body), "law": name_of(given)}
    if mean.ending or square.ending:
        return _without_variance(mean, square, x, parts)
    value = _ordered(shortest(square.after.expr - mean.after.expr**2), given)
    line = notation.subtract(square.after, notation.power(mean.after, notation.number(2)))
    after = arrange(value)
    last = build("relation", line, after, text="=")
    fields = {"f": text(body), "square": text(squared)}
    closing = _step("variance", line, last if line != after else after, fields, "implies")
    root = _ordered(over_positive(sp.sqrt(value)), given)
    remarks = (DEVIATION.format(value=said(root)),) if value != 0 else ()
    told = _told(square, x, parts, "variance")
    steps = (*mean.steps, *square.steps, closing)
    return replace(
        told,
        asked=line,
        result=after,
        steps=steps,
        remarks=(*told.remarks, *remarks),
        claims=(_spread(body, x, given, mean.after, after),),
    )


def _without_variance(
    mean: Averaged, square: Averaged, x: sp.Symbol, parts: dict[str, str]
) -> Derivation:
    """No variance where there is no finite mean; an infinite one where only E[f²] is infinite."""
    if mean.ending:
        ending = f"{mean.ending} {NO_VARIANCE.format(**parts)}"
        return replace(_told(mean, x, parts, "variance"), ending=ending, told=sp.nan)
    told = _told(square, x, parts, "variance")
    steps = (*mean.steps, *square.steps)
    if square.after.expr != sp.oo:
        return replace(told, steps=steps, ending=f"{square.ending} {NO_VARIANCE.format(**parts)}")
    ending = INFINITE_VARIANCE.format(mean=text(mean.after), **parts)
    return replace(told, steps=steps, ending=ending, told=sp.oo)


def _ordered(value: sp.Expr, law: Law) -> sp.Expr:
    """(b − a)² and b − a for (a − b)² and |a − b|, where the law asks that a < b."""
    for condition in law.conditions:
        if isinstance(condition, sp.Lt):
            low, high = condition.args
            squares = {
                p: (high - low) ** p.exp for p in value.atoms(sp.Pow) if p.base == low - high
            }
            even = {p: turned for p, turned in squares.items() if p.exp.is_even}
            sizes = dict.fromkeys((sp.Abs(low - high), sp.Abs(high - low)), high - low)
            value = value.xreplace(even).xreplace(sizes)
    return value


def over_positive(value: sp.Expr) -> sp.Expr:
    """A square root with letters taken to be positive, as parameters of a spread are."""
    real = {s: sp.Dummy(s.name, positive=True) for s in value.free_symbols}
    return value.xreplace(real).simplify().xreplace({d: s for s, d in real.items()})


def _spread(body: Notation, x: sp.Symbol, law: Law, mean: Notation, after: Notation) -> Claim:
    """The mean of (f − m)², which no step uses."""
    squares = (body.expr - mean.expr) ** 2
    if isinstance(law, Distribution) and not law.discrete:
        what = f"the mean of ({text(body)} − E[{text(body)}])²"
        return MeanIs(squares * law.density.expr, x, law.ends, after.expr, what, law.conditions)
    if isinstance(law, Distribution):
        return averaged(arrange(sp.expand(squares)), x, law).claims[0]
    pairs = tuple(
        (p, sp.exp(-squares.subs(x, o.expr)))
        for p, o in zip(law.values, outcomes_of(law), strict=True)
        if p != 0
    )
    places = lettered_places(after.expr, law)
    return LogarithmicMean(pairs, after.expr, sp.S.One, places, CHECKED_SPREAD)


def _told(mean: Averaged, x: sp.Symbol, parts: dict[str, str], kind: str) -> Derivation:
    return Derivation(
        asked(kind, None, (x,), **parts),
        mean.whole,
        mean.after,
        mean.steps,
        conditions=simplified(mean.conditions),
        remarks=tuple(dict.fromkeys(mean.remarks)),
        claims=mean.claims,
        ending=mean.ending,
    )


_step = partial(worded, WORDS)
