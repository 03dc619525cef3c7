"""The projection onto a subspace that several vectors span."""

from __future__ import annotations

import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc.derivation import Derivation
from symcalc.errors import ShapeError, UnsupportedError
from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.lessons import asked
from symcalc.tutor.linear.claims import Same, line, step
from symcalc.tutor.linear.echelon import eliminated
from symcalc.tutor.linear.given import Given, column, written
from symcalc.tutor.linear.normal import Normal, coefficients, full
from symcalc.tutor.linear.numbers import is_zero, tidy
from symcalc.tutor.linear.orthogonal import quotient
from symcalc.tutor.linear.rows import cell
from symcalc.tutor.linear.several_vectors import listed, need_numbers, several
from symcalc.tutor.linear.vector_lines import letter
from symcalc.tutor.words.least_squares import CHECKS, FAILS, HINTS, REMARKS, TOLD
from symcalc.writing.text import text


def onto_span(x: Given, onto: Given) -> Derivation:
    """The point of the span that is nearest to x, and the rest, orthogonal to all of it.

    Raises
    ------
    ShapeError
        If the vectors and x have different lengths.
    UnsupportedError
        If there are letters, or all vectors are 0.
    """
    point, given = column(x, "x"), several(onto)
    if given.rows != point.rows:
        what = FAILS["length"].format(x=point.rows, y=given.rows)
        raise ShapeError(what, hint=HINTS["length"])
    need_numbers(point, given)
    kept = eliminated(given).pivots
    if not kept:
        raise UnsupportedError(FAILS["zero"], hint=HINTS["zero"])
    a = Matrix(given.extract(list(range(given.rows)), list(kept)))
    found = Normal.of(a, Matrix(point), coefficients(a.cols))
    rest = found.residual
    left_out = [text(full(given.col(j))) for j in range(given.cols) if j not in kept]
    told = TOLD["dropped"].format(names=", ".join(left_out)) if left_out else ""
    over = Notation("difference", (full(point), full(found.fitted)), expr=rest)
    columns = [Matrix(a.col(j)) for j in range(a.cols)]
    image = Matrix([tidy(rest.dot(v)) for v in columns])
    zeros = Matrix(sp.zeros(a.cols, 1))
    whole = Matrix(found.fitted + rest)
    p, r = letter("p"), letter("r")
    return Derivation(
        asked("projection", p, x=written(x), onto=listed(onto)),
        p,
        full(found.fitted),
        (
            step("span-columns", line(letter("A"), full(a)), told=told),
            *(_added(found, columns) if _orthogonal(columns) else _solved(found)),
            step("span-rest", line(r, over, full(rest))),
            found.orthogonal("span-orthogonal"),
        ),
        remarks=_remarks(found, given, len(kept)),
        claims=(Same(((image, zeros), (whole, Matrix(point))), "addition", CHECKS["span"]),),
        told=sp.Matrix(found.fitted),
    )


def _orthogonal(columns: list[Matrix]) -> bool:
    return all(is_zero(u.dot(v)) for k, u in enumerate(columns) for v in columns[:k])


def _added(found: Normal, columns: list[Matrix]) -> list[Step]:
    """The projections onto orthogonal vectors, added."""
    x = found.right
    shares = [tidy(x.dot(v) / v.dot(v)) for v in columns]
    told = [
        f"x·a_{k + 1}/(a_{k + 1}·a_{k + 1}) = {quotient(tidy(x.dot(v)), tidy(v.dot(v)))}"
        for k, v in enumerate(columns)
    ]
    parts = [
        Notation("product", (cell(c), full(v)), expr=Matrix(c * v))
        for c, v in zip(shares, columns, strict=True)
    ]
    put = parts[0] if len(parts) == 1 else Notation("sum", tuple(parts), expr=found.fitted)
    after = line(letter("p"), put, full(found.fitted))
    return [step("sum-of-projections", after, shares=", ".join(told))]


def _solved(found: Normal) -> list[Step]:
    """The normal equations, and A c."""
    image = Notation("product", (full(found.matrix), full(found.solution)), expr=found.fitted)
    return [
        *found.products("x"),
        *found.solving(),
        found.read("shares"),
        step("span-projection", line(letter("p"), image, full(found.fitted))),
    ]


def _remarks(found: Normal, given: Matrix, count: int) -> tuple[str, ...]:
    told = []
    if count < given.cols:
        told.append(REMARKS["count"].format(count=count, n=given.cols))
    if found.squares == 0:
        told.append(REMARKS["inside"])
    elif all(map(is_zero, found.fitted)):
        told.append(REMARKS["outside"])
    return tuple(told)
