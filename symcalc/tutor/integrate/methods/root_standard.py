"""One over the root of a quadratic: an arcsine or a logarithm, after completing the square."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import coefficients
from symcalc.tutor.integrate.forms import slope as derivative
from symcalc.tutor.integrate.methods.quadratics import is_whole, size_name
from symcalc.tutor.integrate.roots.quadratic import Quadratic, quadratic, root_of, sign_of
from symcalc.tutor.integrate.rule import integral_step, integration_rule
from symcalc.tutor.words.integrals_roots import HERE, WORDS
from symcalc.writing.text import text

HALF = sp.Rational(1, 2)


def under(question: Integral) -> tuple[sp.Expr, sp.Expr, Quadratic] | None:
    """The constant factor, what is under the root, and its coefficients, of c/√(quadratic)."""
    factor, core = question.split
    base, power = core.as_base_exp()
    q = quadratic(base, question.x) if power == -HALF else None
    return None if q is None else (factor, base, q)


@integration_rule("root-standard", example="1/sqrt(x^2 + 4)", cost=1)
def root_standard(question: Integral) -> Step | None:
    """∫ dx/√(a² - x²) = arcsin(x/a), ∫ dx/√(x² ± a²) = ln|x + √(x² ± a²)|, a linear inside."""
    found = under(question)
    if found is None:
        return None
    factor, base, q = found
    if q.b != 0 and base == sp.expand(base):
        return None
    u, constant, rule = shape(q)
    fields = {
        "sign": "+" if sign_of(constant).value > 0 else "−",
        **_named(question, u, abs_of(constant), rule),
    }
    step = integral_step(question, WORDS, rule, factor * q.over_root(), **fields)
    return replace(step, conditions=q.conditions)


def _named(question: Integral, u: sp.Expr, constant: sp.Expr, rule: str) -> dict[str, str]:
    """The letters of the standard form, and what they are where they are not the question's own."""
    a, square = root_of(constant), "²"
    if rule == "root-standard-logarithm" and a.free_symbols and not is_whole(a):
        a, square = constant, ""  # its sign is open
    plain, size = u == question.x, size_name(question, a)
    w = question.x.name if plain else question.letter().name
    told = [] if plain else [f"{w} = {text(question.written(u))}"]
    told += [] if a == sp.Symbol(size) else [f"{size} = {text(question.written(a))}"]
    values = HERE.format(values=" and ".join(told)) if told else ""
    told_of = {"u": w, "size": size, "square": size + square, "values": values}
    return {**told_of, "divided": divided(question, u, w)}


def shape(q: Quadratic) -> tuple[sp.Expr, sp.Expr, str]:
    """The linear u and the constant k with base = k ± u², and which of the two forms it is."""
    sign = sign_of(q.a).value
    constant = sp.cancel(q.c - q.b**2 / (4 * q.a))
    scale = root_of(sign * q.a)
    u = scale * (q.x + sp.cancel(q.b / (2 * q.a))) if not scale.is_Rational else None
    u = sp.expand(scale * q.x + sign * q.b / (2 * scale)) if u is None else u
    return u, constant, "root-standard-arcsine" if sign < 0 else "root-standard-logarithm"


def abs_of(constant: sp.Expr) -> sp.Expr:
    """A constant without its minus sign."""
    return constant * sign_of(constant).value


def divided(question: Integral, u: sp.Expr, w: str) -> str:
    """What is said of a slope of u that is not 1."""
    slope = derivative(u, question.x)
    return "" if slope == 1 else f"; the slope {text(question.written(slope))} of {w} divides"


@integration_rule("root-complete-square", example="1/sqrt(x^2 + 2x + 5)", cost=1.5)
def complete_square(question: Integral) -> Step | None:
    """ax² + bx + c = a(x + b/2a)² + const, under the root."""
    found = under(question)
    if found is None:
        return None
    factor, base, q = found
    if q.b == 0 or base != sp.expand(base):
        return None
    line = factor * sp.Integral(1 / sp.sqrt(q.completed), question.x)
    fields = {
        "q": text(question.written(base)),
        "completed": text(question.written(q.completed)),
    }
    return integral_step(question, WORDS, "root-complete-square", line, **fields)


@integration_rule("root-linear-numerator", example="(2x+3)/sqrt(x^2+x+1)", cost=2)
def linear_numerator(question: Integral) -> Step | None:
    """(Mx + N)/√q is a multiple of q'/√q and a constant over √q."""
    factor, core = question.split
    roots = [p for p in sp.Mul.make_args(core) if p.as_base_exp()[1] == -HALF]
    q = quadratic(roots[0].as_base_exp()[0], question.x) if len(roots) == 1 else None
    if q is None:
        return None
    numerator = sp.cancel(core / roots[0])
    found = coefficients(numerator, question.x, 1)
    if found is None:
        return None
    m, n = found
    part = m / (2 * q.a)
    rest = sp.cancel(n - part * q.b)
    if rest == 0:
        return None
    slope = 2 * q.a * q.x + q.b
    line = factor * (2 * part * q.root + rest * sp.Integral(1 / q.root, question.x))
    fields = {
        "q": text(question.written(q.expr)),
        "slope": text(question.written(slope)),
        "top": text(question.written(numerator)),
        "split": _split(question, part, slope, rest),
        "root": text(question.written(2 * q.root)),
    }
    return integral_step(question, WORDS, "root-linear-numerator", sp.expand(line), **fields)


def _split(question: Integral, part: sp.Expr, slope: sp.Expr, rest: sp.Expr) -> str:
    """The numerator as a multiple of the derivative and a constant."""
    shown = text(question.written(part))
    first = {"1": "", "−1": "−"}.get(shown, f"{shown} · ") + f"({text(question.written(slope))})"
    last = text(question.written(abs_of(rest)))
    return f"{first} {'+' if sign_of(rest).value > 0 else '−'} {last}"
