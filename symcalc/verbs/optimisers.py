"""The verbs about descent as a method: how fast it is, and where its updates come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from symcalc import asking
from symcalc.asking import Given, Point, Shapes, Variable
from symcalc.errors import UnsupportedError
from symcalc.matrix.interpret import has_matrices
from symcalc.reading.arrays import outside
from symcalc.reading.numbers import floating
from symcalc.tutor.descent.ask import Request
from symcalc.tutor.descent.compare import Comparison, compared
from symcalc.tutor.descent.convergence import convergence as of_rates
from symcalc.tutor.descent.landscape import POINTS, Landscape, around
from symcalc.tutor.descent.lesson import descent
from symcalc.tutor.descent.origins import Origin
from symcalc.tutor.descent.origins import optimiser as of_origins
from symcalc.tutor.descent.speed import Convergence
from symcalc.tutor.descent.trace import Trace
from symcalc.tutor.words.descent_compared import FAILS, HINTS
from symcalc.verbs.registry import verb
from symcalc.writing.text import text


@verb(
    'symcalc convergence "x^2 + 10y^2" --rate 0.1',
    'symcalc convergence "x^2 + 100y^2" --start x=1,y=1 --tolerance 0.000001',
    'symcalc convergence "(1 - x)^2 + 100(y - x^2)^2" --at x=1,y=1',
)
def convergence(
    f: Given,
    wrt: Sequence[Variable] | Variable = (),
    *,
    rate: Given | None = None,
    beta: Given | None = None,
    start: Point | Given | None = None,
    tolerance: Given | None = None,
    at: Point | Given | None = None,
) -> Convergence:
    """Tell for which rates gradient descent on F converges, and how fast, by its Hessian.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        A smooth formula. Of a quadratic the answer holds everywhere, of others near a minimum.
    wrt : names or symbols
        The variables, where the formula has other letters too.
    rate : number
        A rate to be looked at.
    beta : number
        Momentum: v = beta v + ∇f, and the step is rate·v.
    start : mapping
        Where descent starts: the closed form is of this point; the rate is the best fixed one if
        none is said.
    tolerance : number
        Count the steps until the gradient is shorter.
    at : mapping
        The minimum that is looked at; the lowest if left out.

    Returns
    -------
    Convergence
        A derivation with `.bound`, `.condition`, `.best_rate`, `.best_factor`, `.multipliers`,
        `.behaviours`, `.closed_form` and `.needed`. `.answer` is the bound 2/L, or the
        multipliers if there is a rate; the empty set where descent converges at no rate, nan where
        the Hessian is 0 and does not decide it.

    Examples
    --------
    >>> convergence("x^2 + 10y^2").answer
    1/10
    >>> convergence("x^2 + 10y^2", rate=0.05).behaviours
    ('shrinks by 0.9', 'is zero after one step')
    >>> convergence("x^2 + 100y^2", start={"x": 1, "y": 1}, tolerance=1e-6).needed
    956
    """
    return of_rates(
        said(f),
        ", ".join(str(x) for x in asking.listed(wrt)),
        *(said(value) for value in (rate, beta, start, tolerance, at)),
    )


def said(value: Any) -> str:
    """What a user passes as it stands in a sentence: 0.1, x=1, y=2."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, Mapping):
        return ", ".join(f"{name}={said(part)}" for name, part in value.items())
    if isinstance(value, float | np.floating):
        return np.format_float_positional(value, trim="-")
    if isinstance(value, list | tuple | np.ndarray):
        return f"[{', '.join(said(part) for part in value)}]"
    return text(asking.notation_of(value))


@verb(
    "symcalc optimiser adam",
    'symcalc optimiser "natural gradient"',
    'symcalc optimiser cosine --at "rate=0.1, low=0, T=100, t=[0, 25, 50, 75, 100]"',
)
def optimiser(name: str, *, at: Point | Given | None = None) -> Origin:
    """Derive the update of an optimiser, or explain a schedule of the rate, called NAME.

    Parameters
    ----------
    name : str
        "gradient", "newton", "momentum", "nesterov", "sgd", "adagrad", "rmsprop", "adam", "adamw",
        "weight-decay", "natural", "clipping", or a schedule: "step", "exponential", "cosine",
        "warm-up", "constant".
    at : mapping
        Numbers for the letters of the formula; one of them may have a list.

    Returns
    -------
    Origin
        A derivation whose `.answer` is the new x, or the rate of step t; `.updates` has every
        line of the update, `.value` the numbers at `at`.

    Examples
    --------
    >>> optimiser("momentum").updates
    {'v': beta*v + g, 'x': -rate*v + x}
    >>> optimiser("step", at={"rate": 0.1, "t": [0, 29, 30, 60]}).value
    (1/10, 1/10, 1/100, 1/1000)
    """
    return of_origins(name, said(at))


def compare_typed(
    f: str,
    *,
    from_: Point | None = None,
    methods: str = "gradient, momentum, adam",
    steps: int | None = None,
    tolerance: str | None = None,
) -> Comparison:
    """What a shell asks for."""
    start = from_[0] if isinstance(from_, list) else from_
    return compare(f, start, methods, steps=steps, tolerance=tolerance)


