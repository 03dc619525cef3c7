"""Arrays that lie on a device, as the CUDA array interface describes them.

NumPy works out shapes and strides, on an array that has those of the device's and no memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

from symcalc.errors import UnsupportedError

INTERFACE = "__cuda_array_interface__"

Shape = tuple[int, ...]


@dataclass(frozen=True)
class DeviceArray:
    """Real numbers on a device: where they lie, and who keeps them there.

    Attributes
    ----------
    address : int
        Of the first number.
    shape, strides : tuple of int
        Strides are in bytes.
    dtype : numpy.dtype
        Of integers, bools or floats.
    owner : object
        Whose memory it is.
    stream : int or None
        On which the owner may still be writing.
    readonly : bool
        Whether the owner lets nobody write.
    """

    address: int
    shape: Shape
    strides: Shape
    dtype: np.dtype[Any]
    owner: Any = field(repr=False)
    stream: int | None = None
    readonly: bool = False

    @property
    def __cuda_array_interface__(self) -> dict[str, Any]:
        return {
            "shape": self.shape,
            "strides": self.strides,
            "typestr": self.dtype.str,
            "data": (self.address, self.readonly),
            "stream": self.stream,
            "version": 3,
        }

    @property
    def ndim(self) -> int:
        """How many axes it has."""
        return len(self.shape)

    @property
    def shadow(self) -> NDArray[Any]:
        """A NumPy array of the same shape and strides whose numbers must not be read."""
        return as_strided(np.empty(1, self.dtype), self.shape, self.strides)

    @property
    def extent(self) -> tuple[int, int]:
        """The addresses between which it lies."""
        reach = [(n - 1) * s for n, s in zip(self.shape, self.strides, strict=True)]
        first = self.address + sum(r for r in reach if r < 0)
        last = self.address + sum(r for r in reach if r > 0)
        return first, last + self.dtype.itemsize

    def __getitem__(self, index: Any) -> DeviceArray:
        shadow = self.shadow
        part = shadow[index]
        offset = part.__array_interface__["data"][0] - shadow.__array_interface__["data"][0]
        return replace(self.like(part), address=self.address + offset)

    def like(self, shadow: NDArray[Any]) -> DeviceArray:
        """The same memory with the shape and the strides of a view of the shadow."""
        return replace(self, shape=shadow.shape, strides=shadow.strides)

    def reshaped(self, shape: Shape) -> DeviceArray | None:
        """A view of another shape; None where a copy would be needed."""
        try:
            return self.like(self.shadow.reshape(shape, copy=False))
        except ValueError:
            return None

    def broadcast(self, batch: Shape) -> DeviceArray:
        """A view of the shape `batch`."""
        return self.like(np.broadcast_to(self.shadow, batch))

    def overlaps(self, other: DeviceArray) -> bool:
        """Whether the two may share memory."""
        (first, last), (start, end) = self.extent, other.extent
        return first < end and start < last


def device_array(value: Any, name: str) -> DeviceArray:
    """What `value` says of itself.

    Raises
    ------
    UnsupportedError
        If its numbers are not real, or are fields of records.
    """
    told = getattr(value, INTERFACE)
    dtype, shape = np.dtype(told["typestr"]), tuple(told["shape"])
    if dtype.kind not in "biuf" or told.get("mask") is not None:
        raise UnsupportedError(
            f"the value of {name!r} on the device is of type {dtype}",
            hint="pass real numbers: ints, floats or bools",
        )
    address, readonly = told["data"]
    strides = tuple(told.get("strides") or _dense(shape, dtype.itemsize))
    if any(stride % dtype.itemsize for stride in strides):
        raise UnsupportedError(
            f"the numbers of {name!r} lie among others on the device", hint="pass a copy of them"
        )
    return DeviceArray(
        address=address or 0,
        shape=shape,
        strides=strides,
        dtype=dtype,
        owner=value,
        stream=told.get("stream"),
        readonly=readonly,
    )


def _dense(shape: Shape, size: int) -> Shape:
    """The strides of an array whose last axis lies together."""
    strides = list[int]()
    for length in reversed(shape):
        strides.insert(0, size)
        size *= length
    return tuple(strides)
