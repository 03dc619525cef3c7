"""`structured`: which structure is this SymPy object?

What `view` is to the table of primitives this is to `symcalc.structures`: from an object to the
head, the parts and the text that mean it. The parts are SymPy objects; `arrange` writes them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.functions.elementary.piecewise import ExprCondPair

from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.formula import ORDERS, quoted
from symcalc.structures import PLUS_OR_MINUS, RELATIONS

SIGNS = {kind: sign for sign, kind in RELATIONS.items()}
# Functions without a formula that stand for operations on fields and on matrices.
OPERATIONS = {
    "grad": "gradient",
    "div": "divergence",
    "curl": "curl",
    "laplacian": "laplacian",
    "transpose": "transpose",
    "det": "determinant",
    "trace": "trace",
    "norm": "norm",
}


class Structured(NamedTuple):
    """A head of `symcalc.structures` with its parts and its text, which mean the object.

    Sums and products of matrices have the heads of arithmetic.
    """

    head: str
    parts: tuple[Any, ...]
    text: str = ""


def structured(expr: sp.Basic) -> Structured | None:
    """Say which structure an object is; None for a number, a name, or a function of the table.

    Raises
    ------
    UnsupportedError
        If it is one that cannot be written.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> structured(sp.Limit(sp.sin(x) / x, x, 0, "+"))
    Structured(head='limit', parts=(sin(x)/x, x, 0), text='+')
    """
    for kind in type(expr).__mro__:
        form = FORMS.get(kind)
        if form is not None:
            return form(expr)
    return None


Form = Callable[[Any], Structured | None]


def _plainly(head: str) -> Form:
    return lambda expr: Structured(head, expr.args)


def _over(head: str) -> Form:
    """An integral over several variables is one of an integral; the innermost comes first."""

    def form(expr: Any) -> Structured:
        *inner, last = expr.limits
        body = expr.func(expr.function, *inner) if inner else expr.function
        return Structured(head, (body, *last))

    return form


def _limit(expr: sp.Limit) -> Structured:
    """At infinity there is one side only."""
    body, x, point, side = expr.args
    both = str(side) == "+-" or point.is_infinite
    return Structured("limit", (body, x, point), "" if both else str(side))


def _derivative(expr: sp.Derivative) -> Structured:
    orders = [count for _, count in expr.variable_count]
    if not all(count.is_Integer for count in orders):
        raise UnsupportedError("the order of a derivative is not a number", where=quoted(expr))
    if sum(orders) > ORDERS:
        raise TooLargeError(f"a derivative has an order above {ORDERS}", where=quoted(expr))
    sign = "∂" if len(orders) > 1 else "d"
    if isinstance(expr.expr, AppliedUndef) and expr.expr.args == (expr.variables[0],):
        sign = "'"
    return Structured("derivative", (expr.expr, *expr.variables), sign)


def _value(expr: sp.Subs) -> Structured:
    """f''(u), or the value of a formula at a point; several are put in one after another."""
    (*inner, x), (*before, point) = expr.variables, expr.point
    if any(x in p.free_symbols for p in before) or x in inner:
        what = "values are put in for several variables at once"
        raise UnsupportedError(what, where=quoted(expr), hint="put them in one after another")
    body = sp.Subs(expr.expr, inner, before) if inner else expr.expr
    if isinstance(body, sp.Derivative) and isinstance(body.expr, AppliedUndef):
        slope = _derivative(body)
        if body.expr.args == (x,) and set(slope.parts[1:]) == {x}:
            primes = "'" * (len(slope.parts) - 1)
            return Structured("derivative-at", (point,), body.expr.func.__name__ + primes)
    return Structured("evaluated", (body, x, point))


def _applied(expr: AppliedUndef) -> Structured:
    """f(x), or an operation on a letter: norm_2(v)."""
    name, _, index = expr.func.__name__.partition("_")
    if name in OPERATIONS and len(expr.args) == 1 and (name == "norm" or not index):
        return Structured(OPERATIONS[name], expr.args, index)
    return Structured("apply", expr.args, expr.func.__name__)


def _sum(expr: sp.Add) -> Structured | None:
    """u ± v: the last term with ± is the second."""
    signed = [term for term in expr.args if _has_sign(term)]
    if not signed:
        return None
    rest = sp.Add(*(term for term in expr.args if term is not signed[-1]))
    second = _signed(signed[-1])
    return Structured("plus-minus", (rest, *second.parts), second.text)


def _product(expr: sp.Mul | sp.Symbol) -> Structured | None:
    return _signed(expr) if _has_sign(expr) else None


def _signed(expr: sp.Expr) -> Structured:
    """±v or ∓v."""
    u = sp.Mul(*(factor for factor in sp.Mul.make_args(expr) if factor != PLUS_OR_MINUS))
    if u.as_coeff_Mul()[0].is_negative:
        return Structured("plus-minus", (-u,), "∓")
    return Structured("plus-minus", (u,), "±")


def _has_sign(term: sp.Expr) -> bool:
    return PLUS_OR_MINUS in sp.Mul.make_args(term)


def _relation(expr: sp.Rel) -> Structured:
    return Structured("relation", expr.args, SIGNS[type(expr)])


def _all(expr: sp.And) -> Structured:
    """0 < x < 1 if the conditions are written so."""
    return Structured("and", tuple(chain(expr.args) or expr.args))


def chain(conditions: Sequence[sp.Basic]) -> list[sp.Basic]:
    """Relations ordered so that each begins where the one before ends; empty if they do not.

    >>> x, y = sp.symbols("x y")
    >>> chain([sp.Le(x, y), sp.Lt(0, x)])
    [0 < x, x <= y]
    """
    signs = {SIGNS.get(type(c), "") for c in conditions}
    if not (signs <= {"<", "<=", "="} or signs <= {">", ">=", "="}):
        return []
    following = {c.lhs: c for c in conditions}
    ends = {c.rhs for c in conditions}
    begin = [c for c in conditions if c.lhs not in ends]
    if len(following) < len(conditions) or len(begin) != 1:
        return []
    ordered = begin
    while len(ordered) < len(conditions) and ordered[-1].rhs in following:
        ordered.append(following[ordered[-1].rhs])
    return ordered if len(ordered) == len(conditions) else []


def _not(expr: sp.Not) -> Structured:
    inner = expr.args[0]
    if isinstance(inner, sp.Contains):
        return Structured("element", inner.args, "not in")
    return Structured("not", expr.args)


def _interval(expr: sp.Interval) -> Structured:
    brackets = "[("[bool(expr.left_open)] + "])"[bool(expr.right_open)]
    return Structured("interval", (expr.start, expr.end), brackets)


def _set_builder(expr: sp.ConditionSet) -> Structured:
    u, condition, base = expr.args
    if base != sp.S.UniversalSet:
        u = sp.Contains(u, base, evaluate=False)
    return Structured("set-builder", (u, condition))


def _matrix(expr: sp.MatrixBase) -> Structured:
    if expr.cols == 1:
        return Structured("vector", tuple(expr))
    return Structured("matrix", tuple(expr.row(i) for i in range(expr.rows)))


def _matrix_sum(expr: sp.MatAdd) -> Structured:
    first, *others = expr.args
    second = others[0]
    if len(others) == 1 and isinstance(second, sp.MatMul) and second.args[0] == -1:
        return Structured("difference", (first, _matrices(second.args[1:])))
    return Structured("sum", expr.args)


def _matrix_product(expr: sp.MatMul) -> Structured:
    first, *others = expr.args
    if first == -1:
        return Structured("negation", (_matrices(others),))
    last = others[-1]
    if last.is_Rational and last.p == 1:
        return Structured("quotient", (_matrices(expr.args[:-1]), 1 / last))
    return Structured("product", expr.args)


def _matrices(factors: Sequence[sp.Basic]) -> sp.Basic:
    return factors[0] if len(factors) == 1 else sp.MatMul(*factors)


FORMS: dict[type, Form] = {
    AppliedUndef: _applied,
    sp.Derivative: _derivative,
    sp.Subs: _value,
    sp.Integral: _over("integral"),
    sp.Sum: _over("summation"),
    sp.Product: _over("product-over"),
    sp.Limit: _limit,
    sp.Indexed: lambda expr: Structured("indexed", (expr.base.label, *expr.indices)),
    sp.binomial: _plainly("binomial"),
    # ± is a symbol of its own
    sp.Add: _sum,
    sp.Mul: _product,
    sp.Symbol: _product,
    # conditions
    sp.core.relational.Relational: _relation,
    sp.Contains: lambda expr: Structured("element", expr.args, "in"),
    sp.And: _all,
    sp.Or: _plainly("or"),
    sp.Not: _not,
    sp.Implies: _plainly("implies"),
    sp.Equivalent: _plainly("equivalent"),
    sp.Piecewise: _plainly("cases"),
    ExprCondPair: _plainly("piece"),
    # lists and sets
    sp.Tuple: _plainly("tuple"),
    sp.FiniteSet: _plainly("set"),
    sp.ConditionSet: _set_builder,
    sp.Interval: _interval,
    sp.Union: _plainly("union"),
    sp.Intersection: _plainly("intersection"),
    sp.Complement: _plainly("set-difference"),
    # matrices
    sp.MatrixBase: _matrix,
    sp.MatAdd: _matrix_sum,
    sp.MatMul: _matrix_product,
    sp.MatPow: _plainly("power"),
    sp.Transpose: _plainly("transpose"),
    sp.Determinant: _plainly("determinant"),
    sp.Trace: _plainly("trace"),
}