@verb(
    'symcalc compare "x^2 + 10y^2" --from x=4,y=2'
    ' --methods "gradient(rate 0.08), momentum, adam(rate 0.1)"',
    shown=compare_typed,
)
def compare(
    f: Given,
    x0: Point | Sequence[Any] | None,
    methods: str | Sequence[str] | Mapping[str, Mapping[str, Any]] = (
        "gradient",
        "momentum",
        "adam",
    ),
    *,
    rate: Any = None,
    steps: int | None = None,
    tolerance: Any = None,
    data: Mapping[Any, Any] | None = None,
    batch: int | None = None,
    seed: int = 0,
    shapes: Shapes | None = None,
    samples: str = "rows",
    names: Iterable[str] = (),
) -> Comparison:
    """Run several methods on F from one start, and put them side by side.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        What is made small, as for `descend`.
    x0 : mapping
        The start of all runs.
    methods : str, sequence of str, or mapping
        Methods, each with options of its own in parentheses, "adam(rate 0.1)"; in one text with
        commas between them, or in a list; or a mapping from methods to options.
    rate, steps, tolerance, data, batch, seed, shapes, samples, names
        What all runs share, as for `descend`.

    Returns
    -------
    Comparison
        `.traces` has the runs by name, `.answer` a row (name, steps, last value) for each;
        `.plot()` draws paths and values.

    Examples
    --------
    >>> d = compare("x^2 + 10y^2", {"x": 4, "y": 2}, ["gradient(rate 0.08)", "newton"])
    >>> [(name, steps) for name, steps, value in d.answer]
    [('gradient(rate 0.08)', 92), ('newton', 1)]
    """
    if isinstance(methods, str):
        methods = outside(methods)
    chosen = _with_options(methods) if isinstance(methods, Mapping) else list(methods)
    shared = Request(
        f if f is None or isinstance(f, str) or has_matrices(f) else asking.notation_of(f),
        x0,
        rate=rate,
        steps=steps,
        tolerance=tolerance,
        data=data,
        batch=batch,
        seed=seed,
        shapes=shapes,
        samples=samples,
        names=tuple(names),
    )
    return compared(shared, chosen)


def _with_options(methods: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """{"adam": {"rate": 0.1}} as "adam(rate 0.1)"."""
    return [
        f"{name}({'; '.join(f'{k} {said(v)}' for k, v in options.items())})" if options else name
        for name, options in methods.items()
    ]


def landscape_typed(
    f: str,
    *,
    at: Point | None = None,
    directions: str = "random",
    span: str | None = None,
    points: int = POINTS,
    seed: int = 0,
) -> Landscape:
    """What a shell asks for."""
    return landscape(f, at, directions, span=span, points=points, seed=seed)


@verb(
    'symcalc landscape "(x^2 - 1)^2 + y^2" --at x=0.5,y=1 --span 2',
    shown=landscape_typed,
)
def landscape(
    f: Given | Trace,
    at: Point | None = None,
    directions: str = "random",
    *,
    span: Any = None,
    points: int = POINTS,
    seed: int = 0,
    data: Mapping[Any, Any] | None = None,
    shapes: Shapes | None = None,
    samples: str = "rows",
) -> Landscape:
    """Look at F over a plane of two directions: its heights, critical points and flat regions.

    Parameters
    ----------
    f : Trace, text, LaTeX, Notation or SymPy object
        A run of `descend`, whose end is the middle of the plane; or a formula, as for `descend`.
    at : mapping
        The middle of the plane, where `f` is a formula: a number or an array for each parameter.
    directions : str
        "random", scaled row by row to the parameters; "principal", those in which the run moved
        most; "axes", the first two parameters. Of two parameters they are the axes.
    span : float
        How far the plane reaches; as far as the run, or 1, if left out.
    points : int
        Values along each direction.
    seed : int
        Of random directions.
    data, shapes, samples
        As for `descend`.

    Returns
    -------
    Landscape
        `.values` over `.a` × `.a`, `.directions`, `.path` of the run in the plane, `.flat`;
        `.answer` has a row ((a, b), value, kind) for each critical point of the slice.

    Examples
    --------
    >>> d = landscape("(x^2 - 1)^2 + y^2", at={"x": 0, "y": 0}, span=2)
    >>> sorted(kind for place, value, kind in d.answer)
    ['minimum', 'minimum', 'saddle']
    """
    reach = None if span is None else floating(span, "the span {value} is not a number")
    if isinstance(f, Trace):
        return around(f, directions, reach, points, seed)
    if at is None:
        raise UnsupportedError(FAILS["run"], hint=HINTS["run"])
    start = at[0] if isinstance(at, list) else at
    given = f if isinstance(f, str) or has_matrices(f) else asking.notation_of(f)
    asked = Request(given, start, steps=0, data=data, shapes=shapes, samples=samples, shown=0)
    return around(descent(asked), directions, reach, points, seed)
