"""From a setup to its Trace: the run, what became of it, and how it is told."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.plotting.descent import drawn
from symcalc.primitives import build
from symcalc.steps import Step
from symcalc.tutor.descent.claims import Worked
from symcalc.tutor.descent.curvature import steps_about
from symcalc.tutor.descent.external import minimised
from symcalc.tutor.descent.figures import brief, figure
from symcalc.tutor.descent.huge import is_huge
from symcalc.tutor.descent.methods import X
from symcalc.tutor.descent.objective import Array, Given, Of, OfArrays, OverData
from symcalc.tutor.descent.run import ENOUGH, Progress, Run, ignored, run
from symcalc.tutor.descent.setup import Setup
from symcalc.tutor.descent.shown import (
    COORDINATES,
    arrays_step,
    first_steps,
    gradient_step,
    method_step,
    placed,
    run_step,
)
from symcalc.tutor.descent.trace import Trace
from symcalc.tutor.diff import Part, differentiated
from symcalc.tutor.lessons import asked
from symcalc.tutor.words.descent import COUNTS, ENDINGS, REMARKS, WHY

BACK = 1e-6  # of a jump: how exactly two jumps lead back
CLOSE = 1e-9
LETTERS = 8  # of which the gradient is derived


def traced(setup: Setup, progress: Progress = ignored) -> Trace:
    """Run it, and tell what happened."""
    found = _run(setup, progress)
    found, values = within(found, setup.objective.values(found.points))
    found = _named(setup, found)
    status = status_of(setup, found)
    parts = _parts(setup)
    letters = tuple(sp.Symbol(name) for name in setup.names)
    about = setup.body or notation.name(X)
    steps = _slopes(setup, parts, about)
    steps += [method_step(setup, about), *first_steps(setup, found, parts)]
    steps += [run_step(setup, found, values), *_about(setup, found)]
    wrt = letters if isinstance(setup.objective, Of | OverData) else ()
    return Trace(
        asked("descent", about, wrt, **setup.said),
        about,
        _result(found.points[-1]),
        tuple(steps),
        remarks=_remarks(setup, found, parts),
        claims=(Worked(setup, found),),
        told=_answer(setup, found.points[-1]),
        ending=_ending(setup, found, values, status),
        points=found.points,
        values=values,
        gradients=found.gradients,
        rates=_rates(setup, len(found.points) - 1),
        states=found.states,
        status=status,
        end=found.end,
        method=setup.method,
        names=setup.names,
        settings=setup.plan.settings,
        picture=partial(drawn, setup.body, wrt, {setup.method.title: (found.points, values)}),
    )


def _slopes(setup: Setup, parts: list[Part], about: Notation) -> list[Step]:
    """How the gradient is found, where a step needs it."""
    objective = setup.objective
    if isinstance(objective, OfArrays):
        told = arrays_step(objective, about) if setup.shown else None
        return [told] if told else []
    letters = tuple(sp.Symbol(name) for name in setup.names)
    over = isinstance(objective, OverData)
    return [gradient_step(parts, letters, mean=over)] if parts else []


def _rates(setup: Setup, steps: int) -> Array:
    """The rate of each step; NaN where the method chooses it itself."""
    own = setup.method.kind == "scipy"
    return np.full(steps, np.nan) if own else setup.plan.rates[:steps]


def _run(setup: Setup, progress: Progress) -> Run:
    if setup.method.kind != "scipy":
        return run(setup.objective, setup.method, setup.plan, progress)
    assert isinstance(setup.objective, Of | OverData)
    return minimised(setup.objective, setup.method, setup.plan)


def within(found: Run, values: Array) -> tuple[Run, Array]:
    """The run up to the first point where the formula has no value; all of it if there is none."""
    wrong = ~np.isfinite(values)
    if np.isnan(values[0]) or not wrong.any():
        return found, values
    k = int(np.argmax(wrong))
    states = {name: kept[: k + 1] for name, kept in found.states.items()}
    end = "undefined" if np.isnan(values[k]) else "huge"
    cut = Run(found.points[: k + 1], found.gradients[: k + 1], states, end)
    return cut, values[: k + 1]


def _named(setup: Setup, found: Run) -> Run:
    """An infinite value is no large one where the formula has none: log(0), 1/0."""
    of = setup.objective
    if found.end != "huge" or not isinstance(of, Of):
        return found
    last = found.points[-1]
    kept = not np.isfinite(last).all() or is_huge(of, last)
    return found if kept else replace(found, end="undefined")


def _about(setup: Setup, found: Run) -> tuple[Step, ...]:
    """Why it went so, by the second derivatives; nothing where rates and gradients change."""
    objective, plan = setup.objective, setup.plan
    changed = setup.schedule.name != "constant" or plan.clip is not None
    if not isinstance(objective, Of) or changed or len(objective.letters) > LETTERS:
        return ()
    away = found.end in ("far", "huge", "undefined")
    if away and not is_bowl(objective, found.points[0]):
        return ()
    last = found.points[0 if away else -1]
    place = {x: sp.Rational(float(v)) for x, v in zip(objective.letters, last, strict=True)}
    return steps_about(
        objective.body, objective.letters, place, setup.method, setup.rate, plan.settings
    )


def is_bowl(objective: Of, point: Array) -> bool:
    """Whether the second derivatives seem to be the same everywhere, by numbers at two points."""
    here, there = (objective.hessian(point + shift) for shift in (0.0, 1 + np.abs(point)))
    return bool(np.allclose(here, there, rtol=CLOSE, atol=0.0))


def _parts(setup: Setup) -> list[Part]:
    """The partial derivatives of a formula, derived; of a mean over data, those of one row."""
    objective = setup.objective
    if not isinstance(objective, Of | OverData) or len(objective.letters) > LETTERS:
        return []
    sign = "∂" if len(objective.letters) > 1 else "d"
    return [_derived(objective.body, objective.body.expr, x, sign) for x in objective.letters]


@lru_cache(maxsize=64)
def _derived(body: Notation, meaning: sp.Expr, x: sp.Symbol, sign: str) -> Part:
    """One partial derivative, once for all runs on a formula; `meaning` tells symbols apart."""
    del meaning
    return differentiated(body, x, sign)


def status_of(setup: Setup, found: Run) -> str:
    """What became of the run, in a word."""
    if found.end in ("far", "huge"):
        return "diverged"
    if found.end in ("undefined", "no-step"):
        return "stopped"
    if not isinstance(setup.objective, Given) and _slope(found) <= _enough(setup):
        return "converged"
    return "oscillates" if jumping(found.points).any() else "stopped"


def _slope(found: Run) -> float:
    return float(np.linalg.norm(found.gradients[-1]))


def _enough(setup: Setup) -> float:
    return ENOUGH if setup.plan.tolerance is None else setup.plan.tolerance


def jumping(points: Array) -> Array:
    """Which coordinates jump there and back, in the last steps, without getting nearer.

    >>> jumping(np.array([[1, 1], [0.5, -1], [0.25, 1], [0.125, -1]])).tolist()
    [False, True]
    """
    if len(points) < 4:
        return np.zeros(points.shape[1], dtype=bool)
    a, b, c, d = points[-4:]
    jumps = np.abs(d - c)
    back = (np.abs(d - b) <= BACK * jumps) & (np.abs(c - a) <= BACK * np.abs(c - b))
    return np.asarray(back & (jumps > BACK * (1 + np.abs(d))))


def _result(point: Array) -> Notation:
    """The last point as a formula; of many numbers, only a letter."""
    if len(point) > COORDINATES:
        return notation.name(X)
    return build("vector", *(figure(v, 15) for v in point))


def _answer(setup: Setup, point: Array) -> Any:
    if isinstance(setup.objective, OfArrays):
        return {name: a.copy() for name, a in setup.objective.layout.arrays(point).items()}
    return sp.Matrix([sp.Float(float(v)) for v in point])


def _ending(setup: Setup, found: Run, values: Array, status: str) -> str:
    """Where the run is, and why it ended."""
    k = len(found.points) - 1
    steps = COUNTS["one" if k == 1 else "more"].format(n=k)
    last, value = found.points[-1], brief(values[-1])
    if isinstance(setup.objective, OfArrays):
        count = COUNTS["number" if len(last) == 1 else "numbers"].format(n=len(last))
        where = ENDINGS["array"].format(k=steps, value=value, n=count)
    else:
        f = f", f = {value}" if np.isfinite(values[-1]) else ""
        where = ENDINGS["point"].format(k=steps, point=placed(setup.names, last), value=f)
    return f"{where} {_why(setup, found, values, status)}"


def _why(setup: Setup, found: Run, values: Array, status: str) -> str:
    k = len(found.points) - 1
    if found.end in ("far", "huge"):
        rate = float(np.max(setup.plan.rates[:k])) if k else setup.rate
        why = WHY[_direction(values)].format(rate=brief(rate))
        return ENDINGS[found.end].format(k=k, why=why).strip()
    if found.end == "undefined":
        what = "formula" if not np.isfinite(values[-1]) else "gradient"
        return ENDINGS["undefined"].format(k=k, what=what)
    if found.end == "no-step":
        return ENDINGS["no-step"].format(next=k + 1)
    if isinstance(setup.objective, Given):
        return ENDINGS["stopped-given"]
    if found.end in ("singular", "stuck"):
        return ENDINGS[found.end].format(k=k, norm=brief(_slope(found)))
    names = [n for n, on in zip(setup.names, jumping(found.points), strict=True) if on]
    s = "s" if len(names) == 1 else ""
    return ENDINGS[status].format(
        norm=brief(_slope(found)),
        tolerance=brief(_enough(setup)),
        names=" and ".join(names[:COORDINATES]),
        s=s,
    )


def _direction(values: Array) -> str:
    """Whether f rose or fell on the way out."""
    finite = values[np.isfinite(values)]
    if len(finite) < 2 or len(finite) < len(values) or finite[-1] > finite[0]:
        return "large"
    return "unbounded" if (np.diff(finite) <= 0).all() else "plain"


def _remarks(setup: Setup, found: Run, parts: list[Part]) -> tuple[str, ...]:
    told = [*setup.noted, *(remark for part in parts for remark in part.remarks)]
    if setup.body is not None:
        told = [*setup.body.remarks, *told]
    if setup.method.name in REMARKS:
        told.append(REMARKS[setup.method.name])
    if setup.method.name == "newton" and len(setup.names) == 1:
        told.append(REMARKS["newton-root"])
    if setup.method.name == "sgd" and isinstance(setup.objective, Of):
        told.append(REMARKS["no-data"])
    if setup.method.kind == "newton" and found.end in ("tolerance", "limit"):
        assert isinstance(setup.objective, Of | OverData)
        hessian = setup.objective.hessian(found.points[-1])
        if np.isfinite(hessian).all() and np.linalg.eigvalsh(hessian).min() <= 0:
            told.append(REMARKS["newton-up"])
    return tuple(dict.fromkeys(told))
