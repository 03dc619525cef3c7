"""Why the first wrong line is wrong: the misconception that leads from the line before to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.formula import Question
from symcalc.grading.asked import Asked, asked_of
from symcalc.grading.finding import wrong
from symcalc.grading.misconceptions.book import book_of
from symcalc.grading.misconceptions.diagnosis import OR, diagnosed
from symcalc.grading.misconceptions.outcomes import Slip, Wrong
from symcalc.grading.misconceptions.sites import Whole
from symcalc.grading.misconceptions.wording import filled
from symcalc.grading.told import Told
from symcalc.grading.working.letters import slope_of
from symcalc.grading.working.outcomes import Outcome
from symcalc.grading.working.values import compared
from symcalc.notation import Notation
from symcalc.primitives import arrange, replace_nodes
from symcalc.writing.text import text

SLIPS = 150  # wrong values of one piece of a line that are put into the line
PIECES = {"derivative": "derivative", "integral": "integral", "limit": "limit"}

Causes = tuple[tuple[str, ...], tuple[str, ...]]
NOTHING: Causes = ((), ())


def causes_of(outcome: Outcome, x: str) -> Causes:
    """What explains a wrong line, in words, and the slugs; nothing where nothing does.

    The line before is taken as a question of its own: to be differentiated where that was to be
    done, to be rewritten otherwise. Then the derivatives, integrals and limits in it, one by one.
    """
    before, after = outcome.before, outcome.after
    if before is None or after is None:
        return NOTHING
    worked = _worked(after)
    for asked in _questions(outcome, before, x):
        for told in dict.fromkeys((after, worked)):
            found = _explained(asked, told)
            if found[1]:
                return found
    return _piecewise(before, after, x)


def side_causes(before: Notation | None, after: Notation) -> Causes:
    """What was done to one side of an equation, if the other stayed: 3(x − 2) became 3x − 2."""
    if before is None or before.head != "relation" or after.head != "relation":
        return NOTHING
    for mine, other in ((0, 1), (1, 0)):
        old, new = before.parts[mine], after.parts[mine]
        kept = before.parts[other].expr == after.parts[other].expr and old.expr != new.expr
        if kept and isinstance(old.expr, sp.Expr) and isinstance(new.expr, sp.Expr):
            return _explained(asked_of(Question("formula", old, (), text(old))), new)
    return NOTHING


def _questions(outcome: Outcome, before: Notation, x: str) -> Iterator[Asked]:
    variable = sp.Symbol(x)
    question = outcome.question
    if question is not None:
        yield asked_of(question)
    if outcome.further and x and variable in before.symbols and not _has_piece(before):
        yield asked_of(Question("derivative", before, (variable,), f"d/d{x} ({text(before)})"))
    own = _own(before)
    if own is not None:
        yield asked_of(own)
    if not outcome.further and not _has_piece(before):
        yield asked_of(Question("formula", before, (), text(before)))


def _has_piece(node: Notation) -> bool:
    return any(part.head in PIECES for part in node.walk())


def _own(node: Notation) -> Question | None:
    """A derivative, an integral or a limit as a question."""
    if node.head not in PIECES:
        return None
    if node.head == "derivative":
        wrt = tuple(part.expr for part in node.parts[1:])
        return Question("derivative", node.parts[0], wrt, text(node))
    return Question(PIECES[node.head], node, (node.parts[1].expr,), text(node))


def _explained(asked: Asked, after: Notation) -> Causes:
    told = Told(text(after), after)
    try:
        found = diagnosed(asked, told, wrong())
    except (SymcalcError, AssertionError):
        return NOTHING
    return (found.causes, found.misconceptions) if found.misconceptions else NOTHING


def _piecewise(before: Notation, after: Notation, x: str) -> Causes:
    """One derivative, integral or limit in the line was worked out wrongly, the rest rightly."""
    if before.head in PIECES:
        return NOTHING
    right = before
    for piece in before.walk():
        question = _own(piece)
        if question is None:
            continue
        asked = asked_of(question)
        try:
            slips = _single(asked)[:SLIPS]
            right = _put(right, piece, asked.right.expr)
        except (SymcalcError, AssertionError):
            continue
        found = [s.slips[0] for s in slips if _leads(before, piece, s.value, after, x)]
        if found:
            return _told(asked, found)
    if right is before:
        return NOTHING
    own = after.symbols - before.symbols  # a constant of integration
    plain = arrange(after.expr.subs(dict.fromkeys(own, 0)), like=after) if own else after
    bare = arrange(right.expr.subs(dict.fromkeys(right.symbols - before.symbols, 0)), like=right)
    return _explained(asked_of(Question("formula", bare, (), text(bare))), plain)


def _worked(node: Notation) -> Notation:
    """With its derivatives, integrals and limits worked out."""
    for piece in node.walk():
        question = _own(piece)
        if question is None:
            continue
        try:
            value = asked_of(question).right
        except (SymcalcError, AssertionError):
            continue
        own = value.symbols - piece.symbols  # the constant of integration
        node = _put(node, piece, value.expr.subs(dict.fromkeys(own, 0)))
    return node


def _single(asked: Asked) -> list[Wrong]:
    pages = book_of(asked).pages.values()
    return [one for page in pages for one in page.wrong if len(one.slips) == 1]


def _put(whole: Notation, piece: Notation, value: sp.Basic) -> Notation:
    worked = arrange(value)
    return replace_nodes(whole, lambda node: worked if node is piece else None)


def _told(asked: Asked, found: Sequence[Slip]) -> Causes:
    """What was done at a piece, another way to the same, and the rule that was meant."""
    order = sorted(found, key=lambda slip: slip.row.site is Whole)
    first, *ties = {slip.row.slug: slip for slip in order}.values()
    said = [filled(first.says, asked, first)]
    said += [
        OR.format(says=filled(tie.says, asked, tie))
        for tie in ties[:1]
        if tie.row.site is not Whole
    ]
    slugs = tuple(slip.row.slug for slip in (first, *ties))
    return (*said, filled(first.row.helps, asked, first)), slugs


def _leads(before: Notation, piece: Notation, value: sp.Basic, after: Notation, x: str) -> bool:
    """Whether the line comes out with this value of one piece, the others worked out rightly."""
    put = _put(before, piece, value)
    own = sp.Symbol(x) if x and any(n.head == "integral" for n in put.walk()) else None
    left, right = (_done(side.expr) for side in (put, after))
    return bool(compared(left, right, own))


def _done(expr: sp.Basic) -> sp.Basic:
    return expr.replace(
        lambda e: isinstance(e, sp.Derivative), lambda e: slope_of(e.expr, *e.variables)
    )
