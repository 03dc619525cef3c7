"""The matrix of a quadratic form: 3x² + 4xy + 5y² is xᵀAx with A = [[3, 2], [2, 5]]."""

from __future__ import annotations

import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.formula import natural_order
from symcalc.tutor.linear.given import Given
from symcalc.tutor.words.linear_fails import FAILS, HINTS


def form_of(found: sp.ImmutableMatrix, given: Given) -> sp.ImmutableMatrix:
    """The matrix of a formula that stands without brackets; what is a matrix is itself.

    >>> form_of(sp.ImmutableMatrix([[sp.sympify("3*x**2 + 4*x*y")]]), "3x^2 + 4x y")
    Matrix([
    [3, 2],
    [2, 0]])

    Raises
    ------
    UnsupportedError
        If the formula is no quadratic form.
    """
    bare = isinstance(given, str) and not any(mark in given for mark in "[\\")
    if not bare or found.shape != (1, 1) or not found.free_symbols:
        return found
    letters = natural_order(found.free_symbols)
    form = sp.expand(found[0])
    degrees = (
        {sum(powers) for powers in sp.Poly(form, *letters).monoms()}
        if form.is_polynomial(*letters)
        else set()
    )
    if degrees != {2}:
        raise UnsupportedError(FAILS["form"].format(f=form), hint=HINTS["form"])
    return sp.ImmutableMatrix(sp.hessian(form, letters) / 2)
