"""The derivatives of a formula, one after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

import sympy as sp

from symcalc.errors import TooLargeError
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.steps import CLOSING, Step, walk
from symcalc.tutor.diff import Part, differentiated
from symcalc.tutor.differentiate import checked
from symcalc.tutor.taylor.compact import compact, size
from symcalc.tutor.taylor.ordinals import ordinal
from symcalc.tutor.words.taylor import FAILS, HINTS, WORDS
from symcalc.writing.text import text

LARGEST = 200  # parts of a derivative
ALL = 1000  # parts of all of them
TOLD = 2  # derivatives whose steps are shown at normal detail
SHORT = 3  # steps that need no frame
MINOR = ("constant", "identity", "sum", "difference", "negation", "constant-multiple")


class Order(NamedTuple):
    """A derivative of some order: how it came about, and what came out."""

    number: int
    part: Part
    step: Step

    @property
    def after(self) -> Notation:
        """What came out."""
        return self.step.after


def successive(body: Notation, x: sp.Symbol) -> Iterator[Order]:
    """The first derivative, the second, and so on.

    Raises
    ------
    TooLargeError
        If one has more parts than a person can read.
    """
    node, total = body, 0
    for number in count(1):
        order = differentiated_once(node, body, x, number)
        found = size(order.after)
        total += found
        if found > LARGEST or total > ALL:
            fields = {"ordinal": ordinal(number).lower(), "f": text(body), "size": found}
            raise TooLargeError(
                FAILS["too-large" if found > LARGEST else "too-many-parts"].format(**fields),
                where=text(body),
                hint=HINTS["smaller"].format(lower=number - 1),
            )
        yield order
        node = order.after


def differentiated_once(
    node: Notation, body: Notation, x: sp.Symbol, number: int, sign: str = "d"
) -> Order:
    """One more derivative, its common factors taken out."""
    part = differentiated(node, x, sign)
    steps, brief = part.steps, compact(part.after, body)
    if brief != part.after:
        words = WORDS["regroup"]
        last = Step("regroup", words.title, part.after, brief, words.explanation)
        steps = (*steps, checked(last))
    return Order(number, part, framed(steps, number, text(node), text(arrange(x))))


def framed(steps: Sequence[Step], number: int, f: str, x: str) -> Step:
    """The steps of one derivative under a title of their own."""
    kind = "next-order"
    if number <= TOLD and len(list(walk(steps))) > SHORT:
        kind = "order"
    words = WORDS["first-order" if number == 1 else kind]
    plain = kind == "order" and number == 1
    rules = rules_of(steps)
    told = "" if plain else words.explanation.format(rules=rules)
    return Step(
        kind,
        words.title.format(ordinal=ordinal(number)),
        steps[0].before,
        steps[-1].after,
        told[:1].upper() + told[1:],
        substeps=tuple(steps),
        hints=(words.hint.format(f=f, x=x),),
    )


def rules_of(steps: Sequence[Step]) -> str:
    """The rules that were applied, by their names; small ones only where there are no others."""
    applied = [step for step in walk(steps) if step.rule not in (*CLOSING, "regroup")]
    large = [step for step in applied if step.rule not in MINOR] or applied
    return ", ".join(dict.fromkeys(called(step) for step in large))


def called(step: Step) -> str:
    """The power rule, the derivative of the sine, the constant rule."""
    title = step.title[:1].lower() + step.title[1:]
    return f"the {title} rule" if step.rule in MINOR and "rule" not in title else f"the {title}"
