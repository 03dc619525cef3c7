"""Matrices and vectors as users give them: text, lists, NumPy or SymPy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import ShapeError, TooLargeError, UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.reading.numbers import exact as without_rounding
from symcalc.reading.numbers import is_decimal
from symcalc.tutor.linear.numbers import arranged
from symcalc.tutor.linear.spoken import meant
from symcalc.tutor.words.linear_fails import FAILS, HINTS
from symcalc.writing.text import text

LARGEST = 100  # entries of a matrix that is worked out exactly
ROWS = 1000  # of a square matrix that is worked out by NumPy, which takes seconds
WRITTEN = 5_000  # entries of an array that is written into a question

Given = Any  # text, lists of numbers or formulas, a NumPy array, a SymPy matrix, a Derivation


def exact(given: Given) -> sp.ImmutableMatrix:
    """A matrix with exact entries; a list of numbers is a column.

    Decimals are the fractions that they are written as: 0.1 is 1/10.

    Raises
    ------
    ShapeError
        If it is empty, ragged, or no vector and no matrix.
    TooLargeError
        If it has more than 100 entries.
    ReadingError, UnsupportedError
        If an entry is neither a number nor a formula.

    Examples
    --------
    >>> exact("[[4, 2], [2, 1/3]]")
    Matrix([
    [4,   2],
    [2, 1/3]])
    >>> exact([0.1, 2]).T
    Matrix([[1/10, 2]])
    """
    rows, columns, entries = _entries(given)
    if rows * columns > LARGEST:
        what = FAILS["large"].format(rows=rows, columns=columns, most=LARGEST)
        raise TooLargeError(what, hint=HINTS["large"])
    return sp.ImmutableMatrix(rows, columns, [_exact(entry) for entry in entries])


def floats(given: Given) -> np.ndarray[Any, Any]:
    """An array of doubles, shape (m, n); a list of numbers is a column (n, 1).

    Raises
    ------
    ShapeError, ReadingError, TooLargeError
        As `exact`, but for the size.
    UnsupportedError
        If an entry is no finite real number.
    """
    if isinstance(given, np.ndarray) and given.dtype.kind in "fiub":
        return _finite(_shaped(np.asarray(given, dtype=float)))
    rows, columns, entries = _entries(given)
    return _finite(np.array([_float(e) for e in entries]).reshape(rows, columns))


def square_floats(given: Given) -> np.ndarray[Any, Any]:
    """A square array of doubles, shape (n, n).

    Raises
    ------
    ShapeError, ReadingError, UnsupportedError
        As `floats`, and if it is not square.
    TooLargeError
        If it has more than 1000 rows.
    """
    found = floats(given)
    need_square(*found.shape)
    if len(found) > ROWS:
        raise TooLargeError(
            FAILS["rows-square"].format(n=len(found), most=ROWS), hint=HINTS["rows-square"]
        )
    return found


def real(given: Given) -> sp.ImmutableMatrix:
    """The same, where every number has to be real.

    Raises
    ------
    UnsupportedError
        If one is not.
    """
    found = exact(given)
    for entry in found:
        if entry.has(sp.I) or (entry.is_number and not entry.is_extended_real):
            raise UnsupportedError(FAILS["complex"].format(entry=entry), hint=HINTS["complex"])
    return found


def column(given: Given, name: str = "") -> sp.ImmutableMatrix:
    """A vector with exact entries, as a column; a matrix of one row is one, too.

    Raises
    ------
    ShapeError
        If it is a matrix.
    """
    found = real(given)
    if 1 not in found.shape:
        what = FAILS["vector"].format(name=name or "this", rows=found.rows, columns=found.cols)
        raise ShapeError(what, hint=HINTS["vector"])
    return found if found.cols == 1 else found.T


def square(given: Given) -> sp.ImmutableMatrix:
    """A square matrix with exact entries.

    Raises
    ------
    ShapeError
        If it is not square.
    """
    found = real(given)
    need_square(*found.shape)
    return found


def need_square(rows: int, columns: int) -> None:
    """Refuse a matrix that is not square."""
    if rows != columns:
        what = FAILS["square"].format(rows=rows, columns=columns)
        raise ShapeError(what, hint=HINTS["square"])


def shape(given: Given) -> tuple[int, int]:
    """How many rows and columns there are."""
    if isinstance(given, np.ndarray):
        full = _shaped(given)
        return full.shape[0], full.shape[1]
    rows, columns, _ = _entries(given)
    return rows, columns


def numeric(matrix: sp.MatrixBase) -> bool:
    """Whether every entry is a number."""
    return all(entry.is_number for entry in matrix)


def written(given: Given) -> str:
    """As text that is read again: "[[4, 2], [2, 3]]", or "(1, 2, 3)" for a column.

    >>> written([[1, 0.5], [2, 3]]), written("(1, 2)")
    ('[[1, 1/2], [2, 3]]', '(1, 2)')
    """
    if isinstance(given, str):
        return " ".join(given.split())
    rows, columns, entries = _entries(given)
    if rows * columns > WRITTEN:
        return FAILS["unwritten"].format(rows=rows, columns=columns)
    told = [_spelled(entry) for entry in entries]
    if columns == 1:
        return f"({', '.join(told)})" if rows > 1 else f"[{told[0]}]"
    lines = [", ".join(told[i * columns : (i + 1) * columns]) for i in range(rows)]
    return f"[{', '.join(f'[{one}]' for one in lines)}]"


def shown(matrix: sp.MatrixBase) -> Notation:
    """A matrix or a column as Notation, every entry arranged."""
    return as_notation([[arranged(e) for e in row] for row in matrix.tolist()])


def as_notation(rows: Sequence[Sequence[Notation]]) -> Notation:
    """A matrix of entries as they are written; one column is a vector, one entry stays itself."""
    if len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0]
    if all(len(row) == 1 for row in rows):
        return build("vector", *(row[0] for row in rows))
    lines = [
        Notation("vector", tuple(row), expr=sp.ImmutableMatrix(len(row), 1, [e.expr for e in row]))
        for row in rows
    ]
    return build("matrix", *lines)


def _entries(given: Given) -> tuple[int, int, Sequence[Any]]:
    """Rows, columns and the entries row by row, not yet made exact."""
    if isinstance(given, Derivation):
        given = given.answer
    if isinstance(given, Notation):
        given = given.expr
    if isinstance(given, str):
        given = meant(given)
    if isinstance(given, sp.MatrixBase):
        return _counted(given.rows, given.cols, given.flat())
    if isinstance(given, list | tuple) and not any(isinstance(e, np.ndarray) for e in given):
        return _listed([_opened(part) for part in given])
    if hasattr(given, "__array__"):
        full = _shaped(np.asarray(given))
        return _counted(full.shape[0], full.shape[1], full.ravel().tolist())
    if isinstance(given, list | tuple):
        return _listed([np.asarray(part).tolist() for part in given])
    return 1, 1, [given]


def _opened(part: Any) -> Any:
    """A row given as a tuple or a SymPy vector as a list."""
    if isinstance(part, tuple | sp.Tuple):
        return list(part)
    return part.flat() if isinstance(part, sp.MatrixBase) else part


def _listed(parts: list[Any]) -> tuple[int, int, Sequence[Any]]:
    """A list of entries is a column, a list of lists a matrix."""
    if not any(isinstance(part, list) for part in parts):
        return _counted(len(parts), 1, parts)
    widths = [len(part) if isinstance(part, list) else 1 for part in parts]
    for place, (width, part) in enumerate(zip(widths, parts, strict=True), 1):
        if width != widths[0] or not isinstance(part, list):
            what = FAILS["ragged"].format(first=widths[0], place=place, width=width)
            raise ShapeError(what, hint=HINTS["matrix"])
        if any(isinstance(entry, list | tuple) for entry in part):
            raise ShapeError(FAILS["axes"].format(count="three or more"), hint=HINTS["matrix"])
    return _counted(len(parts), widths[0], [entry for part in parts for entry in part])


def _counted(rows: int, columns: int, entries: Sequence[Any]) -> tuple[int, int, Sequence[Any]]:
    if rows * columns == 0:
        raise ShapeError(FAILS["empty"], hint=HINTS["matrix"])
    return rows, columns, entries


def _shaped(full: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """With two axes."""
    if full.ndim > 2:
        raise ShapeError(FAILS["axes"].format(count=full.ndim), hint=HINTS["matrix"])
    if full.size == 0:
        raise ShapeError(FAILS["empty"], hint=HINTS["matrix"])
    return full if full.ndim == 2 else full.reshape(-1, 1)


def _exact(entry: Any) -> sp.Expr:
    """A number without rounding, or a formula."""
    return without_rounding(entry, FAILS["number"], HINTS["matrix"])


def _float(entry: Any) -> float:
    if isinstance(entry, float | int):
        return float(entry)
    made = _exact(entry)
    if not made.is_number:
        raise UnsupportedError(FAILS["letters"].format(entry=made), hint=HINTS["letters"])
    if not made.is_extended_real:
        raise UnsupportedError(FAILS["complex"].format(entry=made), hint=HINTS["complex"])
    return float(made)


def _finite(full: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    if not np.isfinite(full).all():
        place = np.argwhere(~np.isfinite(full))[0] + 1
        raise UnsupportedError(FAILS["infinite"].format(row=place[0], column=place[1]))
    return full


def _spelled(entry: Any) -> str:
    """An entry as text that is read again; a float keeps all of its digits."""
    if isinstance(entry, float | int):
        value = _exact(entry)
        return str(value) if _is_short(entry) or not is_decimal(value) else repr(entry)
    return text(arrange(_exact(entry)))


def _is_short(entry: float) -> bool:
    return abs(entry) < 1e6 and float(entry) == round(float(entry), 3)
