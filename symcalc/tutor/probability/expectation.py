"""The lessons on expectation and variance: exact, and by Monte Carlo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim
from symcalc.derivation import Derivation
from symcalc.errors import NotFoundError, UnsupportedError
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.reading import read
from symcalc.tutor.conditions import simplified
from symcalc.tutor.extrema.numbers import said
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.probability.averages import Averaged, averaged
from symcalc.tutor.probability.claims import LogarithmicMean, MeanIs, lettered_places
from symcalc.tutor.probability.law import Distribution, law_of
from symcalc.tutor.probability.masses import Masses, outcomes_of
from symcalc.tutor.probability.monte_carlo import estimated
from symcalc.tutor.probability.subject import subject_of
from symcalc.tutor.probability.terms import shortest
from symcalc.tutor.worded import worded
from symcalc.tutor.words.expectation import (
    CHECKED_SPREAD,
    DEVIATION,
    FAILS,
    HINTS,
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
    body, x, given = opened(f or drawn(named), law)
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
    body, x, given = opened(f or drawn(named), law)
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


def drawn(named: Mapping[str, str]) -> str:
    """What has the law, as the X of "X ~ normal(0, 1)"; x if it has no name."""
    return named.get("drawn", "x")[:1]


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


def name_of(law: Law) -> str:
    """A law as it is given again."""
    return str(law) if isinstance(law, Masses) else law.name


def opened(f: str, given: str) -> tuple[Notation, sp.Symbol, Law]:
    """The formula, its variable, and the law of it.

    Raises
    ------
    UnsupportedError
        If the formula is no number, or it is not clear which of its letters is drawn.
    """
    body = replace(read(f), remarks=())
    if not isinstance(body.expr, sp.Expr) or body.head in ("relation", "vector", "tuple"):
        raise UnsupportedError(FAILS["formula"], where=f, hint=HINTS["formula"])
    law = subject_of(given)
    taken = set(law.letters)
    free = [s for s in natural_order(body.symbols) if s not in taken]
    usual = [s for s in free if s.name in ("x", "X")]
    own = [law.x] if isinstance(law, Distribution) and law.law is None else []
    if len(free) > 1 and not (usual or own):
        letters = ", ".join(s.name for s in free)
        what = FAILS["variables"].format(f=text(body), letters=letters)
        raise UnsupportedError(what, where=f, hint=HINTS["variables"])
    x = (own or usual or free or [sp.Symbol("x")])[0]
    if isinstance(law, Distribution) and law.x != x:
        law = law_of(given, x.name)
    if isinstance(law, Distribution) and law.law is not None and law.law.name == "categorical":
        raise NotFoundError(FAILS["range"], where=given)
    return body, x, law


_step = partial(worded, WORDS)
