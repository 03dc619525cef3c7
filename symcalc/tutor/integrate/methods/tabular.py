"""A polynomial times a function that can be integrated again and again: parts in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sympy as sp

from symcalc.steps import Step, Table
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.letters import nonzero
from symcalc.tutor.integrate.methods.cyclic_parts import cyclic_step
from symcalc.tutor.integrate.repeated import Rows, gathered, polynomial_parts, rows_of
from symcalc.tutor.integrate.rule import integral_step, integration_rule
from symcalc.tutor.words.integrals_parts import WORDS
from symcalc.writing.text import text


@integration_rule("tabular", example="x^2 e^(3x)", cost=3.9)
def tabular(question: Integral) -> Step | None:
    """∫ p f dx for a polynomial p and an exponential, sine, cosine, sinh or cosh of ax + b."""
    factor, core = question.split
    x = question.x
    found = polynomial_parts(core, x)
    if found is None:
        return None
    p, f = found
    rows = rows_of(p, f, x)
    value = factor * gathered(rows, x)
    step = integral_step(
        question,
        WORDS,
        "tabular",
        value,
        u=text(question.written(p)),
        dv=text(question.written(f)),
        count=len(rows.derivatives) - 1,
    )
    step = replace(step, table=_table(question, rows), conditions=nonzero(rows.divided))
    below = cyclic_step(question.of(f)) if f.is_Mul else None
    if below is None:
        return step
    told = text(below.before)
    whole = integral_step(question, WORDS, "tabular-product", value, told=told)
    return replace(whole, substeps=(below, step), conditions=step.conditions)


def _table(question: Integral, rows: Rows) -> Table:
    """A row for each derivative, with the sign of the product that begins there."""
    shown: Sequence[sp.Expr] = rows.shown
    pairs = zip(rows.derivatives, shown, strict=True)
    lines = ((question.written(u), question.written(v)) for u, v in pairs)
    return Table(
        ("sign", "differentiate", "integrate"),
        tuple(("−" if k % 2 else "+", *pair) for k, pair in enumerate(lines)),
    )
