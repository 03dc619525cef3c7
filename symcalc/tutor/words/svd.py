"""What a learner reads about singular values, low rank and principal components."""

from __future__ import annotations

from symcalc.tutor.words import Words

FAILS = {
    "letters": "singular values need a matrix of numbers, and this has the letters {letters}",
    "no-size": "a random matrix needs at least one row and one column",
    "scale": "the largest entry is about {entry}, and the squares of such numbers are no doubles",
    "array": "an array of {rows} × {columns}",
    "unwritten": "the numbers of this array are not in the text",
    "large": "a {rows} × {columns} matrix has more than {most} entries",
    "form": "{form!r} is no form of the decomposition",
    "full": "the full U and V of a {rows} × {columns} matrix have {count} entries",
    "rank": "{rank} is not a rank: a whole number from 1 to {most} for a {rows} × {columns} matrix",
    "no-rank": "no rank is given",
    "samples": "principal components need at least two samples, and there is one row",
    "components": "{count} is not a number of components: there are {most}",
    "constant": "every sample is the same, so there is no variance to explain",
}
HINTS = {
    "unwritten": "pass the array itself, in Python",
    "scale": "multiply the matrix by a power of ten: its singular values are multiplied, too",
    "letters": "put numbers in for the letters",
    "randn": "write randn(768, 768, seed=0)",
    "large": "take a part of it",
    "form": "full has a square U and V, thin only the columns that belong to singular values",
    "full": "thin=True leaves out the columns that belong to no singular value",
    "rank": "say rank=2, or several: rank=[1, 4, 16]",
    "samples": "each row is a sample, each column a feature",
}

WORDS: dict[str, Words] = {
    "gram": Words(
        "The matrix {gram}",
        "If A = U Σ Vᵀ, then {gram} = {square}: the columns of {near} are eigenvectors of {gram}, "
        "and the squares of the singular values are its eigenvalues.",
        r"A^{\top} A = V\,\Sigma^{\top}\Sigma\,V^{\top}",
        "Which symmetric matrix can be made of A and Aᵀ, so that U or V cancels?",
    ),
    "eigenvalues-of-gram": Words(
        "Eigenvalues of {gram}",
        "The determinant{product} is zero at {roots}.",
        r"\det(\lambda I - A^{\top} A) = 0",
        "For which λ is {det} zero?",
    ),
    "singular-values": Words(
        "Singular values",
        "They are the roots of the eigenvalues, σ = √λ, the largest first{about}.",
        r"\sigma_i = \sqrt{\lambda_i}",
        "How does a singular value follow from an eigenvalue of {gram}?",
    ),
    "near-vector": Words(
        "Eigenvector for λ = {value}",
        "({gram} − λI)·{x} = 0 is solved by {x} = {vector}. {length}",
        "",
        "Solve ({gram} − λI)·{x} = 0 for λ = {value}, and bring the solution to length 1.",
    ),
    "same-value": Words(
        "Another eigenvector for λ = {value}",
        "({gram} − λI)·{x} = 0 has more solutions: {x} = {vector} is orthogonal to those before. "
        "{length}",
        "",
        "Which other solution of ({gram} − λI)·{x} = 0 is orthogonal to those before?",
    ),
    "far-vector": Words(
        "{side} singular vector {k}",
        "{a} {near}_{k} {is} {image}, and this is σ_{k} {far}_{k}: divide by σ_{k} {is} {sigma}.",
        r"u_i = \frac{A v_i}{\sigma_i}",
        "A v = σ u and Aᵀ u = σ v. Which of them says what {far}_{k} is?",
    ),
    "completed-basis": Words(
        "The basis is completed",
        "{whole} needs {names} as well. {said} from the solutions of {null} x = 0: orthogonal to "
        "the columns before, and of length 1.",
        "",
        "What is orthogonal to the columns of {whole} found so far, and of length 1?",
    ),
    "put-together": Words(
        "Put together",
        "U has the columns u, V the columns v, and Σ the singular values on its diagonal. "
        "Multiplied out, U Σ Vᵀ is A.",
        r"A = U\,\Sigma\,V^{\top}",
        "Which matrices have the vectors as columns, and the singular values on the diagonal?",
    ),
    "computed-values": Words(
        "Singular values, computed",
        "The {rows} × {columns} matrix is decomposed in floating point by NumPy (LAPACK): {count}. "
        "The energy of the first k is (σ_1² + … + σ_k²)/(sum of all σ_i²).",
        r"A = U\,\Sigma\,V^{\top}",
        "Which singular value is the largest, and how fast do they fall?",
    ),
    "shapes": Words(
        "Shapes",
        "U has the shape {u}, Σ has {s}, Vᵀ has {v}. NumPy returns the singular values as a "
        "vector, and Vᵀ, not V.",
        "",
        "A has the shape {a}. Which shapes have U, Σ and Vᵀ?",
    ),
    "norms": Words(
        "What they tell",
        "The rank is {rank}. The spectral norm is σ_1 = {first}, the Frobenius norm √(sum of "
        "σ_i²) = {norm}. {condition}",
        "",
        "What do the largest singular value, the smallest one and their squares say of A?",
    ),
}
CONDITION = {
    "finite": "The condition number is σ_1/σ_{n} = {value}.",
    "infinite": "σ_{n} = 0: the condition number is infinite.",
}
ABOUT = ": about {values}"
PRODUCT = " is {product}, which"
LENGTHS = {
    "one": "Its length is 1.",
    "other": "Its length is {length}: divide by it.",
    "about": "Its length is about {length}: divide by it.",
}
COMPLETED = {"one": "It is taken", "more": "They are taken"}
COUNTS = {
    "all": "all {count} singular values",
    "some": "{count} singular values, some of which are shown",
}
ENDINGS = {
    "one": "A = U Σ Vᵀ with the singular value {values}. The rank is {rank}.",
    "some": "A = U Σ Vᵀ with the singular values {values}. The rank is {rank}.",
    "more": "A = U Σ Vᵀ. The largest of {count} singular values is {first}, the smallest {last}; "
    "the rank is {rank}.",
}
REMARKS = {
    "zero": "A is zero: every vector is a singular vector, and the usual basis is as good as any.",
    "sign": "u and v of one singular value may both change their sign: the product stays the same.",
    "repeated": "A singular value occurs more than once: its vectors may be any orthonormal basis "
    "of their plane or space.",
    "decimals": "The eigenvalues are no fractions, so the vectors are shown in decimals; `.answer` "
    "has them exactly.",
}
CHECKED = (
    "Checked: U Σ Vᵀ gives A back, the columns of U and of V are orthonormal, and NumPy finds the "
    "same singular values: largest relative difference {error}."
)
CHECKED_NUMERIC = (
    "Checked: U Σ Vᵀ gives A back, the columns of U and of V are orthonormal, and the squares of "
    "the singular values add up to the squares of the entries: largest relative difference "
    "{error}."
)
HEADS = {
    "matrix": "matrix",
    "entries": "entries",
    "k": "k",
    "value": "σ_k",
    "energy": "energy of the first k",
}
