"""A kernel as functions of one array, in the form that optimisers call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from symcalc.compiler.arguments import Array, Result, real_array
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

    def __reduce__(self) -> tuple[type[Vector], tuple[Kernel]]:
        """Only the kernel: what was compiled stays behind."""
        return Vector, (self.kernel,)

    def fun(self, x: ArrayLike, *rest: ArrayLike, out: Any = None) -> Result:
        """The value, as `kernel(…)` gives it."""
        if not rest and out is None and self._taken(x):
            return self._packed_value(x)
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
        if not self._whole:
            return self._fun_and_grad
        array, dtype, n = np.ndarray, np.dtype(self.kernel.dtype), len(self.kernel.wrt)
        shape, empty, general = (n,), np.empty, self._fun_and_grad

        def call(x: Any, *rest: ArrayLike, out: Any = None) -> Result:
            if rest or x.__class__ is not array or x.dtype is not dtype or x.shape != shape:
                return general(x, *rest, out=out)
            slope = out[-1] if out.__class__ is tuple and len(out) == 2 else out
            if slope is None:
                slope = empty(n, dtype)
            elif slope.__class__ is not array or slope.dtype is not dtype or slope.shape != shape:
                return general(x, out=out)
            if x.flags.c_contiguous and slope.flags.carray:
                return self._packed_pair(x, slope), slope
            return general(x, out=out)

        return call

    def _fun_and_grad(self, x: ArrayLike, *rest: ArrayLike, out: Any = None) -> Result:
        pair = out
        if isinstance(out, np.ndarray):
            pair = (np.empty(len(out)) if out.ndim == 2 else 0.0, out)
        return self.kernel.value_and_gradient(*self._inputs(x, rest), out=pair)

    def bound(self, x: Array, out: Array) -> Callable[[], float]:
        """A function of nothing that reads x and fills out: one point again and again, at no cost.

        Parameters
        ----------
        x, out : ndarray, shape (n,)
            Contiguous and of the kernel's dtype; what stands in x when the function is called is
            computed, its gradient is written into `out`.

        Returns
        -------
        callable
            Gives the value.

        Raises
        ------
        UnsupportedError
            If the kernel is a vector, reduces, or has inputs beside x; if x or out is another kind
            of array.

        Examples
        --------
        >>> import symcalc as sc
        >>> x, slope = np.array([2.0, 3.0]), np.empty(2)
        >>> step = sc.compile("x^2 y", backend="python").vector.bound(x, slope)
        >>> step(), slope.tolist()
        (12.0, [12.0, 4.0])
        """
        if not (self._taken(x) and self._taken(out) and out.flags.writeable):
            raise UnsupportedError(
                "these arrays cannot be bound to this kernel",
                where=f"x and out, for inputs {', '.join(self.kernel.inputs[:8])}",
                hint=f"a scalar formula of x alone, and contiguous {self.kernel.dtype} arrays",
            )
        return partial(self._packed_pair, x, out)

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

    @property
    def _whole(self) -> bool:
        """Whether x is all inputs in order, of a scalar formula at one point."""
        kernel = self.kernel
        in_order = kernel.wrt_positions == tuple(range(len(kernel.inputs)))
        return in_order and kernel.scalar and kernel.reduce is None and bool(kernel.inputs)

    @cached_property
    def _taken(self) -> Callable[[Any], bool]:
        """Whether compiled code can take an array as it is."""
        if not self._whole:
            return lambda _: False
        array, dtype, shape = np.ndarray, np.dtype(self.kernel.dtype), (len(self.kernel.wrt),)

        def taken(x: Any) -> bool:
            if x.__class__ is not array or x.dtype is not dtype or x.shape != shape:
                return False
            return bool(x.flags.c_contiguous)

        return taken

    @cached_property
    def _packed_value(self) -> Callable[..., Any]:
        return self.kernel.calls.value.executable.packed_point

    @cached_property
    def _packed_pair(self) -> Callable[..., Any]:
        return self.kernel.calls.value_and_gradient.executable.packed_point
