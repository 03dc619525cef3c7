"""A working to an area between curves: where they meet, then the integral."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.working.formulas import FormulaWalk
from symcalc.grading.working.outcomes import Outcome, worst
from symcalc.grading.working.statements import Line, is_equation, statements
from symcalc.grading.working.tracks import track_of
from symcalc.grading.working.values import EQUAL, compared
from symcalc.notation import Notation

BESIDE = Outcome("given", "correct", "aside", EQUAL, counted=False)
LISTS = ("tuple", "interval", "vector")


class AreaWalk(FormulaWalk):
    """Walks through the lines: an equation of x alone is about where the curves meet."""

    def __init__(self, asked: Asked, x: sp.Symbol, first: sp.Expr, second: sp.Expr) -> None:
        super().__init__(asked, track_of(asked))
        self.along, self.sides = x, (first, second)
        self.ends = {
            end.expr
            for bound in asked.question.subject_to
            for part in bound.walk()
            if part.head in LISTS
            for end in part.parts
        }

    def line(self, line: Line) -> Outcome:
        """What a line is to those before it."""
        assert line.whole is not None
        nodes = list(_alternatives(line.whole))
        if line.row.goes_on or line.row.introduces or not all(map(self._is_about_x, nodes)):
            return super().line(line)
        return worst([self._meeting(node) for node in nodes])

    def _is_about_x(self, node: Notation) -> bool:
        return is_equation(node) and node.symbols == {self.along} and _is_plain(node)

    def _meeting(self, node: Notation) -> Outcome:
        """x = x², a multiple of it, or x = 1."""
        left, right = (part.expr for part in node.parts)
        first, second = self.sides
        if left == self.along and right.is_number:
            if right in self.ends:
                return BESIDE
            at = {self.along: right}
            seen = compared(first.subs(at), second.subs(at))
            if seen.status == "different":
                return Outcome("wrong", "incorrect", "aside", seen, node.parts[0], node.parts[1])
            return BESIDE if seen else Outcome("undecided", "undecided", "aside", counted=False)
        ratio = sp.cancel((left - right) / (first - second))
        if ratio.is_number and ratio != 0:
            return BESIDE
        return Outcome("undecided", "undecided", "aside", counted=False)


def _alternatives(node: Notation) -> Iterator[Notation]:
    """x = 0 or x = 1, one by one."""
    for part in statements(node):
        yield from (part.parts if part.head == "or" else (part,))


def _is_plain(node: Notation) -> bool:
    return all(isinstance(part.expr, sp.Expr) for part in node.parts) and not any(
        part.head in ("integral", "evaluated", "derivative") for part in node.walk()
    )


def area_walk(asked: Asked) -> AreaWalk | None:
    """The way to an area between two graphs over x; None for any other region."""
    body = asked.body
    if body.head != "tuple" or len(body.parts) != 2:
        return None
    heights = [part.parts[1] if is_equation(part) else part for part in body.parts]
    named = {part.parts[0].expr for part in body.parts if is_equation(part)}
    letters = {s for height in heights for s in height.symbols}
    plain = all(isinstance(height.expr, sp.Expr) for height in heights)
    if not plain or len(letters) != 1 or len(named) > 1 or letters & named:
        return None
    first, second = (height.expr for height in heights)
    (x,) = letters
    return AreaWalk(asked, x, first, second) if first != second else None
