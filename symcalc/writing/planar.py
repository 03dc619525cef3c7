"""What LaTeX and pretty text have in common: fractions with a bar, matrices in two directions."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from symcalc.notation import Notation
from symcalc.writing.brackets import entries
from symcalc.writing.writer import LINES, POWER, T, Writer


class Planar(Writer[T]):
    """A style with room above and below the line."""

    OWN: ClassVar[dict[str, int]] = {"quotient": POWER, "adjoint": POWER}
    ABOVE = LINES
    BELOW = LINES

    def determinant(self, node: Notation) -> T:
        """A matrix between bars; of a letter, det(A)."""
        matrix = node.parts[0]
        if matrix.head != "matrix":
            return super().determinant(node)
        return self.bars(entries(self, matrix))

    def indexed(self, base: Notation, indices: Sequence[Notation]) -> T:
        """x with its indices."""
        first, *rest = map(self.write, indices)
        return self.scripted(
            self.write(base), self.row(first, *(self.row(self.sign(","), i) for i in rest))
        )

    @abstractmethod
    def bars(self, rows: Sequence[Sequence[T]]) -> T:
        """Rows between bars."""
