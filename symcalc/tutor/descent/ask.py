"""From what is asked for, in Python or in a sentence, to a Setup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

import numpy as np

from symcalc.errors import ShapeError, TooLargeError, UnsupportedError
from symcalc.notation import Notation
from symcalc.tutor.descent.bounds import WORK, bounded, rows
from symcalc.tutor.descent.huge import is_huge
from symcalc.tutor.descent.kept import kept
from symcalc.tutor.descent.methods import Method, method_of
from symcalc.tutor.descent.objective import Given, Objective, Of
from symcalc.tutor.descent.read import (
    array_of,
    is_list,
    list_of,
    number_of,
    pairs_of,
    setting,
    whole_of,
)
from symcalc.tutor.descent.run import ENOUGH, Plan
from symcalc.tutor.descent.schedules import Schedule, schedule_of
from symcalc.tutor.descent.sentence import said_of
from symcalc.tutor.descent.setup import Setup
from symcalc.tutor.descent.shown import placed
from symcalc.tutor.descent.sources import of_arrays, of_one_row, over_data
from symcalc.tutor.descent.starts import formula_of, in_order, letters_of, remarks
from symcalc.tutor.words.descent import FAILS, HINTS

MOST = 10_000  # steps where nothing is said
MANY = 1_000_000  # steps
EPOCHS = 1_000  # steps over mini-batches where nothing is said
SAMPLES = ("rows", "columns")
SEEDS = 2**31


@dataclass(frozen=True)
class Request:
    """The arguments of `descend`, as they were given; None where nothing was said."""

    f: Any
    x0: Any = None
    method: str = "gradient"
    rate: Any = None
    steps: Any = None
    tolerance: Any = None
    schedule: Any = None
    clip: Any = None
    data: Any = None
    batch: Any = None
    seed: Any = 0
    state: Any = None
    gradients: Any = None
    shown: Any = 3
    shapes: Any = None
    samples: str = "rows"
    names: Iterable[str] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    noted: tuple[str, ...] = ()  # remarks on how the sentence was read


OPTIONS = tuple(f.name for f in fields(Request))


def setup_of(asked: Request) -> Setup:
    """Read and check everything that was asked for.

    Raises
    ------
    UnsupportedError, ShapeError, ReadingError, TooLargeError
        If something is missing, unknown, out of its range or does not fit.
    """
    method = method_of(asked.method)
    schedule = schedule_of(str(asked.schedule)) if asked.schedule else schedule_of("constant")
    own, more = _settings(method, schedule, asked.settings)
    rate = method.rate if asked.rate is None else setting("rate", asked.rate)
    if asked.samples not in SAMPLES:
        raise UnsupportedError(FAILS["samples"].format(name=str(asked.samples)))
    if method.kind == "scipy":
        own_steps(asked, method)
    start = pairs_of(asked.x0)
    data = pairs_of(asked.data)
    objective, body, point = _objective(asked, method, start, data)
    steps, tolerance = _ends(asked, objective)
    bounded(steps, objective)
    state, done = kept(method, objective, asked.state)
    if done and schedule.name != "constant":
        raise UnsupportedError(FAILS["state-schedule"], hint=HINTS["state-schedule"])
    plan = Plan(
        start=point,
        settings=own,
        state=state,
        rates=schedule.rates(rate, steps, more),
        clip=None if asked.clip is None else setting("clip", asked.clip),
        tolerance=tolerance,
        done=done,
    )
    _defined(objective, point)
    shown = whole_of("shown", asked.shown, 0, 20)
    whole_of("seed", asked.seed, 0, SEEDS)
    named = replace(asked, x0=_named(objective, point)) if is_list(asked.x0) else asked
    told = said_of(named, body, method)
    noted = (*asked.noted, *remarks(asked, body))
    return Setup(objective, body, method, schedule, rate, plan, more, shown, told, noted)


def _named(objective: Objective, point: np.ndarray[Any, Any]) -> dict[str, str]:
    """A start that was a list, with the names of its numbers."""
    return {
        n: repr(float(v)).removesuffix(".0") for n, v in zip(objective.names, point, strict=True)
    }


def own_steps(asked: Request, method: Method) -> None:
    """Refuse what a method decides itself."""
    for name in ("rate", "schedule", "clip", "batch", "state"):
        if getattr(asked, name) is not None:
            raise UnsupportedError(FAILS["own-steps"].format(title=method.title, name=name))


def _settings(
    method: Method, schedule: Schedule, given: Mapping[str, Any]
) -> tuple[dict[str, float], dict[str, float]]:
    """The settings of the method and those of the schedule, with what was said of them."""
    own, more = dict(method.settings), dict(schedule.settings)
    for name, value in given.items():
        if name not in own and name not in more:
            known = [*own, *more]
            what = (
                method.title
                if schedule.name == "constant"
                else f"{method.title} with {schedule.title}"
            )
            hint = (
                HINTS["settings"].format(names=", ".join(known)) if known else HINTS["no-settings"]
            )
            raise UnsupportedError(FAILS["setting"].format(title=what, name=name), hint=hint)
        (own if name in own else more)[name] = setting(name, value)
    return own, more


def _ends(asked: Request, objective: Objective) -> tuple[int, float | None]:
    """How many steps at most, and the gradient that is small enough to stop before.

    A number of steps is done to the end if nothing is said of a tolerance.
    """
    if isinstance(objective, Given):
        count = len(objective.rows)
        return count if asked.steps is None else whole_of("steps", asked.steps, 0, count), None
    batches = objective.batches
    drawn = batches is not None and not batches.all
    usual = EPOCHS if drawn else min(MOST, WORK // rows(objective))
    steps = usual if asked.steps is None else whole_of("steps", asked.steps, 0, MANY)
    if drawn or (asked.tolerance is None and asked.steps is not None):
        return steps, None
    given = ENOUGH if asked.tolerance is None else setting("tolerance", asked.tolerance)
    return steps, given


def _objective(
    asked: Request, method: Method, start: Mapping[str, Any], data: Mapping[str, Any]
) -> tuple[Objective, Notation | None, np.ndarray[Any, Any]]:
    """What is made small, its formula, and the start."""
    if asked.f is None or asked.gradients is not None:
        return _of_gradients(asked, method, start)
    if is_list(asked.x0):
        start = in_order(asked)
    if not start:
        raise UnsupportedError(FAILS["no-start"], hint=HINTS["start"])
    values = {name: array_of(name, value) for name, value in start.items()}
    columns = {name: array_of(name, value) for name, value in data.items()}
    for name in values.keys() & columns.keys():
        raise UnsupportedError(FAILS["twice"].format(name=name))
    arrays = any(a.ndim for a in values.values()) or any(a.ndim > 1 for a in columns.values())
    if asked.batch is not None and not columns:
        raise UnsupportedError(FAILS["batch"], hint=HINTS["data"].format())
    if asked.shapes is not None or arrays:
        return of_arrays(asked, method, values, columns)
    body = formula_of(of_one_row(asked) if columns else asked, [*values, *columns])
    found = letters_of(body, values, columns)
    letters = tuple(found.values())
    point = np.array([float(values[name]) for name in found])
    if columns:
        return over_data(asked, body, letters, columns), body, point
    return Of(body, letters), body, point


def _of_gradients(
    asked: Request, method: Method, start: Mapping[str, Any]
) -> tuple[Objective, None, np.ndarray[Any, Any]]:
    """Gradients as they are given; the start is 0 where nothing is said."""
    if asked.f is not None:
        raise UnsupportedError(FAILS["both"], hint=HINTS["gradients"])
    if asked.gradients is None:
        raise UnsupportedError(FAILS["neither"], hint=HINTS["start"])
    if method.kind != "elementwise":
        raise UnsupportedError(FAILS["needs-formula"].format(title=method.title))
    rows = array_of("gradients", asked.gradients)
    rows = rows.reshape(-1, 1) if rows.ndim == 1 else rows
    if rows.ndim != 2 or not rows.size:
        raise ShapeError(FAILS["empty"].format(name="gradients"), hint=HINTS["gradients"])
    n = rows.shape[1]
    if is_list(asked.x0):
        start = dict(zip(_numbered(n), list_of("x0", asked.x0), strict=False))
        if len(asked.x0) != n:
            told = FAILS["length"].format(name="x0", got=len(asked.x0), n=n)
            raise ShapeError(told, hint=HINTS["gradients"])
    start = start or dict.fromkeys(_numbered(n), 0.0)
    if len(start) != n:
        told = FAILS["gradients"].format(n=len(start), row=1, got=n)
        raise ShapeError(told, hint=HINTS["gradients"])
    point = np.array([number_of(name, value) for name, value in start.items()])
    return Given(tuple(start), rows), None, point


def _numbered(n: int) -> tuple[str, ...]:
    return ("x",) if n == 1 else tuple(f"x_{i + 1}" for i in range(n))


def _defined(objective: Objective, point: np.ndarray[Any, Any]) -> None:
    """Refuse a start where there is nothing to go down from."""
    if isinstance(objective, Given):
        return
    where = placed(objective.names, point)
    if not np.isfinite(objective.values(point[np.newaxis])).all():
        if isinstance(objective, Of) and is_huge(objective, point):
            raise TooLargeError(FAILS["huge"].format(point=where), hint=HINTS["huge"])
        raise UnsupportedError(FAILS["domain"].format(point=where), hint=HINTS["domain"])
    if not np.isfinite(np.asarray(objective.slope(point), dtype=float)).all():
        raise UnsupportedError(FAILS["slope"].format(point=where), hint=HINTS["domain"])
