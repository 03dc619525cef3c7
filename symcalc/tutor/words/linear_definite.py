"""What a learner reads about definiteness."""

from __future__ import annotations

KINDS = {
    "places": "{kind} for {places}",
    "every": "A is {kind} for every {letters}.",
    "told": "A is {told}.",
    "nowhere": "A is nowhere positive definite.",
    "zero": "the zero matrix",
}
CELLS = " The kind of A can change only where a principal minor is 0: {zeros}."
SAME = " No principal minor changes its sign."
LETTERED = {
    "positive": "positive definite where {conditions}",
    "negative": "negative definite where {conditions}",
    "nowhere": "nowhere {kind}",
    "always": "{kind} for all values of the letters",
    "rest": "Where det(A) ≠ 0 and A is neither, it is indefinite.",
    "semi": "A is positive semidefinite for all values of the letters: xᵀAx ≥ 0. It is nowhere "
    "positive definite.",
}
SYLVESTER = {
    "positive definite": "All are positive, so A is positive definite (Sylvester's criterion).",
    "negative definite": "The first is negative and the signs alternate: A is negative definite.",
    "indefinite": "The signs fit neither a positive nor a negative form, and the last is not 0: A "
    "is indefinite.",
    "": "They are not all positive, and one is 0.",
}
DEFINITE = {
    "positive definite": "A is positive definite: xᵀAx > 0 for every x ≠ 0.",
    "negative definite": "A is negative definite: xᵀAx < 0 for every x ≠ 0.",
    "positive semidefinite": "A is positive semidefinite: xᵀAx ≥ 0, and 0 for some x ≠ 0.",
    "negative semidefinite": "A is negative semidefinite: xᵀAx ≤ 0, and 0 for some x ≠ 0.",
    "indefinite": "A is indefinite: xᵀAx takes values of both signs.",
    "zero": "The form is zero: xᵀAx = 0 for every x.",
}
EIGENSIGNS = (
    "The eigenvalues of {name} are {values}: {positive} positive, {zero} zero, {negative} negative."
)
NOISE = "What is below 10⁻¹⁰ of the largest counts as 0: doubles are rounded."
UNSETTLED = "The minors do not settle it."
SIGNS = {
    1: ("A positive value", "positive"),
    -1: ("A negative value", "negative"),
    0: ("The value 0", "0"),
}
