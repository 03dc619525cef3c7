"""Elliptic integrals in Legendre's form, by Carlson's symmetric ones.

B. C. Carlson, Numerical computation of real or complex elliptic integrals, Numerical Algorithms 10
(1995) 13-26: the arguments are brought together by duplication, then a short series is summed.
"""

import math


def carlson_first(x: float, y: float, z: float) -> float:
    """R_F(x, y, z) for arguments that are not negative, at most one of them 0."""
    mean = (x + y + z) / 3.0
    spread = abs(mean - x) + abs(mean - y) + abs(mean - z)
    while spread > 2e-3 * mean:
        rx = math.sqrt(x)
        ry = math.sqrt(y)
        rz = math.sqrt(z)
        step = rx * ry + ry * rz + rz * rx
        x = 0.25 * (x + step)
        y = 0.25 * (y + step)
        z = 0.25 * (z + step)
        mean = (x + y + z) / 3.0
        spread = abs(mean - x) + abs(mean - y) + abs(mean - z)
    dx = 1.0 - x / mean
    dy = 1.0 - y / mean
    dz = -dx - dy
    e2 = dx * dy - dz * dz
    e3 = dx * dy * dz
    total = 1.0 - e2 / 10.0 + e3 / 14.0 + e2 * e2 / 24.0 - 3.0 * e2 * e3 / 44.0
    return total / math.sqrt(mean)


def carlson_second(x: float, y: float, z: float) -> float:
    """R_D(x, y, z) for x and y that are not negative, at most one of them 0, and z > 0."""
    total = 0.0
    weight = 1.0
    mean = (x + y + 3.0 * z) / 5.0
    spread = abs(mean - x) + abs(mean - y) + abs(mean - z)
    while spread > 2e-3 * mean:
        rx = math.sqrt(x)
        ry = math.sqrt(y)
        rz = math.sqrt(z)
        step = rx * ry + ry * rz + rz * rx
        total += weight / (rz * (z + step))
        weight *= 0.25
        x = 0.25 * (x + step)
        y = 0.25 * (y + step)
        z = 0.25 * (z + step)
        mean = (x + y + 3.0 * z) / 5.0
        spread = abs(mean - x) + abs(mean - y) + abs(mean - z)
    dx = 1.0 - x / mean
    dy = 1.0 - y / mean
    dz = -(dx + dy) / 3.0
    e2 = dx * dy - 6.0 * dz * dz
    e3 = (3.0 * dx * dy - 8.0 * dz * dz) * dz
    e4 = 3.0 * (dx * dy - dz * dz) * dz * dz
    e5 = dx * dy * dz * dz * dz
    series = 1.0 - 3.0 * e2 / 14.0 + e3 / 6.0 + 9.0 * e2 * e2 / 88.0 - 3.0 * e4 / 22.0
    series += -9.0 * e2 * e3 / 52.0 + 3.0 * e5 / 26.0
    return 3.0 * total + weight * series / (mean * math.sqrt(mean))


def elliptic_first(u: float, m: float) -> float:
    """F(u | m), the integral of 1/√(1 - m sin²t) from 0 to u; nan where that is not real."""
    if not (abs(u) < 1e15 and abs(m) < math.inf):
        return math.nan
    turns = math.floor(u / math.pi + 0.5)
    rest = u - turns * math.pi
    s = math.sin(rest)
    c = math.cos(rest)
    below = 1.0 - m * s * s
    if below <= 0.0 or (turns != 0.0 and m >= 1.0):
        return math.nan
    value = s * carlson_first(c * c, below, 1.0)
    return value if turns == 0.0 else value + 2.0 * turns * carlson_first(0.0, 1.0 - m, 1.0)


def elliptic_second(u: float, m: float) -> float:
    """E(u | m), the integral of √(1 - m sin²t) from 0 to u; nan where that is not real."""
    if not (abs(u) < 1e15 and abs(m) < math.inf):
        return math.nan
    turns = math.floor(u / math.pi + 0.5)
    rest = u - turns * math.pi
    s = math.sin(rest)
    c = math.cos(rest)
    below = 1.0 - m * s * s
    if below <= 0.0 or (turns != 0.0 and m >= 1.0):
        return math.nan
    value = s * carlson_first(c * c, below, 1.0)
    value -= m * s * s * s / 3.0 * carlson_second(c * c, below, 1.0)
    if turns == 0.0:
        return value
    whole = carlson_first(0.0, 1.0 - m, 1.0) - m / 3.0 * carlson_second(0.0, 1.0 - m, 1.0)
    return value + 2.0 * turns * whole
