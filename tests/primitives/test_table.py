"""The table tests itself: a new row is tested here without anyone writing a test."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest
import sympy as sp

from symcalc import notation
from symcalc.checking.evaluate import Undefined
from symcalc.checking.kernels import check_kernel
from symcalc.checking.precise import Precise
from symcalc.checking.sampling import candidates
from symcalc.compiler.lower import lower
from symcalc.formula import over_reals
from symcalc.primitives import PRIMITIVES, SPELLINGS, TABLE, Primitive, build, view
from symcalc.verbs.compiling import compile as compile_

u, v, w = SYMBOLS = sp.symbols("u v w")
X = Precise(60)
NUMERIC = 1e-12  # what numeric differentiation at 60 digits leaves is far below

# Arguments to try a row with, where plain symbols would not do.
ARGUMENTS: dict[str, list[tuple[sp.Basic, ...]]] = {
    "power": [(u, sp.Integer(3)), (u, sp.Integer(-2)), (u, sp.Rational(3, 2))],
    "exponential": [(sp.Integer(2), v), (sp.Rational(1, 3), v)],
    "root": [(u, sp.Integer(3)), (u, sp.Integer(4)), (u, sp.Integer(5))],
    "polygamma": [(sp.Integer(n), u) for n in (0, 1, 2, 5)],
    "polylogarithm": [(sp.Integer(2), u)],
    "elliptic-first": [(u, m) for m in map(sp.Rational, ("1/3", "-5/3"))],
    "elliptic-second": [(u, m) for m in map(sp.Rational, ("1/3", "-5/3"))],
    "upper-gamma": [(s, u) for s in map(sp.Rational, ("1/3", "-5/3", "7/3"))],
    "piecewise": [(u**2, u > 0, sp.sin(u), u < -1, u * v, sp.true)],
    "select": [(u > v, u**2, v * u)],
    "and": [(u > 0, v > 0)],
    "or": [(u > 0, v > 0)],
    "not": [(u > 0,)],
}
CONDITIONS = {"less", "less-equal", "greater", "greater-equal", "equal", "not-equal"}
CONDITIONS |= {"and", "or", "not"}
VALUES = [row for row in PRIMITIVES if row.name not in CONDITIONS]


def arguments(row: Primitive) -> list[tuple[sp.Basic, ...]]:
    return ARGUMENTS.get(row.name, [SYMBOLS[: row.arity or 3]])


CASES = [
    pytest.param(row, args, id=f"{row.name}-{i}")
    for row in VALUES
    for i, args in enumerate(arguments(row))
]


def places(row: Primitive, args: tuple[sp.Basic, ...], count: int = 12):
    """Points of the domain where the derivative exists, with the symbols of the arguments."""
    symbols = sorted({s for a in args for s in a.free_symbols}, key=str)
    good = []
    for point in candidates(symbols):
        here = [a.subs(point) for a in args]
        conditions = [row.domain(*here), row.smooth_on(*here)]
        conditions += [sp.Ne(k, 0) for k in row.kinks(*here)]
        if all(c == sp.true for c in conditions):
            good.append(point)
    assert good, "no point of the domain was found"
    return list(islice(good, count))


def value(expr: sp.Basic, point) -> float | None:
    try:
        return X.at(expr, point)
    except Undefined:
        return None


def variables(args: tuple[sp.Basic, ...]) -> list[sp.Symbol]:
    return sorted({s for a in args for s in a.free_symbols}, key=str)


def moving(row: Primitive, args: tuple[sp.Basic, ...]) -> list[tuple[sp.Basic, sp.Basic]]:
    """The partial derivatives that there are, each with its argument."""
    pairs = enumerate(zip(row.partials(*args), args, strict=True))
    return [pair for k, pair in pairs if k not in row.fixed]


@pytest.mark.parametrize(("row", "args"), CASES)
def test_partials_agree_with_numeric_differentiation_at_60_digits(row, args) -> None:
    """By every variable, through the chain rule where an argument is a formula."""
    formula = row.formula(*args)
    pairs = moving(row, args)
    for x in variables(args):
        chain = sum(p * a.diff(x) for p, a in pairs if isinstance(a, sp.Expr))
        compared = 0
        for point in places(row, args):
            differentiated = sp.S.Zero if row.held else sp.Derivative(formula, x)
            expected, got = value(differentiated, point), value(chain, point)
            if expected is None or got is None:
                continue
            assert abs(expected - got) <= NUMERIC * max(1, abs(expected))
            compared += 1
        assert compared >= 4, x


# SymPy's derivative of these is 0 but for a DiracDelta, or speaks of re and im.
STEPS = {"sign", "heaviside", "floor", "ceil"}


@pytest.mark.parametrize(("row", "args"), CASES)
def test_partials_agree_with_sympy(row, args) -> None:
    """SymPy's own derivative is the oracle, over the reals and away from jumps."""
    formula = row.formula(*args)
    pairs = moving(row, args)
    for x in variables(args):
        expected = over_reals(sympys_own, formula, x)
        chain = sum(p * a.diff(x) for p, a in pairs if isinstance(a, sp.Expr))
        compared = 0
        for point in places(row, args, 8):
            want, got = value(expected, point), value(chain, point)
            if want is None or got is None:
                continue
            assert abs(want - got) <= 1e-40 * max(1, abs(want)), point
            compared += 1
        assert compared >= 4 or row.name in STEPS, x


