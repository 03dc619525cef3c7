"""From a user's arguments to arrays that a backend takes, and back to the shapes of the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from numbers import Real
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from symcalc.compiler.backends import Executable, find
from symcalc.compiler.ir import Program
from symcalc.compiler.passes.optimise import optimise
from symcalc.errors import ShapeError, UnsupportedError

Array: TypeAlias = NDArray[Any]
Result: TypeAlias = Any  # a float, an array, or a tuple of these
Shape = tuple[int, ...]


@dataclass(frozen=True)
class Call:
    """One of the ways to call a kernel.

    Attributes
    ----------
    program : Program
        Its inputs are the arguments, its outputs all entries of all results, one after another.
    shapes : tuple of tuple of int
        The shape of each result at one point.
    paired : bool
        Whether the results come as a tuple.
    backend, dtype : str
        How it is computed.
    """

    program: Program
    shapes: tuple[Shape, ...]
    paired: bool
    backend: str
    dtype: str

    @cached_property
    def executable(self) -> Executable:
        """The optimised Program, made ready to run when it is first needed."""
        return find(self.backend).build(optimise(self.program), self.dtype)

    def __call__(self, inputs: Sequence[Array], out: Any = None) -> Result:
        """Compute, into `out` where that is given; `inputs` come from `bound` and `components`."""
        batch = common_shape(inputs)
        targets = self._targets(out, batch)
        buffer = self._direct(targets, inputs, batch)
        if buffer is None:
            buffer = np.empty((sum(map(prod, self.shapes)), *batch), self.dtype)
        if batch == ():
            self.executable.point(np.array(inputs, self.dtype), buffer)
        else:
            columns = [_column(a, batch) for a in inputs]
            self.executable.batch(columns, buffer.reshape(buffer.shape[0], prod(batch)))
        return self._results(buffer, batch, targets)

    def _targets(self, out: Any, batch: Shape) -> list[Array | None]:
        """The arrays to fill; None for a result that is made anew."""
        if out is None:
            return [None] * len(self.shapes)
        targets = list(out) if self.paired and isinstance(out, (tuple, list)) else [out]
        if len(targets) != len(self.shapes):
            raise ShapeError(
                f"out= takes {len(self.shapes)} arrays here",
                where=f"{len(targets)} given",
                hint="pass what the same call returned before",
            )
        wanted = [batch + shape for shape in self.shapes]
        return [_target(t, shape) for t, shape in zip(targets, wanted, strict=True)]

    def _direct(
        self, targets: Sequence[Array | None], inputs: Sequence[Array], batch: Shape
    ) -> Array | None:
        """The single target as the backend's component-major buffer, if it can serve as one."""
        target = targets[0]
        if len(targets) > 1 or target is None or target.dtype != self.dtype:
            return None
        front = _turned(target, len(batch))
        if not (front.flags.c_contiguous and front.flags.aligned):
            return None
        if any(np.may_share_memory(target, a) for a in inputs):
            return None  # an input would be overwritten before it was read
        return front.reshape((prod(self.shapes[0]), *batch))

    def _results(self, buffer: Array, batch: Shape, targets: Sequence[Array | None]) -> Result:
        """Views of `buffer` in the stated shapes, copied into the targets that there are."""
        results, start = [], 0
        for shape, target in zip(self.shapes, targets, strict=True):
            part = buffer[start : start + prod(shape)].reshape(shape + batch)
            start += prod(shape)
            results.append(_delivered(_turned(part, len(shape)), target))
        return tuple(results) if self.paired else results[0]


