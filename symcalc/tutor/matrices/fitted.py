"""Rows and columns of letters, joined as products, sums, traces and norms join them."""

from __future__ import annotations

import re
from collections.abc import Collection

from symcalc.errors import ShapeError
from symcalc.notation import Notation

ONE = "1"
MATRIX = re.compile(r"[A-Z](?:_?\d)?")
SMALL = re.compile(r"[a-z](?:_?\d)?")
OF_ARRAYS = ("transpose", "trace", "determinant")
OF_ENTRIES = ("relu", "sigmoid", "tanh", "softplus", "exp", "log", "sin", "cos")
Shape = tuple[str, str]  # rows and columns; None of a number


def is_matrix(name: str) -> bool:
    """Whether it is a capital letter."""
    return MATRIX.fullmatch(name) is not None


def is_small(name: str) -> bool:
    """Whether it is a small letter, which is a vector or a number."""
    return SMALL.fullmatch(name) is not None


def _is_number(norm: Notation) -> bool:
    """Whether what stands in a norm is a number by its signs, as in ‖wᵀ x‖."""
    return not norm.text and any(part.head in ("transpose", "dotted") for part in norm.walk())


class Fitting:
    """The shapes of letters, some of which are taken as vectors.

    A capital letter is a matrix of more than one row and column; a letter that is neither capital
    nor among `vectors` is a number.
    """

    def __init__(self, vectors: Collection[str]) -> None:
        self.vectors = vectors
        self.same: dict[str, str] = {}
        self.names: list[str] = []

    def shape(self, node: Notation) -> Shape | None:
        """The rows and the columns of a formula; None of a number.

        Raises
        ------
        ShapeError
            If they do not fit.
        """
        if node.head == "name":
            return self._named(node.text)
        found = [self.shape(part) for part in node.parts]
        some = [one for one in found if one is not None]
        if node.head == "product":
            return self._chained(some)
        if not some:
            if node.head in OF_ARRAYS or (node.head == "norm" and not _is_number(node)):
                raise ShapeError(f"the {node.head} of a number")
            return None
        if node.head in ("sum", "difference") and len(some) == len(found):
            return self._added(some)
        if node.head == "power" and found[1] is None and node.parts[1].expr.is_Integer:
            return self._squared(some[0])
        return self._alone(node, some) if len(found) == 1 else self._scaled(node, found)

    def _alone(self, node: Notation, some: list[Shape]) -> Shape | None:
        """What is made of one formula."""
        rows, columns = some[0]
        if node.head == "transpose":
            return columns, rows
        if node.head in ("negation", "group"):
            return some[0]
        if node.head in OF_ARRAYS:
            self._squared(some[0])
            return None
        if node.head == "inverse":
            return self._squared(some[0])
        if node.head == "norm":
            return None
        if node.head in OF_ENTRIES and columns == ONE:
            return some[0]
        raise ShapeError(node.head)

    def _scaled(self, node: Notation, found: list[Shape | None]) -> Shape | None:
        """A quotient by a number."""
        if node.head == "quotient" and found[1] is None:
            return found[0]
        raise ShapeError(node.head)

    def _named(self, name: str) -> Shape | None:
        if not is_matrix(name) and name not in self.vectors:
            return None
        if name not in self.names:
            self.names.append(name)
        return f"{name}:0", f"{name}:1" if is_matrix(name) else ONE

    def _chained(self, shapes: list[Shape]) -> Shape | None:
        made: Shape | None = None
        for shape in shapes:
            if made is not None:
                self._join(made[1], shape[0])
            made = (made[0], shape[1]) if made else shape
            made = None if made == (ONE, ONE) else made
        return made

    def _added(self, shapes: list[Shape]) -> Shape:
        for rows, columns in shapes[1:]:
            self._join(shapes[0][0], rows)
            self._join(shapes[0][1], columns)
        return shapes[0]

    def _squared(self, shape: Shape) -> Shape:
        self._join(*shape)
        return shape

    def root(self, size: str) -> str:
        """The size that a size is the same as."""
        while size in self.same:
            size = self.same[size]
        return size

    def _join(self, one: str, other: str) -> None:
        left, right = self.root(one), self.root(other)
        if ONE in (left, right) and left != right:
            raise ShapeError("a matrix with one column would be a vector")
        if left != right:
            self.same[right] = left

    def told(self, sizes: list[str]) -> dict[str, tuple[str, ...]] | None:
        """The shapes with letters for the sizes, in the order that they are met."""
        roots: dict[str, str] = {}
        made: dict[str, tuple[str, ...]] = {}
        for name in self.names:
            axes = [f"{name}:0", f"{name}:1"][: 1 + is_matrix(name)]
            for root in map(self.root, axes):
                if root not in roots and len(roots) == len(sizes):
                    return None
                roots.setdefault(root, sizes[len(roots)] if root not in roots else "")
            made[name] = tuple(roots[self.root(axis)] for axis in axes)
        return made
