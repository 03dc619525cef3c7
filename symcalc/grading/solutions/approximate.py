"""Solutions that are given in decimals: right to the digits that are written."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.points.numbers import slack
from symcalc.grading.solutions.comparing import Sought
from symcalc.grading.solutions.conditions import Compare, Point, atoms, sign_here
from symcalc.grading.solutions.space import Met
from symcalc.notation import Notation
from symcalc.tutor.extrema.numbers import decimals

Halves = dict[sp.Expr, sp.Rational]  # a number as it is written, and half of its last digit


def approximates(question: Sought, node: Notation, found: Met) -> bool:
    """Whether every solution that is lost stands beside one that is gained, rounded."""
    written = dict(_decimals(node))
    if not written or question.parameters or question.scope.ranges or not found.proof:
        return False
    if not found.lost or len(found.lost) != len(found.gained):
        return False
    left = list(found.lost)
    for point in found.gained:
        near = next((p for p in left if _near(p, point, written)), None)
        if near is None:
            return False
        left.remove(near)
    return True


def perhaps(question: Sought, node: Notation, found: Met) -> bool:
    """Whether what seems to be none may be a solution that is rounded: the sides cross there."""
    if found.proof or not found.gained or not question.one or question.parameters:
        return False
    written, (x,) = dict(_decimals(node)), question.scope.unknowns
    return any(_crosses(question, x, point[x], written) for point in found.gained)


def _crosses(question: Sought, x: sp.Symbol, value: sp.Expr, written: Halves) -> bool:
    half = written.get(abs(value))
    if half is None:
        return False
    for atom in atoms(question.condition):
        if isinstance(atom, Compare) and atom.sign == "=":
            signs = {sign_here(atom.gap, {x: value + side * half}) for side in (-1, 1)}
            if signs != {1} and signs != {-1}:
                return True
    return False


def _near(right: Point, told: Point, written: Halves) -> bool:
    for x, value in told.items():
        exact = decimals(right[x])
        half = written.get(abs(value))
        if exact is None or (half is None and right[x] != value):
            return False
        if half is not None and abs(exact - value) > half:
            return False
    return True


def decimals_of(node: Notation) -> Halves:
    """Every number with a point, with how far it may be off."""
    return dict(_decimals(node))


def _decimals(node: Notation) -> Iterator[tuple[sp.Expr, sp.Rational]]:
    for part in node.walk():
        half = slack(part, part.expr) if part.head == "number" else 0
        if half:
            yield part.expr, half
