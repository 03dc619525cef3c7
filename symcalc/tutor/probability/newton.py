"""Estimates that no formula gives: Newton's method on the score, with the draws as numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.derivation import Derivation
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.diff import differentiated
from symcalc.tutor.probability.draws import Floats, Sample, rounded
from symcalc.tutor.probability.setting import Setting, hat, told, with_data
from symcalc.tutor.words.likelihood import EDGES
from symcalc.writing.text import text

STEPS = 100
HALVINGS = 40
DONE = 1e-12

Function = Callable[[Floats], Floats]


def by_numbers(
    here: Setting, steps: Sequence[Step], scores: Mapping[sp.Symbol, Notation]
) -> Derivation:
    """The equations that hold at the maximum, and with data the estimate that solves them."""
    equations = [
        here.step(
            "no-closed-form",
            build("relation", line, notation.number(0), text="="),
            theta=text(notation.name(s)),
        )
        for s, line in scores.items()
    ]
    if here.sample is None:
        return told(here, (*steps, *equations), {}, {}, ending=EDGES["data-needed"])
    start = np.array([float(here.trial.values[s]) for s in here.law.letters])
    found = climbed(here, start)
    if found is None:
        return told(here, (*steps, *equations), {}, {}, ending=EDGES["not-found"])
    at, count = found
    values = {s: sp.Float(v) for s, v in zip(here.law.letters, at, strict=True)}
    first = ", ".join(
        f"{text(notation.name(s))} = {text(rounded(here.trial.values[s]))}" for s in values
    )
    rows = [(notation.name(hat(s)), rounded(v)) for s, v in values.items()]
    lines = [rounded(v) for v in values.values()]
    moved = here.step(
        "newton", lines[0] if len(lines) == 1 else build("vector", *lines), start=first, count=count
    )
    named = {s: arrange(v) for s, v in values.items()}
    return told(here, (*steps, *equations, moved, *with_data(here, rows, values)), named, values)


def climbed(here: Setting, start: Floats) -> tuple[Floats, int] | None:
    """Newton's method uphill, halving steps that do not climb; None where it does not settle."""
    letters, sample = here.law.letters, here.sample
    assert sample is not None
    firsts = [differentiated(here.terms(s), s, "∂").after for s in letters]
    seconds = [[differentiated(line, s, "∂").after for s in letters] for line in firsts]
    level = _summed(here, sample, here.logs)
    slopes = [_summed(here, sample, line) for line in firsts]
    curves = [[_summed(here, sample, line) for line in row] for row in seconds]
    at, best = start, level(start)
    for count in range(1, STEPS + 1):
        slope = np.array([f(at) for f in slopes])
        curve = np.array([[f(at) for f in row] for row in curves])
        step = _uphill(slope, curve)
        for _ in range(HALVINGS):
            value = level(at + step) if _allowed(here, at + step) else -np.inf
            if value >= best:
                break
            step = step / 2
        at, best = at + step, max(best, value)
        if np.max(np.abs(step)) < DONE * max(1.0, float(np.max(np.abs(at)))):
            return (at, count) if np.max(np.abs(slope)) < 1e-6 * len(sample) else None
    return None


def _uphill(slope: Floats, curve: Floats) -> Floats:
    """Newton's step where the Hessian is negative definite, else along the slope."""
    if not (np.isfinite(curve).all() and (np.linalg.eigvalsh(curve) < 0).all()):
        return slope / max(1.0, float(np.linalg.norm(slope)))
    return np.asarray(-np.linalg.solve(curve, slope), dtype=np.float64)


def _allowed(here: Setting, at: Floats) -> bool:
    values = {s: sp.Float(v) for s, v in zip(here.law.letters, at, strict=True)}
    return all(c.xreplace(values) == sp.true for c in here.law.conditions)


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
