"""√(a + b sin²) and its kin: elliptic integrals, by their definitions."""

from __future__ import annotations

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import linear
from symcalc.tutor.integrate.rule import integration_rule
from symcalc.tutor.integrate.special import special_step
from symcalc.tutor.words.integrals_special import FIRST, FORM, SECOND
from symcalc.writing.text import text

HALF = sp.Rational(1, 2)


@integration_rule("elliptic-integral", example="sqrt(1 - sin(x)^2/4)", cost=8)
def of_root(question: Integral) -> Step | None:
    """∫ √(a(1 - m sin² u)) dx = √a E(u | m)/u', and 1 over the root with F."""
    factor, core = question.split
    base, n = core.as_base_exp()
    found = _legendre(base, question.x) if abs(n) == HALF else None
    if found is None:
        return None
    a, m, u, slope = found
    if m == 1 or not _less(m) or a.could_extract_minus_sign():
        return None
    function = sp.elliptic_e if n > 0 else sp.elliptic_f
    after = factor * a**n * function(u, m) / slope
    form = sp.Mul(a, 1 - m * sp.sin(u) ** 2, evaluate=False)
    shown = [text(question.written(part)) for part in (base, form)]
    conditions = [sp.Gt(a, 0)] if a.free_symbols else []
    conditions += [sp.Lt(m, 1)] if m.free_symbols else []
    return special_step(
        question,
        "elliptic-integral",
        after,
        conditions,
        square="" if shown[0] == shown[1] else FORM.format(before=shown[0], after=shown[1]),
        told=SECOND if n > 0 else FIRST,
        u=text(question.written(u)),
        m=text(question.written(m)),
    )


def _legendre(expr: sp.Expr, x: sp.Symbol) -> tuple[sp.Expr, sp.Expr, sp.Expr, sp.Expr] | None:
    """a, m, u and the slope of u, where this is a(1 - m sin² u): also of cos² and of cosines."""
    waves = expr.atoms(sp.sin, sp.cos)
    if len(waves) != 1:
        return None
    (wave,) = waves
    slope, letter = linear(wave.args[0], x), sp.Dummy()
    shown = expr.xreplace({wave: letter})
    if slope is None or x in shown.free_symbols or not shown.is_polynomial(letter):
        return None
    coefficients = sp.Poly(shown, letter).all_coeffs()
    if len(coefficients) == 3 and coefficients[1] == 0:
        b, _, a = coefficients
        if isinstance(wave, sp.cos):
            a, b = a + b, -b
        return (a, sp.cancel(-b / a), wave.args[0], slope) if a != 0 else None
    if len(coefficients) == 2 and isinstance(wave, sp.cos):
        b, a = coefficients
        whole = a + b
        half = sp.expand(wave.args[0] / 2)
        return (whole, sp.cancel(2 * b / whole), half, slope / 2) if whole != 0 else None
    return None


def _less(m: sp.Expr) -> bool:
    """Whether m < 1, as far as is known: for other numbers the root is not real everywhere."""
    return bool(m < 1) if m.is_number else True
