"""What a learner reads about directions of steepest ascent, and products with a vector."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "descent": Words(
        "Steepest descent",
        "At {point} the gradient is {slope}. It points where the function grows fastest, so its "
        "opposite points where it falls fastest. With length 1 this is {unit}.",
        r"-\nabla f",
        "Which way does the gradient point?",
    ),
    "ascent": Words(
        "Steepest ascent",
        "At {point} the gradient is {slope}. It points where the function grows fastest. With "
        "length 1 this is {unit}.",
        r"\nabla f",
        "Which way does the gradient point?",
    ),
    "length": Words(
        "Length of the gradient",
        "At {point} the gradient is {slope}. Of all directions the one along it has the largest "
        "derivative, and that is its length.",
        r"\|\nabla f\| = \sqrt{\sum_i (\partial f / \partial x_i)^2}",
        "How long is the gradient?",
    ),
    "array-jacobian": Words("Numbers put in", "z = {z}, in decimals.", "", "Put the numbers in."),
    "array-gradient": Words("Numbers put in", "z = {z}, in decimals.", "", "Put the numbers in."),
    "hessian-vector": Words("Hessian times v", "Rows times v.", "H v", "Multiply H by v."),
    "jacobian-vector": Words(
        "Jacobian times v", "Rows times v: what forward mode computes.", "J v", "Multiply J by v."
    ),
    "vector-jacobian": Words(
        "Transposed Jacobian times v",
        "Columns of the Jacobian times v: what reverse mode computes.",
        r"J^\top v",
        "Multiply the transposed Jacobian by v.",
    ),
}
CHECK = "Checked against derivatives along the line: largest relative difference {error}."
FAILS = {
    "flat": "the gradient is 0 there, so no direction is steepest",
    "letters": "a point of letters cannot be put in here",
    "length": "the vector has {mine} entries, and {wanted} are needed",
    "kink": "{name} has no derivative at this point, where it has a kink",
    "variable": "it is not said by which letter",
    "axes": "an array has at most two axes here",
    "no-point": "the product of numbers needs a number for every letter",
    "point": "it is not clear which point this is: {point}",
}
HINTS = {
    "letters": "give numbers, such as (0, 0, 0), or ask without a point",
    "kink": "choose a point away from it",
    "variable": "write: gradient of ||A x - b||^2 with respect to x at x = (1, 1), A = …",
    "flat": "choose a point that is not stationary",
    "no-point": 'write: at={"x": 1, "y": 2}',
    "point": "write: at x = 1, y = 2",
}
