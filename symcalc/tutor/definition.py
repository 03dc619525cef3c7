"""The derivative from first principles: the difference quotient, and its limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Equal
from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.checking.sampling import candidates
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question, natural_order
from symcalc.notation import Notation
from symcalc.primitives import build
from symcalc.scope import need_slope
from symcalc.steps import Step
from symcalc.tutor.conditions import domain, simplified
from symcalc.tutor.diff import Points, at_points
from symcalc.tutor.differentiate import checked
from symcalc.tutor.quotients import Shift, Worked, work_out
from symcalc.tutor.tidy import tidy
from symcalc.tutor.worded import worded
from symcalc.tutor.words.definition import ALREADY, ASKED, PLAIN, STANDARD, WHERE, WORDS
from symcalc.writing.text import text

SMALL = ("h", "k", "s", "t", "w", "h_1")  # letters for the small change, as far as they are free
TINY = sp.Rational(1, 10**18)
DIGITS = 60
CLOSE = 1e-12  # at h = 1e-18 a quotient has come closer than this to its limit
TRIED, LEAST = 12, 3  # points at which a limit is looked at, and how many of them must tell


def first_principles(body: Notation, wrt: Sequence[sp.Symbol], points: Points = ()) -> Derivation:
    """Differentiate by the definition: no rule, only algebra and a limit.

    Raises
    ------
    UnsupportedError
        If the formula is not of a kind for which this is worked out, or a higher derivative is
        asked for.

    Examples
    --------
    >>> from symcalc.primitives import arrange
    >>> x = sp.Symbol("x")
    >>> first_principles(arrange(x**2), [x]).answer
    2*x
    """
    x = wrt[0]
    if len(wrt) > 1:
        raise UnsupportedError(
            "from first principles one derivative is worked out, not one of a higher order",
            where=text(body),
            hint="work the first derivative out, and ask for the derivative of that",
        )
    need_slope(body, {x})
    taken = {symbol.name for symbol in body.symbols} | {x.name}
    h = next((letter for letter in SMALL if letter not in taken), "h_2")
    shift = Shift(notation.name(x), notation.name(sp.Symbol(h)))
    asked = notation.derivative(body, shift.x)
    steps = _whole(body, shift) or _separated(body, shift)
    if steps is None:
        raise UnsupportedError(
            f"{text(body)} is not worked out from first principles",
            where=text(body),
            hint=WHERE.format(x=x.name) + "; without method the rules are used",
        )
    told = Derivation(
        Question("derivative", body, (x,), f"{text(asked)} {ASKED}", method="definition"),
        asked,
        _answer(steps[-1]),
        steps,
        simplified(domain(body, x)),
        _remarks(body, x),
        claims=(Equal(asked.expr, _answer(steps[-1]).expr),),
    )
    return at_points(told, points)


def _remarks(body: Notation, x: sp.Symbol) -> tuple[str, ...]:
    told = f"The formula does not depend on {x.name}, so the derivative is 0."
    return (*body.remarks, *(() if x in body.symbols else (told,)))


def _answer(step: Step) -> Notation:
    """What a chain of steps came to: the right side of the limit."""
    return step.after.parts[1] if step.rule == "limit" else step.after


_step = partial(worded, WORDS)


def _letters(shift: Shift, **more: str) -> dict[str, str]:
    return {"x": shift.x.text, "h": shift.h.text, **more}


def _opening(body: Notation, shift: Shift) -> Step:
    """The definition itself, for this formula."""
    before = notation.derivative(body, shift.x)
    step = _step("definition", before, shift.quotient(body), _letters(shift), "definition")
    f = build("apply", shift.x, text="f")
    there = build("apply", notation.add(shift.x, shift.h), text="f")
    quotient = notation.divide(notation.subtract(there, f), shift.h)
    limit = build("limit", quotient, shift.h, notation.number(0))
    prime = Notation("derivative", (f, shift.x), "'", sp.Derivative(f.expr, shift.x.expr))
    law = build("relation", prime, limit, text="=")
    return replace(step, law=law)


def _whole(body: Notation, shift: Shift) -> tuple[Step, ...] | None:
    """The steps for a formula of one kind."""
    worked = work_out(body, shift)
    return None if worked is None else (_opening(body, shift), *_lines(body, worked, shift))


def _lines(body: Notation, worked: Worked, shift: Shift) -> tuple[Step, ...]:
    """The algebra, then the limit; every line is checked."""
    steps: list[Step] = []
    before = shift.quotient(body)
    for line in worked.lines:
        if line.after != before:
            fields = _letters(shift, **line.fields)
            steps.append(checked(_step(line.rule, before, line.after, fields)))
        before = line.after
    steps.append(_limit(before, worked, shift))
    return tuple(steps)


def _limit(last: Notation, worked: Worked, shift: Shift) -> Step:
    """h goes to 0."""
    h = shift.h
    if not tends(last.expr, h.expr, worked.answer.expr):
        told = f"{text(last)} → {text(worked.answer)}"
        raise AssertionError(f"the step limit is wrong: {told}")
    limits = " and ".join(worked.limits)
    noun = "limits" if len(worked.limits) > 1 else "limit"
    template = STANDARD if limits else PLAIN if h.expr in last.symbols else ALREADY
    said = template.format(h=h.text, limits=limits, noun=noun)
    whole = build("limit", last, h, notation.number(0))
    after = build("relation", whole, worked.answer, text="=")
    return _step("limit", last, after, _letters(shift, limits=said), "implies")


def tends(expr: sp.Expr, h: sp.Symbol, told: sp.Expr) -> bool:
    """Whether numbers bear out that an expression tends to `told` as h goes to 0.

    >>> x, h = sp.symbols("x h")
    >>> tends(sp.sin(h) / h + x, h, x + 1), tends(sp.sin(2 * h) / h, h, sp.Integer(1))
    (True, False)
    """
    free = natural_order((expr.free_symbols | told.free_symbols) - {h})
    places = list(islice(candidates(free), TRIED)) if free else [{}]
    arithmetic, found = Precise(DIGITS), 0
    for place in places:
        try:
            goal = arithmetic.at(told, place)
            near = [arithmetic.at(expr, {**place, h: side * TINY}) for side in (1, -1)]
        except Undefined:
            continue
        if max(abs(value - goal) for value in near) > CLOSE * max(1, abs(goal)):
            return False
        found += 1
    return found >= min(LEAST, len(places))


def _separated(body: Notation, shift: Shift) -> tuple[Step, ...] | None:
    """The steps for a sum, or a constant multiple, of formulas of several kinds."""
    terms = [_stripped(term, shift) for term in _grouped(body, shift)]
    chains = [_whole(g, shift) for _, g in terms]
    if any(chain is None for chain in chains) or [g for _, g in terms] == [body]:
        return None
    line = notation.add(*(notation.multiply(c, shift.quotient(g)) for c, g in terms))
    fields = _letters(shift)
    opening = _opening(body, shift)
    split = checked(_step("separate", opening.after, line, fields))
    frames = [_term(g, c, shift) for (_, g), c in zip(terms, chains, strict=True) if c is not None]
    pairs = list(zip((c for c, _ in terms), frames, strict=True))
    asked = notation.add(*(notation.multiply(c, frame.before) for c, frame in pairs))
    answer = tidy(notation.add(*(notation.multiply(c, frame.after) for c, frame in pairs)))
    return (opening, split, *frames, checked(_step("gather", asked, answer, fields)))


def _term(g: Notation, chain: Sequence[Step], shift: Shift) -> Step:
    """The steps of one part under a title of their own."""
    before = notation.derivative(g, shift.x)
    fields = _letters(shift, f=text(g))
    opening = _step("quotient", before, shift.quotient(g), fields, "definition")
    step = _step("term", before, _answer(chain[-1]), fields)
    return checked(replace(step, substeps=(opening, *chain[1:])))


def _grouped(body: Notation, shift: Shift) -> list[Notation]:
    """The terms of a sum, those that make a polynomial together as one; constants with them."""
    terms = notation.signed_terms(body)
    plain = [t for t in terms if shift.degree(t.expr) >= 0]
    whole = notation.add(*plain)
    first = {id(t): whole for t in plain[:1]}
    return [first.get(id(t), t) for t in terms if t not in plain[1:]]


def _stripped(node: Notation, shift: Shift) -> tuple[Notation, Notation]:
    """A term as a constant factor and the rest."""
    one = notation.number(1)
    if shift.degree(node.expr) >= 0:
        return one, node
    if node.head == "negation":
        c, g = _stripped(node.parts[0], shift)
        return notation.negative(c), g
    moving = [p for p in node.parts if shift.x.expr in p.symbols]
    if node.head == "product" and len(moving) == 1:
        fixed = [p for p in node.parts if p is not moving[0]]
        c, g = _stripped(moving[0], shift)
        return notation.multiply(*fixed, c), g
    if node.head == "quotient" and moving == [node.parts[0]]:
        c, g = _stripped(node.parts[0], shift)
        return notation.divide(c, node.parts[1]), g
    if node.head == "quotient" and moving == [node.parts[1]] and node.parts[0].expr != 1:
        return node.parts[0], notation.divide(one, node.parts[1])
    return one, node
