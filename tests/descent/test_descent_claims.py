"""What the check of a run counts: only what it compared, and no NaN as agreement."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import symcalc as sc
from symcalc.tutor.descent.claims import Worked

ROWS = {"x": [1.0, 2.0, 3.0], "y": [2.0, 4.0, 7.0]}
MATRIX = {"X": [[1, 2], [3, 4], [4, 4]], "y": [2, 4, 6]}
SQUARES = "sum((X w - y)^2)/N"
SHAPES = {"data": MATRIX, "shapes": "X: (N, 2), w: 2, y: N"}


def worked(*given: Any, **named: Any) -> Worked:
    return next(c for c in sc.descend(*given, **named).claims if isinstance(c, Worked))


COUNTED = [
    # formula      start       more                                   status       is told
    ("ln(x)", {"x": 0.5}, {"rate": 1, "steps": 3}, "agrees", "at 1 point "),  # then x < 0
    ("ln(x)", {"x": 5}, {"rate": 1, "steps": 3}, "agrees", "at 3 points"),
    ("|x|", {"x": 0}, {"rate": 0.1, "steps": 2}, "agrees", "at 3 points"),
    ("sqrt(x)", {"x": 1e-9}, {"rate": 1e-20, "steps": 2}, "undecided", "at 0 points"),
    ("(w x - y)^2", {"w": 0}, {"data": ROWS, "batch": 1, "steps": 4}, "agrees", "at 3 points"),
    (SQUARES, {"w": [0, 0]}, SHAPES | {"batch": 2, "steps": 4}, "agrees", "at 3 points"),
    (None, None, {"gradients": [[1, 2]]}, "agrees", "from the gradients as given"),
    (None, None, {"gradients": [[1, 2]], "steps": 0}, "undecided", "no step"),
]


@pytest.mark.parametrize(("f", "start", "more", "status", "told"), COUNTED)
def test_counted(f: Any, start: Any, more: dict[str, Any], status: str, told: str) -> None:
    report = worked(f, start, **more).check()
    assert (report.status, told in report.told) == (status, True)
    assert bool(report.note) == (status == "undecided")


def test_batches_are_compared_over_their_own_rows() -> None:
    """The gradient over all rows is not that of a mini-batch."""
    claim = worked("(w x - y)^2", {"w": 0}, data=ROWS, batch=1, steps=4)
    whole = worked("(w x - y)^2", {"w": 0}, data=ROWS, steps=4)
    wrong = replace(claim.found, gradients=whole.found.gradients)
    assert replace(claim, found=wrong).check().status == "disagrees"


WRONG = [("points", 1.5, "disagrees"), ("gradients", 1.5, "disagrees")]
WRONG += [("points", np.nan, "undecided"), ("gradients", np.nan, "undecided")]


@pytest.mark.parametrize(("name", "by", "status"), WRONG)
def test_wrong_runs(name: str, by: float, status: str) -> None:
    claim = worked("x^2 + y^2", {"x": 1, "y": 2}, rate=0.1, steps=3)
    numbers = getattr(claim.found, name).copy()
    numbers[1] *= by
    assert replace(claim, found=replace(claim.found, **{name: numbers})).check().status == status


def test_values_that_are_nan_do_not_fall() -> None:
    claim = worked("x^2", {"x": 1}, "bfgs")
    points = claim.found.points.copy()
    points[-1] = np.nan
    assert claim.check().status == "agrees"
    assert replace(claim, found=replace(claim.found, points=points)).check().status == "undecided"


def test_a_rate_below_the_smallest_double() -> None:
    """0.1/2^(10^9) is 0 in doubles, and no number at 30 digits: the figure stands alone."""
    schedule = "rate/(1+t)^(10^9)"
    trace = sc.descend("x^2", {"x": 1}, rate=0.1, schedule=schedule, steps=10)
    assert trace.points[-1].tolist() == [1.0]
    assert trace.rates.tolist() == [0.0] * 10
    assert "rate/(1 + t)^(10⁹)  0\n" in trace.text()
