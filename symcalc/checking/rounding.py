"""How far rounding can lead a Program's results astray.

Every operation is run many times with its result moved a little at random, as rounding moves it,
and the results at the end show how much that matters (Monte Carlo arithmetic [1]_). Nothing here
knows a derivative, and a choice between branches is made as the code makes it.

References
----------
.. [1] D. S. Parker, Monte Carlo Arithmetic: exploiting randomness in floating-point arithmetic,
   UCLA CSD-970002 (1997).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from symcalc.compiler.ir import CONSTANT, LEAVES, Program
from symcalc.compiler.spelling import function

Array = NDArray[Any]

SAMPLES = 16
ULPS = 2.0  # what an operation may be off by
SAFETY = 8.0  # the bound beside the spread of the samples


def rounding_bounds(program: Program, point: Sequence[float], dtype: str) -> Array:
    """How much each output may be off at a point, computed in a dtype.

    Parameters
    ----------
    program : Program
        What is computed.
    point : sequence of float
        Its inputs, exact in `dtype`.
    dtype : {"float64", "float32"}
        What it is computed in.

    Returns
    -------
    ndarray, shape (m,)
        A bound for each output, inf where it can be anything: where an intermediate result is
        not a finite number. An estimate, seeded, with a margin.

    Examples
    --------
    >>> import sympy as sp
    >>> from symcalc.compiler.lower import lower
    >>> x = sp.Symbol("x")
    >>> program = lower([sp.cos(x), (1 - sp.cos(x)) / x**2], [x])
    >>> bounds = rounding_bounds(program, [1e-6], "float64")
    >>> bool(bounds[0] < 1e-13), bool(1e-4 < bounds[1] < 1e-1)
    (True, True)
    """
    draw = np.random.default_rng(0)
    values: dict[int, Any] = dict(zip(program.inputs, point, strict=True))
    overflown: set[int] = set()
    with np.errstate(all="ignore"):
        for i, node in enumerate(program.nodes):
            if node.op == CONSTANT:
                values[i] = _moved(np.full(SAMPLES, node.value, float), (), dtype, draw)
            elif node.op not in LEAVES:
                args = [np.broadcast_to(values[a], (SAMPLES,)) for a in node.args]
                result = np.asarray(function(program.table[node.op])(*args))
                values[i] = _moved(result, args, dtype, draw)
                if not np.all(np.isfinite(values[i])) or _touched(node.args, values, i, overflown):
                    overflown.add(i)
        samples = np.array([np.broadcast_to(values[i], (SAMPLES,)) for i in program.outputs])
        least = ULPS * np.finfo(dtype).eps * np.abs(samples[:, 0])
        bounds = SAFETY * (np.ptp(samples, axis=1) + least)
    lost = [i in overflown for i in program.outputs]
    return np.where(np.isfinite(bounds) & ~np.array(lost, bool), bounds, np.inf)


def _touched(args: Sequence[int], values: dict[int, Any], result: int, overflown: set[int]) -> bool:
    """Whether a result comes of one that is not finite: a choice does only where it chose that."""
    choice = any(np.asarray(values[a]).dtype.kind == "b" for a in args)
    return any(
        a in overflown and not (choice and not np.any(values[a] == values[result])) for a in args
    )


def _moved(
    result: NDArray[Any], args: Sequence[Array], dtype: str, draw: np.random.Generator
) -> NDArray[Any]:
    """A result as `dtype` may round it, unless it is exact.

    A truth is exact, and so is an argument that was chosen, or its negative: a maximum, a branch.
    """
    if result.dtype.kind == "b":
        return result
    held = result.astype(dtype).astype(float)
    exact = held == result if not args else np.zeros(result.shape, bool)
    for argument in args:
        exact |= np.abs(result) == np.abs(argument)
    noise = draw.uniform(-ULPS, ULPS, SAMPLES) * np.finfo(dtype).eps
    noise[0] = 0.0
    return np.where(exact, held, held * (1.0 + noise))
