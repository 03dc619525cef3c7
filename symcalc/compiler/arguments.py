"""A user's arguments: numbers and arrays, by position or by name, checked before anything runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from numbers import Real
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from symcalc.compiler.code.identifiers import same_name
from symcalc.compiler.cuda.arrays import INTERFACE, device_array
from symcalc.errors import ShapeError, UnsupportedError

Array: TypeAlias = NDArray[Any]
Result: TypeAlias = Any  # a float, an array, or a tuple of these
Shape = tuple[int, ...]


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
    for spelling, value in named.items():
        name = spelling if spelling in names else _meant(spelling, names)
        if name is None:
            raise UnsupportedError(f"the function has no input {spelling!r}", where=call)
        if name in given:
            raise UnsupportedError(f"the input {name!r} is given twice", where=call)
        given[name] = value
    missing = [name for name in names if name not in given]
    if missing:
        raise UnsupportedError(
            f"no value is given for {', '.join(missing)}",
            where=call,
            hint="pass one number or array for each input, in this order or by name",
        )
    return [real_array(given[name], name, dtype) for name in names]


def _meant(spelling: str, names: Sequence[str]) -> str | None:
    """The only input that is called so in another spelling: w_0 for w₀, theta for θ."""
    alike = [name for name in names if same_name(name) == same_name(spelling)]
    return alike[0] if len(alike) == 1 else None


def real_array(value: ArrayLike, name: str, dtype: str) -> Array:
    """`value` as an array of `dtype`, or one number of it; integers and bools are cast."""
    if value.__class__ is float and dtype == "float64":
        return np.float64(value)
    if value.__class__ is np.ndarray and value.dtype == dtype:
        return value
    if np.ma.is_masked(value):
        raise UnsupportedError(
            f"the value of {name!r} is a masked array",
            hint="pass its .filled(np.nan), or its .compressed() values",
        )
    if hasattr(value, INTERFACE):
        return device_array(value, name)  # type: ignore[return-value]  # it has a shape and slices
    try:
        array = np.asarray(value)
    except ValueError:  # lists of different lengths
        raise ShapeError(
            f"the rows of {name!r} have different lengths", hint="pass a number or a whole array"
        ) from None
    if array.dtype.kind in "biuf":
        with np.errstate(over="ignore"):  # what is too large for float32 is infinite
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


def target_array(target: Any, shape: Shape) -> Array | None:
    """The array to fill with a result of `shape`; None for a float, which cannot be filled."""
    if isinstance(target, float) and shape == ():
        return None  # what a call with scalars returned before
    if type(target) is not np.ndarray:
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
