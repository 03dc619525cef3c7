"""What is asked besides of a fitted line, and regression with a penalty."""

from __future__ import annotations

import re
from typing import Any

import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.reading import read
from symcalc.steps import Step
from symcalc.tutor.backprop.shown import equalities
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.augmented import System
from symcalc.tutor.linear.claims import Same, line, step
from symcalc.tutor.linear.echelon import beside, down_steps, up_steps
from symcalc.tutor.linear.given import Given, written
from symcalc.tutor.linear.least_squares import LINES, LeastSquares, fit
from symcalc.tutor.linear.modelled import paired
from symcalc.tutor.linear.normal import coefficients, full
from symcalc.tutor.linear.numbers import is_zero, tidy
from symcalc.tutor.linear.rows import cell, grid
from symcalc.tutor.linear.several_vectors import listed, several
from symcalc.tutor.linear.vector_lines import letter
from symcalc.tutor.words.linear_parts import CHECKS, FAILS, HINTS
from symcalc.writing.text import text

PARTS = {
    "residuals": r"residuals?(?: vector)?",
    "sum of squared residuals": r"sum of (?:the )?(?:squared residuals|squares of the residuals"
    r"|squared errors)|residual sum of squares|sse|rss|ssr",
    "mean squared error": r"mean squared error|mse",
    "R^2": r"r\s*\^\s*\{?2\}?|r²|r squared|r-squared|coefficient of determination",
    "slope": r"slope",
    "intercept": r"intercept|y-intercept",
}
WHAT = (
    "{what:residuals|residual vector|sum of squared residuals|sum of the squared residuals|sum of"
    " squares of the residuals|sum of the squares of the residuals|sum of squared errors|residual"
    " sum of squares|SSE|RSS|mean squared error|MSE|R^2|R²|R squared|R-squared|coefficient of"
    " determination|slope|intercept|y-intercept}"
)


@lesson(
    "fit-part",
    "{what} of the least squares line through {points}",
    *(
        f"{WHAT} {{o:of|for}}[ the][ a] {curve} {{w:through|for|of|to|on|with}} {tail}"
        for curve in LINES.split("|")
        for tail in (
            "[the ][points ][data ]{points:points}",
            "[the ][data ]x = {xs:numbers}[ ][,][;][ and] y = {ys:numbers}",
        )
    ),
)
def fit_part(what: str, points: Given = "", xs: str = "", ys: str = "", **_: str) -> Derivation:
    """Residuals, their squares, R², slope or intercept of the line through points."""
    points = paired(xs, ys) if xs else points
    found = fit(points)
    bare = " ".join(what.lower().split())
    kind = next((k for k, words in PARTS.items() if re.fullmatch(words, bare)), "")
    if not kind:
        raise UnsupportedError(FAILS["fit-part"].format(what=what), hint=HINTS["fit-part"])
    data = several(points)
    label, value, last = _part(kind, found, data)
    other = _again(kind, found, data)
    return Derivation(
        asked("fit-part", label, what=kind, points=listed(points)),
        label,
        full(value) if isinstance(value, sp.MatrixBase) else cell(value),
        (*found.steps, *last),
        remarks=found.remarks,
        claims=(*found.claims, Same(((value, other),), "the line", CHECKS["entries"])),
        told=sp.Matrix(value) if isinstance(value, sp.MatrixBase) else value,
    )


def _part(kind: str, found: LeastSquares, data: Matrix) -> tuple[Notation, Any, list[Step]]:
    """Its name, its value, and the step to it."""
    residual, n = Matrix(found.residual), data.cols
    if kind == "residuals":
        return letter("r"), residual, []
    if kind == "sum of squared residuals":
        return letter("S"), found.squares, []
    if kind in ("slope", "intercept"):
        name, place = (letter("m"), 1) if kind == "slope" else (letter("b"), 0)
        value = found.coefficients[place]
        return name, value, [step("read-line", equalities(name, cell(value)), kind=kind)]
    if kind == "mean squared error":
        value = tidy(found.squares / n)
        put = notation.divide(cell(found.squares), notation.number(n))
        return letter("M"), value, [step("mean-squares", line(letter("M"), put, cell(value)), n=n)]
    mean = tidy(sp.Add(*data.row(1)) / n)
    spread = tidy(sp.Add(*((y - mean) ** 2 for y in data.row(1))))
    if is_zero(spread):
        raise UnsupportedError(FAILS["no-spread"], hint=HINTS["no-spread"])
    value = tidy(1 - found.squares / spread)
    name = notation.power(letter("R"), notation.number(2))
    ratio = notation.divide(cell(found.squares), cell(spread))
    put = notation.subtract(notation.number(1), ratio)
    fields = text(cell(mean)), text(cell(spread))
    return (
        name,
        value,
        [step("determination", line(name, put, cell(value)), mean=fields[0], spread=fields[1])],
    )


