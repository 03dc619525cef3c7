"""Shapes that a norm tells: in ‖A x − b‖² the capital letter is a matrix, the others are vectors.

Only where it is sure: a norm holds a product of a capital letter with a small one, and every letter
of a norm fits as a matrix or as a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from symcalc.errors import ShapeError, SymcalcError
from symcalc.notation import Notation
from symcalc.reading.matrices import read_matrices

NORM = re.compile(r"\|\||‖|\\\||\\Vert|\\lVert|\bnorm\s*\(")
RUN = re.compile(r"(?<![^\W_])([A-Z])(?=[a-z](?![^\W_]))")  # the A of Ax
SIZES = "mnpqrs"
LONGEST = 500  # characters of a formula that is looked at
ONE = "1"


def inferred(formula: Any) -> dict[str, tuple[str, ...]] | None:
    """The shapes of all letters in norms; None where they are not sure.

    >>> inferred("||A x - b||^2")
    {'A': ('m', 'n'), 'x': ('n',), 'b': ('m',)}
    >>> inferred("||x - y||^2"), inferred("A x")
    (None, None)
    """
    if not isinstance(formula, str) or len(formula) > LONGEST or not NORM.search(formula):
        return None
    try:
        node = read_matrices(RUN.sub(r"\1 ", formula), {}).node
    except SymcalcError:
        return None
    norms = [part for part in node.walk() if part.head == "norm"]
    within = {letter for norm in norms for letter in _letters(norm)}
    beside = set(_letters(node, inside=False))
    if not any(map(_is_product, norms)) or within & beside:
        return None
    fitted = Fitting()
    try:
        for norm in norms:
            fitted.shape(norm.parts[0])
    except ShapeError:
        return None
    taken = {*(name.lower() for name in within), *beside}
    return fitted.told([c for c in SIZES if c not in taken])


def _is_vector(name: str) -> bool:
    return name[0].islower() and name.isascii()


def _is_matrix(name: str) -> bool:
    return len(name) == 1 and name.isupper() and name.isascii()


def _letters(node: Notation, *, inside: bool = True) -> Iterator[str]:
    """The names in a formula; without those in its norms if not `inside`."""
    if node.head == "norm" and not inside:
        return
    if node.head == "name":
        yield node.text
    for part in node.parts:
        yield from _letters(part, inside=inside)


def _is_product(norm: Notation) -> bool:
    """Whether it holds a capital letter times a small one."""
    products = (part for part in norm.walk() if part.head == "product")
    names = ([name for part in p.parts for name in _letters(part)] for p in products)
    return any(any(map(_is_matrix, some)) and any(map(_is_vector, some)) for some in names)


class Fitting:
    """Rows and columns of letters, joined as products and sums join them."""

    def __init__(self) -> None:
        self.same: dict[str, str] = {}
        self.names: list[str] = []

    def shape(self, node: Notation) -> tuple[str, str] | None:
        """The rows and the columns of a formula; None of a number.

        Raises
        ------
        ShapeError
            If something stands in it that is neither.
        """
        if node.head in ("number", "constant", "quotient"):
            return None
        if node.head == "name":
            return self._named(node.text)
        if node.head == "transpose":
            found = self.shape(node.parts[0])
            return found and (found[1], found[0])
        shapes = [found for part in node.parts if (found := self.shape(part)) is not None]
        if node.head not in ("sum", "difference", "negation", "product") or not shapes:
            raise ShapeError(node.head)
        return self._chained(shapes) if node.head == "product" else self._added(shapes)

    def _named(self, name: str) -> tuple[str, str] | None:
        if not (_is_matrix(name) or _is_vector(name)):
            raise ShapeError(name)
        if name not in self.names:
            self.names.append(name)
        return f"{name}0", f"{name}1" if _is_matrix(name) else ONE

    def _chained(self, shapes: list[tuple[str, str]]) -> tuple[str, str]:
        rows, columns = shapes[0]
        for below, beside in shapes[1:]:
            self._join(columns, below)
            columns = beside
        return rows, columns

    def _added(self, shapes: list[tuple[str, str]]) -> tuple[str, str]:
        for rows, columns in shapes[1:]:
            self._join(shapes[0][0], rows)
            self._join(shapes[0][1], columns)
        return shapes[0]

    def _root(self, size: str) -> str:
        while size in self.same:
            size = self.same[size]
        return size

    def _join(self, one: str, other: str) -> None:
        left, right = self._root(one), self._root(other)
        if ONE in (left, right) and left != right:
            raise ShapeError("a matrix with one column would be a vector")
        if left != right:
            self.same[right] = left

    def told(self, sizes: list[str]) -> dict[str, tuple[str, ...]] | None:
        """The shapes with letters for the sizes, in the order that they are met."""
        roots: dict[str, str] = {}
        made: dict[str, tuple[str, ...]] = {}
        for name in self.names:
            axes = [f"{name}0", f"{name}1"][: 1 + _is_matrix(name)]
            for root in map(self._root, axes):
                if root not in roots and len(roots) == len(sizes):
                    return None
                roots.setdefault(root, sizes[len(roots)] if root not in roots else "")
            made[name] = tuple(roots[self._root(axis)] for axis in axes)
        return made


def remark_on(shapes: dict[str, tuple[str, ...]]) -> str:
    """That shapes were told by the letters."""
    matrices = [name for name, shape in shapes.items() if len(shape) == 2]
    vectors = [name for name, shape in shapes.items() if len(shape) == 1]
    told = ", ".join(
        f"{name}: {shape[0]}" if len(shape) == 1 else f"{name}: ({', '.join(shape)})"
        for name, shape in shapes.items()
    )
    what = f"{_are(matrices, 'a matrix', 'matrices')}, {_are(vectors, 'a vector', 'vectors')}"
    return f"the letters tell the shapes: {what}; to say others, declare {told}"


def _are(names: list[str], one: str, several: str) -> str:
    return f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} " + (
        one if len(names) == 1 else several
    )
