"""Parts twice, until the integral returns and is solved for."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.notation import Notation
from symcalc.primitives import build
from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.letters import nonzero
from symcalc.tutor.integrate.methods.parts import law, named
from symcalc.tutor.integrate.parts import slope_of
from symcalc.tutor.integrate.returning import Choice, Twice, twice
from symcalc.tutor.integrate.rule import integral_step, integration_rule
from symcalc.tutor.worded import worded
from symcalc.tutor.words.integrals_parts import WORDS
from symcalc.writing.text import text


@integration_rule("cyclic-parts", example="e^(2x) cos(3x)", cost=3.8)
def cyclic_parts(question: Integral) -> Step | None:
    """∫ e^(ax) cos(bx) dx and its like: after parts twice the same integral stands on the right."""
    return cyclic_step(question)


def cyclic_step(question: Integral) -> Step | None:
    """The same, for rules that need such an integral on their way."""
    factor, core = question.split
    found = twice(core, question.x)
    if found is None:
        return None
    alone = question.of(core)
    step = integral_step(question, WORDS, "cyclic-parts", factor * found.value)
    holds = nonzero(sp.fraction(sp.together(found.times))[0])
    one = found.choices[0]
    said = law(named(question, one.u, one.dv, slope_of(one.u, question.x), one.v))
    return replace(step, substeps=_below(alone, found), conditions=holds, statement=said)


def _below(question: Integral, found: Twice) -> tuple[Step, ...]:
    """Every line: parts, parts again, the equation, the integral."""
    first, second = (question.written(line) for line in found.lines)
    equation = _equation(question.whole, second)
    gathered = _equation(
        question.written(found.times * question.whole.expr), question.written(found.right)
    )
    back = found.times - 1  # what is added on both sides, in terms of the integral
    size = -back if back.could_extract_minus_sign() else back
    returns = "returns" if size == back else "returns-less"
    value = question.written(found.value)
    fields = {"times": text(question.written(size * question.whole.expr))}
    return (
        _step(question, "first-parts", question.whole, first, found.choices[0]),
        _step(question, "second-parts", first, second, found.choices[1]),
        worded(WORDS, returns, equation, gathered, fields, "equivalent"),
        worded(
            WORDS,
            "solved-for",
            question.whole,
            value,
            {"times": text(question.written(found.times))},
            "equal-up-to-constant",
        ),
    )


def _equation(left: Notation, right: Notation) -> Notation:
    return build("relation", left, right, text="=")


def _step(question: Integral, rule: str, before: Notation, after: Notation, one: Choice) -> Step:
    rate = slope_of(one.u, question.x)
    fields = named(question, one.u, one.dv, rate, one.v)
    return worded(WORDS, rule, before, after, fields, "equal-up-to-constant")
