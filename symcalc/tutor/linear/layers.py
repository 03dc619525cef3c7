"""A formula of numbers, worked out from the inside: all that can be done next, in one line."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.notation import Notation
from symcalc.primitives import TABLE, arrange
from symcalc.tutor.linear.numbers import near, rounded
from symcalc.tutor.words.linear import LAYERS

DEEPEST = 12  # lines of one working
LEFT = sp.Rational(1, 10**5)  # of the largest term of a sum, so that its decimals tell it
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


def in_decimals(node: Notation) -> list[Notation]:
    """Lines from the inside with seven digits, where the value is no fraction."""
    if not node.expr.is_number or node.expr.is_Rational or not node.expr.is_extended_real:
        return []
    lines = [node]
    while lines[-1].head != "number" and len(lines) < DEEPEST:
        after = _nearly(lines[-1])
        if after == lines[-1]:
            break
        lines.append(after)
    last = rounded(node.expr)
    return [*lines[1:], *([last] if lines[-1] != last else [])]


def _nearly(node: Notation) -> Notation:
    """What is no fraction, and has numbers in it only, as a decimal."""
    if is_done(node) and node.head != "constant":
        return node
    if node.head == "negation" and node.parts[0].head == "number":
        return node
    if _cancels(node):
        return rounded(node.expr)
    parts = tuple(_nearly(part) for part in node.parts)
    if parts != node.parts and any(not is_flat(part) for part in node.parts):
        return replace(node, parts=parts)
    return rounded(node.expr)


def _cancels(node: Notation) -> bool:
    """Whether a sum is far smaller than its terms: their decimals would add up to 0."""
    if node.head not in ("sum", "difference") or not node.expr.is_number:
        return False
    whole, *terms = (abs(near(part, 10)) for part in (node.expr, *(p.expr for p in node.parts)))
    return bool(0 < whole < LEFT * max(terms))


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
