"""Notation: a formula as it is written, and the SymPy object that it means.

SymPy computes and `Notation` shows: SymPy would turn 2(x + 1) into 2x + 2 and reorder x sin x. What
a learner wrote, and what a step prints, is held in a small ordered tree that nothing evaluates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

import sympy as sp

from symcalc.errors import TooLargeError

# The arithmetic of a formula, from the parts' SymPy objects. The table of primitives has a row for
# each; these are also the building blocks of the lines that its rules write.
ARITHMETIC: dict[str, Callable[..., sp.Basic]] = {
    "sum": sp.Add,
    "difference": lambda u, v: sp.Add(u, sp.Mul(-1, v)),
    "negation": lambda u: sp.Mul(-1, u),
    "product": sp.Mul,
    "quotient": lambda u, v: sp.Mul(u, sp.Pow(v, -1)),
    "power": sp.Pow,
}


LONGEST = 13_000  # bits of a whole number that is written out

# Where a variable runs, and which part names it. It runs in the first two parts; those after them,
# bounds or a point, are outside.
RUNNING = {
    "integral": 1,
    "summation": 1,
    "product-over": 1,
    "limit": 1,
    "evaluated": 1,
    "set-builder": 0,
}


@dataclass(frozen=True)
class Notation:
    """One node of a formula as written.

    Attributes
    ----------
    head : str
        What the node is: "number", "name", "constant", a primitive's name ("sum", "sin"), or a
        row of `symcalc.structures` ("relation", "vector", "integral").
    parts : tuple of Notation
        The parts in the order in which they were written.
    text : str
        How it was spelled where there is a choice: "0.1", "x_1", "arctan" for atan, "<" for a
        relation. Empty for the usual spelling.
    expr : sympy.Basic
        What it means. Two notations are equal when they are written alike, so this is not compared.
    remarks : tuple of str
        What was ambiguous in the text, and how it was read. Only the root carries remarks.
    declared : bool
        Whether a name was declared with a shape, so that a word stands for it without quotes.
    """

    head: str
    parts: tuple[Notation, ...] = ()
    text: str = ""
    expr: sp.Basic = field(default=sp.S.Zero, compare=False, repr=False)
    remarks: tuple[str, ...] = field(default=(), compare=False, repr=False)
    declared: bool = field(default=False, compare=False, repr=False)

    def walk(self) -> Iterator[Notation]:
        """Every node, this one first, parts in written order."""
        yield self
        for part in self.parts:
            yield from part.walk()

    @property
    def running(self) -> frozenset[sp.Symbol]:
        """The variables that only run here: k in a sum over k. ∫ f dx is a function of x."""
        place = RUNNING.get(self.head)
        if place is None or (self.head == "integral" and len(self.parts) == 2):
            return frozenset()
        variable = self.parts[place]
        return (variable.parts[0] if variable.head == "element" else variable).symbols

    @cached_property
    def symbols(self) -> frozenset[sp.Symbol]:
        """The variables and parameters that are written in it, but for those that run inside."""
        if self.head == "name":
            return frozenset((self.expr,))
        found = [part.symbols for part in self.parts]
        return frozenset().union(*found[2:], *(symbols - self.running for symbols in found[:2]))

    def _sympy_(self) -> sp.Basic:
        return self.expr


# The same of matrices, left as they are written.
MATRICES: dict[str, Callable[..., sp.Basic]] = {
    "sum": sp.MatAdd,
    "difference": lambda u, v: sp.MatAdd(u, sp.MatMul(-1, v)),
    "negation": lambda u: sp.MatMul(-1, u),
    "product": sp.MatMul,
    "quotient": lambda u, v: sp.MatMul(u, sp.Pow(v, -1)),
    "power": sp.MatPow,
}


def arithmetic(head: str, *parts: Notation) -> Notation:
    """A sum, difference, negation, product, quotient or power of notations."""
    exprs = [part.expr for part in parts]
    table = MATRICES if any(expr.is_Matrix for expr in exprs) else ARITHMETIC
    return Notation(head, parts, expr=table[head](*exprs))


def number(value: sp.Expr | int, text: str = "") -> Notation:
    """A number that is not negative, shown as `text`."""
    meaning = sp.Integer(value) if isinstance(value, int) else value
    if meaning.is_Integer and int(meaning).bit_length() > LONGEST:
        raise TooLargeError(
            "a number of the formula has more than 4000 digits", hint="make its powers smaller"
        )
    return Notation("number", text=text or str(meaning), expr=meaning)


def name(symbol: sp.Symbol) -> Notation:
    """A variable or a parameter."""
    return Notation("name", text=symbol.name, expr=symbol)


def declared(spelled: str, meaning: sp.Basic, *, is_matrix: bool) -> Notation:
    """A variable with a shape: a word stands without quotes; e as a number keeps them, for e^x."""
    return Notation("name", text=spelled, expr=meaning, declared=is_matrix or spelled != "e")


def is_number(node: Notation, value: int) -> bool:
    """Whether `node` is this literal integer."""
    return node.head == "number" and node.expr == value


def add(*terms: Notation) -> Notation:
    """A sum, written without brackets around its own sums and without a leading zero.

    Two terms of which the second is negative make a difference.
    """
    flat = [t for term in terms for t in signed_terms(term) if not is_number(t, 0)]
    if not flat:
        return number(0)
    if len(flat) == 1:
        return flat[0]
    first, second = flat[0], flat[1]
    if len(flat) == 2 and second.head == "negation" and first.head != "negation":
        return arithmetic("difference", first, second.parts[0])
    return arithmetic("sum", *flat)


def signed_terms(node: Notation) -> tuple[Notation, ...]:
    """The terms of a sum or difference, each with its sign; the node itself if it is neither."""
    if node.head == "sum":
        return node.parts
    if node.head == "difference":
        return (node.parts[0], arithmetic("negation", node.parts[1]))
    return (node,)


def negative(node: Notation) -> Notation:
    """−u, with −(−u) written as u."""
    if node.head == "negation":
        return node.parts[0]
    return node if is_number(node, 0) else arithmetic("negation", node)


def subtract(left: Notation, right: Notation) -> Notation:
    """u − v, the brackets of v kept."""
    return left if is_number(right, 0) else add(left, negative(right))


def multiply(*factors: Notation) -> Notation:
    """A product, written flat, without factors of one; a factor of zero makes it zero."""
    flat = [f for u in factors for f in (u.parts if u.head == "product" else (u,))]
    if any(is_number(f, 0) for f in flat):
        return number(0)
    flat = [f for f in flat if not is_number(f, 1)]
    if flat and flat[0].head == "negation":
        return negative(multiply(flat[0].parts[0], *flat[1:]))
    if len(flat) < 2:
        return flat[0] if flat else number(1)
    return arithmetic("product", *flat)


def divide(top: Notation, bottom: Notation) -> Notation:
    """u / v, with a denominator of one left out."""
    return top if is_number(bottom, 1) else arithmetic("quotient", top, bottom)


def power(base: Notation, exponent: Notation) -> Notation:
    """u ^ v, with an exponent of one left out."""
    return base if is_number(exponent, 1) else arithmetic("power", base, exponent)


def derivative(body: Notation, *variables: Notation, text: str = "d") -> Notation:
    """d/dx of a body, unevaluated; one variable for each order, `text` is "d" or "∂"."""
    meaning = sp.Derivative(body.expr, *(v.expr for v in variables))
    return Notation("derivative", (body, *variables), text, meaning)


def rational(value: sp.Rational) -> Notation:
    """A rational number as it is written: -2/3 is the negation of a quotient."""
    if value < 0:
        return negative(rational(-value))
    return number(value) if value.q == 1 else divide(number(value.p), number(value.q))


def with_remarks(node: Notation, remarks: tuple[str, ...]) -> Notation:
    """The same formula, carrying what was ambiguous about it."""
    return replace(node, remarks=tuple(dict.fromkeys(remarks)))
