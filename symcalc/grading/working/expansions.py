"""A working to a Taylor polynomial: f and its derivatives at the centre, then the polynomial."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.working.formulas import FormulaWalk
from symcalc.grading.working.letters import slope_of
from symcalc.grading.working.outcomes import Outcome
from symcalc.grading.working.statements import Line
from symcalc.grading.working.steps import Stand
from symcalc.grading.working.tracks import Place, track_of
from symcalc.notation import Notation
from symcalc.primitives import arrange


class TaylorWalk(FormulaWalk):
    """Walks through the lines: a wrong f′(4) is wrong once, and what is made of it follows."""

    def __init__(self, asked: Asked, x: sp.Symbol, centre: sp.Expr) -> None:
        super().__init__(asked, track_of(asked))
        self.around = x, centre
        degree = sp.degree(asked.right.expr, x) if asked.right.expr.has(x) else 0
        wanted = asked.derivation.question.degree if asked.derivation else None
        self.slopes = [slope_of(asked.body.expr, *([x] * k)) for k in range((wanted or degree) + 1)]

    def _equation(self, line: Line, parts: Sequence[Notation]) -> list[Outcome]:
        """f′(4) = …, with the true value before it."""
        first, (x, centre) = parts[0], self.around
        order = _order(first)
        if order is None or order >= len(self.slopes):
            return super()._equation(line, parts)
        place = first.parts[0].expr
        outcome = self._aside(parts, self.slopes[order].subs(x, place))
        if outcome.status == "incorrect" and place == centre:
            self._go_on(line, order, self._opened(parts[-1]))
        return [outcome]

    def _go_on(self, line: Line, order: int, told: sp.Basic) -> None:
        """The polynomial with a wrong coefficient."""
        x, centre = self.around
        if not told.is_number:
            return
        values = [slope.subs(x, centre) for slope in self.slopes]
        self.slopes[order] = told
        values[order] = told
        terms = [v * (x - centre) ** k / sp.factorial(k) for k, v in enumerate(values)]
        whole = sp.Add(*terms)
        self.stand = Stand(Place(whole, 0), arrange(whole), true=False, number=line.row.number)


def _order(first: Notation) -> int | None:
    """How many primes stand at f′(4)."""
    if first.head != "derivative-at" or len(first.parts) != 1:
        return None
    return first.text.count("'") + first.text.count("′") or None


def taylor_walk(asked: Asked) -> TaylorWalk | None:
    """The way to a Taylor polynomial of one variable."""
    told, at = asked.derivation, dict(asked.question.at)
    wrt = told.question.wrt if told is not None else ()
    if len(wrt) != 1 or not isinstance(asked.right.expr, sp.Expr):
        return None
    plain = isinstance(asked.body.expr, sp.Expr) and asked.right.expr.is_polynomial(wrt[0])
    return TaylorWalk(asked, wrt[0], at.get(wrt[0], sp.S.Zero)) if plain else None
