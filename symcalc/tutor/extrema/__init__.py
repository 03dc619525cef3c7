"""Extrema: critical points and their kinds, with and without constraints; convexity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.formula import Question, natural_order
from symcalc.notation import Notation
from symcalc.scope import need_slope
from symcalc.tutor.extrema.answering import all_varied, parameters
from symcalc.tutor.extrema.constraints import Constraint, constraints_of
from symcalc.tutor.extrema.convexity import convexity as of_curvature
from symcalc.tutor.extrema.interval import on_interval
from symcalc.tutor.extrema.kinked import of_kinked
from symcalc.tutor.extrema.kkt import on_inequalities
from symcalc.tutor.extrema.lagrange import on_equations
from symcalc.tutor.extrema.open_range import on_open_range, open_range
from symcalc.tutor.extrema.records import Function
from symcalc.tutor.extrema.sets import convex_set, is_set
from symcalc.tutor.extrema.several import of_several
from symcalc.tutor.extrema.whole_line import on_the_line
from symcalc.tutor.words.extrema import SAYS
from symcalc.writing.text import text

__all__ = ["bent", "convexity", "extrema", "optimised"]

MOST = 6  # variables
# Their slope is 0 beside their jumps.
JUMPING = ("floor", "ceil", "sign", "heaviside")
Points = Sequence[Mapping[sp.Symbol, sp.Expr]]


def extrema(
    body: Notation,
    wrt: Sequence[sp.Symbol] = (),
    subject_to: Sequence[Notation] = (),
    wanted: str = "",
    *,
    bends: bool = False,
) -> Derivation:
    """Critical points and their kinds, where the constraints hold.

    Parameters
    ----------
    body : Notation
        A scalar formula.
    wrt : sequence of sympy.Symbol
        The variables; all letters of the formula and its constraints, if left out.
    subject_to : sequence of Notation
        Equations, inequalities, or x ∈ [a, b] for one variable.
    wanted : str
        "minimum" or "maximum" where that alone is asked for: it comes first.
    bends : bool
        Whether inflections that are no critical points are part of the answer.

    Raises
    ------
    UnsupportedError
        If the formula or a constraint is of a kind that cannot be worked out.
    TooLargeError
        If there are too many variables or constraints.

    Examples
    --------
    >>> from symcalc.reading import read
    >>> extrema(read("x^2 - 4x")).answer
    (({x: 2}, -4, 'minimum'),)
    """
    letters = body.symbols.union(*(node.symbols for node in subject_to))
    chosen = tuple(wrt) or natural_order(letters) or (sp.Symbol("x"),)
    function = replace(_function(body, chosen), wanted=wanted)
    told = _extrema(function, subject_to, bends=bends)
    return told if wrt else replace(told, remarks=(*told.remarks, *all_varied(chosen)))


def _extrema(named: Function, subject_to: Sequence[Notation], *, bends: bool) -> Derivation:
    between = [node for node in subject_to if node.head == "element"]
    if between:
        return _between(named, between, subject_to)
    inside = open_range(named, subject_to)
    if inside is not None:
        return on_open_range(named, inside, subject_to)
    constraints = constraints_of(subject_to, named.wrt)
    for c in constraints:
        _need(c, named.wrt)
    if any(not c.equality for c in constraints):
        return on_inequalities(named, constraints, subject_to)
    if constraints:
        return on_equations(named, constraints, subject_to)
    if len(named.wrt) == 1 and not parameters(named):
        return on_the_line(named, bends=bends)
    kinked = of_kinked(named)
    return of_several(named) if kinked is None else kinked


def convexity(body: Notation, wrt: Sequence[sp.Symbol] = ()) -> Derivation:
    """Whether a formula is convex: "convex", "concave", "affine", "neither" or "undecided".

    Equations and inequalities describe a set: "convex", "not convex" or "undecided".

    Examples
    --------
    >>> from symcalc.reading import read
    >>> convexity(read("x^2 + y^2")).answer
    'convex'
    """
    if is_set(body):
        return convex_set(body, wrt)
    letters = tuple(wrt) or natural_order(body.symbols) or (sp.Symbol("x"),)
    told = of_curvature(_function(body, letters))
    return told if wrt else replace(told, remarks=(*told.remarks, *all_varied(letters)))


def optimised(question: Question, _points: Points) -> Derivation:
    """The answer to a question about extrema."""
    bends = "inflection" in question.text.lower()
    return extrema(question.body, question.wrt, question.subject_to, question.method, bends=bends)


def bent(question: Question, _points: Points) -> Derivation:
    """The answer to a question about convexity."""
    return convexity(question.body, question.wrt)


def _function(body: Notation, wrt: tuple[sp.Symbol, ...]) -> Function:
    matrix = next((part.parts[0] for part in body.walk() if _of_matrices(part)), None)
    if matrix is not None:
        matrix = matrix.parts[0] if matrix.head == "abs" else matrix
        what = SAYS["matrix-norm"].format(inner=text(matrix))
        raise UnsupportedError(what, where=text(body), hint=SAYS["matrix-norm-hint"])
    need_slope(body, wrt)
    if any(part.head in JUMPING for part in body.walk()):
        raise UnsupportedError(SAYS["steps"].format(f=text(body)))
    if len(wrt) > MOST:
        names = ", ".join(s.name for s in wrt)
        raise TooLargeError(SAYS["many-variables"].format(names=names, most=MOST))
    return Function.of(body, wrt)


def _of_matrices(node: Notation) -> bool:
    """Whether it is a norm, ‖A x − b‖, of a product with a capital letter."""
    if node.head not in ("norm", "abs") or (node.head == "abs" and node.parts[0].head != "abs"):
        return False
    products = (part for part in node.walk() if part.head == "product")
    return any(p.head == "name" and p.text.isupper() for one in products for p in one.parts)


def _need(constraint: Constraint, wrt: Sequence[sp.Symbol]) -> None:
    need_slope(constraint.gap, wrt)


def _between(
    named: Function, between: Sequence[Notation], subject_to: Sequence[Notation]
) -> Derivation:
    """On a closed interval of the only variable."""
    (node, *others) = between
    variable, interval = node.parts
    plain = variable.head == "name" and interval.head == "interval"
    if others or len(subject_to) > 1 or named.wrt != (variable.expr,) or not plain:
        raise UnsupportedError(
            SAYS["one-interval"].format(text=text(node)), hint=SAYS["one-interval-hint"]
        )
    low, high = (part.expr for part in interval.parts)
    return on_interval(named, low, high)
