"""Products of sines and cosines of several angles, and beside powers of x or exponentials."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import linear
from symcalc.tutor.integrate.rule import integration_rule
from symcalc.tutor.integrate.trig.family import (
    BY_FUNCTION,
    Family,
    linearised,
    monomial,
    reading,
)
from symcalc.tutor.integrate.trig.sums import HIGHEST, Product, product_of, stages
from symcalc.tutor.integrate.trig.telling import equation, line_step, said, square_of, substep
from symcalc.tutor.words.integrals_trig import LINEARISED, MULTIPLIED, PAIRWISE


@integration_rule("trig-product-to-sum", example="sin(3x) cos(5x)", cost=2)
def product_to_sum(question: Integral) -> Step | None:
    """Sin A cos B = (sin(A + B) + sin(A - B))/2, as often as needed."""
    factor, core = question.split
    found = product_of(core, question.x) if core.is_Mul else None
    if found is None or len(found.angles) == 1 or not 1 < found.degree <= HIGHEST:
        return None
    lines = stages(found, question.x)
    front, rest = lines[-1].as_content_primitive()
    line = factor * front * sp.Integral(rest, question.x)
    single = equation(question, core, lines[0])
    told = single if len(lines) == 1 else PAIRWISE
    step = line_step(question, found.family, "trig-product-to-sum", line, identity=told)
    step = replace(step, conditions=_apart(question, found, rest))
    if len(lines) == 1:
        return step
    powers = any(n > 1 for _, _, n in found.powers)
    below: list[Step] = []
    for before, after in zip((core, *lines), lines, strict=False):
        told = LINEARISED if powers and not below else MULTIPLIED
        below.append(substep(question, "trig-again-sum", before, after, "equal", told=told))
    return replace(step, substeps=tuple(below))


def _apart(question: Integral, found: Product, rest: sp.Expr) -> tuple[Notation, ...]:
    """The slopes that must not be 0, because the antiderivatives divide by them."""
    conditions: dict[sp.Basic, None] = {}
    for part in rest.atoms(*found.family.functions[:2]):
        slope = sp.factor(linear(part.args[0], question.x) or sp.S.One)
        letters = [f for f in sp.Mul.make_args(slope) if f.is_Add and f.free_symbols]
        for letter in letters:
            first, *others = sp.Add.make_args(letter)
            conditions[sp.Ne(first, -sp.Add(*others))] = None
    return tuple(question.written(c) for c in conditions)


@integration_rule("trig-beside", example="x sin(x)^2", cost=2.2)
def beside(question: Integral) -> Step | None:
    """Powers beside a polynomial or an exponential are written with multiples of the angle."""
    factor, core = question.split
    if not core.is_Mul or reading(core, question.x) is None:
        return None
    kinds = BY_FUNCTION
    inner = [f for f in core.args if type(f.as_base_exp()[0]) in kinds and f.has(question.x)]
    others = sp.Mul(*(f for f in core.args if f not in inner))
    if not inner or not _is_simple(others, question.x):
        return None
    found = _summed(question, sp.Mul(*inner))
    if found is None:
        return None
    value, family = found
    line = factor * sp.Integral(sp.expand(others * value), question.x)
    fields = {"g": others, "product": sp.Mul(*inner)}
    told = {key: said(question, part) for key, part in fields.items()}
    told["identity"] = equation(question, sp.Mul(*inner), value)
    return line_step(question, family, "trig-beside", line, **told)


def _is_simple(others: sp.Expr, x: sp.Symbol) -> bool:
    """Powers of x and exponentials: what parts are for."""
    if not others.has(x):
        return False
    for part in sp.Mul.make_args(others):
        base, n = part.as_base_exp()
        power = base == x and n.is_Integer and n > 0
        linear = base.is_polynomial(x) and part.is_polynomial(x)
        exponential = not base.has(x) and n.has(x) and n.is_polynomial(x)
        if not (power or linear or exponential):
            return False
    return True


def _summed(question: Integral, inner: sp.Expr) -> tuple[sp.Expr, Family] | None:
    x = question.x
    found = product_of(inner, x)
    if found is not None and 1 < found.degree <= HIGHEST:
        if len(found.angles) == 1:
            return _one_angle(inner, x)
        return sp.expand(stages(found, x)[-1]), found.family
    one = monomial(inner, x)
    if one is None or len(one.powers) != 1:
        return None
    ((function, n),) = one.powers.items()
    if function not in one.family.functions[2:4] or not (n.is_Integer and n in (2, 4)):
        return None
    square, value = square_of(one.family, function, one.angle)
    if n == 2:
        return value, one.family
    return sp.expand(square * (value - value.subs(_secant(value), 0))) + sp.expand(
        value.subs(_secant(value), 0) * value
    ), one.family


def _secant(value: sp.Expr) -> sp.Expr:
    return value.atoms(sp.Function).pop()


def _one_angle(inner: sp.Expr, x: sp.Symbol) -> tuple[sp.Expr, Family] | None:
    one = monomial(inner, x)
    if one is None:
        return None
    m, n = (int(k) for k in one.exponents)
    return linearised(one.family, m, n, one.angle), one.family
