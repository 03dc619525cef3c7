"""Structures: what is written in a formula and is no function, and the SymPy object it means.

A row of `STRUCTURES` is one head of `Notation`: from the SymPy objects of its parts, and its text
where the spelling says something, to the object that the whole means. Nothing is worked out:
derivatives, integrals, limits and sums stay as they are written.
"""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.notation import Notation

Meaning = Callable[..., sp.Basic]

RELATIONS: dict[str, type] = {
    "=": sp.Eq,
    "!=": sp.Ne,
    "<": sp.Lt,
    "<=": sp.Le,
    ">": sp.Gt,
    ">=": sp.Ge,
}
# What is called by a name of its own, by that name.
CONSTANTS: dict[str, sp.Basic] = {
    "e": sp.E,
    "pi": sp.pi,
    "oo": sp.oo,
    "EulerGamma": sp.EulerGamma,
    "Catalan": sp.Catalan,
    "GoldenRatio": sp.GoldenRatio,
    "TribonacciConstant": sp.TribonacciConstant,
    "reals": sp.S.Reals,
    "integers": sp.S.Integers,
    "naturals": sp.S.Naturals,
    "rationals": sp.S.Rationals,
    "empty": sp.S.EmptySet,
}
# The two signs of ± are one symbol inside a formula; `both_signs` gives it its two values.
PLUS_OR_MINUS = sp.Symbol("±")
# What f'(u) is differentiated by before u is put in; SymPy calls it so too.
INNER = sp.Symbol("xi")


def structure(head: str, *parts: Notation, text: str = "") -> Notation:
    """A node that is no function: a relation, cases, a vector, f(x), an integral.

    >>> from symcalc.notation import name, number
    >>> x = name(sp.Symbol("x"))
    >>> structure("integral", x, x, number(0), number(1)).expr
    Integral(x, (x, 0, 1))
    """
    return Notation(head, parts, text, STRUCTURES[head](text, *(part.expr for part in parts)))


def relation(sign: str, left: sp.Basic, right: sp.Basic) -> sp.Basic:
    """A comparison that is not decided, even 1 = 2."""
    made: sp.Basic = RELATIONS[sign](left, right, evaluate=False)
    return made


def cases(_text: str, *pieces: sp.Tuple) -> sp.Expr:
    """Piecewise, from pairs of value and condition.

    Raises
    ------
    UnsupportedError
        If SymPy goes round in circles about a comparison, as it does about y - x > √(x + 1).
    """
    pairs = [(value, decided(condition)) for value, condition in pieces]
    try:
        return sp.Piecewise(*pairs)
    except RecursionError:
        raise UnsupportedError(
            "SymPy cannot compare the two sides of a condition",
            where=", ".join(str(condition) for _, condition in pairs),
            hint="give each case by itself, without its condition",
        ) from None


def decided(condition: sp.Basic) -> sp.Basic:
    """A comparison of numbers is true or false; SymPy does not look at unevaluated ones."""
    if isinstance(condition, sp.And | sp.Or | sp.Not):
        return condition.func(*map(decided, condition.args))
    if condition.is_Relational and not condition.free_symbols:
        return condition.func(*condition.args)
    return condition


def column(_text: str, *entries: sp.Expr) -> sp.ImmutableMatrix:
    """A column vector."""
    return sp.ImmutableMatrix(len(entries), 1, list(entries))


def rows(_text: str, *vectors: sp.ImmutableMatrix) -> sp.ImmutableMatrix:
    """A matrix from its rows."""
    return sp.ImmutableMatrix([list(vector) for vector in vectors])


def over(kind: type) -> Meaning:
    """An integral, a sum or a product over a variable, between bounds if it has them."""

    def meaning(_text: str, body: sp.Expr, variable: sp.Symbol, *bounds: sp.Expr) -> sp.Basic:
        made: sp.Basic = kind(body, (variable, *bounds))
        return made

    return meaning


def limit(side: str, body: sp.Expr, variable: sp.Symbol, point: sp.Expr) -> sp.Limit:
    """The limit from the right (+), from the left (-), or from both sides."""
    return sp.Limit(body, variable, point, side or "+-")


def evaluated(_text: str, body: sp.Expr, variable: sp.Symbol, *points: sp.Expr) -> sp.Expr:
    """The value at one point, or the value at the second less that at the first."""
    values = [value_at(body, variable, point) for point in points]
    return values[0] if len(values) == 1 else sp.Add(values[1], sp.Mul(-1, values[0]))


def value_at(body: sp.Expr, variable: sp.Symbol, point: sp.Expr) -> sp.Expr:
    """The value at a point; at infinity, the limit."""
    kind = sp.Limit if point in (sp.oo, -sp.oo) else sp.Subs
    return kind(body, variable, point)


def derivative_at(name: str, argument: sp.Expr) -> sp.Subs:
    """f''(u): the function is differentiated first, then u is put in."""
    f, order = sp.Function(name.rstrip("'")), name.count("'")
    return sp.Subs(sp.Derivative(f(INNER), (INNER, order)), INNER, argument)


def indexed(_text: str, base: sp.Symbol, *indices: sp.Expr) -> sp.Indexed:
    """x_i where i runs."""
    return sp.IndexedBase(base)[indices]


