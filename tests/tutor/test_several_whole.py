"""Three whole derivations about several variables, typed by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import symcalc as sc
from symcalc.derivation import Derivation

JACOBIAN = """\
Jacobian of [x² + y, x·y] with respect to x, y at x = 3, y = 2

  1  Entry (1, 1), partial derivative by x
     Row 1 is for x² + y, column 1 for x. y is held constant.
     ∂/∂x (x² + y)
  2  Sum rule, power rule   (u + v)′ = u′ + v′
     A sum is differentiated term by term.
     = ∂/∂x x² + ∂/∂x y = 2x
     so ∂/∂x (x² + y) = 2x
  3  Entry (1, 2), partial derivative by y
     Row 1 is for x² + y, column 2 for y. x is held constant.
     ∂/∂y (x² + y)
  4  Sum rule   (u + v)′ = u′ + v′
     A sum is differentiated term by term.
     = ∂/∂y x² + ∂/∂y y = 1
     so ∂/∂y (x² + y) = 1
  5  Entry (2, 1), partial derivative by x
     Row 2 is for x·y, column 1 for x. y is held constant.
     ∂/∂x x·y
  6  Constant multiple
     The constant factor y stays in front; x is differentiated.
     = (∂/∂x x)·y = y
     so ∂/∂x x·y = y
  7  Entry (2, 2), partial derivative by y
     Row 2 is for x·y, column 2 for y. x is held constant.
     ∂/∂y x·y
  8  Constant multiple
     The constant factor x stays in front; y is differentiated.
     = x·(∂/∂y y) = x
     so ∂/∂y x·y = x
  9  Jacobian matrix
     A row for each formula, a column for each variable: two formulas and two variables make a \
matrix of shape 2 × 2.

    = [[2x, 1], [y, x]]

    Determinant: 2x·x − y = 2x² − y (the product of the diagonal less the product of the other \
two entries)
    At x = 3, y = 2: [[2·3, 1], [2, 3]] = [[6, 1], [2, 3]]
    Determinant at x = 3, y = 2: 6·3 − 2 = 16 (not 0: near this point the map can be inverted)
"""

DIRECTIONAL = """\
directional derivative of |x| + |y| in the direction [3, 4] with respect to x, y at x = 0, y = 0

 1  Partial derivative by x
    Differentiate with respect to x. y is held constant.
    ∂/∂x (|x| + |y|)
 2  Sum rule, derivative of the absolute value   (u + v)′ = u′ + v′
    A sum is differentiated term by term.
    = ∂/∂x |x| + ∂/∂x |y| = x/|x|
    so ∂/∂x (|x| + |y|) = x/|x|
 3  Partial derivative by y
    Differentiate with respect to y. x is held constant.
    ∂/∂y (|x| + |y|)
 4  Sum rule, derivative of the absolute value   (u + v)′ = u′ + v′
    A sum is differentiated term by term.
    = ∂/∂y |x| + ∂/∂y |y| = y/|y|
    so ∂/∂y (|x| + |y|) = y/|y|
 5  Gradient
    The partial derivatives stand one below the other.
    = [x/|x|, y/|y|]
 6  Unit vector
    The direction v = [3, 4] has length √(3² + 4²) = 5. Divide it by its length.
    [3/5, 4/5]
 7  Directional derivative
    It is the gradient times the unit vector u = [3/5, 4/5], component by component.
    = 3/5·(x/|x|) + 4/5·(y/|y|)

    = 3x/(5 |x|) + 4y/(5 |y|)   for x ≠ 0, y ≠ 0

At x = 0 the derivative does not exist: from the left −1, from the right 1.
At y = 0 the derivative does not exist: from the left −1, from the right 1.

    At x = 0, y = 0: The formula is not differentiable there. Along the unit vector it changes \
at the rate 7/5, in the opposite direction at the rate 7/5; of a differentiable formula the two \
add up to 0.
"""

CHAIN = """\
total derivative of x·y with respect to t where x = t², y = sin(t)

  1  Chain rule for several variables
     The value depends on t through x and y: two terms to add, each an outer derivative times an \
inner one.
     (∂/∂x x·y)·(d/dt t²) + (∂/∂y x·y)·(d/dt sin(t))
  2  Outer derivative by x
     y is held constant.
     ∂/∂x x·y
  3  Constant multiple
     The constant factor y stays in front; x is differentiated.
     = (∂/∂x x)·y = y
     so ∂/∂x x·y = y
  4  Outer derivative by y
     x is held constant.
     ∂/∂y x·y
  5  Constant multiple
     The constant factor x stays in front; y is differentiated.
     = x·(∂/∂y y) = x
     so ∂/∂y x·y = x
  6  Inner derivative by t: power rule   d/dx x^n = n x^(n − 1)
     Here x = t². The exponent 2 comes to the front, and one is taken from it.
     = 2t
  7  Inner derivative by t: derivative of the sine
     Here y = sin(t). The derivative of the sine is the cosine.
     = cos(t)
  8  Put together
     The outer and the inner derivatives are put into the chain rule.
     y·2t + x cos(t)
  9  Back to t
     Put in x = t², y = sin(t).
     sin(t)·2t + t² cos(t)
 10  Tidy up
     Numbers are multiplied and like terms collected.

    = 2t sin(t) + t² cos(t)
"""

WHOLE = [
    (lambda: sc.jacobian("[x^2+y, x*y]", at={"x": 3, "y": 2}), JACOBIAN),
    (lambda: sc.directional("|x| + |y|", direction=[3, 4], at={"x": 0, "y": 0}), DIRECTIONAL),
    (lambda: sc.chain("x y", "x = t^2, y = sin t"), CHAIN),
]


@pytest.mark.parametrize(("asked", "written"), WHOLE, ids=["jacobian", "directional", "chain"])
def test_text(asked: Callable[[], Derivation], written: str) -> None:
    told = asked().text().rpartition("\n\nChecked at")[0]

    assert told == written.rstrip("\n")
