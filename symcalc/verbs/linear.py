"""The verbs of vectors, matrices and eigenvalues."""

from __future__ import annotations

from collections.abc import Sequence

from symcalc.asking import Given, Point, Shapes
from symcalc.derivation import Derivation
from symcalc.tutor.linear import conditioning, definite, eigen, norms, vectors
from symcalc.tutor.linear import evaluate as values
from symcalc.tutor.linear.told import Eigen
from symcalc.verbs.registry import verb


@verb(
    'symcalc evaluate "x^2 + 3x y" --at x=2,y=-1',
    'symcalc evaluate "A B" --at "A=[[1, 2], [3, 4]], B=[[5], [6]]"',
)
def evaluate(
    f: Given,
    *,
    at: Point | Sequence[Point] | None = None,
    shapes: Shapes | None = None,
    samples: str = "rows",
) -> Derivation:
    """The value of F at a point, with the numbers put in and worked out line by line.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        A formula of numbers, or of vectors and matrices: A B, A^T, D .* E, norm(x), sum(x^2),
        relu(W x + b).
    at : mapping, or a sequence of mappings
        A number or an array for every letter. Where one letter of a formula of numbers has a list,
        and where there are several points, the answer is a table.
    shapes : text or mapping
        The shapes of vectors and matrices; the arrays tell them where they are left out.
    samples : str
        "rows" or "columns": how a batch is laid out.

    Returns
    -------
    Derivation
        `.answer` is exact where the operations are; of a table, the tuple of its values.

    Raises
    ------
    UnsupportedError
        If a letter has no value, or the formula has none at the point.
    ShapeError
        If shapes do not fit.

    Examples
    --------
    >>> evaluate("x^2 + 3x y", at={"x": 2, "y": -1}).answer
    -2
    >>> evaluate("max(0, x)", at={"x": [-5, 0, 5]}).answer
    (0, 0, 5)
    >>> evaluate("A B", at={"A": [[1, 2], [3, 4]], "B": [[5], [6]]}).answer
    Matrix([
    [17],
    [39]])
    """
    return values.evaluate(f, at, shapes, samples)


@verb('symcalc dot "(1, 2, 3)" "(4, 5, 6)"')
def dot(x: Given, y: Given) -> Derivation:
    """The scalar product of the vectors X and Y, and what it says of the angle between them.

    Parameters
    ----------
    x, y : text, list, NumPy array or SymPy matrix
        Two vectors of the same length, of numbers or letters.

    Raises
    ------
    ShapeError
        If their lengths differ, or one is a matrix.

    Examples
    --------
    >>> dot("(1, 2, 3)", [4, 5, 6]).answer
    32
    """
    return vectors.dot(x, y)


@verb('symcalc norm "(1, 2, 3)"', 'symcalc norm "(3, -4)" --order 1')
def norm(x: Given, *, order: str = "") -> Derivation:
    """The length of the vector X; of a matrix, its Frobenius norm.

    Parameters
    ----------
    x : text, list, NumPy array or SymPy matrix
        A vector or a matrix.
    order : str, optional
        Of a vector 2, its length, if left out; 1 for the sum of the absolute values, "oo" or "inf"
        for the largest. Of a matrix "fro" if left out; 2 for its largest singular value, 1 for the
        largest column sum, "oo" for the largest row sum, "nuc" for the sum of the singular values.

    Examples
    --------
    >>> norm("(3, -4)").answer, norm("(3, -4)", order="1").answer
    (5, 7)
    >>> norm("[[3, 0], [4, 5]]").answer, norm("[[3, 0], [4, 5]]", order="2").answer
    (5*sqrt(2), 3*sqrt(5))
    """
    return norms.norm(x, order)


@verb('symcalc unit "(3, 4)"')
def unit(x: Given) -> Derivation:
    """The vector of length 1 in the direction of X.

    Parameters
    ----------
    x : text, list, NumPy array or SymPy matrix
        A vector that is not 0.

    Examples
    --------
    >>> unit("(3, 4)").answer.T
    Matrix([[3/5, 4/5]])
    """
    return vectors.unit(x)


