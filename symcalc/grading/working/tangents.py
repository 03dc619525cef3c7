"""A working to a tangent: the slope m, the point, and the equation of the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.kinds.tangents import solved_for
from symcalc.grading.working import words
from symcalc.grading.working.formulas import FormulaWalk
from symcalc.grading.working.letters import slope_of
from symcalc.grading.working.outcomes import Outcome
from symcalc.grading.working.statements import Line, chain, is_equation
from symcalc.grading.working.steps import Stand
from symcalc.grading.working.tracks import Place, track_of
from symcalc.grading.working.values import EQUAL, compared
from symcalc.notation import Notation
from symcalc.primitives import arrange

SLOPES = ("m", "k")
BESIDE = Outcome("given", "correct", "aside", EQUAL, counted=False)


class TangentWalk(FormulaWalk):
    """Walks through the lines: m is the slope at the point, and y the height of the line.

    Attributes
    ----------
    y : sympy.Symbol
        The height, as the answer names it.
    """

    def __init__(self, asked: Asked, y: sp.Symbol) -> None:
        super().__init__(asked, track_of(asked))
        self.y = y
        self.curve = asked.body.expr
        if self.track.x is not None and y not in asked.letters:
            letters = self.letters.with_letter(y, self.curve)
            self.letters = letters.with_function(y.name, self.track.x, self.curve)
            self.partials = self.partials | {y}

    def _statement(self, line: Line, node: Notation) -> list[Outcome]:
        parts = chain(node)
        named = parts[0].head == "name" and parts[0].text in SLOPES
        if len(parts) > 1 and named and not self._opened(parts[-1]).free_symbols:
            return [self._slope(line, parts[0], parts[-1])]
        if is_equation(node) and self.y in node.symbols and not _has_slope(node):
            if node.symbols - {self.y, self.track.x}:
                return [Outcome("definition", "correct", "ansatz", EQUAL, counted=False)]
            return [self._line(line, node)]
        told = self._told(line, parts)
        return super()._statement(line, node) if told is None else [told]

    def _told(self, line: Line, parts: Sequence[Notation]) -> Outcome | None:
        """f′(x) = …, and f′ at the point; the line follows from a wrong one."""
        x, at = self.track.x, dict(self.asked.question.at)
        if len(parts) < 2 or not (_has_slope(parts[0]) or parts[0].head == "name"):
            return None
        first, told = (self._opened(part) for part in (parts[0], parts[-1]))
        slope = slope_of(self.curve, x)
        if all(sp.expand(first - one) != 0 for one in (slope, slope.subs(at))):
            return None
        outcome = self._aside(parts)
        if outcome.status != "incorrect":
            return outcome
        before, told = self.stand, told.subs(at)
        height = self.curve.subs(at) + told * (x - at[x])
        place = Place(height, 0)
        if before.true is False and self.track.compare(before.place, place):
            return replace(
                outcome, relation="equal", status="follow-through", against=before.number
            )
        self.stand = Stand(place, arrange(height), true=False, number=line.row.number)
        return outcome

    def _slope(self, line: Line, first: Notation, last: Notation) -> Outcome:
        """m = 2; a wrong one makes the lines after it follow from it."""
        x, right = self.track.x, self.asked.right.expr
        told = self._opened(last)
        seen = compared(slope_of(right, x), told)
        if first.expr not in self.asked.letters:
            self.letters = self.letters.with_letter(first.expr, last.expr)
        if seen or seen.status == "undecided":
            return Outcome("definition", "correct", "", EQUAL, counted=False)
        at = dict(self.asked.question.at)[x]
        height = self.curve.subs(x, at) + told * (x - at)
        self.stand = Stand(Place(height, 0), arrange(height), true=False, number=line.row.number)
        seen = replace(seen, what=words.SLOPE)
        return Outcome("wrong", "incorrect", "definition", seen, first, last)

    def _line(self, line: Line, node: Notation) -> Outcome:
        """y − 1 = 2(x − 1); y = x² is the curve, and y = 1 its height at the point."""
        height = solved_for(node, self.y)
        if self.y in height.symbols or height.head == "relation":
            return Outcome("undecided", "undecided", "aside", counted=False)
        there = self.curve.subs(dict(self.asked.question.at))
        fits = bool(self.track.compare(self.stand.place, Place(height.expr, 0)))
        if not fits and any(sp.expand(height.expr - one) == 0 for one in (self.curve, there)):
            return BESIDE
        return self._step(line, height, None)


def _has_slope(node: Notation) -> bool:
    return any(part.head in ("derivative", "derivative-at", "differential") for part in node.walk())


def tangent_walk(asked: Asked) -> TangentWalk | None:
    """The way to a tangent; None where the answer is no line y = …."""
    told = asked.derivation
    if told is None or told.result.head != "relation" or not asked.question.at:
        return None
    y = told.result.parts[0].expr
    plain = isinstance(asked.body.expr, sp.Expr) and y not in asked.letters
    fits = plain and isinstance(y, sp.Symbol) and len(asked.question.at) == 1
    return TangentWalk(asked, y) if fits else None
