"""`arrange` writes every object that a structure means; SymPy's own equality is the oracle."""

from __future__ import annotations

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from symcalc.errors import SymcalcError, TooLargeError
from symcalc.notation import Notation, name, number
from symcalc.primitives import arrange, build, put
from symcalc.primitives.structured import chain, structured
from symcalc.structures import INNER, PLUS_OR_MINUS, STRUCTURES

x, y, a, b, i, j, k, n, t = sp.symbols("x y a b i j k n t")
f = sp.Function("f")
w = sp.IndexedBase("w")
A = sp.ImmutableMatrix([[1, x], [2, 3]])
B = sp.ImmutableMatrix([[y], [1]])
UNIT = sp.Interval(0, 1)
BIT = PLUS_OR_MINUS


def named(function: str, *args: sp.Basic) -> sp.Expr:
    return sp.Function(function)(*args)


OBJECTS = [
    # object                                                          head of its notation
    (sp.Integral(x**2, x), "integral"),
    (sp.Integral(x**2, (x, 0, 1)), "integral"),
    (sp.Integral(x**2, (x, a)), "integral"),
    (sp.Integral(x * y, (x, 0, y), (y, 0, 1)), "integral"),  # iterated, innermost first
    (sp.Integral(x * y, x, (y, 0, 1)), "integral"),
    (sp.Integral(x, (x, -sp.oo, sp.oo)), "integral"),
    (sp.Sum(k**2, (k, 0, n)), "summation"),
    (sp.Sum(k * j, (k, 0, j), (j, 1, n)), "summation"),
    (sp.Sum(w[k] * x**k, (k, 0, sp.oo)), "summation"),
    (sp.Product(k, (k, 1, 3)), "product-over"),
    (sp.Product(k * j, (k, 1, j), (j, 1, 3)), "product-over"),
    (sp.Limit(sp.sin(x) / x, x, 0, "+-"), "limit"),
    (sp.Limit(1 / x, x, 0, "+"), "limit"),
    (sp.Limit(1 / x, x, 0, "-"), "limit"),
    (sp.Limit(1 / x, x, sp.oo), "limit"),
    (sp.Limit(1 / x, x, -sp.oo), "limit"),
    (sp.Subs(x**2, x, 3), "evaluated"),
    (sp.Subs(x * y, (x, y), (a, 2)), "evaluated"),
    (sp.Subs(x**2, x, 1) - sp.Subs(x**2, x, 0), "difference"),
    (sp.Subs(sp.Derivative(f(x, y), x), x, 0), "evaluated"),  # a partial derivative is no f'(0)
    (sp.Subs(sp.Derivative(f(INNER), INNER), INNER, 2 * x), "derivative-at"),
    (sp.Subs(sp.Derivative(f(INNER), (INNER, 3)), INNER, 0), "derivative-at"),
    (f(2 * x).diff(x) / 2, "derivative-at"),  # as SymPy's own chain rule leaves it
    (sp.Derivative(x**2, x), "derivative"),
    (sp.Derivative(x**2 * y, x, y), "derivative"),
    (sp.Derivative(f(x), (x, 3)), "derivative"),
    (sp.Derivative(f(x) ** 2, f(x)), "derivative"),
    (f(x, y), "apply"),
    (w[i], "indexed"),
    (w[i, j + 1], "indexed"),
    (sp.binomial(n, k), "binomial"),
    # named functions stand for operations on fields and on matrices of unknown shape
    (named("grad", f(x)), "gradient"),
    (named("div", f(x)), "divergence"),
    (named("curl", x), "curl"),
    (named("laplacian", x), "laplacian"),
    (named("transpose", a), "transpose"),
    (named("det", a), "determinant"),
    (named("trace", a), "trace"),
    (named("norm", x), "norm"),
    (named("norm_1", x), "norm"),
    (named("norm_oo", x), "norm"),
    (named("norm", x, y), "apply"),
    (named("det_2", x), "apply"),
    # conditions
    (sp.Lt(0, x), "relation"),
    (sp.Eq(1, 2, evaluate=False), "relation"),
    (sp.Ne(x, 1), "relation"),
    (sp.And(sp.Lt(0, x), sp.Le(x, 1)), "and"),
    (sp.And(x > 0, x < 1), "and"),
    (sp.Or(x > 0, y < 1), "or"),
    (sp.Not(sp.And(x > 0, y > 0)), "not"),
    (sp.Implies(x > 0, y > 0), "implies"),
    (sp.Equivalent(x > 0, y > 0), "equivalent"),
    (sp.Equivalent(x > 0, y > 0, a > 0), "equivalent"),
    (sp.Contains(x, UNIT), "element"),
    (sp.Not(sp.Contains(x, UNIT, evaluate=False)), "element"),
    (sp.Piecewise((x, sp.Contains(x, UNIT, evaluate=False)), (1, True)), "cases"),
    (sp.Piecewise((x, x > 0), (1, sp.And(sp.Lt(0, y), sp.Lt(y, 1)))), "cases"),
    # lists and sets
    (sp.Tuple(x, 1), "tuple"),
    (sp.Tuple(), "tuple"),
    (sp.FiniteSet(1, 2), "set"),
    (sp.FiniteSet(x), "set"),
    (UNIT, "interval"),
    (sp.Interval.open(0, 1), "interval"),
    (sp.Interval.Lopen(a, b), "interval"),
    (sp.Interval.Ropen(0, sp.oo), "interval"),
    (sp.Union(UNIT, sp.Interval(2, 3)), "union"),
    (sp.Intersection(UNIT, sp.S.Integers, evaluate=False), "intersection"),
    (sp.Complement(sp.S.Reals, sp.FiniteSet(0), evaluate=False), "set-difference"),
    (sp.ConditionSet(x, x > 0), "set-builder"),
    (sp.ConditionSet(x, x**2 > y, sp.S.Reals), "set-builder"),
    # matrices, left as they are multiplied
    (A, "matrix"),
    (B, "vector"),
    (sp.MatMul(2, A, B), "product"),
    (sp.MatMul(sp.Transpose(B), A, B), "product"),
    (sp.MatMul(-1, A), "negation"),
    (sp.MatMul(A, sp.Rational(1, 2)), "quotient"),
    (sp.MatAdd(A, A, sp.MatMul(-1, A)), "sum"),
    (sp.MatAdd(A, sp.MatMul(-1, A)), "difference"),
    (sp.MatPow(A, -1), "power"),
    (sp.Transpose(A), "transpose"),
    (sp.Determinant(A), "determinant"),
    (sp.Trace(A), "trace"),
    # ± is a symbol inside a formula
    (BIT, "plus-minus"),
    (x + BIT, "plus-minus"),
    (x + y - 2 * BIT * a + BIT * b, "plus-minus"),
    (-BIT * x, "plus-minus"),
    (sp.sin(BIT * x), "sin"),
    (BIT**2, "power"),
    # constants
    (sp.EulerGamma, "constant"),
    (sp.Catalan, "constant"),
    (sp.GoldenRatio, "constant"),
    (sp.TribonacciConstant, "constant"),
    (sp.S.Reals, "constant"),
    (sp.S.Integers, "constant"),
    (sp.S.Naturals, "constant"),
    (sp.S.Rationals, "constant"),
    (sp.S.EmptySet, "constant"),
    (sp.oo, "constant"),
    (-sp.oo, "negation"),
    # one inside the other
    (2 * sp.Integral(sp.Sum(x**k, (k, 0, n)), (x, 0, 1)) * t, "product"),
    (sp.exp(sp.Limit(x, x, 0)) + sp.Abs(sp.Integral(sp.sin(x), (x, 0, 1))), "sum"),
]


