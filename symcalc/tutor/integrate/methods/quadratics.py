"""Linear over quadratic: the numerator split, the square completed, the two standard forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import sympy as sp

from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.letters import nested, nonzero, root, sign
from symcalc.tutor.integrate.rational.fraction import Fraction, fraction
from symcalc.tutor.integrate.rational.quadratic import (
    QUADRATIC,
    Square,
    as_square,
    completed,
    size,
)
from symcalc.tutor.integrate.rule import integral_step, integration_rule
from symcalc.tutor.words.integrals_rational import (
    FACTOR_DIVIDES,
    FORM,
    MINUS,
    SLOPE_DIVIDES,
    WITH,
    WORDS,
)
from symcalc.writing.text import text

LARGEST = 12  # degree of a numerator that is compared with a derivative


def only_quadratic(f: Fraction | None) -> tuple[sp.Poly, int] | None:
    """The quadratic and its exponent, where the denominator is nothing else."""
    if f is None or len(f.written) != 1:
        return None
    p, k = f.written[0]
    return (p, k) if p.degree() == QUADRATIC else None


def zeros_are_rational(f: Fraction) -> bool:
    """Whether the quadratic has factors without roots in the coefficients."""
    return bool(f.powers[0][0].degree() == 1)


@integration_rule("numerator-derivative", example="(2x + 2)/(x^2 + 2x + 5)", cost=1.2)
def numerator_derivative(question: Integral) -> Step | None:
    """∫ q'/q dx = ln|q|, and the same for powers of q."""
    f = fraction(question)
    if f is None or len(f.written) != 1 or f.written[0][0].degree() < QUADRATIC:
        return None
    (p, k), x = f.written[0], f.x
    slope = p.diff()
    if f.top.degree() != slope.degree() or f.top.degree() > LARGEST:
        return None
    multiple = sp.radsimp(f.top.LC() / slope.LC())
    if sp.expand(f.top.as_expr() - multiple * slope.as_expr()) != 0:
        return None
    q, factor = p.as_expr(), sp.factor(multiple)
    after = factor * (sp.log(size(q, x)) if k == 1 else q ** (1 - k) / (1 - k))
    times = f"{text(question.written(factor))} times " if factor != 1 else ""
    fields = {"q": text(question.written(q)), "times": times}
    fields["slope"] = text(question.written(slope.as_expr()))
    rule = "numerator-derivative" if k == 1 else "numerator-derivative-power"
    return replace(
        integral_step(question, WORDS, rule, after, **fields), conditions=nonzero(slope.LC())
    )


@integration_rule("numerator-split", example="(3x - 1)/(x^2 + 2x + 5)", cost=2)
def numerator_split(question: Integral) -> Step | None:
    """The numerator is a multiple of q' and a constant."""
    f = fraction(question)
    found = only_quadratic(f)
    if f is None or found is None or f.top.degree() != 1 or zeros_are_rational(f):
        return None
    p, x = found[0], f.x
    slope = p.diff()
    multiple = sp.factor(f.top.LC() / slope.LC())
    left = sp.factor(sp.radsimp(f.top.coeff_monomial(1) - multiple * slope.coeff_monomial(1)))
    if left == 0:
        return None
    below = f.below
    line = multiple * sp.Integral(slope.as_expr() / below, x) + left * sp.Integral(1 / below, x)
    by = question.written(slope.as_expr())
    rule = "numerator-split"
    if slope.coeff_monomial(1) == 0:
        rule, lead = "numerator-terms", f.top.LC()
        line = lead * sp.Integral(x / below, x) + left * sp.Integral(1 / below, x)
    fields = {
        "q": text(question.written(p.as_expr())),
        "slope": text(by),
        "top": text(question.written(f.top.as_expr())),
        "written": _sum_of(question, multiple, by, left),
    }
    step = integral_step(question, WORDS, rule, line, **fields)
    return replace(step, conditions=nonzero(p.LC()))


def _sum_of(question: Integral, multiple: sp.Expr, by: Notation, left: sp.Expr) -> str:
    """3/2·(2x + 2) − 4, the bracket kept."""
    shown = text(build("product", question.written(multiple), by)) if multiple != 1 else text(by)
    rest = text(question.written(left if not left.could_extract_minus_sign() else -left))
    return f"{shown} {'−' if left.could_extract_minus_sign() else '+'} {rest}"


@integration_rule("complete-square", example="1/(x^2 + 2x + 5)", cost=1.5)
def complete_square(question: Integral) -> Step | None:
    """ax² + bx + c = k·u² + m."""
    f = fraction(question)
    found = only_quadratic(f)
    if f is None or found is None or f.top.degree() != 0 or found[1] != 1:
        return None
    if zeros_are_rational(f) or as_square(f.below, f.x):
        return None
    p = found[0]
    a, b, c = p.all_coeffs()
    if b == 0:
        return None
    square = completed(a, b, c, f.x).expr
    fields = {"q": text(question.written(p.as_expr())), "square": text(question.written(square))}
    line = sp.Integral(1 / square, f.x)
    step = integral_step(question, WORDS, "complete-square", line, **fields)
    return replace(step, conditions=nonzero(a))


