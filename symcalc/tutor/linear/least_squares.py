"""Least squares: of a system with too many equations, and of points."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import ShapeError, UnsupportedError, shorten
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading.sentences import enter_part
from symcalc.steps import Step
from symcalc.tutor.backprop.shown import equalities
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import line, step
from symcalc.tutor.linear.echelon import beside, remarks
from symcalc.tutor.linear.given import Given, written
from symcalc.tutor.linear.modelled import degree_of_model, paired
from symcalc.tutor.linear.normal import Normal, coefficients, full
from symcalc.tutor.linear.rows import cell, grid
from symcalc.tutor.linear.several_vectors import listed, need_numbers, several
from symcalc.tutor.linear.vector_lines import letter, total
from symcalc.tutor.words.least_squares import ENDINGS, FAILS, HINTS, REMARKS
from symcalc.writing.text import text

HIGHEST = 5  # degree of a polynomial that is fitted
LINES = (
    "linear regression|simple linear regression|least squares line|least-squares line"
    "|regression line|best fit line|best-fit line|line of best fit|least squares regression line"
    "|linear least squares|linear fit|least squares fit"
)
CURVES = {
    **dict.fromkeys(LINES.split("|"), 1),
    "fit": 1,
    "constant": 0,
    "line": 1,
    "straight line": 1,
    "linear function": 1,
    "regression line": 1,
    "parabola": 2,
    "quadratic": 2,
    "quadratic function": 2,
    "quadratic polynomial": 2,
    "cubic": 3,
    "cubic polynomial": 3,
}
DEGREE = re.compile(r"(?:polynomial|curve)\s+of\s+(?:degree|order)\s+(\d+)", re.IGNORECASE)


@dataclass(frozen=True, repr=False)
class LeastSquares(Derivation):
    """Coefficients for which the squares of the residuals add up to least.

    Attributes
    ----------
    coefficients : sympy.Matrix
        In the order of the columns of A; of a polynomial, the constant first.
    residual : sympy.Matrix
        b − A w.
    squares : sympy.Expr
        The sum of its squares.
    """

    coefficients: Any = field(default=None, repr=False)
    residual: Any = field(default=None, repr=False)
    squares: Any = None


@lesson(
    "least-squares",
    "least squares solution of {matrix:column} {unknown} = {right:column}",
    "least[-]squares solution of[ the system] {matrix:matrix}[ ]{unknown}[ ]=[ ]{right:column}",
    "least[-][ ]squares[ solution][ of] {matrix:matrix}[ ]{unknown}[ ]=[ ]{right:column}",
    "solve {matrix:matrix}[ ]{unknown}[ ]=[ ]{right:column} by least squares",
    "solve {matrix:matrix}[ ]{unknown}[ ]=[ ]{right:column} in the least squares sense",
    *(
        f"{words} {{w:for|of|with|on|given}} {{a:A|X|Φ|\\Phi}} = {{matrix:matrix}}[ ][,][ and]"
        " {b:b|y} = {right:column}"
        for words in (
            *("normal equations", "OLS[ estimate][ estimator][ solution]"),
            *("least[-]squares[ solution][ estimate][ problem]", "linear regression[ weights]"),
            *("solve[ the] normal equations", "least squares[ solution][ estimate][ problem]"),
        )
    ),
)
def least_squares(matrix: Given, right: Given, unknown: str = "w", **_: str) -> LeastSquares:
    """The w for which ‖A w − b‖ is least, by the normal equations.

    Raises
    ------
    ShapeError
        If b has not as many entries as A has rows.
    """
    a, b = beside(matrix, right, "nearly")
    unknowns = coefficients(a.cols, a, b)
    found = Normal.of(a, b, unknowns)
    said = {"matrix": written(matrix), "unknown": unknown, "right": written(right)}
    name = letter("w")
    given = equalities(Notation("product", (grid(a), full(Matrix(unknowns)))), full(b))
    opening = step("overdetermined", given, rows=a.rows, columns=a.cols)
    return LeastSquares(
        asked("least-squares", name, **said),
        name,
        full(found.solution),
        (opening, *_worked(found)),
        conditions=found.system.worked.conditions,
        remarks=_remarks(found),
        claims=(found.claim(),),
        told=sp.Matrix(found.solution),
        **_found(found),
    )


def _found(found: Normal) -> dict[str, Any]:
    return {
        "coefficients": sp.Matrix(found.solution),
        "residual": sp.Matrix(found.residual),
        "squares": found.squares,
    }


def _remarks(found: Normal) -> tuple[str, ...]:
    exact = (REMARKS["exact"],) if found.squares == 0 else ()
    names = " and ".join(text(notation.name(t)) for t in found.system.parameters)
    many = (REMARKS["many"].format(names=names),) if names else ()
    return (*exact, *many, *remarks(found.system.worked.start, found.solution, found.residual))


def _worked(found: Normal) -> list[Step]:
    """From the normal equations to the sum of squares."""
    p, r = letter("p"), letter("r")
    image = Notation(
        "product",
        (full(found.matrix), full(Matrix(found.system.particular))),
        expr=found.fitted,
    )
    over = Notation("difference", (full(found.right), full(found.fitted)), expr=found.residual)
    squares = total([notation.power(cell(e), notation.number(2)) for e in found.residual])
    norm = notation.power(
        Notation("norm", (letter("r"),), expr=sp.Symbol("norm_r")), notation.number(2)
    )
    return [
        *found.products(),
        *found.solving(),
        found.read("best"),
        step("fitted", line(p, image, full(found.fitted))),
        step("rest", line(r, over, full(found.residual))),
        found.orthogonal("rest-orthogonal"),
        step("squares", line(norm, squares, cell(found.squares))),
    ]


enter_part(
    "fitted",
    r"(?!(?:the\s+)?(?:residual|slope|intercept|y-intercept|sum\b|r\s*\^|r²|r-?\s?squared|sse|rss|mse"
    r"|mean|coefficient))(?:(?![(\[]).)+?",
)


@lesson(
    "fit",
    "least squares polynomial of degree {degree} through {points}",
    "least[-][ ]squares[ regression] {curve:fitted} through[ the][ points][ data] {points:points}",
    "least[-][ ]squares[ regression] {curve:fitted} for[ the][ points][ data] {points:points}",
    "least[-][ ]squares[ regression] {curve:fitted} of[ the][ points][ data] {points:points}",
    "least[-][ ]squares[ regression] {curve:fitted} to[ the][ points][ data] {points:points}",
    "{curve:fitted} of best fit through[ the][ points][ data] {points:points}",
    "{curve:fitted} of best fit for[ the][ points][ data] {points:points}",
    "{curve:fitted} of best fit to[ the][ points][ data] {points:points}",
    "best[-][ ]fit[ting] {curve:fitted} through[ the][ points][ data] {points:points}",
    "best[-][ ]fit[ting] {curve:fitted} for[ the][ points][ data] {points:points}",
    "best[-][ ]fit[ting] {curve:fitted} to[ the][ points][ data] {points:points}",
    "fit[ a] {curve:fitted} through[ the][ points][ data] {points:points}",
    "fit[ a] {curve:fitted} to[ the][ points][ data] {points:points}",
    "linear regression[ line] through[ the][ points][ data] {points:points}",
    "linear regression[ line] for[ the][ points][ data] {points:points}",
    "linear regression[ line] of[ the][ points][ data] {points:points}",
    "linear regression[ line] on[ the][ points][ data] {points:points}",
    "regression line through[ the][ points][ data] {points:points}",
    "regression line for[ the][ points][ data] {points:points}",
    "regression line of[ the][ points][ data] {points:points}",
    "line {curve:fitted} that best fits[ the][ points][ data] {points:points}",
    "{curve:fitted} that best fits[ the][ points][ data] {points:points}",
    *(
        f"{{curve:{LINES}}}[ of y on x] {{w:for|with|on|of|to|through}}[ the][ data] x = "
        f"{{xs:numbers}}[ ]{between} y = {{ys:numbers}}"
        for between in ("[,][;]", "and")
    ),
)
def fit(
    points: Given = "",
    degree: Any = "",
    curve: str = "line",
    xs: str = "",
    ys: str = "",
    **_: str,
) -> LeastSquares:
    """The polynomial for which the squares of the vertical distances add up to least.

    Raises
    ------
    ShapeError
        If a point has not two entries.
    UnsupportedError
        If there are too few points, or no such degree.
    """
    points = paired(xs, ys) if xs else points
    data = several(points)
    if data.rows != 2:
        raise ShapeError(FAILS["points"], hint=HINTS["points"])
    need_numbers(data)
    n = _degree(degree) if str(degree) else _curve(curve)
    if data.cols < n + 1:
        what = FAILS["too-few"].format(what=_noun(n), least=n + 1, count=data.cols)
        raise UnsupportedError(what, hint=HINTS["points"])
    places, b = list(data.row(0)), Matrix(data.row(1).T)
    a = Matrix([[x**k for k in range(n + 1)] for x in places])
    unknowns = tuple(sp.Symbol(f"c_{k}") for k in range(n + 1))
    found = Normal.of(a, b, unknowns)
    x = sp.Symbol("x")
    solved = sp.Add(*(c * x**k for k, c in enumerate(found.solution)))
    shown = arrange(solved)
    return LeastSquares(
        asked("fit", letter("y"), points=listed(points), degree=str(n)),
        letter("y"),
        shown,
        (_model(found, unknowns), *_worked(found)),
        remarks=_remarks(found),
        claims=(found.claim(),),
        ending=ENDINGS["fit"].format(form=text(shown), squares=text(cell(found.squares))),
        told=solved,
        **_found(found),
    )


def _model(found: Normal, unknowns: tuple[sp.Symbol, ...]) -> Step:
    """c_0 + c_1 x = y at each point."""
    x = letter("x")
    powers = [None, x, *(notation.power(x, notation.number(k)) for k in range(2, len(unknowns)))]
    terms = [
        notation.name(c) if p is None else notation.arithmetic("product", notation.name(c), p)
        for c, p in zip(unknowns, powers, strict=False)
    ]
    form = f"{text(total(terms))} = y"
    given = Notation("product", (full(found.matrix), full(Matrix(unknowns))))
    names = ", ".join(text(notation.name(c)) for c in unknowns)
    return step("model", equalities(given, full(found.right)), form=form, names=names)


def _degree(given: Any) -> int:
    told = str(given).strip()
    if not told.isdecimal() or int(told) > HIGHEST:
        what = FAILS["degree"].format(given=shorten(told), most=HIGHEST)
        raise UnsupportedError(what, hint=HINTS["degree"])
    return int(told)


def _curve(word: str) -> int:
    """The degree of a line, a parabola …"""
    bare = " ".join(word.lower().split())
    if bare in CURVES:
        return CURVES[bare]
    degree = degree_of_model(word)
    if degree is not None:
        return _degree(degree)
    said = DEGREE.fullmatch(bare)
    if said is None:
        raise UnsupportedError(FAILS["shape"].format(given=shorten(word)), hint=HINTS["shape"])
    return _degree(said[1])


def _noun(degree: int) -> str:
    known = {0: "a constant", 1: "a line", 2: "a parabola"}
    return known.get(degree, f"a polynomial of degree {degree}")
