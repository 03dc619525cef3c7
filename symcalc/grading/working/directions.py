"""A working to a directional derivative: the gradient, the unit vector, and their product."""

from __future__ import annotations

import re
from collections.abc import Sequence

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.shapes import as_vector
from symcalc.grading.working.formulas import FormulaWalk
from symcalc.grading.working.letters import slope_of
from symcalc.grading.working.outcomes import Outcome
from symcalc.grading.working.statements import Line, chain
from symcalc.grading.working.steps import Stand
from symcalc.grading.working.tracks import Place, track_of
from symcalc.grading.working.values import EQUAL, Seen, compared
from symcalc.notation import Notation
from symcalc.primitives import arrange

# D, D_u, D_u f, D_uf(1, 2): what is asked for
NAMED = re.compile(r"D(?:_\{?\w+\}?)?")
PARTIAL = re.compile(r"f_(\w+)")
BESIDE = Outcome("given", "correct", "aside", EQUAL, counted=False)


class DirectionalWalk(FormulaWalk):
    """Walks through the lines: a gradient and its parts are told of f, D is the answer."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked, track_of(asked))
        self.point = dict(asked.question.at)
        self.slopes = {x: slope_of(asked.body.expr, x) for x, _ in asked.question.given}
        along = sp.Matrix([component.expr for _, component in asked.question.given])
        self.unit = along / along.norm()
        self.wrong: sp.Basic | None = None  # what was told for the gradient

    def _statement(self, line: Line, node: Notation) -> list[Outcome]:
        parts = [as_vector(part) for part in chain(node)]
        if len(parts) < 2 or line.row.goes_on or line.row.introduces:
            return super()._statement(line, node)
        if self._is_answer(parts[0]):
            return self._linked([self._step(line, part, None) for part in parts[1:]])
        expected = self._named(parts[0])
        if expected is None:
            return super()._statement(line, node)
        return [self._told(line, parts, expected)]

    def _is_answer(self, first: Notation) -> bool:
        """D_u f, and ∇f·u."""
        head = first.parts[0] if first.head == "product" else first
        named = head.head in ("name", "apply") and NAMED.fullmatch(head.text) is not None
        known = head.expr in self.asked.letters | self.letters.introduced
        product = head.head == "gradient" and first.head == "product"
        return product or (named and not known)

    def _named(self, first: Notation) -> sp.Basic | None:
        """What a gradient, or a partial derivative, of the formula is in general."""
        if first.head == "gradient":
            return sp.ImmutableMatrix(list(self.slopes.values()))
        found = PARTIAL.fullmatch(first.text) if first.head in ("name", "apply") else None
        if found is not None:
            return self.slopes.get(sp.Symbol(found[1]))
        own = first.head == "derivative" and first.text == "∂" and len(first.parts) == 2
        return self.slopes.get(first.parts[1].expr) if own else None

    def _told(self, line: Line, parts: Sequence[Notation], expected: sp.Basic) -> Outcome:
        """Each side is the derivative in general, or what it comes to at the point."""
        there = expected.subs(self.point)
        if self.wrong is not None and self._opened(parts[-1]) == self.wrong.subs(self.point):
            against = self.stand.number
            return Outcome("equal", "follow-through", "aside", EQUAL, against=against)
        for part in parts[1:]:
            told = self._opened(part)
            seen = self._fitting(expected, there, told)
            if seen.status == "undecided":
                return Outcome("undecided", "undecided", "aside", seen, counted=False)
            if not seen:
                self._go_on(line, told)
                return Outcome("wrong", "incorrect", "aside", seen, parts[0], part)
        return BESIDE

    def _fitting(self, expected: sp.Basic, there: sp.Basic, told: sp.Basic) -> Seen:
        seen = compared(expected, told)
        return seen if seen or not self.point else compared(there, told.subs(self.point))

    def _go_on(self, line: Line, told: sp.Basic) -> None:
        """What follows from a wrong gradient."""
        value = told.subs(self.point)
        self.wrong = told
        if isinstance(value, sp.MatrixBase) and value.shape == self.unit.shape:
            product = (value.T * self.unit)[0]
            place, number = Place(product, 0), line.row.number
            self.stand = Stand(place, arrange(product), true=False, number=number)


def directional_walk(asked: Asked) -> DirectionalWalk | None:
    """The way to a directional derivative; None where the direction is no vector of numbers."""
    given = [component.expr for _, component in asked.question.given]
    plain = bool(given) and all(isinstance(one, sp.Expr) and one.is_number for one in given)
    scalar = isinstance(asked.body.expr, sp.Expr) and not asked.body.expr.is_Matrix
    return DirectionalWalk(asked) if plain and scalar else None
