"""What a learner reads where one thing is asked of a matrix: an eigenvalue, a factor, yes or no."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "chosen-eigenvalue": Words(
        "The {which} eigenvalue",
        "{how}",
        "",
        "All eigenvalues are known. Which of them is asked for?",
    ),
    "spectral-radius": Words(
        "Spectral radius",
        "It is the largest absolute value of an eigenvalue.",
        r"\rho(A) = \max_i |\lambda_i|",
        "How far from 0 are the eigenvalues?",
    ),
    "chosen-singular": Words(
        "The {which} singular value",
        "All singular values are known; this one is the {which}.",
    ),
    "own-space": Words(
        "Eigenvectors for λ = {value}",
        "They are the vectors other than 0 that A − λI sends to 0. {form}",
        r"(A - \lambda I) v = 0",
        "Which vectors does A − λI send to 0?",
    ),
    "no-eigenvalue": Words(
        "The columns of A − λI for λ = {value}",
        "{form}Every column has a pivot, so only 0 is sent to 0: λ = {value} is no eigenvalue.",
        "",
        "Does A − λI send a vector other than 0 to 0?",
    ),
    "image-of": Words(
        "A v",
        "{verdict}",
        r"A v = \lambda v",
        "Work out A v. Is it a multiple of v?",
    ),
    "count-zero": Words(
        "How often λ is a zero",
        "The factor of λ = {value} stands {times} in the characteristic polynomial.",
        "",
        "Factor the characteristic polynomial.",
    ),
    "count-vectors": Words(
        "How many independent eigenvectors",
        "The null space of A − λI has dimension {count} for λ = {value}.",
        "",
        "How many free columns has A − λI?",
    ),
    "enough-vectors": Words(
        "Eigenvectors counted",
        "{told}",
        "",
        "Are there as many independent eigenvectors as rows?",
    ),
    "factors-pd": Words(
        "P and D",
        "The eigenvectors are the columns of P, and D has their eigenvalues in the same order.",
        r"A = P D P^{-1}",
        "Which matrix do the eigenvectors make?",
    ),
    "stored-factors": Words(
        "Parameters of B and A",
        "B is {m} × {r} and A is {r} × {n}.",
        r"r(m + n)",
        "Which shapes have B and A?",
    ),
    "stored-svd": Words(
        "Numbers of U, Σ and V",
        "U_r is {m} × {r}, V_r is {n} × {r}, and there are {r} singular values.",
        r"r(m + n + 1)",
        "Which shapes have U_r and V_r, and how many singular values are kept?",
    ),
    "compression": Words(
        "Compression ratio",
        "W has {dense} entries, and {kept} numbers are kept.",
        "",
        "Divide the entries of W by what is kept.",
    ),
    "kept-share": Words(
        "Share",
        "Of {dense} entries of W only {kept} numbers are learnt.",
        "",
        "Divide what is learnt by the entries of W.",
    ),
    "squared-values": Words(
        "Squares",
        "The variance along a component is proportional to the square of its singular value: "
        "{values}.",
        "",
        "What are the variances, if these are singular values of the centred data?",
    ),
    "variance-total": Words(
        "Total variance",
        "It is the sum of the variances along all components.",
        "",
        "Add up the variances.",
    ),
    "variance-shares": Words(
        "Shares",
        "Each variance is divided by the total.{told}",
        r"\lambda_i / \textstyle\sum_j \lambda_j",
        "Divide each variance by the total.",
    ),
    "share-of": Words("Share", "What is explained over the total. {told}"),
    "cumulated": Words(
        "Added up",
        "From the first component on the shares add up to {sums}.",
        "",
        "Add up the shares from the largest on. When is it enough?",
    ),
    "rayleigh": Words(
        "Rayleigh quotient",
        "xᵀAx is {top}, and xᵀx is {bottom}.",
        r"R(x) = \frac{x^\top A x}{x^\top x}",
        "Work out A x first, then xᵀ(A x) and xᵀx.",
    ),
    "power-step": Words(
        "Step {k}",
        "x is multiplied by A and divided by its new length, {size}.",
        r"x \leftarrow \frac{A x}{\|A x\|}",
        "Multiply by A, then divide by the length.",
    ),
    "stationary": Words(
        "What stays as it is",
        "{side}: the probabilities after one step are those before it.",
        "",
        "Which probabilities does one step leave as they are?",
    ),
    "stationary-solved": Words(
        "Add up to 1",
        "The vectors that stay as they are are multiples of {vector}; its entries add up to "
        "{total}, by which it is divided.",
        "",
        "Probabilities add up to 1. By what must the vector be divided?",
    ),
}
HOW = {
    "largest": "The eigenvalues are {values}; the largest is {value}.",
    "smallest": "The eigenvalues are {values}; the smallest is {value}.",
    "dominant": "The eigenvalues are {values}; {value} has the largest absolute value.",
    "only": "The only eigenvalue is {value}.",
}
ENDINGS = {
    "radius": "The spectral radius is {value}{about}.",
    "chosen": "The {which} eigenvalue is {value}{about}{vector}.",
    "singular": "The {which} singular value is {value}{about}.",
    "with": ", with v = {vectors}",
    "own": "The eigenvectors for λ = {value} are the multiples of {vectors}.",
    "owns": "The eigenvectors for λ = {value} are the combinations of {vectors}.",
    "is-value": "Yes: {value} is an eigenvalue of A, with v = {vector}.",
    "not-value": "No: {value} is no eigenvalue of A.",
    "is-vector": "Yes: A v = {value} v.",
    "not-vector": "No: A v is no multiple of v.",
    "needed": "{count} {noun} {verb} {share} % of the variance.",
    "diagonal": "A = P D P⁻¹ with P = {p} and D = {d}",
    "can": "Yes: A is diagonalisable.",
    "can-complex": "Yes over the complex numbers; over the real ones not, because the eigenvalues "
    "are not real.",
    "cannot": "No: A is not diagonalisable.",
}
TOLD = {
    "multiple": "A v is {value} times v.",
    "apart": "A v is no multiple of v.",
    "form": "Row steps leave {form}. ",
    "times": "{count} times",
    "once": "once",
    "enough": "There are {count} independent eigenvectors for {n} rows: they are a basis.",
    "few": "There {verb} only {count} for {n} rows: λ = {value} has too few.",
    "percent": "That is {value} %.",
    "near": " In decimals {values}.",
    "rayleigh-now": "The Rayleigh quotient xᵀAx at the last x is {value}.",
    "rows": "The rows add up to 1, so π P = π",
    "columns": "The columns add up to 1, so P π = π",
}
CHECKS = {
    "polynomial": "Checked: at several λ it is the determinant of A − λI; largest relative "
    "difference {error}.",
    "own": "Checked: A v = λ v for each of them; largest relative difference {error}.",
    "not-own": "Checked: det(A − λI) by another way is not 0; relative difference {error}.",
    "diagonal": "Checked: A P = P D; largest relative difference {error}.",
    "entries": "Checked entry by entry; largest relative difference {error}.",
    "shares": "Checked: the shares add up to 1; largest difference {error}.",
    "stationary": "Checked: one step leaves it as it is, and it adds up to 1; largest difference "
    "{error}.",
}
FAILS = {
    "negative-variance": "a variance is not negative",
    "no-variance": "all variances are 0",
    "too-many-components": "there are {most} components, and {count} are asked for",
    "percent": "{share} is no share from 0 to 100 %",
    "which": "there is no {which} eigenvalue here",
    "no-number": "{value} is no number",
    "letters-order": "which of the eigenvalues is the largest depends on the letters",
    "not-real": "the eigenvalues {values} are not all real, so none is the {which}",
    "defective": "{n} rows need {n} independent eigenvectors, and there are only {count}: there "
    "is no diagonalisation",
    "not-own": "{value} is no eigenvalue of this matrix",
    "zero-vector": "the zero vector is no eigenvector and has no Rayleigh quotient",
    "sizes": "the matrix has {n} columns, and the vector {count} entries",
    "steps": "{count} is no number of steps from 1 to {most}",
    "became-zero": "A sends the vector to 0, which has no direction",
    "not-stochastic": "neither the rows nor the columns are probabilities that add up to 1",
    "several-stationary": "there are {count} independent distributions that stay as they are",
}
HINTS = {
    "negative-variance": "give the eigenvalues of a covariance matrix: 6, 3, 1",
    "no-variance": "give data that are not all the same",
    "too-many-components": "ask for the first of those that there are",
    "percent": "write: how many components explain 95 % of the variance if the eigenvalues are "
    "6, 3, 1",
    "which": "ask for the largest, the smallest or the dominant one",
    "no-number": "write: eigenvectors of [[2, 1], [1, 2]] for the eigenvalue 3",
    "letters-order": "give numbers for the letters, or ask for all `eigenvalues`",
    "not-real": "the spectral radius is the largest absolute value",
    "defective": "`eigenvalues` shows the eigenvectors that there are",
    "not-own": "the eigenvalues are {values}",
    "sizes": "give as many entries as the matrix has columns",
    "zero-vector": "give a vector with an entry that is not 0",
    "steps": "write: 3 steps of power iteration on [[2, 1], [1, 2]] from (1, 0)",
    "not-stochastic": "write a transition matrix, a state in each row: [[0.9, 0.1], [0.5, 0.5]]",
    "several-stationary": "give a matrix whose states are all reached from each other",
}
