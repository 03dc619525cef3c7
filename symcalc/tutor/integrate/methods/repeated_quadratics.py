"""Powers of a quadratic below: the formula that lowers the exponent."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.letters import nonzero
from symcalc.tutor.integrate.methods.quadratics import only_quadratic, zeros_are_rational
from symcalc.tutor.integrate.rational.fraction import fraction
from symcalc.tutor.integrate.rational.quadratic import QUADRATIC, discriminant
from symcalc.tutor.integrate.rule import integral_step, integration_rule
from symcalc.tutor.words.integrals_rational import WORDS
from symcalc.writing.text import text

REAL = 3  # exponent from which a quadratic with rational zeros is not taken apart at once


@integration_rule("reduce-quadratic", example="1/(x^2 + 2x + 5)^2", cost=3)
def reduce_quadratic(question: Integral) -> Step | None:
    """∫ dx/qⁿ by ∫ dx/qⁿ⁻¹."""
    f = fraction(question)
    found = only_quadratic(f)
    if f is None or found is None or f.top.degree() != 0:
        return None
    (p, n), x = found, f.x
    if n < QUADRATIC or (zeros_are_rational(f) and n < REAL):
        return None
    a, b, c = p.all_coeffs()
    d = sp.factor(-discriminant(a, b, c))
    if d == 0:
        return None
    q, slope = p.as_expr(), p.diff().as_expr()
    written = f.below.as_base_exp()[0]
    base = written if written.has(x) and sp.expand(written - q) == 0 else q
    factor = sp.radsimp(2 * (2 * n - 3) * a / ((n - 1) * d))
    first = sp.factor_terms(slope) * base ** (1 - n) / ((n - 1) * d)
    line = first + factor * sp.Integral(base ** (1 - n), x)
    fields = {
        "q": text(question.written(base)),
        "slope": text(question.written(slope)),
        "d": text(question.written(d)),
        "a": text(question.written(a)),
        "n": n,
        **_general(question),
    }
    step = integral_step(question, WORDS, "reduce-quadratic", line, **fields)
    return replace(step, conditions=nonzero(d))


def _general(question: Integral) -> dict[str, str]:
    """The quadratic of the formula, in letters that the question does not have."""
    taken = {s.name for s in question.body.symbols}
    triples = ("abc", "klm", "rst", "αβγ")
    a, b, c = list(next((names for names in triples if not taken & set(names)), "abc"))
    x = question.x.name
    return {"general": f"{a}{x}² + {b}{x} + {c}", "lead": a, "delta": f"4{a}{c} − {b}²"}
