"""Rounded values behind ≈."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.policy import Policy
from symcalc.grading.told import Told
from symcalc.grading.working.ending import ending
from symcalc.notation import Notation
from symcalc.writing.text import text

DECIMAL = re.compile(r"\d+\.(\d+)")


def is_about(asked: Asked, node: Notation) -> bool:
    """Whether a solved line has the solutions, rounded."""
    found = ending(asked, Told(text(node), node), Policy())
    return found.note == "rounded" and found.status == "partial"


def is_rounded(node: Notation, value: sp.Basic, figures: int = 1) -> bool:
    """Whether a decimal is a number rounded, or cut off, at its last digit.

    Each of several decimals that are added may be rounded; `figures` of each have to be written.

    >>> from symcalc.reading import read
    >>> is_rounded(read("0.33"), sp.Rational(1, 3)), is_rounded(read("0.34"), sp.Rational(1, 3))
    (True, False)
    """
    if node.expr.free_symbols or not isinstance(value, sp.Expr) or value.free_symbols:
        return False
    found = [DECIMAL.fullmatch(part.text) for part in node.walk() if part.head == "number"]
    digits = [len(one[1]) for one in found if one]
    if not digits or max(digits) < figures:
        return False
    try:
        apart = abs(sp.N(value - node.expr, 20))
    except (TypeError, ValueError):
        return False
    unit = sp.Rational(1, 10 ** max(digits))
    count = len(digits) if node.head in ("sum", "difference") else 1
    cut = abs(node.expr) < abs(sp.N(value, 20))
    return bool(apart.is_real and apart < (unit if cut else unit * sp.Rational(51, 100) * count))
