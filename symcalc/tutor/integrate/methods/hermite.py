"""Hermite and Ostrogradsky: the rational part of an integral without partial fractions."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step, Table
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.letters import nonzero
from symcalc.tutor.integrate.methods.rational_powers import common_step
from symcalc.tutor.integrate.rational.fraction import Fraction, fraction, rational
from symcalc.tutor.integrate.rational.ostrogradsky import denominators, is_shorter, reduced
from symcalc.tutor.integrate.rational.parts import names, primitive
from symcalc.tutor.integrate.rule import integral_step, integration_rule
from symcalc.tutor.worded import worded
from symcalc.tutor.words.integrals_rational import WORDS
from symcalc.writing.text import text

SHOWN = 16  # letters whose equations are shown


@integration_rule("hermite", example="1/(x^4 + 1)^2", cost=4)
def hermite(question: Integral) -> Step | None:
    """∫ N/D dx = P/D₁ + ∫ R/D₂ dx."""
    f = fraction(question)
    if f is None or not f.proper or not is_shorter(f) or common_step(f) > 1:
        return None
    if not all(rational(p) for p in (f.top, *(p for p, _ in f.powers))):
        return None
    above, left = reduced(f)
    repeated, simple = _products(f)
    content, rest = primitive(above) if not above.is_zero else (sp.S.Zero, sp.S.One)
    line: sp.Expr = content * (rest / repeated)
    if not left.is_zero:
        outside, body = primitive(left)
        line += outside * sp.Integral(body / simple, f.x)
    fields = {"repeated": text(arrange(repeated)), "simple": text(arrange(simple))}
    step = integral_step(question, WORDS, "hermite", line, **fields)
    below = [sp.denom(sp.together(c)) for p in (above, left) for c in p.all_coeffs()]
    return replace(step, substeps=_working(question, f, above, left), conditions=nonzero(*below))


def _products(f: Fraction) -> tuple[sp.Expr, sp.Expr]:
    repeated = sp.Mul(*(p.as_expr() ** (k - 1) for p, k in f.powers))
    return repeated, sp.Mul(*(p.as_expr() for p, _ in f.powers))


def _working(question: Integral, f: Fraction, above: sp.Poly, left: sp.Poly) -> tuple[Step, ...]:
    """The equation for P and R, and the coefficients that it gives."""
    repeated, simple = denominators(f)
    count = repeated.degree() + simple.degree()
    if count > SHOWN:
        return ()
    letters = [sp.Symbol(name) for name in names(f, count)]
    ansatz = [
        sp.Poly(part, f.x) for part in (letters[: repeated.degree()], letters[repeated.degree() :])
    ]
    factor = sp.Poly(
        sp.cancel(repeated.diff().as_expr() * simple.as_expr() / repeated.as_expr()), f.x
    )
    right = ansatz[0].diff() * simple - ansatz[0] * factor + ansatz[1] * repeated
    top = sp.Poly(f.top.as_expr() / f.unit, f.x)
    rows = []
    for degree in range(count - 1, -1, -1):
        sides = (p.coeff_monomial(f.x**degree) for p in (right, top))
        equation = build("relation", *(arrange(sp.expand(s)) for s in sides), text="=")
        rows.append((arrange(f.x**degree), equation))
    values = [_named(name, p) for name, p in (("P", above), ("R", left))]
    lines = build("and", *values)
    fields = {"x": question.x.name, "factor": text(arrange(sp.factor(factor.as_expr())))}
    start = build("and", *(_named(name, p) for name, p in zip("PR", ansatz, strict=True)))
    return (
        worded(WORDS, "hermite-ansatz", start, start, fields, "definition"),
        replace(
            worded(WORDS, "hermite-coefficients", lines, lines, fields, "implies"),
            table=Table(("power", "equation"), tuple(rows)),
        ),
    )


def _named(name: str, p: sp.Poly) -> Notation:
    value = sp.Add(*(sp.factor(c) * p.gens[0] ** n for (n,), c in p.terms()))
    return build("relation", arrange(sp.Symbol(name)), arrange(value), text="=")
