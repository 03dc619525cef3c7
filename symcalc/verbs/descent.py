"""The verb `descend`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from symcalc import asking
from symcalc.asking import Given, Point, Shapes
from symcalc.matrix.interpret import has_matrices
from symcalc.tutor.descent.ask import Request
from symcalc.tutor.descent.lesson import descent
from symcalc.tutor.descent.run import Progress
from symcalc.tutor.descent.trace import Trace
from symcalc.verbs.registry import verb

QUIET, EVERY = 2.0, 2.0  # seconds before the first line, and between two
LINE = "symcalc: {done} of {steps} steps"


def progress() -> Progress:
    """Say on standard error how far a run is, if it takes long and someone may be looking."""
    last = time.monotonic() + QUIET - EVERY

    def tell(done: int, steps: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last > EVERY:
            last = now
            sys.stderr.write(LINE.format(done=done, steps=steps) + "\n")

    return tell


def descend_typed(
    f: str,
    *,
    from_: Point | None = None,
    method: str = "gradient",
    rate: str | None = None,
    steps: int | None = None,
    tolerance: str | None = None,
    schedule: str | None = None,
    clip: str | None = None,
    settings: Point | None = None,
    seed: int = 0,
    shown: int = 3,
) -> Trace:
    """What a shell asks for."""
    start = from_[0] if isinstance(from_, list) else from_
    more = settings[0] if isinstance(settings, list) else settings
    return descend(
        f,
        start,
        method,
        rate=rate,
        steps=steps,
        tolerance=tolerance,
        schedule=schedule,
        clip=clip,
        seed=seed,
        shown=shown,
        **(more or {}),
    )


@verb(
    'symcalc descend "x^2 + 3y^2" --from x=4,y=2 --rate 0.1 --steps 50',
    'symcalc descend "x^2 + 3y^2" --from x=4,y=2 --method adam --rate 0.001 --steps 200',
    shown=descend_typed,
)
def descend(
    f: Given,
    x0: Point | Sequence[Any] | str | None = None,
    method: str = "gradient",
    *,
    rate: Any = None,
    steps: int | None = None,
    tolerance: Any = None,
    schedule: str | None = None,
    clip: Any = None,
    data: Mapping[Any, Any] | None = None,
    batch: int | None = None,
    seed: int = 0,
    state: Mapping[str, Any] | None = None,
    gradients: Any = None,
    shown: int = 3,
    shapes: Shapes | None = None,
    samples: str = "rows",
    names: Iterable[str] = (),
    **settings: Any,
) -> Trace:
    """Go down F step by step, from a start, by a method of optimisation.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        A formula with one number as its value, which is made small. None where `gradients` are
        given.
    x0 : mapping
        Where to start: a number for each variable, {"x": 4, "y": 2}, or an array, {"W": …}. A list
        of numbers is for the letters of the formula in natural order.
    method : str
        "gradient", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw", "sgd", "newton",
        "bfgs" or "trust-region".
    rate : float
        The rate, or with a schedule what it begins with; each method has its usual one.
    steps : int
        How many steps are done. Left out, until the gradient is small enough, 10 000 at most.
    tolerance : float
        Stop where the gradient is not longer; 1e-6 where nothing is said of the steps either.
    schedule : str
        How the rate changes: "step", "exponential", "cosine", "warm-up", or a formula in t, the
        number of the step from 1, T, of all steps, and rate: "rate/(1 + t/10)".
    clip : float
        A gradient that is longer is made so long.
    data : mapping
        Columns of numbers for some letters; f is then the mean over their rows. Of a matrix
        formula, arrays.
    batch : int
        How many rows or samples a step uses; all if left out, but 1 of "sgd".
    seed : int
        Of the mini-batches.
    state : mapping
        What the method starts from: {"v": [1, -0.5]}; of Adam also t, how many steps were done
        before.
    gradients : rows of numbers
        The gradient of each step, where there is no formula.
    shown : int
        Of how many steps every number is shown.
    shapes : text or mapping
        Shapes of a matrix formula: "W: (k, n), x: n". The arrays tell them, too.
    samples : str
        "rows" or "columns": how a batch is laid out.
    names : iterable of str
        Names of several letters that are one symbol.
    settings : float
        Those of the method, beta, beta1, beta2, rho, eps, decay, and of the schedule, factor,
        every, k, low, warmup. In a shell, --settings beta1=0.9,eps=1e-8.

    Returns
    -------
    Trace
        A Derivation with `.points`, `.values`, `.gradients`, `.rates`, `.states` and `.status`;
        `.answer` is the last point, a column Matrix, or a dict of arrays.

    Raises
    ------
    UnsupportedError
        If something is missing, unknown or out of its range.
    ShapeError
        If arrays do not fit.

    Examples
    --------
    >>> trace = descend("x^2 + 3y^2", {"x": 4, "y": 2}, rate=0.1, steps=50)
    >>> trace.points[1].round(6).tolist()
    [3.2, 0.8]
    >>> trace.status
    'stopped'
    >>> step = descend(None, gradients=[[0.2, 2]], method="momentum", state={"v": [1, -0.5]})
    >>> step.states["v"][1].round(6).tolist()
    [1.1, 1.55]
    """
    going = (rate, steps, tolerance, schedule, clip, data, batch, seed, state, gradients)
    written = (shown, shapes, samples, tuple(names), settings)
    asked = Request(_formula(f), x0, method, *going, *written)
    return descent(asked, progress())


def _formula(f: Given) -> Any:
    """Text stays text, and a formula of matrices as it is; anything else as it is written."""
    return f if f is None or isinstance(f, str) or has_matrices(f) else asking.notation_of(f)
