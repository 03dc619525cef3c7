"""What descent goes down: a formula, its mean over data, a network, or gradients as given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import sympy as sp

from symcalc.compiler.kernel import Kernel
from symcalc.compiler.lower import lower
from symcalc.compiler.options import Options
from symcalc.matrix.compiled.kernel import MatrixKernel
from symcalc.matrix.interpret.formula import MatrixFormula
from symcalc.notation import Notation
from symcalc.tutor.descent.floats import Plain

LONG = 2000  # steps after which it pays to compile what NumPy has interpreted so far
DIGIT = 9
Array = np.ndarray[Any, Any]
Vector = Sequence[float] | Array


class Objective(Protocol):
    """What is made small."""

    @property
    def names(self) -> tuple[str, ...]:
        """The coordinates of a point by name."""

    @property
    def batches(self) -> Batches | None:
        """Which rows of the data a step uses, where there are data."""

    def gradient(self, x: Vector, t: int) -> Vector:
        """The gradient that step t uses, from 1; NaN where there is none."""

    def slope(self, x: Vector) -> Vector | None:
        """The gradient of the whole, whatever a step uses; None where no function is given."""

    def values(self, points: Array) -> Array:
        """The value at each of k points, shape (k, n) to (k,)."""


@dataclass(frozen=True)
class Of:
    """A formula of n letters."""

    body: Notation
    letters: tuple[sp.Symbol, ...]
    batches = None

    @property
    def names(self) -> tuple[str, ...]:
        """The letters."""
        return tuple(letter.name for letter in self.letters)

    @cached_property
    def kernel(self) -> Kernel:
        """The formula and its derivatives, interpreted: a run compiles only the gradient."""
        program = lower([self.body.expr], self.letters)
        wrt = tuple(range(len(self.letters)))
        options = Options(backend="python", cache=False)
        return Kernel(program, scalar=True, wrt_positions=wrt, options=options)

    @cached_property
    def _slope(self) -> Plain:
        return Plain(self.kernel.calls.first)

    def gradient(self, x: Vector, t: int) -> Vector:
        """The partial derivatives."""
        del t
        return self._slope(*x)

    def slope(self, x: Vector) -> Vector:
        """The same."""
        return self._slope(*x)

    def values(self, points: Array) -> Array:
        """At all points at once."""
        with np.errstate(all="ignore"):
            return np.asarray(self.kernel(*np.asarray(points, dtype=float).T), dtype=float)

    def hessian(self, x: Vector) -> Array:
        """The second derivatives, shape (n, n)."""
        with np.errstate(all="ignore"):
            return np.asarray(self.kernel.hessian(*x), dtype=float)


@dataclass(frozen=True)
class Batches:
    """Which rows of the data each step uses: all of them, or those of a mini-batch.

    Every epoch goes through all rows in an order of its own.
    """

    rows: int
    size: int
    seed: int = 0

    @property
    def all(self) -> bool:
        """Whether every step uses all rows."""
        return self.size >= self.rows

    @cached_property
    def _orders(self) -> dict[int, Array]:
        return {}

    def at(self, t: int) -> Array:
        """The rows of step t, from 1."""
        per_epoch = -(-self.rows // self.size)
        epoch, k = divmod(t - 1, per_epoch)
        if epoch not in self._orders:
            self._orders.clear()
            self._orders[epoch] = np.random.default_rng([self.seed, epoch]).permutation(self.rows)
        return self._orders[epoch][k * self.size : (k + 1) * self.size]


@dataclass(frozen=True)
class OverData:
    """The mean of a formula over data."""

    body: Notation
    letters: tuple[sp.Symbol, ...]
    data: Mapping[sp.Symbol, Array] = field(repr=False)
    batches: Batches

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters."""
        return tuple(letter.name for letter in self.letters)

    @cached_property
    def kernel(self) -> Kernel:
        """The mean and its derivatives, interpreted."""
        return self._kernel(Options(backend="python", cache=False))

    @cached_property
    def compiled(self) -> Kernel:
        """The same, compiled."""
        return self._kernel(Options())

    def _kernel(self, options: Options) -> Kernel:
        count = len(self.letters)
        program = lower([self.body.expr], [*self.letters, *self.data])
        columns = tuple(range(count, count + len(self.data)))
        wrt = tuple(range(count))
        over = replace(options, data=columns, reduce="mean")
        return Kernel(program, scalar=True, wrt_positions=wrt, options=over)

    @cached_property
    def columns(self) -> list[Array]:
        """The data in the order of the inputs."""
        return list(self.data.values())

    def drawn(self, t: int) -> Mapping[sp.Symbol, Array]:
        """The data of step t."""
        if self.batches.all:
            return self.data
        rows = self.batches.at(t)
        return {name: column[rows] for name, column in self.data.items()}

    def gradient(self, x: Vector, t: int) -> Vector:
        """The gradient over the rows of step t."""
        kernel = self.compiled if t > LONG else self.kernel
        return self._at(kernel, x, list(self.drawn(t).values()))

    def slope(self, x: Vector) -> Vector:
        """The gradient over all rows."""
        return self._at(self.kernel, x, self.columns)

    def _at(self, kernel: Kernel, x: Vector, columns: Sequence[Array]) -> Vector:
        with np.errstate(all="ignore"):
            return np.asarray(kernel.gradient(*x, *columns), dtype=float)

    def values(self, points: Array) -> Array:
        """The mean at each point."""
        kernel = self.compiled if len(points) > LONG else self.kernel
        with np.errstate(all="ignore"):
            return np.array([kernel(*point, *self.columns) for point in points])

    def hessian(self, x: Vector) -> Array:
        """The second derivatives of the mean."""
        with np.errstate(all="ignore"):
            return np.asarray(self.kernel.hessian(*x, *self.columns), dtype=float)


