"""Several numbers or vectors as they are typed: σ₁ = 3, σ₂ = 1; (1, 1) and (1, −1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.grading.finding import Finding, partly, right
from symcalc.grading.points.numbers import (
    EXACT,
    INEXACT_VALUES,
    OTHER,
    ROUNDED,
    agreement,
    is_enough,
)
from symcalc.notation import Notation
from symcalc.reading import read_strictly
from symcalc.reading.arrays import outside

LABEL = re.compile(r"^\s*\\?[^\W\d]+'?(?:_?\{?\d{0,2}\}?)?(?:\([^()=]*\))?\s*(?:=|≈|:)\s*(?=[^=])")
WORD = re.compile(r"\s*,?\s+and\s+|\s*\\text\{\s*and\s*\}\s*")
LATEX = re.compile(r"\\left|\\right|\\langle|\\rangle|\$")
PAIRS = {"(": ")", "[": "]", "{": "}"}


def pieces(typed: str) -> list[str]:
    """What stands between the commas, or the semicolons, of a list; brackets around it are none.

    >>> pieces("{3, 1}"), pieces("v_1 = (1, 1), v_2 = (1, -1)"), pieces("(1, 2)")
    (['3', '1'], ['(1, 1)', '(1, -1)'], ['1', '2'])
    """
    parts = raw_pieces(typed)
    if len(parts) > 1:
        return [LABEL.sub("", part).strip() for part in parts]
    alone = LABEL.sub("", parts[0]).strip() if parts else ""
    if alone[:1] in PAIRS and alone[-1:] == PAIRS[alone[:1]] and alone[1:-1].strip():
        return pieces(alone[1:-1])
    return [alone] if alone else []


def raw_pieces(typed: str) -> list[str]:
    """The same with their labels, and with the brackets around all of them."""
    plain = WORD.sub("; ", LATEX.sub("", typed)).strip().rstrip(".")
    marks = [mark for mark in ";," if len(outside(plain, mark)) > 1]
    return [part.strip() for part in outside(plain, marks[0] if marks else ",") if part.strip()]


def numbers_in(typed: str) -> list[Notation] | None:
    """Numbers one by one; None where a piece is none."""
    return read_each(pieces(typed))


def read_each(parts: Iterable[str]) -> list[Notation] | None:
    """Numbers; None where a piece is none."""
    try:
        nodes = [read_strictly(part) for part in parts]
    except SymcalcError:
        return None
    return nodes if all(is_number(node.expr) for node in nodes) else None


def vectors_in(typed: str) -> list[list[Notation]] | None:
    """Vectors one by one, each as its entries; None where a piece is none."""
    parts = pieces(typed)
    if len(parts) == 1 and parts[0][:1] not in PAIRS:
        return None
    if all(part[:1] in PAIRS for part in parts):
        found = [numbers_in(part) for part in parts]
    else:
        found = [read_each(parts)]
    return [one for one in found if one] if all(found) else None


def is_number(expr: sp.Basic) -> bool:
    """Whether it is a finite number."""
    return isinstance(expr, sp.Expr) and bool(expr.is_number and expr.is_finite)


def matched(
    wanted: Sequence[sp.Expr], mine: Sequence[Notation]
) -> tuple[list[sp.Expr], list[Notation], bool]:
    """What is left of both lists without equal numbers, and whether any was rounded too far.

    >>> from symcalc.reading import read
    >>> matched([sp.Integer(1), sp.Integer(3)], [read("3"), read("2")])[0]
    [1]
    """
    left, strange, rounded = list(wanted), [], False
    for node in mine:
        how = [agreement(value, node) for value in left]
        best = EXACT if EXACT in how else ROUNDED if ROUNDED in how else OTHER
        if best == OTHER:
            strange.append(node)
            continue
        rounded = rounded or (best == ROUNDED and not is_enough(left[how.index(best)], node))
        del left[how.index(best)]
    return left, strange, rounded


def fits(said: str, *, rounded: bool) -> Finding:
    """A right answer, or one that is right to the digits that are written."""
    causes = [said] if said else []
    return partly("rounded", INEXACT_VALUES, *causes) if rounded else right(*causes, proof="exact")
