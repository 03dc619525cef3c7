"""Critical points of a loss over a plane, and those of them that are kinks."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Heights = Callable[[Array, Array], Array]

NEAR, NEARER = 1e-2, 2.5e-3  # of the span: how far beside a place the loss is looked at
LASTING = 0.45  # of a jump of the slope, as it is left nearer by; of a smooth one a quarter is
JUMP = 1e-3  # of the usual slope
LEVEL = 1e-9  # of the differences around: taken for 0
WAYS = np.arange(16) * np.pi / 8
FLAT_WAY = 2


class Critical(NamedTuple):
    """A place where both slopes in the plane are 0, or where there is a kink."""

    a: float
    b: float
    value: float
    eigenvalues: tuple[float, ...]  # none at a kink
    kind: int  # 1 minimum, 0 saddle, -1 maximum, 2 where an eigenvalue is 0; 3, 4 along a curve


def is_kink(at: Heights, span: float, usual: float, place: Array) -> bool:
    """Whether the slope along some way jumps at a place, as far as differences tell."""
    far, near = (_jumps(at, place, share * span) for share in (NEAR, NEARER))
    return bool(((near > JUMP * usual) & (near > LASTING * far)).any())


def _jumps(at: Heights, place: Array, h: float) -> Array:
    """By how much the slopes on the two sides of a place differ, way by way."""
    ways = WAYS[:8]
    a, b = h * np.cos(ways), h * np.sin(ways)
    ahead, behind = at(place[0] + a, place[1] + b), at(place[0] - a, place[1] - b)
    return np.asarray(np.abs(ahead - 2 * at(place[:1], place[1:]) + behind) / h)


def at_kink(at: Heights, span: float, place: Array) -> Critical:
    """The point at a kink, its kind by the loss on a small circle around it."""
    h = NEARER * span
    value = float(at(place[:1], place[1:])[0])
    around = at(place[0] + h * np.cos(WAYS), place[1] + h * np.sin(WAYS)) - value
    level = LEVEL * float(np.abs(around).max())
    above, below = bool((around > level).any()), bool((around < -level).any())
    flat = bool((np.abs(around) <= level).any())
    kind = 0 if above and below else FLAT_WAY if flat else 1 if above else -1
    return Critical(float(place[0]), float(place[1]), value, (), kind)
