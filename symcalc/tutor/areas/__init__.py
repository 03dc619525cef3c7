"""Areas between curves, average values, lengths of curves and volumes of revolution."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.tutor.areas.average import average
from symcalc.tutor.areas.between import Region, enclosed
from symcalc.tutor.areas.lengths import arc_length
from symcalc.tutor.areas.parts import limits_of
from symcalc.tutor.areas.polar import is_polar, swept
from symcalc.tutor.areas.solids import revolution

__all__ = ["KINDS", "arc_length", "area", "average", "limits_of", "measured", "revolution"]

Points = Sequence[Mapping[sp.Symbol, sp.Expr]]
# By the kind of a question: what works it out, of a formula on an interval.
ON_INTERVALS: dict[str, Callable[..., Derivation]] = {"average": average, "arc-length": arc_length}
KINDS = (*ON_INTERVALS, "area", "revolution")


def measured(question: Question, _points: Points = ()) -> Derivation:
    """The answer to a question of one of these kinds."""
    low, high = limits_of(question.subject_to)
    if question.kind in ON_INTERVALS:
        (x,) = question.wrt
        return ON_INTERVALS[question.kind](question.body, x, low, high)
    curves = question.body.parts
    if question.kind == "area":
        return area(curves, low, high, next(iter(question.wrt), None))
    at = next((node.expr for _, node in question.given), sp.S.Zero)
    return revolution(curves, low, high, question.method or "x", at)


def area(
    curves: Sequence[Notation],
    low: sp.Expr | None = None,
    high: sp.Expr | None = None,
    wrt: sp.Symbol | None = None,
) -> Derivation:
    """The area between curves, or of what a curve r = f(θ) sweeps; see `Region`.

    Examples
    --------
    >>> from symcalc.reading import read
    >>> area([read("x^2"), read("x")]).answer
    1/6
    >>> area([read("r = 1 + cos(theta)")]).answer
    3*pi/2
    """
    if is_polar(curves):
        return swept(curves[0], low, high)
    return enclosed(Region(curves, low, high, wrt))
