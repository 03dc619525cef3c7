"""The lesson on penalties: soft threshold, ridge, and the ball with the same solution."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial as filled
from typing import Any

import sympy as sp

from symcalc import notation
from symcalc.checking.least import Least
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.plotting import penalties as picture
from symcalc.primitives import arrange, build
from symcalc.reading import read
from symcalc.reading.numbers import number
from symcalc.steps import Step
from symcalc.tutor.constrained.balls import ball_step
from symcalc.tutor.constrained.lasso import another, lasso
from symcalc.tutor.constrained.letters import row_said, step, vector_of
from symcalc.tutor.constrained.penalty import Penalised
from symcalc.tutor.constrained.quadratic import loss_of
from symcalc.tutor.constrained.ridge import ridge
from symcalc.tutor.extrema.numbers import sign_of
from symcalc.tutor.extrema.records import equal, listed
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.words.penalties import FAILS, HINTS, PENALTIES, SAYS
from symcalc.writing.text import text

METHODS = {"l1": lasso, "l2": ridge}
SPELLED = {"lasso": "l1", "ridge": "l2", "tikhonov": "l2"}


@lesson("penalised", "minimiser of {f} with {penalty} penalty of weight {weight}[ in {letters}]")
def penalised(f: Any, penalty: str = "l2", weight: Any = "lambda", letters: Any = "") -> Derivation:
    """Where a quadratic loss and a penalty on its weights are least together.

    Examples
    --------
    >>> penalised("(w - 3)^2/2", "l1", 2).answer
    1
    >>> penalised("(w - a)^2", "l2", "1/2").answer
    2*a/3
    """
    body = read(f) if isinstance(f, str) else f
    names = letters.split(",") if isinstance(letters, str) else letters
    wrt = [read(w.strip()).expr if isinstance(w, str) else w for w in names if w]
    kind = _kind(penalty)
    problem = Penalised(loss_of(body, wrt), kind, _weight(weight))
    if problem.factor.free_symbols & set(problem.wrt):
        raise UnsupportedError(FAILS["weight-used"].format(weight=text(problem.weight)))
    values, steps = METHODS[kind](problem)
    first = [_objective(problem), *_free(problem)]
    last = ball_step(problem, [v.expr for v in values])
    return _told(problem, values, [*first, *steps, *last])


def _kind(penalty: str) -> str:
    plain = penalty.strip().lower().removeprefix("an ").removeprefix("a ")
    kind = SPELLED.get(plain, plain)
    if kind not in METHODS:
        raise UnsupportedError(FAILS["penalty"].format(name=penalty), hint=HINTS["penalty"])
    return kind


def _weight(given: Any) -> Notation:
    """A positive number, or a letter that stands for one."""
    node = read(str(given)) if isinstance(given, str | float | int) else given
    node = node if isinstance(node, Notation) else arrange(sp.sympify(node, strict=True))
    if node.head == "name":
        return node
    expr = number(node, FAILS["weight-not"], HINTS["weight"])
    if sign_of(expr) != 1:
        raise UnsupportedError(FAILS["weight"].format(weight=text(node)), hint=HINTS["weight"])
    return node


def _question(problem: Penalised) -> Question:
    letters = ", ".join(text(notation.name(w)) for w in problem.wrt)
    return asked(
        "penalised",
        problem.objective,
        problem.wrt,
        f=text(problem.loss.body),
        penalty=problem.kind,
        weight=text(problem.weight),
        letters=letters,
    )


def _objective(problem: Penalised) -> Step:
    one = len(problem.wrt) == 1
    row = {"l1": "absolute", "l2": "square"}[problem.kind] if one else problem.kind
    sign = SAYS["assumed"].format(weight=text(problem.weight)) if problem.assumed else ""
    return step(
        PENALTIES,
        "penalised-objective",
        equal(problem.called("F"), problem.objective),
        times="" if problem.factor == 1 else SAYS["times"].format(weight=text(problem.weight)),
        norm=SAYS[row].format(sum=text(problem.size)),
        sign=sign,
    )


def _free(problem: Penalised) -> list[Step]:
    """Where f alone is least, if that is one place."""
    centre = problem.loss.centre
    if centre is None:
        return []
    slopes = ", ".join(
        f"∂f/∂{text(notation.name(p.x))} = {text(p.after)}" for p in problem.loss.slopes
    )
    lines = [equal(notation.name(w), arrange(c)) for w, c in zip(problem.wrt, centre, strict=True)]
    place = ", ".join(text(line) for line in lines)
    after = lines[0] if len(lines) == 1 else build("system", *lines)
    return [step(PENALTIES, "penalised-free", after, slopes=slopes, place=place)]


def _told(problem: Penalised, values: Sequence[Notation], steps: Sequence[Step]) -> Derivation:
    conditions = tuple(s > 0 for s in problem.positive)
    found = [v.expr for v in values]
    other = another(problem, found) if problem.kind == "l1" else None
    more = (SAYS["not-only"].format(place=row_said(found), other=row_said(other)),) if other else ()
    letters = [notation.name(w) for w in problem.wrt]
    ending = ""
    if not any(v.free_symbols for v in found):
        names = letters[0] if len(letters) == 1 else build("tuple", *letters)
        ending = SAYS["found"].format(letters=text(names), values=row_said(found))
        if problem.kind == "l1":
            ending = " ".join([ending, *_zeros_said(problem, found)])
    return Derivation(
        _question(problem),
        vector_of(letters),
        vector_of(values),
        tuple(steps),
        conditions=conditions,
        remarks=(*problem.loss.body.remarks, *more),
        claims=(Least(problem.objective.expr, problem.wrt, tuple(found), problem.positive),),
        ending=ending,
        picture=_drawn(problem, found),
    )


def _zeros_said(problem: Penalised, found: Sequence[sp.Expr]) -> list[str]:
    """Which weights are 0, and whether it is the penalty that makes them so."""
    zeros = [k for k, v in enumerate(found) if v == 0]
    if len(zeros) in (0, len(found)):
        return []
    centre = problem.loss.centre
    rows = (
        {"zeros-flat": zeros}
        if centre is None
        else {
            "zeros": [k for k in zeros if sign_of(centre[k]) != 0],
            "zeros-anyway": [k for k in zeros if sign_of(centre[k]) == 0],
        }
    )
    names = [text(notation.name(w)) for w in problem.wrt]
    return [
        SAYS[row].format(zeros=listed([names[k] for k in some]))
        for row, some in rows.items()
        if some
    ]


def _drawn(problem: Penalised, found: Sequence[sp.Expr]) -> Any:
    """The balls in two weights, the shrinkage of one."""
    loss = problem.loss
    plain = not (problem.factor.free_symbols or loss.letters)
    if len(found) == 1:
        curvature = loss.matrix[0, 0]
        known = not (curvature.free_symbols or problem.factor.free_symbols)
        sizes = (float(curvature), float(problem.factor)) if known else (1.0, 1.0)
        place = (float(loss.centre[0]), float(found[0])) if plain and loss.centre else None
        name = text(notation.name(problem.wrt[0]))
        return filled(picture.shrunk, name, *sizes, place, kind=problem.kind)
    if len(found) != 2 or not plain or loss.centre is None:
        return None
    both = [
        [float(v.expr) for v in METHODS[kind](Penalised(loss, kind, problem.weight))[0]]
        for kind in ("l1", "l2")
    ]
    matrix = [[float(v) for v in row] for row in loss.matrix.tolist()]
    names = [text(notation.name(w)) for w in problem.wrt]
    return filled(picture.balls, names, matrix, [float(c) for c in loss.centre], both)
