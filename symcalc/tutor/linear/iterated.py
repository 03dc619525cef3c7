"""A matrix applied again and again: Rayleigh quotient, power iteration, stationary laws."""

from __future__ import annotations

import re

import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.backprop.shown import equalities
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same, line, step
from symcalc.tutor.linear.echelon import eliminated
from symcalc.tutor.linear.given import Given, column, shown, square, written
from symcalc.tutor.linear.numbers import arranged, decimals, is_zero, root_of, rounded, tidy
from symcalc.tutor.linear.own_vectors import fit
from symcalc.tutor.linear.rows import grid
from symcalc.tutor.linear.several_vectors import need_numbers
from symcalc.tutor.linear.vector_lines import letter
from symcalc.tutor.words.linear_parts import CHECKS, FAILS, HINTS, TOLD
from symcalc.writing.text import text

MOST = 20  # steps
EXACT = 4  # steps that are worked out with roots
COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
METHOD = "{m:power iteration|power iterations|the power iteration|the power method|power method}"


@lesson(
    "rayleigh-quotient",
    "Rayleigh quotient of {matrix} at {x:column}",
    "Rayleigh quotient of {matrix} {w:at|for|with|and}[ the][ vector][ x =][ v =] {x:list}",
    "Rayleigh quotient {w:for|with} {matrix} {v:at|and|with}[ the][ vector][ x =][ v =] {x:list}",
)
def rayleigh(matrix: Given, x: Given, **_: str) -> Derivation:
    """xᵀAx over xᵀx.

    Raises
    ------
    UnsupportedError
        If x is 0.
    """
    a, v = square(matrix), column(x, "x")
    fit(a, v)
    image = Matrix((a * v).applyfunc(tidy))
    top, bottom = tidy(v.dot(image)), tidy(v.dot(v))
    value = tidy(top / bottom)
    product = Notation("product", (shown(a), shown(v)), expr=image)
    name = Notation("product", (letter("A"), letter("x")))
    quotient = notation.divide(arranged(top), arranged(bottom))
    above, below = text(arranged(top)), text(arranged(bottom))
    other = sp.Add(*(a[i, j] * v[i] * v[j] for i in range(a.rows) for j in range(a.cols)))
    return Derivation(
        asked("rayleigh-quotient", letter("R"), matrix=written(matrix), x=written(x)),
        letter("R"),
        arranged(value),
        (
            step("operation", line(name, product, shown(image)), title="A x", told=""),
            step("rayleigh", line(letter("R"), quotient, arranged(value)), top=above, bottom=below),
        ),
        claims=(Same(((value, other / bottom),), "the entries", CHECKS["entries"]),),
    )


@lesson(
    "power-iteration",
    "{steps} steps of power iteration on {matrix} from {x}",
    f"{{steps:count}} {{s:step|steps|iteration|iterations}} of {METHOD} {{w:on|for|to|with}}"
    " {matrix} {v:from|starting from|starting with|starting at|with|at}[ the][ vector][ x_0 =]"
    "[ x0 =][ v =][ x =] {x:list}",
    f"{METHOD} {{w:on|for|to|with}} {{matrix}} {{v:from|starting from|starting with|starting at}}"
    "[ the][ vector][ x_0 =][ x0 =][ v =][ x =] {x:list}[ for {steps:count} {s:step|steps}]",
)
def power_iteration(matrix: Given, x: Given, steps: str = "1", **_: str) -> Derivation:
    """Multiply by A and divide by the length, again and again.

    Raises
    ------
    UnsupportedError
        If there are letters, too many steps, or A sends the vector to 0.
    """
    a, v = square(matrix), column(x, "x")
    fit(a, v)
    need_numbers(a, v)
    count = _count(steps)
    lines: list[Step] = []
    before, pure = v, v  # the second is not divided
    for k in range(1, count + 1):
        pure = Matrix((a * pure).applyfunc(tidy))
        if all(map(is_zero, pure)):
            raise UnsupportedError(FAILS["became-zero"], hint=HINTS["zero-vector"])
        after = _unit(pure, exact=count <= EXACT)
        image = Matrix((a * before).applyfunc(tidy))
        size = decimals(root_of(image.dot(image))) or arranged(root_of(image.dot(image)))
        put = Notation("product", (shown(a), shown(before)), expr=image)
        name = equalities(letter(f"x_{k}"), shown(after))
        both = Notation("tuple", (equalities(put, shown(image)), name))
        lines.append(step("power-step", both, k=k, size=text(size)))
        before = after
    unit = _unit(pure, exact=True)
    claim = Same(((unit, _again(a, v, count)),), "matrix power", CHECKS["entries"])
    result = shown(before)
    quotient = rounded(before.dot(a * before))
    return Derivation(
        asked(
            "power-iteration",
            letter("x"),
            steps=str(count),
            matrix=written(matrix),
            x=written(x),
        ),
        letter("x"),
        result,
        tuple(lines),
        remarks=(TOLD["rayleigh-now"].format(value=text(quotient)),),
        claims=(claim,),
        told=sp.Matrix(unit),
        ending=f"x = {text(result)}",
    )


