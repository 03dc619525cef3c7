"""How a working of equations ends: cases, solutions that are left out later, and the answer."""

from __future__ import annotations

from dataclasses import replace

from symcalc.grading.asked import Asked
from symcalc.grading.policy import Policy
from symcalc.grading.solutions.comparing import Sought
from symcalc.grading.solutions.conditions import All, Any, Condition
from symcalc.grading.solutions.space import Met, met
from symcalc.grading.told import Told
from symcalc.grading.working import words
from symcalc.grading.working.ending import ending
from symcalc.grading.working.outcomes import Outcome
from symcalc.grading.working.solved import Standing, is_solved
from symcalc.grading.working.summary import End
from symcalc.writing.text import text


class EquationEnd:
    """What is known once all lines are: the attributes are those of `EquationWalk`."""

    asked: Asked
    sought: Sought
    said: list[Standing]
    cases: list[tuple[int, Standing]]
    gains: list[tuple[int, Outcome]]
    further: list[int]
    accepted: bool

    def _met(self, first: Condition, second: Condition) -> Met:
        return met(first, second, self.sought.scope.unknowns, self.sought.parameters)

    def settled(self, outcomes: list[Outcome]) -> list[Outcome]:
        """Cases that hold all solutions together lose none; what is left out later is no answer."""
        changed = list(outcomes)
        for index, kept in self.gains:
            later = any(one.relation == "wrong" for one in outcomes[index + 1 :])
            if later or self._exactly(self.said[-1].condition):
                changed[index] = kept
        if not self.cases:
            return changed
        union = Any(tuple(one.condition for _, one in self.cases))
        self.accepted = self._exactly(union)
        last = self.cases[-1][0]
        later = any(one.relation == "wrong" for one in outcomes[last + 1 :])
        if self.accepted or later or self._exactly(self.said[-1].condition):
            for index, _ in self.cases:
                case = replace(changed[index], relation="implied", status="correct", note="case")
                changed[index] = replace(case, said=(words.CASE,))
            return changed
        for index in self.further:
            changed[index] = replace(changed[index], status="follow-through")
        return changed

    def _exactly(self, condition: Condition) -> bool:
        """Whether a condition has the solutions of the question, and no others."""
        found = self._met(self.sought.condition, condition)
        return bool(found.proof) and not (found.lost or found.gained)

    def end(self, policy: Policy) -> End:
        """Whether the last lines say what the solutions are."""
        if not self.said:
            return End("unfinished")
        if self.accepted:
            solved = all(is_solved(one.node, self.sought) for _, one in self.cases)
            return End("correct" if solved else "unfinished")
        last = self.said[-1]
        if not is_solved(last.node, self.sought):
            return End("unfinished" if last.true else "incorrect")
        found = ending(self.asked, Told(text(last.node), last.node), policy)
        if found.status == "correct" or self.sought.one:
            return End.of(found, true=False)
        parts = [one.condition for one in self.said if is_solved(one.node, self.sought)]
        named = {
            s for one in self.said for s in one.node.symbols if is_solved(one.node, self.sought)
        }
        missing = [x for x in self.sought.scope.unknowns if x not in named]
        if missing and last.true is not False:
            said = words.MISSING.format(letter=missing[0].name)
            return End("unfinished", "", (said,))
        whole = self._met(self.sought.condition, All(tuple(parts)))
        if whole.lost or whole.gained:
            return End("unfinished" if last.true else "incorrect")
        return End("correct" if whole.proof else "undecided")
