"""What a learner reads about functions of several variables."""

from __future__ import annotations

from symcalc.tutor.words import Words

CHANGING = "Taken to change with {t}: {letters}. Of a letter that stays the same the rate is 0."

SEVERAL: dict[str, Words] = {
    "entry": Words(
        "Entry ({row}, {column}), partial derivative by {x}",
        "Row {row} is for {f}, column {column} for {x}. {held}",
        "",
        "Row {row} belongs to one of the formulas, column {column} to a variable. Which are they?",
    ),
    "jacobian": Words(
        "Jacobian matrix",
        "A row for each formula, a column for each variable: {formulas} and {variables} "
        "make a matrix of shape {m} × {n}.",
        r"J_{ij} = \frac{\partial f_i}{\partial x_j}",
        "Put the partial derivatives together: a row for each formula, a column for each variable.",
    ),
    "determinant": Words(
        "Determinant",
        "",
        r"\det J",
        "The matrix is square. What is its determinant?",
    ),
    "two-by-two": Words(
        "Two by two", "the product of the diagonal less the product of the other two entries"
    ),
    "first-row": Words("Three by three", "expanded along the first row"),
    "triangular": Words(
        "Triangular", "above or below the diagonal all entries are 0: the diagonal is multiplied"
    ),
    "identity": Words("Identity", "with sin² + cos² = 1 or a relative of it"),
    "regular": Words("Regular", "not 0: near this point the map can be inverted"),
    "singular": Words("Singular", "0: the matrix has no inverse at this point"),
    "exists": Words(
        "It exists", "The rules do not apply, but the one-sided derivatives agree: {value}."
    ),
    "missing": Words("Missing", "{which} {verb} not exist there."),
    "unknown": Words("Unknown", "The formulas give {which} no value there."),
    "second": Words(
        "Second partial derivative by {x} and {y}",
        "The partial derivative by {x} is {slope}. Differentiate it with respect to {y}. {held}",
        "",
        "Differentiate the partial derivative by {x} once more, with respect to {y}.",
    ),
    "twice": Words(
        "Second partial derivative by {x}",
        "The partial derivative by {x} is {slope}. Differentiate it with respect to {x} again. "
        "{held}",
        "",
        "Differentiate the partial derivative by {x} once more, with respect to {x}.",
    ),
    "hessian": Words(
        "Hessian matrix",
        "The second partial derivatives in a matrix of shape {n} × {n}.{mixed}",
        r"H_{ij} = \frac{\partial^2 f}{\partial x_i\,\partial x_j}",
        "Put the second partial derivatives into a square matrix. Which of them are equal?",
    ),
    "mixed": Words(
        "Mixed partial derivatives",
        " Where they are continuous, the mixed ones do not depend on the order of the variables "
        "(Schwarz): the matrix is symmetric, and each of them is worked out once.",
    ),
    "direction": Words(
        "Unit vector",
        "The direction v = {v} has length {root}. Divide it by its length.",
        r"u = \frac{v}{\lVert v\rVert}",
        "How long is the direction? A direction is given by a vector of length 1.",
    ),
    "unit": Words(
        "Unit vector",
        "The direction u = {v} has length 1 already.",
        "",
        "How long is the direction?",
    ),
    "directional": Words(
        "Directional derivative",
        "It is the gradient times the unit vector u = {u}, component by component.",
        r"D_u f = \nabla f \cdot u",
        "Multiply each component of the gradient by that of the unit vector, and add.",
    ),
    "one-sided": Words(
        "One-sided",
        "The formula is not differentiable there. Along the unit vector it changes at the rate "
        "{right}, in the opposite direction at the rate {back}; "
        "of a differentiable formula the two add up to 0.",
    ),
    "agreeing": Words(
        "Agreeing",
        "The formula of the gradient has no value there, but along this direction both one-sided "
        "derivatives are {right}.",
    ),
    "no-slope": Words(
        "No slope",
        "The formula is not differentiable there. Along the unit vector its slope has "
        "{right}, in the opposite direction {back}.",
    ),
    "curl-component": Words(
        "Component {row} of the curl",
        "The difference of the two partial derivatives.",
        "",
        "Which two partial derivatives make component {row} of the curl?",
    ),
    "chain-tree": Words(
        "Chain rule for several variables",
        "The value depends on {t} through {letters}: {ways} to add, each an outer derivative "
        "times an inner one.",
        r"\frac{df}{dt} = \sum_i \frac{\partial f}{\partial x_i}\cdot\frac{dx_i}{dt}",
        "Through which variables does the value depend on {t}? Each is a term of its own.",
    ),
    "independent": Words("Constant", "The value does not depend on {t}, so the derivative is 0."),
    "outer": Words(
        "Outer derivative by {x}",
        "{held}",
        "",
        "Differentiate the formula with respect to {x}, as if {x} were independent.",
    ),
    "inner": Words(
        "Inner derivative by {t}",
        "Here {x} = {inner}.",
        "",
        "How does {x} change with {t}?",
    ),
    "tree-filled": Words(
        "Put together",
        "The outer and the inner derivatives are put into the chain rule.",
        "",
        "Put the derivatives into the chain rule.",
    ),
    "put-in": Words(
        "Back to {t}",
        "Put in {letters}.",
        "",
        "Write the result in {t} alone.",
    ),
    "rates": Words(
        "Put in",
        "Put in what is known: {letters}.",
        "",
        "Which of the values and rates are given?",
    ),
    "parameters": Words(
        "Derivatives by the parameters",
        "One for each of {names}, one below the other.",
    ),
    "component": Words(
        "Component {row}, partial derivative by {x}",
        "Component {row} is {f}. {held}",
        "",
        "Which component of the field is differentiated by {x}?",
    ),
    "divergence": Words(
        "Divergence",
        "Each component is differentiated by its own variable, and the results are added.",
        r"\operatorname{div} F = \sum_i \frac{\partial F_i}{\partial x_i}",
        "Differentiate each component by its own variable. What do you do with the results?",
    ),
    "curl": Words(
        "Curl",
        "Each component is a difference of two partial derivatives, "
        "each of one component by another one's variable.",
        r"\operatorname{curl} F = \left("
        r"\frac{\partial F_3}{\partial y} - \frac{\partial F_2}{\partial z},\;"
        r"\frac{\partial F_1}{\partial z} - \frac{\partial F_3}{\partial x},\;"
        r"\frac{\partial F_2}{\partial x} - \frac{\partial F_1}{\partial y}\right)",
        "Put the three components together as a vector.",
    ),
    "plane-curl": Words(
        "Scalar curl",
        "The field lies in a plane, so its curl is one number at each point: how the second "
        "component changes with {x}, less how the first changes with {y}.",
        r"\frac{\partial F_2}{\partial x} - \frac{\partial F_1}{\partial y}",
        "In the plane the curl is one number. Which two partial derivatives make it?",
    ),
    "laplacian": Words(
        "Laplacian",
        "The second partial derivatives, each by one variable twice, are added.",
        r"\Delta f = \sum_i \frac{\partial^2 f}{\partial x_i^2}",
        "Differentiate twice by each variable. What do you do with the results?",
    ),
}
