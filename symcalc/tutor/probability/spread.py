"""How much the estimators of a gradient vary, from a sample of each."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import sympy as sp

from symcalc import notation
from symcalc.errors import UnsupportedError
from symcalc.figures import in_figures
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading import read
from symcalc.reading.arrays import pairs
from symcalc.reading.numbers import number
from symcalc.steps import Step, Table
from symcalc.tutor.extrema.numbers import said
from symcalc.tutor.probability.law import Distribution, law_of
from symcalc.tutor.probability.masses import Masses, places
from symcalc.tutor.probability.monte_carlo import DRAWS, drawn, values_of
from symcalc.tutor.worded import worded
from symcalc.tutor.words.estimators import FAILS, HINTS, VERDICT, WORDS
from symcalc.writing.text import text

COUNT = 100_000  # values of each estimator
HALF = ("p", "q")  # letters that are probabilities
DIGITS = 5
Law = Masses | Distribution
Values = Mapping[sp.Symbol, sp.Expr]


@dataclass(frozen=True)
class Estimator:
    """A formula of a drawn value whose mean is the gradient."""

    name: str
    formula: sp.Expr
    x: sp.Symbol
    law: Law


def spread(
    found: Sequence[Estimator],
    gradient: Notation,
    subject: tuple[Law, Sequence[sp.Symbol]],
    point: str,
    seed: str,
) -> tuple[Step, ...]:
    """The standard deviation of each estimator at a point, in one step.

    `subject` is the law, and the letters of the formula that are not drawn.

    Raises
    ------
    UnsupportedError
        If the point makes no law.
    """
    law, others = subject
    values = _place((*law.letters, *others), point, _usual(law))
    laws = [_with_numbers(one.law, values) for one in found]
    _with_numbers(law, values)  # a reparameterised law has no letters to refuse
    if not laws or any(isinstance(one, Distribution) and not _can_draw(one) for one in laws):
        return ()
    rows, deviations = [], {}
    for one, numbers in zip(found, laws, strict=True):
        sample = values_of(
            one.formula.xreplace(dict(values)), one.x, drawn(numbers, COUNT, int(seed))
        )
        deviations[one.name] = float(sample.std(ddof=1))
        shown = (in_figures(v, DIGITS) for v in (float(sample.mean()), deviations[one.name]))
        rows.append((one.name, *shown))
    table = Table(("estimator", "mean of the sample", "standard deviation"), tuple(rows))
    place = ", ".join(f"{text(notation.name(s))} = {text(arrange(v))}" for s, v in values.items())
    fields = {
        "value": said(gradient.expr.xreplace(dict(values))),
        "at": f" at {place}" if place else "",
        "count": COUNT,
        "seed": seed,
        "verdict": _verdict(deviations),
    }
    rule = "spread" if len(found) > 1 else "spread-alone"
    step = worded(WORDS, rule, gradient, gradient, fields, "implies")
    return (replace(step, table=table),)


def _usual(law: Law) -> dict[sp.Symbol, sp.Expr]:
    """Values that make probabilities of several letters, (a, b, 1 - a - b)."""
    found = places(law) if isinstance(law, Masses) and len(law.letters) > 1 else []
    return dict(found[0]) if found else {}


def _place(letters: Sequence[sp.Symbol], point: str, usual: Values) -> dict[sp.Symbol, sp.Expr]:
    """A value for every letter: 1, or 1/2 for a probability, where none is given.

    Raises
    ------
    UnsupportedError
        If a letter of the point is none of the law.
    """
    values: dict[sp.Symbol, sp.Expr] = {
        s: sp.Rational(1, 2) if s.name in HALF else sp.Integer(1) for s in natural_order(letters)
    }
    values |= usual
    for name, value in pairs(point).items() if point else ():
        letter = read(name).expr
        if letter not in values:
            shown = ", ".join(text(notation.name(s)) for s in values)
            what = FAILS["absent"].format(wrt=name, law="the law")
            raise UnsupportedError(what, where=point, hint=HINTS["absent"].format(letters=shown))
        values[letter] = number(value, "{letter} is to be {value}, which is no number", letter=name)
    return values


def _with_numbers(law: Law, values: Values) -> Law:
    """The law with numbers for its letters."""
    if isinstance(law, Masses):
        shares = tuple(arrange(p.xreplace(dict(values))) for p in law.values)
        if not all(p.expr.is_number and 0 <= p.expr <= 1 for p in shares):
            place = ", ".join(f"{text(notation.name(s))} = {v}" for s, v in values.items())
            raise UnsupportedError(FAILS["place"].format(place=place))
        return replace(law, probabilities=shares, said="")
    if law.law is None:
        return law
    numbers = (text(arrange(p.expr.xreplace(dict(values)))) for p in law.parameters)
    return law_of(f"{law.law.name}({', '.join(numbers)})")


def _can_draw(law: Distribution) -> bool:
    return law.law is not None and law.law.name in DRAWS


def _verdict(deviations: Mapping[str, float]) -> str:
    """Which of two varies less, by what factor of the variance."""
    if len(deviations) < 2:
        return ""
    (better, least), *_, (_, most) = sorted(deviations.items(), key=lambda one: one[1])
    ratio = most / least if least else math.inf if most else 1.0
    factor = in_figures(ratio**2, 3)
    return VERDICT.format(better=better, factor=factor)
