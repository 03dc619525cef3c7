"""Where a matrix of derivatives may be other than zero."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Structure:
    """The places of a matrix that may be other than zero, row by row: (rows[k], cols[k]) is one.

    Examples
    --------
    >>> Structure.of([(1, 0), (0, 0), (1, 2)])
    Structure(rows=(0, 1, 1), cols=(0, 0, 2))
    """

    rows: tuple[int, ...]
    cols: tuple[int, ...]

    @classmethod
    def of(cls, places: Iterable[tuple[int, int]]) -> Structure:
        """The structure with these places, in any order."""
        ordered = sorted(places)
        return cls(tuple(i for i, _ in ordered), tuple(j for _, j in ordered))

    @property
    def places(self) -> list[tuple[int, int]]:
        """The pairs of row and column."""
        return list(zip(self.rows, self.cols, strict=True))
