"""The oracle for matrix formulas: what it computes, and what it says of wrong derivatives."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp
from sympy.matrices.expressions.applyfunc import ElementwiseApplyFunction
from sympy.matrices.expressions.diagonal import DiagonalOf
from sympy.matrices.expressions.matexpr import MatrixElement

from symcalc.checking.matrices import Evaluation, check_equal_matrices, check_matrix, samples
from symcalc.errors import UnsupportedError

m, n = sp.symbols("m n")
A, B = sp.MatrixSymbol("A", n, n), sp.MatrixSymbol("B", n, n)
P, x, y = sp.MatrixSymbol("P", m, n), sp.MatrixSymbol("x", n, 1), sp.MatrixSymbol("y", m, 1)
t, u, k = sp.Symbol("t"), sp.Symbol("u"), sp.Symbol("k", integer=True)
i, j = sp.symbols("i j", cls=sp.Dummy, integer=True)

a = np.array([[2.0, 1.0], [0.5, 3.0]])
b = np.array([[1.0, -1.0], [4.0, 2.0]])
p = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 7.0]])
v = np.array([[3.0], [-4.0]])

VALUES = [
    (A + 2 * B, a + 2 * b),
    (A * B * x, a @ b @ v),
    (t * P, 1.5 * p),
    (A.T, a.T),
    (A.I, np.linalg.inv(a)),
    (sp.MatPow(A, 3), a @ a @ a),
    (sp.MatPow(A, -2), np.linalg.inv(a @ a)),
    (sp.Trace(A), 5.0),
    (sp.Determinant(A), 5.5),
    (sp.log(sp.Determinant(A)) + t * n, np.log(5.5) + 3.0),
    (sp.HadamardProduct(A, B), a * b),
    (sp.HadamardPower(A, 3), a**3),
    (ElementwiseApplyFunction(sp.Lambda(u, sp.exp(u) * t), P), 1.5 * np.exp(p)),
    (ElementwiseApplyFunction(sp.Lambda(u, t), P), 1.5 + 0 * p),
    (sp.OneMatrix(m, n) + sp.ZeroMatrix(m, n), np.ones((3, 2))),
    (sp.Identity(n), np.eye(2)),
    (sp.DiagMatrix(x), np.diag([3.0, -4.0])),
    (DiagonalOf(A), np.array([[2.0], [3.0]])),
    (sp.BlockMatrix([[A, x], [P, y]]), np.block([[a, v], [p, np.ones((3, 1))]])),
    (P[1:3, 0:n], p[1:3]),
    (
        sp.FunctionMatrix(n, n, sp.Lambda((i, j), A[j, i] + i - 2 * j)),
        a.T + np.array([[0, -2], [1, -1]]),
    ),
    (MatrixElement(P * x, 2, 0), 15.0 - 28.0),
    (sp.Sum(x[k, 0] ** 2, (k, 0, n - 1)), 25.0),
    (sp.Matrix([[t, 0], [1, n]]), np.array([[1.5, 0.0], [1.0, 2.0]])),
]


@pytest.mark.parametrize(("expr", "value"), VALUES, ids=lambda e: str(e)[:40])
def test_values_are_those_of_numpy(expr: sp.Basic, value: np.ndarray) -> None:
    known = {A: a, B: b, P: p, x: v, y: np.ones((3, 1)), t: np.asarray(1.5)}

    found = Evaluation({m: 3, n: 2}, known).value(expr)

    np.testing.assert_allclose(np.broadcast_to(found, np.shape(value)), value, rtol=1e-13)


def test_points_come_first() -> None:
    stack = np.random.default_rng(0).normal(size=(5, 2, 2))

    found = Evaluation({n: 2}, {A: stack}).value(A.I * A.T)

    np.testing.assert_allclose(found[3], np.linalg.inv(stack[3]) @ stack[3].T)


def test_what_has_no_value_is_refused() -> None:
    with pytest.raises(UnsupportedError):
        Evaluation({n: 2}, {A: a, B: b}).value(sp.KroneckerProduct(A, B))


square = sp.Trace(x.T * A * x)
CASES = [
    ("agrees", square, x, (A + A.T) * x),
    ("disagrees", square, x, 2 * A * x),  # right for a symmetric A only
    ("disagrees", square, x, ((A + A.T) * x).T),  # a row is no column
    ("disagrees", sp.Trace(A * B), A, B),  # the transpose is missing
    ("agrees", sp.Trace(A * B), A, B.T),
    ("disagrees", sp.log(sp.Determinant(A)), A, A.I),
    ("agrees", sp.log(sp.Determinant(A)), A, A.I.T),
    ("agrees", t**2 * sp.Trace(A), t, 2 * t * sp.Trace(A)),
    ("agrees", P * x, x, P),  # a Jacobian
    ("disagrees", P * x, x, P.T),
    ("undecided", sp.Trace(A * sp.log(-1 - t**2)), t, sp.Trace(A)),  # nowhere real
    ("disagrees", sp.Trace(A), A, (1 + sp.Rational(1, 10**5)) * sp.Identity(n)),
    ("agrees", sp.Integer(7), A, sp.ZeroMatrix(n, n)),
]


@pytest.mark.parametrize(("status", "value", "wrt", "answer"), CASES)
def test_verdicts(status: str, value: sp.Basic, wrt: sp.Basic, answer: sp.Basic) -> None:
    assert check_matrix(value, wrt, answer).status == status


def test_facts_choose_the_points() -> None:
    facts = {"A": frozenset({"symmetric"})}

    assert check_matrix(square, x, 2 * A * x, facts).status == "agrees"
    for sample in samples([square], facts):
        np.testing.assert_array_equal(sample.values[A], np.swapaxes(sample.values[A], 1, 2))


def test_a_kink_is_passed_over() -> None:
    size = ElementwiseApplyFunction(sp.Lambda(u, sp.Abs(u)), x)
    loss = sp.Trace(sp.OneMatrix(1, n) * size)
    signs = ElementwiseApplyFunction(sp.Lambda(u, sp.sign(u)), x)

    assert check_matrix(loss, x, signs).status == "agrees"


def test_sizes_tell_a_transpose() -> None:
    chosen = [sample.sizes for sample in samples([P], {})]

    assert all(sizes[m] != sizes[n] for sizes in chosen)
    assert len({(sizes[m], sizes[n]) for sizes in chosen}) > 1


def test_equal_formulas() -> None:
    assert check_equal_matrices((A * B).T, B.T * A.T)
    assert check_equal_matrices(sp.Trace(A * B), sp.Trace(B * A))

    report = check_equal_matrices(A * B, B * A)

    assert report.status == "disagrees"
    assert report.worst is not None
    assert report.worst.component.startswith("entry (")
