"""Verbs on matrix formulas that SymPy holds: answers in the user's own symbols."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp

import symcalc as sc
from symcalc.checking.matrices import check_equal_matrices
from symcalc.errors import ShapeError

m, n = sp.symbols("m n")
A = sp.MatrixSymbol("A", n, n)
B = sp.MatrixSymbol("B", 3, 3)
M = sp.MatrixSymbol("M", m, n)
x = sp.MatrixSymbol("x", n, 1)
u = sp.MatrixSymbol("u", 3, 1)
y = sp.MatrixSymbol("y", m, 1)

GRADIENTS: list[tuple[sp.Basic, Any, sp.Basic]] = [
    (x.T * A * x, x, A * x + A.T * x),
    (u.T * B * u, u, B * u + B.T * u),
    (u.T * B * u, B, u * u.T),
    (sp.Trace(A * A.T), A, 2 * A),
    (sp.Trace(B * B.T), [B], 2 * B),
    (sp.Trace(B * B.T), "B", 2 * B),
    (sp.log(sp.Determinant(A)), A, A.I.T),
    ((M * x - y).T * (M * x - y), x, 2 * M.T * (M * x - y)),
]


@pytest.mark.parametrize(("formula", "wrt", "answer"), GRADIENTS, ids=str)
def test_gradients(formula: sp.Basic, wrt: Any, answer: sp.Basic) -> None:
    told = sc.gradient(formula, wrt)

    assert check_equal_matrices(told.answer, answer).status == "agrees"
    assert told.answer.free_symbols <= formula.free_symbols


def test_answers_mix_with_the_symbols_of_the_user() -> None:
    w = sp.MatrixSymbol("W", *sp.symbols("k n"))
    told = sc.gradient("tr(W^T W)", "W", shapes="W: (k, n)").answer

    assert told - 2 * w == sp.ZeroMatrix(*w.shape)
    assert told.subs(w, sp.Identity(4)).shape == (4, 4)


def test_symbols_with_assumptions_come_back() -> None:
    k = sp.Symbol("k", integer=True, positive=True)
    c = sp.MatrixSymbol("C", k, k)

    assert sc.gradient(sp.Trace(c), c).answer == sp.Identity(k)


def test_the_other_verbs() -> None:
    v = sp.MatrixSymbol("v", n, 1)

    assert sc.jacobian(M * x, x).answer == M
    assert check_equal_matrices(sc.hessian(x.T * A * x, x).answer, A + A.T).status == "agrees"
    assert check_equal_matrices(sc.hvp(x.T * x, x, "v").answer, 2 * v).status == "agrees"
    assert sc.gradient(u.T * u, u, at={"u": [1, 2, 3]}).value == sp.Matrix([2, 4, 6])


def test_compile_and_backprop() -> None:
    kernel = sc.compile(u.T * B * u, wrt=[u])
    entries, column = np.arange(9.0).reshape(3, 3), np.array([1.0, 2.0, 3.0])

    assert kernel(entries, column) == pytest.approx(column @ entries @ column)
    told = sc.backprop(u.T * u, "u", at={"u": [1, 2, 3]})
    assert np.ravel(told.value) == pytest.approx([2, 4, 6])


def test_entries_are_numbers() -> None:
    told = sc.gradient(sp.Symbol("a") ** 2 * sp.Symbol("b"), "a")

    assert told.answer.shape == (1, 1)


def test_what_is_no_number_has_no_gradient() -> None:
    with pytest.raises(ShapeError, match="one number"):
        sc.gradient(A * x, x)