@integration_rule("quadratic-form", example="1/(x^2 + 9)", cost=1)
def quadratic_form(question: Integral) -> Iterator[Step]:
    """∫ du/(u² + a²) and ∫ du/(u² - a²), with constants where they are wanted."""
    factor, core = question.split
    base, n = core.as_base_exp()
    square = as_square(base, question.x) if n == -1 else None
    if square is None or factor != 1:
        return
    both = sp.factor(square.k * square.m)
    known = sign(both)
    if known != -1:
        yield _arctangent(question, square, both, known)
    if known != 1:
        yield _logarithm(question, square, both, known)


def _arctangent(question: Integral, square: Square, both: sp.Expr, known: int | None) -> Step:
    s, x = root(both), question.x
    after = sp.atan(_over(square.k * square.u, s, x)) / (s * square.slope)
    step = integral_step(
        question, WORDS, "arctangent", _radical(after), **_parts(question, square, "plus")
    )
    return replace(step, conditions=_conditions(both, known))


def _logarithm(question: Integral, square: Square, both: sp.Expr, known: int | None) -> Step:
    s = root(-both)
    if square.k.could_extract_minus_sign():
        above, below = s - square.k * square.u, s + square.k * square.u
    else:
        above, below = square.k * square.u - s, square.k * square.u + s
    after = sp.log(sp.Abs(_ratio(above, below))) / (2 * s * square.slope)
    step = integral_step(
        question,
        WORDS,
        "difference-of-squares",
        _radical(after),
        **_parts(question, square, "minus"),
    )
    return replace(step, conditions=_conditions(-both, known))


def _conditions(positive: sp.Expr, known: int | None) -> tuple[Notation, ...]:
    """What has to be above 0, or, if it is a square, not 0."""
    if known is not None:
        return nonzero(positive)
    content, rest = positive.as_content_primitive()
    return (arrange(sp.Gt(rest if content > 0 else -rest, 0)),)


def _over(part: sp.Expr, scale: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """A linear expression over a constant: √14·(3x + 1)/14."""
    if part.free_symbols - {x} or scale.free_symbols:
        return sp.factor(part) / scale
    if nested(scale):
        outside, inside = scale.as_coeff_Mul()
        return sp.factor_terms(sp.expand(part / outside)) / inside
    slope, start = sp.Poly(part, x).all_coeffs()
    return sp.factor_terms(sp.radsimp(slope / scale) * x + sp.radsimp(start / scale))


def _radical(after: sp.Expr) -> sp.Expr:
    """The constant in front without roots below."""
    factor, rest = after.as_independent(*after.atoms(sp.log, sp.atan), as_Add=False)
    plain = factor.free_symbols or nested(factor)
    return factor * rest if plain else sp.radsimp(factor) * rest


def _ratio(above: sp.Expr, below: sp.Expr) -> sp.Expr:
    """A quotient of linear expressions, common constants cancelled."""
    if not is_whole(above):
        (one, over), (other, under) = (sp.fraction(sp.together(e)) for e in (above, below))
        return sp.cancel(under / over) * sp.expand(one) / sp.expand(other)
    return sp.cancel(above / below)


def _parts(question: Integral, square: Square, form: str) -> dict[str, str]:
    """The standard form, and what u and a of it are here."""
    down = square.k.could_extract_minus_sign()
    k, m = (-square.k, -square.m) if down else (square.k, square.m)
    m = m if form == "plus" else -m
    inner, scaled, slope = square.u, "", square.slope
    if not is_whole(root(k)):
        a = root(sp.factor(m / k))
        scaled = FACTOR_DIVIDES.format(k=text(question.written(k)))
    else:
        a, inner = root(sp.factor(m)), sp.expand(root(k) * square.u)
        slope = root(k) * slope
    w = question.x.name if inner == question.x else question.letter().name
    if slope != 1:
        scaled += SLOPE_DIVIDES.format(slope=text(question.written(slope)), u=w)
    if down and form == "plus":
        scaled += MINUS
    return {
        "said": _said(question, form if not down or form == "plus" else "turned", inner, a),
        "scaled": scaled,
    }


def _said(question: Integral, form: str, inner: sp.Expr, a: sp.Expr) -> str:
    """The form with u = x + 1 and a = 2; the variable and an a of the question's own are as is."""
    w = question.x.name if inner == question.x else question.letter().name
    size = size_name(question, a)
    told = [] if inner == question.x else [f"{w} = {text(question.written(inner))}"]
    told += [] if a == sp.Symbol(size) else [f"{size} = {text(question.written(a))}"]
    values = WITH.format(values=" and ".join(told)) if told else ""
    return FORM[form].format(u=w, a=size) + values


def size_name(question: Integral, a: sp.Expr) -> str:
    """The name for the a of a standard form: its own, where it is a letter."""
    if a.is_Symbol:
        return str(a)
    taken = {s.name for s in question.body.symbols | {question.x}}
    return next(name for name in ("a", "k", "m", "r", "a₀") if name not in taken)


def is_whole(expr: sp.Expr) -> bool:
    """Whether an expression is free of roots."""
    return all(p.exp.is_Integer for p in expr.atoms(sp.Pow))
