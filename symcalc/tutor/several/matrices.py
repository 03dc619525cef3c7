"""The Jacobian and the Hessian matrix, entry by entry."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Equal
from symcalc.derivation import Derivation
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import build
from symcalc.steps import Step
from symcalc.tutor.diff import Part, Points, differentiated, gathered, noted, partial
from symcalc.tutor.diff import at_points as values_at
from symcalc.tutor.several.determinant import alone, with_determinants
from symcalc.tutor.several.parts import (
    asking,
    claim,
    components,
    counted,
    frame,
    held,
    letter,
    named,
    need_few,
)
from symcalc.tutor.several.placed import Entries, at_points
from symcalc.tutor.words.several import SEVERAL
from symcalc.writing.text import text

Symbols = Sequence[sp.Symbol]


def jacobian(body: Notation, wrt: Symbols, points: Points = ()) -> Derivation:
    """The matrix of all partial derivatives of several formulas.

    Parameters
    ----------
    body : Notation
        m formulas in a list; one formula alone makes one row.
    wrt : sequence of n symbols
        The variables, a column each.
    points : sequence of mappings
        Where to evaluate it, and its determinant if it is square.

    Raises
    ------
    TooLargeError
        If there are more than 64 entries.
    UnsupportedError
        If a part of a formula has no derivative rule, or the body is a matrix itself.
    """
    told, entries = _jacobian(body, wrt)
    return with_determinants(at_points(told, points, entries))


def jacobian_determinant(body: Notation, wrt: Symbols, points: Points = ()) -> Derivation:
    """The determinant of the matrix of all partial derivatives of n formulas in n variables.

    Raises
    ------
    UnsupportedError
        If there are not as many formulas as variables, or more than a person would take.
    """
    kind = "jacobian-determinant"
    told, _ = _jacobian(body, wrt)
    question = Question(kind, body, tuple(wrt), asking("jacobian determinant", body, wrt))
    return values_at(alone(told, question), points)


def _jacobian(body: Notation, wrt: Symbols) -> tuple[Derivation, Entries]:
    """The matrix, and the differentiation behind each entry."""
    formulas = components(body)
    need_few(len(formulas) * len(wrt), "the Jacobian", wrt)
    rows = [[differentiated(f, x, "∂") for x in wrt] for f in formulas]
    frames = [
        frame(
            part, SEVERAL["entry"], **_place(i, j), f=text(f), x=text(x), held=held(x.expr, f, wrt)
        )
        for i, (f, row) in enumerate(zip(formulas, rows, strict=True), 1)
        for j, (x, part) in enumerate(zip(map(notation.name, wrt), row, strict=True), 1)
    ]
    last = _jacobian_step(rows)
    parts = [
        named(part, f"Entry ({i}, {j})")
        for i, row in enumerate(rows, 1)
        for j, part in enumerate(row, 1)
    ]
    told = Derivation(
        Question("jacobian", body, tuple(wrt), asking("jacobian", body, wrt)),
        last.before,
        last.after,
        (*frames, last),
        claims=tuple(map(claim, parts)),
    )
    return noted(told, parts), [[(part,) for part in row] for row in rows]


def hessian(body: Notation, wrt: Symbols, points: Points = ()) -> Derivation:
    """The matrix of the second partial derivatives of one formula, its gradient first.

    Parameters
    ----------
    body : Notation
        The formula as written.
    wrt : sequence of n symbols
        The variables.
    points : sequence of mappings
        Where to evaluate it.

    Raises
    ------
    TooLargeError
        If there are more than 64 entries.
    UnsupportedError
        If the formula is a vector, or a part of it has no derivative rule.
    """
    need_few(len(wrt) ** 2, "the Hessian", wrt)
    first = [differentiated(body, x, "∂") for x in wrt]
    upper = {
        (i, j): differentiated(slope.after, wrt[j], "∂")
        for i, slope in enumerate(first)
        for j in range(i, len(wrt))
    }
    frames = [
        *(partial(part, wrt) for part in first),
        gathered(first),
        *(second_partial(part, first[i], wrt) for (i, _), part in upper.items()),
    ]
    rows = [[upper[min(i, j), max(i, j)] for j in range(len(wrt))] for i in range(len(wrt))]
    last = _hessian_step(first, rows)
    told = Derivation(
        Question("hessian", body, tuple(wrt), asking("hessian", body, wrt)),
        _asked(body, wrt),
        last.after,
        (*frames, last),
        claims=(*map(claim, first), *_both_orders(first, rows)),
    )
    parts = [
        *(named(part, f"The partial derivative by {letter(part.x)}") for part in first),
        *(
            named(part, f"The second partial derivative by {letter(first[i].x)}, {letter(part.x)}")
            for (i, _), part in upper.items()
        ),
    ]
    entries = [
        [(first[min(i, j)], part) for j, part in enumerate(row)] for i, row in enumerate(rows)
    ]
    return at_points(noted(told, parts), points, entries)


def _place(row: int, column: int) -> dict[str, int]:
    return {"row": row, "column": column}


def _matrix(rows: Sequence[Sequence[Notation]]) -> Notation:
    return build("matrix", *(build("vector", *row) for row in rows))


def _jacobian_step(rows: Sequence[Sequence[Part]]) -> Step:
    """All entries put together, and the shape said."""
    words, m, n = SEVERAL["jacobian"], len(rows), len(rows[0])
    explanation = words.explanation.format(
        formulas=counted(m, "formula"), variables=counted(n, "variable"), m=m, n=n
    )
    return Step(
        "jacobian",
        words.title,
        _matrix([[part.steps[0].before for part in row] for row in rows]),
        _matrix([[part.after for part in row] for row in rows]),
        explanation[0].upper() + explanation[1:],
        words.statement,
        hints=(words.hint,),
    )


def second_partial(part: Part, slope: Part, wrt: Symbols) -> Step:
    """The steps of a partial derivative of a partial derivative."""
    words = SEVERAL["twice" if part.x == slope.x else "second"]
    return frame(
        part,
        words,
        x=letter(slope.x),
        y=letter(part.x),
        slope=text(slope.after),
        held=held(part.x, slope.after, wrt),
    )


def _hessian_step(first: Sequence[Part], rows: Sequence[Sequence[Part]]) -> Step:
    """The derivatives of the gradient put together; the mixed ones stand twice."""
    words, n = SEVERAL["hessian"], len(rows)
    mixed = SEVERAL["mixed"].explanation if n > 1 else ""
    wrt = [notation.name(part.x) for part in first]
    before = [[notation.derivative(g.after, x, text="∂") for x in wrt] for g in first]
    return Step(
        "hessian",
        words.title,
        _matrix(before),
        _matrix([[part.after for part in row] for row in rows]),
        words.explanation.format(n=n, mixed=mixed),
        words.statement,
        hints=(words.hint,),
    )


def _asked(body: Notation, wrt: Symbols) -> Notation:
    """The second partial derivatives, still to be worked out."""
    by = [notation.name(x) for x in wrt]
    return _matrix([[notation.derivative(body, x, y, text="∂") for y in by] for x in by])


def _both_orders(first: Sequence[Part], rows: Sequence[Sequence[Part]]) -> list[Equal]:
    """Each entry is the derivative of each of its two slopes, whichever variable comes first."""
    return [
        Equal(sp.Derivative(slope.after.expr, by.x), part.after.expr)
        for slope, row in zip(first, rows, strict=True)
        for by, part in zip(first, row, strict=True)
    ]
