"""The rules of numerical integration: where each takes values, and how much each value counts."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from symcalc.checking.numeric import Array

Values = Callable[[Array], Array]


class Rule(NamedTuple):
    """A rule on n panels of width h: h/front·Σ weight·f(node).

    Attributes
    ----------
    name, title : str
        What it is called in a call, and by a reader.
    letter : str
        S in S_4.
    order : int
        The error falls like hᵒʳᵈᵉʳ where the integrand is smooth enough.
    derivative : int
        Whose size bounds the error: |E| ≤ |b - a|·hᵒʳᵈᵉʳ·max|f⁽ᵈ⁾|/divisor.
    divisor : int
        See there; from the error of one panel, by Taylor's theorem.
    front : int
        See there.
    first, last : int
        The first and the last node, in half panels after a and before b.
    pattern : tuple of int
        The weights inside, again and again; the ends have 1.
    """

    name: str
    title: str
    letter: str
    order: int
    derivative: int
    divisor: int
    front: int = 1
    first: int = 0
    last: int = 0
    pattern: tuple[int, ...] = (1,)

    def halves(self, n: int) -> Array:
        """The nodes, in half panels after a."""
        return np.arange(self.first, 2 * n - self.last + 1, 2, dtype=float)

    def weights(self, n: int) -> Array:
        """How much each value counts.

        >>> RULES["simpson"].weights(4)
        array([1., 4., 2., 4., 1.])
        """
        count = len(self.halves(n))
        weights = np.resize(np.array(self.pattern, dtype=float), count)
        if not (self.first or self.last):
            weights[-1] = 1.0
            weights[1:-1], weights[0] = weights[: count - 2].copy(), 1.0
        return weights

    def nodes(self, n: int, a: float, b: float) -> Array:
        """Where the rule takes values; the ends exactly."""
        share = self.halves(n) / (2 * n)
        return np.where(share == 1, b, a + (b - a) * share)

    def sum(self, f: Values, n: int, a: float, b: float) -> float:
        """The sum on n panels; NaN where a value is missing.

        >>> RULES["midpoint"].sum(lambda x: x**2, 2, 0.0, 1.0)
        0.3125
        """
        terms = self.weights(n) * f(self.nodes(n, a, b))
        return (b - a) / n / self.front * math.fsum(terms)


RULES = {
    rule.name: rule
    for rule in (
        Rule("left", "Left Riemann sum", "L", 1, 1, 2, last=2),
        Rule("right", "Right Riemann sum", "R", 1, 1, 2, first=2),
        Rule("midpoint", "Midpoint rule", "M", 2, 2, 24, first=1, last=1),
        Rule("trapezoid", "Trapezoid rule", "T", 2, 2, 12, front=2, pattern=(2,)),
        Rule("simpson", "Simpson's rule", "S", 4, 4, 180, front=3, pattern=(4, 2)),
    )
}
MONTE_CARLO = "monte-carlo"
NAMES = (*RULES, MONTE_CARLO)
# What a question about each is called, before "for x² from 0 to 1".
TITLES = {**{name: rule.title for name, rule in RULES.items()}, MONTE_CARLO: "Monte Carlo estimate"}


def random_points(seed: int, n: int, a: float, b: float) -> Array:
    """Uniform between a and b; more points of a seed begin with the same."""
    return a + (b - a) * np.random.default_rng(seed).random(n)
