"""How large the error of a rule can be, from the size of a derivative that is proved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import sympy as sp

from symcalc import notation
from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.kinks import crossings
from symcalc.tutor.quadrature.lesson import Lesson, node_of
from symcalc.tutor.taylor.bounds import largest, monotonic, never_zero, rounded_up
from symcalc.tutor.taylor.centre import value_at
from symcalc.tutor.taylor.orders import Order, rules_of, successive
from symcalc.tutor.taylor.ordinals import ordinal
from symcalc.tutor.taylor.poles import Gap
from symcalc.tutor.taylor.remainder import above_of, bounding
from symcalc.tutor.tidy import written_out
from symcalc.tutor.words.quadrature import HOW, WHY, WORDS
from symcalc.writing.text import text

DIGITS = 20  # of a limit that is rounded up
PRIMES = {1: "f′", 2: "f″", 4: "f⁗"}


class Bounded(NamedTuple):
    """The steps that lead to a bound of the error, and the bound; None where there is none."""

    steps: tuple[Step, ...]
    bound: sp.Rational | None


def bounded(lesson: Lesson, hole: Gap | None) -> Bounded:
    """The derivative that the bound needs, its largest size, and the bound."""
    order = lesson.rule.derivative
    fields = {**lesson.fields, "d": PRIMES[order]}
    if hole is not None:
        place = text(arrange(hole.place))
        return unbounded(lesson, (), WHY["hole"].format(**fields, place=place))
    low, high = ends = tuple(sorted((lesson.low.expr, lesson.high.expr), key=float))
    edges = [c.zero for c in crossings(written_out(lesson.body), lesson.x)]
    if not all(never_zero(edge, lesson.x, low, high) for edge in edges):
        return unbounded(lesson, (), WHY["kink"].format(**fields))
    try:
        orders = derivatives(lesson, order)
    except TooLargeError:
        return unbounded(lesson, (), WHY["large"])
    except UnsupportedError:
        return unbounded(lesson, (), WHY["rule"].format(**fields))
    folded = tuple(map(told, orders))
    top = orders[-1].after if orders else notation.number(0)
    if top.expr == 0:
        return Bounded((*folded, exactly(lesson, top)), sp.S.Zero)
    found = most(top.expr, lesson, ends)
    if found is None:
        return unbounded(lesson, folded, WHY["unbounded"].format(**fields))
    return by_size(lesson, folded, top, found)


def derivatives(lesson: Lesson, count: int) -> list[Order]:
    """The first derivatives; fewer where one is 0, as all after it are."""
    found: list[Order] = []
    for order in successive(lesson.body, lesson.x):
        found.append(order)
        if order.number == count or order.after.expr == 0:
            break
    return found


def told(order: Order) -> Step:
    """A derivative in one line; its steps stand below it in full detail."""
    words, step = WORDS["next-order"], order.step
    inner = order.part.steps
    return Step(
        "next-order",
        words.title.format(ordinal=ordinal(order.number)),
        step.before,
        step.after,
        words.explanation.format(rules=rules_of(inner)),
        substeps=step.substeps,
        hints=(words.hint,),
    )


class Most(NamedTuple):
    """The largest size of a derivative: a proved bound, how it is written, and why it holds."""

    size: sp.Rational
    shown: Notation
    how: str


def most(expr: sp.Expr, lesson: Lesson, within: Sequence[sp.Expr]) -> Most | None:
    """At an end where the derivative does not turn, else by balls; None where that fails."""
    low, high = within
    fields = {**lesson.fields, "d": PRIMES[lesson.rule.derivative]}
    fields |= {"a": text(arrange(low)), "b": text(arrange(high))}
    if monotonic(expr, lesson.x, low, high):
        sizes = {end: value_at(sp.Abs(expr), {lesson.x: end}) for end in within}
        if None not in sizes.values():
            best = max(within, key=lambda end: sp.N(sizes[end], DIGITS))
            size = above_of(sizes[best])
            size = size if size.is_Rational and size.q == 1 else rounded_up(size)
            how = HOW["monotonic" if expr.has(lesson.x) else "constant"]
            fields |= {"m": text(bounding(size)), "best": text(arrange(best))}
            return Most(size, bounding(size), how.format(**fields))
    found = largest(expr, lesson.x, low, high)
    if found is None:
        return None
    pieces = "one piece" if found.pieces == 1 else f"{found.pieces} pieces"
    fields |= {"m": text(bounding(found.bound)), "pieces": pieces}
    return Most(found.bound, bounding(found.bound), HOW["balls"].format(**fields))


def by_size(lesson: Lesson, folded: tuple[Step, ...], top: Notation, found: Most) -> Bounded:
    """The bound, with the numbers put in."""
    words, rule = WORDS["error-bound"], lesson.rule
    width = above_of(abs(lesson.width))
    share = (width / lesson.n) ** rule.order / rule.divisor
    bound = rounded_up(width * share * found.size)
    h = node_of(abs(lesson.width) / lesson.n)
    power = notation.number(rule.order)
    fields = {
        **lesson.fields,
        "d": PRIMES[rule.derivative],
        "how": found.how,
        "m": text(found.shown),
        "width": text(node_of(abs(lesson.width))),
        "h": text(notation.power(h, power)),
        "power": text(notation.power(notation.name(sp.Symbol("h")), power)),
        "divisor": rule.divisor,
    }
    line = build("relation", build("abs", error()), bounding(bound), text="<=")
    step = Step(
        "error-bound",
        words.title,
        top,
        line,
        words.explanation.format(**fields),
        statement(lesson),
        "definition",
        hints=(words.hint.format(**fields),),
    )
    return Bounded((*folded, step), bound)


def statement(lesson: Lesson) -> str:
    """The theorem, in LaTeX."""
    rule = lesson.rule
    primes = "'" * rule.derivative
    power = "h" if rule.order == 1 else f"h^{{{rule.order}}}"
    return (
        rf"|E| \le \frac{{b - a}}{{{rule.divisor}}}\,{power}\,"
        rf"\max_{{a \le x \le b}} |f{primes}(x)|"
    )


def error() -> Notation:
    """The letter E."""
    return notation.name(sp.Symbol("E"))


def exactly(lesson: Lesson, top: Notation) -> Step:
    """There is no error where the derivative is 0."""
    words = WORDS["exactly"]
    fields = {**lesson.fields, "d": PRIMES[lesson.rule.derivative]}
    return Step(
        "error-bound",
        words.title,
        top,
        build("relation", error(), notation.number(0), text="="),
        words.explanation.format(**fields),
        statement(lesson),
        "definition",
        hints=(words.hint.format(**fields),),
    )


def unbounded(lesson: Lesson, folded: tuple[Step, ...], why: str) -> Bounded:
    """Why nothing is claimed of the error."""
    words = WORDS["no-bound"]
    fields = {**lesson.fields, "d": PRIMES[lesson.rule.derivative], "why": why}
    step = Step(
        "no-bound",
        words.title,
        lesson.body,
        lesson.body,
        words.explanation.format(**fields),
        statement(lesson),
        hints=(words.hint.format(**fields),),
    )
    return Bounded((*folded, step), None)
