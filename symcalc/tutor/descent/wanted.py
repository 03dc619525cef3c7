"""What else is asked of a run: the value of f, the gradient's length, all points, a count."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.notation import Notation, number
from symcalc.primitives import build
from symcalc.reading import key
from symcalc.reading.sentences import enter_part, parts_of
from symcalc.tutor.descent.ask import Request
from symcalc.tutor.descent.asked_as import NAMES, UNITS
from symcalc.tutor.descent.figures import brief, figure
from symcalc.tutor.descent.lesson import descent
from symcalc.tutor.descent.read import whole_of
from symcalc.tutor.descent.sentence import request_of, tidied
from symcalc.tutor.descent.shown import placed
from symcalc.tutor.descent.spoken import NUMBERS, understood
from symcalc.tutor.descent.trace import Trace
from symcalc.tutor.extrema.numbers import shown
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.words.descent import COUNTS, FAILS, FIGURES, HINTS

MOST = 100  # points that are listed
enter_part("run", rf"(?:.*\b)?(?:{NAMES}|descent)\b.*")
enter_part("letter", r"(?!f\b|g\b)\\?[^\W\d_]+(?:_?\{?\d+\}?|[₀-₉]+)?")
enter_part("indexed", r"\\?[^\W\d_]+(?:_?\{?\d+\}?|[₀-₉]+)")
VALUE = "value of f|function value|objective value|value of the function|value of the loss|loss|f"
NORM = "gradient norm|norm of the gradient|length of the gradient"
WHAT = f"{{wanted:{VALUE}|{NORM}}}"
POINTS = "iterates|points|iterations|steps"
BELOW = "{norm:gradient norm|norm of the gradient|gradient} {is:is|gets|falls|drops} "
BELOW += "{below:below|under|less than|smaller than}"
DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
INDEX = re.compile(r"(?P<name>.*?[^\d_{])_?\{?(?P<k>\d+)\}?")


@lesson(
    "run-figure",
    "{wanted} at the end of {run:run}",
    "value of {value:f|the function|the loss|the objective} {of:after|at the end of|in} {run:run}",
    f"{WHAT} {{of:at the end of|after|of|in|for}} {{run:run}}",
    "{wanted:letter} {of:after|at the end of} {run:run}",
    "{wanted:indexed} {of:of|in|for} {run:run}",
    f"first {{count:count}} {{points:{POINTS}}} of {{run:run}}",
    "{points:iterates|points} of {run:run}",
    "{run:run}; what is {wanted:indexed}",
    "{run:run}. what is {wanted:indexed}",
    f"{{run:run}}; what is {WHAT}",
    f"{{how:how many|number of}} {{units:{UNITS}}} until the {BELOW} {{tolerance}} "
    "{for:for|of|in} {run:run}",
    f"{{how:how many}} {{units:{UNITS}}} does {{run:run}} {{need:need|take}} until the {BELOW} "
    "{tolerance}",
    "{how:number of steps} {of:of|for} {run:run}",
)
def run_figure(run: str, wanted: str = "", **said: str) -> Trace:
    """A number of a run, a coordinate, or all of its points.

    Examples
    --------
    >>> run = run_figure("descent on x^2 from x = 1 with rate 0.1 for 2 steps", "value of f")
    >>> f"{run.answer:.4f}"
    '0.4096'
    """
    request = _request(run, said.get("tolerance", ""))
    wanted = wanted.strip().lstrip("\\").translate(DIGITS)
    if "how" in said or wanted == "number of steps":
        return _count(request)
    if "points" in said or wanted == "iterates":
        return _points(request, said.get("count", ""))
    index = INDEX.fullmatch(wanted)
    if index and request.steps is None:
        request, wanted = replace(request, steps=index["k"]), index["name"]
    trace = descent(request)
    if wanted in NORM.split("|"):
        return _told(trace, "gradient norm", float(np.linalg.norm(trace.gradients[-1])), "norm")
    if "value" in said or wanted in VALUE.split("|"):
        return _told(trace, "value of f", float(trace.values[-1]), "value")
    return _coordinate(trace, wanted)


def _request(run: str, tolerance: str) -> Request:
    """The run that is described, in symcalc's own words or in people's."""
    own = parts_of("descent", run)
    found: Mapping[str, Any] = request_of(tidied(own)) if own else {}
    if not found:
        parts = parts_of("minimise", run)
        if not parts:
            raise UnsupportedError(FAILS["clause"].format(part=run[:60]), hint=HINTS["clause"])
        found = understood(parts)
    asked_ = Request(**found)
    return replace(asked_, tolerance=tolerance.strip(" ?.")) if tolerance else asked_


def _coordinate(trace: Trace, name: str) -> Trace:
    """One of the coordinates of the last point; of one variable, the point."""
    own = {key(n): k for k, n in enumerate(trace.names)}
    if key(name) not in own:
        told = FAILS["unknown"].format(name=name)
        raise UnsupportedError(told, hint=HINTS["unknown"].format(names=", ".join(trace.names)))
    k = own[key(name)]
    return _told(trace, name, float(trace.points[-1][k]), "coordinate")


def _told(trace: Trace, wanted: str, value: float, row: str) -> Trace:
    steps = COUNTS["one" if trace.steps_taken == 1 else "more"].format(n=trace.steps_taken)
    fields = {"k": steps, "value": brief(value, 8), "name": wanted}
    result = figure(value, 15) if np.isfinite(value) else shown(sp.nan)
    ending = FIGURES[row].format(**fields)
    return replace(_asked(trace, wanted, result, ending), told=sp.Float(value))


def _points(request: Request, count: str) -> Trace:
    """All points after the start."""
    if count:
        word = count.split()[-1].lower()
        request = replace(request, steps=NUMBERS.get(word, word))
    if request.steps is not None:
        whole_of("steps", request.steps, 1, MOST)
    trace = descent(request)
    if trace.steps_taken > MOST:
        raise UnsupportedError(FAILS["many"].format(steps=trace.steps_taken, most=MOST))
    rows = [[figure(v, 15) for v in point] for point in trace.points[1:]]
    single = len(trace.names) == 1
    parts = [row[0] for row in rows] if single else [build("vector", *row) for row in rows]
    head = "vector" if single else "matrix"
    result = parts[0] if single and len(parts) == 1 else build(head, *parts)
    told = "; ".join(placed(trace.names, point) for point in trace.points[1:])
    found = _asked(trace, "iterates", result, FIGURES["points"].format(points=told))
    meant = sp.Matrix([[sp.Float(float(v)) for v in point] for point in trace.points[1:]])
    return replace(found, told=meant[0] if meant.shape == (1, 1) else meant)


def _count(request: Request) -> Trace:
    """After how many steps the gradient is short enough."""
    trace = descent(request)
    steps = COUNTS["one" if trace.steps_taken == 1 else "more"].format(n=trace.steps_taken)
    row = "count" if trace.status == "converged" else "count-none"
    result = number(trace.steps_taken) if row == "count" else shown(sp.nan)
    norm = brief(float(np.linalg.norm(trace.gradients[-1])))
    return _asked(trace, "number of steps", result, FIGURES[row].format(k=steps, norm=norm))


def _asked(trace: Trace, wanted: str, result: Notation, ending: str) -> Trace:
    """The run, with another answer."""
    run = trace.question.text
    question = asked("run-figure", trace.asked, trace.question.wrt, wanted=wanted, run=run)
    return replace(trace, question=question, result=result, told=None, ending=ending)