@pytest.mark.parametrize(("expr", "head"), OBJECTS, ids=lambda value: str(value)[:50])
def test_what_is_written_means_the_object(expr: sp.Basic, head: str) -> None:
    node = arrange(expr)

    assert node.expr == expr
    assert node.head == head
    assert rebuilt(node).expr == expr


def rebuilt(node: Notation) -> Notation:
    """Made again from its parts, so that no node carries a meaning that its parts do not give."""
    parts = [rebuilt(part) for part in node.parts]
    return build(node.head, *parts, text=node.text) if parts else node


def test_every_structure_is_written() -> None:
    """Percent and degrees are numbers once they are SymPy's, and lines are a tuple."""
    written = {node.head for expr, _ in OBJECTS for node in arrange(expr).walk()}
    lost = {"differential", "percent", "degrees", "lines", "continued", "system"}
    assert STRUCTURES.keys() - written == lost


EQUAL_MATRICES = [sp.Inverse(A), sp.MatMul(-1, A, B), sp.MatAdd(A, sp.MatMul(-1, A, A))]


@pytest.mark.parametrize("expr", EQUAL_MATRICES, ids=str)
def test_matrices_that_sympy_writes_in_several_ways(expr: sp.MatrixExpr) -> None:
    assert sp.simplify((arrange(expr).expr - expr).doit()) == sp.zeros(*expr.shape)


def bound(expr: sp.Expr) -> st.SearchStrategy[sp.Expr]:
    """Something that runs over x in an expression."""
    return st.sampled_from(
        [
            sp.Integral(expr, (x, 0, y)),
            sp.Integral(expr, x),
            sp.Sum(expr, (x, 1, n)),
            sp.Product(expr, (x, a, b)),
            sp.Limit(expr, x, y, "-"),
            expr if expr.has(sp.Subs) else sp.Subs(expr, x, y + 1),
            sp.Derivative(expr + f(x), x),
        ]
    )


EXPRESSIONS = st.recursive(
    st.sampled_from([x, y, t, sp.Integer(-2), sp.Rational(1, 3), sp.pi, sp.EulerGamma, f(x)]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda p: p[0] + p[1]),
        st.tuples(inner, inner).map(lambda p: p[0] * p[1]),
        inner.map(sp.sin),
        inner.map(lambda u: sp.Pow(u, 2)),
        inner.flatmap(bound),
    ),
    max_leaves=8,
)


