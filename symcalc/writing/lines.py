"""Which steps are shown, and how they run together: from the tree to numbered lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from symcalc.notation import Notation
from symcalc.steps import Step, Table, groups
from symcalc.writing.text import text

Group = tuple[Step, ...]

# Ways to an integral whose value is known only when all steps below them are done.
SOLVED = (
    *("cyclic-parts", "reduction", "tabular-product"),
    *("trig-reduction", "trig-conjugate", "trig-root-of-square-closed"),
)
# Steps that only gather the steps below them under a title.
FRAMES = (
    *("partial", "order", "term", "side", "one-sided", "derivative", "by-parameter"),
    *("inner-integral", "outer-integral", "factor-integral", "piece-integral"),
    *("the-integral", "slope-of-curve"),
    *("antiderivative", "piece"),
    *SOLVED,
)
# The same, but what is below them is like what was told before: only full detail tells it again.
FOLDED = ("next-order", "first-derivative", "second-derivative", "gradient-of", "hessian-of")
# Steps that only full detail tells: one operation each.
FINE = ("differential-of", "through-line", "row-operation")
# Steps whose own working, by an ansatz and its letters, is told before what it comes to.
WORKED_FIRST = ("partial-fractions", "hermite")
# Steps that are told by their tables alone.
LISTS = (
    *("catalogue", "forward", "backpropagation", "forward-pass", "backward-pass", "paths"),
    "through-line",
    *("forward-mode", "reverse-mode", "cost", "jacobian-products", "jacobians", "largest-slope"),
    *("steady-slope", "initial-weights", "measured", "remedies", "clipping"),
    *("descent-method", "descent-step", "descent-table", "why-so", "gradient-arrays"),
    *("comparison", "directions", "slice", "critical", "flat"),
)
# Relations of a line to the one before that an equals sign stands for.
CONTINUED = ("equal", "equal-up-to-constant")
# Rules that no book has: what they say of the formula is told even where the step is small.
TOLD = ("defined-function", "stop-gradient", "squeeze", "standard", "growth")


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

    In full detail every rule has a line, and what its parts come to is multiplied out. Otherwise
    the derivative of a linear part, the outer function of a chain, and steps that only put results
    together run into the line they belong to.
    """
    if detail == "full":
        return [line for group in groups(steps) for line in _full(group, outermost=True)]
    return [line for group in groups(steps) for line in _outermost(group)]


def _full(group: Group, *, outermost: bool) -> list[Line]:
    """A rule, the steps below it, and what they come to.

    At the outermost level every step that closes it has a line of its own.
    """
    first, *closing = group
    if _is_worked_first(first):
        ends = [_closing(s) for s in closing] if outermost else _so_far(group)
        return [*_worked_first(first, "full"), *ends]
    inner = [line for g in groups(first.substeps) for line in _full(g, outermost=False)]
    told = spelled_out(first)
    if first.rule in FRAMES + FOLDED:
        head = Line(first.title, told, (first.before,), first.law, table=first.table)
        inner = [line for g in groups(first.substeps) for line in _full(g, outermost=True)]
        return [head, *inner[:-1], *_ended(inner[-1:], first)]
    if first.relation not in CONTINUED:
        shown = () if first.rule in LISTS else (first.after,)
        head = Line(first.title, told, shown, first.law, table=first.table)
    else:
        whole = (first.after,) if outermost else (first.before, first.after)
        head = Line(first.title, told, whole, first.law, continues=outermost, table=first.table)
    if outermost:
        return [head, *inner, *map(_closing, closing)]
    chain = _distinct((first.before, *(s.after for s in closing)))
    return [head, *inner, *([Line("", "", chain)] if closing else [])]


def _ended(last: Sequence[Line], frame: Step) -> list[Line]:
    """The last line below a frame says what the whole of it comes to."""
    if last and last[0].continues and last[0].chain == (frame.after,):
        return [replace(last[0], chain=(frame.before, frame.after), continues=False)]
    return [*last, _so(frame)]


def _so(frame: Step) -> Line:
    return Line("", "", (frame.before, frame.after))


def _closing(step: Step) -> Line:
    continues = step.relation in CONTINUED
    told = step.title, step.explanation, (step.after,), step.law
    return Line(*told, continues=continues, table=step.table)


def spelled_out(step: Step) -> str:
    """The explanation, with the letters that the steps below it use."""
    letters = [f"{k} = {text(v)}" for k, v in step.bindings.items()]
    missing = [told for told in letters if told not in step.explanation]
    return f"{step.explanation} Let {', '.join(missing)}.".strip() if missing else step.explanation


