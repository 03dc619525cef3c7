"""The steps of a working of formulas: where it stands, and what a next formula is to that."""

from __future__ import annotations

from dataclasses import dataclass, replace

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding
from symcalc.grading.policy import Policy
from symcalc.grading.told import Told
from symcalc.grading.working import words
from symcalc.grading.working.about import is_of_rounded, is_rounded
from symcalc.grading.working.bounds import bounds_kept
from symcalc.grading.working.ending import ending
from symcalc.grading.working.letters import Letters, slope_of
from symcalc.grading.working.outcomes import Outcome
from symcalc.grading.working.statements import Line, is_equation, otherwise_read
from symcalc.grading.working.summary import End
from symcalc.grading.working.tracks import AtPoint, Derivatives, Limits, Place, Track
from symcalc.grading.working.values import EQUAL, Seen
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.lessons import is_lesson
from symcalc.writing.text import text

UNWORKED = ("derivative", "integral", "limit", "evaluated")
FIGURES = 3  # decimals of a lesson's number that is rounded without saying so
FEWEST = 2  # of any other number
FEW = 4  # letters of a function whose partial derivatives have names: f_x, f_xy


@dataclass(frozen=True)
class Stand:
    """Where a working stands: its last formula, and whether it is true as far as is known."""

    place: Place
    node: Notation
    true: bool | None = True
    number: int = 0


