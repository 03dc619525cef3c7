"""What a learner reads about least squares, covariance, and orthogonal vectors."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "model": Words(
        "Equations for the coefficients",
        "{form} should hold at each point. The points give a row each of A w = b, for "
        "w = ({names}).",
        "",
        "Which equation does each point give for the coefficients?",
    ),
    "overdetermined": Words(
        "The system",
        "{rows} equations for {columns} unknowns. ‖A w − b‖² is to be as small as possible.",
        r"\min_w \|A w - b\|^2",
    ),
    "normal-left": Words(
        "AᵀA",
        "The gradient of ‖A w − {b}‖² is 2Aᵀ(A w − {b}). It is 0 where AᵀA w = Aᵀ{b}, the normal "
        "equations. Their matrix:",
        r"A^{\top} A\, w = A^{\top} b",
        "Where is the gradient of ‖A w − {b}‖² zero?",
    ),
    "normal-right": Words("Aᵀ{b}", "Their right side.", "", "What is Aᵀ{b}?"),
    "normal-augmented": Words(
        "Normal equations",
        "As an augmented matrix, for the unknowns {unknowns}.",
        "",
        "Solve the normal equations by row operations.",
    ),
    "best": Words("Coefficients", "{told}"),
    "fitted": Words(
        "Fitted values", "p = A w is the point nearest to b in the span of the columns."
    ),
    "rest": Words("Residual", "What is left over, r = b − p."),
    "rest-orthogonal": Words(
        "Orthogonal",
        "Aᵀr = 0: the residual is orthogonal to every column of A.",
        r"A^{\top}(b - A w) = 0",
        "What must Aᵀr be?",
    ),
    "squares": Words("Sum of squares", "The squares of the residuals add up to"),
    "mean-of": Words(
        "Mean",
        "Each row is a sample, each column a variable. The mean of each column over n = {n} "
        "samples:",
        r"\mu = \frac{1}{n} \sum_i x_i",
        "What is the mean of each column?",
    ),
    "centred-data": Words(
        "Centre",
        "The mean is taken from every row.",
        r"X_c = X - 1\,\mu^{\top}",
        "What has to be taken from each column, so that its mean is 0?",
    ),
    "cross-products": Words(
        "Products of the columns",
        "Entry (i, j) is the scalar product of the centred columns i and j.",
        r"X_c^{\top} X_c",
        "Multiply the transpose of X_c by X_c.",
    ),
    "covariances": Words(
        "Divide by n − 1",
        "n − 1 = {less}. The variances stand on the diagonal, the covariances beside it.",
        r"C = \frac{1}{n - 1} X_c^{\top} X_c",
        "By what is the sum of products divided?",
    ),
    "correlations": Words(
        "Correlation",
        "Each covariance is divided by the standard deviations of both variables, the roots of "
        "the variances.",
        r"\rho_{ij} = \frac{c_{ij}}{\sqrt{c_{ii}\, c_{jj}}}",
    ),
    "vectors-given": Words("The vectors", "{count} in ℝ{power}."),
    "first-kept": Words("u_1", "The first vector stays as it is."),
    "made-orthogonal": Words(
        "u_{k}",
        "From v_{k} its projections onto the vectors before it are taken, with the shares "
        "{shares}.",
        r"u_k = v_k - \sum_{j<k} \frac{v_k \cdot u_j}{u_j \cdot u_j}\, u_j",
        "What has to be taken from v_{k}, so that it is orthogonal to the vectors before it?",
    ),
    "dependent": Words(
        "v_{k} is dependent",
        "Nothing is left of v_{k}: it is a combination of the vectors before it, and is left out.",
        "",
        "What is left of v_{k}?",
    ),
    "to-length-one": Words(
        "Lengths",
        "Each is divided by its length: {lengths}.",
        r"q_k = \frac{u_k}{\|u_k\|}",
        "By what is each vector divided, so that its length is 1?",
    ),
    "qr": Words(
        "A = QR",
        "The given vectors are the columns of A, the orthonormal ones those of Q. R = QᵀA has "
        "only zeros below its diagonal: no vector needs the q that come after it.",
        r"A = Q R, \quad R = Q^{\top} A",
        "Which scalar products are the entries of R = QᵀA?",
    ),
    "span-columns": Words(
        "The subspace",
        "The vectors that span it are the columns of A, and its points are A w.{told}",
    ),
    "sum-of-projections": Words(
        "Sum of projections",
        "They are orthogonal, so the projections onto each of them are added, with the shares "
        "{shares}.",
        r"p = \sum_j \frac{x \cdot a_j}{a_j \cdot a_j}\, a_j",
        "The vectors are orthogonal. What is the projection onto each?",
    ),
    "shares": Words("Coefficients", "{told}"),
    "span-projection": Words("Projection", "p = A w."),
    "span-rest": Words("The rest", "x less its projection."),
    "span-orthogonal": Words("Orthogonal", "Aᵀr = 0: the rest is orthogonal to every column."),
}
TOLD = {
    "one": "Read off.",
    "free": "The columns of A are dependent, so infinitely many w give the same fitted values; "
    "{names} is free.",
    "dropped": " Vectors that depend on those before them are left out: {names}.",
    "form": "y = {form}",
}
REMARKS = {
    "biased": "Divided by n = {n} instead, as for a whole population or by maximum likelihood, it "
    "would be {matrix}.",
    "constant": "Variable {names} is constant, so its correlations are not defined.",
    "many": "Infinitely many fit equally well: every number for {names} gives one.",
    "exact": "The residual is 0: the equations hold exactly.",
    "inside": "x lies in the subspace: nothing is left over.",
    "outside": "x is orthogonal to the subspace: its projection is 0.",
    "count": "{count} of the {n} vectors are independent, so the subspace has dimension {count}.",
}
ENDINGS = {
    "fit": "y = {form}, with {squares} as the sum of the squares of the residuals.",
    "orthonormal": "{vectors} are orthonormal.",
    "single": "{vectors} has length 1.",
}
CHECKS = {
    "lstsq": "Checked against NumPy's lstsq, and Aᵀ(b − A w) = 0: relative difference {error}.",
    "normal": "Checked: Aᵀ(b − A w) = 0; difference {error}.",
    "cov": "Checked against NumPy: relative difference {error}.",
    "sums": "Checked: (Σ x y − n x̄ ȳ)/(n − 1) is the same; difference {error}.",
    "qr": "Checked: QᵀQ = I and QR = A; difference {error}.",
    "span": "Checked: the rest is orthogonal to every vector, and both parts add up to x; "
    "difference {error}.",
}
FAILS = {
    "lists": "there are {x} values of x and {y} of y",
    "points": "a point has an x and a y",
    "too-few": "{what} needs {least} points at least, and {count} are given",
    "degree": "{given} is not a degree from 0 to {most}",
    "shape": "{given} is not known as a curve to fit",
    "samples": "a covariance needs two samples at least, and there is one row",
    "letters": "{entry} is not a number",
    "zero": "all of the vectors are 0",
    "length": "x has {x} entries, and the vectors of the subspace have {y}",
}
HINTS = {
    "points": "write points as (1, 1), (2, 3), (3, 4)",
    "degree": "degree=1 is a line, degree=2 a parabola",
    "shape": "a line, a parabola, a cubic, or a polynomial of degree n",
    "samples": "each row is a sample, each column a variable",
    "letters": "give a number in the place of every letter",
    "zero": "give a vector with an entry that is not 0",
    "length": "they need the same length",
}
