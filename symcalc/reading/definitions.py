"""What a question says of its function: f(x) = …, written in it, after it or before it."""

from __future__ import annotations

import re
from typing import NamedTuple

import sympy as sp

from symcalc.errors import ReadingError, UnsupportedError
from symcalc.formula import Question, natural_order
from symcalc.notation import Notation, with_remarks
from symcalc.reading.grammar import parse
from symcalc.reading.names import Names
from symcalc.reading.phrases import Phrase, Tail
from symcalc.reading.wording import EQUATION
from symcalc.structures import structure

BEGINNING = re.compile(rf"\s*{EQUATION}")
TAKEN = "the right side of the equation is taken"


class Asked(NamedTuple):
    """The function that is asked about; its arguments where they are said; what else is said.

    Where numbers stand for its arguments, as in f(2, −1), they are the point `at`.
    """

    body: Notation
    arguments: tuple[sp.Symbol, ...] = ()
    points: tuple[Tail, ...] = ()
    at: tuple[tuple[sp.Symbol, sp.Expr], ...] = ()


def is_definition(node: Notation) -> bool:
    """Whether it is "f(x) = …" or "y = …"; y = x + y³ ties y to x, but does not say what it is."""
    equation = node.head == "relation" and node.text == "="
    if not equation or node.parts[0].head not in ("name", "apply"):
        return False
    return node.parts[0].head == "apply" or node.parts[0].expr not in node.parts[1].symbols


def right_side(node: Notation) -> Notation:
    """The formula in "f(x) = …" or "y = …", with a remark that it was read so."""
    if not is_definition(node):
        return node
    return with_remarks(node.parts[1], (*node.remarks, TAKEN))


def arguments(function: Notation) -> tuple[sp.Symbol, ...]:
    """x and y of f(x, y), in this order; nothing for a name alone."""
    named = function.head == "apply" and all(part.head == "name" for part in function.parts)
    return tuple(part.expr for part in function.parts) if named else ()


def defined(text: str, known: Names, tail: Tail, function: Notation) -> Notation | None:
    """The equation that a tail defines this function by; None where it says something else.

    "x = 2" is a value, unless the function is asked for by its name.
    """
    said = parse(text, known, tail.start, tail.stop)
    name = function.text.rstrip("'")
    if function.symbols & said.symbols and not is_definition(said):
        refuse_equation(said, text, tail.start)
    if not is_definition(said) or said.parts[0].text != name:
        return None
    named = function.head == "name" and function.text == name
    if named and said.parts[1].expr.is_number:
        return None
    clear = arguments(function) in ((), arguments(said.parts[0])) or not arguments(said.parts[0])
    if not clear:
        what = f"{name} is defined for other variables than it is asked for"
        raise ReadingError(what, where=text, position=tail.start)
    return said


def asked(read: Notation, phrase: Phrase, text: str, known: Names) -> Asked:
    """The function in "f(x) = …", or in "f where f(x) = …"; points are what the tails say else."""
    tails = tuple(tail for tail in phrase.tails if tail.kind in ("at", "given"))
    for tail in tails if read.head in ("name", "apply") else ():
        said = defined(text, known, tail, read) if tail.kind == "given" else None
        if said is not None:
            rest = tuple(other for other in tails if other is not tail)
            body = with_remarks(said.parts[1], (*read.remarks, *said.remarks))
            given = arguments(said.parts[0]) or arguments(read)
            at = numbers_for(read, given or natural_order(body.symbols), text, phrase.start)
            return Asked(body, given, rest, at)
    given = arguments(read.parts[0]) if is_definition(read) else ()
    return Asked(right_side(read), given, tails)


def numbers_for(
    function: Notation, among: tuple[sp.Symbol, ...], text: str, position: int
) -> tuple[tuple[sp.Symbol, sp.Expr], ...]:
    """x = 2 and y = −1 of f(2, −1); nothing of f(x, y) and of f.

    Raises
    ------
    ReadingError
        If something else stands for the arguments, or not as much as there are.
    """
    if function.head != "apply" or arguments(function):
        return ()
    values = [part.expr for part in function.parts]
    if len(values) != len(among) or not all(value.is_number for value in values):
        what = f"what stands in {function.text}(…) is not what {function.text} is defined of"
        hint = f"write a point after it: of {function.text} at (1, 2)"
        raise ReadingError(what, where=text, position=position, hint=hint)
    return tuple(zip(among, values, strict=True))


def beginning(text: str, known: Names, phrase: Phrase) -> tuple[Phrase, tuple[sp.Symbol, ...]]:
    """The right side of "integrate f(x) = x^2": the phrase without f(x) =, and its arguments."""
    found = BEGINNING.match(text, phrase.start, phrase.stop)
    if found is None:
        return phrase, ()
    function = parse(text, known, phrase.start, found.end() - 1)
    return phrase._replace(start=found.end()), arguments(function)


def inside(node: Notation, phrase: Phrase, text: str, known: Names) -> Notation:
    """An integral or a limit of f(x), with what f(x) is said to be in its place."""
    body, *rest = node.parts
    tail = phrase.first("given")
    if tail is None:
        return node
    said = defined(text, known, tail, body)
    if said is None:
        raise not_asked(text, tail)
    made = structure(node.head, said.parts[1], *rest, text=node.text)
    return with_remarks(made, (*node.remarks, *said.remarks))


def not_asked(text: str, tail: Tail) -> ReadingError:
    """For an equation that says nothing of the question."""
    what = "it is not clear what this says about the question"
    hint = "name the function in both: find f'(x) if f(x) = x^2"
    return ReadingError(what, where=text, position=tail.start, hint=hint)


def primed(node: Notation) -> tuple[Notation, int, Notation | None] | None:
    """y' and f'(2): the function, how often it is differentiated, and where."""
    if node.head == "derivative-at":
        return node, node.text.count("'"), node.parts[0]
    is_primed = node.head == "name" and node.text.endswith("'")
    return (node, node.text.count("'"), None) if is_primed else None


def derivative_given(read: Notation, phrase: Phrase, text: str, known: Names) -> Question | None:
    """dy/dx, y' or f'(2) of a function that a tail defines; None where no tail is about it."""
    prime = primed(read)
    if prime is None and read.head != "derivative":
        return None
    function = prime[0] if prime else read.parts[0]
    tails = [tail for tail in phrase.tails if tail.kind == "given"]
    equations = [defined(text, known, tail, function) for tail in tails]
    said = next((equation for equation in equations if equation is not None), None)
    if said is None:
        return None
    body = with_remarks(said.parts[1], said.remarks)
    if prime is None:
        wrt = tuple(variable.expr for variable in read.parts[1:])
        return Question("derivative", body, wrt, text, "∂" if read.text == "∂" else "d")
    among = arguments(said.parts[0]) or tuple(body.symbols)
    if len(among) != 1:
        what, hint = "it is not said by which variable", "write f(x) = …, or dy/dx"
        raise ReadingError(what, where=text, position=phrase.start, hint=hint)
    at = ((among[0], prime[2].expr),) if prime[2] is not None else ()
    return Question("derivative", body, among * prime[1], text, at=at)


def refuse_equation(node: Notation, text: str, position: int) -> None:
    """x² + y² = 1 defines y without saying it."""
    if node.head == "relation" and node.text == "=":
        what = "this is an equation, and it is not said what is a function of what"
        hint = "name both: dy/dx where x^2 + y^2 = 25"
        raise UnsupportedError(what, where=text, position=position, hint=hint)