def _outermost(group: Group) -> list[Line]:
    """The question itself need not be said again, and its answer stands by itself."""
    first = group[0]
    if _is_worked_first(first):
        return [*_worked_first(first, "normal"), *_ends(group)]
    if first.rule in FOLDED:
        return [Line(first.title, first.explanation, (first.before, first.after))]
    if first.rule in FRAMES:
        inner = [line for g in groups(first.substeps) for line in _outermost(g)]
        head = Line(first.title, first.explanation, (first.before,))
        tidied = any(_named(g) for g in groups(first.substeps)[-1:])
        last = _ended(inner[-1:], first) if tidied else [*inner[-1:], _so(first)]
        return [head, *inner[:-1], *last]
    if first.relation not in CONTINUED:
        return _alone(group)
    opening, *rest = _lines(group)
    ends = _ends(group)
    chain = (first.after,) if ends else opening.chain[1:]
    opening = replace(opening, chain=chain, continues=True)
    told = [line for line in rest if line.title or line.chain[0] != first.before]
    return [opening, *told, *ends]


def _is_worked_first(step: Step) -> bool:
    return step.rule in WORKED_FIRST and any(_is_working(s) for s in step.substeps)


def _is_working(step: Step) -> bool:
    return step.relation not in CONTINUED


def _worked_first(first: Step, detail: str) -> list[Line]:
    """The ansatz, what its letters are, what comes of it, and then the parts of that."""
    ansatz, *working = (s for s in first.substeps if _is_working(s))
    told = f"{first.explanation} {ansatz.explanation}".strip()
    head = Line(first.title, told, (ansatz.after,), first.law)
    parts = groups([s for s in first.substeps if not _is_working(s)])
    inner = [_full(g, outermost=False) if detail == "full" else _lines(g) for g in parts]
    lines = [line for s in working for line in _alone((s,))]
    return [head, *lines, _so(first), *(line for part in inner for line in part)]


def _so_far(group: Group) -> list[Line]:
    """What a group comes to in the end, where steps close it."""
    return [Line("", "", (group[0].before, s.after)) for s in group[1:][-1:]]


def _ends(group: Group) -> list[Line]:
    """The lines that lead from a rule to the answer, where they are worth a look.

    They are where something is done that has a name, and after the quotient rule.
    """
    first, *closing = group
    if not _named(group) and (first.rule != "quotient" or len(closing) < 2):
        return []
    ends: list[Line] = []
    for step in closing:
        if step.rule == "simplify" and ends:
            ends[-1] = replace(ends[-1], chain=(*ends[-1].chain, step.after))
        else:
            ends.append(_closing(step))
    return ends


def _named(group: Group) -> bool:
    """Whether something with a name of its own is done after the rule."""
    return any(step.rule not in ("substitute", "simplify") for step in group[1:])


def _alone(group: Group) -> list[Line]:
    """A step whose sides are not equal: what comes out, and before that how."""
    first, *closing = group
    below = [step for step in first.substeps if step.rule not in FINE]
    inner = [line for g in groups(below) for line in _outermost(g)]
    told = () if first.rule in LISTS else (first.after,)
    here = Line(first.title, first.explanation, told, first.law, table=first.table)
    return [here, *inner, *(line for step in closing for line in _outermost((step,)))]


def _lines(group: Group) -> list[Line]:
    """A rule with its closing steps: one line if little stands below it, else an open line."""
    rule, *closing = group
    if _is_worked_first(rule):
        return [*_worked_first(rule, "normal"), *_so_far(group)]
    ends = [s.after for s in closing[-1:]]
    if rule.rule in SOLVED:
        head = Line(rule.title, rule.explanation, (rule.before,), rule.law)
        below = [line for g in groups(rule.substeps) for line in _outermost(g)]
        return [head, *below, Line("", "", _distinct((rule.before, rule.after, *ends)))]
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
    chained = any(s.rule == "given-function" for below in rule.substeps for s in below.walk())
    if rule.rule in TOLD or not wrt or chained:  # the factor y′ is what is to be learnt
        return False
    return not any(v in tuple(last.after.walk()) for v in wrt)


def outer(group: Group, rule: Step) -> bool:
    """Whether steps are about the outer function of a chain, by a letter of its own."""
    mine, theirs = group[0].before, rule.before
    return mine.head == theirs.head == "derivative" and mine.parts[1:] != theirs.parts[1:]


def _distinct(chain: Sequence[Notation]) -> tuple[Notation, ...]:
    return tuple(n for i, n in enumerate(chain) if not i or n != chain[i - 1])
