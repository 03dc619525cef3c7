"""Why an equation is wrong: a term moved without its sign, an operation on one side only …"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sympy as sp

from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.structures import RELATIONS
from symcalc.writing.text import text

Slip = tuple[str, str]  # slug, and what is said

MOVED = "{term} was moved to the other side without changing its sign."
ONE_SIDE = "Only one side was changed: what is done to one side is done to the other."
DIVIDED = "Both sides were divided by {factor}, which may be 0."
ROOT = "A square has two roots: u² = c gives u = √c and u = −√c."
TURNED = (
    "Multiplying or dividing an inequality by a negative number turns its sign round: < becomes >."
)


def slips(before: Notation | None, after: Notation, unknowns: Sequence[sp.Symbol]) -> list[Slip]:
    """What leads from one equation or inequality to a wrong one; nothing where nothing is known."""
    if before is None or before.head != "relation" or after.head != "relation":
        return []
    sides = [*before.parts, *after.parts]
    if not all(isinstance(side.expr, sp.Expr) and not side.expr.is_Matrix for side in sides):
        return []
    if before.text != after.text or before.text != "=":
        return list(_unequal(before, after))
    return list(_equal(before, after, unknowns))[:1]


def gap(node: Notation) -> sp.Expr:
    """Left side less right side."""
    left, right = node.parts
    return sp.Add(left.expr, sp.Mul(-1, right.expr))


def _is_quotient(before: Notation, after: Notation) -> bool:
    """−7y = −7 and y = −1: whether a sign was lost in dividing, or moving, nobody knows."""
    sides = [side.expr for side in before.parts]
    single = not any(isinstance(side, sp.Add) for side in sides)
    return single and after.parts[0].head == "name" and any(side.is_number for side in sides)


def proportional(first: sp.Expr, second: sp.Expr) -> bool:
    """Whether one is a number times the other."""
    if second == 0 or first == 0:
        return False
    ratio = sp.cancel(sp.together(first / second)) if _plain(first, second) else first / second
    return bool(ratio.is_number and ratio != 0)


def _plain(*sides: sp.Expr) -> bool:
    small = all(sp.count_ops(side) < 60 for side in sides)
    return small and all(side.is_rational_function(*side.free_symbols) for side in sides)


def _equal(before: Notation, after: Notation, unknowns: Sequence[sp.Symbol]) -> Iterator[Slip]:
    old, new = gap(before), gap(after)
    terms = [t for side in before.parts for t in sp.Add.make_args(side.expr) if t != 0]
    lone = _is_quotient(before, after)
    for part, sign in zip(before.parts, (1, -1), strict=True):
        for term in sp.Add.make_args(part.expr):
            if (
                term != 0
                and not lone
                and proportional(sp.expand(old - 2 * sign * term), sp.expand(new))
            ):
                yield "moved-without-sign", MOVED.format(term=text(arrange(term)))
    for sign in (1, -1) if new.free_symbols & set(unknowns) else ():
        if any(proportional(sp.expand(old + sign * t), sp.expand(new)) for t in terms):
            yield "one-side-only", ONE_SIDE
    for mine, other in ((0, 1), (1, 0)):
        kept = after.parts[other].expr == before.parts[other].expr
        ratio = before.parts[mine].expr / after.parts[mine].expr if kept else sp.S.Zero
        gathered = before.parts[mine].head in ("sum", "difference")
        gathered = gathered and not isinstance(before.parts[mine].expr, sp.Add)
        if kept and not gathered and sp.cancel(ratio).is_number:
            yield "one-side-only", ONE_SIDE
    yield from _losing(before, after, unknowns)


def _losing(before: Notation, after: Notation, unknowns: Sequence[sp.Symbol]) -> Iterator[Slip]:
    pairs = ((0, 1), (1, 0))
    for (square, other), (root, value) in ((p, q) for p in pairs for q in pairs):
        base, exponent = before.parts[square].expr.as_base_exp()
        told = before.parts[other].expr, after.parts[value].expr
        free = set(unknowns) & (told[0].free_symbols | told[1].free_symbols)
        if exponent == 2 and after.parts[root].expr == base and not free:
            yield "one-root-only", ROOT
    for root, value in pairs:
        left, right = after.parts[root].expr, after.parts[value].expr
        if right.is_number and right != 0 and proportional(gap(before), left**2 - right**2):
            yield "one-root-only", ROOT
    old, new = sp.expand(gap(before)), sp.expand(gap(after))
    if not _plain(old, new) or new == 0:
        return
    factor = sp.cancel(sp.together(old / new))
    known = factor.free_symbols & set(unknowns) and factor.is_polynomial()
    if known and _is_divided(before, after, factor):
        yield "divided-by-unknown", DIVIDED.format(factor=text(arrange(sp.factor(factor))))


def _is_divided(before: Notation, after: Notation, factor: sp.Expr) -> bool:
    """Whether both sides were divided: by a power of the unknown, or so that it is seen."""
    if not isinstance(
        sp.factor(factor).as_independent(*factor.free_symbols, as_Add=False)[1], sp.Add | sp.Mul
    ):
        return True
    shares = (sp.cancel(side.expr / factor) for side in before.parts)
    told = (side.expr for side in after.parts)
    return all(sp.cancel(left - right) == 0 for left, right in zip(shares, told, strict=True))


def _unequal(before: Notation, after: Notation) -> Iterator[Slip]:
    old, new = RELATIONS[before.text], RELATIONS[after.text]
    if not issubclass(old, sp.core.relational._Inequality) or old is not new:
        return
    if not _plain(gap(before), gap(after)):
        return
    ratio = sp.cancel(sp.together(gap(before) / gap(after))) if gap(after) != 0 else sp.S.Zero
    if ratio.is_number and ratio.is_negative:
        yield "inequality-not-turned", TURNED
