"""The solutions of a system of equations, and how they are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Table
from symcalc.tutor.extrema.branches import Solution, Stuck
from symcalc.tutor.extrema.numbers import said, shown
from symcalc.tutor.extrema.numeric import newton
from symcalc.tutor.extrema.records import equal, joined, listed, place_said, table
from symcalc.tutor.extrema.systems import solve_system
from symcalc.tutor.words.extrema import SAYS
from symcalc.writing.text import text

LONG = 90  # characters of equations that are named in a sentence
MOST = 24  # points that are told


@dataclass(frozen=True)
class Solved:
    """Solutions of a system, and whether they were found exactly or by numbers."""

    solutions: tuple[Solution, ...]
    exact: bool = True
    lettered: bool = False


def solved(equations: Sequence[sp.Expr], unknowns: Sequence[sp.Symbol]) -> Solved:
    """The solutions of a system, by textbook means where they suffice."""
    return _solved(tuple(equations), tuple(unknowns))


@lru_cache(maxsize=256)
def _solved(equations: tuple[sp.Expr, ...], unknowns: tuple[sp.Symbol, ...]) -> Solved:
    letters = {s for e in equations for s in e.free_symbols} - set(unknowns)
    straight = _linear(equations, unknowns) if letters else None
    if straight is not None:
        return straight
    try:
        found = solve_system(equations, unknowns)
    except Stuck:
        if letters:
            return Solved((), exact=False, lettered=True)
        points = newton(equations, unknowns)
        kept = [Solution(dict(zip(unknowns, p, strict=True))) for p in points]
        return Solved(tuple(kept[:MOST]), exact=False)
    if letters and not found:  # it may depend on the letters
        return Solved((), exact=False, lettered=True)
    order = sorted(found, key=lambda s: [str(s.values[x].free_symbols) for x in unknowns])
    return Solved(tuple(sorted(order, key=lambda s: _place(s, unknowns))))


def _linear(equations: Sequence[sp.Expr], unknowns: Sequence[sp.Symbol]) -> Solved | None:
    """Linear equations with letters for numbers; None where they are not linear."""
    straight = all(e.is_polynomial(*unknowns) for e in equations)
    if not straight or any(sp.Poly(e, *unknowns).total_degree() > 1 for e in equations):
        return None
    matrix, right = sp.linear_eq_to_matrix(list(equations), list(unknowns))
    determinant = sp.factor(matrix.det()) if matrix.rows == matrix.cols else sp.S.Zero
    if determinant == 0:
        return None
    values = [sp.factor(v) for v in matrix.LUsolve(right)]
    _, bare = determinant.as_coeff_Mul()
    where = text(equal(arrange(bare), notation.number(0), "!="))
    path = (SAYS["letters-where"].format(condition=where),) if bare.free_symbols else ()
    return Solved((Solution(dict(zip(unknowns, values, strict=True)), path=path),))


def _place(solution: Solution, unknowns: Sequence[sp.Symbol]) -> list[float]:
    values = [solution.values[x] for x in unknowns]
    return [float(v) if not v.free_symbols else 0.0 for v in values]


def system(equations: Sequence[Notation]) -> Notation:
    """Equations that hold together."""
    lines = [equal(e, notation.number(0)) for e in equations]
    return lines[0] if len(lines) == 1 else build("system", *lines)


def points_of(wrt: Sequence[sp.Symbol], rows: Sequence[Solution]) -> Notation:
    """(x, y) = (−1, 0) or (x, y) = (1, 0)."""
    names = [notation.name(x) for x in wrt]
    left = names[0] if len(names) == 1 else build("tuple", *names)
    lines = []
    for row in rows:
        values = [shown(row.values[x]) for x in wrt]
        lines.append(equal(left, values[0] if len(values) == 1 else build("tuple", *values)))
    return lines[0] if len(lines) == 1 else build("or", *lines)


def how(solved_: Solved, wrt: Sequence[sp.Symbol]) -> Table | None:
    """How each solution was found, case by case."""
    rows = [
        (place_said({x: s.values[x] for x in wrt}), joined(s.path))
        for s in solved_.solutions
        if any(s.path)
    ]
    return table(("", ""), rows) if rows else None


def system_said(equations: Sequence[Notation], wrt: Sequence[sp.Symbol], solved_: Solved) -> str:
    """In words what the system's solutions are."""
    written = listed([f"{text(e)} = 0" for e in equations])
    written = written if len(written) <= LONG else SAYS["the-equations"]
    places = [place_said({x: s.values[x] for x in wrt}) for s in solved_.solutions]
    curves = any(s.free & set(wrt) for s in solved_.solutions)
    if solved_.lettered:
        row = "system-letters"
    elif not solved_.exact:
        row = "system-numeric" if places else "system-none-seen"
    else:
        row = "system-curve" if curves else "system" if places else "system-none"
    told = SAYS[row].format(equations=written, places=listed(places))
    periods = {x: p for s in solved_.solutions for x, p in s.periods.items()}
    more = [SAYS["period-of"].format(x=x.name, period=said(p)) for x, p in periods.items()]
    return told + "".join(more)
