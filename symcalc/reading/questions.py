"""What is asked about a formula, in words or in notation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import sympy as sp

from symcalc.errors import ReadingError, SymcalcError, UnsupportedError
from symcalc.formula import Question, natural_order
from symcalc.notation import Notation, add, derivative, signed_terms, with_remarks
from symcalc.reading.calculus import Asked
from symcalc.reading.definitions import (
    TAKEN,
    asked,
    beginning,
    derivative_given,
    inside,
    not_asked,
    refuse_equation,
    right_side,
)
from symcalc.reading.grammar import parse
from symcalc.reading.names import Names
from symcalc.reading.phrases import Phrase, find_phrase, is_worded
from symcalc.reading.tails import Range, approach, bounds, names_of, points
from symcalc.reading.tokens import Token
from symcalc.structures import structure

__all__ = ["CALCULUS", "question", "right_side"]


def question(text: str, names: Iterable[str], symbols: Iterable[sp.Symbol]) -> Question:
    """The kind of question, the formula it is about, and its variables."""
    known = Names(names, symbols)
    found = find_phrase(text, known) if is_worded(text) else None
    if found is None:
        return in_notation(Phrase("", 0, len(text), ()), text, known)
    phrase, spelled = found
    try:
        made = ASKED[phrase.kind](phrase, spelled, known)
    except SymcalcError as error:
        error.where = text if error.where == spelled else error.where
        raise
    return replace(made, text=text)


CALCULUS = {
    "integral": "integral",
    "limit": "limit",
    "summation": "sum",
    "product-over": "product",
}
SIGNS = {"sum": "summation", "product": "product-over"}


def in_notation(phrase: Phrase, text: str, known: Names) -> Question:
    """The question that d/dx, dy/dx, f'(2), ∫ or lim asks; of a formula alone, none."""
    body = whole(parse(text, known, phrase.start, phrase.stop))
    refuse_doubtful(body, text, phrase.start)
    given = derivative_given(body, phrase, text, known)
    if given is not None:
        tails = tuple(tail for tail in phrase.tails if tail.kind == "at")
        order = natural_order(given.body.symbols)
        return replace(given, at=(*given.at, *points(text, known, tails, order)))
    if body.head == "derivative":
        return _derivative(body, phrase, text, known)
    unused = phrase.first("at", "given")
    if unused is not None:
        raise not_asked(text, unused)
    kind = CALCULUS.get(body.head, "formula")
    return Question(kind, body, variables_of(body) if kind != "formula" else (), text)


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
    made = structure(first.head, add(body, *others), *rest, text=first.text)
    remarks = tuple(r for r in node.remarks if "ends before" not in r)
    return with_remarks(made, (*remarks, f"the {first.head} is taken of the whole formula"))


def refuse_doubtful(node: Notation, text: str, position: int) -> None:
    """dy/dx x² is a product by its signs, and hardly meant as one."""
    first = signed_terms(node)[0]
    left, *right = first.parts if first.head == "product" else (first,)
    if left.head != "derivative" or left.parts[0].head != "name" or not right:
        return
    said = any(part.head == "derivative" for factor in right for part in factor.walk())
    if left.parts[1] in [part for factor in right for part in factor.walk()] and not said:
        name, variable = left.parts[0].text, left.parts[1].text
        what = f"d{name}/d{variable} stands before a formula, and says already what it is of"
        hint = f"write d/d{variable} for its derivative, and d{name}/d{variable} last in a product"
        raise ReadingError(what, where=text, position=position, hint=hint)


def _derivative(node: Notation, phrase: Phrase, text: str, known: Names) -> Question:
    """The question that a derivative asks."""
    wrt = tuple(variable.expr for variable in node.parts[1:])
    body = right_side(with_remarks(node.parts[0], node.remarks))
    tails = tuple(tail for tail in phrase.tails if tail.kind in ("at", "given"))
    if phrase.tails:
        refuse_equation(body, text, phrase.start)
    at = points(text, known, tails, natural_order(body.symbols))
    return Question("derivative", body, wrt, text, node.text if node.text == "∂" else "d", at)


def differentiated(phrase: Phrase, text: str, known: Names) -> Question:
    """The derivative of f, with respect to x, at x = 2; the gradient, the Jacobian …"""
    read, called = as_call(parse(text, known, phrase.start, phrase.stop), phrase, text)
    function = asked(read, phrase, text, known)
    body, written = function.body, function.arguments
    refuse_equation(body, text, phrase.start)
    wrt = variables(phrase, text, known) or called
    natural = natural_order(body.symbols)
    if not wrt and phrase.kind != "derivative" and written != natural:
        wrt = written
    if not wrt and phrase.kind == "derivative" and len(written) == 1 != len(natural):
        wrt = written
    if phrase.order > 1 and not wrt and len(natural) == 1:
        wrt = natural
    if phrase.order > 1 and not wrt:
        what, hint = "it is not said by which variable", "end it with: with respect to x"
        raise ReadingError(what, where=text, position=phrase.start, hint=hint)
    at = points(text, known, function.points, written or natural)
    strange = [x for x in dict.fromkeys(wrt) if x not in (*natural, *written)]
    told = (f"{x} does not stand in the formula" for x in strange)
    body = with_remarks(body, (*body.remarks, *told))
    sign = "∂" if phrase.partial else "d"
    return Question(phrase.kind, body, wrt * phrase.order, text, sign, at)


