"""Reduction formulas: one integration by parts lowers the exponent, and is used again and again."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.notation import Notation, name
from symcalc.primitives import build
from symcalc.steps import Step, Table
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.letters import nonzero
from symcalc.tutor.integrate.methods.parts import law, named
from symcalc.tutor.integrate.parts import slope_of
from symcalc.tutor.integrate.reducing import Reduction, reduction_of
from symcalc.tutor.integrate.rule import integral_step, integration_rule
from symcalc.tutor.worded import worded
from symcalc.tutor.words.integrals_parts import WORDS
from symcalc.writing.text import text

MOST = 8  # rows of a table


@integration_rule("reduction", example="x^10 e^x", cost=3.7)
def reduction(question: Integral) -> Step | None:
    """∫ xⁿ eˣ dx, ∫ (ln x)ⁿ dx, ∫ xⁿ sin x dx for a large n."""
    factor, core = question.split
    found = reduction_of(core, question.x, question.letter("n", "k", "m"))
    if found is None:
        return None
    step = integral_step(
        question,
        WORDS,
        "reduction",
        factor * found.values[-1][1],
        n=found.exponent,
        last=text(question.written(found.last)),
    )
    below = _stated(question, found), _used(question, core, found)
    return replace(step, substeps=below, conditions=nonzero(found.rate))


def _stated(question: Integral, found: Reduction) -> Step:
    """The formula for any exponent, and the integration by parts that proves it."""
    u, dv, v = found.choice
    fields = named(question, u, dv, slope_of(u, question.x), v)
    general = build("integral", question.written(found.general), question.written(question.x))
    formula = build("relation", general, question.written(found.formula), text="=")
    fields["again"] = found.again
    step = worded(WORDS, "reduction-formula", general, formula, fields, "implies")
    return replace(step, statement=law(fields))


def _used(question: Integral, core: sp.Expr, found: Reduction) -> Step:
    """The formula used for one exponent after another."""
    shown = [(str(n), question.written(value)) for n, value in found.values]
    head = build("integral", question.written(found.general), question.written(question.x))
    cells: list[tuple[str | Notation, ...]] = list(shown)
    rows = cells if len(cells) <= MOST else [*cells[: MOST - 1], ("…", "…")]
    table = Table((text(name(found.letter)), head), tuple(rows))
    fields = {"n": found.exponent, "first": shown[0][0]}
    step = worded(
        WORDS,
        "reduction-used",
        question.of(core).whole,
        question.written(found.values[-1][1]),
        fields,
        "equal-up-to-constant",
    )
    return replace(step, table=table)
