"""What is measured: one table, a row each. A new workload is a function and a row.

Formulas are SymPy, data are made from a fixed seed. `points` is 1 where one call is measured.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import sympy as sp

SEED = 20
Chance = np.random.Generator
Columns = list[Any]  # an array of N doubles for each input, or a number for a parameter


@dataclass(frozen=True)
class Problem:
    """Formulas and what they are evaluated on.

    Attributes
    ----------
    formulas, inputs, wrt
        What to compute, from what, differentiated by what.
    columns
        From a random generator and N, the value of each input.
    data
        The inputs that are data: the result is then the sum over them, the rest are parameters.
    arrays
        The same in terms of arrays, as users of JAX and PyTorch would write it: from a namespace,
        a function of the vector of `wrt` at one point, and of the data.
    """

    formulas: tuple[sp.Expr, ...]
    inputs: tuple[sp.Symbol, ...]
    wrt: tuple[sp.Symbol, ...]
    columns: Callable[[Chance, int], Columns]
    data: tuple[sp.Symbol, ...] = ()
    arrays: Callable[[Any], Callable[[Any, Any], Any]] | None = None


@dataclass(frozen=True)
class Workload:
    """A row: a problem, how many points, and which derivatives are asked for.

    `asked` is "gradient" or "jacobian", with the value, or "hessian", alone.
    """

    name: str
    title: str
    points: int
    asked: str
    make: Callable[[], Problem] = field(repr=False)

    @cached_property
    def problem(self) -> Problem:
        """The formulas, built once."""
        return self.make()

    @cached_property
    def columns(self) -> Columns:
        """The inputs' values: arrays that begin on a cache line, numbers for parameters."""
        made = self.problem.columns(np.random.default_rng(SEED), self.points)
        return [value if np.isscalar(value) else aligned(value) for value in made]

    @property
    def single(self) -> bool:
        """Whether one call at one point is measured."""
        return self.points == 1

    def sized(self, points: int) -> Workload:
        """The same on another number of points; one call stays one call."""
        return replace(self, points=1 if self.single else points)


def aligned(values: np.ndarray) -> np.ndarray:
    """A copy whose memory begins at a multiple of 64 bytes."""
    room = np.empty(values.size + 8)
    start = -room.ctypes.data % 64 // 8
    copy = room[start : start + values.size].reshape(values.shape)
    copy[...] = values
    return copy


def uniform(low: float, high: float, count: int) -> Callable[[Chance, int], Columns]:
    """Columns of numbers between two bounds."""
    return lambda chance, points: list(chance.uniform(low, high, (count, points)))


@cache
def curve() -> Problem:
    """One variable, four elementary functions."""
    x = sp.Symbol("x")
    formula = sp.sin(x**2) * sp.exp(-x / 3) + sp.log(1 + x**2)
    return Problem((formula,), (x,), (x,), uniform(-3, 3, 1))


@cache
def polynomial() -> Problem:
    """So little arithmetic that memory decides."""
    x, y = sp.symbols("x y")
    return Problem((3 * x**2 * y + 2 * x * y**3 - 5,), (x, y), (x, y), uniform(-2, 2, 2))


@cache
def square() -> Problem:
    """Next to nothing."""
    x = sp.Symbol("x")
    return Problem((x**2,), (x,), (x,), uniform(-2, 2, 1))


@cache
def rosenbrock(count: int = 10) -> Problem:
    """The banana valley."""
    x = sp.symbols(f"x:{count}")
    pairs = list(pairwise(x))
    formula = sp.Add(*(100 * (b - a**2) ** 2 + (1 - a) ** 2 for a, b in pairs))

    def arrays(_: Any) -> Callable[[Any, Any], Any]:
        return lambda v, _: (100 * (v[1:] - v[:-1] ** 2) ** 2 + (1 - v[:-1]) ** 2).sum()

    return Problem((formula,), x, x, uniform(-2, 2, count), arrays=arrays)


