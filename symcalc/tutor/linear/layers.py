"""A formula of numbers, worked out from the inside: all that can be done next, in one line."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import sympy as sp

from symcalc.figures import decimal
from symcalc.notation import Notation
from symcalc.primitives import TABLE, arrange, build
from symcalc.tutor.linear.numbers import FIGURES, near, rounded
from symcalc.tutor.words.linear import LAYERS

DEEPEST = 12  # lines of one working
TRIED = (FIGURES, 12, 18, 30)  # figures of the numbers of a line
NEAR = sp.Rational(1, 10**5)  # of a line to the value, relative to it
GUARD = 10  # figures more that a decimal is rounded from
PRECISE = 60  # figures that a line is compared with
LONG = 60  # digits of a fraction that is still written out
OPENED = (
    "cases",
    "piece",
    "relation",
    "and",
    "or",
    "not",
    "otherwise",
    "summation",
    "product-over",
)
ARITHMETIC = ("sum", "difference", "product", "quotient", "power", "negation")


def exact_layers(node: Notation) -> list[tuple[Notation, str]]:
    """Each line with what was done for it; roots and logarithms that are no fractions stay."""
    if any(part.head in OPENED for part in node.walk()):
        return [] if is_done(node) else [(arrange(node.expr), LAYERS["at-once"])]
    lines: list[tuple[Notation, str]] = []
    while not is_done(node) and len(lines) < DEEPEST:
        done: list[str] = []
        after = _exactly(node, done)
        if after == node:
            break
        lines.append((after, _said(done)))
        node = after
    return lines


def is_done(node: Notation) -> bool:
    """Whether it is a number as it is written: 3, −2/3, π."""
    if node.head == "negation":
        return is_done(node.parts[0]) and node.parts[0].head != "negation"
    if node.head == "quotient":
        return all(part.head == "number" and part.expr.is_Integer for part in node.parts) and (
            sp.gcd(node.parts[0].expr, node.parts[1].expr) == 1 and node.parts[1].expr != 1
        )
    return node.head in ("number", "constant")


def _exactly(node: Notation, done: list[str]) -> Notation:
    if is_done(node):
        return node
    parts = tuple(_exactly(part, done) for part in node.parts)
    if parts != node.parts:
        return replace(node, parts=parts)
    value = node.expr
    if not value.is_Rational or len(str(value)) > LONG:
        return node
    done.append(node.head)
    return arrange(value)


class Decimals(NamedTuple):
    """Lines in decimals, and how many figures their numbers have."""

    lines: list[Notation]
    figures: int


def in_decimals(node: Notation) -> Decimals:
    """Lines from the inside, where the value is no fraction: seven digits, more where terms cancel.

    With too few digits a line would be false: 10⁸ − 100000000 is 0, and not 5·10⁻⁹.
    """
    if not node.expr.is_number or node.expr.is_Rational or not node.expr.is_extended_real:
        return Decimals([], FIGURES)
    for figures in TRIED:
        lines = _lines(node, figures)
        if all(_holds(line, node.expr) for line in lines):
            return Decimals(lines, figures)
    return Decimals([rounded(node.expr)], FIGURES)


def _lines(node: Notation, figures: int) -> list[Notation]:
    """Each line of numbers with so many figures; the last has seven."""
    lines = [node]
    while lines[-1].head != "number" and len(lines) < DEEPEST:
        after = _nearly(lines[-1], figures)
        if after == lines[-1]:
            break
        lines.append(after)
    last = rounded(node.expr)
    return [*lines[1:], *([last] if lines[-1] != last else [])]


def _holds(line: Notation, value: sp.Expr) -> bool:
    """Whether the numbers as they are shown lead to the value."""
    try:
        shown = near(_as_shown(line).expr, PRECISE)
    except (TypeError, ZeroDivisionError):  # a division by what is rounded to 0
        return False
    exact = near(value, PRECISE)
    return bool(shown.is_finite) and bool(abs(shown - exact) <= NEAR * abs(exact))


def _as_shown(node: Notation) -> Notation:
    """The line that means its decimals, rather than what they are rounded from."""
    if node.head == "number":
        return replace(node, expr=sp.Rational(node.text.replace(",", "")))
    if not node.parts:
        return node
    return build(node.head, *map(_as_shown, node.parts), text=node.text)


def _nearly(node: Notation, figures: int) -> Notation:
    """What is no fraction, and has numbers in it only, as a decimal."""
    if is_done(node) and node.head != "constant":
        return node
    if node.head == "negation" and node.parts[0].head == "number":
        return node
    parts = tuple(_nearly(part, figures) for part in node.parts)
    if parts != node.parts and any(not is_flat(part) for part in node.parts):
        return replace(node, parts=parts)
    return decimal(near(node.expr, figures + GUARD), figures)


def is_flat(node: Notation) -> bool:
    """A number with its sign."""
    return is_done(node) or (node.head == "number")


def _said(done: list[str]) -> str:
    """Powers and products, in words."""
    names = list(dict.fromkeys(_called(head) for head in done))
    told = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return told[0].upper() + told[1:]


def _called(head: str) -> str:
    if head in LAYERS:
        return LAYERS[head]
    return TABLE[head].title.removeprefix("derivative of ") if head in TABLE else LAYERS["other"]
