"""Kernel: a formula and its derivatives as functions of numbers and arrays."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from symcalc.compiler.arguments import Array, Result, bound, components, real_array
from symcalc.compiler.backends.cpu import usable
from symcalc.compiler.calls import Calls
from symcalc.compiler.code import value_and_first, written
from symcalc.compiler.code.straight import Function
from symcalc.compiler.ir import Program
from symcalc.compiler.method import MOST, method
from symcalc.compiler.options import Options
from symcalc.compiler.passes.sparsity import Structure
from symcalc.compiler.saving import save
from symcalc.compiler.vector import Vector
from symcalc.errors import UnsupportedError

Method: TypeAlias = Callable[..., Result]


@dataclass(frozen=True)
class Kernel:
    """A formula and its derivatives, compiled when first called.

    Every call takes the inputs as scalars or as arrays that broadcast to one shape `batch`, by
    position or by name, and `out=`, which takes what the same call returned before and fills it.
    Below, f has m outputs and there are n variables to differentiate by. Scalars give `batch` ().
    Arrays returned may be views with the components first in memory. Where the kernel reduces,
    the inputs named in `data` are arrays of length N, the others numbers, and everything is of
    the sum or the mean over the data, with `batch` ().

    Every call raises `ShapeError` where shapes do not fit and `UnsupportedError` for an argument
    that is missing, unknown or not real, before anything is compiled.

    Attributes
    ----------
    program : Program
        The values at one point, as lowered.
    scalar : bool
        Whether it is one formula, rather than a vector of m formulas (m may be 1).
    wrt_positions : tuple of int
        Positions among the inputs of the n variables to differentiate by.
    options : Options
        Backend, dtype, data, reduction, threads and cache.

    Examples
    --------
    >>> import symcalc as sc
    >>> k = sc.compile("x y", ["x", "y"], backend="python")
    >>> k(2, 3)
    6.0
    >>> k.gradient([1.0, 2.0], y=5).tolist()
    [[5.0, 1.0], [5.0, 2.0]]
    """

    program: Program
    scalar: bool
    wrt_positions: tuple[int, ...]
    options: Options = field(default_factory=Options)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the arguments, in order."""
        return self.program.names

    @cached_property
    def wrt(self) -> tuple[str, ...]:
        """The names of the variables to differentiate by, in order."""
        names = self.inputs
        return tuple(names[i] for i in self.wrt_positions)

    @property
    def backend(self) -> str:
        """The name of what computes it."""
        return self.options.backend

    @property
    def dtype(self) -> str:
        """The type of all arrays."""
        return self.options.dtype

    @property
    def data(self) -> tuple[str, ...]:
        """The names of the inputs that are arrays of data."""
        return tuple(self.inputs[i] for i in self.options.data)

    @property
    def reduce(self) -> str | None:
        """What is formed over the data: "sum", "mean" or nothing."""
        return self.options.reduce

    def __call__(self, /, *args: ArrayLike, out: Any = None, **named: ArrayLike) -> Result:
        """The value: shape `batch`, or `batch + (m,)` for a vector; a float for scalars."""
        return self._value(*args, out=out, **named)

    @cached_property
    def gradient(self) -> Method:
        """The partial derivatives of a scalar formula: shape `batch + (n,)`."""
        return self._method("gradient")

    @cached_property
    def jacobian(self) -> Method:
        """The partial derivatives, a row per output: shape `batch + (m, n)`, m = 1 for a scalar."""
        return self._method("jacobian")

    @cached_property
    def hessian(self) -> Method:
        """The second derivatives: shape `batch + (n, n)`, or `batch + (m, n, n)` for a vector."""
        return self._method("hessian")

    @cached_property
    def value_and_gradient(self) -> Method:
        """The value and the gradient in one pass, as a tuple."""
        return self._method("value_and_gradient")

    @cached_property
    def value_and_jacobian(self) -> Method:
        """The value and the Jacobian in one pass, as a tuple."""
        return self._method("value_and_jacobian")

    @cached_property
    def jacobian_values(self) -> Method:
        """The entries of the Jacobian at `jacobian_structure`: shape `batch + (nnz,)`."""
        return self._method("jacobian_values")

    @cached_property
    def hessian_values(self) -> Method:
        """The entries of the Hessian at `hessian_structure`: shape `batch + (nnz,)`."""
        return self._method("hessian_values")

    @cached_property
    def jacobian_structure(self) -> tuple[Array, Array]:
        """The rows and columns of the entries of the Jacobian that are not plainly zero."""
        return _indices(self.calls.sparse_first[0])

    @cached_property
    def hessian_structure(self) -> tuple[Array, Array]:
        """The rows and columns of the entries of the Hessian that are not plainly zero.

        For a vector of m formulas the m matrices stand one below another, m·n rows in all.
        """
        return _indices(self.calls.sparse_second[0])

    @cached_property
    def vector(self) -> Vector:
        """The same kernel as functions of one array, for optimisers: `fun`, `grad`, `hess` …"""
        return Vector(self)

    @cached_property
    def jit(self) -> Any:
        """The value as a Numba function of numbers, for other `@njit` code to call.

        It takes the inputs in order and gives a float, or a tuple of m for a vector.
        """
        usable()
        from symcalc.compiler.llvm.functions import jit  # Numba is imported when it is used

        return jit(self.program, self.dtype, scalar=self.scalar, cached=self.options.cache)

    def jvp(self, inputs: Sequence[ArrayLike], tangent: ArrayLike, out: Any = None) -> Result:
        """Jacobian times tangent `batch + (n,)`: the shape of the value."""
        more = components(tangent, "tangent", len(self.wrt), self.dtype)
        return self.calls.jvp(self._tuple(inputs) + more, out)

    def vjp(self, inputs: Sequence[ArrayLike], cotangent: ArrayLike, out: Any = None) -> Result:
        """Cotangent, of the shape of the value, times Jacobian: shape `batch + (n,)`."""
        array = real_array(cotangent, "cotangent", self.dtype)
        array = array[..., np.newaxis] if self.scalar else array
        more = components(array, "cotangent", len(self.program.outputs), self.dtype)
        return self.calls.vjp(self._tuple(inputs) + more, out)

    def hvp(self, inputs: Sequence[ArrayLike], vector: ArrayLike, out: Any = None) -> Result:
        """Hessian times vector `batch + (n,)`: shape `batch + (n,)`, for m formulas `(m, n)`."""
        more = components(vector, "vector", len(self.wrt), self.dtype)
        return self.calls.hvp(self._tuple(inputs) + more, out)

    @cached_property
    def source(self) -> str:
        """Readable Python with the value and its first derivatives, which runs by itself.

        Its functions take and return floats, a tuple where there are several. They raise where
        `math` does, at log(0) and 1/0, where the kernel returns inf or nan.
        """
        return self.code("python")

    def code(self, language: str) -> str:
        """The value and its first derivatives in "python", "numpy", "numba", "c" or "cuda".

        The text stands by itself. Where the kernel reduces, so does the code: the inputs named in
        `data` are arrays of one length there, and a function of one row stands beside each.
        """
        return written(language, self._functions, self.dtype)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write a module that needs NumPy only, and is compiled where Numba is installed."""
        return save(path, self._functions, self.dtype)

    @property
    def _functions(self) -> tuple[Function, Function]:
        return value_and_first(
            self.program,
            self.calls.first,
            scalar=self.scalar,
            wrt=self.wrt_positions,
            reduce=self.reduce,
            data=self.options.data,
        )

    @property
    def __name__(self) -> str:
        """What libraries that label functions call it; xarray on Dask takes no "-" in that."""
        return "kernel"

    def __repr__(self) -> str:
        count = len(self.program.outputs)
        kind = "a number" if self.scalar else "1 number" if count == 1 else f"{count} numbers"
        wrt = ", ".join(self.wrt)
        inputs = ", ".join(self.inputs)
        return f"<Kernel ({inputs}) -> {kind}, by {wrt}, {self.backend} {self.dtype}>"

    def __reduce__(self) -> tuple[Callable[..., Kernel], tuple[Any, ...]]:
        """Only what makes it: what was compiled is compiled or loaded again where it arrives."""
        return Kernel, (self.program, self.scalar, self.wrt_positions, self.options)

    @cached_property
    def _value(self) -> Method:
        return self._method("value")

    def _method(self, name: str) -> Method:
        """The call of that name, which is derived and compiled when it is first used."""
        count = len(self.program.inputs)

        def point() -> Any:
            return getattr(self.calls, name).executable.point

        def general(args: Sequence[Any], named: Mapping[str, Any], out: Any) -> Result:
            call = getattr(self.calls, name)
            result = None if named else call.plainly(args, out)
            return call(self._bound(args, named), out) if result is None else result

        if count > MOST or self.reduce:
            return lambda *args, out=None, **named: general(args, named, out)
        return method(name, count, self.calls.shapes(name), self.dtype, point, general)

    def _bound(self, args: Sequence[ArrayLike], named: Mapping[str, ArrayLike]) -> list[Array]:
        return bound(self.inputs, args, named, self.dtype)

    def _tuple(self, inputs: Sequence[ArrayLike]) -> list[Array]:
        if not isinstance(inputs, (tuple, list)):
            raise UnsupportedError(
                "the inputs of a product come as one tuple",
                hint=f"write (({', '.join(self.inputs)},), …)",
            )
        return self._bound(inputs, {})

    @cached_property
    def calls(self) -> Calls:
        """The ways to call it, each compiled when it is first needed."""
        return Calls(self.program, self.scalar, self.wrt_positions, self.options)


def _indices(structure: Structure) -> tuple[Array, Array]:
    places = np.array(structure.places, dtype=np.intp).reshape(-1, 2)
    return places[:, 0], places[:, 1]
