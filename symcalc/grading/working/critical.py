"""A working that looks for critical points or extrema: f′, then f′ = 0, then the points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.formula import Question
from symcalc.grading.asked import Asked, asked_of
from symcalc.grading.finding import Finding
from symcalc.grading.points.claims import WORD
from symcalc.grading.policy import Policy
from symcalc.grading.shapes import as_vector
from symcalc.grading.solutions.comparing import Sought, sought
from symcalc.grading.told import Told, read_answer
from symcalc.grading.working import words
from symcalc.grading.working.ending import ending
from symcalc.grading.working.equations import EquationWalk
from symcalc.grading.working.formulas import FormulaWalk
from symcalc.grading.working.letters import slope_of
from symcalc.grading.working.outcomes import Outcome, worst
from symcalc.grading.working.solved import Standing, is_solved
from symcalc.grading.working.statements import Line, chain, is_equation, statements
from symcalc.grading.working.summary import End
from symcalc.grading.working.tracks import Place, Track
from symcalc.grading.working.values import EQUAL, OTHER
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.structures import structure

LABELS = ("derivative", "derivative-at", "apply", "gradient")
THERE = re.compile(  # f″(1) = 6 > 0: minimum
    r"^(.*?\d[^:;,(]*?)[\s:;,(]*(?:so|hence|thus|therefore|=+>|⇒|-+>|→)?\s*"
    r"(?:(?:it is|there is|is|a|an|local|relative|strict)\s+)*(min|max)(?:imum)?\)?\s*$",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\s*\b(?:or|and)\b\s*|\s*[∨∧]\s*", re.IGNORECASE)
DOUBT = Outcome("undecided", "undecided", "aside", counted=False)
BESIDE = Outcome("equal", "correct", "aside", EQUAL, counted=False)


class CriticalWalk:
    """Walks through f′(x) = …, the equation f′(x) = 0, and what is said of the points.

    Attributes
    ----------
    asked : Asked
        The question.
    facts : FormulaWalk
        For what is said of f and its derivatives.
    roots : EquationWalk
        For the equation f′(x) = 0 and the lines after it.
    told : list of str
        What was said of the points.
    """

    wants = "words"

    def __init__(self, asked: Asked, letters: Sequence[sp.Symbol]) -> None:
        self.asked = asked
        self.symbols = tuple(letters)
        self.variable = letters[0].name
        self.facts = FormulaWalk(asked, Track(asked, Place(asked.body.expr, 0)))
        y = sp.Symbol("y")
        if y not in asked.letters and len(letters) == 1:
            self.facts.letters = self.facts.letters.with_letter(y, asked.body.expr)
        self.roots = roots_walk(asked, letters)
        self.told: list[str] = []
        self.solved: list[str] = []
        self.count = 0
        self.mistaken = False

    def line(self, line: Line) -> Outcome:
        """What a line is to those before it."""
        assert line.whole is not None
        self.roots.count = self.count
        self.count += 1
        typed = line.row.forms[-1]
        there = THERE.match(typed)
        if there:
            return self._there(line, there)
        if WORD.search(typed):
            return self._claimed(line, typed)
        whole = line.whole
        if whole.expr is not sp.nan and any(self._is_fact(node) for node in statements(whole)):
            return worst([self._fact(line, node) for node in statements(whole)])
        return self._equation(line)

    def _is_fact(self, node: Notation) -> bool:
        first = chain(_links(node)[0])[0]
        if first.head in LABELS:
            return True
        known = self.facts.letters
        named = first.head == "name" and first.expr not in self.symbols
        return named and (first.expr in known.known or known.base_of(first.text) is not None)

    def _fact(self, line: Line, node: Notation) -> Outcome:
        """f′(x) = 3x² − 3, with = 0 behind it the equation that is to be solved."""
        links = _links(node)
        if not all(link.head == "relation" for link in links):
            return DOUBT
        equal = [link for link in links if is_equation(link)]
        parts = [as_vector(p) for p in (links[0].parts[0], *(link.parts[1] for link in equal))]
        opened = self.facts._opened(parts[0])
        wanted = len(parts) > 1 and _is_zero(parts[-1].expr) and bool(opened.free_symbols)
        said = parts[:-1] if wanted else parts
        found = self.facts._aside(said) if len(said) > 1 else replace(BESIDE, relation="given")
        if found.status == "correct" and any(not _holds(one) for one in links if one not in equal):
            return Outcome("wrong", "incorrect", "aside", OTHER, node, node)
        if not wanted:
            self._noted(line, found, parts)
            return found
        if found.status == "incorrect":
            self._noted(line, found, said)
        elif len(said) > 1 and len(self.symbols) == 1:
            return worst([found, self.roots.line(replace(line, whole=_zero(said[-1])))])
        return found

    def _noted(self, line: Line, found: Outcome, parts: Sequence[Notation]) -> None:
        """A wrong derivative: what follows is compared with its zeros."""
        if found.status != "incorrect":
            return
        self.mistaken = True
        first = self.facts._opened(parts[0])
        slope = slope_of(self.asked.body.expr, self.symbols[0])
        if len(self.symbols) == 1 and sp.expand(first - slope) == 0:
            node = _zero(parts[-1])
            told = sought(node, self.symbols)
            if told is not None:
                self.roots.stand = Standing(
                    told.condition, node, true=False, number=line.row.number
                )

    def _there(self, line: Line, there: re.Match[str]) -> Outcome:
        """f″(1) = 6 > 0: a minimum at 1."""
        fact, kind = there[1], there[2].lower()
        try:
            node = read_answer(fact, (), self.asked.letters).whole
        except SymcalcError:
            return self._claimed(line, line.row.forms[-1])
        first = chain(_links(node)[0])[0]
        if first.head == "derivative-at" and len(self.symbols) == 1:
            place = f"{self.variable} = {_typed_place(fact)}"
        elif first.expr == self.symbols[0] and len(self.symbols) == 1:
            return self._claimed(line, line.row.forms[-1])
        else:
            return DOUBT
        found = self._fact(line, node)
        if found.status != "correct":
            return found
        return self._claimed(line, f"{kind}imum at {place}")

    def _claimed(self, line: Line, typed: str) -> Outcome:
        """What is said of the points, as grade reads it."""
        found = self._judged(typed, line.whole)
        self.told.append(typed)
        number = self.roots.stand.number
        if found.status in ("correct", "partial") or found.note == "solutions-lost":
            return Outcome("equal", "correct", "", EQUAL, against=number)
        wrong = found.status == "incorrect"
        if not wrong or self.mistaken or self.roots.stand.true is False:
            return DOUBT
        return Outcome("wrong", "incorrect", "", OTHER, against=number, said=tuple(found.causes))

    def _judged(self, typed: str, whole: Notation | None) -> Finding:
        del whole
        return ending(self.asked, Told(typed, arrange(sp.nan)), Policy())

    def _equation(self, line: Line) -> Outcome:
        """A line about x: the equation f′ = 0 in another form, or its solutions."""
        whole = self._read(line)
        if whole is None:
            return self._points(line)
        outcome = self.roots.line(replace(line, whole=whole))
        if outcome.note == "unsupported":
            return self._points(line)
        if is_solved(whole, self.roots.sought):
            typed = BETWEEN.sub(", ", line.row.forms[-1])
            self.solved.append(typed)
            if outcome.status == "incorrect" and self._is_right(typed):  # where there is no slope
                return Outcome("equal", "correct", "", EQUAL, against=outcome.against)
        return outcome

    def _is_right(self, typed: str) -> bool:
        return self._judged(typed, None).status in ("correct", "partial")

    def _points(self, line: Line) -> Outcome:
        """(1, −2) and (−1, 2)."""
        typed = BETWEEN.sub(", ", line.row.forms[-1])
        found = self._judged(typed, line.whole)
        return DOUBT if found.status == "undecided" else self._claimed(line, typed)

    def _read(self, line: Line) -> Notation | None:
        for form in line.row.forms:
            try:
                return read_answer(form, (), self.asked.letters, "solutions").whole
            except SymcalcError:
                continue
        return None

    def noted(self, line: Line, beside: Line) -> None:
        """A note in the margin changes nothing here."""

    def skipped(self) -> None:
        """A line that was not followed."""
        self.count += 1

    def settled(self, outcomes: list[Outcome]) -> list[Outcome]:
        """Nothing that comes later changes what a line is."""
        return self.roots.settled(outcomes) if self.roots.said else outcomes

    def end(self, policy: Policy) -> End:
        """What was said of the points last, all of it together."""
        del policy
        tries = [", ".join(self.told), *self.told[-1:], *self.solved[-1:], ", ".join(self.solved)]
        ends = [self._judged(typed, None) for typed in dict.fromkeys(tries) if typed]
        for status in ("correct", "partial", "incorrect", "undecided"):
            found = next((one for one in ends if one.status == status), None)
            if found is not None:
                return self._ended(found)
        return End("unfinished", "", (words.NO_ANSWER,) if not self.roots.said else ())

    def _ended(self, found: Finding) -> End:
        if found.status == "incorrect" and found.note == "solutions-lost":
            return End("incorrect" if self.mistaken else "unfinished")
        return End.of(found, true=False)


def _links(node: Notation) -> tuple[Notation, ...]:
    """The comparisons of a = b > c; a statement that is none by itself."""
    return node.parts if node.head == "and" else (node,)


def _holds(link: Notation) -> bool:
    """Whether 6 > 0 is so; a comparison with letters in it is not judged."""
    return bool(link.symbols) or link.expr.doit() != sp.false


def _is_zero(expr: sp.Basic) -> bool:
    return expr == 0 or (isinstance(expr, sp.MatrixBase) and not any(expr))


def _zero(node: Notation) -> Notation:
    return structure("relation", node, arrange(sp.S.Zero), text="=")


def _typed_place(fact: str) -> str:
    """1 of f″(1) = 6."""
    start = fact.index("(")
    depth = 0
    for at in range(start, len(fact)):
        depth += (fact[at] == "(") - (fact[at] == ")")
        if depth == 0:
            return fact[start + 1 : at]
    return fact[start + 1 :]


def roots_walk(asked: Asked, letters: Sequence[sp.Symbol]) -> EquationWalk:
    """The way through the equations that say that the slopes are 0."""
    zeros = [_zero(arrange(slope_of(asked.body.expr, x))) for x in letters]
    body = zeros[0] if len(zeros) == 1 else structure("tuple", *zeros)
    question = Question("equation", body, tuple(letters), asked.question.text)
    found = sought(body, tuple(letters))
    assert isinstance(found, Sought)
    return EquationWalk(asked_of(question), found)


def critical_walk(asked: Asked) -> CriticalWalk | None:
    """The way to critical points and extrema; None with a constraint, or where there is none."""
    told = asked.derivation
    if told is None or asked.question.subject_to or not isinstance(asked.body.expr, sp.Expr):
        return None
    return CriticalWalk(asked, told.question.wrt)
