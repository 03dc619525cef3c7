"""The frame of every writer: how tightly heads hold together, and what a style can set.

What a head looks like is written once, as a function that is registered here by `shape` and that
puts pieces together by the methods of a `Writer`. A style (text, LaTeX, pretty) says what a piece
is, and how two stand beside each other. Signs are named by their Unicode character in all of them.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from symcalc.notation import Notation

T = TypeVar("T")

# How tightly a head holds together, loosest first. A PREFIX reaches to the right as far as it can;
# a CALL is a function whose argument has no parentheses.
LINES, IMPLIES, OR, AND, NOT, RELATION, SETS, SUM, PREFIX, QUOTIENT, PRODUCT, CALL = range(12)
POWER, POSTFIX, ATOM = range(12, 15)

SIGNS = ("integral", "summation", "product-over")  # a large sign parts them from what is before
# Heads that stand close to a number before them, 2x and 2π, and those that a dot parts.
CLOSE = ("name", "constant", "power", "indexed")
DOTTED = ("derivative", "quotient", "prime")
OPENING, CLOSING = tuple("(⎛⎜⎝"), tuple(")⎞⎟⎠")
EXPONENT = re.compile(r"[eE]\d")  # 2e1 would be a number

Level = Callable[[Notation], int]


class Shape(NamedTuple):
    """How a head is written, and how tightly what is written holds together."""

    level: Level
    write: Callable[[Writer[Any], Notation], Any]


SHAPES: dict[str, Shape] = {}


def shape(
    *heads: str, level: int | Level = ATOM
) -> Callable[[Callable[[Writer[T], Notation], T]], Callable[[Writer[T], Notation], T]]:
    """Register how heads are written; where the spelling decides, `level` looks at the node."""
    looked: Level = (lambda _node: level) if isinstance(level, int) else level

    def register(write: Callable[[Writer[T], Notation], T]) -> Callable[[Writer[T], Notation], T]:
        SHAPES.update(dict.fromkeys(heads, Shape(looked, write)))
        return write

    return register


class Writer(ABC, Generic[T]):
    """A style: it sets the pieces of type T that the shapes ask for.

    `OWN` holds the levels of heads that hold together otherwise in this style; `ABOVE` and `BELOW`
    are how tightly the parts of a fraction have to.
    """

    OWN: ClassVar[dict[str, int]] = {}
    ABOVE: ClassVar[int] = PRODUCT
    BELOW: ClassVar[int] = POWER

    def write(self, node: Notation) -> T:
        """A formula."""
        piece: T = shape_of(node).write(self, node)
        return piece

    def level(self, node: Notation) -> int:
        """How tightly a formula holds together when it is written."""
        return self.OWN.get(node.head) or level_of(node)

    def inside(self, node: Notation, least: int) -> T:
        """Written, and enclosed if it holds together less tightly than `least`."""
        return self.write(node) if self.level(node) >= least else self.enclosed(node)

    def enclosed(self, node: Notation) -> T:
        """Written so that it can stand anywhere."""
        return self.fence("(", self.write(node), ")")

    def listed(self, nodes: Sequence[Notation]) -> T:
        """Formulas between commas."""
        return self.commas([self.write(node) for node in nodes])

    def commas(self, written: Sequence[T]) -> T:
        """Pieces between commas."""
        return self.spaced(
            *(self.row(piece, self.sign(",")) for piece in written[:-1]), written[-1]
        )

    def factor(self, node: Notation, following: Notation | None) -> T:
        """A factor that does not reach over the next one."""
        reaches = self.level(node) == PREFIX and following is not None
        return self.enclosed(node) if reaches else self.write(node)

    def applied(self, function: T, arguments: Sequence[Notation], node: Notation) -> T:
        """A function and its arguments; `node` is the call."""
        del node
        return self.row(function, self.fence("(", self.listed(arguments), ")"))

    def between(self, left: Notation, right: Notation, before: T, after: T) -> str:
        """Nothing, a space or a dot between two factors, so that they read back."""
        ends, begins = self.line(before)[-1], self.line(after)
        names = left.head == right.head == "name"
        remainder = left.head == "percent"  # 5% x could be what is left of 5
        dotted = (
            right.head == "evaluated"
            or is_dotted(right)
            or (is_dotted(left) and right.head not in SIGNS)
        )
        if begins[0].isdigit() or dotted or names or remainder:
            return "·"
        if self.opens(after):
            closed = self.opens(before) and ends in CLOSING
            return "" if left.head == "number" or closed else "·"
        close = left.head == "number" and right.head in CLOSE and ends.isdigit()
        return "" if close and begins[0].isalpha() and not EXPONENT.match(begins) else " "

    def opens(self, piece: T) -> bool:
        """Whether it begins with a parenthesis, which a reader could take for the whole."""
        return self.line(piece).startswith(OPENING)

    def determinant(self, node: Notation) -> T:
        """The determinant of a matrix."""
        return self.applied(self.operator("det"), node.parts, node)

    def entrywise(self, base: T, exponent: Notation) -> T:
        """Each entry of a square matrix to a power: X^∘2."""
        return self.raised(base, Notation("entrywise", (exponent,)))

    def ones(self, sizes: Sequence[Notation]) -> T:
        """A column of ones."""
        return self.scripted(self.sign("𝟏"), self.listed(sizes))

    def augmented(self, rows: Sequence[Sequence[T]], left: int) -> T:
        """A matrix with a bar after some columns."""
        return self.grid([[*row[:left], self.sign("|"), *row[left:]] for row in rows])

    def interval(self, node: Notation) -> T:
        """An interval that stands where a bracket could mean something else: ]0, 1[ is open."""
        outer = "][" if node.text == "()" else node.text
        return self.fence(outer[0], self.listed(node.parts), outer[1])

    def declared(self, name: str) -> T:
        """The name of a variable that was declared."""
        return self.name(name)

    # What a style can set: leaves,

    @abstractmethod
    def sign(self, character: str) -> T:
        """A sign of mathematics, by its Unicode character; "and", "lim" are signs too."""

    @abstractmethod
    def word(self, word: str) -> T:
        """A word of prose."""

    @abstractmethod
    def name(self, name: str) -> T:
        """A variable."""

    @abstractmethod
    def number(self, digits: str) -> T:
        """A number."""

    @abstractmethod
    def operator(self, word: str) -> T:
        """The name of a function."""

    # pieces in a line,

    @abstractmethod
    def line(self, piece: T) -> str:
        """What of it stands on the line of writing."""

    @abstractmethod
    def row(self, *pieces: T) -> T:
        """Pieces close beside each other."""

    @abstractmethod
    def spaced(self, *pieces: T) -> T:
        """Pieces with a space between them."""

    @abstractmethod
    def fence(self, left: str, piece: T, right: str) -> T:
        """A piece between brackets."""

    # and pieces above each other.

    @abstractmethod
    def raised(self, base: T, exponent: Notation) -> T:
        """A base with its exponent."""

    @abstractmethod
    def scripted(self, base: T, below: T, above: T | None = None) -> T:
        """A piece with something small after it, below and above."""

    @abstractmethod
    def indexed(self, base: Notation, indices: Sequence[Notation]) -> T:
        """A name with indices that run."""

    @abstractmethod
    def fraction(self, top: T, bottom: T) -> T:
        """One piece over another."""

    @abstractmethod
    def root(self, node: Notation, degree: Notation | None) -> T:
        """A root; without a degree, the square root."""

    @abstractmethod
    def binomial(self, node: Notation) -> T:
        """n over k."""

    @abstractmethod
    def integral(self, bounds: Sequence[T], body: T) -> T:
        """An integral sign with its bounds, before the integrand and its differential."""

    @abstractmethod
    def over(self, sign: str, below: T, above: T | None, body: T) -> T:
        """∑, ∏ or lim with what stands below and above it, before its body."""

    @abstractmethod
    def braced(self, rows: Sequence[Sequence[T]]) -> T:
        """Rows after one brace."""

    @abstractmethod
    def aligned(self, rows: Sequence[tuple[T, T]]) -> T:
        """Lines of working, in two columns: the left sides, and the signs with what follows."""

    @abstractmethod
    def column(self, entries: Sequence[T]) -> T:
        """A vector."""

    @abstractmethod
    def grid(self, rows: Sequence[Sequence[T]]) -> T:
        """A matrix."""


def is_dotted(node: Notation) -> bool:
    """Whether a factor stands apart: (d/dx u)·v; f′(x) is like any other call."""
    return node.head in DOTTED and node.text != "'"


def level_of(node: Notation) -> int:
    """How tightly a formula holds together, in most styles."""
    return shape_of(node).level(node)


def shape_of(node: Notation) -> Shape:
    """The shape of a head; whatever has none of its own is written as a call."""
    return SHAPES.get(node.head) or SHAPES["call"]
