"""Declared shapes: what is read, from text and from a mapping, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from symcalc.errors import ReadingError, SymcalcError, TooLargeError, UnsupportedError
from symcalc.reading.matrices import read_shapes, size

n, k, m = size("n"), size("k"), size("m")
DECLARATIONS = [
    ("W: (k, n), x: n, s: ()", {"W": (k, n), "x": (n,), "s": ()}),
    ("B: 3x4, C: 3×4, D: 3 x 4", dict.fromkeys("BCD", (sp.Integer(3), sp.Integer(4)))),
    ("X: mxn, Y: m x 3, Z: 3xn", {"X": (m, n), "Y": (m, sp.Integer(3)), "Z": (sp.Integer(3), n)}),
    ("A, B: (n, n); x: [n]", {"A": (n, n), "B": (n, n), "x": (n,)}),
    (
        "x: 2k, y: n+1, z: n - 1, v: n^2",
        {"x": (2 * k,), "y": (n + 1,), "z": (n - 1,), "v": (n**2,)},
    ),
    ("W ∈ ℝ^{k×n}, x ∈ ℝ^n, s ∈ ℝ", {"W": (k, n), "x": (n,), "s": ()}),
    (r"\mathbf{W} \in \mathbb{R}^{k \times n}", {"W": (k, n)}),
    (
        r"\theta: n, μ: n, W_{1}: (k, n), ŷ: k",
        {
            "theta": (n,),
            "mu": (n,),
            "W_1": (k, n),
            "y_hat": (k,),
        },
    ),
    ("W: (k,\n n)\nx: n\n", {"W": (k, n), "x": (n,)}),
    ("b: (1, k), x1: (n,), s: scalar", {"b": (sp.Integer(1), k), "x1": (n,), "s": ()}),
    (
        {"W": ("k", "n"), "x": "n", "A": (3, 4), "s": (), "b": 5},
        {
            "W": (k, n),
            "x": (n,),
            "A": (sp.Integer(3), sp.Integer(4)),
            "s": (),
            "b": (sp.Integer(5),),
        },
    ),
    ({"x": (sp.Symbol("n"),)}, {"x": (n,)}),
]


@pytest.mark.parametrize(("given", "shapes"), DECLARATIONS, ids=str)
def test_shapes(given: Any, shapes: dict[str, tuple[sp.Expr, ...]]) -> None:
    assert read_shapes(given) == shapes


BAD_SHAPES = [
    ("x: ‸0", ReadingError),
    ("x: ‸-3", ReadingError),
    ("x: ‸2.5", ReadingError),
    ("x: ‸n - n", ReadingError),
    ("x: n, ‸x: m", ReadingError),
    ("W_1: n, ‸W1: n", ReadingError),
    ("T: ‸(2, 3, 4)", UnsupportedError),
    ("W: (k, ‸x), x: n", ReadingError),
    ("W: k, ‸n", ReadingError),
    ("‸W", ReadingError),
    ("W:‸", ReadingError),
    ("W: ‸(k, n", ReadingError),
    ("W: (k‸; n)", ReadingError),
    ("x ‸n", ReadingError),
    ("‸softmax: n", ReadingError),
    ("‸log: n", ReadingError),
    ("x: ‸2000000", TooLargeError),
    ("x: 3*‸4", ReadingError),
    ("x: n ‸m", ReadingError),
    ("x: ‸vector", ReadingError),
    ("‸x': n", ReadingError),
    ("‸3: n", ReadingError),
    ("‸", ReadingError),
]


@pytest.mark.parametrize(("marked", "kind"), BAD_SHAPES)
def test_bad_shapes(marked: str, kind: type[SymcalcError]) -> None:
    with pytest.raises(kind) as raised:
        read_shapes(marked.replace("‸", ""))

    assert raised.value.position == marked.index("‸")


@pytest.mark.parametrize(
    "given", [{"x": None}, {"x": True}, {"x": "n, y: m"}, {"x": 2.5}, {3: "n"}]
)
def test_bad_mappings(given: Any) -> None:
    with pytest.raises(ReadingError):
        read_shapes(given)
