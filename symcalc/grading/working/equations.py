"""A working of equations or inequalities: which solutions each line keeps, loses or gains."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.solutions.comparing import Sought
from symcalc.grading.solutions.conditions import All, Point
from symcalc.grading.solutions.conditions import letters as letters_of
from symcalc.grading.solutions.saying import is_no_solution, place
from symcalc.grading.solutions.scope import Unlike
from symcalc.grading.solutions.space import Met
from symcalc.grading.solutions.statements import stated
from symcalc.grading.working import words
from symcalc.grading.working.about import is_about
from symcalc.grading.working.blame import side_causes
from symcalc.grading.working.discriminants import discriminant
from symcalc.grading.working.equation_end import EquationEnd
from symcalc.grading.working.equation_slips import slips
from symcalc.grading.working.inequality_slips import multiplied
from symcalc.grading.working.outcomes import Outcome, worst
from symcalc.grading.working.solved import (
    Standing,
    is_solved,
    linked_numbers,
    numbers,
    without_common_roots,
)
from symcalc.grading.working.statements import ARROWS, Line, chain
from symcalc.grading.working.values import EQUAL, OTHER, UNDECIDED
from symcalc.notation import Notation
from symcalc.primitives import put
from symcalc.structures import structure


class EquationWalk(EquationEnd):
    """Walks through the lines, and keeps what later ones need.

    Attributes
    ----------
    asked : Asked
        The question.
    sought : Sought
        Its condition, and what is to be found.
    stand : Standing
        The last line.
    cases : list of (index of its outcome, condition, node)
        Lines that hold some of the solutions, in the hope that later ones hold the others.
    """

    wants = "solutions"
    in_decimals = False  # whether decimals do without ≈ before them

    def __init__(self, asked: Asked, question: Sought) -> None:
        self.asked = asked
        self.sought = question
        self.variable = question.scope.unknowns[0].name
        self.stand = self.base = Standing(question.condition, asked.body)
        self.said: list[Standing] = []
        self.cases: list[tuple[int, Standing]] = []
        self.gains: list[tuple[int, Outcome]] = []
        self.further: list[int] = []
        self.exchanged: dict[sp.Basic, Notation] = {}
        self.count = 0
        self.accepted = self.blamed = False

    def line(self, line: Line) -> Outcome:
        """What a line is to those before it."""
        assert line.whole is not None
        found = [self._statement(line, node) for node in self._parts(line.whole)]
        self.count += 1
        return worst(found)

    def noted(self, line: Line, beside: Line) -> None:
        """A note in the margin changes nothing here."""

    def skipped(self) -> None:
        """A line that was not followed."""
        self.count += 1

    def _parts(self, node: Notation) -> Iterator[Notation]:
        if node.head in ARROWS:
            for part in node.parts:
                yield from self._parts(part)
        else:
            yield node

    def _statement(self, line: Line, node: Notation) -> Outcome:
        if self.stand.number == 0 and node.expr == self.asked.body.expr:
            return Outcome("given", "correct", "", EQUAL, counted=False)
        definition = discriminant(self, node, line.row.number) or self._introduced(node)
        if definition is not None:
            return definition
        opened = put(node, self.exchanged) if self.exchanged else node
        if line.row.goes_on and self.stand.node.head == "relation":
            opened = structure("relation", self.stand.node.parts[1], opened, text="=")
        if not opened.symbols and opened.head in ("relation", "and"):
            return numbers(node)
        try:
            condition = stated(opened, self.sought.scope)
        except Unlike:
            return self._unlike(node)
        if letters_of(condition) - self.sought.scope.known:
            return self._unlike(node)
        now = Standing(condition, opened, None, line.row.number)
        about = line.row.about or self.in_decimals
        if about and is_solved(opened, self.sought) and is_about(self.asked, opened):
            return self._rounded(now)
        return self._followed(now)

    def _introduced(self, node: Notation) -> Outcome | None:
        """Let u = x², or D = b² − 4ac."""
        parts = chain(node)
        if len(parts) < 2 or parts[0].head != "name":
            return None
        first, last = parts[0], parts[-1]
        if first.expr in self.sought.scope.known or first.expr in self.exchanged:
            return None
        if first.text.split("_")[0] in {x.name for x in self.sought.scope.unknowns}:
            return None  # x_1 = 2
        self.exchanged[first.expr] = last
        if len(parts) > 2 and not any(part.symbols for part in parts[1:]):
            return linked_numbers(parts[1:])
        return Outcome("definition", "correct", "", EQUAL, counted=False)

    def _unlike(self, node: Notation) -> Outcome:
        del node
        before = self.stand.number
        return Outcome("undecided", "undecided", "unsupported", against=before, counted=False)

    def _followed(self, now: Standing) -> Outcome:
        """The outcome of a line, after which the working stands there."""
        before = self.stand
        link = self._met(before.condition, now.condition)
        if self._in_case() and (link.lost or link.gained):
            before = self.base
            link = self._met(before.condition, now.condition)
        truth = self._met(self.sought.condition, now.condition)
        outcome = Outcome("", "correct", "", EQUAL, before.node, now.node, before.number)
        true = True if not truth.lost and truth.proof else False if truth.lost else None
        now = replace(now, true=true)
        self.said.append(now)
        if before.true is False and not self._in_case():
            return self._after_wrong(outcome, link, truth, now)
        if not link.proof and not (link.lost or link.gained):
            self.stand = now
            return replace(outcome, relation="undecided", status="undecided", seen=UNDECIDED)
        if truth.lost:
            return self._losing(outcome, link, truth, now)
        swapped = self.sought.one and link.lost and link.gained and is_solved(now.node, self.sought)
        vacuous = not (truth.shared or link.lost or link.gained)
        if swapped or (vacuous and without_common_roots(before.node, now.node)):
            return self._swapped(outcome, link, now)
        turned = multiplied(before.node, now.node, self.sought.scope.unknowns)
        if turned is not None and before.true:
            return self._turned(outcome, turned, now)
        self.stand = self.base = now
        if truth.gained and is_solved(now.node, self.sought):
            return self._gaining(outcome, truth, link)
        if link.lost:  # what solved the line before and not the question
            if self.sought.one:
                said = (words.SIFTED.format(before=words.before_words(before.number)),)
                return replace(outcome, relation="equivalent", said=said)
            return replace(outcome, relation="implied")
        plain = replace(outcome, relation="equivalent")
        return self._implied(outcome, link) if link.gained else plain

    def _rounded(self, now: Standing) -> Outcome:
        """x ≈ 1.41, which the exact solutions before it stay in force over."""
        before = self.stand
        outcome = Outcome("equivalent", "correct", "rounded", EQUAL, before.node, now.node)
        if not is_solved(before.node, self.sought):
            self.said.append(replace(now, true=True))
        return replace(outcome, against=before.number, counted=before.number == 0)

    def _in_case(self) -> bool:
        return bool(self.cases) and self.stand is self.cases[-1][1]

    def _swapped(self, outcome: Outcome, link: Met, now: Standing) -> Outcome:
        """A line with other solutions than the one before, although none of the question's."""
        self.stand = replace(now, true=False)
        before = words.before_words(outcome.against)
        said = ""
        if link.gained:
            said = words.GAINED.format(place=self._place(link.gained[0]), before=before)
        wrong = replace(outcome, relation="wrong", status="incorrect")
        return self._explained(replace(wrong, seen=replace(OTHER, place=said)))

    def _turned(
        self, outcome: Outcome, turned: tuple[str, dict[sp.Symbol, sp.Expr]], now: Standing
    ) -> Outcome:
        """An inequality that was multiplied by what may be negative."""
        self.stand = replace(now, true=False)
        cause, point = turned
        where = words.GAINED.format(
            place=self._place(point), before=words.before_words(outcome.against)
        )
        seen = replace(OTHER, place=where)
        wrong = replace(outcome, relation="wrong", status="incorrect", seen=seen)
        return replace(wrong, causes=(cause,))

    def _implied(self, outcome: Outcome, link: Met) -> Outcome:
        said: tuple[str, ...] = ()
        if self.sought.one and not self.sought.parameters:
            where = self._place(link.gained[0])
            before = words.before_words(outcome.against)
            said = (words.IMPLIED.format(place=where, before=before),)
        return replace(outcome, relation="implied", said=said)

    def _gaining(self, outcome: Outcome, truth: Met, link: Met) -> Outcome:
        """A solved line with a solution too many."""
        if not self.sought.one:  # x = 2 of a system says nothing of y
            return (
                self._implied(outcome, link)
                if link.gained
                else replace(outcome, relation="equivalent")
            )
        said = is_no_solution(self.asked.body, truth.gained[0], self.sought.scope.unknowns)
        kept = (
            self._implied(outcome, link) if link.gained else replace(outcome, relation="equivalent")
        )
        self.gains.append((self.count, replace(kept, said=(said,))))
        note = "solutions-gained"
        return replace(
            outcome, relation=note, status="incorrect", note=note, seen=OTHER, said=(said,)
        )

    def _losing(self, outcome: Outcome, link: Met, truth: Met, now: Standing) -> Outcome:
        """A line that not all solutions of the question fulfil."""
        before = words.before_words(outcome.against)
        base = link if link.lost or link.gained else truth
        lost = words.LOST.format(place=self._place((base.lost or truth.lost)[0]), before=before)
        sound = not truth.gained and bool(truth.shared) and not link.gained
        if sound and self.sought.one:
            return self._case(outcome, link, now, lost)
        self.stand = replace(now, true=False)
        said = [lost]
        if link.gained:
            said.append(words.GAINED.format(place=self._place(link.gained[0]), before=before))
        relation = "wrong" if link.gained else "solutions-lost"
        note = "" if link.gained else "solutions-lost"
        seen = replace(OTHER, place=" ".join(said))
        wrong = replace(outcome, relation=relation, status="incorrect", note=note, seen=seen)
        return self._explained(wrong)

    def _explained(self, outcome: Outcome) -> Outcome:
        """With the slip that leads from the line before to this one."""
        assert outcome.after is not None
        if not self.blamed:
            self.blamed = True
            causes, slugs = side_causes(outcome.before, outcome.after)
            if slugs:
                return replace(outcome, slugs=slugs, causes=causes)
        found = slips(outcome.before, outcome.after, self.sought.scope.unknowns)
        turned = multiplied(outcome.before, outcome.after, self.sought.scope.unknowns)
        if turned is not None and not found:
            return replace(outcome, causes=turned[:1])
        slugs, causes = tuple(slug for slug, _ in found), tuple(why for _, why in found)
        return replace(outcome, slugs=slugs, causes=causes)

    def _case(self, outcome: Outcome, link: Met, now: Standing, lost: str) -> Outcome:
        """One of several cases, perhaps: `settled` knows."""
        if self._in_case() and not link.lost and not link.gained:
            index = self.cases[-1][0]
            self.cases[-1] = (index, now)
            self.further.append(self.count)
            self.stand = now
            return replace(outcome, relation="equivalent")
        self.cases.append((self.count, now))
        self.stand = now
        note, seen = "solutions-lost", replace(OTHER, place=lost)
        wrong = replace(outcome, relation=note, status="incorrect", note=note, seen=seen)
        return self._explained(wrong)

    def _after_wrong(self, outcome: Outcome, link: Met, truth: Met, now: Standing) -> Outcome:
        """Right from a wrong line, right by luck, or wrong once more."""
        self.stand = now
        same = not (truth.lost or truth.gained) and bool(truth.proof)
        if same:
            return replace(outcome, relation="equivalent", note="right-by-luck")
        if not self.sought.one and link.lost:
            earlier = All(tuple(one.condition for one in self.said[:-1]))
            link = self._met(earlier, now.condition)
            for part in getattr(self.sought.condition, "parts", ()) if link.lost else ():
                here = self._met(All((part, earlier)), now.condition)
                link = here if here.shared and not here.lost else link
        if not link.lost and (link.gained or link.proof):
            relation = "implied" if link.gained else "equivalent"
            return replace(outcome, relation=relation, status="follow-through")
        if not link.lost:
            return replace(outcome, relation="undecided", status="undecided")
        return replace(outcome, relation="wrong", status="incorrect", seen=OTHER)

    def _place(self, point: Point) -> str:
        return place(point, self.sought.scope.unknowns)
