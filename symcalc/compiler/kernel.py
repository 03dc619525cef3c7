"""Kernel: a formula and its derivatives as functions of numbers and arrays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from symcalc.compiler.backends import find
from symcalc.compiler.backends.source import Function, source
from symcalc.compiler.calling import Array, Call, Result, Shape, bound, components, real_array
from symcalc.compiler.ir import Program
from symcalc.compiler.passes import derivatives
from symcalc.compiler.passes.optimise import optimise
from symcalc.errors import ShapeError, UnsupportedError

DTYPES = ("float64", "float32")


def kernel(
    program: Program,
    *,
    scalar: bool,
    wrt: tuple[int, ...],
    backend: str = "cpu",
    dtype: str = "float64",
) -> Kernel:
    """Make a Kernel; nothing is compiled before it is called.

    Parameters
    ----------
    program : Program
        The values, as lowered.
    scalar : bool
        Whether it is one formula, rather than a vector of m formulas (m may be 1).
    wrt : tuple of int
        Positions among the inputs of the n variables to differentiate by.
    backend : str
        The name of a backend.
    dtype : {"float64", "float32"}
        The type of all arrays.

    Raises
    ------
    BackendError
        If there is no such backend.
    UnsupportedError
        If there is no such dtype.
    """
    find(backend)
    if dtype not in DTYPES:
        raise UnsupportedError(f"there is no dtype {dtype!r}", hint=f"use {' or '.join(DTYPES)}")
    return Kernel(program, scalar, wrt, backend, dtype)


@dataclass(frozen=True)
class Kernel:
    """A formula and its derivatives, compiled when first called.

    Every call takes the inputs as scalars or as arrays that broadcast to one shape `batch`, by
    position or by name, and `out=`, which takes what the same call returned before and fills it.
    Below, f has m outputs and there are n variables to differentiate by. Scalars give `batch` ().
    Arrays returned may be views with the components first in memory.

    Every call raises `ShapeError` where shapes do not fit and `UnsupportedError` for an argument
    that is missing, unknown or not real, before anything is compiled.

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
    backend: str = "cpu"
    dtype: str = "float64"

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the arguments, in order."""
        return self.program.names

    @property
    def wrt(self) -> tuple[str, ...]:
        """The names of the variables to differentiate by, in order."""
        return tuple(self.inputs[i] for i in self.wrt_positions)

    def __call__(self, /, *args: ArrayLike, out: Any = None, **named: ArrayLike) -> Result:
        """The value: shape `batch`, or `batch + (m,)` for a vector; a float for scalars."""
        return self._value(self._bound(args, named), out)

    def gradient(self, /, *args: ArrayLike, out: Any = None, **named: ArrayLike) -> Result:
        """The partial derivatives of a scalar formula: shape `batch + (n,)`."""
        return self._gradient(self._bound(args, named), out)

    def jacobian(self, /, *args: ArrayLike, out: Any = None, **named: ArrayLike) -> Result:
        """The partial derivatives, a row per output: shape `batch + (m, n)`, m = 1 for a scalar."""
        return self._jacobian(self._bound(args, named), out)

    def hessian(self, /, *args: ArrayLike, out: Any = None, **named: ArrayLike) -> Result:
        """The second derivatives: shape `batch + (n, n)`, or `batch + (m, n, n)` for a vector."""
        return self._hessian(self._bound(args, named), out)

    def value_and_gradient(
        self, /, *args: ArrayLike, out: Any = None, **named: ArrayLike
    ) -> Result:
        """The value and the gradient in one pass, as a tuple."""
        return self._value_and_gradient(self._bound(args, named), out)

    def value_and_jacobian(
        self, /, *args: ArrayLike, out: Any = None, **named: ArrayLike
    ) -> Result:
        """The value and the Jacobian in one pass, as a tuple."""
        return self._value_and_jacobian(self._bound(args, named), out)

    def jvp(self, inputs: Sequence[ArrayLike], tangent: ArrayLike, out: Any = None) -> Result:
        """Jacobian times tangent `batch + (n,)`: the shape of the value."""
        more = components(tangent, "tangent", len(self.wrt), self.dtype)
        return self._jvp(self._tuple(inputs) + more, out)

    def vjp(self, inputs: Sequence[ArrayLike], cotangent: ArrayLike, out: Any = None) -> Result:
        """Cotangent, of the shape of the value, times Jacobian: shape `batch + (n,)`."""
        array = real_array(cotangent, "cotangent", self.dtype)
        array = array[..., np.newaxis] if self.scalar else array
        more = components(array, "cotangent", len(self.program.outputs), self.dtype)
        return self._vjp(self._tuple(inputs) + more, out)

    def hvp(self, inputs: Sequence[ArrayLike], vector: ArrayLike, out: Any = None) -> Result:
        """Hessian times vector `batch + (n,)`: shape `batch + (n,)`, for m formulas `(m, n)`."""
        more = components(vector, "vector", len(self.wrt), self.dtype)
        return self._hvp(self._tuple(inputs) + more, out)

    @cached_property
    def source(self) -> str:
        """Readable Python with the value and its first derivatives, which runs by itself.

        Its functions take and return floats, a tuple where there are several. They raise where
        `math` does, at log(0) and 1/0, where the kernel returns inf or nan.
        """
        name = "gradient" if self.scalar else "jacobian"
        layout = f"The partial derivatives by {', '.join(self.wrt)}"
        layout += "." if self.scalar else ", a row for each output, one row after another."
        first = Function(name, layout, optimise(self._first))
        return source([Function("value", "The formula.", optimise(self.program)), first])

    def __repr__(self) -> str:
        kind = "a number" if self.scalar else f"{len(self.program.outputs)} numbers"
        wrt = ", ".join(self.wrt)
        inputs = ", ".join(self.inputs)
        return f"<Kernel ({inputs}) -> {kind}, by {wrt}, {self.backend} {self.dtype}>"

    def __reduce__(self) -> tuple[Callable[..., Kernel], tuple[Any, ...]]:
        """Only what makes it: what was compiled is compiled or loaded again where it arrives."""
        fields = (self.program, self.scalar, self.wrt_positions, self.backend, self.dtype)
        return Kernel, fields

    def _bound(self, args: Sequence[ArrayLike], named: Mapping[str, ArrayLike]) -> list[Array]:
        return bound(self.inputs, args, named, self.dtype)

    def _tuple(self, inputs: Sequence[ArrayLike]) -> list[Array]:
        if not isinstance(inputs, (tuple, list)):
            raise UnsupportedError(
                "the inputs of a product come as one tuple",
                hint=f"write (({', '.join(self.inputs)},), …)",
            )
        return self._bound(inputs, {})

    def _call(self, program: Program, *shapes: Shape) -> Call:
        return Call(program, shapes, len(shapes) > 1, self.backend, self.dtype)

    @property
    def _shape(self) -> Shape:
        """The shape of the value at one point."""
        return () if self.scalar else (len(self.program.outputs),)

    @cached_property
    def _first(self) -> Program:
        return derivatives.jacobian(self.program, self.wrt_positions)

    @cached_property
    def _value(self) -> Call:
        return self._call(self.program, self._shape)

    @cached_property
    def _gradient(self) -> Call:
        self._require_scalar("gradient", "jacobian")
        return self._call(self._first, (len(self.wrt),))

    @cached_property
    def _jacobian(self) -> Call:
        return self._call(self._first, (len(self.program.outputs), len(self.wrt)))

    @cached_property
    def _hessian(self) -> Call:
        program = derivatives.hessian(self.program, self.wrt_positions)
        return self._call(program, (*self._shape, len(self.wrt), len(self.wrt)))

    @cached_property
    def _value_and_gradient(self) -> Call:
        self._require_scalar("value_and_gradient", "value_and_jacobian")
        both = derivatives.with_values(self.program, self._first)
        return self._call(both, (), (len(self.wrt),))

    @cached_property
    def _value_and_jacobian(self) -> Call:
        both = derivatives.with_values(self.program, self._first)
        return self._call(both, self._shape, (len(self.program.outputs), len(self.wrt)))

    @cached_property
    def _jvp(self) -> Call:
        return self._call(derivatives.jvp(self.program, self.wrt_positions), self._shape)

    @cached_property
    def _vjp(self) -> Call:
        return self._call(derivatives.vjp(self.program, self.wrt_positions), (len(self.wrt),))

    @cached_property
    def _hvp(self) -> Call:
        program = derivatives.hvp(self.program, self.wrt_positions)
        return self._call(program, (*self._shape, len(self.wrt)))

    def _require_scalar(self, method: str, instead: str) -> None:
        if not self.scalar:
            raise ShapeError(
                f"a vector of {len(self.program.outputs)} formulas has no {method}",
                hint=f"use k.{instead}, a row for each formula",
            )
