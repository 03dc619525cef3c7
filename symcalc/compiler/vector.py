"""A kernel as functions of one array, in the form that optimisers call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from symcalc.compiler.arguments import Result, real_array
from symcalc.errors import ShapeError, UnsupportedError

if TYPE_CHECKING:
    from symcalc.compiler.kernel import Kernel


@dataclass(frozen=True)
class Vector:
    """Functions of `(x, *rest)`: x holds the variables `wrt`, rest the other inputs in order.

    x has the shape (n,), or (N, n) for N points at once; a kernel that reduces takes (n,) only.
    They fit `scipy.optimize.minimize` unchanged, `rest` being its `args`.

    Examples
    --------
    >>> import symcalc as sc
    >>> k = sc.compile("(1 - x)^2 + 100 (y - x^2)^2", ["x", "y"], backend="python")
    >>> value, slope = k.vector.fun_and_grad([0.0, 1.0])
    >>> value, slope.tolist()
    (101.0, [-2.0, 200.0])
    """

    kernel: Kernel

    def fun(self, x: ArrayLike, *rest: ArrayLike, out: Any = None) -> Result:
        """The value, as `kernel(…)` gives it."""
        return self.kernel(*self._inputs(x, rest), out=out)

    def grad(self, x: ArrayLike, *rest: ArrayLike, out: Any = None) -> Result:
        """The gradient by x: (n,) or (N, n)."""
        return self.kernel.gradient(*self._inputs(x, rest), out=out)

    def jac(self, x: ArrayLike, *rest: ArrayLike, out: Any = None) -> Result:
        """The Jacobian by x: (m, n) or (N, m, n)."""
        return self.kernel.jacobian(*self._inputs(x, rest), out=out)

    @cached_property
    def fun_and_grad(self) -> Callable[..., Result]:
        """The value and the gradient in one pass: `fun_and_grad(x, *rest, out=None)`.

        `out` is the pair that the same call returned before, or the gradient's array alone.
        """
        if not self._direct:
            return self._fun_and_grad
        dtype, shape = np.dtype(self.kernel.dtype), (len(self.kernel.wrt),)

        def usable(array: Any) -> bool:
            plain = array.__class__ is np.ndarray and array.shape == shape
            return plain and array.dtype is dtype and array.flags.c_contiguous

        def call(x: ArrayLike, *rest: ArrayLike, out: Any = None) -> Result:
            slope = np.empty(shape, dtype) if out is None else out
            slope = slope[-1] if slope.__class__ is tuple else slope
            if rest or not usable(x) or not usable(slope) or not slope.flags.writeable:
                return self._fun_and_grad(x, *rest, out=out)
            return self._packed_point(x, slope), slope

        return call

    def _fun_and_grad(self, x: ArrayLike, *rest: ArrayLike, out: Any = None) -> Result:
        pair = (0.0, out) if isinstance(out, np.ndarray) else out
        return self.kernel.value_and_gradient(*self._inputs(x, rest), out=pair)

    def hess(self, x: ArrayLike, *rest: ArrayLike, out: Any = None) -> Result:
        """The Hessian by x: (n, n) or (N, n, n)."""
        return self.kernel.hessian(*self._inputs(x, rest), out=out)

    def hessp(self, x: ArrayLike, p: ArrayLike, *rest: ArrayLike, out: Any = None) -> Result:
        """The Hessian times p, without the Hessian: (n,) or (N, n)."""
        return self.kernel.hvp(self._inputs(x, rest), p, out=out)

    def _inputs(self, x: ArrayLike, rest: tuple[ArrayLike, ...]) -> tuple[Any, ...]:
        """The kernel's inputs in its own order."""
        kernel, wrt = self.kernel, self.kernel.wrt
        n = len(wrt)
        array = real_array(x, "x", kernel.dtype)
        if array.ndim not in (1, 2) or array.shape[-1] != n:
            raise ShapeError(
                f"x has the shape {array.shape}",
                hint=f"it holds {', '.join(wrt)}: ({n},), or (N, {n}) for N points",
            )
        chosen = set(wrt)
        others = [name for name in kernel.inputs if name not in chosen]
        if len(rest) != len(others):
            raise UnsupportedError(
                f"{len(rest)} more arguments were given, {len(others)} are needed",
                where=", ".join(("x", *others)),
            )
        columns = array.tolist() if array.ndim == 1 else list(array.T)
        found = dict(zip(wrt, columns, strict=True)) | dict(zip(others, rest, strict=True))
        return tuple(found[name] for name in kernel.inputs)

    @cached_property
    def _packed_point(self) -> Callable[..., Any]:
        return self.kernel.calls.value_and_gradient.executable.packed_point

    @property
    def _direct(self) -> bool:
        """Whether x is all inputs in order, so that it can be taken as it is."""
        kernel = self.kernel
        in_order = kernel.wrt_positions == tuple(range(len(kernel.inputs)))
        return in_order and kernel.scalar and kernel.reduce is None and bool(kernel.inputs)
