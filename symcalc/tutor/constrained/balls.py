"""The ball whose constraint has the same solution as a penalty, and its multiplier."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.tutor.constrained.letters import named, row_said, step
from symcalc.tutor.constrained.penalty import Penalised
from symcalc.tutor.extrema.numbers import sign_of
from symcalc.tutor.extrema.records import equal
from symcalc.tutor.words.penalties import PENALTIES, SAYS
from symcalc.writing.text import text


def ball_step(problem: Penalised, found: Sequence[sp.Expr]) -> list[Step]:
    """f in the ball through the solution; nothing where that ball is a point."""
    if all(v == 0 for v in found):
        return []
    radius = _radius(problem, found)
    if not any(v.free_symbols for v in found):
        _check(problem, found)
    shown: Notation = arrange(radius)
    told = {
        "set": SAYS[f"set-{problem.kind}"],
        "ball": text(problem.size) + " ≤ t",
        "radius": text(shown),
        "place": row_said(found),
        "multiplier": text(problem.weight),
        "why": SAYS[f"same-{problem.kind}"].format(scaled=_scaled(problem)),
    }
    if problem.kind == "l1" and radius.free_symbols:
        told["why"] += SAYS["where-not-zero"]
    return [step(PENALTIES, "ball", equal(problem.size, shown, "<="), **told)]


def _scaled(problem: Penalised) -> str:
    """λ·s, or 2λ·w."""
    if problem.kind == "l1":
        return text(notation.multiply(problem.weight, named("s")))
    return text(notation.multiply(arrange(2 * problem.factor), named("w")))


def _radius(problem: Penalised, found: Sequence[sp.Expr]) -> sp.Expr:
    """The size of the solution: of sign(a)·max(|a| − λ, 0) it is max(|a| − λ, 0)."""
    if problem.kind == "l2":
        return sp.Add(*(sp.factor(v) ** 2 for v in found))
    bare = [sp.Mul(*(u for u in sp.Mul.make_args(v) if not isinstance(u, sp.sign))) for v in found]
    return sp.Add(*(v if v.free_symbols else abs(v) for v in bare))


def _check(problem: Penalised, found: Sequence[sp.Expr]) -> None:
    """∇f + λ·∂P contains 0 at the solution."""
    slopes = problem.loss.matrix * sp.Matrix(found) + problem.loss.linear
    for slope, value in zip(slopes, found, strict=True):
        if problem.kind == "l2":
            assert sp.simplify(slope + 2 * problem.factor * value) == 0
        elif value == 0:
            assert sign_of(sp.Abs(slope) - problem.factor) != 1
        else:
            assert sp.simplify(slope + problem.factor * sp.sign(value)) == 0