@cache
def helmholtz(count: int = 20) -> Problem:
    """The residual Helmholtz energy of a mixture by a cubic equation of state."""
    chance = np.random.default_rng(SEED)
    half = chance.uniform(0.5, 1.5, (count, count))
    attraction, volume = (half + half.T) / 2, chance.uniform(0.01, 0.03, count)
    x = sp.symbols(f"x:{count}")

    def weighted(weights: Sequence[float]) -> sp.Expr:
        return sp.Add(*(sp.Float(float(w)) * a for w, a in zip(weights, x, strict=True)))

    root, covolume = sp.sqrt(2), weighted(volume)
    ideal = sp.Add(*(a * sp.log(a / (1 - covolume)) for a in x))
    energy = sp.Add(*(a * weighted(row) for a, row in zip(x, attraction, strict=True)))
    ratio = (1 + (1 + root) * covolume) / (1 + (1 - root) * covolume)
    formula = ideal - energy / (sp.sqrt(8) * covolume) * sp.log(ratio)

    def arrays(xp: Any) -> Callable[[Any, Any], Any]:
        pairs, singles, r = xp.asarray(attraction), xp.asarray(volume), 2**0.5

        def energy(v: Any, _: Any) -> Any:
            b = singles @ v
            logarithm = xp.log((1 + (1 + r) * b) / (1 + (1 - r) * b))
            return (v * xp.log(v / (1 - b))).sum() - (v @ pairs @ v) / (8**0.5 * b) * logarithm

        return energy

    return Problem((formula,), x, x, uniform(0.1, 1, count), arrays=arrays)


@cache
def bundle_adjustment() -> Problem:
    """The reprojection error of a point in a camera: rotation by Rodrigues, radial distortion."""
    turn, centre, point = sp.symbols("r:3"), sp.symbols("C:3"), sp.symbols("P:3")
    focus, weight = sp.symbols("f w")
    offset, distortion, seen = sp.symbols("u:2"), sp.symbols("k:2"), sp.symbols("m:2")
    angle = sp.sqrt(sum(r**2 for r in turn))
    axis = sp.Matrix([r / angle for r in turn])
    arm = sp.Matrix(point) - sp.Matrix(centre)
    turned = (
        arm * sp.cos(angle)
        + axis.cross(arm) * sp.sin(angle)
        + axis * (axis.dot(arm) * (1 - sp.cos(angle)))
    )
    flat = [turned[0] / turned[2], turned[1] / turned[2]]
    radius = flat[0] ** 2 + flat[1] ** 2
    stretch = 1 + distortion[0] * radius + distortion[1] * radius**2
    errors = tuple(weight * (flat[i] * stretch * focus + offset[i] - seen[i]) for i in range(2))
    wrt = (*turn, *centre, focus, *offset, *distortion, *point, weight)

    def columns(chance: Chance, points: int) -> Columns:
        made = chance.uniform(0.1, 1, (17, points))
        made[0:3] = chance.normal(0, 0.3, (3, points))
        made[9:11] *= 0.05
        made[11:14] = chance.normal(0, 1, (3, points)).clip(-3, 3)
        made[13] += 6
        return list(made)

    return Problem(errors, (*wrt, *seen), wrt, columns)


@cache
def speelpenning(count: int = 100) -> Problem:
    """The product of many variables."""
    x = sp.symbols(f"x:{count}")
    columns = uniform(0.9, 1.1, count)
    return Problem((sp.Mul(*x),), x, x, columns, arrays=lambda xp: lambda v, _: xp.prod(v))


@cache
def network() -> Problem:
    """The logistic loss of a perceptron with one hidden layer, by its 49 weights, over data."""
    x, y = sp.symbols("x:4"), sp.Symbol("y")
    inner, bias = sp.symbols("w:32"), sp.symbols("b:8")
    outer, shift = sp.symbols("v:8"), sp.Symbol("c")
    rows = [inner[4 * i : 4 * i + 4] for i in range(8)]
    sums = [sum(w * a for w, a in zip(row, x, strict=True)) for row in rows]
    hidden = [sp.tanh(total + b) for total, b in zip(sums, bias, strict=True)]
    score = sum(v * h for v, h in zip(outer, hidden, strict=True)) + shift
    formula = sp.log(1 + sp.exp(score)) - y * score
    weights = (*inner, *bias, *outer, shift)

    def columns(chance: Chance, points: int) -> Columns:
        labels = chance.integers(0, 2, points).astype(float)
        return [*chance.normal(size=(4, points)), labels, *(chance.normal(size=49) / 2).tolist()]

    def arrays(xp: Any) -> Callable[[Any, Any], Any]:
        def loss(p: Any, data: Any) -> Any:
            hidden = xp.tanh(p[:32].reshape(8, 4) @ data[:4] + p[32:40, None])
            score = p[40:48] @ hidden + p[48]
            return (xp.log(1 + xp.exp(score)) - data[4] * score).sum()

        return loss

    return Problem((formula,), (*x, y, *weights), weights, columns, (*x, y), arrays)


