"""Linear constraints that contradict each other: a sum of them that cannot hold (Farkas)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import sympy as sp

from symcalc import notation
from symcalc.tutor.extrema.constraints import Constraint, linear
from symcalc.tutor.extrema.records import listed
from symcalc.tutor.words.extrema import SAYS
from symcalc.writing.text import text

Weights = list[tuple[sp.Expr, Constraint]]


def contradiction(constraints: Sequence[Constraint], wrt: Sequence[sp.Symbol]) -> str:
    """Why linear constraints cannot hold together; empty where no such reason is found."""
    straight = [c for c in constraints if linear([c], wrt) and not _letters(c, wrt)]
    for size in range(2, len(wrt) + 2):
        for chosen in combinations(straight, size):
            found = _weights(chosen, wrt)
            if found is not None:
                return _said(found)
    return ""


def lettered(constraints: Sequence[Constraint], wrt: Sequence[sp.Symbol]) -> bool:
    """Whether letters that are no variables stand in the constraints."""
    return any(_letters(c, wrt) for c in constraints)


def _letters(constraint: Constraint, wrt: Sequence[sp.Symbol]) -> set[sp.Basic]:
    return set(constraint.expr.free_symbols) - set(wrt)


def _weights(chosen: Sequence[Constraint], wrt: Sequence[sp.Symbol]) -> Weights | None:
    """Weights with which the variables cancel and a positive number is left, on the wrong side."""
    exprs = [sp.expand(c.expr) for c in chosen]
    columns = sp.Matrix([[e.coeff(x) for e in exprs] for x in wrt])
    ways = columns.nullspace()
    if len(ways) != 1:
        return None
    rest = sp.Matrix([[e.subs(dict.fromkeys(wrt, 0)) for e in exprs]])
    left = (rest * ways[0])[0]
    if left == 0:
        return None
    weights = [v / abs(left) * sp.sign(left) for v in ways[0]]
    scale = sp.ilcm(*(w.q for w in weights))
    whole = [w * scale for w in weights]
    common = sp.igcd(*whole)
    if any(w < 0 and not c.equality for w, c in zip(whole, chosen, strict=True)):
        return None
    return [(w / common, c) for w, c in zip(whole, chosen, strict=True) if w]


def _said(found: Weights) -> str:
    """(x + y − 1) − (x + y − 2) = 1, and should be 0."""
    number = sp.expand(sp.Add(*(w * c.expr for w, c in found)))
    assert number.is_number
    assert number > 0
    (first, *others) = (_term(w, c) for w, c in found)
    summed = (first[2:] if first[0] == "+" else first.replace("− ", "−", 1)) + "".join(
        f" {t}" for t in others
    )
    row = "cannot-equal" if all(c.equality for _, c in found) else "cannot-below"
    constraints = listed([text(c.written) for _, c in found])
    return SAYS[row].format(constraints=constraints, sum=summed, number=number)


def _term(weight: sp.Expr, constraint: Constraint) -> str:
    """+ 2·(x + y − 1)."""
    factor = "" if abs(weight) == 1 else f"{text(notation.rational(abs(weight)))}·"
    return f"{'−' if weight < 0 else '+'} {factor}({text(constraint.gap)})"
