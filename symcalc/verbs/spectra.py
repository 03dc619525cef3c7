"""The verbs of singular values: decomposition, low rank, components, random weights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symcalc.asking import Given
from symcalc.derivation import Derivation
from symcalc.tutor.linear import lora, lowrank, spectra
from symcalc.tutor.linear import pca as components_of
from symcalc.tutor.linear import svd as decomposed
from symcalc.tutor.linear.lora import Adaptation
from symcalc.tutor.linear.lowrank import LowRank
from symcalc.tutor.linear.pca import Components
from symcalc.tutor.linear.spectra import Spectrum
from symcalc.verbs.descent import progress
from symcalc.verbs.registry import verb

Ranks = int | str | Sequence[int]  # 4, [1, 4, 16], or "1, 4, 16"
Sizes = Any  # a whole number, several, or a letter


@verb('symcalc svd "[[3, 0], [4, 5]]"', 'symcalc svd "[[1, 1], [0, 1], [1, 0]]" --thin')
def svd(a: Given, *, thin: bool = False) -> Derivation:
    """The singular value decomposition A = U Σ Vᵀ of a matrix of numbers.

    Parameters
    ----------
    a : text, list, NumPy array or SymPy matrix
        The matrix, (m, n); "randn(30, 20, seed=0)" draws one.
    thin : bool
        Leave out the columns of U and V that belong to no singular value.

    Returns
    -------
    Derivation
        `.answer` is the tuple (U, Σ, V): exact matrices where the input is exact and its numbers
        are short, else NumPy arrays. V is not transposed. `grade` takes the singular values, or
        any three matrices with A = U Σ Vᵀ. `.plot()` shows the circle and the
        ellipse of a 2 × 2 matrix, else the singular values.

    Raises
    ------
    UnsupportedError
        If there are letters in the matrix.
    TooLargeError
        If it has more than four million entries.

    Examples
    --------
    >>> u, s, v = svd("[[3, 0], [4, 5]]").answer
    >>> s
    Matrix([
    [3*sqrt(5),       0],
    [        0, sqrt(5)]])
    >>> u * s * v.T
    Matrix([
    [3, 0],
    [4, 5]])
    """
    return decomposed.svd(a, "thin" if thin else "full")


@verb(
    'symcalc low-rank "[[3, 0], [4, 5]]" --rank 1',
    'symcalc low-rank "randn(100, seed=0)" --rank 1,4,16',
)
def low_rank(a: Given, rank: Ranks = 1) -> LowRank:
    """The nearest matrix of a RANK to A, how far it is, and what it stores.

    Parameters
    ----------
    a : text, list, NumPy array or SymPy matrix
        The matrix, (m, n), or the grey values of an image.
    rank : int, or several
        From 1 to the smaller of m and n; several make a table.

    Returns
    -------
    Derivation
        `.answer` is the approximation, or a tuple of them; `.cuts` has for each rank `.error`
        (Frobenius), `.relative`, `.spectral`, `.energy`, `.stored` and `.saved`;
        `.singular_values` has all of them. `.plot()` shows the matrices as images.

    Raises
    ------
    UnsupportedError
        If there is no such rank.
    TooLargeError
        If the matrix has more than four million entries.

    Examples
    --------
    >>> d = low_rank("[[3, 0], [4, 5]]", 1)
    >>> d.answer
    Matrix([
    [3/2, 3/2],
    [9/2, 9/2]])
    >>> round(d.cuts[0].error, 6), round(d.cuts[0].energy, 6)
    (2.236068, 0.9)
    """
    return lowrank.low_rank(a, rank)


@verb('symcalc pca "[[1, 2], [3, 4], [5, 7], [7, 7]]"')
def pca(x: Given, *, components: Sizes | None = None) -> Components:
    """The principal components of the samples X, one in each row.

    Parameters
    ----------
    x : text, list, NumPy array or SymPy matrix
        The samples, (n, p).
    components : int
        How many are kept for scores and reconstruction; enough for 95 % of the variance if it is
        left out.

    Returns
    -------
    Derivation
        `.answer` is the pair of the variances, largest first, and the matrix with the directions
        in its columns. `.mean`, `.variances`, `.shares`, `.directions`, `.scores` and
        `.reconstruction` are arrays.

    Raises
    ------
    UnsupportedError
        If there is one sample only, or no such number of components.

    Examples
    --------
    >>> d = pca("[[2, 0], [0, 2], [4, 4], [2, 2]]")
    >>> d.answer[0].T, d.shares.tolist()
    (Matrix([[4, 4/3]]), [0.75, 0.25])
    """
    return components_of.pca(x, components)


@verb(
    "symcalc low-rank-adaptation 768 --rank 1,4,16,64,256",
    "symcalc low-rank-adaptation d --k k --rank r",
)
def low_rank_adaptation(d: Sizes, k: Sizes | None = None, rank: Ranks = 8) -> Adaptation:
    """Count the parameters of W + BA (LoRA), where W is D × K, and only B and A are learnt.

    Parameters
    ----------
    d, k : int or letter
        The size of W; it is square if `k` is left out.
    rank : int, several, or a letter
        The columns of B.

    Returns
    -------
    Derivation
        `.answer` is the number of parameters, r(d + k); of several ranks, a column of them.
        `.savings` has the shares that are not learnt, `.dense` the entries of W, and
        `.break_even` the rank at which nothing is saved.

    Raises
    ------
    UnsupportedError
        If a size is no whole number and no letter, or a rank is more than W has.

    Examples
    --------
    >>> a = low_rank_adaptation(768, rank=16)
    >>> a.answer, a.savings, a.break_even
    (24576, (23/24,), 384)
    >>> low_rank_adaptation("d", rank="r").answer
    2*d*r
    """
    return lora.low_rank_adaptation(d, d if k is None else k, rank)


@verb("symcalc random-spectrum he", "symcalc random-spectrum xavier --n 100,200 --seed 42")
def random_spectrum(start: str, *, n: Sizes | None = None, seed: int = 0) -> Spectrum:
    """Where eigenvalues and singular values of random weights lie, by the variance they START with.

    Parameters
    ----------
    start : str or number
        "xavier" (variance 1/n), "he" (2/n), or the c of c/n.
    n : int, or several
        Sizes of matrices to draw and to measure, up to 1500.
    seed : int
        Of the draw.

    Returns
    -------
    Derivation
        `.answer` is the column of the variance of a weight, the spectral radius √c and the
        largest singular value 2√c, the last two as n grows; `grade` takes these two alone as well.
        `.draws` has the matrices with their `.eigenvalues`, `.singular_values`, `.radius`,
        `.largest` and `.condition`.

    Raises
    ------
    UnsupportedError, TooLargeError
        If there is no such start or size.

    Examples
    --------
    >>> random_spectrum("he").answer.T
    Matrix([[2/n, sqrt(2), 2*sqrt(2)]])
    >>> random_spectrum("xavier", n=100).draws[0].condition > 100
    True
    """
    return spectra.random_spectrum(start, n, seed, progress=progress())