@dataclass(frozen=True)
class Layout:
    """Arrays one after another in one vector, and back."""

    shapes: Mapping[str, tuple[int, ...]]

    @property
    def names(self) -> tuple[str, ...]:
        """W_12 for the second entry of the first row; W_1_12 where there are ten or more."""
        return tuple(
            "_".join([name, *_places(index, shape)])
            for name, shape in self.shapes.items()
            for index in np.ndindex(*shape)
        )

    def arrays(self, x: Vector) -> dict[str, Array]:
        """The arrays that a vector holds."""
        flat, found, start = np.asarray(x, dtype=float), dict[str, Array](), 0
        for name, shape in self.shapes.items():
            end = start + int(np.prod(shape))
            found[name] = flat[start:end].reshape(shape)
            start = end
        return found

    def vector(self, arrays: Sequence[Any]) -> Array:
        """The vector that holds the arrays, which come in the layout's order."""
        return np.concatenate([np.asarray(a, dtype=float).ravel() for a in arrays])


def _places(index: tuple[int, ...], shape: tuple[int, ...]) -> list[str]:
    """The indices of an entry, from 1; in one word where each is a digit."""
    places = [str(i + 1) for i in index]
    return ["".join(places)] if places and max(shape) <= DIGIT else places


@dataclass(frozen=True)
class OfArrays:
    """A matrix formula, such as the loss of a network."""

    kernel: MatrixKernel
    layout: Layout
    data: Mapping[str, Array] = field(repr=False)
    batches: Batches
    axis: int = 0
    formula: MatrixFormula | None = field(default=None, repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Every entry."""
        return self.layout.names

    @cached_property
    def compiled(self) -> MatrixKernel:
        """The kernel, compiled instead of interpreted."""
        return replace(self.kernel, backend="cpu")

    def drawn(self, t: int) -> Mapping[str, Array]:
        """The data of step t."""
        if self.batches.all:
            return self.data
        rows = self.batches.at(t)
        return {name: self._taken(a, rows) for name, a in self.data.items()}

    def gradient(self, x: Vector, t: int) -> Vector:
        """The gradient over the samples of step t."""
        return self._at(self.compiled if t > LONG else self.kernel, x, self.drawn(t))

    def _taken(self, array: Array, rows: Array) -> Array:
        axis = self.axis if array.ndim > 1 else 0
        sampled = array.ndim and array.shape[axis] == self.batches.rows
        return np.take(array, rows, axis=axis) if sampled else array

    def slope(self, x: Vector) -> Vector:
        """The gradient over all samples."""
        return self._at(self.kernel, x, self.data)

    def _at(self, kernel: MatrixKernel, x: Vector, data: Mapping[str, Array]) -> Vector:
        with np.errstate(all="ignore"):
            found = kernel.gradient(**self.layout.arrays(x), **data)
        return self.layout.vector(found if isinstance(found, tuple) else (found,))

    def values(self, points: Array) -> Array:
        """The loss at each point."""
        kernel = self.compiled if len(points) > LONG else self.kernel
        with np.errstate(all="ignore"):
            return np.array([kernel(**self.layout.arrays(p), **self.data) for p in points])


@dataclass(frozen=True)
class Given:
    """Gradients as they are given, one a step, of a function that nobody knows."""

    names: tuple[str, ...]
    rows: Array = field(repr=False)
    batches = None

    def gradient(self, x: Vector, t: int) -> Vector:
        """The t-th."""
        del x
        return [float(g) for g in self.rows[t - 1]]

    def slope(self, x: Vector) -> None:
        """There is no function."""
        del x

    def values(self, points: Array) -> Array:
        """There are none."""
        return np.full(len(points), np.nan)
