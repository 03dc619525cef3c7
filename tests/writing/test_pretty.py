"""Formulas in several lines, as on paper."""

from __future__ import annotations

from textwrap import dedent

import pytest

from symcalc.reading import read
from symcalc.writing.pretty import pretty

PICTURES = [
    ("x^2 sin(3x) + e^(-x)", "x² sin(3x) + e⁻ˣ"),  # one line is enough
    ("x_1 + y_hat + z_max + w_B", "x₁ + ŷ + zₘₐₓ + w_B"),
    ("log_2(x) + x^(n-1)", "log₂(x) + xⁿ⁻¹"),
    ("{1/2,}", "⎧1⎫\n⎨─⎬\n⎩2⎭"),  # read back it needs its comma, on paper it does not
    (
        "(x+1)/(2x) - 1",
        """
        x + 1
        ───── − 1
         2x
        """,
    ),
    (
        "1/(1 + 1/x)",
        """
          1
        ─────
            1
        1 + ─
            x
        """,
    ),
    (
        "((x+1)/2)^2 y",
        """
        ⎛x + 1⎞²
        ⎜─────⎟  y
        ⎝  2  ⎠
        """,
    ),
    (
        "e^(-x^2)",
        """
         −x²
        e
        """,
    ),
    (
        "sqrt((x+1)/2) + sqrt(2)",
        """
            ______
           ╱ x + 1
          ╱  ───── + √2
        ╲╱     2
        """,
    ),
    (
        "root(x + 1, 5)",
        """
        5 ______
        ╲╱ x + 1
        """,
    ),
    (
        "∫_0^1 x² dx",
        """
        ⌠1
        ⎮  x² dx
        ⌡0
        """,
    ),
    (
        "∑_(k=0)^n x^k/k!",
        """
         n  xᵏ
         ∑  ──
        k=0 k!
        """,
    ),
    (
        "lim_(x→0+) 1/x",
        """
             1
        lim  ─
        x→0⁺ x
        """,
    ),
    (
        "d²/dx² x³",
        """
        d²
        ─── x³
        dx²
        """,
    ),
    (
        "[x²]_0^1",
        """
            1
        [x²]
            0
        """,
    ),
    (
        "{x if x > 0; −x otherwise}",
        """
        ⎧x   if x > 0
        ⎩−x  otherwise
        """,
    ),
    (
        "y = x²; = 2x",
        """
        y = x²
          = 2x
        """,
    ),
    (
        "[[a, b], [c, d]]ᵀ [1, 1/2]",
        """
                ⎡1⎤
                ⎢ ⎥
        ⎡a  b⎤ᵀ ⎢1⎥
        ⎣c  d⎦  ⎢─⎥
                ⎣2⎦
        """,
    ),
    (
        "det([[a, b], [c, d]])",
        """
        │a  b│
        │c  d│
        """,
    ),
    (
        "binomial(n, k)",
        """
        ⎛n⎞
        ⎜ ⎟
        ⎝k⎠
        """,
    ),
]


@pytest.mark.parametrize(("typed", "picture"), PICTURES)
def test_how_formulas_look(typed: str, picture: str) -> None:
    assert pretty(read(typed)) == dedent(picture).strip("\n")
