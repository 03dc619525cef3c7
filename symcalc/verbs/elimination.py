"""The verbs of row operations: determinant, inverse, rank, null space, linear systems."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from symcalc.asking import Given, Variable, listed, notation_of, question_of
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.tutor.linear import determinants, equations, inverses, ranks, systems
from symcalc.tutor.linear.augmented import Solution
from symcalc.tutor.words.elimination import FAILS, HINTS
from symcalc.verbs.registry import verb
from symcalc.writing.text import text

ASKS = re.compile(r"\b(?:solve|solutions?|roots?|zeros)\b", re.IGNORECASE)


@verb('symcalc determinant "[[1, 2], [3, 4]]"', 'symcalc determinant "[[a, b], [c, d]]"')
def determinant(matrix: Given) -> Derivation:
    """The determinant of MATRIX: by its formula, by expansion, or by row operations.

    Parameters
    ----------
    matrix : text, lists, NumPy array or SymPy matrix
        Square, of at most 100 entries; letters may stand in a few of them.

    Raises
    ------
    ShapeError
        If it is not square.
    TooLargeError
        If it is too large for steps.

    Examples
    --------
    >>> determinant("[[1, 2], [3, 4]]").answer, determinant("[[a, b], [c, d]]").answer
    (-2, a*d - b*c)
    """
    return determinants.determinant(matrix)


@verb('symcalc inverse-matrix "[[2, 1], [1, 1]]"')
def inverse_matrix(matrix: Given) -> Derivation:
    """The inverse of MATRIX, by row operations on A beside I.

    Parameters
    ----------
    matrix : text, lists, NumPy array or SymPy matrix
        Square, of at most 100 entries.

    Returns
    -------
    Derivation
        `.answer` is the inverse, or the word "singular" where there is none; then a vector that
        the matrix sends to 0 is shown.

    Raises
    ------
    ShapeError
        If it is not square.

    Examples
    --------
    >>> inverse_matrix("[[2, 1], [1, 1]]").answer
    Matrix([
    [ 1, -1],
    [-1,  2]])
    >>> inverse_matrix("[[1, 2], [2, 4]]").answer
    'singular'
    """
    return inverses.inverse_matrix(matrix)


@verb('symcalc rank "[[1, 2, 3], [4, 5, 6], [7, 8, 9]]"')
def rank(matrix: Given) -> Derivation:
    """The rank of MATRIX from its row echelon form, with a basis of the null space.

    Parameters
    ----------
    matrix : text, lists, NumPy array or SymPy matrix
        Of at most 100 entries. With letters `.answer` holds under `.conditions`; of one letter
        `.special` has the other values, each with the rank there.

    Examples
    --------
    >>> rank("[[1, 2, 3], [4, 5, 6], [7, 8, 9]]").answer
    2
    """
    return ranks.rank(matrix)


@verb('symcalc null-space "[[1, 2], [2, 4]]"')
def null_space(matrix: Given) -> Derivation:
    """A basis of the vectors that MATRIX sends to 0.

    Parameters
    ----------
    matrix : text, lists, NumPy array or SymPy matrix
        Of at most 100 entries.

    Returns
    -------
    Derivation
        `.answer` is a tuple of columns, empty where only 0 is sent to 0.

    Examples
    --------
    >>> null_space("[[1, 2], [2, 4]]").answer
    (Matrix([
    [ 2],
    [-1]]),)
    """
    return ranks.null_space(matrix)


@verb('symcalc row-reduce "[[1, 2, 3], [2, 4, 7]]"')
def row_reduce(matrix: Given) -> Derivation:
    """The reduced row echelon form of MATRIX, with every row operation.

    Parameters
    ----------
    matrix : text, lists, NumPy array or SymPy matrix
        Of at most 100 entries.

    Examples
    --------
    >>> row_reduce("[[1, 2, 3], [2, 4, 7]]").answer
    Matrix([
    [1, 2, 0],
    [0, 0, 1]])
    """
    return ranks.row_reduce(matrix)


@verb(
    'symcalc solve "2x + y = 5, x - y = 1"',
    'symcalc solve "[[2, 1], [1, 3]]" --right "[3, 5]"',
)
def solve(
    a: Given, right: Given | None = None, *, wrt: Sequence[Variable] | None = None
) -> Solution:
    """Solve linear equations, or A x = b, by row operations on the augmented matrix.

    Parameters
    ----------
    a : text, SymPy equation or a sequence of them; or a matrix
        Linear equations; with `right`, the matrix A.
    right : text, list, NumPy array or SymPy matrix
        The right side b of A x = b.
    wrt : name, symbol or several
        The unknowns of equations; left out, x, y, z and the like rather than a, b, c.

    Returns
    -------
    Solution
        A Derivation. `.answer` is a column with a value for each of `.unknowns`; where there are
        infinitely many solutions it has the `.parameters` in it, and where there is none it is
        the empty set. `.named` has them by their unknowns.

    Raises
    ------
    UnsupportedError
        If an equation is not linear.
    ShapeError
        If the shapes of A and b do not fit.

    Examples
    --------
    >>> solve("2x + y = 5, x - y = 1").named
    {x: 2, y: 1}
    >>> solve("x + y = 2, 2x + 2y = 4").answer.T
    Matrix([[2 - t, t]])
    >>> solve([[1, 1], [2, 2]], [2, 5]).answer
    EmptySet
    """
    if right is not None:
        if wrt is None:
            return systems.linear_system(a, right)
        names = [str(name) for name in listed(wrt)]
        return systems.linear_system(
            a, right, names[0] if len(names) == 1 else f"[{', '.join(names)}]"
        )
    said = _said(a)
    unknowns = f" for {', '.join(map(str, listed(wrt)))}" if wrt is not None else ""
    lead = "" if ASKS.search(said) else "solve "
    question = question_of(f"{lead}{said}{unknowns}")
    if question.kind != "equation":
        raise UnsupportedError(FAILS["no-equation"], where=said, hint=HINTS["equations"])
    return equations.solve_equations(question)


def _said(a: Any) -> str:
    """Equations as text, one after another."""
    if isinstance(a, str):
        return a
    parts = a if isinstance(a, list | tuple) else [a]
    return ", ".join(p if isinstance(p, str) else text(notation_of(p)) for p in parts)
