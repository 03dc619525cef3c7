"""What a learner reads about row operations: determinants, inverses, rank, linear systems."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "pivot-down": Words(
        "Column {column}: {signs}",
        "{why}",
        "",
        "Which multiple of the pivot row makes the entries below it in column {column} zero?",
    ),
    "pivot-up": Words(
        "Column {column}, upwards: {signs}",
        "{why}",
        "",
        "The echelon form is reached. Which row operations make zeros above the pivots?",
    ),
    "row-operation": Words("{sign}", ""),
    "det-two": Words(
        "Determinant of two rows",
        "The product of the diagonal less the product of the other two entries.",
        r"\det\begin{pmatrix} a & b \\ c & d \end{pmatrix} = a d - b c",
        "What is the determinant of a matrix of two rows?",
    ),
    "det-one": Words("Determinant of one row", "A matrix of one entry has it as its determinant."),
    "det-triangular": Words(
        "Triangular matrix",
        "On one side of the diagonal all entries are 0, so the determinant is the product of the "
        "diagonal.",
        "",
        "What is the determinant of a triangular matrix?",
    ),
    "cofactors": Words(
        "Expansion along {line}",
        "{why}Each entry is multiplied by the determinant that is left when its row and its "
        "column are struck out, with the signs {signs}.",
        r"\det A = \sum_j (-1)^{i+j} a_{ij} M_{ij}",
        "Along which row or column is there least to compute?",
    ),
    "minors-of": Words(
        "The small determinants",
        "M_ij is left of A when row i and column j are struck out.",
        "",
        "Work out the determinant of two rows that belongs to each entry.",
    ),
    "cofactor-sum": Words("Put together", "Entry times small determinant, with the signs."),
    "det-rows": Words(
        "Row operations and the determinant",
        "A multiple of a row added to another changes nothing; two rows that change places change "
        "the sign. So A is brought to triangular form.",
        "",
        "Which row operations leave a determinant as it is?",
    ),
    "det-pivots": Words("Product of the pivots", "{how}"),
    "beside-identity": Words(
        "A beside I",
        "Row operations that turn A into I turn I into the inverse.",
        r"(A \mid I) \to (I \mid A^{-1})",
        "Which matrix has to stand beside A, so that the same row operations make A⁻¹ of it?",
    ),
    "read-inverse": Words("The inverse", "The left half is I, so the right half is A⁻¹."),
    "inverse-two": Words(
        "Formula for two rows",
        "The diagonal changes places, the other entries change their signs, and all is divided by "
        "det(A) = {det}.",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}^{-1} = \frac{1}{a d - b c} "
        r"\begin{pmatrix} d & -b \\ -c & a \end{pmatrix}",
        "What is the determinant, and how do the entries change places?",
    ),
    "inverse-test": Words("Test", "A times the inverse is I."),
    "zero-row": Words(
        "No pivot in column {column}",
        "{count} of {n} columns have a pivot, so A does not become I.",
        "",
        "Does every column have a pivot?",
    ),
    "null-witness": Words(
        "A vector that becomes 0",
        "A v = 0 for this v, which is not 0. An inverse would give v = A⁻¹(A v) = A⁻¹ 0 = 0, and "
        "v is not 0: there is no inverse.",
        "",
        "Which combination of the columns is 0?",
    ),
    "matrix-given": Words("The matrix", "It has {rows} rows and {columns} columns.", "", ""),
    "echelon-form": Words(
        "Row echelon form",
        "{told}",
        "",
        "How many rows are not 0 in row echelon form?",
    ),
    "rank-smaller": Words(
        "Where the rank is smaller",
        "The rank is less than {rank} where all determinants of {rank} rows and columns are 0. "
        "What they have in common is 0 for {places}.",
        "",
        "For which value of the letter is the matrix a special one?",
    ),
    "rank-there": Words("Row echelon form for {place}", "The rank is {rank} there."),
    "rank-same": Words(
        "The same rank everywhere",
        "The determinants of {rank} rows and columns are not all 0 for any {letter}.",
    ),
    "read-kernel": Words(
        "Vectors with A v = 0",
        "{told}",
        "",
        "Which columns have no pivot? Their unknowns are free.",
    ),
    "dimension-formula": Words(
        "Dimension formula",
        "The rank and the dimension of the null space add up to the number of columns.",
        r"\operatorname{rank} A + \dim \ker A = n",
    ),
    "reduced-form": Words(
        "Reduced row echelon form",
        "Every pivot is 1 and stands alone in its column{told}.",
    ),
    "in-order": Words(
        "In standard form",
        "The unknowns {unknowns} on the left, in the same order everywhere, numbers on the right.",
        "",
        "Bring the unknowns to the left, and the numbers to the right.",
    ),
    "augmented": Words(
        "Augmented matrix",
        "A row for each equation, a column for each unknown ({unknowns}), and the right sides "
        "after the bar.",
        "",
        "Write the numbers of the system into a matrix.",
    ),
    "contradiction": Words(
        "A contradiction",
        "Row {row} now stands for the equation {equation}. Nothing solves it.",
        "",
        "Which equation does the last row stand for?",
    ),
    "read-off": Words(
        "Read off",
        "Every unknown has a pivot: there is one solution.",
        "",
        "Which equations do the rows stand for?",
    ),
    "free-unknowns": Words(
        "Free unknowns",
        "{told} The rows give the others.",
        "",
        "Which columns have no pivot? Their unknowns can be chosen.",
    ),
    "put-back": Words("Substitute", "Put into the given equations: both sides agree."),
    "one-unknown": Words(
        "Divide",
        "Both sides are divided by {pivot}.",
        "",
        "By what is the unknown multiplied?",
    ),
}
REMARKS = {
    "rank-apart": "The row operations divide by {parts}; the cases come from determinants, which "
    "do not.",
    "swapped": "Row {one} has 0 in column {column}, so a row below changes places with it.",
    "to-one": "The pivot becomes 1.",
    "pivot-down": "Below the pivot {pivot} the column becomes 0.",
    "pivot-up": "Above the pivot the column becomes 0.",
    "decimals": "Fractions with many digits are shown in decimals; they are exact inside.",
    "divided": "The row operations divide by {parts}; where that is 0, give numbers for the "
    "letters.",
    "singular-so": "The determinant is 0: A is singular, its rows and its columns are dependent.",
    "regular-so": "The determinant is not 0: A has an inverse.",
    "area": "The columns of A span a parallelogram of area {size}.",
    "volume": "The columns of A span a parallelepiped of volume {size}.",
    "free-of": "{names} may be any number",
    "given-unknowns": "Taken as unknown: {unknowns}. The other letters are numbers that are not "
    "known; say `for x, y` where it should be otherwise.",
    "parallel": "In the plane the two lines are parallel.",
    "same-line": "In the plane both equations are the same line.",
    "crossing": "In the plane two lines cross at ({point}).",
    "formula-holds": "Row operations would divide by letters that may be 0. The formula needs "
    "det(A) ≠ 0 alone.",
}
TOLD = {
    "pivots": "The pivots stand in the columns {columns}: {count} of them, so the rank is {count}.",
    "pivot": "The only pivot stands in column {columns}, so the rank is 1.",
    "none": "All entries are 0: there is no pivot, and the rank is 0.",
    "free": "Without a pivot: column {columns}. Its unknown is free, and the rows of the reduced "
    "form give the others.",
    "frees": "Without a pivot: the columns {columns}. Their unknowns are free; one after another "
    "is 1 and the others 0, and the rows of the reduced form give the rest.",
    "scaled": " Whole multiples are written.",
    "trivial": "Every column has a pivot, so only v = 0 is sent to 0: the columns are independent.",
    "odd": "{count} rows changed places, so the sign changes: the product of the diagonal, with "
    "the other sign.",
    "once": "Two rows changed places once, so the sign changes: the product of the diagonal, with "
    "the other sign.",
    "even": "Rows changed places {count} times, an even number, so the sign stays: the product of "
    "the diagonal.",
    "unswapped": "No rows changed places: the product of the diagonal.",
    "no-pivot": "Column {column} has no pivot, so a 0 stands on the diagonal.",
    "zeros": "It has most zeros. ",
    "any-line": "",
    "all-zero": "All entries of it are 0, and so is the determinant. ",
}
ENDINGS = {
    "singular": "A is singular: it has no inverse, because A v = 0 for v = {vector}.",
    "rank": "rank(A) = {rank}{kernel}",
    "rank-at": "rank(A) = {rank} for {places}",
    "rank-cases": "{told}; else rank(A) = {rank},",
    "rank-same": "rank(A) = {rank} for every {letter}",
    "kernel": "; the null space is spanned by {vectors}",
    "trivial": "; the null space is {0}",
    "null-trivial": "The null space is {0}: only v = 0 is sent to 0.",
    "null-space": "The null space has dimension {count} and is spanned by {vectors}.",
    "none": "There is no solution.",
    "one": "{solution}",
    "many": "There are infinitely many solutions: {solution}, for every real {parameters}.",
    "all": "Every {unknowns} is a solution.",
}
CHECKS = {
    "det-rows": "Checked: row operations to triangular form give the same; difference {error}.",
    "det-cofactors": "Checked: SymPy's determinant without division is the same; difference "
    "{error}.",
    "inverse": "Checked: A A⁻¹ = I and A⁻¹ A = I; difference {error}.",
    "singular": "Checked: A v = 0 for this v ≠ 0; difference {error}.",
    "rank": "Checked: A v = 0 for each basis vector, and a determinant of {rank} rows and columns "
    "of A is not 0; difference {error}.",
    "rank-cases": "Checked: for each case, A v = 0 for a basis of the null space, and a "
    "determinant of as many rows and columns as the rank says is not 0.",
    "rank-full": "Checked: a determinant of {rank} rows and columns of A is not 0.",
    "rank-zero": "Checked: every entry of A is 0.",
    "substituted": "Checked: put into the equations; difference {error}.",
    "none": "Checked: the equations times {multipliers} add up to 0 = {right}; difference {error}.",
    "reduced": "Checked: both forms have the same null space; difference {error}.",
}
FAILS = {
    "heavy": "a {rows} × {columns} matrix with letters or roots is too large for row operations",
    "det-square": "a {rows} × {columns} matrix has no determinant: it is not square",
    "inverse-square": "a {rows} × {columns} matrix has no inverse: it is not square",
    "sizes": "A has {rows} rows and b has {entries} entries",
    "nonlinear": "solving equations that are not linear cannot be asked yet",
    "inequality": "solving inequalities cannot be asked yet",
    "no-equation": "there is no equation to solve",
    "no-unknown": "no unknown occurs in the equations",
    "unknown": "{name} is no unknown",
    "unknowns": "A has {columns} columns, and {count} unknowns are named",
    "capital": "it is not said what the capital letters are",
    "large": "a {rows} × {columns} matrix has more than {most} entries, too many to show each step",
    "many": "{count} equations are more than the {most} that are worked out",
}
HINTS = {
    "heavy": "up to {most} rows, with letters in at most {letters} entries, are worked out; or "
    "give numbers",
    "det-square": "determinants belong to square matrices; `rank` takes any",
    "inverse-square": "inverses belong to square matrices; `least_squares` solves A x ≈ b",
    "sizes": "A x = b needs an entry of b for each row of A",
    "nearly": "A w ≈ b needs an entry of b for each row of A",
    "nonlinear": "linear equations can be: solve 2x + y = 5, x - y = 1",
    "unknowns": "name an unknown for each column, as in [[2, 1], [1, 3]] [x, y] = [3, 5]",
    "capital": "put a matrix in: solve A x = b with A = [[2, 1], [1, 3]], b = [3, 5]; or say "
    "for which letter",
    "large": "NumPy has linalg.det, inv, solve, lstsq and matrix_rank for larger ones",
    "equations": 'write "2x + y = 5, x - y = 1", or give a matrix and the right sides',
}
