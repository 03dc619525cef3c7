"""Elementary functions, and powers and roots over the reals."""

import math


def sign(x: float) -> float:
    """-1, 0 or 1; nan stays nan."""
    if x > 0.0:
        return 1.0
    if x < 0.0:
        return -1.0
    return x


def heaviside(x: float) -> float:
    """The unit step, 1/2 at 0."""
    if x > 0.0:
        return 1.0
    if x < 0.0:
        return 0.0
    return x + 0.5  # nan stays nan


def relu(x: float) -> float:
    """The larger of x and 0; nan stays nan."""
    if x < 0.0:
        return 0.0
    return x


def maximum(x: float, y: float) -> float:
    """The larger one; nan if either is nan."""
    if x > y or x != x:
        return x
    return y


def minimum(x: float, y: float) -> float:
    """The smaller one; nan if either is nan."""
    if x < y or x != x:
        return x
    return y


def floor(x: float) -> float:
    """The largest whole number that is not above x, as a float."""
    if abs(x) < 4503599627370496.0:  # from 2**52 on every float is whole
        return float(math.floor(x))
    return x


def ceil(x: float) -> float:
    """The smallest whole number that is not below x, as a float."""
    if abs(x) < 4503599627370496.0:  # from 2**52 on every float is whole
        return float(math.ceil(x))
    return x


def power(x: float, y: float) -> float:
    """x to the power y as IEEE 754 has it: nan for a negative x unless y is whole."""
    if x == 0.0 and y < 0.0:
        return math.inf if y % 2.0 != 1.0 else math.copysign(math.inf, x)
    if -math.inf < x < 0.0 and abs(y) < math.inf and y % 1.0 != 0.0:
        return math.nan
    return math.pow(x, y)


def cbrt(x: float) -> float:
    """The real cube root, with the sign of x."""
    a = abs(x)
    if not 0.0 < a < math.inf:
        return x
    y = math.pow(a, 1.0 / 3.0)  # 1/3 is not a float, so this is off by up to 60 ulp
    y -= (y - a / (y * y)) / 3.0  # one Newton step
    return math.copysign(y, x)


def root(x: float, n: float) -> float:
    """The n-th root over the reals: real for a negative x where n is odd."""
    if x < 0.0 and abs(n) % 2.0 == 1.0:
        return -math.pow(-x, 1.0 / n)
    if n == 0.0:
        return math.nan
    return power(x, 1.0 / n)


def sigmoid(x: float) -> float:
    """1/(1 + exp(-x)) without overflow."""
    if x >= 0.0:
        return 1.0 / (1.0 + math.exp(-x))
    e = math.exp(x)
    return e / (1.0 + e)


def softplus(x: float) -> float:
    """log(1 + exp(x)) without overflow or loss of digits."""
    tail = math.log1p(math.exp(-abs(x)))
    if x > 0.0:
        return x + tail
    return tail


def sec(x: float) -> float:
    """1/cos(x)."""
    return 1.0 / math.cos(x)  # no float is an odd multiple of pi/2


def csc(x: float) -> float:
    """1/sin(x), infinite at 0."""
    if x == 0.0:
        return math.copysign(math.inf, x)
    return 1.0 / math.sin(x)


def cot(x: float) -> float:
    """1/tan(x), infinite at 0."""
    if x == 0.0:
        return math.copysign(math.inf, x)
    return 1.0 / math.tan(x)


def sech(x: float) -> float:
    """1/cosh(x) without overflow."""
    e = math.exp(-abs(x))
    return 2.0 * e / (1.0 + e * e)


def csch(x: float) -> float:
    """1/sinh(x) without overflow, infinite at 0."""
    a = abs(x)
    if a == 0.0:
        return math.copysign(math.inf, x)
    return math.copysign(-2.0 * math.exp(-a) / math.expm1(-2.0 * a), x)


def coth(x: float) -> float:
    """1/tanh(x), infinite at 0."""
    if x == 0.0:
        return math.copysign(math.inf, x)
    return 1.0 / math.tanh(x)


def asec(x: float) -> float:
    """The angle in [0, pi] whose secant is x."""
    a = abs(x)
    if not a >= 1.0:
        return math.nan
    y = math.atan(math.sqrt(a - 1.0) * math.sqrt(a + 1.0))  # acos(1/x) loses digits near 1
    return y if x > 0.0 else math.pi - y


def acsc(x: float) -> float:
    """The angle in [-pi/2, pi/2] whose cosecant is x."""
    a = abs(x)
    if not a >= 1.0:
        return math.nan
    y = math.atan2(1.0, math.sqrt(a - 1.0) * math.sqrt(a + 1.0))  # asin(1/x) loses digits near 1
    return math.copysign(y, x)


def acot(x: float) -> float:
    """The angle in (-pi/2, pi/2] whose cotangent is x."""
    if x == 0.0:
        return math.pi / 2.0
    return math.atan(1.0 / x)


def asech(x: float) -> float:
    """The y >= 0 whose hyperbolic secant is x."""
    if not 0.0 <= x <= 1.0:
        return math.nan
    if x == 0.0:
        return math.inf
    if x < 0.5:
        return math.log(1.0 + math.sqrt((1.0 - x) * (1.0 + x))) - math.log(x)
    return 2.0 * math.atanh(math.sqrt((1.0 - x) / (1.0 + x)))  # the logarithm loses digits near 1


def acsch(x: float) -> float:
    """The y whose hyperbolic cosecant is x, infinite at 0."""
    a = abs(x)
    if a == 0.0:
        return math.copysign(math.inf, x)
    if a < 1e-150:
        return math.copysign(math.log(2.0) - math.log(a), x)  # 1/x would overflow
    return math.asinh(1.0 / x)


def acoth(x: float) -> float:
    """The y whose hyperbolic cotangent is x, infinite at 1 and -1."""
    a = abs(x)
    if not a >= 1.0:
        return math.nan
    if a == 1.0:
        return math.copysign(math.inf, x)
    return math.copysign(0.5 * math.log1p(2.0 / (a - 1.0)), x)
