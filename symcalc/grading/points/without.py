"""Answers that say why there is no extremum: nothing is allowed, or there is no bound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.grading.asked import Asked
from symcalc.tutor.extrema.answering import Optimised
from symcalc.tutor.extrema.constraints import Constraint, constraints_of
from symcalc.tutor.extrema.ends import tends_to
from symcalc.tutor.extrema.numbers import sign_of

INFEASIBLE = re.compile(
    r"(?:(?:it|this|the\s+(?:problem|program|lp))\s+is\s+)?(?:infeasible|not\s+feasible|unfeasible)"
    r"|(?:there\s+(?:is|are)\s+)?no\s+(?:feasible\s+)?(?:solutions?|points?)(?:\s+exists?)?"
    r"|(?:the\s+)?(?:feasible\s+(?:set|region)\s+is\s+)?(?:empty|the\s+empty\s+set)(?:\s+set)?"
    r"|(?:the\s+)?constraints?\s+(?:contradict\s+each\s+other|are\s+(?:inconsistent|contradictory))",
    re.IGNORECASE,
)
UNBOUNDED = re.compile(
    r"(?:(?:it|this|f|the\s+(?:problem|program|function|objective|lp))\s+is\s+)?(?:unbounded|not"
    r"\s+bounded)(?:\s+(?:from\s+)?(?:below|above))?",
    re.IGNORECASE,
)
END = re.compile(r"([-−])?\s*(?:oo|∞|infinity|\\infty)")
MOST = 3  # letters in whose directions the function is followed


def says_infeasible(typed: str) -> bool:
    """Whether it says that no point is allowed."""
    return bool(INFEASIBLE.fullmatch(" ".join(typed.split()).strip(" .")))


def says_unbounded(typed: str, question: str) -> bool:
    """Whether it says that the function has no bound: a minimum of −∞, a maximum of ∞."""
    plain = " ".join(typed.split()).strip(" .")
    end = END.fullmatch(plain)
    if end is None:
        return bool(UNBOUNDED.fullmatch(plain))
    said = question.lower()
    return ("minim" in said) != ("maxim" in said) and ("minim" in said) == bool(end[1])


def is_empty(asked: Asked) -> bool:
    """Whether it is shown that the constraints leave no point."""
    return isinstance(asked.derivation, Optimised) and asked.derivation.empty


def is_unbounded(asked: Asked, sign: int) -> bool:
    """Whether f is seen to go to −∞ (1) or to ∞ (-1) along a line that is allowed."""
    assert asked.derivation is not None
    wrt = asked.derivation.question.wrt
    try:
        constraints = constraints_of(asked.question.subject_to, wrt)
    except SymcalcError:
        return False
    if any(not c.expr.is_polynomial(*wrt) for c in constraints):
        return False
    free, put = _free(constraints, wrt)
    if not 0 < len(free) <= MOST:
        return False
    t = sp.Symbol("t")
    ways = ({x: k * t for x, k in zip(free, way, strict=True)} for way in _ways(len(free)))
    lines = ({x: v.subs(way, simultaneous=True) for x, v in put.items()} for way in ways)
    return any(_falls(asked.body.expr, constraints, line, t, sign) for line in lines)


def _ways(count: int) -> list[tuple[int, ...]]:
    return [way for way in product((0, 1, -1), repeat=count) if any(way)]


def _free(
    constraints: Sequence[Constraint], wrt: Sequence[sp.Symbol]
) -> tuple[list[sp.Symbol], dict[sp.Symbol, sp.Expr]]:
    """The letters that linear equations leave free, and all in terms of them."""
    equations = [c.expr for c in constraints if c.equality]
    if any(sp.Poly(e, *wrt).total_degree() > 1 for e in equations):
        return [], {}
    rows = list(sp.linsolve(equations, *wrt)) if equations else [tuple(wrt)]
    put = dict(zip(wrt, rows[0], strict=True)) if rows else {}
    return [x for x in wrt if any(v.has(x) for v in put.values())], put


def _falls(
    f: sp.Expr,
    constraints: Sequence[Constraint],
    line: dict[sp.Symbol, sp.Expr],
    t: sp.Symbol,
    sign: int,
) -> bool:
    for c in constraints:
        gap = sp.expand(c.expr.subs(line, simultaneous=True))
        lead = sp.Poly(gap, t).LC() if gap.has(t) else gap
        allowed = (0,) if c.equality else (-1, 0)
        if sign_of(lead) not in (allowed if not gap.has(t) else (-1,)):
            return False
    along = sign * f.subs(line, simultaneous=True)
    return bool(along.has(t) and tends_to(along, t, sp.oo, "-") == -sp.oo)
