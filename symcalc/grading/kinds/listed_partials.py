"""A gradient as a list: f_x = 2x, f_y = 1."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding
from symcalc.grading.kinds.formulas import compared
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.policy import Policy
from symcalc.grading.told import Told
from symcalc.notation import Notation
from symcalc.primitives import build

PARTIAL = re.compile(r"[A-Za-z]_\{?([A-Za-z])\}?")


@answer_kind("listed-partials", rank=2)
def listed_partials(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """The components in their order, each with its name."""
    del policy
    if asked.kind != "gradient" or told.whole.head not in ("tuple", "lines"):
        return None
    found = [_named(asked, part) for part in told.whole.parts]
    table = {pair[0]: pair[1] for pair in found if pair is not None}
    names = [x.name for x in asked.wrt]
    if len(table) < len(found) or sorted(table) != sorted(names):
        return None
    return compared(asked, build("vector", *(table[name] for name in names)))


def _named(asked: Asked, part: Notation) -> tuple[str, Notation] | None:
    """The variable and the value of f_x(1, 2) = 8; None at another point."""
    if part.head != "relation" or part.text != "=" or part.parts[0].head not in ("apply", "name"):
        return None
    left, right = part.parts
    letter = PARTIAL.fullmatch(left.text)
    there = dict(asked.question.at)
    wanted = tuple(there.get(x, x) for x in asked.wrt)
    if letter is None or (left.parts and tuple(p.expr for p in left.parts) != wanted):
        return None
    return (letter[1], right) if isinstance(right.expr, sp.Expr) else None
