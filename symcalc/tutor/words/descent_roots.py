"""What a learner reads about Newton's method for a root."""

from __future__ import annotations

from symcalc.tutor.words import Words

ONE = r"x_{k+1} = x_k - \frac{f(x_k)}{f'(x_k)}"
SEVERAL = r"J(x_k)\,d = -F(x_k), \quad x_{k+1} = x_k + d"
WORDS: dict[str, Words] = {
    "root-of": Words(
        "Function",
        "The equation holds where f = {f} is 0. The derivative is f′ = {slope}.",
        ONE,
        "Bring everything to one side. What is the derivative of it?",
    ),
    "root-of-system": Words(
        "Functions",
        "The equations hold where F = {f} is 0. The Jacobian matrix is J = {slope}.",
        SEVERAL,
        "Bring everything to one side of each equation. What is the Jacobian matrix?",
    ),
    "root-step": Words(
        "Step {k}",
        "At {place}: f {value} and f′ {slope}. The tangent there is 0 at {new}.",
        ONE,
        "Where is the tangent at {place} zero?",
    ),
    "root-step-of-system": Words(
        "Step {k}",
        "At {place}: F {value} and J {slope}. J d = −F gives d {move}.",
        SEVERAL,
        "Which d solves J d = −F at {place}?",
    ),
    "root-none": Words(
        "Step {k}",
        "At {place}: the {what} is {slope}, so there is no next point.",
        "",
        "What is the slope at {place}?",
    ),
}
SLOPE, MATRIX = "derivative", "determinant of the Jacobian matrix"
ENDINGS = {
    "steps": "After {steps}: {place}{near}.",
    "settled": "After {steps} the digits no longer change: {place}{near}.",
    "restless": "After {steps} the points have not settled: {place}{near}.",
    "none": "There is no step from {place}: the {what} is 0 there.",
    "left": "There is no value at {place}: the steps have left the domain.",
}
FAILS = {
    "equations": "{n} equations are given for {m} letters: {names}",
    "start": "the start has {got} numbers, and there are {n} letters: {names}",
    "option": "Newton's method for a root has no setting {name!r}",
    "no-start": "Newton's method needs a point to start from",
    "domain": "the equation has no value at the start, {place}",
    "large": "the points grow beyond what can be written",
}
HINTS = {
    "start": "write: two steps of Newton's method for x^2 = 7 from x = 3",
}
