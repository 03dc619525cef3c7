"""Methods that SciPy runs, with our derivatives: BFGS and the trust-region method."""

from __future__ import annotations

import warnings
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from symcalc.errors import BackendError
from symcalc.tutor.descent.methods import Method
from symcalc.tutor.descent.objective import Array, Of, OverData
from symcalc.tutor.descent.run import ENOUGH, Plan, Run
from symcalc.tutor.words.descent import FAILS, HINTS

NAMES = {"bfgs": "BFGS", "trust-region": "trust-exact"}
LEAST = 1e-12  # the norm of a gradient below which rounding leads the way


def minimised(objective: Of | OverData, method: Method, plan: Plan) -> Run:
    """A run by SciPy's `minimize`: every point that it accepts.

    Raises
    ------
    BackendError
        If SciPy is not installed: it comes with the extra [optimise].
    """
    if find_spec("scipy") is None:
        told = FAILS["scipy"].format(title=method.title)
        raise BackendError(told, hint=HINTS["scipy"])
    points = [plan.start]
    steps = len(plan.rates)
    least = ENOUGH if plan.tolerance is None else max(plan.tolerance, LEAST)
    if steps and np.linalg.norm(np.asarray(objective.slope(plan.start))) > least:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            import_module("scipy.optimize").minimize(
                lambda x: float(objective.values(x[np.newaxis])[0]),
                plan.start,
                jac=lambda x: np.asarray(objective.slope(x), dtype=float),
                method=NAMES[method.name],
                callback=lambda xk: points.append(np.array(xk)),
                options={"maxiter": steps, "gtol": least},
                **_second(objective, method),
            )
    path = _without_repeats(points)
    slopes = np.array([objective.slope(x) for x in path], dtype=float)
    done = float(np.linalg.norm(slopes[-1])) <= least
    end = "limit" if len(path) > steps else "stuck"
    return Run(path, slopes, {}, "tolerance" if done else end)


def _second(objective: Of | OverData, method: Method) -> dict[str, Any]:
    return {"hess": objective.hessian} if method.name == "trust-region" else {}


def _without_repeats(points: list[Array]) -> Array:
    """A step that a trust region refuses leaves the point where it is: it is none."""
    path = [points[0]]
    for x in points[1:]:
        if np.isfinite(x).all() and not np.array_equal(x, path[-1]):
            path.append(x)
    return np.array(path, dtype=float)