def _count(said: str) -> int:
    word = str(said).strip().lower()
    word = re.sub(r"^first\s+", "", word)
    known = {"a": 1, "an": 1, "single": 1, "next": 1, "first": 1}
    count = COUNTS.index(word) + 1 if word in COUNTS else known.get(word, 0)
    count = int(word) if word.isdecimal() else count
    if not 1 <= count <= MOST:
        raise UnsupportedError(FAILS["steps"].format(count=said, most=MOST), hint=HINTS["steps"])
    return count


def _unit(vector: Matrix, *, exact: bool) -> Matrix:
    size = root_of(tidy(vector.dot(vector)))
    made = [tidy(e / size) for e in vector]
    return Matrix(made if exact else [sp.N(e, 15) for e in made])


def _again(a: Matrix, v: Matrix, count: int) -> Matrix:
    made = sp.Matrix(a) ** count * sp.Matrix(v)
    return Matrix(made / sp.sqrt(made.dot(made)))


@lesson(
    "stationary",
    "stationary distribution of the Markov chain with transition matrix {matrix}",
    "{what:stationary|steady-state|steady state|equilibrium|invariant|limiting|long-run}"
    " {d:distribution|vector|state|probabilities} {w:of|for}{c:markov}[ ]{matrix:matrix}",
    "{what:steady-state|steady state|equilibrium} {w:of|for}{c:markov}[ ]{matrix:matrix}",
)
def stationary(matrix: Given, **_: str) -> Derivation:
    """The probabilities that a step of a Markov chain leaves as they are.

    Raises
    ------
    UnsupportedError
        If the matrix is no transition matrix, or there is more than one such law.
    """
    p = square(matrix)
    need_numbers(p)
    by_rows = _adds_up(p)
    if not by_rows and not _adds_up(Matrix(p.T)):
        raise UnsupportedError(FAILS["not-stochastic"], hint=HINTS["not-stochastic"])
    turned = Matrix(p.T) if by_rows else p
    worked = eliminated(Matrix(turned - sp.eye(p.rows)))
    if len(worked.free) != 1:
        what = FAILS["several-stationary"].format(count=len(worked.free))
        raise UnsupportedError(what, hint=HINTS["several-stationary"])
    vector = worked.kernel[0]
    total = tidy(sp.Add(*vector))
    law = Matrix([tidy(e / total) for e in vector])
    side = TOLD["rows" if by_rows else "columns"]
    label = letter("p")
    told, size = text(shown(vector)), text(arranged(total))
    pairs = ((Matrix(turned * law), law), (sp.Add(*law), sp.S.One))
    return Derivation(
        asked("stationary", label, matrix=written(matrix)),
        label,
        shown(law),
        (
            step("stationary", grid(worked.reduced), side=side),
            step("stationary-solved", equalities(label, shown(law)), vector=told, total=size),
        ),
        claims=(Same(pairs, "a step", CHECKS["stationary"]),),
        told=sp.Matrix(law),
    )


def _adds_up(matrix: Matrix) -> bool:
    """Whether each row is a law."""
    rows = [[tidy(e) for e in row] for row in matrix.tolist()]
    return all(is_zero(sp.Add(*row) - 1) and all(e >= 0 for e in row) for row in rows)
