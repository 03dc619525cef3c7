"""The search: which rules lead from an integral to an antiderivative, the cheapest way first.

A rule rewrites an integral into a line in which smaller integrals may stand. The search goes
depth first under an allowance for the cost of the rules along one branch, and starts again with a
larger allowance while anything was cut off by it. No integral is looked for inside itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from time import thread_time
from typing import NamedTuple

import sympy as sp

from symcalc.checking.antiderivatives import check_antiderivative, check_up_to_constant
from symcalc.notation import Notation, name, signed_terms
from symcalc.primitives import replace_nodes
from symcalc.steps import Step, walk
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.book import book_form, multiplied_in
from symcalc.tutor.integrate.rational.collected import collected
from symcalc.tutor.integrate.rule import Change, IntegrationRule
from symcalc.tutor.worded import worded
from symcalc.tutor.words.integrals import ABSORBED, WORDS
from symcalc.writing.text import text

ALLOWANCES = (4.0, 8.0, 12.0, 17.0, 24.0, 34.0)
GROWTH = 6.0  # operations that the integrals of a line may have more than before, for a cost of 1
MOST = 400  # integrals that are looked at
SECONDS = 5.0
LARGEST = 400  # operations of an integrand
# Of what jumps at whole numbers, the derivative between them says nothing about the jumps: no rule
# that differentiates it is of use.
FOR_STEPS = ("constant", "constant-multiple", "sum", "expand", "rounding", "round-up")


class Solution(NamedTuple):
    """The steps from an integral to an antiderivative, without the constant."""

    steps: tuple[Step, ...]
    antiderivative: sp.Expr

    @property
    def conditions(self) -> tuple[sp.Basic, ...]:
        """Where the steps hold, if not everywhere."""
        return tuple(dict.fromkeys(c.expr for s in walk(self.steps) for c in s.conditions))


@dataclass
class Search:
    """Looks for antiderivatives, and remembers what came of each integral.

    `without` are rules that are not to be used for the integral that is asked for; `refuted` are
    steps that numbers spoke against: they are mistakes of a rule, never shown.
    """

    rules: Sequence[IntegrationRule]
    without: Collection[str] = ()
    most: int = MOST
    seconds: float = SECONDS
    refuted: list[Step] = field(default_factory=list)
    solved: dict[tuple[sp.Expr, sp.Symbol], Solution] = field(default_factory=dict)
    _failed: dict[sp.Expr, float] = field(default_factory=dict)
    _wanting: set[sp.Expr] = field(default_factory=set)  # failed for want of a larger allowance
    _proposed: dict[tuple[str, Notation, sp.Symbol], tuple[Step, ...]] = field(default_factory=dict)
    _path: list[sp.Expr] = field(default_factory=list)
    _looked: int = 0
    _until: float = 0.0
    _cut: bool = False

    def find(self, question: Integral) -> Solution | None:
        """The steps, or None where no way is found with the effort allowed."""
        self._until = thread_time() + self.seconds
        for allowance in ALLOWANCES:
            self._cut = False
            found = self._solve(question, allowance)
            if found is not None or not self._cut or self._spent:
                return found
        return None

    @property
    def _spent(self) -> bool:
        return self._looked >= self.most or thread_time() > self._until

    def _solve(self, question: Integral, allowance: float) -> Solution | None:
        known = self.solved.get((question.integrand, question.x))
        if known is not None:
            return known
        key = question.key
        bare = self._path.count(key) == 1 and key == self._path[-1] and question.split[0] == 1
        inside = key in self._path and not bare  # 3 f leads to f, its constant taken out
        failed = self._failed.get(key, -1.0) >= allowance
        if failed or inside or self._spent:
            self._cut |= failed and key in self._wanting
            return None
        self._looked += 1
        self._path.append(key)
        before, self._cut = self._cut, False
        found = next(self._solutions(question, allowance), None)
        self._path.pop()
        if found is None:
            self._failed[key] = allowance
            (self._wanting.add if self._cut else self._wanting.discard)(key)
        else:
            self.solved[question.integrand, question.x] = found
        self._cut |= before
        return found

    def _solutions(self, question: Integral, allowance: float) -> Iterator[Solution]:
        stepped = question.integrand.has(sp.floor, sp.ceiling)
        for rule in self.rules:
            if rule.cost > allowance:
                self._cut = True
                return
            if self._spent:
                return
            if len(self._path) == 1 and rule.name in self.without:
                continue
            if stepped and rule.name not in FOR_STEPS:
                continue
            for step in self._proposals(rule, question):
                found = self._finished(question, step, allowance - rule.cost)
                if found is not None:
                    yield found

    def _proposals(self, rule: IntegrationRule, question: Integral) -> tuple[Step, ...]:
        place = rule.name, question.body, question.x
        if place not in self._proposed:
            self._proposed[place] = rule.steps(question)
        return self._proposed[place]

    def _finished(self, question: Integral, step: Step, allowance: float) -> Solution | None:
        """The integrals that stand in a step's line, worked out and put in."""
        inner = outstanding(step.after)
        smaller = [_question(node, question) for node in inner]
        left = allowance - growth(question, smaller)
        if left < 0 and smaller:
            self._cut = True
            return None
        parts: list[Solution] = []
        for one in smaller:
            part = self._solve(one, left) if sp.count_ops(one.integrand) <= LARGEST else None
            if part is None:
                return None
            parts.append(part)
        if not self._borne_out(step, question):
            self.refuted.append(step)
            return None
        made = assembled(question, step, inner, parts)
        told = question.integrand, made.antiderivative, question.x, made.conditions
        if check_antiderivative(*told) != "refuted":
            return made
        self.refuted.append(step)
        return None

    def _borne_out(self, step: Step, question: Integral) -> bool:
        change = {step.new: step.value} if isinstance(step, Change) else {}
        sides = step.before.expr, step.after.expr
        where = tuple(c.expr for c in step.conditions)
        return check_up_to_constant(*sides, question.x, change, where).status != "disagrees"


