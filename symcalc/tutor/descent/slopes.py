"""The partial derivatives of a shown step with every number, and Newton's d from H d = −g."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.tutor.descent.figures import CLOSE, equated, figure, filled, with_numbers, worked_out
from symcalc.tutor.descent.methods import D, G
from symcalc.tutor.descent.objective import Array, Of, OverData
from symcalc.tutor.descent.run import Run
from symcalc.tutor.descent.setup import Setup
from symcalc.tutor.diff import Part
from symcalc.writing.text import text

LONG = 50  # characters of a partial derivative that is shown with its numbers
WIDE = 90  # characters of a mean whose rows are written out
LISTED = 8  # rows of data whose values are listed
BY_HAND = 2  # coordinates for which H d = −g is solved in a line
COORDINATES = 6  # of which H is shown
MEAN = "mean"
Pair = tuple[Notation, Notation]


def related(left: Notation, right: Notation) -> Notation:
    """left = right."""
    return build("relation", left, right, text="=")


def slope_row(setup: Setup, found: Run, k: int, i: int, parts: Sequence[Part]) -> Pair:
    """The partial derivative of a step: formula and numbers."""
    told, g = float(found.gradients[k, i]), notation.name(G)
    objective = setup.objective
    shown = parts[i].after if parts else None
    if shown is None or len(text(shown)) > LONG:
        return g, figure(told)
    if isinstance(objective, Of):
        point = dict(zip(objective.letters, map(float, found.points[k]), strict=True))
        if np.isfinite(worked_out(shown.expr, point)):
            return related(g, shown), with_numbers(shown, point, told)
    if isinstance(objective, OverData):
        mean = Notation("apply", (shown,), MEAN, shown.expr)
        return related(g, mean), _mean(shown, _rows(objective, found.points[k], k + 1), told)
    return g, figure(told)  # at a kink, where the value is a convention


def _rows(objective: OverData, point: Array, t: int) -> list[dict[sp.Symbol, float]]:
    """What the letters are in each row that step t uses."""
    drawn = range(objective.batches.rows) if objective.batches.all else objective.batches.at(t)
    here = dict(zip(objective.letters, map(float, point), strict=True))
    return [here | {x: float(a[r]) for x, a in objective.data.items()} for r in drawn]


def _mean(part: Notation, rows: Sequence[dict[sp.Symbol, float]], told: float) -> Notation:
    """(2·1·(0 − 2) + 2·3·(0 − 4))/2 = −14; the values of the rows where that is too long."""
    if len(rows) > LISTED:
        return figure(told)
    used = part.expr.free_symbols
    values = [worked_out(part.expr, {x: v for x, v in row.items() if x in used}) for row in rows]
    scale = max(1.0, *map(abs, values))
    if not abs(float(np.mean(values)) - told) <= CLOSE * scale:
        return figure(told)  # at a kink
    whole = [filled(part, {x: figure(v) for x, v in row.items()}) for row in rows]
    line = _over(whole)
    return equated(line if len(text(line)) <= WIDE else _over([*map(figure, values)]), told)


def _over(terms: Sequence[Notation]) -> Notation:
    """The sum of some terms over how many they are."""
    if len(terms) == 1:
        return terms[0]
    return build("quotient", build("sum", *terms), notation.number(len(terms)))


def hessian_row(setup: Setup, found: Run, k: int, parts: Sequence[Part]) -> Iterator[Pair]:
    """The Hessian matrix with letters, where it is short, and with numbers."""
    matrix = hessian(setup, found, k)
    if len(matrix) > COORDINATES:
        return
    rows = [build("vector", *map(figure, row)) for row in matrix]
    numbers = build("matrix", *rows) if len(rows) > 1 else figure(matrix[0, 0])
    left = notation.name(sp.Symbol("H"))
    objective = setup.objective
    if isinstance(objective, Of) and parts:
        second = [[arrange(p.after.expr.diff(x)) for x in objective.letters] for p in parts]
        made = [build("vector", *row) for row in second]
        whole = build("matrix", *made) if len(made) > 1 else second[0][0]
        if len(text(whole)) <= LONG:
            left = related(left, whole)
    yield left, numbers


def hessian(setup: Setup, found: Run, k: int) -> Array:
    """The second derivatives at the point before a step."""
    assert isinstance(setup.objective, Of | OverData)
    return setup.objective.hessian(found.points[k])


def direction_rows(matrix: Array, g: Array, i: int) -> tuple[list[Pair], float]:
    """How d comes from H d = −g, and what it is: −g/H, Cramer's rule, or a row put to the test."""
    solved = np.linalg.solve(matrix, -g)
    d, left = float(solved[i]), notation.name(D)
    h = [[figure(v) for v in row] for row in matrix]
    minus = [figure(-v) for v in g]
    whole = notation.name(sp.Symbol("H"))
    if len(matrix) == 1:
        formula = notation.negative(notation.divide(notation.name(G), whole))
        return [(related(left, formula), equated(notation.divide(minus[0], h[0][0]), d))], d
    if len(matrix) == BY_HAND:
        j = 1 - i
        above = _cross((minus[i], h[j][j]), (h[i][j], minus[j]))
        below = _cross((h[0][0], h[1][1]), (h[0][1], h[1][0]))
        return [(left, equated(notation.divide(above, below), d))], d
    rows = [(left, figure(d))]
    if len(matrix) <= COORDINATES:
        terms = [build("product", a, figure(v)) for a, v in zip(h[i], solved, strict=True)]
        system = related(build("product", whole, left), notation.negative(notation.name(G)))
        rows.append((system, equated(build("sum", *terms), -float(g[i]))))
    return rows, d


def _cross(first: tuple[Notation, Notation], second: tuple[Notation, Notation]) -> Notation:
    """a·d − b·c."""
    products = [build("product", *pair) for pair in (first, second)]
    return build("difference", *products)
