"""Eigenvalues in any order, with their vectors or without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import sympy as sp

from symcalc.errors import ReadingError, SymcalcError, TooLargeError, UnsupportedError
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.kinds.eigenvectors import is_own, vectors_alone
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.kinds.rounded import enough
from symcalc.grading.points.numbers import OTHER, agreement, digits_of
from symcalc.grading.policy import Policy
from symcalc.grading.spoken import plainly
from symcalc.grading.told import Told
from symcalc.notation import Notation
from symcalc.primitives import build
from symcalc.reading import read_strictly
from symcalc.reading.sentences import parts_of
from symcalc.tutor.linear.given import column, exact
from symcalc.tutor.linear.numbers import is_zero
from symcalc.tutor.linear.told import Eigen
from symcalc.writing.text import text

LISTS = ("tuple", "vector", "set", "system", "lines", "or", "and")
UNREAL = re.compile(
    r"(?:there are |it has |a has )?no real eigenvalues?|(?:there are )?none over ℝ"
)
AND = re.compile(r"\s*(?:;|,?\s+and\b|\s+or\b)\s*")
TIMES = re.compile(
    r"\s*\((?:(?P<word>once|twice|double|simple|triple)|(?P<count>[1-9]) times"
    r"|(?:with )?(?:algebraic )?multiplicity (?P<order>[1-9]))\)"
)
COUNTS = {"once": 1, "simple": 1, "twice": 2, "double": 2, "triple": 3}
NEAR = re.compile(r"\s*≈\s*[-−]?[\d.]+")
PAIR = re.compile(
    r"\s*(?P<value>[^:]+?)(?:\s+with\s+(?:(?:the\s+)?(?:eigen)?vectors?\s*)?(?:v\s*=\s*)?"
    r"|\s*(?::|->|→)\s*)(?P<vectors>[(\[].+)"
)
CLAUSE = re.compile(r";|,\s*(?=\\?(?:lambda|λ)|[^,()\[\]]*(?::|\bwith\b))")
NEAREST = sp.Rational(1, 10**9)  # of a number that is known in decimals only
I_NAMES = (sp.Symbol("i"), sp.Symbol("j"))
NO_EIGENVALUE = "{value} is no eigenvalue: det(A − λI) is not 0 there."
LEFT_OUT = "An eigenvalue is left out."
TOO_OFTEN = "The eigenvalues are right; {value} is listed more often than it occurs."
REPEATED = "The eigenvalues are right; say also how often each occurs."
NO_VECTOR = "{vector} is no eigenvector for {value}: A v is not λ v."
NOT_REAL = "That is true; over the complex numbers there are eigenvalues."
IS_REAL = "There is a real eigenvalue."
ONLY_VECTORS = re.compile(r"^(?!.*eigenvalues).*eigenvectors", re.DOTALL | re.IGNORECASE)
POLYNOMIAL = "That is the characteristic equation: solve it."
OTHER_POLYNOMIAL = "That is not the characteristic equation: its roots are not the eigenvalues."
UNCLEAR_VALUES = "I cannot tell which numbers the answer lists."


@answer_kind("eigenvalues", rank=1)
def eigenvalues(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """All eigenvalues, in whichever order."""
    del policy
    if asked.kind != "eigenvalues" or not isinstance(asked.derivation, Eigen):
        return None
    values = [sp.sympify(v, strict=True) for v in asked.derivation.values]
    if UNREAL.fullmatch(plainly(told.typed)):
        some = any(v.is_real for v in values)
        return wrong(IS_REAL) if some else partly("incomplete", NOT_REAL, proof="exact")
    polynomial = _characteristic(told.whole, values)
    if polynomial is not None:
        return polynomial
    mine, vectors = _read(told)
    if ONLY_VECTORS.search(asked.question.text) and not vectors:
        return vectors_alone(asked.derivation, _matrix(asked), told.typed)
    if not mine:
        return undecided(UNCLEAR_VALUES, "unsupported")
    strange = _strange(asked, mine, vectors) if vectors else None
    return _compared(values, mine, strange)


def _characteristic(node: Notation, values: Sequence[sp.Expr]) -> Finding | None:
    """x² − 4x + 3 = 0, which is to be solved yet; None of anything else."""
    if node.head != "relation" or node.text != "=" or node.parts[0].head == "name":
        return None
    gap = node.parts[0].expr - node.parts[1].expr
    letters = gap.free_symbols
    if len(letters) != 1 or not gap.is_polynomial(*letters):
        return None
    (x,) = letters
    mine = sp.Poly(gap, x)
    wanted = sp.Poly(sp.prod([x - v for v in values]) * mine.LC(), x)
    off = (mine - wanted).all_coeffs()
    if mine.degree() != len(values) or not all(_small(c) for c in off):
        return wrong(OTHER_POLYNOMIAL, proof="exact")
    return partly("incomplete", POLYNOMIAL, proof="exact")


def _small(value: sp.Expr) -> bool:
    return abs(sp.N(value)) <= NEAREST if value.has(sp.Float) else is_zero(value)


def _matrix(asked: Asked) -> sp.Matrix | None:
    """The matrix of the question; None where its numbers are not to be had."""
    try:
        return exact(parts_of("eigenvalues", asked.question.text)["matrix"])
    except (SymcalcError, KeyError):
        return None


def _compared(
    values: Sequence[sp.Expr], mine: Sequence[Notation], strange: Finding | None
) -> Finding:
    """All values, each as often as it occurs; a wrong vector is told after a wrong value."""
    left, over = list(values), []
    for node in mine:
        same = next((v for v in left if _same(node, v)), None)
        if same is not None:
            left.remove(same)
        elif not any(_same(node, v) for v in values):
            return wrong(NO_EIGENVALUE.format(value=text(node)), proof="exact")
        else:
            over.append(node)
    if strange is not None:
        return strange
    if over and not left:
        said = TOO_OFTEN.format(value=text(over[0]))
        return partly("wrong-multiplicity", said, proof="exact")
    if not left:
        return enough([(v, node) for node in mine for v in values if v.is_real and _same(node, v)])
    if all(any(_same(node, v) for node in mine) for v in left):
        known = len(mine) == len(set(values))
        return right(proof="exact") if known else partly("incomplete", REPEATED, proof="exact")
    return wrong(LEFT_OUT, note="solutions-lost", proof="exact")


Vectors = dict[int, list[str]]  # by the place of the eigenvalue in the list


def _read(told: Told) -> tuple[list[Notation], Vectors]:
    """The values one by one, however they are listed, and the vectors that are told with them."""
    if told.whole.expr is not sp.nan:
        return list(_listed(told.whole)), {}
    found: list[Notation] = []
    vectors: Vectors = {}
    for clause in CLAUSE.split(told.typed) if PAIR.search(told.typed) else [told.typed]:
        pair = PAIR.fullmatch(clause)
        spelled = pair["value"] if pair else clause
        times = _times(spelled) if pair else 1
        listed = _values(TIMES.sub("", spelled) if pair else spelled)
        if not listed:
            return [], {}
        if pair:
            vectors[len(found)] = re.split(r"\s+and\s+", pair["vectors"])
        found += [value for value in listed for _ in range(times)]
    return found, vectors


def _times(spelled: str) -> int:
    """How often: "(2 times)" is 2."""
    said = TIMES.search(spelled)
    if said is None:
        return 1
    return COUNTS[said["word"]] if said["word"] else int(said["count"] or said["order"])


def _values(spelled: str) -> list[Notation]:
    """1,1,2 without spaces, 3 and 1, 1 (twice) and 2."""
    found: list[Notation] = []
    for part in AND.sub(", ", NEAR.sub("", spelled)).split(","):
        if not part.strip():
            continue
        try:
            node = read_strictly(TIMES.sub("", part))
        except (ReadingError, UnsupportedError, TooLargeError):
            return []
        found += [value for value in _listed(node) for _ in range(_times(part))]
    return found


def _strange(asked: Asked, mine: Sequence[Notation], vectors: Vectors) -> Finding | None:
    """A vector that is told with an eigenvalue, and is none of its eigenvectors."""
    matrix = _matrix(asked)
    try:
        given = {k: [(s, column(s)) for s in told] for k, told in vectors.items()}
    except SymcalcError:
        matrix = None
    if matrix is None:
        return undecided(UNCLEAR_VALUES, "unsupported")
    for k, told in given.items():
        for spelled, vector in told:
            value: Any = mine[k].expr
            fits = vector.rows == matrix.rows and any(vector)
            decimals = "." in spelled or value.has(sp.Float)
            if not fits or not is_own(matrix, vector, value, decimals=decimals):
                said = NO_VECTOR.format(vector=spelled, value=text(mine[k]))
                return wrong(said, proof="exact")
    return None


def _listed(node: Notation) -> Iterator[Notation]:
    """The values in a list, λ = 1 and λ = 3 as well; ±1 is two."""
    if node.head in LISTS:
        for part in node.parts:
            yield from _listed(part)
    elif node.head == "element" or (node.head == "relation" and node.text == "="):
        yield from _listed(node.parts[1])
    elif any(part.head == "plus-minus" for part in node.walk()):
        yield _signed(node, 1)
        yield _signed(node, -1)
    else:
        yield node


def _signed(node: Notation, sign: int) -> Notation:
    """With + or − in the place of ±; all are taken the same."""
    if not node.parts:
        return node
    parts = [_signed(part, sign) for part in node.parts]
    if node.head != "plus-minus":
        return build(node.head, *parts, text=node.text)
    upper = (node.text == "±") == (sign > 0)
    if len(parts) == 1:
        return parts[0] if upper else build("negation", parts[0])
    return build("sum" if upper else "difference", *parts)


def _same(node: Notation, value: sp.Expr) -> bool:
    """Equal, or a decimal that is rounded from it."""
    if not isinstance(node.expr, sp.Expr) or node.expr.has(sp.nan, sp.oo, sp.zoo):
        return False
    units = {name: sp.I for name in I_NAMES if name not in value.free_symbols}
    off = node.expr.xreplace(units) - value
    if is_zero(off):
        return True
    if off.free_symbols:
        return False
    if value.has(sp.Float) and abs(sp.N(off, 30)) <= NEAREST * max(1, abs(value)):
        return True
    if value.is_real:
        return agreement(value, node) != OTHER
    units_of = [digits.unit for n in node.walk() if (digits := digits_of(n)) is not None]
    return bool(units_of and abs(sp.N(off, 30)) <= max(units_of))