def outstanding(line: Notation) -> list[Notation]:
    """The indefinite integrals in a line, each once."""
    found = (n for n in line.walk() if n.head == "integral" and len(n.parts) == 2)
    return list(dict.fromkeys(found))


def _question(node: Notation, outer: Integral) -> Integral:
    body, x = node.parts
    return Integral(body, x.expr, outer.taken | {outer.x})


def growth(question: Integral, smaller: Sequence[Integral]) -> float:
    """What it costs that the largest integral in a line is larger than the one before."""
    before = sp.count_ops(question.integrand)
    after = max((sp.count_ops(one.integrand) for one in smaller), default=0)
    return max(0.0, float(after - before) / GROWTH)


def assembled(
    question: Integral, step: Step, inner: Sequence[Notation], parts: Sequence[Solution]
) -> Solution:
    """A step, and below or after it the steps for the integrals in its line.

    The steps for a single integral run on in the line that it stands in; those for several are
    below the step, and a step that puts them together follows.
    """
    if not parts:
        steps: tuple[Step, ...] = (step,)
    elif len(parts) == 1:
        steps = (step, *(_within(step.after, inner[0], s, question) for s in parts[0].steps))
    else:
        below = tuple(s for part in parts for s in part.steps)
        told = zip(inner, parts, strict=True)
        values = {node.expr: part.antiderivative for node, part in told}
        terms = [term.expr.xreplace(values) for term in signed_terms(step.after)]
        x = inner[0].parts[1].expr
        filled = question.in_order(collected([book_form(t, x) for t in terms], x))
        together = worded(WORDS, "together", step.after, filled, {}, "equal-up-to-constant")
        steps = (
            replace(step, substeps=(*step.substeps, *below)),
            replace(together, rule="substitute"),
        )
    if isinstance(step, Change):
        steps = (*steps, _back(question, step, steps[-1].after))
        steps = (*steps, *step.mended(question, steps[-1].after))
    return Solution(steps, steps[-1].after.expr)


def _within(line: Notation, place: Notation, step: Step, question: Integral) -> Step:
    """A step for an integral, told of the whole line that it stands in."""
    if line == place:
        return step

    def fitted(part: Notation) -> Notation:
        terms = [term.expr.xreplace({place.expr: part.expr}) for term in signed_terms(line)]
        if not any(term.has(sp.Integral) for term in terms):
            x = place.parts[1].expr
            return question.in_order([piece for t in terms for piece in multiplied_in(t, x)])
        whole = question.in_order(terms)
        left = part.expr.atoms(sp.Integral) <= whole.expr.atoms(sp.Integral)
        return whole if left else replace_nodes(line, lambda n: part if n == place else None)

    told = replace(step, before=fitted(step.before), after=fitted(step.after))
    if isinstance(step, Change):
        return Step(**{f: getattr(told, f) for f in Step.__dataclass_fields__})
    return told


def _back(question: Integral, step: Change, line: Notation) -> Step:
    """From the new variable to the old one."""
    expr = line.expr
    for part, value in step.back:
        expr = expr.subs(part, value)
    expr = expr.subs(step.new, step.value)
    new, old = (text(name(letter)) for letter in (step.new, question.x))
    said = step.returning or f"{new} = {text(question.written(step.value))}."
    line_back = question.written(book_form(expr, question.x))
    gap = sp.expand(expr - line_back.expr)
    if gap != 0 and question.x not in gap.free_symbols:
        said = f"{said} {ABSORBED}"
    fields = {"x": old, "returning": said}
    told = worded(WORDS, "back", line, line_back, fields, "equal-up-to-constant")
    return replace(told, bindings={step.new.name: question.written(step.value)})
