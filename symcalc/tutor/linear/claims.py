"""Lines of linear algebra that are checked when they are made, and claims that numbers bear out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symcalc.checking.report import CheckReport, short
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.steps import Step, Table
from symcalc.tutor.backprop.shown import equalities
from symcalc.tutor.linear.numbers import near
from symcalc.tutor.words.elimination import WORDS as OF_ROWS
from symcalc.tutor.words.least_squares import WORDS as OF_SQUARES
from symcalc.tutor.words.linear import WORDS
from symcalc.tutor.words.linear_parts import WORDS as OF_PARTS
from symcalc.writing.text import text

ALL_WORDS = {**WORDS, **OF_ROWS, **OF_SQUARES, **OF_PARTS}
DIGITS = 30  # of a number that is compared
TOLERANCE = 1e-20  # of two sides, relative to max(1, |value|)

CHAINS = ("relation", "equalities")  # names with equals signs between them

Side = Any  # a SymPy expression or matrix, or Notation of one


def numbers(*sides: Side) -> list[list[sp.Expr]]:
    """The entries of each side as numbers; letters stand for the same fractions in all."""
    exprs = [side.expr if isinstance(side, Notation) else side for side in sides]
    lists = [list(e) if isinstance(e, sp.MatrixBase) else [e] for e in exprs]
    letters = natural_order({s for entries in lists for e in entries for s in e.free_symbols})
    point = {x: sp.Rational(2 * k + 5, 7 + k) for k, x in enumerate(letters)}
    return [[near(e.xreplace(point), DIGITS) for e in entries] for entries in lists]


def difference(left: Side, right: Side) -> float:
    """The largest difference of two sides, relative to max(1, |value|)."""
    one, other = numbers(left, right)
    if len(one) != len(other):
        raise AssertionError(f"{left} and {right} differ in shape")
    pairs = zip(one, other, strict=True)
    return max(float(abs(a - b) / max(1, abs(a))) for a, b in pairs)


def line(label: Notation, *sides: Notation) -> Notation:
    """label = first side = second side …; sides that are not equal are our own mistake."""
    for side in sides[1:]:
        if not difference(sides[0], side) < TOLERANCE:
            told = " = ".join(map(text, sides))
            raise AssertionError(f"the line {text(label)} = {told} is wrong")
    names = label.parts if label.head in CHAINS else (label,)
    return equalities(*names, *dict.fromkeys(sides))


def step(
    rule: str,
    after: Notation,
    *,
    table: Table | None = None,
    substeps: Sequence[Step] = (),
    **fields: object,
) -> Step:
    """A step that shows a line; its words are filled in for this matrix."""
    words = ALL_WORDS[rule]
    return Step(
        "measured" if table is not None else rule,  # a table tells all there is
        words.title.format(**fields),
        after,
        after,
        words.explanation.format(**fields),
        words.statement,
        "definition",
        substeps=tuple(substeps),
        hints=(words.hint.format(**fields),) if words.hint else (),
        table=table,
    )


@dataclass(frozen=True)
class Same:
    """Pairs of matrices or numbers are equal, entry by entry, at 30 digits.

    Attributes
    ----------
    pairs : tuple of pairs
        What is compared.
    method : str
        How the second of each pair was computed.
    told : str
        What the agreement rests on; {error} is the largest difference.
    tolerance : float
        Relative to max(1, |value|).
    """

    pairs: tuple[tuple[Any, Any], ...]
    method: str
    told: str
    tolerance: float = TOLERANCE

    def check(self) -> CheckReport:
        """Compare them."""
        worst = max(difference(left, right) for left, right in self.pairs)
        status = "agrees" if worst < self.tolerance else "disagrees"
        told = self.told.format(error=short(worst))
        return CheckReport(
            status, len(self.pairs), worst, self.tolerance, None, self.method, told=told
        )
