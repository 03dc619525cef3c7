"""What the Hessian says of a run of descent, in sentences that a trace can take over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import sympy as sp

from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.formula import measure
from symcalc.notation import Notation
from symcalc.reading import read
from symcalc.steps import Step
from symcalc.tutor.descent.bowl import KINKED, Bowl, quadratic
from symcalc.tutor.descent.methods import Method
from symcalc.tutor.descent.objective import Array
from symcalc.tutor.descent.rates import Rates
from symcalc.tutor.descent.shrinking import Shrinks
from symcalc.tutor.descent.spectrum import MOST, Direction, spectrum
from symcalc.tutor.extrema.numbers import said
from symcalc.tutor.extrema.records import Function, listed, place_said
from symcalc.tutor.extrema.several import Surface
from symcalc.tutor.words.descent_rates import METHODS, TRACE, WORDS
from symcalc.writing.text import text

LARGEST = 400  # nodes of a formula whose second derivatives are taken
DIGITS = 20
BOUNDED = ("gradient", "sgd", "momentum")  # methods whose rate the Hessian bounds
FLAT = 1e-9  # an eigenvalue of this size beside the largest is not told from 0
NEWTON = 8  # steps to the critical point that is near
ARRIVED = 1e-12  # of a step of Newton's method, beside the place
BENT = 0.1  # by which the gradient may differ from H (p − p*): then the end is near
STILL = 1e-9  # of a part of the distance to a saddle point
Given = Mapping[sp.Symbol, float]


def explained(
    f: Notation,
    wrt: Sequence[sp.Symbol],
    rate: Notation,
    *,
    beta: Notation | None = None,
    near: Given | None = None,
) -> tuple[str, ...]:
    """Eigenvalues, bound and multipliers at a rate; nothing where no Hessian tells them.

    Parameters
    ----------
    f : Notation
        The formula that descent goes down.
    wrt : sequence of sympy.Symbol
        Its variables.
    rate, beta : Notation
        As they are to be shown; `beta` of momentum.
    near : mapping, optional
        Where the run ended: of a formula that is no quadratic the critical point there is told,
        if one is so near that the gradient is almost H (p − p*).

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> told = explained(read("x^2 + 10y^2"), [x, y], read("0.1"))
    >>> told[1]
    'At rate 0.1 the distance along x shrinks by 0.8 and along y flips sign for ever.'
    """
    bowl = _bowl(f, tuple(wrt), near)
    if bowl is None:
        return ()
    run = Rates(bowl, rate, None if beta is None or beta.expr == 0 else beta)
    found = bowl.spectrum
    _bear_out(run)
    where = "" if bowl.is_quadratic else TRACE["near"].format(place=_place(bowl.centre))
    down = [k for k, d in enumerate(found.directions) if d.sign < 0]
    if down:
        return (_runs_away(run, down, where, near),)
    if not found.positive or (not bowl.is_quadratic and not found.is_definite):
        return ()
    told = [_bounded(run, where), _multiplied(run)]
    if run.beta is None and len(found.directions) > 1:
        measures = (found.condition, found.best_rate, found.best_factor)
        names = ("condition", "rate", "factor")
        shown = {n: _said(v) for n, v in zip(names, measures, strict=True)}
        told.append(TRACE["condition"].format(**shown))
    return tuple(told)


def _runs_away(run: Rates, down: Sequence[int], where: str, near: Given | None) -> str:
    """A direction that bends down; whether the run leaves along it, or has no part in it."""
    ways = run.bowl.spectrum.directions
    moved = [k for k in down if near is None or _has_part(run, ways[k], near)]
    k = moved[0] if moved else down[0]
    fields = {"value": _said(ways[k].curvature), "direction": run.names[k], "place": where}
    if moved:
        return TRACE["runs-away"].format(**fields)
    signs = {d.sign for d in ways}
    kind = "saddle" if 1 in signs else "no-minimum" if 0 in signs else "top"
    return TRACE["still"].format(kind=TRACE[kind], **fields)


def _has_part(run: Rates, way: Direction, near: Given) -> bool:
    """Whether the run's end is away from the critical point along a direction."""
    centre = run.bowl.centre or {}
    away = np.array([near[x] - float(centre[x]) for x in run.bowl.named.wrt])
    unit = np.array(way.vector, dtype=float)
    reach = max(1.0, *(abs(float(v)) for v in centre.values()))
    part = abs(float(unit @ away)) / float(np.linalg.norm(unit))
    return not part <= STILL * reach


def _place(centre: Given | None) -> str:
    """x ≈ 3.14159, or (1, 1)."""
    values = {x: sp.Float(float(v), 15) for x, v in (centre or {}).items()}
    whole = {x: sp.Integer(round(float(v))) for x, v in values.items()}
    exact = all(abs(values[x] - whole[x]) < STILL for x in values)
    return place_said(whole if exact else values)


def _bounded(run: Rates, where: str) -> str:
    """The eigenvalues, and for which rates the method converges."""
    ways = run.bowl.spectrum.directions
    row = "momentum" if run.beta is not None else "gradient"
    method = METHODS[row].format(beta=text(run.beta) if run.beta is not None else "")
    return TRACE["eigenvalues" if len(ways) > 1 else "eigenvalue"].format(
        place=where,
        values=listed([_said(d.curvature) for d in ways]),
        method=method[0].lower() + method[1:],
        bound=run.told(run.bound),
        there="" if run.bowl.is_quadratic else "near it ",
    )


