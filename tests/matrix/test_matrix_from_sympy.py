"""Matrix expressions of SymPy: they mean the same as the formula in text."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp
from interpret_values import NUMBERS, values_of

from symcalc import errors
from symcalc.matrix.evaluate import evaluate
from symcalc.matrix.interpret import interpreted

M, N, S = sp.symbols("m n s")
A, X, Y = (
    sp.MatrixSymbol(name, *shape) for name, shape in (("A", (N, N)), ("X", (M, N)), ("Y", (M, N)))
)
U, V, L = (sp.MatrixSymbol(name, rows, 1) for name, rows in (("u", N), ("v", N), ("l", M)))
R = sp.MatrixSymbol("R", 2, 2)
FROM_SYMPY = [
    # SymPy                                    the same as text
    (U.T * A * U, "u^T A u"),
    ((U.T * A * V)[0, 0], "u^T A v"),
    ((U.T * U)[0, 0], "u^T u"),
    (sp.log(sp.Determinant(A)), "log det A"),
    (sp.log(sp.Abs(sp.Determinant(A))) * 2, "2 logdet(A)"),
    (sp.Determinant(A) ** 2, "det(A)^2"),
    (sp.Trace(A * A.T) + S * N, "tr(A A^T) + s n"),
    (A.inverse() * U, "A^-1 u"),
    (A**2, "A A"),
    (A**-3, "A^-3"),
    (2 * X * U - L, "2 X u - l"),
    (sp.HadamardProduct(X, Y), "X ⊙ Y"),
    (sp.HadamardPower(X, 3), "X.^3"),
    (sp.HadamardPower(X, S), "X.^s"),
    (X.applyfunc(sp.exp), "exp(X)"),
    (X.applyfunc(sp.Lambda(S, S * sp.sin(S))), "X ⊙ sin(X)"),
    (X.applyfunc(sp.Lambda(S, 1 / (1 + sp.exp(-S)))), "sigmoid(X)"),
    (sp.sqrt(sp.Trace(X.T * X)), "‖X‖_F"),
    (1 / (1 + sp.exp(-(U.T * V)[0, 0])), "sigmoid(u^T v)"),
    (A + S * sp.Identity(N), "A + s I"),
    (sp.OneMatrix(1, N) * U, "sum(u)"),
    (U + sp.ZeroMatrix(N, 1), "u"),
    (sp.DiagMatrix(U) * V, "u ⊙ v"),
    (sp.BlockMatrix([[A, A], [A, A]]), "[A, A; A, A]"),
    (R[0, 1] * R[1, 0], "(1/2) (sum(R)^2 - sum(R.^2) - 2 rest)"),
    (sp.Matrix([[1, S], [S, 2]]), "[1, s; s, 2]"),
    (sp.sin(S) ** 2 + S, "sin(s)^2 + s"),
]


@pytest.mark.parametrize(("expr", "text"), FROM_SYMPY, ids=[str(row[1]) for row in FROM_SYMPY])
def test_sympy_means_the_same_as_text(expr: Any, text: str) -> None:
    formula = interpreted(expr)
    values = values_of(formula)
    rest = {"rest": 0.0}
    if "R" in values:
        r = values["R"]
        rest["rest"] = ((r.sum() ** 2 - (r * r).sum()) / 2) - r[0, 1] * r[1, 0]
    same = interpreted(text, "A: (n, n), X: (m, n), Y: (m, n), u: n, v: n, l: m, R: 2x2, rest: ()")

    got = np.asarray(evaluate(formula.term, values, NUMBERS))
    want = np.asarray(evaluate(same.term, values | rest, NUMBERS))
    assert got.shape == want.shape
    np.testing.assert_allclose(got, want, rtol=1e-12)


REFUSED = [
    (sp.KroneckerProduct(A, A), "KroneckerProduct of SymPy cannot be read yet"),
    (A ** sp.Symbol("k"), "the power k of a matrix cannot be read yet"),
    (
        sp.Derivative(sp.Trace(A), A, evaluate=False),
        "derivative beside matrices cannot be read yet",
    ),
    (sp.Function("f")(S) + sp.Trace(A), "f beside matrices cannot be read yet"),
    (sp.Eq(S, 1), "Equality of SymPy cannot be read yet"),
    (A[S, 0], "the entry A[s, 0] cannot be read yet"),
    (sp.Sum(S, (S, 1, 3)), "a sum over an index cannot be read yet"),
]


@pytest.mark.parametrize(("expr", "message"), REFUSED, ids=[row[1] for row in REFUSED])
def test_what_of_sympy_is_refused(expr: Any, message: str) -> None:
    with pytest.raises(errors.UnsupportedError) as caught:
        interpreted(expr)
    assert caught.value.what == message
