"""Several vectors as they are given: listed in text, as rows, or as SymPy columns."""

from __future__ import annotations

import re

import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc.errors import UnsupportedError
from symcalc.reading.arrays import outside
from symcalc.tutor.linear.echelon import workable
from symcalc.tutor.linear.given import Given, numeric, written
from symcalc.tutor.words.least_squares import FAILS, HINTS

LEAD = re.compile(
    r"(?:(?:the|a)\s+)*(?:(?:subspace|plane|line|space)\s+)?(?:spanned\s+by\s+)?(?:the\s+)?"
    r"(?:span\s*(?:of\b)?\s*)?(?:the\s+)?(?:vectors?\s+|points?\s+|data\s+)*",
    re.IGNORECASE,
)

COLUMNS = re.compile(
    r"(?:the\s+)?(?:column\s+space|range|image|span\s+of\s+the\s+columns|columns)\s+of\s+(.+)",
    re.IGNORECASE | re.DOTALL,
)


def listed(given: Given) -> str:
    """As text that is read again: (1, 1), (2, 3)."""
    if not isinstance(given, str):
        return written(sp.Matrix(several(given).T) if _columns(given) else given)
    bare = LEAD.sub("", given.strip(), count=1).strip()
    if bare[:1] + bare[-1:] in ("{}",):
        bare = bare[1:-1].strip()
    while bare.startswith("(") and bare.endswith(")") and _is_enclosed(bare):
        bare = bare[1:-1].strip()
    bare = re.sub(r"(?<=[)\]])\s*(?:,\s*)?(?:and\b|;)\s*(?=[(\[])", ", ", bare)
    return " ".join(bare.split())


def _is_enclosed(text: str) -> bool:
    """Whether the outer parentheses hold a list of vectors."""
    inside = text[1:-1].strip()
    return inside.startswith(("(", "[")) and len(outside(text)) == 1


def _columns(given: Given) -> bool:
    """Whether SymPy columns are listed."""
    listed_ = isinstance(given, list | tuple)
    return listed_ and all(isinstance(v, sp.MatrixBase) for v in given)


def several(given: Given) -> Matrix:
    """The vectors as the columns of a matrix; each row of an array is a vector.

    >>> several("(1, 2), (3, 4) and (5, 6)")
    Matrix([
    [1, 3, 5],
    [2, 4, 6]])
    """
    if not isinstance(given, str):
        found = workable(given)
        return Matrix(found.T)
    bare = listed(given)
    parts = outside(bare)
    if len(parts) == 1:
        found = workable(bare)
        return found if found.cols == 1 else Matrix(found.T)
    return Matrix(workable(f"[{', '.join(parts)}]").T)


def spanning(given: Given) -> Given:
    """The vectors that span; of "the column space of A", its columns.

    >>> spanning("the column space of [[1, 0], [1, 2]]")
    Matrix([
    [1, 1],
    [0, 2]])
    """
    found = COLUMNS.fullmatch(given.strip()) if isinstance(given, str) else None
    return given if found is None else Matrix(workable(found[1]).T)


def need_numbers(*matrices: sp.MatrixBase) -> None:
    """Refuse letters."""
    for matrix in matrices:
        if not numeric(matrix):
            entry = next(e for e in matrix if not e.is_number)
            raise UnsupportedError(FAILS["letters"].format(entry=entry), hint=HINTS["letters"])
