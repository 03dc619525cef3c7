"""Functions that integrals define: exponential, logarithmic, sine and cosine integrals and more.

Small arguments by power series, large ones by continued fractions (evaluated from the front, by
Lentz's method) or asymptotic series; the formulas are those of the NIST Handbook, chapters 5 to 8.
"""

import math

from symcalc.compiler.helpers.gamma import gamma


def exponential_integral(x: float) -> float:
    """Ei(x), the integral of e^t/t up to x, as a principal value for x > 0; -inf at 0."""
    if x != x or x == math.inf:
        return x
    if x == 0.0:
        return -math.inf
    if x < -1.0:
        return -exponential_tail(-x)
    if x <= 40.0:
        return 0.5772156649015329 + math.log(abs(x)) + exponential_series(x)
    if x > 716.0:
        return math.inf
    total = 1.0
    term = 1.0
    k = 0.0
    while k < x and term > 1e-17:
        k += 1.0
        term *= k / x
        total += term
    return math.exp(x) / x * total


def exponential_series(x: float) -> float:
    """The sum of x^k/(k k!) over k >= 1."""
    total = 0.0
    term = 1.0
    k = 0.0
    while k < 200.0:
        k += 1.0
        term *= x / k
        total += term / k
    return total


def exponential_tail(x: float) -> float:
    """E1(x), the integral of e^-t/t from x > 1 on."""
    if x > 750.0:
        return 0.0
    b = x + 1.0
    c = 1e30
    d = 1.0 / b
    h = d
    k = 0.0
    while k < 200.0:
        k += 1.0
        b += 2.0
        d = 1.0 / (b - k * k * d)
        c = b - k * k / c
        h *= c * d
    return h * math.exp(-x)


def logarithmic_integral(x: float) -> float:
    """li(x), the integral of 1/ln t from 0 to x, as a principal value for x > 1."""
    if not x >= 0.0:
        return math.nan
    if x == 0.0:
        return 0.0
    return exponential_integral(math.log(x))


def trigonometric_series(x: float, first: float) -> float:
    """The sum of (-1)^k x^n/(n n!) over n = first + 2k: of Si from 1 on, of -Ci from 2 on."""
    total = 0.0
    term = x if first == 1.0 else 0.5 * x * x
    n = first
    while n < 60.0:
        total += term / n
        term *= -x * x / ((n + 1.0) * (n + 2.0))
        n += 2.0
    return total


def trigonometric_tail(x: float, imaginary: float) -> float:
    """The real or the imaginary part of E1(ix) for x > 3."""
    b = 1.0
    size = 1.0 + x * x
    dr = 1.0 / size
    di = -x / size
    cr = 1e30
    ci = 0.0
    hr = dr
    hi = di
    k = 0.0
    while k < 150.0:
        k += 1.0
        b += 2.0
        a = -k * k
        ur = a * dr + b
        ui = a * di + x
        size = ur * ur + ui * ui
        dr = ur / size
        di = -ui / size
        size = cr * cr + ci * ci
        ur = b + a * (cr / size)
        ui = x - a * (ci / size)
        cr = ur
        ci = ui
        ur = cr * dr - ci * di
        ui = cr * di + ci * dr
        size = hr * ur - hi * ui
        hi = hr * ui + hi * ur
        hr = size
    cosine = math.cos(x)
    sine = math.sin(x)
    return hi * cosine - hr * sine if imaginary > 0.0 else hr * cosine + hi * sine


def sine_integral(x: float) -> float:
    """Si(x), the integral of sin t/t from 0 to x."""
    a = abs(x)
    if a <= 3.0 or x != x:
        return trigonometric_series(x, 1.0)
    if a > 1e15:
        return math.copysign(0.5 * math.pi, x)
    return math.copysign(0.5 * math.pi + trigonometric_tail(a, 1.0), x)


def cosine_integral(x: float) -> float:
    """Ci(x) = γ + ln x + the integral of (cos t - 1)/t from 0 to x > 0; nan below 0."""
    if not x >= 0.0:
        return math.nan
    if x == 0.0:
        return -math.inf
    if x <= 3.0:
        return 0.5772156649015329 + math.log(x) - trigonometric_series(x, 2.0)
    if x > 1e15:
        return 0.0
    return -trigonometric_tail(x, 0.0)


