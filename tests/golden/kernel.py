import math


def maximum(x: float, y: float) -> float:
    """The larger one; nan if either is nan."""
    if x > y or x != x:
        return x
    return y


def value(x, y):
    """The formula."""
    v1 = x * x
    v2 = math.sin(y)
    v3 = v1 * v2
    v4 = maximum(x, y)
    v5 = v3 + v4
    return v5


def gradient(x, y):
    """The partial derivatives by x, y."""
    v1 = x * x
    v2 = math.sin(y)
    v3 = maximum(x, y)
    v4 = x * 2.0
    v5 = math.cos(y)
    v6 = x == v3
    v7 = 1.0 if v6 else 0.0
    v8 = y == v3
    v9 = 1.0 if v8 else 0.0
    v10 = v7 + v9
    v11 = 1.0 / v10
    v12 = v1 * v5
    v13 = v2 * v4
    v14 = v11 if v6 else 0.0
    v15 = v13 + v14
    v16 = v11 if v8 else 0.0
    v17 = v12 + v16
    return v15, v17
