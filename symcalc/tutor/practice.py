"""Your turn: a learner's own lines are checked, and the derivation goes on from them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

import sympy as sp

from symcalc.checking.relations import check_equal
from symcalc.checking.sampling import compare
from symcalc.derivation import Derivation
from symcalc.errors import SymcalcError, UnsupportedError
from symcalc.figures import in_figures
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import replace_nodes
from symcalc.reading import read_strictly
from symcalc.scope import need_slope
from symcalc.steps import Step
from symcalc.tutor.diff import derivative
from symcalc.tutor.differentiate import closing, derive, outstanding
from symcalc.tutor.setting import Setting
from symcalc.tutor.tidy import shape
from symcalc.tutor.words.practice import (
    DONE,
    FINISHED,
    FROM,
    LEFT,
    NEXT,
    NO_FURTHER,
    OPEN,
    PART,
    REPEATED,
    RIGHT,
    SHAPE,
    SHORTER,
    STATEMENT,
    STRANGE,
    SUMMARY,
    UNDECIDED,
    WRONG,
    WRONG_CONSTANT,
)
from symcalc.writing.text import text

SHORT = 4  # figures of a value
SIMPLE = 1000  # denominators that a person works with


@dataclass(frozen=True)
class Turn:
    """What is said about a learner's line.

    `status` is "right", "no-further", "wrong", "undecided" or "unreadable"; `next` says what to do
    then.
    """

    given: str
    status: str
    feedback: str
    next: str = ""

    def __bool__(self) -> bool:
        return self.status == "right"

    def __str__(self) -> str:
        return f"{self.feedback}\n{self.next}".strip()


class Practice:
    """A derivation that the learner works out, a line at a time.

    Examples
    --------
    >>> import symcalc as sc
    >>> turn = sc.practice("d/dx x^2 sin(3x)")
    >>> print(turn.answer("2x sin(3x) + x^2 d/dx sin(3x)"))
    Right.
    Next: chain rule, for d/dx sin(3x).
    >>> turn.hint().split(".")[0]
    'sin(3x) has something inside'
    >>> turn.answer("2x sin(3x) + x^2 cos(3x)").status
    'wrong'
    >>> turn.answer("2x sin(3x) + 3x^2 cos(3x)").feedback, turn.done
    ('Right, and nothing is left to do.', True)
    """

    def __init__(self, derivation: Derivation) -> None:
        if derivation.ending or derivation.told is not None:
            raise UnsupportedError(
                "this has no formula for an answer to work towards",
                where=derivation.question.text,
                hint="practise on a derivative: d/dx x^2 sin x",
            )
        self.derivation = derivation
        self.line = derivation.asked
        self.turns: tuple[Turn, ...] = ()
        self._hints_given = 0

    @property
    def done(self) -> bool:
        """Whether the last right line is the answer."""
        return bool(self.turns) and self.line != self.derivation.asked and not self._left(self.line)

    def hint(self) -> str:
        """What to try next; asked again, a little more."""
        hints = self.rest().hints
        self._hints_given += 1
        return hints[min(self._hints_given, len(hints)) - 1] if hints else LEFT

    def rest(self) -> Derivation:
        """The derivation from the learner's last right line on."""
        if self.line == self.derivation.asked:
            return self.derivation
        parts = {node: worked(node) for node in self._left(self.line)}
        frames = tuple(_frame(node, steps) for node, steps in parts.items())
        filled = replace_nodes(
            self.line, lambda node: parts[node][-1].after if node in parts else None
        )
        steps = (*frames, *closing(self.line, filled))
        question = Question("derivative", self.line, (), FROM.format(line=text(self.line)))
        end = steps[-1].after if steps else self.line
        whole = replace(self.derivation, question=question, asked=self.line, result=end)
        return replace(whole, steps=steps, value=None)

    def answer(self, line: str) -> Turn:
        """Check the learner's next line, and go on from it if it is right."""
        turn = self._judged(line)
        self.turns = (*self.turns, turn)
        return turn

    def text(self) -> str:
        """How far the learner came."""
        wrong = sum(turn.status == "wrong" for turn in self.turns)
        lines = "1 line" if len(self.turns) == 1 else f"{len(self.turns)} lines"
        known = FINISHED.format(answer=text(self.derivation.result))
        state = known if self.done else OPEN.format(line=text(self.line))
        return SUMMARY.format(lines=lines, wrong=wrong, state=state)

    def json(self) -> str:
        """The turns as JSON."""
        data = {
            "done": self.done,
            "line": text(self.line),
            "turns": [asdict(t) for t in self.turns],
        }
        return json.dumps(data, ensure_ascii=False)

    def _judged(self, line: str) -> Turn:
        asked = self.derivation
        letters = asked.question.body.symbols | set(asked.question.wrt)
        try:
            told = formula_in(read_strictly(line.strip().removeprefix("="), symbols=letters))
        except SymcalcError as error:
            return Turn(line, "unreadable", str(error))
        if not isinstance(told.expr, sp.Expr | sp.MatrixBase):
            return Turn(line, "unreadable", STATEMENT)
        pairs = paired(asked.result.expr, told.expr)
        if pairs is None:
            count = len(list(asked.result.expr)) if asked.result.expr.is_Matrix else 1
            return Turn(line, "wrong", SHAPE.format(count=count), self._next())
        strange = sorted(told.symbols - letters, key=str)
        if strange:
            return Turn(line, "wrong", STRANGE.format(letter=strange[0]), self._next())
        return self._compared(line, told, pairs)

    def _compared(
        self, line: str, told: Notation, pairs: Sequence[tuple[sp.Expr, sp.Expr]]
    ) -> Turn:
        reports = [check_equal(wanted, got) for wanted, got in pairs]
        for pair, report in zip(pairs, reports, strict=True):
            if report.status == "disagrees":
                return Turn(line, "wrong", seen(*pair, self.derivation.question.body), self._next())
        if any(report.status == "undecided" for report in reports):
            return Turn(line, "undecided", UNDECIDED, self._next())
        return self._right(line, told)

    def _right(self, line: str, told: Notation) -> Turn:
        before, after = self._size(self.line), self._size(told)
        if told == self.line:
            return Turn(line, "no-further", REPEATED, self._next())
        try:
            for node in self._left(told):
                worked(node)
        except SymcalcError as error:
            return Turn(line, "undecided", str(error), self._next())
        self.line, self._hints_given = told, 0
        if not self._left(told):
            answer = text(self.derivation.result)
            same = shape(told) == shape(self.derivation.result)
            return Turn(line, "right", DONE if same else SHORTER.format(answer=answer))
        if after >= before:
            return Turn(line, "no-further", NO_FURTHER, self._next())
        return Turn(line, "right", RIGHT, self._next())

    def _next(self) -> str:
        """The rule that the next part calls for."""
        if self.line == self.derivation.asked:
            first = self.derivation.steps[0]
            return NEXT.format(title=_small(first.title), asked=text(first.before))
        left = self._left(self.line)
        if not left:
            return LEFT
        return NEXT.format(title=_small(worked(left[0])[0].title), asked=text(left[0]))

    def _left(self, line: Notation) -> list[Notation]:
        """The derivatives that are still to be worked out, outermost only."""
        if line.head == "derivative":
            return [line]
        return list(dict.fromkeys(d for part in line.parts for d in self._left(part)))

    def _size(self, line: Notation) -> int:
        """How much is still to be differentiated."""
        nodes = ((d, n) for d in outstanding(line) for n in d.parts[0].walk())
        return sum(len(d.parts) - 1 for d, _ in nodes)


