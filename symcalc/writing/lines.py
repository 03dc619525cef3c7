"""Which steps are shown, and how they run together: from the tree to numbered lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from symcalc.notation import Notation
from symcalc.steps import CLOSING, Step, Table, groups
from symcalc.writing.text import text

Group = tuple[Step, ...]

# Steps that only gather the steps below them under a title.
FRAMES = ("partial", "order")
# Rules that no book has: what they say of the formula is told even where the step is small.
TOLD = ("defined-function", "stop-gradient")


@dataclass(frozen=True)
class Line:
    """One line: a rule, and the formulas it runs through from left to right.

    A line without a title only says what the lines before it come to, and has no number. One that
    `continues` begins with an equals sign: what it is equal to was said before.
    """

    title: str
    explanation: str
    chain: tuple[Notation, ...]
    law: Notation | None = None
    continues: bool = False
    table: Table | None = None


def of(steps: Sequence[Step], detail: str) -> list[Line]:
    """The lines of a derivation.

    In full detail every step has a line. Otherwise the derivative of a linear part, the outer
    function of a chain, and steps that only put results together run into the line they belong to.
    """
    if detail == "full":
        return [line for step in steps for line in _full(step)]
    return [line for group in groups(steps) for line in _outermost(group)]


def _full(step: Step) -> list[Line]:
    chain = (step.before, step.after) if step.relation == "equal" else (step.after,)
    here = Line(step.title, _spelled_out(step), chain, step.law, table=step.table)
    if step.rule in FRAMES:
        return [replace(here, chain=(step.before,)), *_inside(step), Line("", "", here.chain)]
    return [here, *_inside(step)]


def _spelled_out(step: Step) -> str:
    """The explanation, with the letters that the steps below it use."""
    letters = [f"{k} = {text(v)}" for k, v in step.bindings.items()]
    missing = [told for told in letters if told not in step.explanation]
    return f"{step.explanation} Let {', '.join(missing)}." if missing else step.explanation


def _inside(step: Step) -> list[Line]:
    return [line for below in step.substeps for line in _full(below)]


def _outermost(group: Group) -> list[Line]:
    """The question itself need not be said again, and its answer stands by itself."""
    first = group[0]
    if first.rule in FRAMES:
        inner = [line for g in groups(first.substeps) for line in _outermost(g)]
        head = Line(first.title, first.explanation, (first.before,))
        return [head, *inner, Line("", "", (first.before, first.after))]
    if first.relation != "equal":
        return _alone(group)
    opening, *rest = _lines(group)
    opening = replace(opening, chain=opening.chain[1:], continues=True)
    told = [opening, *(line for line in rest if line.title or line.chain[0] != first.before)]
    filled = [s for s in group if s.rule == "substitute"] if len(group) == len(CLOSING) + 1 else []
    if first.rule == "quotient":
        told += [Line(s.title, s.explanation, (s.after,), continues=True) for s in filled]
    return told


def _alone(group: Group) -> list[Line]:
    """A step whose sides are not equal: what comes out, and before that how."""
    first, *closing = group
    inner = [line for g in groups(first.substeps) for line in _outermost(g)]
    here = Line(first.title, first.explanation, (first.after,), first.law, table=first.table)
    return [here, *inner, *(line for step in closing for line in _outermost((step,)))]


def _lines(group: Group) -> list[Line]:
    """A rule with its closing steps: one line if little stands below it, else an open line."""
    rule, *closing = group
    ends = [s.after for s in closing[-1:]]
    parts = [g for g in groups(rule.substeps) if not routine(g) and not outer(g, rule)]
    leaves = [g[0].title for g in parts if not g[0].substeps and g[0].rule not in TOLD]
    inner = [_lines(g) for g in parts]
    whole = Line(
        rule.title,
        rule.explanation,
        _distinct((rule.before, rule.after, *ends)),
        rule.law,
        table=rule.table,
    )
    if not inner:
        return [whole]
    if len(leaves) == len(inner) == 1:
        return [replace(whole, title=f"{rule.title}, {leaves[0][0].lower()}{leaves[0][1:]}")]
    opening = replace(whole, chain=(rule.before, rule.after))
    told = [line for lines in inner for line in lines]
    return [opening, *told, *(Line("", "", (rule.before, end)) for end in ends)]


def routine(group: Group) -> bool:
    """Whether a part's derivative is a constant, which a reader sees at a glance."""
    rule, last = group[0], group[-1]
    wrt = rule.before.parts[1:] if rule.before.head == "derivative" else ()
    if rule.rule in TOLD or not wrt:
        return False
    return not any(v in tuple(last.after.walk()) for v in wrt)


def outer(group: Group, rule: Step) -> bool:
    """Whether steps are about the outer function of a chain, by a letter of its own."""
    mine, theirs = group[0].before, rule.before
    return mine.head == theirs.head == "derivative" and mine.parts[1:] != theirs.parts[1:]


def _distinct(chain: Sequence[Notation]) -> tuple[Notation, ...]:
    return tuple(n for i, n in enumerate(chain) if not i or n != chain[i - 1])