class StepWalk:
    """Keeps where a working stands, and compares the next formula with it.

    Attributes
    ----------
    asked, track
        The question, and the stages to its answer.
    letters : Letters
        What the working has introduced.
    honest : Letters or None
        The same without what was told wrongly of them, if something was.
    stand : Stand
        The last line of the working proper; the question before any.
    """

    wants = "formula"

    def __init__(self, asked: Asked, track: Track) -> None:
        self.asked = asked
        self.track = track
        self.variable = track.x.name if track.x is not None else ""
        self.letters = Letters(track.x)
        self.honest: Letters | None = None
        self.taint = self.now = 0
        self.decimal: sp.Basic | None = None  # the last decimals that were rounded
        self.loose: tuple[Notation, Seen] | None = None
        self.pending: list[tuple[sp.Basic, sp.Basic]] = []
        self.stand = self.question = Stand(track.start, asked.body)
        self._name_the_function()
        own = isinstance(track, Derivatives)
        self.partials = frozenset() if own else frozenset(self.letters.known)

    def _name_the_function(self) -> None:
        """In a gradient or a Taylor polynomial f is the formula that was given."""
        given = self.asked.body.expr
        f, y = sp.Symbol("f"), sp.Symbol("y")
        along = isinstance(self.track, Derivatives) and len({*self.track.wrt}) == 1
        if along and y not in self.asked.letters and isinstance(given, sp.Expr):
            self.letters = self.letters.with_letter(y, given)
        if isinstance(self.track, Derivatives) or self.asked.kind in ("formula", "limit"):
            return
        if f in self.asked.letters or not isinstance(given, sp.Expr) or given.is_Matrix:
            return
        self.letters = self.letters.with_letter(f, given)
        if self.asked.kind != "integral":
            self._name_the_partials(given)
        if self.track.x is not None and self.asked.kind != "integral":
            self.letters = self.letters.with_function("f", self.track.x, given)

    def _name_the_partials(self, given: sp.Expr) -> None:
        """f_x, f_y and the second ones."""
        letters = sorted(given.free_symbols, key=str)
        for first in letters if len(letters) <= FEW else ():
            slope = slope_of(given, first)
            self.letters = self.letters.with_letter(sp.Symbol(f"f_{first}"), slope)
            for second in letters:
                name = sp.Symbol(f"f_{first}{second}")
                self.letters = self.letters.with_letter(name, slope_of(slope, second))

    def _opened(self, node: Notation) -> sp.Basic:
        return self.letters.opened(node.expr)

    def _step(self, line: Line, node: Notation, order: int | None) -> Outcome:
        """The next formula of the working."""
        place, seen = self._fits(self._opened(node), order, node, line)
        return self._moved(place, seen, node, line)

    def _fits(
        self, expr: sp.Basic, order: int | None, node: Notation, line: Line
    ) -> tuple[Place, Seen]:
        """The stage at which a formula follows from the line before; the usual one if none."""
        before = self.stand.place
        exprs = [expr]
        other = otherwise_read(node, line.whole.remarks if line.whole else ())
        if other is not None:
            exprs.append(self._opened(other))
        doubt: tuple[Place, Seen] | None = None
        for one in exprs:
            for stage in self.track.stages(one, order, before.stage):
                seen = self.track.compare(before, Place(one, stage))
                if seen:
                    return Place(one, stage), seen
                if seen.status == "undecided":
                    doubt = doubt or (Place(one, stage), seen)
        if doubt is not None:
            return doubt
        place = Place(expr, self.track.usual(expr, order, before.stage))
        return place, self.track.compare(before, place)

    def _moved(
        self, place: Place, seen: Seen, node: Notation, line: Line, *, partly: bool = False
    ) -> Outcome:
        """The outcome of a step, after which the working stands there."""
        before = self.stand
        lesson = is_lesson(self.asked.kind)
        if seen.status == "different":
            rounded = self._rounded(line, node, FIGURES if lesson else FEWEST)
            if rounded is not None:
                return rounded
        if seen.status == "different" and lesson and before is self.question:
            self.loose = (node, seen)
            return Outcome("undecided", "undecided", "aside", seen, counted=False)
        if seen and self._is_given(place, node):
            return Outcome("given", "correct", "", seen, counted=False)
        true = self._truth(before, place, seen)
        number = line.row.number
        if not partly:
            self.stand = Stand(place, node, true, number)
        else:
            self.stand = Stand(place, before.node, true, number)
        relation = self.track.relation(before.place, place, seen)
        if relation == "differentiated" and any(n.head == "derivative" for n in node.walk()):
            relation = "equal"  # d/dx still stands in it
        outcome = Outcome(
            relation,
            "correct",
            "",
            seen,
            before.node,
            node,
            before.number,
            further=place.stage > before.place.stage,
            question=self.asked.question if before is self.question else None,
        )
        return self._judged(outcome, before, true=true)

    def _rounded(self, line: Line, node: Notation, figures: int) -> Outcome | None:
        """A decimal behind ≈ or =, which the exact value before it stays in force over.

        It may also be worked out from the decimals before it.
        """
        before, figures = self.stand, 1 if line.row.about else figures
        general = before.true and before.place.expr.free_symbols
        at_start = before is self.question or general
        value = self.asked.right.expr if at_start else before.place.expr
        exact = is_rounded(node, value, figures) or is_of_rounded(node, value)
        following = self.decimal is not None and is_rounded(node, self.decimal, figures)
        if not (exact or following or (self.decimal is not None and self.decimal == node.expr)):
            return None
        self.decimal = node.expr
        if before is self.question:
            place = Place(node.expr, self.track.last)
            self.stand = Stand(place, node, true=True, number=line.row.number)
        status = "follow-through" if before.true is False else "correct"
        first = before is self.question
        return Outcome(
            "equal", status, "rounded", EQUAL, before.node, node, before.number, counted=first
        )

    def _is_given(self, place: Place, node: Notation) -> bool:
        """The question once more."""
        if self.stand is not self.question or not self.track.last or self._is_general():
            return False
        start = self.question.place
        return place == start or node.expr == self.asked.body.expr

    def _is_general(self) -> bool:
        """Whether the working begins with what is worked out already."""
        return isinstance(self.track, AtPoint)

    def _truth(self, before: Stand, place: Place, seen: Seen) -> bool | None:
        """Whether a formula is what the question leads to; None where nobody knows."""
        if seen and before.true:
            return True
        if before is self.question:
            found = seen
        else:
            try:
                found = self.track.compare(self.question.place, place)
            except SymcalcError:
                return None
        return None if found.status == "undecided" else bool(found)

    def _judged(self, outcome: Outcome, before: Stand, *, true: bool | None) -> Outcome:
        seen = outcome.seen
        if seen and before.true:
            note = "domain-differs" if seen.elsewhere else self._careless()
            return replace(outcome, note=note)
        if seen and before.true is False:
            if true:  # the wrong line only seemed to be one stage and was another
                return replace(outcome, note="right-by-luck")
            return replace(outcome, status="follow-through")
        if self.honest is not None and seen.status == "different" and self._honestly(outcome):
            return replace(outcome, status="follow-through", against=self.taint)
        if true:
            luck = "right-by-luck" if before.true is False else ""
            return replace(outcome, relation="equal", note=luck)
        if seen.status == "different" and (before.true or true is False):
            slugs, causes = bounds_kept(self, outcome.after) if before.true else ((), ())
            wrong = replace(outcome, relation="wrong", status="incorrect")
            return replace(wrong, slugs=slugs, causes=causes)
        return replace(outcome, relation="undecided", status="undecided")

    def _honestly(self, outcome: Outcome) -> bool:
        """Whether a line would be right, had the letters in it been told rightly."""
        assert self.honest is not None
        assert outcome.after is not None
        place = Place(self.honest.opened(outcome.after.expr), self.stand.place.stage)
        return bool(self.track.compare(self.question.place, place))

    def _careless(self) -> str:
        """A formula in a limit that has lost its sign lim."""
        bare = isinstance(self.track, Limits) and self.stand.place.stage == 0
        return "limit-missing" if bare else ""

    def noted(self, line: Line, beside: Line) -> None:
        """u = sin x in the margin, where u stands in the line and nobody knows it yet."""
        node = beside.whole
        if line.whole is None or node is None or not is_equation(node):
            return
        letter = node.parts[0].expr
        known = self.asked.letters | self.letters.introduced
        letters = {s for one in line.whole.walk() for s in one.symbols}
        if letter.is_Symbol and letter in letters - known and letter not in node.parts[1].symbols:
            self.letters = self.letters.with_letter(letter, node.parts[1].expr)

    def skipped(self) -> None:
        """Nothing is kept of a line that was not followed."""

    def settled(self, outcomes: list[Outcome]) -> list[Outcome]:
        """The last line of a lesson has to be its answer, whatever stands before."""
        if self.loose is None or outcomes[-1].seen is not self.loose[1]:
            return outcomes
        node, seen = self.loose
        if ending(self.asked, Told(text(node), node), Policy()).status != "incorrect":
            return outcomes
        wrong = Outcome("wrong", "incorrect", "", seen, self.stand.node, node, self.stand.number)
        return [*outcomes[:-1], wrong]

    def end(self, policy: Policy) -> End:
        """The last formula as an answer."""
        stand = self.stand
        if stand is self.question:
            return End("unfinished", "", (words.NO_ANSWER,))
        left = sorted(stand.node.symbols & self.letters.introduced - self.asked.letters, key=str)
        if left and stand.true:
            return End("unfinished", "", self._back(left[0]))
        worked = not any(node.head in UNWORKED for node in stand.node.walk())
        if stand.true and not worked:
            return End("unfinished")
        found = ending(self.asked, Told(text(stand.node), stand.node), policy)
        if found.status in ("correct", "partial") and stand.true is not False:
            return End.of(found, true=True)
        if stand.true and stand.place.stage == self.track.last:
            return self._by_links(found)
        return End.of(found, true=stand.true)

    def _back(self, letter: sp.Symbol) -> tuple[str, ...]:
        if letter not in self.letters.known:
            return ()
        meaning = text(arrange(self.letters.known[letter]))
        return (words.BACK.format(letter=letter.name, meaning=meaning),)

    def _by_links(self, found: Finding) -> End:
        """Every line is right, but the answer by itself is not accepted."""
        if found.status == "undecided":
            return End("correct")
        return End("undecided", found.note)
