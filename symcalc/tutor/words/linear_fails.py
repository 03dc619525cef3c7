"""What is said of checks and of bad input, of vectors, matrices and eigenvalues."""

from __future__ import annotations

CHECKS = {
    "value": "Checked against mpmath at 30 digits: relative difference {error}.",
    "definite": "Checked: the signs of the eigenvalues, computed by numbers, say the same.",
    "form": "Checked at numbers for the letters: xᵀAx is the quadratic form; difference {error}.",
    "condition": "Checked against NumPy: relative difference {error}.",
    "squares": "Checked: the squares of the singular values add up to the squares of the entries; "
    "relative difference of the roots {error}.",
    "singular": "Checked: A v = 0 for this v ≠ 0; difference {error}.",
    "eigen": "Checked: A v = λ v for each pair, and the sums of the powers of the eigenvalues are "
    "the traces of the powers of A; largest relative difference {error}.",
    "eigen-numbers": "Checked: the eigenvalues add up to the trace of A, and A v = λ v for each; "
    "largest relative difference {error}.",
    "dot": "Checked: (‖x + y‖² − ‖x − y‖²)/4 is the same, to a relative difference of {error}.",
    "numpy": "Checked against NumPy: relative difference {error}.",
    "letters": "Checked at numbers for the letters: relative difference {error}.",
    "unit": "Checked: ‖x‖ times the result is x again, to a relative difference of {error}.",
    "angle": "Checked: ‖x‖‖y‖cos θ is the scalar product, to a relative difference of {error}.",
    "half": "Checked by the half angle, tan(θ/2) = ‖u − v‖/‖u + v‖ for u = x/‖x‖ and v = y/‖y‖: "
    "difference {error}.",
    "projection": "Checked: the rest is orthogonal to y, and both parts add up to x; largest "
    "relative difference {error}.",
}
FAILS = {
    "point": "{part} gives no letter a value",
    "value": "the value of {name} is no real number",
    "relation": "an equation or an inequality has no value",
    "missing": "no value is given to {names}",
    "strange": "{name} does not occur in the formula",
    "enormous": "the value has thousands of digits",
    "no-value": "the formula has no finite real value there",
    "singular": "{name} has no inverse: det({name}) = 0",
    "no-points": "there are no points",
    "one-point": "a formula of vectors is worked out at one point at a time",
    "rows": "a table has at most {most} rows",
    "no-array": "{name} is no vector and no matrix of numbers",
    "letters-large": "definiteness with letters is told for at most {most} rows",
    "condition": "the condition number of a matrix with letters is not worked out",
    "roots": "the eigenvalues of this {n} × {n} matrix with letters have no short form",
    "large": "a {rows} × {columns} matrix has more than {most} entries, too many for exact steps",
    "rows-square": "a matrix of {n} rows is larger than the {most} that are worked out here",
    "unwritten": "an array of {rows} × {columns}",
    "ragged": "the rows have different lengths: {first} in row 1, {width} in row {place}",
    "axes": "the array has {count} axes, and a matrix has two",
    "empty": "the array is empty",
    "infinite": "the entry in row {row} and column {column} is not a finite number",
    "number": "{value} is not a finite number or a formula",
    "letters": "{entry} is not a number",
    "complex": "{entry} is not a real number",
    "vector": "{name} is a {rows} × {columns} matrix, not a vector",
    "square": "a {rows} × {columns} matrix is not square",
    "lengths": "x has {x} entries and y has {y}",
    "zero": "{name} is the zero vector, which has no direction",
    "norm": "there is no norm of order {kind} here",
    "unit": "an angle is not given in {unit}",
}
HINTS = {
    "point": 'write at={"x": 3, "y": [1, 2]}, or x = 3, y = [1, 2] in a sentence',
    "missing": "give one: --at {name}=2",
    "relation": "give one of its sides",
    "strange": "give values to the formula's own letters",
    "enormous": "choose smaller numbers",
    "no-value": "choose a point where every part of the formula is defined",
    "singular": "choose a matrix whose determinant is not 0",
    "one-point": "ask at each point by itself",
    "rows": "`compile` makes a fast function for many values",
    "condition": "give numbers for the letters",
    "roots": "give numbers for the letters; two rows, or a triangular matrix, may have letters",
    "large": "a matrix may be a NumPy array, which is worked out in numbers; for long vectors "
    "NumPy has dot and norm",
    "rows-square": "NumPy has linalg.eigvals and linalg.cond for larger ones",
    "matrix": "write a matrix row by row: [[1, 2], [3, 4]], and a vector as (1, 2, 3)",
    "complex": "vectors and matrices here are real",
    "letters": "give a number in the place of every letter",
    "vector": "write a vector as (1, 2, 3)",
    "square": "eigenvalues and definiteness belong to square matrices; `svd` takes any",
    "lengths": "a scalar product needs vectors of the same length",
    "zero": "give a vector with an entry that is not 0",
    "norm": "a vector has the orders 2, 1 and oo; a matrix has the Frobenius norm alone",
    "unit": "say radians or degrees",
}