def sympys_own(f: sp.Expr, x: sp.Symbol) -> sp.Expr:
    return f.diff(x).replace(sp.DiracDelta, lambda *_: sp.S.Zero)


@pytest.mark.parametrize(("row", "args"), [c for c in CASES if c.values[0].stable is not None])
def test_stable_partials_equal_the_textbook(row, args) -> None:
    pairs = list(zip(row.partials(*args), row.stable(*args), strict=True))
    for point in places(row, args):
        for textbook, stable in pairs:
            want, got = value(textbook, point), value(stable, point)
            if want is not None:
                assert got is not None
                assert abs(want - got) <= 1e-45 * max(1, abs(want))


@pytest.mark.parametrize(("row", "args"), CASES)
def test_partials_use_only_the_table(row, args) -> None:
    """Closure: whatever a derivative of any order needs has a row."""
    exprs = [*row.partials(*args), *(row.stable(*args) if row.stable else ())]
    lower(exprs, SYMBOLS)
    again = [e.diff(s) for e in exprs for s in (u, v) if not e.has(sp.Piecewise, sp.Abs, sp.sign)]
    lower([e for e in again if not e.has(sp.Derivative, sp.Subs)], SYMBOLS)


@pytest.mark.parametrize("row", PRIMITIVES, ids=lambda row: row.name)
def test_view_is_undone_by_the_formula(row) -> None:
    for args in arguments(row):
        expr = row.formula(*args)
        seen = view(expr)
        assert seen.row.formula(*seen.args) == expr


# Rows that are written in the terms of others, and so are seen as those.
SEEN_AS = {
    "log-base": "quotient",
    "exponential": "exponential",
    "root": "cbrt",
    "digamma": "polygamma",
    "select": "piecewise",
    "not": "less-equal",  # SymPy turns a comparison round
    **dict.fromkeys(("leaky-relu", "elu", "selu", "hardtanh", "relu6"), "piecewise"),
    **dict.fromkeys(("hardsigmoid", "hardswish"), "piecewise"),
    **dict.fromkeys(("gelu", "silu", "mish"), "product"),
    "softsign": "quotient",
    "logit": "log",
    **dict.fromkeys(("gelu-tanh", "normal-density"), "quotient"),
}


@pytest.mark.parametrize("row", PRIMITIVES, ids=lambda row: row.name)
def test_view_recognises_every_row(row) -> None:
    seen = view(row.formula(*arguments(row)[0])).row.name
    assert seen == SEEN_AS.get(row.name, row.name)


@pytest.mark.parametrize(("row", "args"), [c for c in CASES if c.values[0].line is not None])
def test_the_written_line_is_the_sum_of_partials(row, args) -> None:
    """u'v + uv' as a textbook writes it has the value of Σ ∂f/∂uᵢ · duᵢ."""
    t = sp.Symbol("t")
    inner = {u: t**2 + 1, v: sp.cos(t) + 2, w: t**3}
    exprs = [a.subs(inner) for a in args]
    parts = tuple(notation.Notation("name", text=f"p{i}", expr=e) for i, e in enumerate(exprs))

    def d(node: notation.Notation) -> notation.Notation:
        return notation.Notation("name", text="d", expr=node.expr.diff(t))

    line = row.line(d, *parts).expr
    total = sum(p * e.diff(t) for p, e in zip(row.partials(*exprs), exprs, strict=True))
    for number in (sp.Rational(1, 3), sp.Rational(7, 5)):
        want, got = value(total, {t: number}), value(line, {t: number})
        assert abs(want - got) <= 1e-40 * max(1, abs(want))


