"""Numerical integration as a lesson: from a question to a Derivation."""

from __future__ import annotations

import math
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.figures import in_figures
from symcalc.formula import Question
from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.tutor.quadrature import chance, steps
from symcalc.tutor.quadrature.bounds import bounded
from symcalc.tutor.quadrature.claims import Values
from symcalc.tutor.quadrature.lesson import Lesson
from symcalc.tutor.quadrature.prepared import Prepared, prepared
from symcalc.tutor.quadrature.reference import Reference, reference
from symcalc.tutor.taylor.poles import Gap
from symcalc.tutor.words.quadrature import ENDINGS, REMARKS
from symcalc.writing.text import text


def quadrature(question: Question) -> Derivation:
    """Integrate numerically by a rule, with its error bounded, observed and followed.

    Raises
    ------
    UnsupportedError
        If the rule cannot be applied: a limit is no number, a node has no value, n does not fit.

    Examples
    --------
    >>> from symcalc.reading import read
    >>> whole = read("int_0^1 e^(-x^2) dx")
    >>> asked = Question("quadrature", whole, method="simpson", degree=4)
    >>> quadrature(asked).answer.round(6)
    0.746855
    """
    ready = prepared(question)
    lesson = ready.lesson
    if lesson.width == 0:
        return told(ready, (nothing(lesson),), sp.S.Zero, ENDINGS["equal"])
    found = reference(lesson)
    return by_chance(ready, found) if lesson.random else by_rule(ready, found)


def by_rule(ready: Prepared, found: Reference) -> Derivation:
    """Panels, sum, bound, reference, error, convergence."""
    lesson = ready.lesson
    proof = bounded(lesson, ready.hole)
    error = found.error(lesson.value)
    table = steps.rows(lesson, found)
    line = [
        steps.panels(lesson),
        steps.formula(lesson),
        steps.summed(lesson),
        *proof.steps,
        steps.compared(lesson, found),
    ]
    if math.isfinite(error):
        checked(lesson, error, proof.bound)
        line.append(steps.observed(lesson, error, proof.bound))
    line.append(steps.convergence(lesson, table))
    fields = {"called": lesson.called, "value": in_figures(lesson.value, steps.DIGITS)}
    fields |= {"error": text(steps.small(error))} if math.isfinite(error) else {}
    ending = ENDINGS["error" if math.isfinite(error) else "rule"].format(**lesson.fields, **fields)
    return told(ready, tuple(line), sp.Float(lesson.value), ending)


def checked(lesson: Lesson, error: float, bound: sp.Rational | None) -> None:
    """A proved bound that does not hold is a mistake of ours."""
    if bound is not None and error > float(bound) + steps.noise(lesson):
        raise AssertionError(f"{lesson.said}: error {error} beyond the bound {float(bound)}")


def by_chance(ready: Prepared, found: Reference) -> Derivation:
    """Points, mean, standard error, interval, reference, error, convergence."""
    lesson = ready.lesson
    sample = chance.drawn(lesson, lesson.n)
    line = [
        *chance.estimate(lesson, sample),
        chance.interval(lesson, sample, found),
        steps.compared(lesson, found),
    ]
    error = found.error(sample.value)
    if math.isfinite(error):
        line.append(chance.observed(lesson, sample, error))
    line.append(chance.convergence(lesson, found))
    half = chance.quantile(lesson.n - 1) * sample.error
    fields = {"value": in_figures(sample.value, 7), "half": in_figures(half, 2)}
    ending = ENDINGS["monte-carlo"].format(**lesson.fields, **fields)
    return told(ready, tuple(line), sp.Float(sample.value), ending)


def nothing(lesson: Lesson) -> Step:
    """The limits are equal."""
    step = steps.titled("equal-limits", lesson.fields, lesson.whole, notation.number(0))
    return replace(step, relation="equal", status="proved")


def told(ready: Prepared, line: tuple[Step, ...], value: sp.Expr, ending: str) -> Derivation:
    """The derivation, its question in words that are read again."""
    lesson = ready.lesson
    seed = ((sp.Symbol("seed"), notation.number(lesson.seed)),) if lesson.random else ()
    asked = Question(
        "quadrature",
        lesson.whole,
        (lesson.x,),
        lesson.said,
        degree=lesson.n,
        given=seed,
        method=lesson.name,
    )
    return Derivation(
        asked,
        lesson.whole,
        arrange(value),
        line,
        remarks=(*ready.said, *remarks(lesson, ready.hole)),
        value=value,
        claims=(values(lesson),),
        told=value,
        ending=ending,
    )


def values(lesson: Lesson) -> Values:
    """The claim that the values are those of the integrand."""
    places = chance.points(lesson, lesson.n) if lesson.random else lesson.nodes(lesson.n)
    return Values(lesson.body.expr, lesson.x, tuple(places), tuple(lesson.f(places)))


def remarks(lesson: Lesson, hole: Gap | None) -> list[str]:
    """What a reader should know besides."""
    found = []
    if lesson.ends[0] > lesson.ends[1]:
        found.append(REMARKS["reversed"].format(**lesson.fields))
    if hole is not None:
        found.append(REMARKS["hole"].format(**lesson.fields, place=text(arrange(hole.place))))
    return found
