"""Where a kernel is checked: points in the domain of its formula, exact in its dtype."""

from __future__ import annotations

from typing import Any

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from symcalc.checking.programs import restored
from symcalc.checking.sampling import candidates
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.ir import LEAVES, Program

Array = NDArray[Any]

POINTS = 32
FEW_INPUTS = 10  # up to which points are those of the formula, its edges included
WRITTEN = 2000  # how many symbols a formula may have on paper to be looked at as a whole
DEEP = 60  # and how many levels
TRIED = 96  # random points where it is not


def places(program: Program, dtype: str) -> Array:
    """Points where the values are finite, shape (k, n); one empty point where there is no input.

    Friendly numbers first, then those beside the formula's own edges and numbers of every size; for
    many inputs, where products of large numbers overflow, half of them are about 1.
    """
    count = len(program.inputs)
    if not count:
        return np.zeros((1, 0))
    tried = _friendly(program) if count <= FEW_INPUTS else _random(count)
    tried = tried.astype(dtype).astype(float)
    with np.errstate(all="ignore"):
        values = np.array(evaluate(program, list(tried.T))).astype(dtype)
    finite = np.isfinite(values)
    best = np.argsort(-finite.sum(axis=0), kind="stable")
    usable = best[finite.any(axis=0)[best]]
    return np.asarray(tried[np.sort(usable[:POINTS])])


def _friendly(program: Program) -> Array:
    symbols = [sp.Dummy(name) for name in program.names]
    formulas = restored(program, symbols) if _short(program) else []
    found = candidates(symbols, formulas)
    return np.array([[float(point[s]) for s in symbols] for point in found])


def _random(count: int) -> Array:
    draw = np.random.default_rng(0)
    about_one = draw.uniform(0.5, 1.5, (TRIED // 2, count))
    anything = draw.standard_normal((TRIED // 4, count))
    positive = np.exp(draw.uniform(-5, 5, (TRIED // 4, count)))
    return draw.permutation(np.concatenate([about_one, anything, positive]))


def _short(program: Program) -> bool:
    """Whether the outputs would be short on paper: SymPy takes ages over shared parts."""
    size, depth = [1] * len(program.nodes), [1] * len(program.nodes)
    for i, node in enumerate(program.nodes):
        if node.op not in LEAVES:
            size[i] = min(1 + sum(size[a] for a in node.args), WRITTEN + 1)
            depth[i] = 1 + max((depth[a] for a in node.args), default=0)
    total = sum(size[i] for i in program.outputs)
    return total <= WRITTEN and max((depth[i] for i in program.outputs), default=0) <= DEEP
