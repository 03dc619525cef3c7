"""A working of formulas: from the question to its answer by steps that are equal, or lead on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import sympy as sp

from symcalc.grading.shapes import as_vector
from symcalc.grading.working import words
from symcalc.grading.working.aside import claims_answer, told_slope
from symcalc.grading.working.introduced import introduced
from symcalc.grading.working.labels import NAMES, order_of
from symcalc.grading.working.letters import Letters, slope_of
from symcalc.grading.working.outcomes import Outcome, worst
from symcalc.grading.working.statements import Line, chain, is_equation, statements
from symcalc.grading.working.steps import Stand, StepWalk
from symcalc.grading.working.tracks import Derivatives, Place
from symcalc.grading.working.values import EQUAL, compared
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.writing.text import text

CONSTANTS = ("C", "c", "K", "k", "D")  # of integration
TOOLS = ("derivative", "integral", "limit", "evaluated")  # what an aside is about


class FormulaWalk(StepWalk):
    """Walks through the lines: labels, chains, letters, asides."""

    def line(self, line: Line) -> Outcome:
        """What a line is to those before it."""
        assert line.whole is not None
        parts = list(statements(line.whole))
        self.now = line.row.number
        if self._is_place(parts[0]) and not line.row.introduces:
            return self._at_place(parts)
        found: list[Outcome] = []
        for node in parts:
            found += self._statement(line, node)
        return worst(found)

    def _is_place(self, node: Notation) -> bool:
        """x = 0, which says where something is looked at."""
        plain = is_equation(node) and node.parts[0].head == "name"
        return plain and node.parts[0].expr == self.track.x and node.parts[1].expr.is_number

    def _at_place(self, parts: Sequence[Notation]) -> Outcome:
        """x = 1, u = 3: what a letter is there, which gives it no new meaning."""
        point = {self.track.x: parts[0].parts[1].expr}
        for node in parts[1:]:
            if self._is_place(node):
                point = {self.track.x: node.parts[1].expr}
                continue
            if not is_equation(node):
                return Outcome("undecided", "undecided", "aside", counted=False)
            first, last = (self._opened(part).subs(point) for part in node.parts)
            seen = compared(first, last)
            if seen.status == "different" and not self._unknown(first, last):
                left, right = node.parts
                return Outcome("wrong", "incorrect", "aside", seen, left, right)
        return Outcome("given", "correct", "aside", EQUAL, counted=False)

    def _unknown(self, *sides: sp.Basic) -> set[sp.Symbol]:
        """Letters that nobody has said the meaning of."""
        free = {s for side in sides for s in side.free_symbols}
        dx = sp.Symbol(f"d{self.variable}")
        known = self.asked.letters | self.letters.introduced | {dx}
        return free - known

    def _statement(self, line: Line, node: Notation) -> list[Outcome]:
        parts = [as_vector(part) for part in chain(node)]
        if len(parts) > 1 and not line.row.goes_on:
            if not line.row.introduces and claims_answer(self, parts):
                return self._linked([self._step(line, part, None) for part in parts[1:]])
            if not line.row.introduces and self._names_the_answer(parts):
                self._keep_open(parts[0], parts[-1])
                return [self._step(line, part, None) for part in parts[1:]]
            differential = self._differential(line, parts)
            if differential is not None:
                return [differential]
            told = introduced(self, parts, let=line.row.introduces)
            if told is not None:
                return [self._introduced(line, *told)]
            return self._equation(line, parts)
        found = [self._step(line, part, None) for part in parts]
        if line.row.goes_on and found[0].against:
            found[0] = self._misused(found[0])
        return self._linked(found)

    @property
    def taken(self) -> frozenset[str]:
        """Names that the working has introduced, but for that of the question's own formula."""
        named = {s.name for s in self.letters.introduced if not self.is_own(s)}
        return frozenset(named | set(self.letters.functions))

    def is_own(self, letter: sp.Symbol) -> bool:
        """Whether a letter stands for the formula that is to be differentiated."""
        meaning = self.letters.known.get(letter)
        if meaning is None or not isinstance(self.track, Derivatives):
            return False
        opened, given = self.letters.opened(meaning), self.question.place.expr
        same = opened.free_symbols == given.free_symbols
        return same and bool(compared(given, opened))

    def _introduced(self, line: Line, letters: Letters, outcome: Outcome) -> Outcome:
        """A letter, or what is told of one; a wrong derivative of it is kept for what follows."""
        if outcome.status == "incorrect" and self.honest is None:
            self.honest = self.letters
            self.taint = line.row.number
        elif self.honest is not None and letters.known != self.letters.known:
            new = {k: v for k, v in letters.known.items() if k not in self.letters.known}
            self.honest = replace(self.honest, known={**self.honest.known, **new})
        self.letters = letters
        return self._fulfilled(outcome)

    def _fulfilled(self, outcome: Outcome) -> Outcome:
        """A = 1/2 must make true what was said with A before."""
        for left, right in self.pending if outcome.status == "correct" else ():
            first, last = self.letters.opened(left), self.letters.opened(right)
            if self._unknown(first, last):
                continue
            seen = compared(first, last, self.track.x if self._open(first, last) else None)
            if seen.status == "different":
                self.pending = []
                self._carried(first, last, outcome)
                return replace(
                    outcome,
                    relation="wrong",
                    status="incorrect",
                    note="definition",
                    seen=seen,
                    counted=True,
                )
        return outcome

    def _carried(self, first: sp.Basic, last: sp.Basic, outcome: Outcome) -> None:
        """With wrong A and B the working goes on with what they stand for."""
        if self.stand.true and self.track.compare(self.stand.place, Place(first, 0)):
            node, number = outcome.after or self.stand.node, self.now
            self.stand = Stand(Place(last, self.stand.place.stage), node, true=False, number=number)

    def _differential(self, line: Line, parts: Sequence[Notation]) -> Outcome | None:
        """dy = 2x dx, where y is what is differentiated."""
        first, last = parts[0], parts[-1]
        if first.head != "differential" or not isinstance(self.track, Derivatives):
            return None
        named, dx = first.parts[0], sp.Symbol(f"d{self.variable}")
        plain = named.text in NAMES and named.text not in self.taken
        if not plain or named.expr in self.asked.letters:
            return None
        slope = arrange(sp.expand(last.expr / dx), like=last)
        return None if dx in slope.expr.free_symbols else self._step(line, slope, 1)

    def _names_the_answer(self, parts: Sequence[Notation]) -> bool:
        """m = 2x, where 2x is what comes next: a letter of the learner's own for the answer."""
        first, last = parts[0], parts[-1]
        taken = self.asked.letters | self.letters.introduced
        if first.head != "name" or first.expr in taken or self.asked.kind == "formula":
            return False
        place = Place(self._opened(last), self.track.last)
        return bool(self.track.compare(self.stand.place, place))

    def _equation(self, line: Line, parts: Sequence[Notation]) -> list[Outcome]:
        """A chain: after a label, from the line before, or a true statement beside the way."""
        first, *others = parts
        elsewhere = self._elsewhere(first)
        if elsewhere is not None:
            return [self._aside(parts, elsewhere)]
        try:
            order = order_of(first, self.asked, self.taken)
        except LookupError:
            return self._without_label(line, parts)
        self._keep_open(first, others[-1])
        return self._linked([self._step(line, part, order) for part in others])

    def _keep_open(self, first: Notation, last: Notation) -> None:
        """I = ∫ …, which comes back later as I."""
        opened = self._opened(last)
        if first.head == "name" and opened.has(sp.Integral):
            self.letters = self.letters.with_letter(first.expr, opened)

    def _linked(self, outcomes: list[Outcome]) -> list[Outcome]:
        """The links of a chain: between signs = everything is equal, and nothing differentiated."""
        return [outcomes[0], *(self._misused(one) for one in outcomes[1:])]

    def _misused(self, outcome: Outcome) -> Outcome:
        before, after = outcome.before, outcome.after
        leads = outcome.status == "correct" and outcome.relation in ("differentiated", "integrated")
        if not leads or before is None or after is None:
            return outcome
        said = words.MISUSED.format(before=text(before), after=text(after))
        return replace(outcome, note="equals-misused", said=(said,))

    def _without_label(self, line: Line, parts: Sequence[Notation]) -> list[Outcome]:
        first, *others = parts
        if self._misread(line):
            return [Outcome("undecided", "undecided", "aside", counted=False)]
        opened = [self._opened(part) for part in parts]
        if {s for s in self._unknown(*opened) if s.name not in CONSTANTS}:
            self.pending += [(k, opened[-1]) for k in opened[:-1]]
            return [Outcome("definition", "correct", "ansatz", EQUAL, counted=False)]
        place, seen = self._fits(self._opened(first), None, first, line)
        if seen:
            here = self._moved(place, seen, first, line)
            return self._linked([here, *(self._step(line, part, None) for part in others)])
        aside = self._aside(parts)
        if aside.status == "correct" or self._is_aside(first):
            return [self._scaled(line, parts) or aside]
        slope = told_slope(first, opened[-1], self.letters)
        if slope is not None and aside.status == "incorrect":
            return [self._step(line, arrange(slope), 1)]
        return [self._step(line, part, None) for part in parts]

    def _misread(self, line: Line) -> bool:
        """u(1) = 3 is read as a product, and hardly meant so."""
        said = line.whole.remarks if line.whole else ()
        calls = {f"{letter.name}(…) is read as" for letter in self.letters.introduced}
        return any(remark.startswith(tuple(calls)) for remark in said)

    def _is_aside(self, first: Notation) -> bool:
        """Whether a chain that begins so is about a piece of the working."""
        tools = any(node.head in TOOLS for node in first.walk()) or first.expr in self.partials
        pieces = [n.expr for whole in (self.asked.body, self.stand.node) for n in whole.walk()]
        return tools or first.expr in pieces or first.expr.is_number

    def _scaled(self, line: Line, parts: Sequence[Notation]) -> Outcome | None:
        """2I = …, where I is what is asked for."""
        first, last = parts[0].expr, parts[-1]
        named = [s for s in first.free_symbols if s in self.letters.known]
        if len(named) != 1 or not (first / named[0]).is_number or first == named[0]:
            return None
        place = Place(self._opened(last) / (first / named[0]), self.track.last)
        seen = self.track.compare(self.stand.place, place)
        return self._moved(place, seen, last, line, partly=True)

    def _elsewhere(self, first: Notation) -> sp.Basic | None:
        """The value of f′(3), where f′(2) is asked for."""
        point = dict(self.asked.question.at)
        x = self.track.x
        if first.head != "derivative-at" or not isinstance(self.track, Derivatives) or not point:
            return None
        order = len(first.text) - len(first.text.rstrip("'′"))
        place = first.parts[0].expr
        if x is None or point.get(x) == place or first.text.rstrip("'′") in self.taken:
            return None
        return slope_of(self.question.place.expr, *([x] * order)).subs(x, place)

    def _aside(self, parts: Sequence[Notation], start: sp.Basic | None = None) -> Outcome:
        """Whether a statement on the way is true by itself."""
        opened = [self._opened(part) for part in parts]
        opened[0] = opened[0] if start is None else start
        for k, (left, right) in enumerate(pairwise(opened)):
            seen = compared(left, right, self.track.x if self._open(left, right) else None)
            if seen.status == "undecided":
                return Outcome("undecided", "undecided", "aside", counted=False)
            if not seen:
                pair = parts[k], parts[k + 1]
                return Outcome("wrong", "incorrect", "aside", seen, *pair, further=True)
        return Outcome("equal", "correct", "aside", EQUAL, counted=False)

    def _open(self, *sides: sp.Basic) -> bool:
        found = [one for side in sides for one in side.atoms(sp.Integral)]
        return any(len(limit) == 1 for one in found for limit in one.limits)
