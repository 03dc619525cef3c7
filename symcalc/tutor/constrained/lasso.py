"""The L1 penalty: one case for each sign of a weight, and the soft threshold."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import sympy as sp

from symcalc import notation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.constrained.letters import step
from symcalc.tutor.constrained.penalty import Penalised
from symcalc.tutor.constrained.quadratic import tidy
from symcalc.tutor.extrema.numbers import sign_of
from symcalc.tutor.extrema.records import equal, table
from symcalc.tutor.words.penalties import FAILS, HINTS, PENALTIES, SAYS
from symcalc.writing.text import text

NOTHING = notation.number(0)
SIGNS = {1: "+", -1: "−", 0: "0"}
TRIED = ((3, 1, 2, 1, 1, 2), (-3, 1, 2, -1, 3, 1), (1, 2, 3, 5, 1, 1))  # tried for the letters


def lasso(problem: Penalised) -> tuple[list[Notation], list[Step]]:
    """Weight by weight where they stand apart, all signs together else.

    Raises
    ------
    UnsupportedError
        If weights are mixed and the formula has other letters.
    """
    if problem.loss.separate and problem.loss.centre is not None:
        found = [_one(problem, k) for k in range(len(problem.wrt))]
        return [v for v, _ in found], [_sides(problem), *(s for _, steps in found for s in steps)]
    if problem.loss.letters or problem.assumed:
        names = ", ".join(text(notation.name(w)) for w in problem.wrt)
        raise UnsupportedError(FAILS["letters"].format(letters=names), hint=HINTS["letters"])
    return _together(problem)


def _sides(problem: Penalised) -> Step:
    x = notation.name(problem.wrt[0])
    return step(PENALTIES, "lasso-sides", build("abs", x), x=text(x))


def _one(problem: Penalised, k: int) -> tuple[Notation, list[Step]]:
    """The three cases of one weight, and what they come to."""
    loss, x = problem.loss, notation.name(problem.wrt[k])
    assert loss.centre is not None
    c, h = loss.centre[k], loss.matrix[k, k]
    threshold = tidy(problem.factor / h)
    value = sp.sign(c) * sp.Max(sp.Abs(c) - threshold, 0)
    rows = [_case_row(problem, k, sign, c, threshold) for sign in (1, -1, 0)]
    head = ("case", "condition", "gives", "holds")
    alone = SAYS["whole-alone"] if len(problem.wrt) > 1 else ""
    slope = loss.slopes[k].after
    asked = equal(
        build("derivative-at", x, text="f'") if len(problem.wrt) == 1 else slope_named(x), slope
    )
    cases = step(PENALTIES, "lasso-cases", asked, table=table(head, rows), x=text(x), whole=alone)
    _check(value, c, threshold, problem.positive)
    if not value.free_symbols:
        return arrange(sp.Add(value)), [cases]
    shown = _threshold(c, threshold)
    soft = step(
        PENALTIES,
        "lasso-soft",
        equal(x, shown),
        c=text(arrange(c)),
        threshold=text(arrange(threshold)),
    )
    return shown, [cases, soft]


def slope_named(x: Notation) -> Notation:
    """∂f/∂w."""
    return notation.derivative(notation.name(sp.Symbol("f")), x, text="∂")


def _threshold(c: sp.Expr, threshold: sp.Expr) -> Notation:
    """sign(c)·max(|c| − λ, 0)."""
    size = notation.subtract(build("abs", arrange(c)), arrange(threshold))
    return notation.multiply(build("sign", arrange(c)), build("max", size, NOTHING))


def _case_row(
    problem: Penalised, k: int, sign: int, c: sp.Expr, threshold: sp.Expr
) -> tuple[str | Notation, ...]:
    """What the slope says for one sign of the weight, and when the sign is right."""
    x, slope = notation.name(problem.wrt[k]), problem.loss.slopes[k].after
    told = SAYS[{1: "positive", -1: "negative", 0: "zero"}[sign]].format(x=text(x))
    if sign:
        term = problem.weight if sign > 0 else notation.negative(problem.weight)
        value = tidy(c - sign * threshold)
        condition = SAYS["slope-zero"].format(slope=text(notation.add(slope, term)))
        bound = equal(arrange(c), arrange(sign * threshold), ">" if sign > 0 else "<")
        return told, condition, problem.line(k, arrange(value)), _holds(bound)
    here = arrange(sp.expand(slope.expr.subs(problem.wrt[k], 0)))
    low, high = (
        text(notation.add(here, notation.negative(problem.weight))),
        text(notation.add(here, problem.weight)),
    )
    between = SAYS["slope-between"].format(low=low, high=high)
    bound = equal(build("abs", arrange(c)), arrange(threshold), "<=")
    return told, between, problem.line(k, NOTHING), _holds(bound)


def _holds(bound: Notation) -> str:
    """When a case holds: if a > λ; of numbers yes or no."""
    left, right = (p.expr for p in bound.parts)
    if left.free_symbols or right.free_symbols:
        return SAYS["if"].format(condition=text(bound))
    gap = sign_of(left - right)
    true = {">": gap == 1, "<": gap == -1, "<=": gap in (0, -1)}[bound.text]
    return f"{text(bound)}: {'yes' if true else 'no'}"


def _check(value: sp.Expr, c: sp.Expr, threshold: sp.Expr, positive: Sequence[sp.Symbol]) -> None:
    """The formula has the value of the case that holds, at numbers for the letters."""
    letters = sorted(value.free_symbols, key=str)
    for row in TRIED:
        put = {s: abs(n) if s in positive else n for s, n in zip(letters, row, strict=False)}
        a, bound = c.subs(put), threshold.subs(put)
        wanted = a - bound if a > bound else a + bound if a < -bound else 0
        assert sp.simplify(value.subs(put) - wanted) == 0


def _together(problem: Penalised) -> tuple[list[Notation], list[Step]]:
    """Every choice of signs, until one fits."""
    rows: list[tuple[str, ...]] = []
    for signs in product((1, -1, 0), repeat=len(problem.wrt)):
        found = _with_signs(problem, signs)
        verdict = _verdict(problem, signs, found)
        shown = "" if found is None else ", ".join(text(arrange(v)) for v in found)
        rows.append((" ".join(SIGNS[s] for s in signs), shown, verdict))
        if found is not None and verdict == SAYS["accepted"]:
            names = ", ".join(text(notation.name(w)) for w in problem.wrt)
            lines = [problem.line(k, arrange(v)) for k, v in enumerate(found)]
            return [line.parts[1] for line in lines], [
                _sides(problem),
                step(
                    PENALTIES,
                    "lasso-signs",
                    build("system", *lines),
                    table=table(("signs", names, ""), rows),
                    weight=text(problem.weight),
                ),
            ]
    letters = ", ".join(text(notation.name(w)) for w in problem.wrt)
    raise UnsupportedError(FAILS["flat"].format(f=text(problem.loss.body), letters=letters))


def _with_signs(problem: Penalised, signs: Sequence[int]) -> list[sp.Expr] | None:
    """The weights that these signs give; None where the equations have no single solution."""
    loss, free = problem.loss, [k for k, s in enumerate(signs) if s]
    values = [sp.S.Zero] * len(signs)
    if free:
        matrix = loss.matrix.extract(free, free)
        if matrix.det() == 0:
            return None
        right = sp.Matrix([-loss.linear[k] - problem.factor * signs[k] for k in free])
        for k, v in zip(free, matrix.LUsolve(right), strict=True):
            values[k] = tidy(v)
    return values


def _verdict(problem: Penalised, signs: Sequence[int], found: Sequence[sp.Expr] | None) -> str:
    if found is None:
        return SAYS["singular"]
    names = [text(notation.name(w)) for w in problem.wrt]
    for name, sign, value in zip(names, signs, found, strict=True):
        if sign and sign_of(value) != sign:
            return SAYS["wrong-sign"].format(x=name, value=text(arrange(value)))
    slopes = problem.loss.matrix * sp.Matrix(found) + problem.loss.linear
    for name, sign, slope in zip(names, signs, slopes, strict=True):
        if not sign and sign_of(sp.Abs(slope) - problem.factor) == 1:
            return SAYS["too-steep"].format(x=name, value=text(arrange(slope)))
    return SAYS["accepted"]


def another(problem: Penalised, found: Sequence[sp.Expr]) -> list[sp.Expr] | None:
    """Another place where F is as small; only where f is flat along a line there can be one."""
    if problem.loss.centre is not None:
        return None
    for signs in product((1, -1, 0), repeat=len(problem.wrt)):
        other = _with_signs(problem, signs)
        if other not in (None, list(found)) and _verdict(problem, signs, other) == SAYS["accepted"]:
            return other
    return None