@given(EXPRESSIONS)
def test_arrange_is_undone_by_the_meaning(expr: sp.Expr) -> None:
    node = arrange(expr)

    assert node.expr == expr
    assert node.symbols >= expr.free_symbols - {x}
    assert arrange(expr, like=node).expr == expr


@given(EXPRESSIONS, st.integers(-3, 3))
def test_values_are_put_in_where_a_variable_is_free(expr: sp.Expr, value: int) -> None:
    """SymPy's own substitution is the oracle; t runs nowhere, y only stands in bounds."""
    values = {t: number(7), y: arrange(sp.Integer(value))}
    expected = expr.subs({t: 7, y: value}, simultaneous=True)
    changed = put(arrange(expr), values).expr

    assert sp.expand(changed - expected) == 0 or changed.doit() == expected.doit()


FREE = [
    # object                              its variables
    (sp.Integral(x * y, (x, 0, a)), "a y"),
    (sp.Integral(x, (x, 0, x)), "x"),  # the bound is outside
    (sp.Integral(x, x), "x"),
    (sp.Sum(k * x, (k, 1, n)), "n x"),
    (sp.Limit(x * y, x, a), "a y"),
    (sp.Subs(x * y, x, t), "t y"),
    (sp.ConditionSet(x, x > y), "y"),
    (sp.ConditionSet(x, x > y, sp.Interval(0, a)), "a y"),
    (x * sp.Integral(x, (x, 0, 1)), "x"),
    (sp.Derivative(x**2, x), "x"),
]


@pytest.mark.parametrize(("expr", "free"), FREE, ids=str)
def test_a_variable_that_runs_inside_is_not_free(expr: sp.Basic, free: str) -> None:
    assert sorted(symbol.name for symbol in arrange(expr).symbols) == free.split()


PUT = [
    # object                          with x = 2
    (x * sp.Integral(x, (x, 0, x)), 2 * sp.Integral(x, (x, 0, 2))),
    (sp.Limit(x * y, x, 0), sp.Limit(x * y, x, 0)),
    (sp.Sum(k * x, (k, 1, x)), sp.Sum(k * 2, (k, 1, 2))),
    (sp.Subs(x**2, x, x + 1), sp.Subs(x**2, x, 3)),
]


@pytest.mark.parametrize(("before", "after"), PUT, ids=str)
def test_a_value_is_not_put_in_for_a_variable_that_runs(before: sp.Expr, after: sp.Expr) -> None:
    assert put(arrange(before), {x: number(2)}).expr == after


REFUSED = [
    sp.Subs(x * y, (x, y), (y, 2)),  # at once: not y at 2
    sp.Derivative(f(x), (x, n)),
    sp.MatrixSymbol("M", 2, 2),
    sp.Xor(x > 0, y > 0),
    sp.S.Complexes,
    sp.Lambda(x, x + 1),
]


@pytest.mark.parametrize("expr", REFUSED, ids=str)
def test_what_has_no_notation_is_refused_in_words(expr: sp.Basic) -> None:
    with pytest.raises(SymcalcError):
        arrange(expr)


def test_a_derivative_of_a_million_variables_is_not_listed() -> None:
    with pytest.raises(TooLargeError):
        arrange(sp.Derivative(f(x), (x, 10**9)))


CHAINS = [
    ([sp.Lt(x, 1), sp.Lt(0, x)], [sp.Lt(0, x), sp.Lt(x, 1)]),
    ([sp.Ge(x, y), sp.Gt(y, 0), sp.Ge(1, x)], [sp.Ge(1, x), sp.Ge(x, y), sp.Gt(y, 0)]),
    ([sp.Gt(x, 0), sp.Lt(x, 1)], []),  # each begins with x
    ([sp.Lt(0, x), sp.Gt(x, y)], []),  # nobody writes 0 < x > y
    ([sp.Lt(a, b), sp.Lt(x, y), sp.Lt(y, x)], []),  # two of them go round
    ([sp.Lt(0, x), sp.Contains(x, UNIT)], []),
]


@pytest.mark.parametrize(("given", "ordered"), CHAINS)
def test_chains(given: list[sp.Basic], ordered: list[sp.Basic]) -> None:
    assert chain(given) == ordered


@pytest.mark.parametrize("letters", ["xyt", "tyx", "ytx", "txy"])
def test_a_chain_is_written_in_its_own_order(letters: str) -> None:
    """SymPy sorts the conditions of And by their letters."""
    first, second, third = sp.symbols(list(letters))
    node = arrange(sp.And(sp.Lt(first, second), sp.Le(second, third)))

    assert [part.expr for part in node.parts] == [sp.Lt(first, second), sp.Le(second, third)]


def test_the_learners_own_integral_is_kept() -> None:
    """2(t + 1) is not multiplied out inside a constant factor."""
    body = build("product", number(2), build("sum", name(t), number(1)))
    integral = build("integral", body, name(t), number(0), number(1))
    again = arrange(3 * integral.expr, like=integral)
    assert again.parts[-1] == integral


def test_numbers_and_functions_are_no_structures() -> None:
    assert [structured(e) for e in (sp.Integer(2), x, sp.sin(x), x + y, x * y, x**y)] == [None] * 6
