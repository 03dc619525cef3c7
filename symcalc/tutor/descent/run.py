"""A run: step after step by the lines of a method, in doubles."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import sympy as sp

from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.ir import Program
from symcalc.compiler.lower import lower
from symcalc.tutor.descent.floats import Plain
from symcalc.tutor.descent.methods import RATE, D, G, Method, T, X
from symcalc.tutor.descent.objective import Array, Given, Objective, Of, OverData, Vector

Direction = Callable[[Vector, Vector], Vector | None]
Progress = Callable[[int, int], None]

FEW = 16  # coordinates up to which floats are faster than arrays
FAR = 1e10  # times the size of the start: beyond it a run has diverged
LARGE = 1e100  # a point or gradient of that length, whose squares soon overflow
OFTEN = 64  # steps after which progress is told
SINGULAR = 1e14  # the condition number of a matrix that is taken for singular
ENOUGH = 1e-6  # the norm of a gradient that is taken for 0 where nothing is said


def ignored(done: int, steps: int) -> None:
    """No progress is told."""


@dataclass(frozen=True)
class Plan:
    """What a run is to do.

    Attributes
    ----------
    start : ndarray, shape (n,)
        The first point.
    settings : mapping of names to floats
        All those of the method.
    state : mapping of names to arrays, shape (n,)
        What it starts from.
    rates : ndarray, shape (steps,)
        The rate of each step.
    clip : float or None
        The largest norm of a gradient; a longer one is made as long.
    tolerance : float or None
        Stop where the norm of the gradient is not above it; never if None.
    done : int
        How many steps were done before: the first one here has t = done + 1.
    """

    start: Array
    settings: Mapping[str, float]
    state: Mapping[str, Array]
    rates: Array = field(repr=False)
    clip: float | None = None
    tolerance: float | None = None
    done: int = 0

    def clipped(self, g: Array) -> Array:
        """A gradient, made as long as `clip` where it is longer."""
        size = float(np.linalg.norm(g))
        return g if self.clip is None or size <= self.clip else g * (self.clip / size)


@dataclass(frozen=True)
class Run:
    """What happened.

    `points`, `states` have a row more than there are steps; `gradients` are those that the steps
    used, before clipping, and in the last row that of the whole at the last point, if there is a
    function. `end` is "tolerance", "limit", "far", "huge", "undefined", "no-step", "singular" or
    "stuck".
    """

    points: Array
    gradients: Array
    states: Mapping[str, Array]
    end: str


class Stepper(Protocol):
    """One step, in one kind of numbers."""

    def norm(self, g: Vector) -> float:
        """The length of a vector."""

    def scaled(self, g: Vector, c: float) -> Vector:
        """c times a vector."""

    def step(self, x: Vector, g: Vector, states: Any, t: int, rate: float) -> tuple[Vector, Any]:
        """The next point and state."""


def program_of(method: Method, count: int = 1) -> Program:
    """One step of some coordinates at once, in inputs and outputs grouped by letter.

    From all x, all g (of Newton's method, d), all of each letter of the state, t, rate and the
    settings to all of each letter of the state and all x.
    """
    slope = D if method.kind == "newton" else G
    own = [X, slope, *(sp.Symbol(name) for name in method.state)]
    letters = {a: [sp.Symbol(f"{a}_{i}") for i in range(count)] for a in own}
    found: dict[sp.Symbol, list[sp.Expr]] = {a: [] for a in own}
    for i in range(count):
        known: dict[sp.Symbol, sp.Expr] = {a: letters[a][i] for a in own}
        for line in method.lines:
            known[line.letter] = line.formula.expr.xreplace(known)
        for a in own:
            found[a].append(known[a])
    more = [T, RATE, *(sp.Symbol(name) for name in method.settings)]
    inputs = [symbol for a in own for symbol in letters[a]] + more
    return lower([expr for a in (*own[2:], X) for expr in found[a]], inputs)


class Floats:
    """All coordinates in Python's floats; the state is one tuple, letter by letter."""

    def __init__(self, method: Method, settings: Sequence[float], count: int) -> None:
        self._update = Plain(program_of(method, count))
        self._settings = tuple(settings)
        self._kept = count * len(method.state)

    def norm(self, g: Vector) -> float:
        """Without overflow."""
        return math.hypot(*g)

    def scaled(self, g: Vector, c: float) -> Vector:
        """Each coordinate."""
        return tuple(c * one for one in g)

    def step(self, x: Vector, g: Vector, states: Any, t: int, rate: float) -> tuple[Vector, Any]:
        """All of it in one call."""
        new = self._update(*x, *g, *states, t, rate, *self._settings)
        return new[self._kept :], new[: self._kept]


class Arrays:
    """All coordinates at once, in arrays."""

    def __init__(self, method: Method, settings: Sequence[float]) -> None:
        self._program = program_of(method)
        self._settings = tuple(settings)

    def norm(self, g: Vector) -> float:
        """Euclid's."""
        return float(np.linalg.norm(g))

    def scaled(self, g: Vector, c: float) -> Vector:
        """As an array."""
        return np.multiply(g, c)

    def step(self, x: Vector, g: Vector, states: Any, t: int, rate: float) -> tuple[Vector, Any]:
        """The state is an array for each letter."""
        *new, moved = evaluate(self._program, [x, g, *states, t, rate, *self._settings])
        return moved, new


class Walk:
    """The points, gradients and states of a run, as they come."""

    def __init__(self, x: Vector, states: Any) -> None:
        self.points: list[Vector] = [x]
        self.gradients: list[Vector] = []
        self.states: list[Any] = [states]

    def add(self, g: Vector, x: Vector, states: Any) -> None:
        """One step more."""
        self.gradients.append(g)
        self.points.append(x)
        self.states.append(states)


def run(objective: Objective, method: Method, plan: Plan, progress: Progress = ignored) -> Run:
    """Go down, step by step.

    It stops where the gradient is small enough, where the steps are done, where the point is
    10^10 times as far out as the start, and where the function or its gradient has no value.
    """
    columns = [plan.state[name] for name in method.state]
    settings, count = list(plan.settings.values()), len(plan.start)
    stepper: Stepper
    if count <= FEW and isinstance(objective, Of | Given):
        stepper = Floats(method, settings, count)
        walk = Walk(tuple(plan.start.tolist()), tuple(v for c in columns for v in c.tolist()))
    else:
        stepper = Arrays(method, settings)
        walk = Walk(plan.start, columns)
    direction = newton(objective) if method.kind == "newton" else None
    end = _walked(walk, objective, stepper, plan, direction, progress)
    last = objective.slope(walk.points[-1])
    gradients = walk.gradients if last is None else [*walk.gradients, last]
    kept = np.array(walk.states, dtype=float).reshape(len(walk.points), -1, count)
    states = {name: kept[:, k] for k, name in enumerate(method.state)}
    slopes = np.array(gradients, dtype=float).reshape(-1, count)
    return Run(np.array(walk.points, dtype=float), slopes, states, end)


def _walked(
    walk: Walk,
    objective: Objective,
    stepper: Stepper,
    plan: Plan,
    direction: Direction | None,
    progress: Progress,
) -> str:
    """Go until something ends it; what does."""
    x, states = walk.points[0], walk.states[0]
    far, clip = FAR * (1 + stepper.norm(x)), math.inf if plan.clip is None else plan.clip
    least = -1.0 if plan.tolerance is None else plan.tolerance
    for t, rate in enumerate(plan.rates.tolist(), 1):
        g = objective.gradient(x, t)
        size = stepper.norm(g)
        if not size < math.inf:
            return "undefined"
        if size <= least:
            return "tolerance"
        used = stepper.scaled(g, clip / size) if size > clip else g
        moved = used if direction is None else direction(x, used)
        if moved is None:
            return "singular"
        before = max(size, stepper.norm(x))
        x, states = stepper.step(x, moved, states, plan.done + t, rate)
        size = stepper.norm(x)
        if not size < math.inf:
            return "far" if before > LARGE else "no-step"
        walk.add(g, x, states)
        if size > far:
            return "far"
        if not t % OFTEN:
            progress(t, len(plan.rates))
    return "limit"


def newton(objective: Objective) -> Direction:
    """The direction d that solves H d = -g; None where H is singular."""
    assert isinstance(objective, Of | OverData)

    def direction(x: Vector, g: Vector) -> Vector | None:
        hessian = objective.hessian(x)
        if not np.isfinite(hessian).all() or np.linalg.cond(hessian) > SINGULAR:
            return None
        return np.linalg.solve(hessian, -np.asarray(g)).tolist()  # type: ignore[no-any-return]

    return direction