def bound(
    names: Sequence[str], args: Sequence[ArrayLike], named: Mapping[str, ArrayLike], dtype: str
) -> list[Array]:
    """One array of `dtype` for each of `names`, from arguments by position and by name.

    Raises
    ------
    UnsupportedError
        For an argument that is missing, unknown, given twice or not a real number.
    """
    call = f"k({', '.join(names)})"
    if len(args) > len(names):
        raise UnsupportedError(
            f"{len(args)} arguments were given, the function takes {len(names)}", where=call
        )
    given = dict(zip(names, args, strict=False))
    for name in named:
        if name not in names:
            raise UnsupportedError(f"the function has no input {name!r}", where=call)
        if name in given:
            raise UnsupportedError(f"the input {name!r} is given twice", where=call)
    given |= named
    missing = [name for name in names if name not in given]
    if missing:
        raise UnsupportedError(
            f"no value is given for {', '.join(missing)}",
            where=call,
            hint="pass one number or array for each input, in this order or by name",
        )
    return [real_array(given[name], name, dtype) for name in names]


def real_array(value: ArrayLike, name: str, dtype: str) -> Array:
    """`value` as an array of `dtype`; integers and bools are cast."""
    try:
        array = np.asarray(value)
    except ValueError:  # lists of different lengths
        raise ShapeError(f"the rows of {name!r} have different lengths") from None
    if array.dtype.kind in "biuf":
        return array.astype(dtype, copy=False)
    if array.dtype.kind == "O" and all(isinstance(entry, Real) for entry in array.flat):
        try:
            return array.astype(dtype)  # large ints and fractions
        except OverflowError:
            raise UnsupportedError(f"the value of {name!r} is too large for {dtype}") from None
    kind = "complex" if array.dtype.kind == "c" else f"of type {array.dtype}"
    raise UnsupportedError(
        f"the value of {name!r} is {kind}",
        hint="pass real numbers: ints, floats, bools or arrays of them",
    )


def components(value: ArrayLike, name: str, count: int, dtype: str) -> list[Array]:
    """The `count` arrays along the last axis of a tangent, cotangent or vector."""
    array = real_array(value, name, dtype)
    if array.ndim == 0 or array.shape[-1] != count:
        raise ShapeError(
            f"the {name} has the shape {array.shape}",
            hint=f"its last axis has one entry for each variable or output, {count} here",
        )
    return [array[..., k] for k in range(count)]


def common_shape(inputs: Sequence[Array]) -> Shape:
    """The shape to which all arrays broadcast."""
    shapes = {a.shape for a in inputs}
    if len(shapes) == 1:
        return shapes.pop()
    try:
        return np.broadcast_shapes(*(a.shape for a in inputs))
    except ValueError:
        raise ShapeError(
            "the arguments do not broadcast to one shape",
            where=" ".join(str(a.shape) for a in inputs),
            hint="NumPy's rules: axes are matched from the last one, and each is equal or 1",
        ) from None


def _target(target: Any, shape: Shape) -> Array | None:
    if isinstance(target, float) and shape == ():
        return None  # what a call with scalars returned before; a float cannot be filled
    if not isinstance(target, np.ndarray):
        raise UnsupportedError(f"out= is a {type(target).__name__}", hint="pass a NumPy array")
    if target.shape != shape:
        raise ShapeError(
            f"out= has the shape {target.shape}", hint=f"this call returns the shape {shape}"
        )
    if target.dtype.kind != "f" or not target.flags.writeable:
        raise UnsupportedError(
            f"out= of type {target.dtype} cannot be filled",
            hint="pass a writeable array of floats",
        )
    return target


def _column(array: Array, batch: Shape) -> Array:
    """`array` over the whole batch as one aligned contiguous axis; a copy only where needed."""
    return np.require(np.broadcast_to(array, batch), requirements=["C", "A"]).reshape(-1)


def _turned(array: Array, count: int) -> Array:
    """A view with the first `count` axes last."""
    return array.transpose(*range(count, array.ndim), *range(count))


def _delivered(view: Array, target: Array | None) -> Any:
    if target is None:
        return float(view) if view.ndim == 0 else view
    if not np.may_share_memory(view, target):
        target[...] = view
    return target
