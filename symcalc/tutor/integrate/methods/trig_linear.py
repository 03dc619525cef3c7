"""Fractions with a·sin x + b·cos x + c below: conjugates, one sine, a split numerator, letters."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.rule import integration_rule
from symcalc.tutor.integrate.trig.family import HYPERBOLIC, pair
from symcalc.tutor.integrate.trig.linear import Linear, linear_fraction, power_of_linear
from symcalc.tutor.integrate.trig.rational import C, Fraction, S, fraction
from symcalc.tutor.integrate.trig.telling import (
    equation,
    line_step,
    said,
    square_of,
    substep,
)
from symcalc.tutor.words.integrals_trig_rational import PHASE


def _read(question: Integral) -> tuple[Fraction, sp.Expr, Linear, int] | None:
    found = fraction(question.split[1], question.x)
    told = power_of_linear(found) if found else None
    return None if found is None or told is None else (found, *told)


def _form(question: Integral, found: Fraction) -> str:
    """The fraction of sine and cosine, where the integrand is written with other functions."""
    family, core = found.family, question.split[1]
    if not core.has(*family.functions[2:]):
        return ""
    return equation(question, core, found.at(*pair(family, found.angle))) + ". "


@integration_rule("trig-conjugate", example="1/(1 + sin x)", cost=2.6)
def conjugate(question: Integral) -> Step | None:
    """1/(1 ± sin x) and 1/(1 ± cos x): times the conjugate there is a square below."""
    read = _read(question)
    if read is None:
        return None
    found, top, den, n = read
    family = found.family
    if n != 1 or (den.a != 0) == (den.b != 0) or sp.expand(den.c**2 - (den.a + den.b) ** 2) != 0:
        return None
    if family == HYPERBOLIC and den.a != 0:
        return None
    function, other = (family.sine, family.cosine) if den.a != 0 else (family.cosine, family.sine)
    ratio = sp.expand((den.a + den.b) / den.c)  # 1 or -1
    return _by_conjugate(question, found, (function, other), ratio, top / den.c)


def _by_conjugate(
    question: Integral,
    found: Fraction,
    functions: tuple[type[sp.Function], type[sp.Function]],
    ratio: sp.Expr,
    top: sp.Expr,
) -> Step:
    """The step for top/(1 ± f): f is the first function, ± the ratio."""
    family, angle = found.family, found.angle
    one, beside = (f(angle) for f in functions)
    below, turned = 1 + ratio * one, 1 - ratio * one
    square = beside**2
    is_sine = functions[0] == family.sine
    sign = sp.S.One if is_sine else sp.Integer(family.sign)  # 1 - one² is sign·square
    front = top * question.split[0]
    plain, odd = _parts(found, functions[0])
    open_value = sp.expand(front * sign * (plain - ratio * odd))
    closed = front * ratio / found.slope * beside / below * (-1 if is_sine else 1)
    fields = {
        "form": _form(question, found),
        "den": said(question, below),
        "conjugate": said(question, turned),
        "square": said(question, sign * square),
    }
    gaps = {
        "open": said(question, open_value),
        "zero": said(question, beside),
        "factor": f"{said(question, below)} above and below",
        "instead": said(question, closed),
    }
    split = front * sp.Integral(sp.expand(sign * turned / square), question.x)
    lines = question.whole.expr, split, open_value, closed
    below_it = (
        substep(question, "trig-conjugate-used", lines[0], lines[1], **fields),
        substep(question, "trig-term-by-term", lines[1], lines[2]),
        substep(question, "trig-gaps-closed", lines[2], lines[3], **gaps),
    )
    step = line_step(question, family, "trig-conjugate", closed, **fields)
    return replace(step, substeps=below_it)


def _parts(found: Fraction, function: type[sp.Function]) -> list[sp.Expr]:
    """Antiderivatives of 1/other² and function/other²."""
    family, angle, k = found.family, found.angle, found.slope
    if function == family.sine:
        return [family.tangent(angle) / k, family.secant(angle) * family.sign / k]
    return [-family.cotangent(angle) / k, -family.cosecant(angle) / k]


@integration_rule("trig-half-square", example="1/(1 + cos x)^2", cost=2.7)
def half_square(question: Integral) -> Step | None:
    """1 + cos x = 2 cos²(x/2), 1 - cos x = 2 sin²(x/2) below a fraction, in a power."""
    read = _read(question)
    if read is None:
        return None
    found, top, den, n = read
    family = found.family
    if n < 2 or den.a != 0 or sp.expand(den.c**2 - den.b**2) != 0:
        return None
    half = found.angle / 2
    if sp.expand(den.b - den.c) == 0:
        square = 2 * family.cosine(half) ** 2
        after = top / (den.c * 2) ** n * family.secant(half) ** (2 * n)
    else:
        square = 2 * family.sign * family.sine(half) ** 2
        after = top / (den.c * 2 * family.sign) ** n * family.cosecant(half) ** (2 * n)
    below = 1 + sp.expand(den.b / den.c) * family.cosine(found.angle)
    line = question.split[0] * sp.Integral(after, question.x)
    told = equation(question, below, square)
    return line_step(question, family, "trig-half-angle", line, identity=told)


@integration_rule("trig-cancelled", example="sin(x)^2/(1 + cos x)", cost=2.3)
def cancelled(question: Integral) -> Step | None:
    """A square above is written with the function below, and cancels the denominator."""
    found = fraction(question.split[1], question.x)
    if found is None:
        return None
    bottom = sp.fraction(found.by_pair)[1]
    family, angle = found.family, found.angle
    sine, cosine = pair(family, angle)
    for one, other, function in ((S, C, family.sine), (C, S, family.cosine)):
        if bottom.has(one) or not bottom.has(other) or not sp.fraction(found.by_pair)[0].has(one):
            continue
        if len(sp.Add.make_args(bottom)) == 1:
            continue
        square, value = square_of(family, function, angle)
        plain = value.xreplace({sine: S, cosine: C})
        put = sp.cancel(found.by_pair.subs(one**2, plain).subs(one**4, plain**2))
        put = sp.cancel(sp.expand(_lowered(found.by_pair, one, plain)))
        if sp.fraction(put)[1].has(S, C):
            continue
        after = sp.expand(put).xreplace({S: sine, C: cosine})
        line = question.split[0] * sp.Integral(after, question.x)
        told = equation(question, square, value)
        return line_step(question, family, "trig-square-replaced", line, identity=told)
    return None


def _lowered(expr: sp.Expr, one: sp.Symbol, square: sp.Expr) -> sp.Expr:
    top, bottom = sp.fraction(expr)
    terms = sp.Poly(top, one).terms()
    return sp.Add(*(w * one ** (n % 2) * square ** (n // 2) for (n,), w in terms)) / bottom


@integration_rule("trig-numerator-split", example="sin(x)/(sin x + cos x)", cost=2.8)
def numerator_split(question: Integral) -> Step | None:
    """The numerator is a multiple of the denominator, of its derivative, and a constant."""
    found = fraction(question.split[1], question.x)
    told = linear_fraction(found) if found else None
    if found is None or told is None:
        return None
    top, den = _as_written(question, found, told)
    e = found.family.sign
    square = sp.expand(den.a**2 + e * den.b**2)
    if square == 0 or (top.a == 0 and top.b == 0):
        return None
    whole = sp.cancel((top.a * den.a + e * top.b * den.b) / square)
    rate = sp.cancel((den.a * top.b - den.b * top.a) / square)
    rest = sp.cancel(top.c - whole * den.c)
    if whole == 0 and rest == 0:
        return None  # only the derivative: a substitution
    sine, cosine = pair(found.family, found.angle)
    v, slope = den.at(sine, cosine), den.a * cosine - e * den.b * sine
    x = question.x
    line = whole * x + rate / found.slope * sp.log(sp.Abs(v)) + rest * sp.Integral(1 / v, x)
    pieces = [(whole, v), (rate, slope), (rest, sp.S.One)]
    combination = _combined(question, [(k, part) for k, part in pieces if k != 0])
    fields = {
        "form": _form(question, found),
        "den": said(question, v),
        "slope": said(question, found.slope * slope),
        "combination": f"{said(question, top.at(sine, cosine))} = {combination}",
    }
    line = question.split[0] * line if question.split[0] != 1 else line
    return line_step(question, found.family, "trig-numerator-split", line, **fields)


def _as_written(
    question: Integral, found: Fraction, told: tuple[Linear, Linear]
) -> tuple[Linear, Linear]:
    """Numerator and denominator with the signs and the factor that they have in the integrand."""
    v = told[1].at(*pair(found.family, found.angle))
    below = sp.fraction(question.split[1])[1]
    for k in (sp.S.NegativeOne, sp.Integer(2), sp.Integer(-2), sp.Integer(3), sp.Integer(-3)):
        if sp.expand(below - k * v) == 0:
            top, den = (Linear(*(sp.expand(k * part) for part in one)) for one in told)
            return top, den
    return told


def _combined(question: Integral, pieces: list[tuple[sp.Expr, sp.Expr]]) -> str:
    """A sum of multiples, as it is written by hand: 2·(…) - 3·(…) + 1."""
    told = ""
    for k, part in pieces:
        minus = k.could_extract_minus_sign()
        size = -k if minus else k
        shown = f"({said(question, part)})" if part != 1 else said(question, size)
        if part != 1 and size != 1:
            shown = f"{said(question, size)}·{shown}"
        told += (" − " if minus else " + ") + shown if told else ("−" if minus else "") + shown
    return told


@integration_rule("trig-single-sine", example="1/(3 sin x + 4 cos x)", cost=2.7)
def single_sine(question: Integral) -> Step | None:
    """1/(a sin x + b cos x) and its square, with R sin(x + φ)."""
    read = _read(question)
    if read is None or read[0].family == HYPERBOLIC:
        return None
    found, top, den, n = read
    if den.c != 0 or 0 in (den.a, den.b) or n not in (1, 2):
        return None
    return _with_phase(question, found, den, n, question.split[0] * top)


def _with_phase(question: Integral, found: Fraction, den: Linear, n: int, front: sp.Expr) -> Step:
    """The step for front/(a sin x + b cos x)ⁿ, n = 1 or 2."""
    radius = sp.sqrt(sp.expand(den.a**2 + den.b**2))
    sine, cosine = pair(found.family, found.angle)
    v, turned = den.at(sine, cosine), sp.expand(den.a * cosine - den.b * sine)
    numbers = not radius.free_symbols
    phi = sp.atan2(den.b, den.a) if numbers else question.letter("φ", "ψ", "ω")
    shifted = found.angle + phi
    scale = front / (found.slope * radius**n)
    if n == 1:
        value = -scale * sp.log(sp.Abs(sp.csc(shifted) + sp.cot(shifted)))
        closed = -scale * sp.log(sp.Abs((radius + turned) / v))
    else:
        value, closed = -scale * sp.cot(shifted), -scale * turned / v
    fields = {
        "form": _form(question, found),
        "den": said(question, v),
        "sine": said(question, radius * sp.sin(shifted)),
        "phase": PHASE.format(
            cosine=equation(question, radius * sp.cos(phi, evaluate=False), den.a),
            sine=equation(question, radius * sp.sin(phi, evaluate=False), den.b),
        ),
        "first": equation(question, radius * sp.sin(shifted), v),
        "second": equation(question, radius * sp.cos(shifted), turned),
    }
    inner = front * sp.Integral(sp.csc(shifted) ** n, question.x) / radius**n
    relation = "equal-up-to-constant" if numbers else "implies"  # φ is a letter that is told of
    below = (
        substep(question, "trig-phase", question.whole.expr, inner, relation, **fields),
        substep(question, "trig-known-cosecant", inner, value, relation),
        substep(question, "trig-without-phase", value, closed, relation, **fields),
    )
    step = line_step(question, found.family, "trig-single-sine", closed, **fields)
    return replace(step, substeps=below)
