"""Rounded values behind ≈."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.kinds.rounded import numbers_of
from symcalc.grading.points.numbers import digits_of
from symcalc.grading.policy import Policy
from symcalc.grading.shapes import paired
from symcalc.grading.told import Told
from symcalc.grading.working.ending import ending
from symcalc.notation import Notation
from symcalc.primitives import replace_nodes
from symcalc.writing.text import text

MOST = 12  # decimals in a formula
FIGURES = 2  # decimals each of them has to have
DECIMAL = re.compile(r"\d+\.(\d+)")


def is_about(asked: Asked, node: Notation) -> bool:
    """Whether a solved line has the solutions, rounded."""
    found = ending(asked, Told(text(node), node), Policy())
    return found.note == "rounded" and found.status == "partial"


def is_rounded(node: Notation, value: sp.Basic, figures: int = 1) -> bool:
    """Whether a decimal, or each of a vector, is a number rounded, or cut off, at its last digit.

    Each of several decimals that are added may be rounded; `figures` have to be written of one.

    >>> from symcalc.reading import read
    >>> is_rounded(read("0.33"), sp.Rational(1, 3)), is_rounded(read("0.34"), sp.Rational(1, 3))
    (True, False)
    >>> is_rounded(read("[0.33, 1]"), sp.Matrix([sp.Rational(1, 3), 1]))
    True
    """
    pairs, parts = paired(value, node.expr), numbers_of(node)
    if pairs is None or len(pairs) != len(parts):
        return False
    off = [(part, right) for part, (right, _) in zip(parts, pairs, strict=True)]
    off = [(part, right) for part, right in off if part.expr != right]
    written = any(_is_written(part, figures) for part, _ in off)
    return written and all(_is_near(part, right) for part, right in off)


def is_of_rounded(node: Notation, value: sp.Basic) -> bool:
    """Whether a formula of decimals comes to a number, as far as these were rounded.

    >>> from symcalc.reading import read
    >>> tanh = sp.tanh(1)
    >>> is_of_rounded(read("2(1 - 0.7616^2)"), 2 * (1 - tanh**2))
    True
    >>> is_of_rounded(read("2(1 - 0.7716^2)"), 2 * (1 - tanh**2))
    False
    """
    decimals = [part for part in node.walk() if DECIMAL.fullmatch(part.text)]
    alone = not node.parts or not decimals or len(decimals) > MOST
    if alone or any(len(part.text.split(".")[1]) < FIGURES for part in decimals):
        return False
    if not (isinstance(node.expr, sp.Expr) and node.expr.is_number and value.is_number):
        return False
    wanted, told = (sp.N(side, 20) for side in (value, node.expr))
    if not (wanted.is_real and told.is_real):
        return False
    reach = sum(abs(sp.N(_shifted(node, part).expr, 20) - told) for part in decimals)
    return bool(abs(wanted - told) <= reach * sp.Rational(11, 10) < abs(told) / 20)


def _shifted(node: Notation, decimal: Notation) -> Notation:
    """The formula with half a unit more in the last place of one of its decimals."""
    unit = sp.Rational(1, 2 * 10 ** len(decimal.text.split(".")[1]))
    moved = Notation("number", (), decimal.text, decimal.expr + unit)
    return replace_nodes(node, lambda part: moved if part is decimal else None)


def _places(node: Notation) -> list[int]:
    """How many decimals each decimal in a number has."""
    found = [DECIMAL.fullmatch(part.text) for part in node.walk() if part.head == "number"]
    return [len(one[1]) for one in found if one]


def _is_written(node: Notation, figures: int) -> bool:
    """Whether so many figures are written, before the point or after it."""
    digits = digits_of(node)
    return max(_places(node), default=0) >= figures or (
        digits is not None and digits.figures >= figures
    )


def _is_near(node: Notation, value: sp.Expr) -> bool:
    digits = _places(node)
    if not digits or node.expr.free_symbols or value.free_symbols:
        return False
    try:
        apart = abs(sp.N(value - node.expr, 20))
    except (TypeError, ValueError):
        return False
    unit = sp.Rational(1, 10 ** max(digits))
    count = len(digits) if node.head in ("sum", "difference") else 1
    cut = abs(node.expr) < abs(sp.N(value, 20))
    return bool(apart.is_real and apart < (unit if cut else unit * sp.Rational(51, 100) * count))