def dilogarithm_series(x: float) -> float:
    """The sum of x^k/k² over k >= 1, for 0 <= x <= 1/2."""
    total = 0.0
    term = 1.0
    k = 0.0
    while k < 60.0:
        k += 1.0
        term *= x
        total += term / (k * k)
    return total


def dilogarithm(x: float) -> float:
    """Li₂(x), minus the integral of ln(1 - t)/t from 0 to x; nan for x > 1."""
    if not x <= 1.0:
        return math.nan
    if x == 1.0:
        return math.pi * math.pi / 6.0
    if x > 0.5:
        rest = dilogarithm_series(1.0 - x)
        return math.pi * math.pi / 6.0 - math.log(x) * math.log1p(-x) - rest
    if x >= 0.0:
        return dilogarithm_series(x)
    if x >= -1.0:
        half = math.log1p(-x)
        return -dilogarithm_series(x / (x - 1.0)) - 0.5 * half * half
    if x == -math.inf:
        return x
    y = 1.0 / x
    half = math.log1p(-y)
    inner = -dilogarithm_series(y / (y - 1.0)) - 0.5 * half * half
    ln = math.log(-x)
    return -math.pi * math.pi / 6.0 - 0.5 * ln * ln - inner


def polylogarithm(s: float, x: float) -> float:
    """Li_s(x) for s = 0, 1 and 2; nan for other orders."""
    if s == 2.0:
        return dilogarithm(x)
    if s == 1.0 and x < 1.0:
        return -math.log1p(-x)
    if s == 0.0 and x != 1.0:
        return x / (1.0 - x)
    return math.nan


def exponential_power(p: float, ln: float) -> float:
    """The integral of t^(p - 1) from x to 1, where `ln` is ln x."""
    return -ln if p == 0.0 else -math.expm1(p * ln) / p


def lower_gamma(s: float, x: float) -> float:
    """γ(s, x), the integral of t^(s - 1) e^-t from 0 to x, for s > 1 and 0 < x < s + 1."""
    term = 1.0 / s
    total = term
    k = 0.0
    while k < 300.0:
        k += 1.0
        term *= x / (s + k)
        total += term
    return total * math.exp(s * math.log(x) - x)


def upper_gamma(s: float, x: float) -> float:
    """Γ(s, x), the integral of t^(s - 1) e^-t from x on, for x > 0 and any s."""
    if not x > 0.0 or s != s:
        return math.nan
    if x == math.inf:
        return 0.0
    if s > 1.0 and x < s + 1.0:
        return gamma(s) - lower_gamma(s, x)
    start = x if x > 1.0 else 1.0
    b = start + 1.0 - s
    c = 1e30
    d = 1.0 / b if b != 0.0 else 1e30
    h = d
    k = 0.0
    while k < 500.0:
        k += 1.0
        a = -k * (k - s)
        b += 2.0
        d = a * d + b
        d = 1.0 / (d if d != 0.0 else 1e-30)
        c = b + a / c
        c = c if c != 0.0 else 1e-30
        h *= c * d
    total = h * math.exp(s * math.log(start) - start)
    if x >= 1.0:
        return total
    ln = math.log(x)
    weight = 1.0
    k = 0.0
    while k < 25.0:
        total += weight * exponential_power(s + k, ln)
        k += 1.0
        weight *= -1.0 / k
    return total


def imaginary_error(x: float) -> float:
    """erfi(x), 2/√π times the integral of e^(t²) from 0 to x."""
    a = abs(x)
    if a > 26.7:
        return math.copysign(math.inf, x)
    y = x * x
    total = 0.0
    term = 2.0 / math.sqrt(math.pi) * x
    k = 0.0
    if a <= 6.0 or x != x:
        while k < 150.0:
            total += term / (2.0 * k + 1.0)
            k += 1.0
            term *= y / k
        return total
    term = 1.0
    while k < 20.0:
        total += term
        k += 1.0
        term *= (k - 0.5) / y
    return math.exp(y) / (x * math.sqrt(math.pi)) * total