@verb('symcalc angle "(1, 0)" "(1, 1)"', 'symcalc angle "(1, 2, 3)" "(4, 5, 6)" --unit degrees')
def angle(x: Given, y: Given, *, unit: str = "radians") -> Derivation:
    """The angle between the vectors X and Y, from their scalar product.

    Parameters
    ----------
    x, y : text, list, NumPy array or SymPy matrix
        Two vectors of the same length; neither is 0.
    unit : str
        "radians" or "degrees": of `.answer`. The steps tell both.

    Examples
    --------
    >>> angle("(1, 0)", "(1, 1)").answer, angle("(1, 0)", "(1, 1)", unit="degrees").answer
    (pi/4, 45)
    """
    return vectors.angle(x, y, unit)


@verb(
    'symcalc project "(2, 3)" "(1, 1)"',
    'symcalc project "(1, 2, 3)" "(1, 1, 0), (0, 1, 1)"',
)
def project(x: Given, onto: Given) -> Derivation:
    """The part of the vector X along ONTO, and the rest, which is orthogonal to it.

    Parameters
    ----------
    x : text, list, NumPy array or SymPy matrix
        A vector.
    onto : text, list, NumPy array or SymPy matrix
        A vector of the same length that is not 0; or several, which span a subspace: each row of
        an array is one.

    Examples
    --------
    >>> project("(2, 3)", "(1, 1)").answer.T
    Matrix([[5/2, 5/2]])
    >>> project("(1, 2, 3)", [[1, 1, 0], [0, 1, 1]]).answer.T
    Matrix([[1/3, 8/3, 7/3]])
    """
    return vectors.project(x, onto)


@verb('symcalc eigenvalues "[[4, 2], [2, 3]]"')
def eigenvalues(matrix: Given) -> Eigen:
    """The eigenvalues and eigenvectors of MATRIX, from its characteristic polynomial.

    Parameters
    ----------
    matrix : text, lists, NumPy array or SymPy matrix
        Square. Up to five rows are worked out exactly where the eigenvalues have a short form;
        letters may stand in two rows, or in a triangular matrix.

    Returns
    -------
    Eigen
        A Derivation. `.answer` and `.values` are the eigenvalues, the smallest first; `.vectors`
        the eigenvectors in the same order, `.Q` the matrix of them.

    Raises
    ------
    ShapeError
        If it is not square.

    Examples
    --------
    >>> d = eigenvalues("[[2, 1], [1, 2]]")
    >>> d.answer, d.Q
    ((1, 3), Matrix([
    [ 1, 1],
    [-1, 1]]))
    """
    return eigen.eigen(matrix)


@verb('symcalc definiteness "[[2, 4], [4, 2]]"')
def definiteness(matrix: Given) -> Derivation:
    """Whether the quadratic form of MATRIX is positive, negative, or of both signs.

    Parameters
    ----------
    matrix : text, lists, NumPy array or SymPy matrix
        Square; where it is not symmetric, its symmetric part counts.

    Returns
    -------
    Derivation
        `.answer` is the word, "positive definite", "indefinite" …; of a matrix with letters, the
        condition for it to be positive definite.

    Examples
    --------
    >>> definiteness("[[2, 4], [4, 2]]").answer
    'indefinite'
    """
    return definite.definiteness(matrix)


@verb('symcalc condition "[[2, 0], [0, 20]]"')
def condition(matrix: Given) -> Derivation:
    """The condition number of MATRIX: its largest singular value over its smallest.

    Parameters
    ----------
    matrix : text, lists, NumPy array or SymPy matrix
        Of numbers. Of a symmetric matrix the eigenvalues tell it.

    Returns
    -------
    Derivation
        `.answer` is infinite where the matrix is singular.

    Examples
    --------
    >>> condition("[[2, 0], [0, 20]]").answer, condition("[[1, 2], [2, 4]]").answer
    (10, oo)
    """
    return conditioning.condition(matrix)
