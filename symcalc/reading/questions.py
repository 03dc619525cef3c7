"""What is asked about a formula, in words or in notation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import sympy as sp

from symcalc.errors import ReadingError
from symcalc.formula import Question
from symcalc.notation import Notation, add, derivative, signed_terms, with_remarks
from symcalc.reading.calculus import Asked
from symcalc.reading.grammar import parse
from symcalc.reading.names import Names
from symcalc.reading.phrases import Phrase, Tail, find_phrase
from symcalc.reading.tails import approach, bounds, names_of, point
from symcalc.reading.tokens import Token
from symcalc.structures import structure


def question(text: str, names: Iterable[str], symbols: Iterable[sp.Symbol]) -> Question:
    """The kind of question, the formula it is about, and its variables."""
    known = Names(names, symbols)
    phrase = find_phrase(text)
    if phrase is not None and phrase.kind:
        return ASKED[phrase.kind](phrase, text, known)
    start, stop = (phrase.start, phrase.stop) if phrase else (0, None)
    body = whole(parse(text, known, start, stop))
    if body.head == "derivative":
        return _derivative(body, text)
    if body.head in CALCULUS:
        return Question(CALCULUS[body.head], body, variables_of(body), text)
    return Question("formula", body, (), text)


CALCULUS = {
    "integral": "integral",
    "limit": "limit",
    "summation": "sum",
    "product-over": "product",
}


def variables_of(node: Notation) -> tuple[sp.Symbol, ...]:
    """What an integral, a sum or a limit runs over, innermost first."""
    inner = node.parts[0]
    below = variables_of(inner) if inner.head == node.head else ()
    return (*below, node.parts[1].expr)


def whole(node: Notation) -> Notation:
    """d/dx x² + x asks for the derivative of all of it, although d/dx binds tighter than +."""
    if node.head == "relation" and node.text == "=" and node.parts[0].head == "derivative":
        function, *variables = node.parts[0].parts
        named = function.head in ("name", "apply") and node.parts[0].text != "'"
        return derivative(node.parts[1], *variables) if named else node
    first, *others = signed_terms(node)
    told = first.head == "derivative" and first.text in ("d", "∂") and first.parts[0].parts
    reaches = bool(told) or first.head == "limit"
    if not (reaches and others) or any(n.head == first.head for t in others for n in t.walk()):
        return node
    body, *rest = first.parts
    asked = structure(first.head, add(body, *others), *rest, text=first.text)
    remarks = tuple(r for r in node.remarks if "ends before" not in r)
    return with_remarks(asked, (*remarks, f"the {first.head} is taken of the whole formula"))


def right_side(node: Notation) -> Notation:
    """The formula in "f(x) = …" or "y = …", with a remark that it was read so."""
    named = node.head == "relation" and node.parts[0].head in ("name", "apply")
    if not named or node.text != "=":
        return node
    right = node.parts[1]
    return with_remarks(right, (*node.remarks, "the right side of the equation is taken"))


def _derivative(node: Notation, text: str) -> Question:
    """The question that a derivative asks."""
    wrt = tuple(variable.expr for variable in node.parts[1:])
    body = right_side(with_remarks(node.parts[0], node.remarks))
    return Question("derivative", body, wrt, text, node.text if node.text == "∂" else "d")


def differentiated(phrase: Phrase, text: str, known: Names) -> Question:
    """The derivative of f, with respect to x, at x = 2; the gradient, the Jacobian …"""
    body = right_side(parse(text, known, phrase.start, phrase.stop))
    wrt = variables(phrase, text, known)
    if phrase.order > 1 and not wrt and len(body.symbols) == 1:
        wrt = tuple(body.symbols)
    at = next((point(text, known, tail, body) for tail in phrase.tails if tail.kind == "at"), ())
    asked = Question(phrase.kind, body, wrt * phrase.order, text, at=at)
    if phrase.order > 1 and not wrt:
        what, hint = "it is not said by which variable", "end it with: with respect to x"
        raise ReadingError(what, where=text, position=phrase.start, hint=hint)
    return replace(asked, sign="∂") if phrase.partial else asked


def variables(phrase: Phrase, text: str, known: Names) -> tuple[sp.Symbol, ...]:
    """The variables that are named at the end."""
    return tuple(s for t in phrase.tails if t.kind == "wrt" for s in names_of(text, known, t))


def integrated(phrase: Phrase, text: str, known: Names) -> Question:
    """The integral of f, by x, from a to b."""
    named = variables(phrase, text, known)
    sign = Token("int", "∫", phrase.start, value=Asked(named[0] if named else None))
    body = parse(text, known, phrase.start, phrase.stop, sign)
    if body.head != "integral":
        what, hint = (
            "the formula goes on after the dx",
            "put it in parentheses, or leave the dx out",
        )
        raise ReadingError(what, where=text, position=phrase.start, hint=hint)
    limits = next((bounds(text, known, t) for t in phrase.tails if t.kind == "from"), None)
    if limits is None:
        return Question("integral", body, variables_of(body), text)
    if len(body.parts) > 2:
        what = "the bounds are said twice"
        raise ReadingError(what, where=text, position=_first(phrase, "from").start)
    definite = structure("integral", *body.parts, *limits)
    made = with_remarks(definite, body.remarks)
    return Question("integral", made, variables_of(made), text)


def limited(phrase: Phrase, text: str, known: Names) -> Question:
    """The limit of f as x -> a."""
    body = right_side(parse(text, known, phrase.start, phrase.stop))
    if not any(tail.kind == "as" for tail in phrase.tails):
        what, hint = "it is not said where the limit is taken", "end it with: as x -> 0"
        raise ReadingError(what, where=text, position=len(text.rstrip()), hint=hint)
    variable, to, side = approach(text, known, _first(phrase, "as"))
    node = with_remarks(structure("limit", body, variable, to, text=side), body.remarks)
    return Question("limit", node, (variable.expr,), text)


def _first(phrase: Phrase, kind: str) -> Tail:
    return next(tail for tail in phrase.tails if tail.kind == kind)


ASKED = {
    **dict.fromkeys(("derivative", "gradient", "jacobian", "hessian"), differentiated),
    "integral": integrated,
    "limit": limited,
}