def _multiplied(run: Rates) -> str:
    """What the distance does in each direction."""
    assert run.rate is not None
    row = "to-told" if len(run.names) == 1 else "along-told"
    along = [
        TRACE[row].format(direction=n, told=b)
        for n, b in zip(run.names, run.behaviours, strict=True)
    ]
    return TRACE["multipliers"].format(rate=text(run.rate), told=listed(along))


def _bear_out(run: Rates) -> None:
    """A step of descent does what is said of it; of a quadratic, from any place."""
    bowl = run.bowl
    if not bowl.is_quadratic:
        return
    rate = float(run.rate.expr) if run.rate is not None else 0.0
    origin = tuple(0.0 for _ in bowl.named.wrt)
    for way in bowl.spectrum.directions:
        vector = tuple(float(v) for v in way.vector)
        multiplier = 1 - rate * float(way.curvature)
        claim = Shrinks(bowl.named.expr, bowl.named.wrt, origin, vector, rate, multiplier)
        if claim.check().status == "disagrees":
            raise AssertionError(f"a step along {vector} does not multiply by {multiplier}")


def _said(value: sp.Expr) -> str:
    return said(value).removeprefix("≈ ") if value.has(sp.Float) else said(value)


def _bowl(f: Notation, wrt: tuple[sp.Symbol, ...], near: Given | None) -> Bowl | None:
    """The Hessian without the steps that lead to it; None where there is no critical point."""
    expr = f.expr
    _, size = measure(expr)
    if len(wrt) > MOST or size > LARGEST or expr.is_Matrix or f.symbols - set(wrt):
        return None
    if expr.has(*KINKED):
        return None
    named = Function.of(f, wrt)
    hessian = sp.hessian(expr, wrt).applyfunc(sp.expand)
    if not hessian.free_symbols:
        bowl = quadratic(Surface(named))
        return None if bowl.centre is None else bowl
    if near is None or not np.isfinite([near[x] for x in wrt]).all():
        return None
    try:
        return _critical(named, hessian, np.array([near[x] for x in wrt], dtype=float))
    except (Undefined, OverflowError, np.linalg.LinAlgError):
        return None


def _critical(named: Function, hessian: sp.Matrix, end: Array) -> Bowl | None:
    """The critical point that is near, by Newton's method; None where there is none."""
    wrt, n = named.wrt, len(named.wrt)
    surface = Surface(named)
    slopes = list(surface.gradient)

    def at(entries: Iterable[sp.Expr], place: Array) -> Array:
        point = {x: sp.Rational(float(v)) for x, v in zip(wrt, place, strict=True)}
        return np.array([float(Precise(DIGITS).at(entry, point)) for entry in entries])

    place, first = end, at(slopes, end)
    for _ in range(NEWTON):
        step = np.linalg.solve(at(hessian, place).reshape(n, n), -at(slopes, place))
        place = place + step
        if np.linalg.norm(step) <= ARRIVED * max(1.0, float(np.linalg.norm(place))):
            break
    else:
        return None
    there = at(hessian, place).reshape(n, n)
    missed = np.linalg.norm(first - there @ (end - place))
    if missed > BENT * np.linalg.norm(first) + ARRIVED * np.linalg.norm(there):
        return None
    largest = np.abs(there).max()
    values = [sp.Float(v, 15) if abs(v) > FLAT * largest else sp.S.Zero for v in there.ravel()]
    centre = {x: sp.Float(v, 15) for x, v in zip(wrt, place, strict=True)}
    return Bowl(surface, centre, spectrum(sp.Matrix(n, n, values), wrt), is_quadratic=False)


def steps_about(
    body: Notation,
    letters: Sequence[sp.Symbol],
    point: Mapping[sp.Symbol, sp.Expr],
    method: Method,
    rate: float,
    settings: Mapping[str, float],
) -> tuple[Step, ...]:
    """The same as the last step of a trace; none of methods whose rate the Hessian does not bound.

    Examples
    --------
    >>> from symcalc.tutor.descent.methods import method_of
    >>> x = sp.Symbol("x")
    >>> (why,) = steps_about(read("x^2"), [x], {x: 0}, method_of("gradient"), 1.5, {})
    >>> why.explanation.partition(". ")[2]
    'At rate 1.5 the distance flips sign and grows by 2.'
    """
    if method.name not in BOUNDED:
        return ()
    near = {x: float(value) for x, value in point.items()}
    beta = number_of(settings["beta"]) if "beta" in settings else None
    told = explained(body, letters, number_of(rate), beta=beta, near=near)
    if not told:
        return ()
    words = WORDS["why-so"]
    said_ = " ".join(told)
    return (
        Step(
            "why-so",
            words.title,
            body,
            body,
            said_,
            words.statement,
            "definition",
            hints=(words.hint,),
        ),
    )


def number_of(value: float) -> Notation:
    """A float as a person types it."""
    return read(np.format_float_positional(value, trim="-"))
