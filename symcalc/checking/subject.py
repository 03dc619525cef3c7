"""A kernel at chosen points, and what is known there without asking it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from symcalc.checking.numeric import Slopes, directional_derivative
from symcalc.checking.points import places
from symcalc.checking.programs import Figure, Figures, exact_curvatures, exact_slopes, exact_values
from symcalc.checking.rounding import rounding_bounds
from symcalc.compiler.ir import Program
from symcalc.compiler.kernel import Kernel
from symcalc.compiler.passes import derivatives
from symcalc.compiler.passes.dead_code import dead_code
from symcalc.compiler.passes.optimise import optimise

Array = NDArray[Any]
Direction = int | str  # a variable by its number, or a random direction by its letter
KEPT = 4096  # figures in high precision
FIRST = 20_000  # entries of a Jacobian that is still computed as a whole
SECOND = 2_500  # entries of a Hessian that is
LARGE = 2_000  # nodes from which every function more that is compiled takes seconds

# What a figure of order 0, 1 or 2 is computed by: as a product with a direction, and as a whole.
PRODUCTS, WHOLE = ("value", "jvp", "hvp"), ("value", "jacobian", "hessian")
MADE: dict[str, Callable[[Program, Sequence[int]], Program]] = {
    "value": lambda program, _: program,
    "jvp": derivatives.jvp,
    "hvp": derivatives.hvp,
    "jacobian": derivatives.jacobian,
    "hessian": derivatives.hessian,
}


@dataclass(frozen=True)
class Cell:
    """A figure at a point: an output, or the weighted sum of all, and what it is derived along."""

    output: int | None
    along: tuple[Direction, ...]
    index: tuple[int, ...]
    name: str

    def entry(self, n: int) -> int:
        """Where its first derivative stands among the m·n of all outputs."""
        return (self.output or 0) * n + int(self.along[0])


@dataclass(frozen=True, eq=False)
class Subject:
    """A kernel of m outputs and n variables at k points.

    `v` and `u` are random directions of shape (k, n), and `w` weights of the outputs (k, m), all of
    them exact in the kernel's dtype, as are the points.
    """

    kernel: Kernel
    points: Array
    v: Array
    u: Array
    w: Array

    @classmethod
    def of(cls, kernel: Kernel) -> Subject:
        """At points of its domain, seeded."""
        points = places(kernel.program, kernel.dtype)
        draw = np.random.default_rng(1)

        def some(count: int) -> Array:
            sizes = draw.uniform(0.5, 1.5, (len(points), count))
            signed = sizes * draw.choice([-1.0, 1.0], sizes.shape)
            return np.asarray(signed.astype(kernel.dtype).astype(float))

        n, m = len(kernel.wrt_positions), len(kernel.program.outputs)
        return cls(kernel, points, some(n), some(n), some(m))

    @property
    def m(self) -> int:
        """How many outputs."""
        return len(self.kernel.program.outputs)

    @property
    def n(self) -> int:
        """How many variables to differentiate by."""
        return len(self.kernel.wrt_positions)

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """The names of the inputs."""
        return self.kernel.inputs

    @cached_property
    def letters(self) -> tuple[str, ...]:
        """The names of the variables."""
        return self.kernel.wrt

    @property
    def large(self) -> bool:
        """Whether the formula is so large that only what is needed is compiled."""
        return len(self.kernel.program.nodes) >= LARGE

    def small(self, order: int) -> bool:
        """Whether the Jacobian, or the Hessian, is small enough to be computed as a whole."""
        return bool(self.m * self.n**order <= (FIRST, FIRST, SECOND)[order])

    @property
    def weights(self) -> Array:
        """The `w` in the shape that the kernel takes for a cotangent."""
        return self.w[:, 0] if self.kernel.scalar else self.w

    def named(self, i: int) -> Mapping[str, float]:
        """A point as names and numbers."""
        return dict(zip(self.inputs, self.points[i].tolist(), strict=True))

    def called(self, name: str, *more: Array) -> Array:
        """What a method of the kernel returns for all points at once, as rows of figures."""
        return self._call(name, list(self.points.T), more, len(self.points))

    def called_once(self, name: str, i: int, *more: Array) -> Array:
        """What a method of the kernel returns for one point by itself."""
        return np.ravel(self._call(name, self.points[i].tolist(), [a[i] for a in more], 1))

    def _call(self, name: str, inputs: list[Any], more: Sequence[Array], count: int) -> Array:
        method = getattr(self.kernel, name)
        result = method(tuple(inputs), *more) if more else method(*inputs)
        parts = result if isinstance(result, tuple) else (result,)
        rows = [np.reshape(np.asarray(part, float), (count, -1)) for part in parts]
        return np.concatenate(rows, axis=1)

    def tangent(self, i: int, direction: Direction) -> Array:
        """A direction at a point, an entry for each variable."""
        if isinstance(direction, str):
            return np.asarray(getattr(self, direction)[i])
        return np.ravel(np.eye(1, self.n, direction))

    def way(self, i: int, direction: Direction) -> Array:
        """A direction at a point, an entry for each input of the formula."""
        return self.spread(self.tangent(i, direction))

    def spread(self, tangent: Array) -> Array:
        """An entry for each input of the formula, from one for each variable."""
        speeds = np.zeros(self.points.shape[1])
        np.add.at(speeds, list(self.kernel.wrt_positions), tangent)
        return speeds

    def cell(self, output: int | None, *along: Direction) -> Cell:
        """One figure of what the kernel computes, with its index there and its name."""
        whole = self.kernel.scalar or output is None
        outer = () if whole else (int(output or 0),)
        index = outer + tuple(d for d in along if isinstance(d, int))
        letters = [self.letters[d] if isinstance(d, int) else d for d in along]
        order = "²" if len(along) == 2 else ""
        words = [f"∂{order}/" + "".join(f"∂{x}" for x in letters)] if letters else []
        words += [] if whole else [f"output {output}"]
        return Cell(output, along, index, " of ".join(words))

    @cached_property
    def gradient(self) -> Program:
        """The m·n partial derivatives, for the interpreter."""
        return dead_code(derivatives.jacobian(self.kernel.program, self.kernel.wrt_positions))

    def slopes(self, program: Program, direction: Direction) -> Slopes:
        """The derivatives of a Program along a direction at all points, numerically."""
        ways = np.array([self.way(i, direction) for i in range(len(self.points))])
        return directional_derivative(program, list(self.points.T), list(ways.T))


class Oracle:
    """What a kernel's figures should be, in high precision, and how far rounding may lead them."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._figures = lru_cache(KEPT)(self._find)
        self._bounds = lru_cache(KEPT)(self._bound)
        self._programs: dict[str, Program] = {}

    def figure(self, i: int, output: int | None, *along: Direction) -> Figure | None:
        """An output at a point, its slope along one direction, or its curvature along two.

        Without an output it is their sum with the weights `w`.
        """
        figures = self._figures(i, *along)
        if output is not None:
            return figures[output]
        total, error = 0.0, 0.0
        for weight, figure in zip(self._subject.w[i], figures, strict=True):
            if figure is None:
                return None
            total, error = total + weight * figure.value, error + abs(weight) * figure.error
        return Figure(float(total), float(error))

    def rounding(self, i: int, output: int | None, *along: Direction) -> float:
        """A bound on the rounding of the same figure, whichever of its codes computes it."""
        weights = np.eye(self._subject.m)[output] if output is not None else self._subject.w[i]
        weights = np.abs(weights)
        for direction in along[:-1]:
            weights = np.multiply.outer(weights, np.abs(self._subject.tangent(i, direction)))
        products = [_weighted(weights, self._bounds(i, PRODUCTS[len(along)], *along[-1:]))]
        if along and self._subject.small(len(along)):
            weights = np.multiply.outer(weights, np.abs(self._subject.tangent(i, along[-1])))
            products.append(_weighted(weights, self._bounds(i, WHOLE[len(along)])))
        return max(products)

    def _find(self, i: int, *along: Direction) -> Figures:
        find = (exact_values, exact_slopes, exact_curvatures)[len(along)]
        ways = [self._subject.way(i, direction).tolist() for direction in along]
        return find(self._subject.kernel.program, self._subject.points[i].tolist(), *ways)

    def _bound(self, i: int, name: str, *along: Direction) -> Array:
        """Bounds on all that one of the derived Programs computes."""
        if name not in self._programs:
            program, wrt = self._subject.kernel.program, self._subject.kernel.wrt_positions
            self._programs[name] = optimise(MADE[name](program, wrt))
        ways = [self._subject.tangent(i, direction) for direction in along]
        point = np.concatenate([self._subject.points[i], *ways])
        dtype = self._subject.kernel.dtype
        return rounding_bounds(self._programs[name], point.tolist(), dtype)


def _weighted(weights: Array, bounds: Array) -> float:
    """A weighted sum; what has no weight counts for nothing, were it infinite."""
    weights = weights.ravel()
    return float(np.sum(weights * bounds, where=weights != 0))