def named(name: str, kind: type) -> Meaning:
    """An operation on a matrix; on a letter, whose shape is not known, a function of that name."""

    def meaning(_text: str, u: sp.Basic) -> sp.Basic:
        made: sp.Basic = kind(u) if u.is_Matrix else sp.Function(name)(u)
        return made

    return meaning


def norm(index: str, u: sp.Basic) -> sp.Expr:
    """‖u‖: of numbers, worked out over the reals; of a letter, a function called norm."""
    if not u.is_Matrix:
        return sp.Function(f"norm_{index}" if index else "norm")(u)
    entries = list(u.as_explicit())
    if index in ("", "F") or (index == "2" and u.shape[1] == 1):
        return sp.sqrt(sp.Add(*(e**2 for e in entries)))
    if u.shape[1] != 1 or index not in ("1", "oo"):
        raise ValueError
    sizes = [sp.Abs(e) for e in entries]
    return sp.Add(*sizes) if index == "1" else sp.Max(*sizes)


def interval(brackets: str, low: sp.Expr, high: sp.Expr) -> sp.Set:
    """From low to high; a parenthesis leaves its end out."""
    return sp.Interval(low, high, brackets[0] == "(", brackets[1] == ")")


def element(sign: str, u: sp.Basic, collection: sp.Set) -> sp.Basic:
    """u ∈ S or u ∉ S."""
    holds = sp.Contains(u, collection, evaluate=False)
    return holds if sign == "in" else sp.Not(holds)


def set_builder(_text: str, u: sp.Basic, condition: sp.Basic) -> sp.Set:
    """{x : …} and {x ∈ S : …}."""
    if isinstance(u, sp.Contains):
        return sp.ConditionSet(u.args[0], condition, u.args[1])
    return sp.ConditionSet(u, condition)


def plus_minus(sign: str, *terms: sp.Expr) -> sp.Expr:
    """u ± v, or ±v; ∓ has the signs the other way round."""
    second = sp.Mul(PLUS_OR_MINUS if sign == "±" else sp.Mul(-1, PLUS_OR_MINUS), terms[-1])
    return sp.Add(*terms[:-1], second)


def both_signs(node: Notation) -> Notation:
    """A formula with ± means two: first the one with the upper signs, then the other."""
    if PLUS_OR_MINUS not in node.expr.free_symbols:
        return node
    pair = (with_sign(node, sp.S.One), with_sign(node, sp.S.NegativeOne))
    return Notation(node.head, node.parts, node.text, sp.Tuple(*pair), node.remarks)


def with_sign(node: Notation, sign: sp.Expr) -> sp.Basic:
    """What a formula means for one of the signs; a relation stays undecided."""
    if node.head == "relation":
        return relation(node.text, *(p.expr.xreplace({PLUS_OR_MINUS: sign}) for p in node.parts))
    return node.expr.xreplace({PLUS_OR_MINUS: sign})


def function_called(name: str) -> Meaning:
    """An operator on functions that SymPy has no object for."""
    return lambda _text, u: sp.Function(name)(u)


def plainly(kind: Callable[..., sp.Basic]) -> Meaning:
    """The text says nothing; the parts go to `kind`."""
    return lambda _text, *parts: kind(*parts)


def unevaluated(kind: Callable[..., sp.Basic]) -> Meaning:
    """Sets are shown as they were joined."""
    return lambda _text, *parts: kind(*parts, evaluate=False)


STRUCTURES: dict[str, Meaning] = {
    # f(x), derivatives and values
    "apply": lambda name, *parts: sp.Function(name)(*parts),
    "derivative": plainly(sp.Derivative),
    "derivative-at": derivative_at,
    "differential": lambda _text, x: sp.Symbol(f"d{x.name}"),
    "evaluated": evaluated,
    "gradient": function_called("grad"),
    "divergence": function_called("div"),
    "curl": function_called("curl"),
    "laplacian": function_called("laplacian"),
    # what runs over a variable: the body, the variable, and its bounds
    "integral": over(sp.Integral),
    "summation": over(sp.Sum),
    "product-over": over(sp.Product),
    "limit": limit,
    "indexed": indexed,
    # numbers
    "binomial": plainly(sp.binomial),
    "percent": lambda _text, u: sp.Mul(u, sp.Rational(1, 100)),
    "degrees": lambda _text, u: sp.Mul(u, sp.pi, sp.Rational(1, 180)),
    "plus-minus": plus_minus,
    # conditions
    "relation": relation,
    "element": element,
    "and": plainly(sp.And),
    "or": plainly(sp.Or),
    "not": plainly(sp.Not),
    "implies": plainly(sp.Implies),
    "equivalent": plainly(sp.Equivalent),
    "cases": cases,
    "piece": plainly(sp.Tuple),
    "otherwise": lambda _text: sp.true,
    # lists, sets, and lines of working: a continued relation has its left side in the line before
    "tuple": plainly(sp.Tuple),
    "lines": plainly(sp.Tuple),
    "continued": relation,
    "system": plainly(sp.Tuple),
    "set": plainly(sp.FiniteSet),
    "set-builder": set_builder,
    "interval": interval,
    "union": unevaluated(sp.Union),
    "intersection": unevaluated(sp.Intersection),
    "set-difference": unevaluated(sp.Complement),
    # vectors and matrices
    "vector": column,
    "matrix": rows,
    "transpose": named("transpose", sp.Transpose),
    "determinant": named("det", sp.Determinant),
    "trace": named("trace", sp.Trace),
    "norm": norm,
}
