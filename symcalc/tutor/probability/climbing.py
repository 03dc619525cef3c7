"""Maxima of a log-likelihood by Newton's method uphill, from several starts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import sympy as sp

from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.notation import Notation
from symcalc.tutor.diff import differentiated
from symcalc.tutor.probability.draws import Floats, Sample
from symcalc.tutor.probability.setting import Setting

STEPS = 100
HALVINGS = 40
DONE = 1e-12
FLAT = 1e-6  # of a slope that is zero, for each draw
PLACES = 12  # draws at which it is begun
FACTORS = (1.0, 0.2, 5.0)  # of the usual values of the letters
APART = 1e-6  # of two maxima, relative to their size
FAR = 1e9  # beyond it the letters run away
MOVES = (0.7, -1.9)  # by which centre and draw are moved together


@dataclass(frozen=True)
class Peak:
    """A local maximum: where, how high, and how it was found."""

    at: Floats
    level: float
    start: Floats
    count: int


def peaks(here: Setting) -> tuple[list[Peak], int]:
    """Local maxima, the highest first, and from how many starts they were looked for."""
    climb = _Climb(here)
    starts = [start for start in _starts(here) if climb.allowed(start)]
    found: list[Peak] = []
    for start in starts:
        peak = climb.up(start)
        if peak is not None and all(_apart(peak, other) for other in found):
            found.append(peak)
    return sorted(found, key=lambda peak: -peak.level), len(starts)


def _apart(one: Peak, other: Peak) -> bool:
    size = max(1.0, float(np.max(np.abs(one.at))))
    return float(np.max(np.abs(one.at - other.at))) > APART * size


def _starts(here: Setting) -> Iterator[Floats]:
    """The usual values of the letters; where one of them is a centre, also the draws."""
    letters, sample = here.law.letters, here.sample
    assert sample is not None
    usual = np.array([float(here.trial.values[s]) for s in letters])
    centres = [k for k, s in enumerate(letters) if _is_centre(here, s)]
    drawn = np.unique(sample.floats)
    kept = drawn[np.linspace(0, len(drawn) - 1, min(len(drawn), PLACES)).astype(int)]
    for place in kept if centres else ():
        reach = float(np.median(np.abs(sample.floats - place))) or float(np.ptp(drawn)) or 1.0
        yield np.array(
            [
                place if k in centres else reach if _is_scale(here, s) else usual[k]
                for k, s in enumerate(letters)
            ]
        )
    yield from (usual * factor for factor in FACTORS)


def _is_centre(here: Setting, letter: sp.Symbol) -> bool:
    """Whether the density only depends on x less this letter."""
    law, values = here.law, here.trial.values
    if not all(end.is_infinite for end in law.ends):
        return False
    density = law.density.expr
    for move in MOVES:
        for drawn in here.trial.sample.exact[:2]:
            before = density.xreplace({**values, law.x: drawn})
            moved = {**values, letter: values[letter] + sp.Rational(str(move))}
            after = density.xreplace({**moved, law.x: drawn + sp.Rational(str(move))})
            if abs(float(before) - float(after)) > 1e-12:
                return False
    return True


def _is_scale(here: Setting, letter: sp.Symbol) -> bool:
    return sp.Gt(letter, 0) in here.law.conditions


class _Climb:
    """A log-likelihood with its slopes and curvatures, compiled once."""

    def __init__(self, here: Setting) -> None:
        assert here.sample is not None
        self.letters, self.conditions = here.law.letters, here.law.conditions
        self.size = len(here.sample)
        letters, sample = self.letters, here.sample
        firsts = [differentiated(here.terms(s), s, "∂").after for s in letters]
        seconds = [[differentiated(line, s, "∂").after for s in letters] for line in firsts]
        self.level = _summed(here, sample, here.logs)
        self.slopes = [_summed(here, sample, line) for line in firsts]
        self.curves = [[_summed(here, sample, line) for line in row] for row in seconds]

    def allowed(self, at: Floats) -> bool:
        """Whether the conditions of the law hold."""
        values = {s: sp.Float(v) for s, v in zip(self.letters, at, strict=True)}
        return all(c.xreplace(values) == sp.true for c in self.conditions)

    def up(self, start: Floats) -> Peak | None:
        """Newton's method, halving steps that do not climb; None where it does not settle."""
        at, best = start, self.level(start)
        for count in range(1, STEPS + 1):
            slope = np.array([f(at) for f in self.slopes])
            curve = np.array([[f(at) for f in row] for row in self.curves])
            if not (np.isfinite(slope).all() and np.max(np.abs(at)) < FAR):
                return None
            step, value = self._climbing(at, best, _uphill(slope, curve))
            at, best = at + step, max(best, value)
            if np.max(np.abs(step)) < DONE * max(1.0, float(np.max(np.abs(at)))):
                settled = np.max(np.abs(slope)) < FLAT * self.size
                return Peak(at, best, start, count) if settled and np.isfinite(best) else None
        return None

    def _climbing(self, at: Floats, best: float, step: Floats) -> tuple[Floats, float]:
        """The step, shortened until it does not lead down, and the level that it leads to."""
        value = -np.inf
        for _ in range(HALVINGS):
            value = self.level(at + step) if self.allowed(at + step) else -np.inf
            if value >= best:
                break
            step = step / 2
        return step, value


def _uphill(slope: Floats, curve: Floats) -> Floats:
    """Newton's step where the Hessian is negative definite, else along the slope."""
    if not (np.isfinite(curve).all() and (np.linalg.eigvalsh(curve) < 0).all()):
        return slope / max(1.0, float(np.linalg.norm(slope)))
    return np.asarray(-np.linalg.solve(curve, slope), dtype=np.float64)


def _summed(here: Setting, sample: Sample, line: Notation) -> Callable[[Floats], float]:
    """The sum over the draws as a function of the parameters."""
    letters = here.law.letters
    program = lower([line.expr], [here.law.x, *letters])

    def value(at: Floats) -> float:
        columns = [sample.floats, *(np.full(sample.floats.shape, v) for v in at)]
        with np.errstate(all="ignore"):
            return float(
                np.sum(np.broadcast_to(evaluate(program, columns)[0], sample.floats.shape))
            )

    return value
