"""Does an improper integral converge at an end? Told from numbers alone.

The integral is taken over windows that come closer and closer to the end, each with twice the
exponent of the one before: of 1/x they double, of 1/(x ln x) they stay, of what converges they
shrink.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import mpmath
import numpy as np
import sympy as sp

from symcalc.checking.evaluate import Number, Undefined
from symcalc.checking.nearby import value_beside
from symcalc.checking.precise import Precise
from symcalc.checking.zeros import rough

DIGITS = 22
WINDOWS = range(2, 7)  # exponents 4 to 64: e⁻⁴ to e⁻¹²⁸ from the end
CLOSER = [0.5 + k / 2 for k in range(12)]  # where a formula is too large or too small further out
ENOUGH = 3  # windows that tell
NODES, WEIGHTS = np.polynomial.legendre.leggauss(8)
SHRINKS, STAYS = 0.8, 0.92  # the ratio of one window to the one before
SMALL = 1e-30
TURNS = 5  # changes of sign in all windows of a formula that oscillates
FALLS = 0.2  # of peaks that die away, each a thousand times as far as the one before
OSCILLATING = (sp.sin, sp.cos)


@dataclass(frozen=True)
class Area:
    """What quadrature found: "finite" with value and error, "infinite" with a sign, or neither.

    "varies" is said of partial integrals that keep oscillating, "unknown" where nothing is told.
    """

    kind: str
    value: float = float("nan")
    error: float = float("nan")

    @property
    def number(self) -> float:
        """The value, ±inf, or nan."""
        return self.value * float("inf") if self.kind == "infinite" else self.value


@dataclass(frozen=True)
class Window:
    """The integral over a window, that of the absolute value, and how often the sign changes."""

    total: float
    size: float
    turns: int


@lru_cache(maxsize=1024)
def tail(body: sp.Expr, x: sp.Symbol, end: sp.Expr, side: str) -> Area:
    """Whether the integral up to `end`, from its `side`, converges there.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> tail(1 / x**2, x, sp.oo, "-").kind, tail(1 / x**2, x, sp.S.Zero, "+")
    ('finite', Area(kind='infinite', value=1, error=nan))
    """
    if end.is_finite and not rough(end) and ordinary(body, x, end):
        return Area("finite", 0.0)
    known = _known(body, x, end, side)
    if len(known) < ENOUGH:
        return Area("unknown")
    last = known[-3:]
    sizes = [w.size if w.size > SMALL else 0.0 for w in last]
    if sizes[-1] == 0 or all(b <= SHRINKS * a for a, b in pairwise(sizes)):
        return Area("finite", 0.0)
    if sum(w.turns for w in known) >= TURNS:
        return _wavering(body, x, end)
    signs = {w.total > 0 for w in last}
    if len(signs) == 1 and all(b >= STAYS * a for a, b in pairwise(sizes)):
        return Area("infinite", 1 if signs == {True} else -1)
    return Area("unknown")


def slow(body: sp.Expr, x: sp.Symbol) -> bool:
    """Whether the integrand decays hardly faster than 1/x as x grows."""
    found = [_window(body, x, sp.oo, "-", 2.0**k, 2.0**k) for k in (3, 4)]
    sizes = [w.size for w in found if w is not None]
    return len(sizes) == len(found) and sizes[1] > sizes[0] / 1000 > 0


def phase(body: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    """The inside of the waves of a formula, the fastest, where all are polynomials.

    >>> x = sp.Symbol("x")
    >>> phase(sp.sin(x) * sp.cos(3 * x) / x, x)
    3*x
    """
    found = {w.args[0] for w in body.atoms(*OSCILLATING) if w.args[0].has(x)}
    if not found or any(u.free_symbols != {x} or not u.is_polynomial(x) for u in found):
        return None
    return max(found, key=lambda u: (sp.degree(u, x), abs(float(sp.Poly(u, x).LC()))))


def ordinary(body: sp.Expr, x: sp.Symbol, end: sp.Expr) -> bool:
    """Whether the integrand has a value at the end itself."""
    try:
        Precise(DIGITS).at(body.xreplace({x: end}), {})
    except (Undefined, TypeError, ValueError):
        return False
    return True


def _known(body: sp.Expr, x: sp.Symbol, end: sp.Expr, side: str) -> Sequence[Window]:
    """The windows that have values; nearer ones where e^x is too large or too small further out."""
    windows = [_window(body, x, end, side, 2.0**k, 2.0**k) for k in WINDOWS]
    known = [w for w in windows if w is not None]
    if len(known) >= ENOUGH:
        return known
    near = [_window(body, x, end, side, start, 0.5) for start in CLOSER]
    return [w for w in near if w is not None]


def _window(
    body: sp.Expr, x: sp.Symbol, end: sp.Expr, side: str, start: float, width: float
) -> Window | None:
    """The integral over t, where e^(−t) is how far off the end, or e^t how far out, one is."""
    sign = -1 if end == -sp.oo or (side == "-" and end.is_finite) else 1
    values: list[Number] = []
    for node in NODES:
        t = sp.Rational(start + width * (1 + float(node)) / 2).limit_denominator(10**6)
        h = sp.Rational(mpmath.nstr(mpmath.exp(-mpmath.mpf(int(t.p)) / int(t.q)), 30))
        value = value_beside(body, x, end, sign * h)
        if value is None:
            return None
        values.append(value / h if end.is_infinite else value * h)
    terms = [v * w * width / 2 for v, w in zip(values, WEIGHTS, strict=True)]
    turns = sum(bool(a * b < 0) for a, b in pairwise(values))
    return Window(
        _bounded(mpmath.fsum(terms)), _bounded(mpmath.fsum(abs(term) for term in terms)), turns
    )


def _bounded(value: Number) -> float:
    return float(max(min(value, mpmath.mpf("1e300")), mpmath.mpf("-1e300")))


def _wavering(body: sp.Expr, x: sp.Symbol, end: sp.Expr) -> Area:
    """Waves far out converge where they become small beside their frequency (Dirichlet)."""
    inner = phase(body, x) if end.is_infinite else None
    if inner is None:
        return Area("unknown")
    ratio = body / inner.diff(x)
    peaks = [_peak(ratio, x, end, 10**k) for k in (4, 8, 12)]
    first, *_, last = peaks
    if first is None or last is None:
        return Area("unknown")
    return Area("finite", 0.0) if last < FALLS * first else Area("varies")


def _peak(ratio: sp.Expr, x: sp.Symbol, end: sp.Expr, far: int) -> float | None:
    """The largest of some values of a formula about so far out."""
    sign = 1 if end == sp.oo else -1
    places = [far + sp.Rational(137 * k, 100) for k in range(12)]
    found = [value_beside(ratio, x, end, sign / place) for place in places]
    known = [abs(float(v)) for v in found if v is not None]
    return max(known) if len(known) == len(found) else None
