"""The gamma function and its relatives."""

import math

from symcalc.compiler.helpers.elementary import cot


def gamma(x: float) -> float:
    """The gamma function; nan at its poles 0, -1, -2, …"""
    if x > 171.6243769563027:
        return math.inf
    if x == -math.inf or (x <= 0.0 and x % 1.0 == 0.0):
        return math.nan
    return math.gamma(x)


def loggamma(x: float) -> float:
    """The logarithm of the gamma function for x > 0, nan elsewhere."""
    if not x > 0.0:
        return math.nan
    if x > 2.55e305:
        return math.inf
    return math.lgamma(x)


def inverse_power(x: float, s: int) -> float:
    """x to the power -s by multiplication, which overflows to inf where pow would raise."""
    y = 1.0
    for _ in range(s):
        y /= x
    return y


def digamma(x: float) -> float:
    """The derivative of log gamma; nan at its poles 0, -1, -2, …"""
    if x > 0.0 or x != x:
        return digamma_positive(x)
    if x == -math.inf or x % 1.0 == 0.0:
        return math.nan
    r = x - math.floor(x + 0.5)  # exact, so the cotangent keeps its digits next to a pole
    return digamma_positive(1.0 - x) - math.pi * cot(math.pi * r)


def digamma_positive(x: float) -> float:
    """Digamma for x > 0: recurrence, then its asymptotic series (Abramowitz-Stegun 6.3.18)."""
    y = 0.0
    while x < 12.0:
        y -= 1.0 / x
        x += 1.0
    z = 1.0 / (x * x)
    tail = 0.0
    for c in (1 / 12, -691 / 32760, 1 / 132, -1 / 240, 1 / 252, -1 / 120, 1 / 12):
        tail = z * (tail + c)
    return y + math.log(x) - 0.5 / x - tail


def hurwitz(s: int, x: float) -> float:
    """The sum over k >= 0 of (x + k)**-s for whole s >= 2, x > 0, by Euler and Maclaurin."""
    if x == math.inf:
        return 0.0
    y = 0.0
    while x < s + 12.0:
        y += inverse_power(x, s)
        x += 1.0
    first = inverse_power(x, s)
    y += first * (x / (s - 1.0) + 0.5)
    term = first * s / (2.0 * x)
    k = 0.0
    for bernoulli in (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510):
        k += 2.0
        y += bernoulli * term
        term *= (s + k - 1.0) / (x * (k + 1.0)) * ((s + k) / (x * (k + 2.0)))
    return y


def polygamma(n: float, x: float) -> float:
    """The n-th derivative of digamma for whole n from 0 to 170; nan at its poles 0, -1, -2, …"""
    if n == 0.0:
        return digamma(x)
    if n % 1.0 != 0.0:
        return math.nan
    if x == -math.inf or (x <= 0.0 and x % 1.0 == 0.0):
        return math.nan
    s = int(n) + 1
    odd = 1.0 if s % 2 == 0 else -1.0
    if x > 0.0 or x != x:
        return odd * math.gamma(n + 1.0) * hurwitz(s, x)
    # The sum over all whole k is periodic and even or odd: take it between -1/2 and 0, in pairs
    # that cancel exactly at -1/2, and the terms with k < 0 off again.
    r = -abs(x - math.floor(x + 0.5))
    y = inverse_power(r, s) + inverse_power(1.0 + r, s)
    y += hurwitz(s, 2.0 + r) + odd * hurwitz(s, 1.0 - r)
    if x > math.floor(x + 0.5):
        y *= odd
    return odd * math.gamma(n + 1.0) * (y - odd * hurwitz(s, 1.0 - x))
