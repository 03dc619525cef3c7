"""Points at which a matrix formula is asked for: assumptions that fail there, and conditions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import sympy as sp

from symcalc.checking.matrices.samples import (
    DIAGONAL,
    ORTHOGONAL,
    POSITIVE_DEFINITE,
    SIGNS,
    SUMS_TO_1,
    SYMMETRIC,
)
from symcalc.errors import UnsupportedError
from symcalc.figures import in_figures
from symcalc.matrix.evaluate import evaluate, evaluated
from symcalc.matrix.term import Term
from symcalc.matrix.tidy import Facts
from symcalc.tutor.matrices.conditions import Condition, conditions
from symcalc.tutor.words.matrix_fails import FAILS, HINTS
from symcalc.tutor.words.matrix_remarks import BROKEN, FACTS

Array = Any
Values = Mapping[str, Array]
Sizes = Mapping[sp.Symbol, int]
NEAR = 1e-6  # of an assumption about decimals


def refuse_broken(facts: Facts, values: Values) -> None:
    """Refuse a point at which something is not what was assumed of it.

    Raises
    ------
    UnsupportedError
        With the entries that tell so.
    """
    for symbol, found in facts.items():
        for fact in sorted(found):
            why = BREAKS[fact](np.asarray(values[symbol.value], dtype=float))
            if why:
                what = FAILS["broken"].format(name=symbol.value, fact=FACTS[fact], why=why)
                raise UnsupportedError(what, hint=HINTS["broken"])


def _not_symmetric(a: Array) -> str:
    i, j = _furthest(a - a.T)
    return "" if _same(a[i, j], a[j, i]) else BROKEN["pair"].format(**_entries(a, (i, j), (j, i)))


def _not_orthogonal(a: Array) -> str:
    product = a.T @ a
    i, j = _furthest(product - np.eye(len(a)))
    if _same(product[i, j], float(i == j)):
        return ""
    return BROKEN["product"].format(**_entries(product, (i, j)), wanted=int(i == j))


def _not_signs(a: Array) -> str:
    at = _furthest(np.abs(a) - 1)
    return "" if _same(abs(a[at]), 1.0) else BROKEN["entry"].format(**_entries(a, at))


def _not_diagonal(a: Array) -> str:
    at = _furthest(a - np.diag(np.diag(a)))
    return "" if at[0] == at[1] or a[at] == 0 else BROKEN["entry"].format(**_entries(a, at))


def _not_definite(a: Array) -> str:
    told = _not_symmetric(a)
    lowest = float(np.linalg.eigvalsh((a + a.T) / 2)[0])
    return told or ("" if lowest > 0 else BROKEN["eigenvalue"].format(value=in_figures(lowest)))


def _not_shares(axis: int) -> Callable[[Array], str]:
    def rule(a: Array) -> str:
        sums = a.sum(axis=axis)
        k = int(np.argmax(np.abs(sums - 1)))
        kind = "sum" if 1 in a.shape else "sum-along"
        told = BROKEN[kind].format(value=in_figures(sums[k]), k=k + 1, line=("column", "row")[axis])
        return "" if _same(sums[k], 1.0) else told

    return rule


# Why something does not hold of an array, in words; nothing where it does.
BREAKS: dict[str, Callable[[Array], str]] = {
    SYMMETRIC: _not_symmetric,
    ORTHOGONAL: _not_orthogonal,
    SIGNS: _not_signs,
    DIAGONAL: _not_diagonal,
    POSITIVE_DEFINITE: _not_definite,
    SUMS_TO_1[0]: _not_shares(0),
    SUMS_TO_1[1]: _not_shares(1),
}


def _furthest(a: Array) -> tuple[int, int]:
    i, j = np.unravel_index(int(np.argmax(np.abs(a))), a.shape)
    return int(i), int(j)


def _same(one: float, other: float) -> bool:
    return bool(abs(one - other) <= NEAR * max(1.0, abs(one), abs(other)))


def _entries(a: Array, at: tuple[int, int], other: tuple[int, int] = (0, 0)) -> dict[str, str]:
    places = (("at", "value", at), ("other", "second", other))
    fields = {name: f"({i + 1}, {j + 1})" for name, _, (i, j) in places}
    return fields | {name: in_figures(a[place]) for _, name, place in places}


def computed(
    loss: Term, answers: Sequence[Term], values: Values, sizes: Sizes, facts: Facts
) -> dict[Term, Array]:
    """The answers in numbers.

    Raises
    ------
    UnsupportedError
        If there are none at the point, with the condition that fails there.
    """
    try:
        with np.errstate(all="ignore"):
            found = evaluated([loss, *answers], values, sizes)
    except np.linalg.LinAlgError:
        found = {}
    if found and all(np.isfinite(found[root]).all() for root in (loss, *answers)):
        return found
    for condition in conditions([loss, *answers], facts):
        if not _holds(condition, values, sizes):
            raise UnsupportedError(FAILS["condition"].format(told=condition.text))
    if not found:
        raise UnsupportedError(FAILS["no-value"])
    return found


def _holds(condition: Condition, values: Values, sizes: Sizes) -> bool:
    try:
        with np.errstate(all="ignore"):
            return condition.holds(evaluate(condition.of, values, sizes))
    except np.linalg.LinAlgError:  # of what is inside of it, which has a condition of its own
        return True
