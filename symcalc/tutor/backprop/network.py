"""A deep network of one kind of layer, measured: values forwards, gradients backwards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from symcalc.tutor.backprop.activation import Activation

Array = Any
STEP = 1e-6
ROUNDING = 1e-4  # of a value, what a difference over STEP cannot see to the tolerance
CANCELLED = 1e-9  # of the product of the norms, what may be left when the products cancel
SMALLEST = 1e-300  # below it numbers have fewer digits
APART = 0.1  # of two pre-activations that tell nothing about the slope between them
STARTS = {"xavier": 1.0, "he": 2.0}  # width times the variance of a weight


@dataclass(frozen=True)
class Network:
    """Layers of equal width with random weights.

    Attributes
    ----------
    f : Activation
        What every layer applies.
    depth, width : int
        How many layers, and how many neurons in each.
    sigma : float
        The standard deviation of a weight.
    residual : bool
        Whether each layer adds its input to its output.
    normalised : bool
        Whether the pre-activations are shifted and scaled to mean 0 and variance 1.
    seed : int
        Of the weights, the input and the gradient at the output.
    """

    f: Activation
    depth: int
    width: int
    sigma: float
    residual: bool = False
    normalised: bool = False
    seed: int = 0

    @property
    def kind(self) -> str:
        """What is done to a layer besides its activation."""
        if self.residual:
            return "both" if self.normalised else "residual"
        return "normalised" if self.normalised else "plain"

    def bound(self, k: int, slope: float) -> float:
        """The most that layer k, from 0, multiplies by if no slope is larger than this."""
        bound = slope * float(np.linalg.norm(self.drawn[0][k], 2)) / self.spread(k)
        return 1 + bound if self.residual else bound

    @cached_property
    def drawn(self) -> tuple[Array, Array, Array]:
        """Weights, the input, and the gradient at the output, of norm 1."""
        rng = np.random.default_rng(self.seed)
        weights = self.sigma * rng.standard_normal((self.depth, self.width, self.width))
        x, out = rng.standard_normal((2, self.width))
        return weights, x, out / np.linalg.norm(out)

    def layer(self, k: int, a: Array) -> tuple[Array, Array]:
        """The pre-activation and the output of layer k, from 0."""
        z = self.drawn[0][k] @ a
        if self.normalised:
            z = (z - z.mean()) / _spread(z)
        made = self.f.value(z)
        return z, a + made if self.residual else made

    def spread(self, k: int) -> float:
        """By what the pre-activations of layer k, from 0, are divided."""
        return _spread(self.drawn[0][k] @ self.values[1][k]) if self.normalised else 1.0

    @cached_property
    def values(self) -> tuple[list[Array], list[Array]]:
        """The pre-activations, and the inputs of all layers with the output last."""
        before, after = [], [self.drawn[1]]
        for k in range(self.depth):
            z, a = self.layer(k, after[-1])
            before.append(z)
            after.append(a)
        return before, after

    def jacobian(self, k: int) -> Array:
        """∂a_k/∂a_(k−1)."""
        weights, z = self.drawn[0][k], self.values[0][k]
        inner = weights
        if self.normalised:
            raw = weights @ self.values[1][k]
            ones = np.ones((self.width, self.width)) / self.width
            inner = (np.eye(self.width) - ones - np.outer(z, z) / self.width) / _spread(raw)
            inner = inner @ weights
        made = self.f.slope(z)[:, None] * inner
        return np.eye(self.width) + made if self.residual else made

    @cached_property
    def gradients(self) -> list[Array]:
        """∂L/∂a_k for k = 0 … depth."""
        found = [self.drawn[2]]
        for k in reversed(range(self.depth)):
            found.append(self.jacobian(k).T @ found[-1])
        return found[::-1]

    @property
    def norms(self) -> list[float]:
        """‖∂L/∂a_k‖ for k = 0 … depth."""
        return [float(np.linalg.norm(g)) for g in self.gradients]

    @property
    def factor(self) -> float:
        """The mean factor of one layer, on the way back."""
        first, last = self.norms[0], self.norms[-1]
        return float((first / last) ** (1 / self.depth))

    @property
    def is_finite(self) -> bool:
        """Whether doubles hold all of it."""
        with np.errstate(all="ignore"):
            fits = all(np.isfinite(a).all() for a in self.values[1])
            return fits and all(map(np.isfinite, self.norms))

    @property
    def has_values(self) -> bool:
        """Whether the activation has a real value wherever the network calls it."""
        with np.errstate(all="ignore"):
            before, after = self.values
            reached = (a for z, a in zip(before, after[1:], strict=True) if np.isfinite(z).all())
            return not any(np.isnan(a).any() for a in reached)

    @cached_property
    def cut(self) -> int:
        """The last layer, from 1, before which the gradient is exactly 0; 0 if there is none."""
        return max((k for k in range(1, self.depth + 1) if self.norms[k - 1] == 0), default=0)

    @property
    def is_dead(self) -> bool:
        """Whether every slope of the layer at the cut is 0."""
        return bool(self.cut) and not self.f.slope(self.values[0][self.cut - 1]).any()

    def error(self) -> float:
        """How far the layers are from finite differences, and one mode from the other."""
        rng = np.random.default_rng(self.seed + 1)
        rate = start = rng.standard_normal(self.width)
        worst, reach = 0.0, float(np.linalg.norm(start))
        for k in range(self.depth):
            a, jacobian = self.values[1][k], self.jacobian(k)
            direction = rng.standard_normal(self.width)
            h = STEP * (1 + float(np.linalg.norm(a)))
            if not self._crossed(k, a, h * direction):
                ends = self.layer(k, a + h * direction)[1] - self.layer(k, a - h * direction)[1]
                size = float(np.linalg.norm(jacobian, 2) * np.linalg.norm(direction))
                size += ROUNDING * (1 + float(np.linalg.norm(self.values[1][k + 1])))
                gap = float(np.linalg.norm(ends / (2 * h) - jacobian @ direction))
                worst = max(worst, gap / size)
            rate = jacobian @ rate
            reach *= float(np.linalg.norm(jacobian, 2))
        one, other = float(self.drawn[2] @ rate), float(self.gradients[0] @ start)
        scale = max(float(np.linalg.norm(rate)), CANCELLED * reach, SMALLEST)
        return max(worst, abs(one - other) / scale)

    def _crossed(self, k: int, a: Array, change: Array) -> bool:
        """Whether a kink lies between the two ends of a difference, or they are far apart."""
        low, high = (self.layer(k, a + s * change)[0] for s in (-1, 1))
        if (np.abs(high - low) > APART).any():
            return True
        return bool((np.abs(self.f.slope(high) - self.f.slope(low)) > 1e-3).any())


def _spread(z: Array) -> float:
    return float(np.sqrt(((z - z.mean()) ** 2).mean())) or 1.0
