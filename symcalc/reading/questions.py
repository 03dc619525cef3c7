"""What is asked about a formula, in words or in notation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

import sympy as sp

from symcalc.errors import ReadingError
from symcalc.formula import Question
from symcalc.notation import Notation, add, derivative, signed_terms, with_remarks
from symcalc.reading.grammar import parse
from symcalc.reading.names import Names


class Phrase(NamedTuple):
    """Words that ask for something, in front of a formula."""

    kind: str
    pattern: re.Pattern[str]


def _phrase(kind: str, words: str) -> Phrase:
    return Phrase(kind, re.compile(rf"\s*(?:\$\s*)?(?:{words})", re.IGNORECASE))


PLEASE = r"(?:(?:find|compute|calculate|what\s+is|determine)\s+)?(?:the\s+)?"
PHRASES = (
    _phrase("derivative", PLEASE + r"derivative\s+of\b"),
    _phrase("derivative", r"(?:differentiate|derive)\b"),
    _phrase("gradient", PLEASE + r"grad(?:ient)?(?:\s+of\b|\b(?!ient))"),
    _phrase("gradient", r"∇|\\nabla(?![A-Za-z])"),
)
TAIL = re.compile(r",?\s+(?:with\s+respect\s+to|w\.?r\.?t\.?|by)\s+", re.IGNORECASE)

SEPARATOR = re.compile(r",|\band\b")


def question(text: str, names: Iterable[str], symbols: Iterable[sp.Symbol]) -> Question:
    """The kind of question, the formula it is about, and its variables."""
    known = Names(names, symbols)
    for phrase in PHRASES:
        match = phrase.pattern.match(text)
        if match is not None:
            return _asked(phrase.kind, text, known, match.end())
    body = whole(parse(text, known))
    if body.head != "derivative":
        return Question("formula", body, (), text)
    return _derivative(body, text)


def whole(node: Notation) -> Notation:
    """d/dx x² + x asks for the derivative of all of it, although d/dx binds tighter than +."""
    if node.head == "relation" and node.text == "=" and node.parts[0].head == "derivative":
        function, *variables = node.parts[0].parts
        named = function.head in ("name", "apply") and node.parts[0].text != "'"
        return derivative(node.parts[1], *variables) if named else node
    terms = signed_terms(node)
    first, *others = terms
    told = first.head == "derivative" and first.text in ("d", "∂") and first.parts[0].parts
    if not (told and others) or any(n.head == "derivative" for t in others for n in t.walk()):
        return node
    body, *variables = first.parts
    asked = derivative(add(body, *others), *variables, text=first.text)
    return with_remarks(asked, (*node.remarks, "the derivative is taken of the whole formula"))


def right_side(node: Notation) -> Notation:
    """The formula in "f(x) = …" or "y = …", with a remark that it was read so."""
    named = node.head == "relation" and node.parts[0].head in ("name", "apply")
    if not named or node.text != "=":
        return node
    right = node.parts[1]
    return with_remarks(right, (*node.remarks, "the right side of the equation is taken"))


def _asked(kind: str, text: str, known: Names, start: int) -> Question:
    """A question in words, with its variables at the end if it says them."""
    tails = list(TAIL.finditer(text, start))
    stop = tails[-1].start() if tails else len(text)
    wrt = _variables(text, known, tails[-1].end()) if tails else ()
    body = right_side(parse(text, known, start, stop))
    return Question(kind, body, wrt, text)


def _variables(text: str, known: Names, start: int) -> tuple[sp.Symbol, ...]:
    """Names between commas."""
    found: list[sp.Symbol] = []
    stop = len(text.rstrip(" .?$"))
    ends = [match.span() for match in SEPARATOR.finditer(text, start, stop)]
    for end, following in [*ends, (stop, stop)]:
        name = parse(text, known, start, end)
        if name.head != "name":
            what = "the name of a variable should stand here"
            raise ReadingError(what, where=text, position=start)
        found.append(name.expr)
        start = following
    return tuple(found)


def _derivative(node: Notation, text: str) -> Question:
    """The question that a derivative asks."""
    wrt = tuple(variable.expr for variable in node.parts[1:])
    body = right_side(with_remarks(node.parts[0], node.remarks))
    return Question("derivative", body, wrt, text, node.text if node.text == "∂" else "d")
