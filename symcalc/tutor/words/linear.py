"""What a learner reads about vectors, matrices and eigenvalues."""

from __future__ import annotations

from symcalc.tutor.words import Words
from symcalc.tutor.words.linear_norms import NORM_WORDS

WORDS: dict[str, Words] = {
    "dot": Words(
        "Scalar product",
        "Entry times entry, and all products added.",
        r"x \cdot y = \sum_i x_i y_i",
        "Which entries of the two vectors are multiplied with each other?",
    ),
    "geometric": Words(
        "Geometric form",
        "Written with the angle θ between them, the scalar product is {value}: {kind}",
        r"x \cdot y = \|x\|\,\|y\| \cos\theta",
        "What does the sign of the scalar product say of the angle?",
    ),
    "norm": Words(
        "Norm of {name}",
        "{how}",
        r"\|x\| = \sqrt{\sum_i x_i^2}",
        "How long is {name}? Think of the theorem of Pythagoras.",
    ),
    **NORM_WORDS,
    "decimals": Words("In decimals", "To seven digits{unit}."),
    "unit": Words(
        "Divide by the length",
        "Every entry of x is divided by {size}.",
        r"u = \frac{x}{\|x\|}",
        "What must x be divided by, so that its length becomes 1?",
    ),
    "unit-length": Words("Its length", "The result u = x/‖x‖ has length 1."),
    "cosine": Words(
        "Cosine of the angle",
        "The scalar product is ‖x‖‖y‖cos θ, so it is divided by both lengths.",
        r"\cos\theta = \frac{x \cdot y}{\|x\|\,\|y\|}",
        "How is the scalar product made of the two lengths and the angle?",
    ),
    "theta": Words("Angle", "{kind}"),
    "share": Words(
        "How much of y",
        "The part of x along y is c y. What is left over is orthogonal to y: (x − c y)·y = 0 "
        "gives c.",
        r"c = \frac{x \cdot y}{y \cdot y}",
        "The part along y is c y. For which c is the rest orthogonal to y?",
    ),
    "projection": Words("Projection", "c times y."),
    "residual": Words("The rest", "x less its projection."),
    "shifted": Words(
        "{name} − {unknown}I",
        "An eigenvalue {unknown} has a vector v ≠ 0 with {name} v = {unknown}v, that is "
        "({name} − {unknown}I) v = 0. So det({name} − {unknown}I) = 0.",
        r"\det(A - \lambda I) = 0",
        "For which {unknown} does {name} − {unknown}I send a vector other than 0 to 0?",
    ),
    "two-by-two": Words(
        "Characteristic polynomial",
        "The product of the diagonal less the product of the other two entries.",
        r"\det\begin{pmatrix} a & b \\ c & d \end{pmatrix} = a d - b c",
        "What is the determinant of a matrix of two rows?",
    ),
    "first-row": Words(
        "Characteristic polynomial",
        "The determinant is expanded along the first row.",
        "",
        "Expand the determinant along the first row.",
    ),
    "triangular": Words(
        "Characteristic polynomial",
        "On one side of the diagonal all entries are 0, so the determinant is the product of the "
        "diagonal.",
        "",
        "What is the determinant of a triangular matrix?",
    ),
    "expanded": Words(
        "Characteristic polynomial",
        "The determinant of {n} rows, expanded row by row and multiplied out.",
    ),
    "on-diagonal": Words(
        "Eigenvalues",
        "The product is 0 where one of its factors is: the eigenvalues stand on the diagonal, "
        "{values}.",
    ),
    "discriminant": Words(
        "Discriminant",
        "Of a polynomial λ² + pλ + q it is D = p² − 4q.",
        r"\lambda = \frac{-p \pm \sqrt{p^2 - 4q}}{2}",
        "The polynomial is quadratic. What is its discriminant?",
    ),
    "quadratic": Words(
        "Eigenvalues", "λ = (−p ± √D)/2. {how}", "", "Solve the quadratic equation."
    ),
    "factors": Words(
        "Factors",
        "{told}",
        "",
        "Try whole numbers that divide the constant term. Which are zeros?",
    ),
    "irreducible": Words("Factors", "The polynomial has no rational zeros to divide out."),
    "roots": Words("Eigenvalues", "The zeros of the factors."),
    "row-steps": Words(
        "Row steps for λ = {value}",
        "{how}What is left is {form}.",
        "",
        "Bring A − λI to reduced form for λ = {value}.",
    ),
    "eigenvectors": Words(
        "Eigenvectors for λ = {value}",
        "{told}",
        "",
        "Which vectors does A − λI send to 0 for λ = {value}?",
    ),
    "eigenpair": Words("Test", "A v is {value} times v."),
    "decomposition": Words(
        "Eigendecomposition",
        "The eigenvectors are the columns of Q, the eigenvalues the diagonal of Λ.",
        r"A = Q \Lambda Q^{-1}",
        "Put the eigenvectors into the columns of a matrix Q.",
    ),
    "diagonal": Words("Eigendecomposition", "A is diagonal already, up to the order.", ""),
    "trace": Words("Trace", "The sum of the eigenvalues is the sum of the diagonal of A."),
    "determinant-of": Words("Determinant", "The product of the eigenvalues is the determinant."),
    "symmetric-part": Words(
        "Symmetric part",
        "A is not symmetric. In xᵀAx only S = (A + Aᵀ)/2 counts, because xᵀAx = xᵀAᵀx.",
        r"x^{\top} A x = x^{\top} \frac{A + A^{\top}}{2} x",
        "Which symmetric matrix has the same quadratic form?",
    ),
    "quadratic-form": Words(
        "Quadratic form",
        "Each entry times the two variables of its row and its column.",
        r"x^{\top} A x = \sum_{ij} a_{ij} x_i x_j",
        "Write xᵀAx as a polynomial.",
    ),
    "minors": Words(
        "Leading principal minors",
        "The determinants of the upper left corners with 1, 2, … rows.{told}",
        "",
        "Which signs have the determinants of the upper left corners?",
    ),
    "signs": Words(
        "Signs of the eigenvalues",
        "{told}",
        "",
        "Which signs have the eigenvalues?",
    ),
    "witness": Words(
        "{which}",
        "For x = {x} the form is {sign}.",
        "",
        "Look for an x for which the form is {sign}.",
    ),
    "normal-matrix": Words(
        "{product}",
        "The singular values of A are the roots of the eigenvalues of B = {product}.",
        r"\sigma_i = \sqrt{\lambda_i(A^{\top} A)}",
        "A is not symmetric. Which symmetric matrix tells how much it stretches?",
    ),
    "ratio": Words(
        "Condition number",
        "{how}",
        r"\kappa = \frac{\sigma_{\max}}{\sigma_{\min}}",
        "Divide the largest by the smallest.",
    ),
    "null-vector": Words(
        "Singular",
        "{name} sends a vector other than 0 to 0, so the smallest singular value is 0.",
        "",
        "Is there a vector other than 0 that {name} sends to 0?",
    ),
    "singular-values": Words("In numbers", "{why} NumPy finds the singular values as doubles.", ""),
    "put-in": Words(
        "Put in {place}",
        "",
        "",
        "Put the numbers in the places of the letters.",
    ),
    "decimal-lines": Words(
        "In decimals", "Worked out from the inside; each number is rounded to seven digits."
    ),
    "cancelling-lines": Words(
        "In decimals",
        "Worked out from the inside. Where numbers that are nearly equal are subtracted, their "
        "first digits cancel, and with seven digits the lines would be false: each number is "
        "carried with {figures} digits, the result has seven.",
    ),
    "taylor-beside": Words("Beside the formula", "{told}"),
    "table": Words("Table", "The same at every value."),
    "matrix-product": Words(
        "Matrix product",
        "{told}",
        r"(A B)_{ij} = \sum_k a_{ik} b_{kj}",
        "Which row and which column make an entry of the product?",
    ),
    "operation": Words("{title}", "{told}"),
    "in-numbers": Words(
        "In numbers",
        "{why} NumPy finds the eigenvalues as doubles. The table says how far A v is from λv.",
    ),
    "orthogonal": Words("Orthogonal", "The rest and y have the scalar product 0."),
}
ROWS = {
    "swap": "rows {one} and {other} change places",
    "divide": "row {row} is divided by {pivot}",
    "add": "row {row} {sign} {times}row {other}",
    "times": "{factor} times ",
}
ROOTS = {
    "rational": "The rational zero is {values}; its factor is divided out.",
    "rationals": "The rational zeros are {values}; their factors are divided out.",
    "real": "The zeros add up to {sum}, and their product is {product}.",
    "double": "D is 0, so both zeros are the same.",
    "letters": "The zeros add up to {sum}.",
    "complex": "D is negative, so there is no real eigenvalue: no real vector keeps its direction. "
    "Over the complex numbers there are two.",
}
ENDINGS = {
    "pair": "λ = {value}{about}{times} with v = {vectors}",
    "times": " ({times} times)",
    "largest": "The {n} eigenvalues run from {low} to {high}.",
    "complex": "Of the {n} eigenvalues, {count} are not real; the largest modulus is {high}.",
}
RATIOS = {
    "eigenvalues": "A is symmetric: the largest absolute value of an eigenvalue over the smallest.",
    "singular": "The largest singular value over the smallest.",
}
CONDITIONED = {
    "finite": "In A x = b a small relative error of b can become {kappa} times as large in x.",
    "infinite": "The condition number is infinite: A is singular.",
    "ending": "The condition number is {kappa}.",
    "nearly": "A is not singular. To the precision of doubles it is: they tell 16 digits apart.",
    "unsettled": "The smallest singular value is 0 to the rounding of doubles: A is singular, or "
    "its condition number is at least about 10¹⁴.",
}
ZERO_POWER = (
    "0⁰ is taken to be 1, as in polynomials and power series. As a limit it is indeterminate: "
    "other values come out on other ways to it."
)
OPERATIONS = {
    "large": "a {rows} × {columns} matrix",
    "product": "Each entry is a row of the first times a column of the second.",
    "shape": "The shape is {shape}.",
    "near": "In decimals {value}.",
    "sum": "sum",
    "map": "{function} of each entry",
}
WORKINGS = {
    "difference": "difference",
    "right": "Worked out from the right: each time the last two factors are multiplied.",
    "first-row": "Expanded along the first row.",
    "two-rows": "The diagonal changes places, the other entries change their signs, and all is "
    "divided by det({name}) = {det}.",
    "rows": "Row steps that turn {name} into I turn I into the inverse; det({name}) = {det}.",
    "softmax": "{powers}; their sum is {total}, by which each is divided.",
}
LAYERS = {
    "sum": "sums",
    "difference": "differences",
    "product": "products",
    "quotient": "quotients",
    "power": "powers",
    "negation": "signs",
    "abs": "absolute values",
    "max": "the largest",
    "min": "the smallest",
    "sqrt": "roots",
    "other": "functions",
    "at-once": "The value",
}
NORMS = {
    "2": "The root of the sum of the squares of the entries.",
    "1": "The sum of the absolute values of the entries.",
    "oo": "The largest absolute value of an entry.",
}
REMARKS = {
    "acute": "the angle is acute.",
    "right": "the vectors are orthogonal, the angle is a right one.",
    "obtuse": "the angle is obtuse.",
    "same": "the vectors have the same direction.",
    "opposite": "the vectors have opposite directions.",
    "simple": "λ is a simple zero, so all eigenvectors are multiples of one.",
    "full": "λ is {times}, and there are as many independent eigenvectors.",
    "missing": "λ is {times}, but there {verb} only {count}.",
    "divided": "The row steps divide by {parts}; where that is 0, give numbers for the letters.",
    "tiny": "Of the eigenvalues, {count} may be 0: they are as small as the rounding of doubles.",
    "dependent": "The eigenvectors are nearly dependent, so the matrix is close to one without an "
    "eigendecomposition, and its eigenvalues as doubles have few correct digits.",
    "complex": "The eigenvalues are complex. Where A is real, they come in conjugate pairs.",
    "defective": "There {verb} only {count}, and {n} are needed: λ = {value} has too few. "
    "There is no eigendecomposition A = QΛQ⁻¹.",
    "symmetric": "A is symmetric: its eigenvalues are real, and eigenvectors of different "
    "eigenvalues are orthogonal.",
    "no-formula": "The characteristic polynomial has no zeros that can be written briefly.",
    "too-large": "The matrix has {n} rows.",
    "long-numbers": "The entries have many digits.",
    "letters": "θ lies between 0 and π.",
    "bars": "the bars around a vector are read as its length; abs(x) is taken of each entry",
    "degrees-exact": "In degrees that is {degrees}°.",
    "degrees": "In radians θ ≈ {radians}; times 180°/π that is {degrees}°.",
}
