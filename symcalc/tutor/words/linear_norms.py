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
