"""The L2 penalty: linear equations for the weights."""

from __future__ import annotations

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.constrained.letters import named, step
from symcalc.tutor.constrained.penalty import Penalised
from symcalc.tutor.constrained.quadratic import tidy
from symcalc.tutor.diff import differentiated
from symcalc.tutor.extrema.records import equal, listed
from symcalc.tutor.words.penalties import PENALTIES, SAYS
from symcalc.writing.text import text

NOTHING = notation.number(0)


def ridge(problem: Penalised) -> tuple[list[Notation], list[Step]]:
    """(H + 2λI) w = −g, solved."""
    loss, n = problem.loss, len(problem.wrt)
    parts = [differentiated(problem.objective, w, "∂") for w in problem.wrt]
    whole = loss.matrix + 2 * problem.factor * sp.eye(n)
    found = [tidy(v) for v in whole.LUsolve(-loss.linear)]
    put = dict(zip(problem.wrt, found, strict=True))
    for part in parts:
        assert sp.simplify(part.after.expr.subs(put, simultaneous=True)) == 0
    lines = [equal(p.after, NOTHING) for p in parts]
    solved = [problem.line(k, arrange(v)) for k, v in enumerate(found)]
    names = listed([text(notation.name(w)) for w in problem.wrt])
    shrunk = ""
    if n == 1 and loss.centre is not None:
        shrunk = SAYS["shrunk-one"].format(c=text(arrange(loss.centre[0])))
    letter = notation.name(problem.wrt[0]) if n == 1 else named("w_i")
    slope = notation.multiply(arrange(2 * problem.factor), letter)
    return [arrange(v) for v in found], [
        step(
            PENALTIES,
            "ridge-stationary",
            lines[0] if n == 1 else build("system", *lines),
            slope=text(slope),
        ),
        step(
            PENALTIES,
            "ridge-solved",
            solved[0] if n == 1 else build("system", *solved),
            letters=names,
            shrunk=shrunk,
        ),
    ]
