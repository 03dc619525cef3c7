"""Numbers that are rounded where the exact value is wanted."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.points.numbers import (
    ENOUGH,
    EXACT,
    INEXACT,
    OTHER,
    ROUNDED,
    SHORT,
    agreements,
    digits_of,
    is_enough,
    is_short,
)
from symcalc.grading.policy import Policy
from symcalc.grading.shapes import paired
from symcalc.grading.told import Told
from symcalc.notation import Notation
from symcalc.tutor.lessons import is_lesson


@answer_kind("rounded", rank=6)
def rounded(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """0.333 for 1/3, where no tolerance says that it will do."""
    parts = numbers_of(told.node)
    if policy.tolerance or all(digits_of(part) is None for part in parts):
        return None
    pairs = paired(asked.right.expr, told.expr)
    if pairs is None or len(parts) != len(pairs):
        return None
    if any(wanted.free_symbols or not wanted.is_finite for wanted, _ in pairs):
        return None
    both = [(wanted, part) for (wanted, _), part in zip(pairs, parts, strict=True)]
    found = set(agreements(both))
    if OTHER in found or found == {EXACT}:
        return None
    if _ends_rounded(asked) and all(map(is_figured, both)):
        return right(proof="certified")
    return enough(both) if _in_decimals(asked) else partly("rounded", INEXACT, proof="certified")


def _ends_rounded(asked: Asked) -> bool:
    """Whether the tutor itself ends with decimals: P(H | E) = 1/6 ≈ 0.166667."""
    return asked.derivation is not None and "≈" in asked.derivation.ending


def is_figured(pair: tuple[sp.Expr, Notation]) -> bool:
    """Whether a number is exact, or has three figures."""
    digits = digits_of(pair[1])
    return agreements([pair]) == [EXACT] or (digits is not None and digits.figures >= ENOUGH)


def _in_decimals(asked: Asked) -> bool:
    """Whether numbers are what a question is about: of a lesson, H(p) ≈ 0.801819 nats."""
    return is_lesson(asked.kind) or _ends_rounded(asked)


def enough(both: Sequence[tuple[sp.Expr, Notation]]) -> Finding:
    """Of numbers that agree, some of them rounded: three figures will do, or four."""
    off = [pair for pair in both if agreements([pair]) != [EXACT]]
    if all(is_enough(*pair) for pair in off):
        return right(proof="certified" if off else "exact")
    return partly("rounded", SHORT if all(map(_is_long, off)) else INEXACT, proof="certified")


def _is_long(pair: tuple[sp.Expr, Notation]) -> bool:
    """Whether the exact number has more digits than anybody writes."""
    return not is_short(pair[0])


def off_by_more(right_: sp.Basic, told: Notation, places: Sequence[int]) -> list[int]:
    """Of the places where an answer differs, those where it is not just rounded, if there are any.

    >>> from symcalc.reading import read
    >>> off_by_more(sp.Matrix([sp.sqrt(2), sp.sqrt(3)]), read("[1.41, 1.5]"), [0, 1])
    [1]
    """
    pairs, parts = paired(right_, told.expr) or [], numbers_of(told)
    if len(parts) != len(pairs) or any(
        side.free_symbols or not side.is_finite for pair in pairs for side in pair
    ):
        return list(places)
    both = [(wanted, part) for (wanted, _), part in zip(pairs, parts, strict=True)]
    found = agreements(both)
    return [place for place in places if found[place] != ROUNDED] or list(places)


def numbers_of(node: Notation) -> list[Notation]:
    """The numbers of a vector or a matrix, or the one."""
    if node.head in ("vector", "matrix"):
        return [part for inner in node.parts for part in numbers_of(inner)]
    return [node]
