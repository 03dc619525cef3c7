"""Definite integrals by numbers alone: tanh-sinh quadrature, and waves summed one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import mpmath
import numpy as np
import sympy as sp

from symcalc.checking.evaluate import Enormous, Number, Undefined, evaluate
from symcalc.checking.nearby import value_beside
from symcalc.checking.precise import Precise
from symcalc.checking.settling import EARLY, LATE, WAVES, Series, alternating, settling
from symcalc.checking.tails import DIGITS, Area, ordinary, phase, slow, tail
from symcalc.compiler.backends.python import evaluate as evaluate_all
from symcalc.compiler.lower import lower
from symcalc.errors import SymcalcError

CLOSE = 1e-8  # of two quadratures that split the interval differently, relative to max(1, |value|)
ROUGH = 1e-9  # what a quadrature may own to, in the same unit
STEEP = 1e4  # of a value so near to an end that it is singular
POWER, FINER = 8, 60  # the substitution at a singular place, and its digits
UNEVEN = 0.4142135623730951  # where an interval is split to be looked at again
DEEP = 7  # the degree of the finest tanh-sinh rule
FEW, PIECES = 12, 45  # pieces that are taken one by one; and where need be
SETTLED = 1e-11  # what two divisions of many pieces may differ by
FAR = 100  # where a value that cannot be computed is too small to be
MANY, MOST = 8, 60_000  # waves in an interval: from when they are summed, up to when
PANELS = ((4, 1.0), (7, 1.1))  # two divisions, the second one uneven
ROUNDING = 1e-12  # what they may differ by
FINE = np.polynomial.legendre.leggauss(16)

Place = Mapping[sp.Symbol, sp.Expr]
NOWHERE: Place = {}
Zeros = Callable[[Any], Any]  # the n-th zero of waves, also of an array of n


def area(integral: sp.Integral, point: Place = NOWHERE, breaks: Iterable[sp.Expr] = ()) -> Area:
    """A definite integral over one variable, where its letters have the values of `point`.

    Parameters
    ----------
    integral : sympy.Integral
        Between two limits, which may be infinite.
    point : mapping
        Rational values of the other letters.
    breaks : iterable of sympy.Expr
        Places inside at which the integrand is singular or has a kink.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> print(round(area(sp.Integral(1 / sp.sqrt(x), (x, 0, 4))).value, 9))
    4.0
    >>> area(sp.Integral(1 / x, (x, 0, 1))).kind
    'infinite'
    """
    x, low, high = integral.limits[0]
    ends = [end.xreplace(dict(point)) for end in (low, high)]
    body = integral.function.xreplace({s: v for s, v in point.items() if s != x})
    inside = tuple(b.xreplace(dict(point)) for b in breaks)
    told = all(e.is_extended_real and not e.free_symbols for e in ends)
    if not told or body.free_symbols - {x}:
        return Area("unknown")
    return _area(body, x, *ends, inside)


@lru_cache(maxsize=1024)
def _area(
    body: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr, breaks: tuple[sp.Expr, ...]
) -> Area:
    if low == high:
        return Area("finite", 0.0, 0.0)
    if low > high:
        back = _area(body, x, high, low, breaks)
        return Area(back.kind, -back.value, back.error)
    inside = sorted({b for b in breaks if b.is_extended_real and low < b < high}, key=float)
    places = [low, *inside, high]
    if len(inside) > FEW and low.is_finite and high.is_finite:
        return _many_pieces(body, x, places)
    if low == -sp.oo and high == sp.oo and not inside:
        places = [low, sp.S.Zero, high]
    return together([_piece(body, x, a, b) for a, b in pairwise(places)])


def _many_pieces(body: sp.Expr, x: sp.Symbol, places: Sequence[sp.Expr]) -> Area:
    """Many pieces at once in doubles, with panels to each; one by one where these are few."""
    ends = np.array([float(p) for p in places])
    found = []
    for panels in (2, 3):
        shares = np.arange(panels) / panels
        edges = np.append((ends[:-1, None] + np.diff(ends)[:, None] * shares).ravel(), ends[-1])
        found.append(float(_panels(body, x, edges).sum()))
    gap = abs(found[0] - found[1])
    if gap <= SETTLED * max(1.0, abs(found[1])):
        return Area("finite", found[1], gap)
    if len(places) > PIECES:
        return Area("unknown")
    return together([_piece(body, x, a, b) for a, b in pairwise(places)])


def together(found: Sequence[Area]) -> Area:
    """The sum of parts; where one has no value, the whole has none."""
    kinds = {part.kind for part in found}
    signs = {part.value for part in found if part.kind == "infinite"}
    if "varies" in kinds or len(signs) > 1:
        return Area("varies")
    if "unknown" in kinds:
        return Area("unknown")
    if signs:
        return Area("infinite", signs.pop())
    return Area("finite", sum(p.value for p in found), sum(p.error for p in found))


def _piece(body: sp.Expr, x: sp.Symbol, a: sp.Expr, b: sp.Expr) -> Area:
    """Between two neighbouring places: both ends looked at first, then quadrature twice."""
    ends = [tail(body, x, a, "+"), tail(body, x, b, "-")]
    if any(end.kind != "finite" for end in ends):
        return together(ends)
    if a == -sp.oo:
        a, b, body = -b, sp.oo, body.xreplace({x: -x})
    if a.is_finite and _grows(body, x, a, 1):
        middle = (a + b) / 2 if b.is_finite else a + 1
        return together([_beyond(body, x, a, middle), _piece(body, x, middle, b)])
    if b.is_finite and _grows(body, x, b, -1):
        middle = (a + b) / 2
        mirrored = body.xreplace({x: -x})
        return together([_piece(body, x, a, middle), _beyond(mirrored, x, -b, -middle)])
    zeros = _waves(body, x)
    if b != sp.oo:
        low, high = _number(a), _number(b)
        count = _count(body, x, float(b - a))
        smooth = _smooth(body, x, a, b) if count < MANY else None
        if smooth is not None:
            return smooth
        return _between(body, x, low, high) if count < MANY else _all_waves(body, x, a, b, count)
    if zeros is not None:
        return _wave_by_wave(body, x, a, zeros)
    if slow(body, x):
        return _by_logarithm(body, x, _number(a))
    low, far = _number(a), Precise(DIGITS).context.inf
    return _judged(_function(body, x), [low, far], [low, low + 1, far])


def _count(body: sp.Expr, x: sp.Symbol, width: float) -> float:
    """How many half waves there are, where they have equal steps."""
    inner = phase(body, x)
    if inner is None or sp.degree(inner, x) != 1:
        return 0.0
    return abs(float(inner.diff(x)) * width) / float(np.pi)


def _smooth(body: sp.Expr, x: sp.Symbol, a: sp.Expr, b: sp.Expr) -> Area | None:
    """In doubles, where two divisions agree almost to rounding; None elsewhere."""
    few, more = (
        float(_panels(body, x, float(a) + float(b - a) * np.linspace(0, 1, n + 1) ** bend).sum())
        for n, bend in PANELS
    )
    gap = abs(few - more)
    return Area("finite", more, gap) if gap <= ROUNDING * max(1.0, abs(more)) else None


def _all_waves(body: sp.Expr, x: sp.Symbol, a: sp.Expr, b: sp.Expr, count: float) -> Area:
    """Gauss-Legendre quadrature in doubles, with at least two panels to a wave, twice."""
    if count > MOST:
        return Area("unknown")
    found = []
    for panels in (int(2 * count) + 1, int(2.7 * count) + 1):
        edges = np.linspace(float(a), float(b), panels + 1)
        found.append(float(_panels(body, x, edges).sum()))
    gap = abs(found[0] - found[1])
    if not gap <= CLOSE * max(1.0, abs(found[1])):
        return Area("unknown")
    return Area("finite", found[1], gap)


def _panels(body: sp.Expr, x: sp.Symbol, edges: Series) -> Series:
    """The integral over each panel; NaN where the formula has no program."""
    middle, half = (edges[1:] + edges[:-1]) / 2, (edges[1:] - edges[:-1]) / 2
    nodes = middle[:, None] + half[:, None] * FINE[0]
    try:
        with np.errstate(all="ignore"):
            heights = np.asarray(evaluate_all(lower([body], [x]), [nodes.ravel()])[0])
    except SymcalcError:
        return np.full(len(half), np.nan)
    return np.asarray((heights.reshape(nodes.shape) * FINE[1]).sum(axis=1) * half)


def _grows(body: sp.Expr, x: sp.Symbol, end: sp.Expr, side: int) -> bool:
    """Whether the integrand is without bound near an end, like a power."""
    if ordinary(body, x, end):
        return False
    value = value_beside(body, x, end, side * sp.Rational(1, 10**20))
    return value is not None and abs(value) > STEEP


def _beyond(body: sp.Expr, x: sp.Symbol, a: sp.Expr, b: sp.Expr) -> Area:
    """From a singular place on, with x = a + v⁸, which takes the singularity away."""
    v = sp.Dummy("v", nonnegative=True)
    shifted = body.xreplace({x: a + v}).replace(
        lambda e: e.is_Add and e.is_polynomial(v),
        sp.expand,  # 1 − (1 − v)² loses what v is
    )
    smooth = shifted.xreplace({v: v**POWER}) * POWER * v ** (POWER - 1)
    f = _function(smooth, v, FINER)
    context = Precise(FINER).context
    end = context.root(context.mpf((b - a)._to_mpmath(context.prec)), POWER)
    return _judged(f, [0, end], [0, end * UNEVEN, end])


def _between(body: sp.Expr, x: sp.Symbol, low: Number, high: Number) -> Area:
    middle = low + (high - low) * UNEVEN
    return _judged(_function(body, x), [low, high], [low, middle, high])


def _by_logarithm(body: sp.Expr, x: sp.Symbol, low: Number) -> Area:
    """With x = e^t far out, where the integrand decays slowly."""
    t, start = sp.Dummy("t", real=True), max(low, 1) + 1
    first = mpmath.log(start)
    whole = _function((body * x).xreplace({x: sp.exp(t)}), t)
    far = Precise(DIGITS).context.inf
    return together(
        [_between(body, x, low, start), _judged(whole, [first, far], [first, first + 1, far])]
    )


def _judged(f: Callable[[Number], Number], *divisions: Sequence[Number]) -> Area:
    """The value that two divisions of an interval agree on."""
    context = Precise(DIGITS).context
    try:
        found = [context.quad(f, list(d), error=True, maxdegree=DEEP) for d in divisions]
    except (Undefined, ValueError, ZeroDivisionError, OverflowError):
        return Area("unknown")
    (first, _), (second, error) = found
    gap, unit = abs(first - second), max(1, abs(second))
    if not gap <= CLOSE * unit or error > ROUGH * unit:
        return Area("unknown")
    return Area("finite", float(second), float(max(gap, error)))


def _function(body: sp.Expr, x: sp.Symbol, digits: int = DIGITS) -> Callable[[Number], Number]:
    kind = Precise(digits)
    nudge = kind.context.mpf(10) ** (-digits // 2)

    def f(t: Number) -> Number:
        for near in (t, t + nudge, t - nudge):  # a hole has values beside it
            try:
                return evaluate(body, {x: near}, kind)
            except Enormous:  # of what converges, these are e^(−1/x) and the like
                return kind.context.mpf(0)
            except Undefined:
                if abs(t) > FAR:
                    return kind.context.mpf(0)
        raise Undefined("no value here, nor beside")

    return f


def _number(end: sp.Expr) -> Number:
    context = Precise(DIGITS).context
    return context.mpf(end._to_mpmath(context.prec))


def _waves(body: sp.Expr, x: sp.Symbol) -> Zeros | None:
    """The zeros of waves with equal steps, or of those of x², x³ …; None where there are none."""
    steps = body.atoms(sp.floor, sp.ceiling)
    if steps:
        whole = all((s.args[0] - x).is_Integer for s in steps)
        return (lambda n: n * 1.0) if whole else None
    inner = phase(body, x)
    if inner is None:
        return None
    degree, lead = int(sp.degree(inner, x)), abs(float(sp.Poly(inner, x).LC()))
    if degree != 1 and not sp.Poly(inner, x).is_monomial:
        return None
    return lambda n: (n * np.pi / lead) ** (1 / degree)


def _wave_by_wave(body: sp.Expr, x: sp.Symbol, a: sp.Expr, zeros: Zeros) -> Area:
    """From zero to zero in doubles, and extrapolated."""
    start = max(float(a), 0.0)
    first = next(n for n in range(1, 10**6) if zeros(np.float64(n)) > start)
    edges = zeros(np.arange(first, first + WAVES + 1))
    head = _between(body, x, _number(a), mpmath.mpf(edges[0]))
    waves = _panels(body, x, edges)
    early = waves[EARLY : 2 * LATE]
    turning = bool(np.all(early[1:] * early[:-1] < 0))
    one, two = (alternating if turning else settling)(waves)
    gap = abs(one - two)
    if not gap <= CLOSE * max(1.0, abs(two)):
        return Area("unknown")
    return together([head, Area("finite", two, gap)])