def _again(kind: str, found: LeastSquares, data: Matrix) -> Any:
    """By the line at each point, or by sums."""
    x, y = list(data.row(0)), list(data.row(1))
    n = len(x)
    fitted = [found.answer.subs(sp.Symbol("x"), v) for v in x]
    rest = Matrix([b - f for b, f in zip(y, fitted, strict=True)])
    squares = rest.dot(rest)
    mx, my = sp.Add(*x) / n, sp.Add(*y) / n
    down = sp.Add(*((v - mx) ** 2 for v in x))
    slope = sp.Add(*((a - mx) * (b - my) for a, b in zip(x, y, strict=True))) / down
    ready = {"residuals": rest, "sum of squared residuals": squares, "slope": slope}
    ready |= {"intercept": my - slope * mx, "mean squared error": squares / n}
    if kind in ready:
        return ready[kind]
    return sp.Add(*((f - my) ** 2 for f in fitted)) / sp.Add(*((b - my) ** 2 for b in y))


LAMBDA = "{lead:lambda|\\\\lambda|λ|alpha|\\\\alpha|α}[ ]=[ ]{penalty}"
DATA = "{a:A|X} = {matrix:matrix}[ ][,][ and] {b:b|y} = {right:column}"
WORDS = "[ regression][ solution][ estimate][ estimator][ weights][ coefficients]"


@lesson(
    "ridge",
    "ridge regression with lambda = {penalty} for X = {matrix:matrix}, y = {right:column}",
    *(
        f"ridge regression{WORDS} {tail}"
        for tail in (
            f"{{w:with|for}} {LAMBDA}[ ][,] {{v:for|on|with|and}} {DATA}",
            f"{{w:for|with|on}} {DATA}[ ][,] {{v:with|and|for|at}} {LAMBDA}",
            f"{{w:for|with|on}} {DATA}[ ], {LAMBDA}",
        )
    ),
    f"ridge {{k:solution|estimate|weights}} {{w:with|for}} {LAMBDA}[ ][,] {{v:for|on|and}} {DATA}",
    f"ridge {{k:solution|estimate|weights}} {{w:for|with}} {DATA}[ ][,] {{v:with|and}} {LAMBDA}",
)
def ridge(matrix: Given, right: Given, penalty: Any, **_: str) -> Derivation:
    """The w for which ‖X w − y‖² + λ‖w‖² is least.

    Raises
    ------
    UnsupportedError
        If λ is not positive.
    """
    a, b = beside(matrix, right, "nearly")
    weight = read(penalty).expr if isinstance(penalty, str) else sp.sympify(penalty, strict=True)
    if weight.is_number and not weight.is_positive:
        raise UnsupportedError(FAILS["penalty"].format(value=penalty), hint=HINTS["penalty"])
    unknowns = coefficients(a.cols, a, b)
    gram = Matrix((a.T * a).applyfunc(tidy))
    left = Matrix((gram + weight * sp.eye(a.cols)).applyfunc(tidy))
    image = Matrix((a.T * b).applyfunc(tidy))
    system = System.of(left, image, unknowns)
    w = Matrix(system.solution.applyfunc(tidy))
    turned = Notation("transpose", (letter("X"),))
    told = text(cell(weight))
    both = Notation(
        "sum",
        (full(gram), Notation("product", (cell(weight), grid(Matrix(sp.eye(a.cols)))))),
        expr=left,
    )
    gradient = Matrix((a.T * (a * w - b) + weight * w).applyfunc(tidy))
    zeros = Matrix(sp.zeros(a.cols, 1))
    return Derivation(
        asked("ridge", letter("w"), matrix=written(matrix), right=written(right), penalty=told),
        letter("w"),
        full(w),
        (
            step("ridge-left", line(Notation("product", (turned, letter("X"))), full(gram))),
            step("ridge-penalty", line(letter("G"), both, full(left)), penalty=told),
            step("ridge-right", line(Notation("product", (turned, letter("y"))), full(image))),
            *down_steps(system.worked, a.cols),
            *up_steps(system.worked, a.cols),
            step("ridge-read", equalities(letter("w"), full(w))),
        ),
        conditions=system.worked.conditions,
        claims=(Same(((gradient, zeros),), "the gradient", CHECKS["ridge"]),),
        told=sp.Matrix(w),
    )
