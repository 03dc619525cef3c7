"""What a run claims, borne out without the compiler: the first steps, worked out again."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import sympy as sp

from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.checking.report import CheckReport, short
from symcalc.tutor.descent.figures import DIGITS, worked_out
from symcalc.tutor.descent.methods import RATE, D, G, T, X
from symcalc.tutor.descent.objective import Array, Given, Objective, Of, OfArrays, OverData
from symcalc.tutor.descent.run import Run
from symcalc.tutor.descent.setup import Setup
from symcalc.tutor.words.descent import CHECKED, COUNTS, FALLS, SLOPES, UNDECIDED

STEPS = 3  # that are worked out again
FIRST = {0: "first-none", 1: "first-one"}
COORDINATES = 8  # of each
TOLERANCE = 1e-6
NOISE = 1e-15  # of a value in doubles
FINE = 50  # digits
KINK = 1e-4  # how far to each side a kink is looked for
STEP = 6e-6  # of central differences, times the size of the coordinate


@dataclass(frozen=True)
class Worked:
    """The first steps follow from the method's lines, and the gradients from the values of f."""

    setup: Setup
    found: Run

    def check(self) -> CheckReport:
        """In silence, where numbers are too large for a double."""
        with np.errstate(all="ignore"):
            return self._checked()

    def _checked(self) -> CheckReport:
        """Lines in 30 digits by mpmath, gradients by central differences."""
        external = self.setup.method.kind == "scipy"
        count = len(self.found.points) - 1 if external else min(STEPS, len(self.found.points) - 1)
        errors = [self._growth()] if external else [self._of_step(k) for k in range(count)]
        tried = [self._of_slope(k) for k in range(min(STEPS, len(self.found.gradients)))]
        slopes = [error for error in tried if error is not None]
        known = [error for error in (*errors, *slopes) if not np.isnan(error)]
        error = max(known, default=0.0)
        given = isinstance(self.setup.objective, Given)
        whole = len(known) == len(errors) + len(slopes) and (slopes or (given and errors))
        points = COUNTS["points-one" if len(slopes) == 1 else "points"].format(n=len(slopes))
        told = (FALLS if external else CHECKED).format(
            steps=COUNTS["one" if count == 1 else "more"].format(n=count)
            if external
            else COUNTS[FIRST.get(count, "first")].format(n=count),
            digits=DIGITS,
            slopes=SLOPES["given" if given else "formula"].format(points=points),
            error=short(error),
        )
        decided = "agrees" if whole else "undecided"
        status = decided if error <= TOLERANCE else "disagrees"
        note = UNDECIDED if status == "undecided" else ""
        method = "the formulas of the method and finite differences"
        return CheckReport(status, count, error, TOLERANCE, None, method, note=note, told=told)

    def _growth(self) -> float:
        """How much f grows at a step, at most, relative to its size."""
        values = self.setup.objective.values(self.found.points)
        rises = np.diff(values) / np.maximum(1.0, np.abs(values[1:]))
        return float(np.max(rises, initial=0.0))

    def _of_step(self, k: int) -> float:
        """The largest relative difference of one step's state and point."""
        count = min(COORDINATES, len(self.setup.names))
        return float(np.max([self._of_coordinate(k, i) for i in range(count)]))

    def _of_coordinate(self, k: int, i: int) -> float:
        found, plan, method = self.found, self.setup.plan, self.setup.method
        values: dict[sp.Symbol, float] = {
            X: found.points[k, i],
            T: plan.done + k + 1,
            RATE: plan.rates[k],
        }
        values |= {sp.Symbol(name): v for name, v in plan.settings.items()}
        values |= {sp.Symbol(name): found.states[name][k, i] for name in method.state}
        used = plan.clipped(found.gradients[k])
        values[G] = used[i]
        if method.kind == "newton":
            assert isinstance(self.setup.objective, Of | OverData)
            hessian = self.setup.objective.hessian(found.points[k])
            values[D] = np.linalg.solve(hessian, -used)[i]
        scale = max(map(abs, values.values()))
        for line in method.lines:
            values[line.letter] = worked_out(line.formula.expr, values)
        ends = {sp.Symbol(name): found.states[name][k + 1, i] for name in method.state}
        ends[X] = found.points[k + 1, i]
        return float(np.max([abs(values[x] - v) / max(scale, abs(v)) for x, v in ends.items()]))

    def _of_slope(self, k: int) -> float | None:
        """The gradient of a step against central differences; None where none is compared."""
        objective = self._of_rows(k)
        point, g = self.found.points[k], self.found.gradients[k]
        if isinstance(objective, Given) or not np.isfinite(point).all():
            return None
        errors: list[float | None] = []
        for i in range(min(COORDINATES, len(point))):
            h = STEP * max(1.0, abs(float(point[i])))
            ahead, behind = point.copy(), point.copy()
            ahead[i], behind[i] = point[i] + h, point[i] - h
            high, low = objective.values(np.array([ahead, behind]))
            slope = (high - low) / (ahead[i] - behind[i])
            if not np.isfinite(slope):
                errors.append(self._settled(point, g, i, None))
            else:
                noise = NOISE * max(abs(high), abs(low)) / h
                off = float(np.maximum(0.0, abs(slope - g[i]) - noise) / max(1.0, abs(g[i])))
                errors.append(off if off <= TOLERANCE else self._settled(point, g, i, off))
        compared = [error for error in errors if error is not None]
        return float(np.max(compared)) if compared else None

    def _settled(self, point: Array, g: Array, i: int, off: float | None) -> float | None:
        """The same in 50 digits, where doubles are in doubt; at a kink there is no slope."""
        objective = self.setup.objective
        if not isinstance(objective, Of):
            return off
        place = {x: sp.Rational(float(v)) for x, v in zip(objective.letters, point, strict=True)}
        try:
            slope = Precise(FINE).slope(objective.body.expr, (objective.letters[i],), place)
        except Undefined:
            return None
        sides = [self._side(point, i, sign * KINK) for sign in (-1, 1)]
        if min(sides) < g[i] < max(sides) or g[i] in sides:
            return 0.0 if max(sides) - min(sides) > KINK * max(1.0, *map(abs, sides)) else off
        return float(abs(slope - g[i]) / max(1, abs(g[i])))

    def _side(self, point: Array, i: int, h: float) -> float:
        """The slope to one side."""
        there = point.copy()
        there[i] += h
        low, high = self.setup.objective.values(np.array([point, there]))
        return float((high - low) / h)

    def _of_rows(self, k: int) -> Objective:
        """The objective over the rows whose gradient is the k-th: at the end all of them."""
        objective = self.setup.objective
        if k == len(self.found.points) - 1:
            return objective
        if isinstance(objective, OverData):
            return replace(objective, data=objective.drawn(k + 1))
        if isinstance(objective, OfArrays):
            return replace(objective, data=objective.drawn(k + 1))
        return objective
