"""A user's function around a point: its slopes, its noise and its kinks, from values alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from symcalc.checking.functions import Array, Called
from symcalc.checking.numeric import Slopes, central_differences

NEAR, NEARER = 2.0**-6, 2.0**-9  # of the first step: where one-sided slopes are compared
BENT = 0.6  # the share of their difference that is left between the two; 1/8 where f is smooth
LOUD = 10.0  # how much more than noise it must be
CLOSE = 2.0**-36  # the relative distance of values that differ by a straight line and noise


@dataclass(frozen=True)
class Neighbourhood:
    """A function of n variables near a point, and its value there."""

    called: Called
    point: Array
    value: Array

    def repeats(self) -> bool:
        """Whether the same point gives the same value."""
        return bool(np.array_equal(self.called.at(self.point), self.value, equal_nan=True))

    def random_ways(self, count: int) -> Array:
        """Directions in which no variable changes much more, beside itself, than another."""
        draw = np.random.default_rng(0)
        shape = count, len(self.point)
        sizes = draw.uniform(0.5, 1.5, shape) * draw.choice([-1.0, 1.0], shape)
        return np.asarray(self._scale * sizes)

    def slopes(self, ways: Array) -> tuple[Slopes, Array]:
        """Derivatives along d directions, shape (m, d), and where there is a kink or a jump."""
        steps = 0.125 / np.max(np.abs(ways) / self._scale, axis=1)

        def along(t: Array) -> Array:
            moved = [self._at(self.point + s * way) for s, way in zip(t, ways, strict=True)]
            return np.stack(moved, axis=1)

        with np.errstate(all="ignore"):
            noise = self._noise()
            slopes = central_differences(along, np.zeros(len(ways)), steps, noise)
            near, nearer = (self._gap(along, steps * share) for share in (NEAR, NEARER))
            loud = nearer > LOUD * noise / (steps * NEARER)
            kinked = loud & (nearer > BENT * near) & (nearer > CLOSE * np.abs(slopes.values))
        return slopes, kinked

    @property
    def _scale(self) -> Array:
        return np.where(self.point == 0, 1.0, np.abs(self.point))

    def _at(self, x: Array) -> Array:
        return np.ravel(self.called.beside(x, self.value)).astype(float)

    def _gap(self, along: Callable[[Array], Array], steps: Array) -> Array:
        """By how much the slopes to the two sides differ."""
        here = np.ravel(self.value).astype(float)[:, np.newaxis]
        return np.asarray(np.abs((along(steps) - here) - (here - along(-steps))) / steps)

    def _noise(self) -> Array:
        """What each value may be off by, shape (m, 1): fourth differences of close values.

        J. J. Moré and S. M. Wild, Estimating computational noise, SIAM J. Sci. Comput. 33 (2011)
        1292-1314.
        """
        way = self._scale * np.random.default_rng(0).uniform(0.5, 1.0, len(self.point))
        close = np.array([self._at(self.point + k * CLOSE * way) for k in range(-3, 4)])
        spread = np.max(np.abs(np.diff(close, 4, axis=0)), axis=0) / np.sqrt(70)
        rounding = np.finfo(self.value.dtype).eps * np.abs(np.ravel(self.value))
        return np.asarray(np.fmax(4 * spread, rounding)[:, np.newaxis], float)
