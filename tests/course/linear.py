"""Values of formulas, vectors, matrices and eigenvalues."""

from __future__ import annotations

from typing import Any

import sympy as sp

import symcalc as sc

from . import Asked, Row, Said

A, B = "[[1,2,3],[4,5,6]]", "[[7,8],[9,10],[11,12]]"
D, E = "[[1,2],[3,4]]", "[[5,6],[7,8]]"


def values(row: Row) -> Any:
    """The formula of the row at its points."""
    return sc.evaluate(row.formula, at=row.at)


def product(row: Row) -> Any:
    """The product of the two matrices."""
    at = row.at or {"A": A, "B": B}
    return sc.evaluate("A*B", at=at)


def scaled(row: Row) -> list[list[Any]]:
    """Eigenvectors with their first entries 1."""
    return [list(v / v[0]) for v in sc.eigenvalues(row.formula).vectors]


def of_quadratics(_row: Row) -> list[Any]:
    """The condition numbers of two Hessians."""
    forms = ("x^2 + y^2", "x^2 + 100y^2")
    return [sc.condition(sc.hessian(form).answer).answer for form in forms]


def layer(_row: Row) -> tuple[int, int]:
    """The shape of X W + b."""
    at = {"X": [[1.0] * 784] * 32, "W": [[0.0] * 256] * 784, "b": [0.0] * 256}
    return sc.evaluate("X*W+b", at=at).answer.shape


def shapes(_row: Row) -> Said:
    """The shape of a product, of 2 × 3 and 3 × 4."""
    d = sc.evaluate("A B", at={"A": [[1] * 3] * 2, "B": [[1] * 4] * 3})
    line = "Each entry is a row of the first times a column of the second. The shape is (2, 4)."
    return Said(d.text(), (line,))


def geometric(_row: Row) -> Said:
    """The scalar product by lengths and the angle."""
    return Said(
        sc.dot("(1, 2)", "(3, 4)").text(), ("x · y = ‖x‖ · ‖y‖ · cos(θ) = √5·5 cos(θ) = 11",)
    )


def eigenpair(_row: Row) -> Said:
    """A v = λ v."""
    text = sc.eigenvalues("[[2, 1], [1, 2]]").text()
    return Said(text, ("A·v = [[2, 1], [1, 2]] [1, 1] = [3, 3] = 3 [1, 1]",))


def decomposition(_row: Row) -> Said:
    """A = QΛQ⁻¹."""
    text = sc.eigenvalues("[[2, 1], [1, 2]]").text()
    return Said(text, ("A = Q·Λ Q⁻¹ = [[1, 1], [−1, 1]] [[1, 0], [0, 3]] [[1, 1], [−1, 1]]⁻¹",))


def of_a_product(_row: Row) -> sp.Expr:
    """The largest eigenvalue of a product of two matrices that have the eigenvalue 1 alone."""
    factors = {"A": [[1, 4], [0, 1]], "B": [[1, 0], [4, 1]]}
    assert all(sc.eigenvalues(factor).answer == (1, 1) for factor in factors.values())
    return max(sc.eigenvalues(sc.evaluate("A*B", at=factors).answer).answer)


ROWS: dict[str, Asked] = {
    **dict.fromkeys(("001-02-linear", "001-02-quad", "001-04-values-x2"), values),
    "001-34-exp-exact": values,
    "001-28-eigenvalues": lambda row: sc.eigenvalues(row.formula),
    "001-28-condition": lambda row: sc.condition(row.formula),
    "004-hessian-eig": lambda row: sc.eigenvalues(row.formula),
    "004-hessian-cond": lambda row: sc.condition(row.formula),
    "004-ex1-cond": lambda row: sc.condition(row.formula),
    "004-ex5-cond": of_quadratics,
    "004-vec-add": values,
    "004-vec-scale": values,
    "004-vec-dot": lambda row: sc.dot(row.at["x"], row.at["y"]),
    "004-vec-norm": lambda row: sc.norm(row.at["x"]),
    "004-vec-unit": lambda row: sc.unit(row.at["x"]),
    "004-vec-unit-length": values,
    "004-vec-angle": lambda row: sc.angle(row.at["x"], row.at["y"], unit="degrees"),
    "004-dot-cases": lambda row: [sc.dot(row.at["x"], y).answer for y in row.at["y"]],
    "004-dot-geometric": geometric,
    "004-mat-product": product,
    "004-mat-c00": lambda row: product(row).answer[0, 0],
    "004-mat-transpose": values,
    "004-mat-hadamard": lambda row: sc.evaluate(row.formula, at={"D": D, "E": E}),
    "004-mat-shape-rule": shapes,
    "004-mat-layer-shape": layer,
    "004-eig-values": lambda row: sc.eigenvalues(row.formula),
    "004-eig-vectors": scaled,
    "004-eig-def": eigenpair,
    "004-eig-cond": lambda row: sc.condition("[[4,2],[2,3]]"),
    "004-iv-eigendecomp": decomposition,
    "004-iv-eigen-product": of_a_product,
}
MISPRINTS: dict[str, Asked] = {}
