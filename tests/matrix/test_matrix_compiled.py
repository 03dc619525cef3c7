"""Compiled matrix formulas against matrix.evaluate, finite differences and NumPy by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath as mp
import numpy as np
import pytest
import sympy as sp

from symcalc.matrix import algebra as A  # noqa: N812
from symcalc.matrix.adjoint import adjoints
from symcalc.matrix.compiled.kernel import MatrixKernel
from symcalc.matrix.evaluate import evaluate
from symcalc.matrix.operations import TABLE
from symcalc.matrix.term import Term, made, number, ordered, symbol, symbols

k, m, n = sp.symbols("k m n")
B, X = symbol("B", n, n), symbol("X", n, n)
W, b, v, c = symbol("W", m, n), symbol("b", 1, n), symbol("v", m, 1), symbol("c")
x, y = symbol("x", n, 1), symbol("y", n, 1)
P = A.plus(A.matmul(X, A.transpose(X)), A.identity(n))
XB = A.matmul(X, B)
SIZES = {n: 5, m: 7, k: 3}

FORMULAS = {
    "sum": A.total(A.hadamard(A.plus(X, B, A.times(c, B)), X)),
    "scale": A.times(c, number(1 / n), A.total(A.hadamard(X, X))),
    "matmul": A.inner(x, A.matmul(X, B, A.transpose(X), y)),
    "transpose": A.trace(A.matmul(A.transpose(A.mapped("tanh", X)), B)),
    "hadamard": A.total(A.hadamard(X, B, A.mapped("exp", X))),
    "total": A.total(A.mapped("sin", W)),
    "sum-along": A.total(A.mapped("exp", A.along(W, 1))),
    "sum-along columns": A.total(A.mapped("exp", A.along(W, 0))),
    "broadcast": A.total(
        A.mapped("tanh", A.plus(W, *(A.spread(part, (m, n)) for part in (b, v, c))))
    ),
    "item": A.mapped("sin", A.item(A.matmul(A.transpose(x), X, x))),
    "trace": A.trace(A.matmul(X, B, X)),
    "diagonal-matrix": A.trace(
        A.matmul(A.diagonal_matrix(A.mapped("sin", x)), X, A.diagonal_matrix(y), B)
    ),
    "diagonal": A.total(A.mapped("tanh", A.diagonal(XB))),
    "identity": A.total(A.hadamard(A.identity(n), A.mapped("sin", X))),
    "inverse": A.trace(A.matmul(A.inverse(P), B)),
    "det": A.det(P),
    "logdet": A.logdet(P),
    "norm": A.plus(A.norm(A.minus(A.matmul(X, x), y)), A.norm(X, "1"), A.norm(XB, "F")),
    "softmax": A.inner(B, A.softmax(XB, 1)),
    "softmax of a column": A.inner(y, A.softmax(A.matmul(X, x), 0)),
    "logsumexp": A.total(A.logsumexp(XB, 1)),
    "logsumexp of a column": A.total(A.logsumexp(A.matmul(X, x), 0)),
    "map": A.total(A.mapped("power", A.mapped("exp", X), number(sp.Rational(3, 2)))),
    "relu": A.total(A.mapped("relu", XB)),
    "silu": A.total(A.mapped("silu", XB)),
    "gelu": A.total(A.mapped("gelu", XB)),
    "abs": A.total(A.hadamard(A.mapped("abs", X), B)),
    "max": A.total(A.mapped("max", X, B)),
    "sign": A.total(A.mapped("sign", X)),  # all derivatives are zero
    "number": A.plus(A.total(X), number(3)),
    "symbol": c,
    "attention": A.inner(
        W,
        A.matmul(
            A.softmax(A.times(number(1 / sp.sqrt(n)), A.matmul(W, X, A.transpose(W))), 1), W, B
        ),
    ),
    "log-softmax": A.inner(B, A.log_softmax(XB, 1)),
    "matrix-power": A.trace(A.matmul(A.matrix_power(X, 3), B)),
    "adjugate": A.inner(made("adjugate", (X,), X.shape), B),
    "reshape": A.inner(A.reshape(W, (n, m)), A.transpose(A.mapped("sin", W))),
    "reshape by columns": A.inner(A.reshape(A.mapped("exp", W), (n, m), "columns"), A.transpose(W)),
    "concat": A.total(A.mapped("sin", A.concat([A.matmul(W, X), A.mapped("exp", W)], 0))),
    "slice": A.total(A.mapped("sin", A.part(A.matmul(W, X), 1, sp.S.One, n - 1))),
    "range": A.inner(made("range", (), (n, sp.S.One)), A.mapped("exp", x)),
    "ridge": A.plus(
        A.times(number(1 / n), A.squared(A.minus(A.matmul(X, x), y))), A.times(c, A.squared(x))
    ),
    "layers": A.times(
        number(2 / m), A.squared(A.minus(A.matmul(A.mapped("tanh", A.matmul(W, X)), B), W))
    ),
}


def numbers(term: Term) -> dict[str, Any]:
    draw = np.random.default_rng(len(ordered(term)))
    shapes = {s.value: [int(size.xreplace(SIZES)) for size in s.shape] for s in symbols(term)}
    return {name: draw.normal(size=shape) for name, shape in shapes.items()}


def kernel(term: Term, backend: str = "cpu", dtype: str = "float64") -> MatrixKernel:
    names = tuple(s.value for s in symbols(term))
    return MatrixKernel(term, names, names, backend, dtype)


def several(result: Any) -> tuple[Any, ...]:
    return result if isinstance(result, tuple) else (result,)


def close(got: Any, wanted: Any, tolerance: float) -> bool:
    return bool(
        np.max(np.abs(np.asarray(got) - wanted)) <= tolerance * max(1, np.max(np.abs(wanted)))
    )


def test_every_operation_has_a_formula() -> None:
    used = {node.op for term in FORMULAS.values() for node in ordered(term)}

    assert set(TABLE) <= used


@pytest.mark.parametrize("name", FORMULAS)
@pytest.mark.parametrize(("backend", "dtype"), [("cpu", "float64"), ("python", "float32")])
def test_agrees_with_evaluate(name: str, backend: str, dtype: str) -> None:
    term = FORMULAS[name]
    given, tolerance = numbers(term), 1e-12 if dtype == "float64" else 1e-3

    value, gradients = kernel(term, backend, dtype).value_and_gradient(**given)

    assert close(value, evaluate(term, given, SIZES), tolerance)
    by = symbols(term)
    wanted = adjoints(term, by)
    for symbol_, gradient in zip(by, several(gradients), strict=True):
        assert close(gradient, evaluate(wanted[symbol_], given, SIZES), tolerance)
        if symbol_.shape:
            assert gradient.dtype == dtype


@pytest.mark.parametrize("name", FORMULAS)
def test_products_agree_with_finite_differences(name: str) -> None:
    term, h = FORMULAS[name], 1e-6
    given = numbers(term)
    draw = np.random.default_rng(3)
    way = {key: draw.normal(size=np.shape(a)) for key, a in given.items()}
    ahead = {key: a + h * way[key] for key, a in given.items()}
    behind = {key: a - h * way[key] for key, a in given.items()}
    f = kernel(term, "python")
    tangent = tuple(way.values()) if len(way) > 1 else next(iter(way.values()))

    assert close(f.jvp(given, tangent), (f(**ahead) - f(**behind)) / (2 * h), 1e-6)
    products = several(f.hvp(given, tangent))
    for product, p, q in zip(
        products, several(f.gradient(**ahead)), several(f.gradient(**behind)), strict=True
    ):
        assert close(product, (np.asarray(p) - q) / (2 * h), 1e-5)


@pytest.mark.parametrize("name", FORMULAS)
def test_source_runs_by_itself(name: str, tmp_path: Any) -> None:
    term = FORMULAS[name]
    given, f = numbers(term), kernel(term, "python")

    names: dict[str, Any] = {}
    exec(compile(f.source, "kernel.py", "exec"), names)
    value, gradients = names["value_and_gradient"](**given)

    wanted, by = f.value_and_gradient(**given)
    assert close(value, wanted, 1e-12)
    assert close(names["value"](**given), wanted, 1e-12)
    for got, gradient in zip(several(gradients), several(by), strict=True):
        assert close(np.reshape(got, np.shape(gradient)), gradient, 1e-12)


@pytest.mark.parametrize(
    ("name", "slope"),
    [
        ("tanh", lambda u: 1 / mp.cosh(u) ** 2),
        ("sigmoid", lambda u: mp.exp(-u) / (1 + mp.exp(-u)) ** 2),
        ("softplus", lambda u: 1 / (1 + mp.exp(-u))),
    ],
)
@pytest.mark.parametrize("backend", ["cpu", "python"])
def test_slopes_keep_their_digits(name: str, slope: Callable[[Any], Any], backend: str) -> None:
    points = np.array([-800.0, -40, -19, -3, 0, 1e-9, 2, 19, 40])
    with mp.workdps(60):
        wanted = [float(slope(mp.mpf(float(p)))) for p in points]

    got = kernel(A.total(A.mapped(name, x)), backend).gradient(points)

    assert np.allclose(got, wanted, rtol=1e-13, atol=1e-300)


def test_kinks_are_zero() -> None:
    for name in ("abs", "relu"):
        got = kernel(A.total(A.mapped(name, x))).gradient([-1.0, 0.0, 2.0])
        assert got[1] == 0.0