@cache
def black_scholes() -> Problem:
    """The price of a call option; the derivatives are its delta, vega, theta and rho."""
    spot, strike, volatility, time, rate = sp.symbols("S K sigma T r")
    spread = volatility * sp.sqrt(time)
    first = (sp.log(spot / strike) + (rate + volatility**2 / 2) * time) / spread

    def normal(u: sp.Expr) -> sp.Expr:
        return (1 + sp.erf(u / sp.sqrt(2))) / 2

    price = spot * normal(first) - strike * sp.exp(-rate * time) * normal(first - spread)

    def columns(chance: Chance, points: int) -> Columns:
        low, high = np.array([[80, 80, 0.1, 0.2, 0.0], [120, 120, 0.5, 2.0, 0.06]])
        return list(chance.uniform(low, high, (points, 5)).T.copy())

    inputs = (spot, strike, volatility, time, rate)
    return Problem((price,), inputs, (spot, volatility, time, rate), columns)


@cache
def hardening() -> Problem:
    """A stress that follows a straight line up to the yield strain and a power law beyond it."""
    strain, exponent, damage = sp.symbols("s n q")
    stress = sp.Piecewise((strain, strain < 1), (strain**exponent, True))
    formula = stress * (1 - sp.erf(damage) / 2) * (1 + damage**2) ** (-exponent)

    def columns(chance: Chance, points: int) -> Columns:
        low, high = np.array([[0.1, 0.1, -2.0], [4.0, 0.9, 2.0]])
        return list(chance.uniform(low, high, (points, 3)).T.copy())

    inputs = (strain, exponent, damage)
    return Problem((formula,), inputs, inputs, columns)


@cache
def lennard_jones() -> Problem:
    """The energy of two atoms in space; its Hessian is a block of a stiffness matrix."""
    one, other = sp.symbols("a:3"), sp.symbols("b:3")
    square = sum((p - q) ** 2 for p, q in zip(one, other, strict=True))
    formula = 4 * (square**-6 - square**-3)

    def columns(chance: Chance, points: int) -> Columns:
        return list(chance.uniform([0, 0, 0, 1, 1, 1], [0.5] * 3 + [2] * 3, (points, 6)).T.copy())

    return Problem((formula,), one + other, one + other, columns)


# What every tool compiles before the clock runs, for the first time costs each of them more.
BEFORE = Workload("before", "x²", 8, "gradient", square)
TABLE = {
    row.name: row
    for row in [
        Workload("a", "sin(x²)·e^(−x/3) + log(1 + x²)", 10**6, "gradient", curve),
        Workload("b", "3x²y + 2xy³ − 5", 10**6, "gradient", polynomial),
        Workload("c", "Rosenbrock, 10 variables", 10**5, "gradient", rosenbrock),
        Workload("d", "Helmholtz energy, 20 components", 10**4, "gradient", helmholtz),
        Workload("e", "bundle adjustment, 2 × 15", 10**5, "jacobian", bundle_adjustment),
        Workload("f", "Speelpenning's product, 100", 10**4, "gradient", speelpenning),
        Workload("g", "network 4-8-1, summed loss, 49 weights", 10**4, "gradient", network),
        Workload("h", "Black–Scholes price and Greeks", 10**5, "gradient", black_scholes),
        Workload("i", "power law beyond a kink, erf", 10**5, "gradient", hardening),
        Workload("j", "Lennard-Jones pair, 6 × 6", 10**4, "hessian", lennard_jones),
        Workload("d1", "Helmholtz energy, one call", 1, "gradient", helmholtz),
        Workload("f1", "Speelpenning's product, one call", 1, "gradient", speelpenning),
    ]
}
