"""What a learner reads about norms of matrices."""

from __future__ import annotations

from symcalc.tutor.words import Words

NORM_WORDS: dict[str, Words] = {
    "frobenius": Words(
        "Frobenius norm",
        "The entries of the matrix are taken as one long vector. {how}",
        r"\|A\|_F = \sqrt{\sum_{ij} a_{ij}^2}",
        "Take the matrix as one long vector. What is its length?",
    ),
    "apart": Words(
        "Difference",
        "Entry less entry.",
        r"d = x - y",
        "Which vector leads from one to the other?",
    ),
    "scalar-projection": Words(
        "Along y",
        "The scalar product with the vector of length 1 in the direction of y.",
        r"c = \frac{x \cdot y}{\|y\|}",
        "Take the scalar product with y, and divide by the length of y.",
    ),
    "cross": Words(
        "Cross product",
        "Each entry is made of the other two: x_2 y_3 − x_3 y_2, and so on in turn.",
        r"x \times y = (x_2 y_3 - x_3 y_2,\ x_3 y_1 - x_1 y_3,\ x_1 y_2 - x_2 y_1)",
        "Leave out the first entries. Which difference of products do the others make?",
    ),
    "cross-angle": Words("Orthogonal", "The result is orthogonal to y, and so it is to x."),
    "column-sums": Words(
        "Column sums",
        "The absolute values in each column are added; the largest of the sums is the norm.",
        r"\|A\|_1 = \max_j \sum_i |a_{ij}|",
        "Add the absolute values in each column. Which sum is the largest?",
    ),
    "row-sums": Words(
        "Row sums",
        "The absolute values in each row are added; the largest of the sums is the norm.",
        r"\|A\|_\infty = \max_i \sum_j |a_{ij}|",
        "Add the absolute values in each row. Which sum is the largest?",
    ),
    "spectral": Words(
        "Spectral norm",
        "The norm of order 2 of a matrix is its largest singular value: how much A stretches "
        "a vector at most.",
        r"\|A\|_2 = \sigma_{\max}",
        "How much does A stretch a vector at most?",
    ),
    "nuclear": Words(
        "Nuclear norm",
        "The sum of the singular values.",
        r"\|A\|_* = \sum_i \sigma_i",
        "Add the singular values.",
    ),
}
