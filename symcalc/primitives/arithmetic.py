"""Rows of the table: arithmetic, powers and roots."""

from __future__ import annotations

import sympy as sp

from symcalc.notation import (
    ARITHMETIC,
    Notation,
    add,
    divide,
    multiply,
    negative,
    number,
    power,
    rational,
    subtract,
)
from symcalc.primitives.row import Derive, Primitive

TWO = number(2)


def logarithm(u: Notation) -> Notation:
    """ln u, as the rules for powers write it."""
    return Notation("log", (u,), expr=sp.log(u.expr))


def one_less(n: Notation) -> Notation:
    """n − 1, worked out where n is a number."""
    value = n.expr
    return rational(value - 1) if value.is_Rational else subtract(n, number(1))


def sum_line(d: Derive, *terms: Notation) -> Notation:
    """u′ + v′ − w′: every term differentiated, its sign kept in front."""
    return add(*(negative(d(t.parts[0])) if t.head == "negation" else d(t) for t in terms))


def product_line(d: Derive, *factors: Notation) -> Notation:
    """u′·v·w + u·v′·w + u·v·w′, in the order of the factors."""
    terms = [
        multiply(*factors[:i], d(factor), *factors[i + 1 :]) for i, factor in enumerate(factors)
    ]
    return add(*terms)


def quotient_line(d: Derive, u: Notation, v: Notation) -> Notation:
    """(u′·v − u·v′) / v²."""
    return divide(subtract(multiply(d(u), v), multiply(u, d(v))), power(v, TWO))


def real_root(u: sp.Expr, n: sp.Expr) -> sp.Expr:
    """The n-th root over the reals: odd roots of negative numbers are negative."""
    if n.is_odd:
        return sp.sign(u) * sp.Abs(u) ** (1 / n)
    return u ** (1 / n)


def power_domain(u: sp.Expr, n: sp.Expr) -> sp.Basic:
    """Where xⁿ is real: everywhere for whole n, x ≠ 0 if n is negative, x ≥ 0 otherwise."""
    if n.is_integer:
        return sp.true if n.is_nonnegative else sp.Ne(u, 0)
    return sp.Gt(u, 0) if n.is_negative else sp.Ge(u, 0)


def power_smooth(u: sp.Expr, n: sp.Expr) -> sp.Basic:
    """Where n·xⁿ⁻¹ is real and finite."""
    if n.is_integer:
        return power_domain(u, n)
    return sp.Ge(u, 0) if (n - 1).is_nonnegative else sp.Gt(u, 0)


ROWS = (
    Primitive(
        name="sum",
        title="sum rule",
        formula=ARITHMETIC["sum"],
        partials=lambda *u: [sp.Integer(1)] * len(u),
        line=sum_line,
        says="A sum is differentiated term by term.",
        spelling="{0} + {1}",
        arity=None,
        associative=True,
    ),
    Primitive(
        name="difference",
        title="difference rule",
        formula=ARITHMETIC["difference"],
        partials=lambda _u, _v: [sp.Integer(1), sp.Integer(-1)],
        line=lambda d, u, v: subtract(d(u), d(v)),
        says="A difference is differentiated term by term.",
        spelling="{0} - {1}",
        arity=2,
    ),
    Primitive(
        name="negation",
        title="minus sign",
        formula=ARITHMETIC["negation"],
        partials=lambda _u: [sp.Integer(-1)],
        line=lambda d, u: negative(d(u)),
        says="The minus sign stays in front.",
        spelling="-{0}",
    ),
    Primitive(
        name="product",
        title="product rule",
        formula=ARITHMETIC["product"],
        partials=lambda *u: [sp.Mul(*u[:i], *u[i + 1 :]) for i in range(len(u))],
        line=product_line,
        says="Take {letters}.",
        spelling="{0} * {1}",
        arity=None,
        associative=True,
    ),
    Primitive(
        name="quotient",
        title="quotient rule",
        formula=ARITHMETIC["quotient"],
        partials=lambda u, v: [1 / v, -u / v**2],
        stable=lambda u, v: [1 / v, -(u / v) / v],  # v² would overflow at |v| > 1e154
        line=quotient_line,
        says="Take {letters}.",
        spelling="{0} / {1}",
        arity=2,
        domain=lambda _u, v: sp.Ne(v, 0),
    ),
    Primitive(
        name="power",
        title="power rule",
        formula=ARITHMETIC["power"],
        partials=lambda u, n: [n * u ** (n - 1), sp.Integer(0)],
        line=lambda d, u, n: multiply(n, power(u, one_less(n)), d(u)),
        says="The exponent {v} comes to the front, and one is taken from it.",
        spelling="power({0}, {1})",
        arity=2,
        domain=power_domain,
        smooth_on=power_smooth,
    ),
    Primitive(
        name="exponential",
        title="exponential rule",
        formula=ARITHMETIC["power"],
        partials=lambda a, v: [sp.Integer(0), a**v * sp.log(a)],
        line=lambda d, a, v: multiply(power(a, v), logarithm(a), d(v)),
        says="The power stays, times the logarithm of its base {u}.",
        spelling="power({0}, {1})",
        arity=2,
        domain=lambda a, _v: sp.Gt(a, 0),
    ),
    Primitive(
        name="general-power",
        title="logarithmic differentiation",
        formula=ARITHMETIC["power"],
        partials=lambda u, v: [v * u ** (v - 1), u**v * sp.log(u)],
        stable=lambda u, v: [
            v * u ** (v - 1),
            sp.Piecewise((u**v * sp.log(u), sp.Ne(u, 0)), (sp.Integer(0), True)),  # 0·∞ at u = 0
        ],
        line=lambda d, u, v: multiply(power(u, v), d(multiply(v, logarithm(u)))),
        says="Base and exponent both contain {x}: write {f} as e^(v ln u) with u = {u}, v = {v}.",
        spelling="power({0}, {1})",
        arity=2,
        domain=lambda u, _v: sp.Gt(u, 0),
    ),
    Primitive(
        name="sqrt",
        title="derivative of the square root",
        formula=sp.sqrt,
        partials=lambda u: [1 / (2 * sp.sqrt(u))],
        says="The derivative of a square root is one over twice the root.",
        spelling="math.sqrt({0})",
        domain=lambda u: sp.Ge(u, 0),
        smooth_on=lambda u: sp.Gt(u, 0),
        names=("sqrt",),
        latex="\\sqrt",
    ),
    Primitive(
        name="cbrt",
        title="derivative of the cube root",
        formula=lambda u: real_root(u, sp.Integer(3)),
        partials=lambda u: [1 / (3 * sp.Abs(u) ** sp.Rational(2, 3))],
        stable=lambda u: [1 / (3 * real_root(u, sp.Integer(3)) ** 2)],
        says="The derivative of a cube root is one over three times its square.",
        spelling="cbrt({0})",
        smooth_on=lambda u: sp.Ne(u, 0),
        names=("cbrt",),
    ),
    Primitive(
        name="root",
        title="derivative of a root",
        formula=real_root,
        partials=lambda u, n: [sp.Abs(u) ** (1 / n - 1) / n, sp.Integer(0)],
        says="A root is a power with a fraction for exponent.",
        spelling="root({0}, {1})",
        arity=2,
        domain=lambda u, n: sp.true if n.is_odd else sp.Ge(u, 0),
        smooth_on=lambda u, n: sp.Ne(u, 0) if n.is_odd else sp.Gt(u, 0),
        names=("root",),
    ),
)
