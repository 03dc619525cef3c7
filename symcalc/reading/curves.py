"""Questions about curves: slopes by an equation or a parameter, tangents, inverse functions."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.errors import ReadingError, UnsupportedError
from symcalc.formula import Question, natural_order
from symcalc.notation import Notation, with_remarks
from symcalc.reading import bare
from symcalc.reading.calculus import right_of
from symcalc.reading.definitions import Asked, asked, is_definition, refuse_equation
from symcalc.reading.grammar import parse
from symcalc.reading.names import Names
from symcalc.reading.phrases import Phrase, Tail
from symcalc.reading.several import equations
from symcalc.reading.tails import method_of, names_of, points, value, variables
from symcalc.structures import structure

X, Y = sp.symbols("x y")
HEIGHTS = sp.symbols("y z w")  # the last coordinate of a point of a graph, where it has no name
PRIMED = re.compile(r"\(\s*([^\W\d_])\s*(?:\^|⁻)")
POINT = ("tuple", "vector", "interval", "and")


def is_equation(node: Notation) -> bool:
    """Whether it has an equals sign."""
    return node.head == "relation" and node.text == "="


def on_curve(read: Notation, phrase: Phrase, text: str, known: Names) -> Question | None:
    """dy/dx where an equation ties y to x, or where x and y are given in terms of t.

    The question names y, then x for each order; or the parameter for each order.
    """
    if read.head != "derivative" or read.parts[0].head != "name":
        return None
    letters = tuple(part.expr for part in read.parts)
    implicitly = method_of(phrase, text) == "implicit"
    given = [parse(text, known, t.start, t.stop) for t in phrase.tails if t.kind == "given"]
    for said in given:
        told = is_definition(said) and said.parts[0].expr in (letters[0], said.expr)
        tied = is_equation(said) and (implicitly or not told)
        if tied and set(letters) <= said.symbols:
            return Question("implicit", said, letters, text)
    if implicitly:
        what, hint = "it is not said by which equation", "end it with: where x^2 + y^2 = 25"
        raise ReadingError(what, where=text, position=len(text.rstrip()), hint=hint)
    pairs = dict(pair for said in given for pair in equations(said) or ())
    return _by_parameter(letters, pairs, phrase, text, known)


def _by_parameter(
    letters: tuple[sp.Symbol, ...],
    pairs: dict[sp.Symbol, Notation],
    phrase: Phrase,
    text: str,
    known: Names,
) -> Question | None:
    """dy/dx where x = cos t, y = sin t; None where it is not x and y that are given."""
    y, *by = letters
    if set(pairs) != {y, *by} or len(set(by)) > 1 or len(pairs) != 2:
        return None
    body = structure("tuple", pairs[by[0]], pairs[y])
    if body.symbols & pairs.keys() or not body.symbols:
        return None
    if letters[:2] != (Y, X) or len(by) > 2:
        what = "of a curve with a parameter, dy/dx and d²y/dx² are worked out"
        hint = "call the coordinates x and y: dy/dx where x = cos t, y = sin t"
        raise UnsupportedError(what, where=text, hint=hint)
    tails = [t for t in phrase.tails if t.kind == "parameter"]
    said = tuple(s for t in tails for s in names_of(text, known, t))
    usual = tuple(s for s in body.symbols if s.name == "t") or tuple(body.symbols)
    if len(said or usual) != 1:
        what, hint = "it is not clear which letter is the parameter", "add: with parameter t"
        raise ReadingError(what, where=text, position=len(text.rstrip()), hint=hint)
    return Question("parametric", body, (said or usual)[:1] * len(by), text)


def implied(read: Notation, function: Asked, phrase: Phrase, text: str, known: Names) -> Question:
    """The slope of x² + y² = 25: of y by x where nothing else is said."""
    letters = natural_order(read.symbols)
    said = variables(phrase, text, known)
    x = said[0] if said else next((s for s in letters if s == X), None)
    others = [s for s in letters if s != x]
    usual = [s for s in others if s == Y] or others
    if x is None or len(usual) != 1 or len(said) > 1:
        refuse_equation(read, text, phrase.start)
    at = points(text, known, function.points, letters)
    return Question("implicit", read, (usual[0], *[x] * phrase.order), text, at=at)


def touched(phrase: Phrase, text: str, known: Names) -> Question:
    """The tangent line to y = x² at x = 1, or at (1, 1); the tangent plane to z = x y at (1, 2)."""
    read = bare.formula(text, known, phrase.start, phrase.stop)
    function = asked(read, phrase, text, known)
    graph = is_definition(read)
    body = with_remarks(read.parts[1], read.remarks) if graph else function.body
    among = function.arguments or natural_order(body.symbols) or (X,)
    if not function.points:
        what, hint = "it is not said where the tangent touches", "end it with: at x = 1"
        raise ReadingError(what, where=text, position=len(text.rstrip()), hint=hint)
    free = next(s for s in (*HEIGHTS, sp.Symbol("y_1")) if s not in among)
    height = read.parts[0].expr if graph and read.parts[0].head == "name" else free
    count = _count(text, known, function.points[0])
    flat = is_equation(body) or count != len(among) + 1
    at = points(text, known, function.points, among if flat else (*among, height))
    wrt = tuple(x for x, _ in at if flat or x != height)
    if not wrt or (graph and height in wrt):
        what, hint = "it is not clear which point this is", "write: at x = 1"
        raise ReadingError(what, where=text, position=function.points[0].start, hint=hint)
    if body == read and read.head == "name" and read.expr not in wrt:
        what, hint = f"it is not said what {read.text} is", "write it out: tangent to y = x^2"
        raise ReadingError(what, where=text, position=phrase.start, hint=hint)
    return Question("tangent", body, wrt, text, at=at)


def _count(text: str, known: Names, tail: Tail) -> int:
    """How many coordinates a point has."""
    said = parse(text, known, tail.start, tail.stop)
    return len(said.parts) if said.head in POINT else 1


def inverted(phrase: Phrase, text: str, known: Names) -> Question:
    """The derivative of the inverse of x³ + x at 2; (f⁻¹)′(2) where f(x) = x³ + x."""
    primed = PRIMED.search(text[: phrase.lead])
    if primed is None:
        read = parse(text, known, phrase.start, phrase.stop)
        function = asked(read, phrase, text, known)
        tail = next(iter(function.points), None)
        place = tail.start if tail else phrase.start
        at = value(text, known, tail.start, tail.stop) if tail else None
    else:
        read = parse(text, known, *primed.span(1))
        function = asked(read, phrase, text, known)
        if function.body == read:
            what, hint = f"it is not said what {read.text} is", "end it with: where f(x) = x^3 + x"
            raise ReadingError(what, where=text, position=primed.start(1), hint=hint)
        place = phrase.start
        at = value(text, known, phrase.start, phrase.stop)
    refuse_equation(function.body, text, phrase.start)
    if at is None:
        what, hint = "it is not said at which value of the function", "end it with: at 2"
        raise ReadingError(what, where=text, position=len(text.rstrip()), hint=hint)
    wrt = variables(phrase, text, known) or function.arguments
    wrt = wrt or natural_order(function.body.symbols)
    if len(wrt) != 1:
        what, hint = "it is not said by which variable", "end it with: with respect to x"
        raise ReadingError(what, where=text, position=phrase.start, hint=hint)
    said = right_of(at).expr
    if not (said.is_number and said.is_finite):
        what, hint = "the inverse is differentiated at a number", "end it with: at 2"
        raise ReadingError(what, where=text, position=place, hint=hint)
    return Question("inverse", function.body, wrt, text, at=((wrt[0], said),))
