"""What the names of a matrix formula stand for: declared shapes, sizes, lines defined before."""

from __future__ import annotations

from collections.abc import Mapping

import sympy as sp

from symcalc.notation import ARITHMETIC, Notation
from symcalc.reading.names import Names, key

Shape = tuple[sp.Expr, ...]
# What is square if its parts are.
SQUARE = frozenset((*ARITHMETIC, "transpose", "inverse", "hadamard")) - {"quotient"}


class Scope:
    """The names that are known where a line is read."""

    def __init__(self, shapes: Mapping[str, Shape]) -> None:
        sizes = {s for shape in shapes.values() for size in shape for s in size.free_symbols}
        self.shapes = {key(name): shape for name, shape in shapes.items()}
        self.sizes = frozenset(key(s.name) for s in sizes)
        self.defined: dict[str, int] = {}
        self.names = Names(shapes, sorted(sizes, key=str))
        # Those of matrices are symbols of their own: their order in a product matters.
        for name, shape in shapes.items():
            if shape:
                self.names.known[key(name)] = sp.Symbol(name, commutative=False)
        self.declared = self.names.declared

    def define(self, name: str, at: int) -> None:
        """Take a name for what the line at this place says."""
        self.defined[key(name)] = at
        self.names.known[key(name)] = sp.Symbol(name, commutative=False)
        self.names.declared |= {key(name)}

    def is_known(self, spelling: str) -> bool:
        """Whether this was declared, is a size, or was defined in a line before."""
        return self.names.is_declared(spelling)

    def is_matrix(self, spelling: str) -> bool:
        """Whether this is no plain number: it was declared with a shape, or defined before."""
        found = key(spelling)
        return found in self.defined or bool(self.shapes.get(found))

    def is_exponent(self, spelling: str) -> bool:
        """Whether a name can stand raised: it was declared or defined, and is no mere size."""
        found = key(spelling)
        return found in self.shapes or found in self.defined

    def has_arrays(self) -> bool:
        """Whether any vector or matrix was declared."""
        return any(self.shapes.values())

    def is_square(self, spelling: str) -> bool:
        """Whether this was declared as a square matrix."""
        shape = self.shapes.get(key(spelling), ())
        return len(shape) == 2 and shape[0] == shape[1] != 1

    def squares(self, node: Notation) -> bool:
        """Whether a formula is a square matrix, as far as its names say so."""
        if node.head == "name" and self.is_matrix(node.text):
            return self.is_square(node.text)
        if (node.head, node.text) == ("call", "eye"):
            return True
        found = [self.squares(part) for part in node.parts if self.has_matrix(part)]
        return node.head in SQUARE and bool(found) and all(found)

    def looks_wide(self, node: Notation) -> bool:
        """Whether a formula may be a matrix that is no vector."""
        shape = self.shapes.get(key(node.text), ()) if node.head == "name" else ()
        wide = len(shape) == 2 and 1 not in shape
        return wide or (node.head in SQUARE and any(map(self.looks_wide, node.parts)))

    def has_matrix(self, node: Notation) -> bool:
        """Whether a matrix stands in a formula."""
        return any(
            n.head == "call" or (n.head == "name" and self.is_matrix(n.text)) for n in node.walk()
        )

    def known_names(self) -> list[str]:
        """The names that a word may have been meant to be."""
        return sorted(symbol.name for symbol in self.names.known.values())
