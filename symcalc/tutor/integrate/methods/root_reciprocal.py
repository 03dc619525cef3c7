"""The root of a x⁴ + b x² + a: w = x/√v is the same for x and, up to the sign, for 1/x."""

from __future__ import annotations

from typing import Any

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.roots.form import radicals
from symcalc.tutor.integrate.rule import change_step, integration_rule
from symcalc.tutor.words.integrals_roots import WORDS
from symcalc.writing.text import text

DEGREE = 12


@integration_rule("root-reciprocal", example="(x^2+1)/((1-x^2) sqrt(x^4+1))", cost=5)
def root_reciprocal(question: Integral) -> Step | None:
    """∫ R/√v dx = ∫ R v/(a(1 - x⁴)) dw, where that depends on x² + 1/x² only."""
    factor, core = question.split
    x = question.x
    roots = radicals(core, x)
    if len({r.base for r in roots}) != 1 or any(r.exp.q != 2 for r in roots):
        return None
    v = roots[0].base
    poly = sp.Poly(v, x) if v.is_polynomial(x) else None
    if poly is None or poly.degree() != 4 or poly.nth(3) != 0 or poly.nth(1) != 0:
        return None
    a, b = poly.nth(4), poly.nth(2)
    if poly.nth(0) != a:
        return None
    y, w = sp.Dummy("y"), question.letter("w")
    shown = core.xreplace({r: y ** (2 * r.exp) for r in roots})
    over = sp.cancel(shown * y)
    if y in over.free_symbols:
        over = sp.cancel(over.subs(y**2, v))
    if not over.is_rational_function(x) or y in over.free_symbols:
        return None
    told = _symmetric(sp.cancel(over * v / (a * (1 - x**4))), (1 / w**2 - b) / a, x)
    if told is None:
        return None
    constant, moving = sp.factor(sp.cancel(sp.together(told))).as_independent(w, as_Add=False)
    value = x / sp.sqrt(v)
    line = factor * constant * sp.Integral(moving, w)
    relation = sp.expand((1 / w**2 - b) / a)
    fields: dict[str, Any] = {
        "w": text(question.written(w)),
        "told": text(question.written(value)),
        "rate": text(question.written(a * (1 - x**4) / v ** sp.Rational(3, 2))),
        "relation": " = ".join(text(question.written(e)) for e in (x**2 + 1 / x**2, relation)),
    }
    return change_step(question, WORDS, "root-reciprocal", line, w, value, **fields)


def _symmetric(expr: sp.Expr, told: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    """A rational function of x² that is the same for 1/x², by `told` for x² + 1/x²."""
    halves = []
    for part in sp.fraction(expr):
        poly = sp.Poly(part, x)
        if poly.degree() > DEGREE or any(k % 2 for (k,) in poly.monoms()):
            return None
        coefficients = poly.all_coeffs()[::2]
        if coefficients != coefficients[::-1] or len(coefficients) % 2 == 0:
            return None
        halves.append((_halved(coefficients, told), len(coefficients) // 2))
    (top, first), (below, second) = halves
    return top / below if first == second else None


def _halved(coefficients: list[sp.Expr], s: sp.Expr) -> sp.Expr:
    """The palindrome Σ c_k y^k over its middle power, by s = y + 1/y."""
    middle = len(coefficients) // 2
    sums = [sp.Integer(2), s]
    while len(sums) <= middle:
        sums.append(sp.expand(s * sums[-1] - sums[-2]))
    return coefficients[middle] + sum(
        coefficients[middle + k] * sums[k] for k in range(1, middle + 1)
    )
