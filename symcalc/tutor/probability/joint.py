"""Joint tables of two variables: read, checked, with marginals, means and entropies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import sympy as sp

from symcalc.errors import ShapeError, TooLargeError, UnsupportedError
from symcalc.primitives import arrange
from symcalc.tutor.linear.given import exact
from symcalc.tutor.probability.masses import NEAR
from symcalc.tutor.words.masses import ROUNDED
from symcalc.tutor.words.tables import COUNTS, FAILS, HINTS
from symcalc.writing.text import text

MOST = 100  # entries
Numbers = tuple[sp.Expr, ...]


@dataclass(frozen=True)
class Joint:
    """The probabilities of pairs of values: rows are values of X, columns values of Y."""

    table: sp.ImmutableMatrix
    xs: Numbers
    ys: Numbers
    remarks: tuple[str, ...] = ()

    @cached_property
    def px(self) -> Numbers:
        """The probabilities of the values of X."""
        return tuple(sp.Add(*self.table.row(i)) for i in range(self.table.rows))

    @cached_property
    def py(self) -> Numbers:
        """The probabilities of the values of Y."""
        return tuple(sp.Add(*self.table.col(j)) for j in range(self.table.cols))

    def marginal(self, name: str) -> Numbers:
        """Of X or of Y."""
        return self.px if name == "X" else self.py

    def values(self, name: str) -> Numbers:
        """The values of X or of Y."""
        return self.xs if name == "X" else self.ys

    def mean(self, name: str, power: int = 1) -> sp.Expr:
        """E[X], E[X²] or the same of Y."""
        pairs = zip(self.values(name), self.marginal(name), strict=True)
        return sp.Add(*(v**power * p for v, p in pairs))

    def variance(self, name: str) -> sp.Expr:
        """Of X or of Y."""
        return self.mean(name, 2) - self.mean(name) ** 2

    @cached_property
    def product(self) -> sp.Expr:
        """E[XY]."""
        return sp.Add(
            *(
                x * y * self.table[i, j]
                for i, x in enumerate(self.xs)
                for j, y in enumerate(self.ys)
            )
        )

    @property
    def covariance(self) -> sp.Expr:
        """E[XY] − E[X] E[Y]."""
        return self.product - self.mean("X") * self.mean("Y")

    @property
    def centred(self) -> sp.Expr:
        """The same as the mean of a product of deviations."""
        one, other = self.mean("X"), self.mean("Y")
        return sp.Add(
            *(
                (x - one) * (y - other) * self.table[i, j]
                for i, x in enumerate(self.xs)
                for j, y in enumerate(self.ys)
            )
        )

    @property
    def apart(self) -> tuple[int, int] | None:
        """An entry that is not the product of its marginals; None where X and Y are independent."""
        places = ((i, j) for i in range(self.table.rows) for j in range(self.table.cols))
        pairs = ((i, j) for i, j in places if self.table[i, j] != self.px[i] * self.py[j])
        return next(pairs, None)


def joint_of(given: str, xs: str = "", ys: str = "") -> Joint:
    """A joint table from text, with the values of X and Y; 0, 1, 2 … if they are not said.

    Examples
    --------
    >>> joint_of("[[0.4, 0.1], [0.2, 0.3]]").px
    (1/2, 1/2)

    Raises
    ------
    UnsupportedError
        If an entry is no probability, or they do not sum to one.
    """
    found = exact(given)
    if min(found.shape) < 2:
        raise ShapeError(FAILS["table"], hint=HINTS["table"])
    if found.rows * found.cols > MOST:
        raise TooLargeError(FAILS["large"].format(most=MOST))
    for entry in found:
        if not (entry.is_number and entry.is_extended_real):
            raise UnsupportedError(FAILS["letters"].format(p=text(arrange(entry))))
        if entry < 0:
            raise UnsupportedError(FAILS["negative"].format(p=text(arrange(entry))))
    table, remarks = _normalised(found, given)
    first = _values(xs, "X", table.rows, "rows")
    return Joint(table, first, _values(ys, "Y", table.cols, "columns"), remarks)


def _normalised(
    found: sp.ImmutableMatrix, given: str
) -> tuple[sp.ImmutableMatrix, tuple[str, ...]]:
    """Probabilities; counts are divided by their sum."""
    total = sp.Add(*found)
    if total == 1:
        return found, ()
    if total > 1 and all(entry.is_Integer for entry in found):
        shares = sp.ImmutableMatrix(found.rows, found.cols, [entry / total for entry in found])
        return shares, (COUNTS.format(total=total),)
    if abs(float(total) - 1) <= NEAR:
        shares = sp.ImmutableMatrix(found.rows, found.cols, [entry / total for entry in found])
        return shares, (ROUNDED.format(total=f"{float(total):.9g}"),)
    shown = f"{float(total):.6g}"
    what, hint = FAILS["sum"].format(total=shown), HINTS["sum"].format(total=shown)
    raise UnsupportedError(what, where=given, hint=hint)


def _values(given: str, name: str, size: int, lines: str) -> Numbers:
    """The values of a variable."""
    if not given:
        return tuple(sp.Integer(k) for k in range(size))
    found = tuple(exact(given))
    if len(found) != size:
        fields = {"name": name, "count": len(found), "size": size, "lines": lines}
        raise UnsupportedError(FAILS["values"].format(**fields), hint=HINTS["values"])
    return found
