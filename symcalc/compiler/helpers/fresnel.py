"""Fresnel's integrals of sin(πt²/2) and cos(πt²/2) from 0 on.

Small arguments by power series, large ones by the continued fraction of the complementary error
function (NIST Handbook, 7.6 and 7.9), evaluated from the front by Lentz's method.
"""

import math


def fresnel_series(x: float, first: float) -> float:
    """The power series, whose first exponent is 3 for the sine and 1 for the cosine."""
    half = 0.5 * math.pi * x * x
    term = x if first == 1.0 else x * half
    total = 0.0
    n = first
    k = 0.0 if first == 1.0 else 1.0
    while n < 120.0:
        total += term / n
        term *= -half * half / ((k + 1.0) * (k + 2.0))
        k += 2.0
        n += 4.0
    return total


def fresnel_tail(x: float, sine: float) -> float:
    """The integral of the sine, or of the cosine, from x > 1.5 on."""
    square = math.pi * x * x
    b = 1.0
    dr = 1.0 / (1.0 + square * square)
    di = square * dr
    cr = 1e30
    ci = 0.0
    hr = dr
    hi = di
    n = -1.0
    k = 1.0
    while k < 150.0:
        k += 1.0
        n += 2.0
        a = -n * (n + 1.0)
        b += 4.0
        ur = a * dr + b
        ui = a * di - square
        size = ur * ur + ui * ui
        dr = ur / size
        di = -ui / size
        size = cr * cr + ci * ci
        ur = b + a * cr / size
        ui = -square - a * ci / size
        cr = ur
        ci = ui
        ur = cr * dr - ci * di
        ui = cr * di + ci * dr
        size = hr * ur - hi * ui
        hi = hr * ui + hi * ur
        hr = size
    return fresnel_turned(x, x * (hr + hi), x * (hi - hr), sine)


def fresnel_turned(x: float, real: float, imaginary: float, sine: float) -> float:
    """The part of (1 + i)/2 e^(iπx²/2) (real + i imaginary) that is the sine's, or the cosine's."""
    square = x * x
    phase = 0.5 * math.pi * (square - 4.0 * math.floor(0.25 * square))  # exact: whole turns go
    cosine = math.cos(phase)
    wave = math.sin(phase)
    turned = cosine * real - wave * imaginary
    beside = cosine * imaginary + wave * real
    return 0.5 * (turned + beside) if sine > 0.0 else 0.5 * (turned - beside)


def fresnel_sine(x: float) -> float:
    """S(x), the integral of sin(πt²/2) from 0 to x."""
    a = abs(x)
    if a <= 1.8 or x != x:
        return fresnel_series(x, 3.0)
    if a > 1e8:
        return math.copysign(0.5, x)
    return math.copysign(0.5 - fresnel_tail(a, 1.0), x)


def fresnel_cosine(x: float) -> float:
    """C(x), the integral of cos(πt²/2) from 0 to x."""
    a = abs(x)
    if a <= 1.8 or x != x:
        return fresnel_series(x, 1.0)
    if a > 1e8:
        return math.copysign(0.5, x)
    return math.copysign(0.5 - fresnel_tail(a, 0.0), x)
