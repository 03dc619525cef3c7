"""Nodes of matrix formulas: structure alone where matrices are in them, no SymPy meaning."""

from __future__ import annotations

import sympy as sp

from symcalc.errors import ReadingError, UnsupportedError
from symcalc.notation import ARITHMETIC, Notation, declared
from symcalc.primitives import SPELLINGS
from symcalc.reading.builder import Builder

# What stands for the value of a node, which is for the one who knows the shapes to say.
VALUE = sp.Symbol("matrix", commutative=False)
TRUTH = sp.Ne(VALUE, 0, evaluate=False)

CONDITIONS = frozenset(("relation", "and", "or", "not"))
COMPARING = CONDITIONS | {"indicator", "piece", "cases"}  # conditions stay as they are in these
HADAMARD = frozenset(("hadamard", "hadamard-quotient", "hadamard-power"))
# These are nodes of matrices whatever is in them.
ALWAYS = (
    HADAMARD
    | frozenset(
        ("vector", "matrix", "transpose", "trace", "determinant", "inverse", "norm", "call")
    )
    | {"keyword", "word", "indicator", "dotted"}
)
ELEMENTWISE = frozenset(row.name for row in SPELLINGS.values()) | {"log-base"}
READ = (
    ALWAYS
    | ELEMENTWISE
    | CONDITIONS
    | frozenset(ARITHMETIC)
    | frozenset(("cases", "piece", "otherwise", "tuple"))
)
# Heads of lists that are no values; calls take tuples, such as the shape of reshape(X, (2, 3)).
ALL_LISTS = frozenset(("tuple", "lines", "set", "interval"))
LISTS = dict.fromkeys(("call", "keyword"), ALL_LISTS - {"tuple"})
# What is understood and refused, and what to write.
REFUSED: dict[str, tuple[str, str]] = {
    "summation": ("a sum over an index", "write sum(…) for all entries, mean(…) for their mean"),
    "product-over": ("a product over an index", "write prod(…) for all entries"),
    "derivative": ("a derivative inside a matrix formula", "write the formula alone"),
    "derivative-at": ("a derivative inside a matrix formula", "write the formula alone"),
    "evaluated": ("an entry of a matrix", "declare it as a name of its own"),
    "plus-minus": ("the sign ± before a matrix", "write one of the two"),
    "set": ("a set of matrices", "write [A, B] for matrices side by side"),
    "interval": ("an interval of matrices", "write [A, B] for matrices side by side"),
    "factorial": ("a factorial of a matrix", "write gamma(x + 1)"),
}


class MatrixBuilder(Builder):
    """Makes the nodes of one text, and keeps the place of each."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.opaque: dict[int, Notation] = {}  # by id, those without a meaning in SymPy
        self.places: dict[int, int] = {}
        self.signs: dict[int, int] = {}  # where the sign of a node stands
        self.kept: list[Notation] = []  # so that no id is used twice

    def node(self, head: str, *parts: Notation, text: str = "", at: int) -> Notation:
        """A node of any head; `at` is its place, and the place that an error points to."""
        if head not in COMPARING:
            parts = tuple(self.masked(part) for part in parts)
        if head in ALWAYS or any(self.is_opaque(part) for part in parts):
            made = self._structure(head, parts, text, at)
        else:
            made = super().node(head, *parts, text=text, at=at)
        self.signs[id(made)] = at
        self.kept.append(made)
        return made

    def is_opaque(self, node: Notation) -> bool:
        """Whether a node has no meaning in SymPy, since a matrix is in it."""
        return id(node) in self.opaque

    def name(self, symbol: sp.Symbol, at: int, *, opaque: bool = True) -> Notation:
        """A name, a new node wherever it stands, so that each has a place."""
        made = declared(symbol.name, symbol, is_matrix=opaque)
        if opaque:
            self.opaque[id(made)] = made
        return self.place(made, at)

    def place(self, node: Notation, at: int) -> Notation:
        """Keep where a node stands, if that is not known yet."""
        self.kept.append(node)
        self.places.setdefault(id(node), at)
        return node

    def place_of(self, node: Notation) -> int:
        """Where a node begins, or where its sign stands if no more is known."""
        return self.places.get(id(node), self.signs.get(id(node), 0))

    def masked(self, part: Notation) -> Notation:
        """A condition that is computed with is 1 where it holds and 0 elsewhere."""
        if part.head not in CONDITIONS or not self.is_opaque(part):
            return part
        return self.indicator(part, self.place_of(part))

    def indicator(self, condition: Notation, at: int) -> Notation:
        """1 where a condition holds; of two that both hold, the product entry by entry."""
        if condition.head == "relation":
            return self.node("indicator", condition, at=at)
        if condition.head != "and":
            what = f"{condition.head} between conditions of matrices cannot be read yet"
            raise UnsupportedError(what, where=self.text, position=at, hint="write one condition")
        parts = [self.indicator(part, self.place_of(part)) for part in condition.parts]
        return self.node("hadamard", *parts, at=at)

    def _structure(self, head: str, parts: tuple[Notation, ...], text: str, at: int) -> Notation:
        """A node without a meaning, within the bounds."""
        height = self._height(head, parts, at)
        if head not in READ:
            raise self._refused(head, text, at)
        if any(isinstance(p.expr, sp.Set) or p.head in LISTS.get(head, ALL_LISTS) for p in parts):
            what = "a list or a set cannot be computed with"
            raise ReadingError(what, where=self.text, position=at, hint="write [A, B] for blocks")
        if head == "quotient" and not self.is_opaque(parts[1]) and parts[1].expr == 0:
            raise ReadingError("division by zero", where=self.text, position=at)
        made = Notation(head, parts, text, TRUTH if head in CONDITIONS else VALUE)
        self.opaque[id(made)] = made
        self.made[id(made)] = made, height, 0
        return made

    def _refused(self, head: str, text: str, at: int) -> UnsupportedError:
        """A head that formulas of matrices do not have."""
        if head == "apply":
            what, hint = f"the function {text} is not known", "write out what it stands for"
            return UnsupportedError(what, where=self.text, position=at, hint=hint)
        what, hint = REFUSED.get(head, (f"{head} of a matrix", ""))
        what = f"{what} cannot be read yet"
        return UnsupportedError(what, where=self.text, position=at, hint=hint or None)