@pytest.mark.parametrize("backend", ["python", "cpu"])
@pytest.mark.parametrize(("row", "args"), CASES)
def test_every_row_compiles_and_runs(row, args, backend) -> None:
    """Values agree with mpmath on the domain, on both backends."""
    formula = row.formula(*args)
    symbols = sorted({s for a in args for s in a.free_symbols}, key=str)
    points = places(row, args)
    k = compile_(formula, symbols, backend=backend)
    columns = [np.array([float(p[s]) for p in points]) for s in symbols]
    got = np.broadcast_to(k(*columns), (len(points),))
    for i, point in enumerate(points):
        exact = {s: sp.Rational(float(x)) for s, x in point.items()}
        want = value(formula, exact)
        if want is not None and abs(want) < 1e300:
            assert got[i] == pytest.approx(float(want), rel=1e-12, abs=1e-13)


@pytest.mark.parametrize(("row", "args"), CASES)
def test_every_row_differentiates_when_compiled(row, args) -> None:
    report = check_kernel(compile_(row.formula(*args), backend="python"))
    assert report.status == "agrees" or not row.formula(*args).free_symbols


@pytest.mark.parametrize(
    "row", [r for r in VALUES if r.branches(*arguments(r)[0])], ids=lambda r: r.name
)
def test_branches_are_the_function_beside_its_kinks(row) -> None:
    for args in arguments(row):
        formula = row.formula(*args)
        for zero, (below, above) in zip(row.kinks(*args), row.branches(*args), strict=True):
            for point in places(row, args):
                side = above if value(zero, point) > 0 else below
                assert value(side, point) == value(formula, point)


KINKS = [
    # formula        at                 compiled derivative there
    (sp.Abs(u), {u: 0}, [0.0]),
    (sp.Max(0, u), {u: 0}, [0.0]),
    (sp.Max(u, v), {u: 2, v: 2}, [0.5, 0.5]),
    (sp.Max(u, v, w), {u: 1, v: 1, w: 1}, [1 / 3, 1 / 3, 1 / 3]),
    (sp.Max(u, v, w), {u: 1, v: 1, w: 0}, [0.5, 0.5, 0.0]),
    (sp.Min(u, v), {u: 2, v: 2}, [0.5, 0.5]),
    (sp.sign(u), {u: 0}, [0.0]),
    (sp.Heaviside(u), {u: 0}, [0.0]),
    (sp.Piecewise((u**2, u <= 1), (3 * u, True)), {u: 1}, [2.0]),  # the branch that holds
    (sp.Max(0, u, v), {u: 0, v: -1}, [0.0, 0.0]),  # with a literal 0 it is ReLU
]


@pytest.mark.parametrize("backend", ["python", "cpu"])
@pytest.mark.parametrize(("formula", "point", "expected"), KINKS)
def test_kernels_follow_the_convention_at_kinks(formula, point, expected, backend) -> None:
    symbols = list(point)
    k = compile_(formula, symbols, backend=backend)
    assert k.gradient(*map(float, point.values())).tolist() == pytest.approx(expected)


LOSING = [
    # row          argument   exact derivative at a point where the textbook form has no digits
    ("tanh", 19.5, lambda x: sp.sech(x) ** 2),
    ("sigmoid", 40.0, lambda x: sp.exp(-x) / (1 + sp.exp(-x)) ** 2),
    ("asin", 1 - 2.0**-50, lambda x: 1 / sp.sqrt(1 - x**2)),
    ("acos", 1 - 2.0**-50, lambda x: -1 / sp.sqrt(1 - x**2)),
    ("atanh", 1 - 2.0**-50, lambda x: 1 / (1 - x**2)),
    ("acosh", 1 + 2.0**-50, lambda x: 1 / sp.sqrt(x**2 - 1)),
    ("coth", 20.0, lambda x: -(sp.csch(x) ** 2)),
]


@pytest.mark.parametrize(("name", "point", "exact"), LOSING)
def test_stable_forms_keep_their_digits(name, point, exact) -> None:
    k = compile_(TABLE[name].formula(u), [u], backend="python")
    want = float(X.at(exact(u), {u: sp.Rational(point)}))
    assert float(k.gradient(point)[0]) == pytest.approx(want, rel=1e-14)


@pytest.mark.parametrize("row", PRIMITIVES, ids=lambda row: row.name)
def test_a_row_is_complete(row) -> None:
    """Words for a learner; a helper that exists; a convention wherever there are kinks."""
    assert row.title
    assert row.says.endswith(".")
    assert bool(row.convention) == bool(row.kinks(*arguments(row)[0])) or row.name == "piecewise"


def test_names_are_not_shared() -> None:
    names = [n for row in PRIMITIVES for n in row.names if row.name != "log-base"]
    assert len(names) == len(set(names))
    assert len({row.name for row in PRIMITIVES}) == len(PRIMITIVES)
    assert SPELLINGS["log"].name == "log"


def test_build_means_what_the_formula_means() -> None:
    x = notation.name(u)
    assert build("sin", x).expr == sp.sin(u)
    assert build("log-base", x, notation.number(2)).expr == sp.log(u, 2)