def as_call(read: Notation, phrase: Phrase, text: str) -> tuple[Notation, tuple[sp.Symbol, ...]]:
    """derivative(x^2 y, x) and gradient(x^2 y, [x, y]): the function, and its variables."""
    opened = text[phrase.start : phrase.stop].startswith("(")
    if read.head != "tuple" or not opened:
        return read, ()
    body, *rest = read.parts
    entries = [e for r in rest for e in (r.parts if r.head in ("tuple", "vector") else (r,))]
    vectors = phrase.kind != "jacobian" or body.head in ("tuple", "vector")
    if not vectors or any(entry.head != "name" for entry in entries):
        return read, ()
    return with_remarks(body, read.remarks), tuple(entry.expr for entry in entries)


def variables(phrase: Phrase, text: str, known: Names) -> tuple[sp.Symbol, ...]:
    """The variables that are named beside the formula."""
    return tuple(s for t in phrase.tails if t.kind == "wrt" for s in names_of(text, known, t))


DIFFERENTIALS = re.compile(r"(?:d\s?(?:[^\W\d_]\d*|\\[a-z]+)[\s,\\]*){2,3}\.?\s*\Z")
MULTIPLE = {0: "int", 2: "iint", 3: "iiint"}


def integrated(phrase: Phrase, text: str, known: Names) -> Question:
    """The integral of f, by x, from a to b."""
    part, written = beginning(text, known, phrase)
    between = _range(phrase, text, known)
    said = [*variables(phrase, text, known), *_named(between)]
    by = next(iter([*said, *(written if len(written) == 1 else ())]), None)
    several = DIFFERENTIALS.search(text[: part.stop], part.start)
    sign = MULTIPLE[len(re.findall(r"d\s?(?=[^\W\d_]|\\)", several[0])) if several else 0]
    body = parse(text, known, part.start, part.stop, Token(sign, "∫", part.start, value=Asked(by)))
    if body.head != "integral":
        what = "the formula goes on after the dx"
        hint = "put it in parentheses, or leave the dx out"
        raise ReadingError(what, where=text, position=phrase.start, hint=hint)
    made = inside(body, phrase, text, known)
    if part.start != phrase.start:
        made = with_remarks(made, (*made.remarks, TAKEN))
    made = _within(made, between, said, phrase, text)
    return Question("integral", made, variables_of(made), text)


def _range(phrase: Phrase, text: str, known: Names) -> Range | None:
    """The bounds that are said, if they are."""
    tail = phrase.first("from")
    return bounds(text, known, tail) if tail else None


def _named(between: Range | None) -> tuple[sp.Symbol, ...]:
    """The variable that bounds such as x = 0 are for."""
    return (between.variable.expr,) if between and between.variable else ()


def _within(
    node: Notation, between: Range | None, said: list[sp.Symbol], phrase: Phrase, text: str
) -> Notation:
    """The integral between these bounds, by the one variable that all of the words say."""
    tail = phrase.first("from", "wrt")
    running = variables_of(node)
    if tail is not None and any(symbol not in running for symbol in said):
        strange = next(symbol for symbol in said if symbol not in running)
        what = f"the integral is by {running[-1]}, but {strange} is named here"
        raise ReadingError(what, where=text, position=tail.start)
    if between is None or tail is None:
        return node
    if len(node.parts) > 2:
        what = "the bounds are said twice"
        raise ReadingError(what, where=text, position=tail.start)
    if len(running) > 1:
        what, hint = "one pair of bounds is said for several variables", "write an ∫ for each"
        raise UnsupportedError(what, where=text, position=tail.start, hint=hint)
    if running[0] in between.low.symbols | between.high.symbols:
        remark = f"{running[0]} is the variable of the integral, and another one in its bounds"
        node = with_remarks(node, (*node.remarks, remark))
    made = structure("integral", *node.parts, between.low, between.high)
    return with_remarks(made, node.remarks)


def limited(phrase: Phrase, text: str, known: Names) -> Question:
    """The limit of f as x -> a."""
    body = right_side(parse(text, known, phrase.start, phrase.stop))
    tails = [tail for tail in phrase.tails if tail.kind in ("as", "at")]
    if len(tails) > 1:
        what = "a limit in several variables cannot be asked yet"
        raise UnsupportedError(what, where=text, position=tails[1].start)
    tail = tails[0] if tails else None
    if tail is None:
        what, hint = "it is not said where the limit is taken", "end it with: as x -> 0"
        raise ReadingError(what, where=text, position=len(text.rstrip()), hint=hint)
    variable, to, side = approach(text, known, tail, body)
    made = inside(structure("limit", body, variable, to, text=side), phrase, text, known)
    made = with_remarks(made, (*body.remarks, *made.remarks))
    return Question("limit", made, (variable.expr,), text)


def summed(phrase: Phrase, text: str, known: Names) -> Question:
    """The sum, or the product, of f from k = 1 to n."""
    body = parse(text, known, phrase.start, phrase.stop)
    between = _range(phrase, text, known)
    index = between.variable if between else None
    if between is None or index is None:
        what, hint = "the index and its bounds are missing", "end it with: from k = 1 to n"
        raise ReadingError(what, where=text, position=phrase.stop, hint=hint)
    if any(symbol.name.endswith(f"_{index.text}") for symbol in body.symbols):
        what, hint = "terms with an index are not read in words", "write sum_(k=1)^n a_k"
        raise UnsupportedError(what, where=text, position=phrase.start, hint=hint)
    made = structure(SIGNS[phrase.kind], body, index, between.low, between.high)
    return Question(phrase.kind, with_remarks(made, body.remarks), (index.expr,), text)


ASKED = {
    "": in_notation,
    **dict.fromkeys(("derivative", "gradient", "jacobian", "hessian"), differentiated),
    "integral": integrated,
    "limit": limited,
    **dict.fromkeys(("sum", "product"), summed),
}