def worked(node: Notation) -> tuple[Step, ...]:
    """The steps of one derivative that stands in a line."""
    body, *variables = node.parts
    wrt = [v.expr for v in variables]
    need_slope(body, set(wrt))
    if len(wrt) == 1:
        return derive(body, Setting.of(body, wrt[0], node.text if node.text == "∂" else "d"))
    return derivative(body, wrt).steps


def _frame(node: Notation, steps: tuple[Step, ...]) -> Step:
    return Step("term", PART.format(asked=text(node)), node, steps[-1].after, substeps=steps)


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]


def formula_in(node: Notation) -> Notation:
    """The formula in "f'(x) = …"."""
    named = node.head == "relation" and node.text == "="
    if named and node.parts[0].head in ("derivative", "prime", "name", "apply", "derivative-at"):
        return node.parts[1]
    return node


def paired(wanted: sp.Basic, got: sp.Basic) -> list[tuple[sp.Expr, sp.Expr]] | None:
    """Entry by entry; None where the shapes differ."""
    sides = [list(e) if isinstance(e, sp.MatrixBase) else [e] for e in (wanted, got)]
    return list(zip(*sides, strict=True)) if len(sides[0]) == len(sides[1]) else None


def seen(wanted: sp.Expr, got: sp.Expr, body: Notation) -> str:
    """Where a line differs from what it should be, at a point that a person can check."""
    plain = got.replace(lambda e: isinstance(e, sp.Derivative), lambda e: e.doit())
    found = compare(wanted, plain, on=body.expr if isinstance(body.expr, sp.Expr) else None)
    if found.witness is None:
        worst = check_equal(wanted, got).worst
        assert worst is not None
        fields = {
            "place": worst.place(),
            "got": in_figures(worst.got, SHORT),
            "wanted": in_figures(worst.expected, SHORT),
        }
        return (WRONG if fields["place"] else WRONG_CONSTANT).format(**fields)
    point, left, right = found.witness
    place = ", ".join(
        f"{s.name} {'=' if v.q < SIMPLE else '≈'} {v if v.q < SIMPLE else in_figures(v)}"
        for s, v in point.items()
    )
    template = WRONG if place else WRONG_CONSTANT
    sides = {"got": in_figures(float(right), SHORT), "wanted": in_figures(float(left), SHORT)}
    return template.format(place=place.replace("-", "−"), **sides)
