"""The verbs of least squares, covariance, and orthogonal vectors."""

from __future__ import annotations

from symcalc.asking import Given
from symcalc.derivation import Derivation
from symcalc.tutor.linear import covariances, orthogonal
from symcalc.tutor.linear import least_squares as squares
from symcalc.tutor.linear.least_squares import LeastSquares
from symcalc.tutor.linear.orthogonal import Orthonormal
from symcalc.verbs.registry import verb


@verb(
    'symcalc least-squares "(1, 1), (2, 3), (3, 4)"',
    'symcalc least-squares "[[1, 0], [1, 1], [1, 2]]" --right "[6, 0, 0]"',
)
def least_squares(a: Given, right: Given | None = None, *, degree: int = 1) -> LeastSquares:
    """The w with the least ‖A w − b‖; or the line or polynomial nearest to points.

    Parameters
    ----------
    a : text, lists, NumPy array or SymPy matrix
        The matrix A; without `right`, points, one in each row.
    right : text, list, NumPy array or SymPy matrix
        The right side b.
    degree : int
        Of the polynomial through points: 1 is a line.

    Returns
    -------
    LeastSquares
        A Derivation. `.answer` is w, or the polynomial in x; `.coefficients`, `.residual` and
        `.squares`, the sum of the squares of the residual, are there for both.

    Raises
    ------
    ShapeError
        If the shapes do not fit.
    UnsupportedError
        If there are fewer points than coefficients.

    Examples
    --------
    >>> d = least_squares("(1, 1), (2, 3), (3, 4)")
    >>> d.answer, d.squares
    (3*x/2 - 1/3, 1/6)
    >>> least_squares([[1, 0], [1, 1], [1, 2]], [6, 0, 0]).answer.T
    Matrix([[5, -3]])
    """
    return squares.fit(a, degree) if right is None else squares.least_squares(a, right)


@verb('symcalc covariance-matrix "[[1, 2], [3, 4], [5, 7]]"')
def covariance_matrix(data: Given) -> Derivation:
    """The covariance matrix of DATA, one sample in each row, divided by n − 1.

    Parameters
    ----------
    data : text, lists, NumPy array or SymPy matrix
        A sample in each row, a variable in each column.

    Raises
    ------
    UnsupportedError
        If there is one sample only.

    Examples
    --------
    >>> covariance_matrix("[[1, 2], [3, 4], [5, 7]]").answer
    Matrix([
    [4,    5],
    [5, 19/3]])
    """
    return covariances.covariance_matrix(data)


@verb('symcalc gram-schmidt "(1, 1, 0), (1, 0, 1)"')
def gram_schmidt(vectors: Given) -> Orthonormal:
    """Make VECTORS orthogonal one after another, then of length 1.

    Parameters
    ----------
    vectors : text, lists, NumPy array or SymPy columns
        Vectors of numbers, of the same length; each row of an array is one.

    Returns
    -------
    Orthonormal
        A Derivation. `.answer` is the tuple of orthonormal vectors, `.orthogonal` has them before
        they are divided by their lengths; `.Q` and `.R` are the factors of the matrix whose
        columns are the given vectors. Vectors that depend on those before them are left out.

    Raises
    ------
    UnsupportedError
        If there are letters, or all vectors are 0.

    Examples
    --------
    >>> d = gram_schmidt("(3, 4), (1, 0)")
    >>> [q.T for q in d.answer]
    [Matrix([[3/5, 4/5]]), Matrix([[4/5, -3/5]])]
    """
    return orthogonal.gram_schmidt(vectors)


@verb('symcalc qr "[[3, 1], [4, 0]]"')
def qr(a: Given) -> Orthonormal:
    """The QR decomposition of the matrix A, by Gram–Schmidt on its columns.

    Parameters
    ----------
    a : text, lists, NumPy array or SymPy matrix
        Of numbers.

    Returns
    -------
    Orthonormal
        `.answer` is the pair (Q, R).

    Examples
    --------
    >>> qr("[[3, 1], [4, 0]]").R
    Matrix([
    [5, 3/5],
    [0, 4/5]])
    """
    return orthogonal.qr(a)
