"""Answers by row operations: solutions of systems, null spaces, inverses that there are not."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.kinds import ranks
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.policy import Policy
from symcalc.grading.spoken import plainly
from symcalc.grading.told import Told
from symcalc.grading.unread import unread
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading import key, read_strictly
from symcalc.reading.sentences import parts_of
from symcalc.tutor.linear.augmented import Solution
from symcalc.tutor.linear.given import column, exact
from symcalc.tutor.linear.inverses import SINGULAR
from symcalc.tutor.linear.numbers import is_zero, tidy
from symcalc.tutor.linear.rank_cases import Ranked
from symcalc.tutor.linear.several_vectors import several
from symcalc.writing.text import text

NO_INVERSE = re.compile(
    r"(?:it is |a is |the matrix is )?(?:singular|not invertible|non-?invertible)"
    r"|(?:there is |it has |a has )?no inverse|(?:the inverse |it )?does not exist|dne|none"
)
NO_SOLUTION = re.compile(
    r"(?:there is |there are |it has )?no solutions?|(?:it is |the system is )?inconsistent"
    r"|unsolvable|none|∅|(?:the )?empty set|\{\}|(?:a solution )?does not exist"
)
MANY = re.compile(r"(?:there are )?infinitely many(?: solutions)?")
TRIVIAL = re.compile(
    r"\{?\(?\s*0(?:\s*,\s*0)*\s*\)?\}?|(?:it is )?trivial|only (?:the )?zero(?: vector)?|v = 0"
)
RANK = re.compile(
    r"(?:the |its )?(?:rank\s*(?:of a|of the matrix|\(a\)|a)?\s*(?:is|=|:)?|it is)?\s*(\d{1,3})"
)
RANK_IS = "The rank is {value}."
LISTS = ("tuple", "system", "lines", "and", "vector")
HAS_INVERSE = "det(A) is not 0, so there is an inverse."
IS_SINGULAR = "The matrix has no inverse: its determinant is 0."
NOT_SOLVED = (
    "Row {row} of the system does not hold: the left side is {left}, the right side {right}."
)
SOLVED = "There is a solution."
UNSOLVED = "There is no solution."
WHICH = "There are infinitely many. Say which."
NOT_ALL = "These are solutions, and there are more."
ENTRIES = "x has {n} entries; yours has {count}."
NOT_SENT = "A v is not 0 for v = {vector}."
TOO_FEW = "These vectors are sent to 0, but the null space has dimension {count}."
DEPENDENT = "These vectors are dependent: a basis has {count} of them, independent."
NOT_TRIVIAL = "There are vectors other than 0 that are sent to 0."
ONLY_ZERO = "Only v = 0 is sent to 0."
UNCLEAR = "I cannot tell which numbers the answer has."


@answer_kind("inverse-matrix", rank=1)
def inverse(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """The matrix, or that there is none."""
    del policy
    if asked.kind != "inverse-matrix" or asked.derivation is None:
        return None
    singular = asked.derivation.answer == SINGULAR
    said = plainly(told.typed)
    asks = re.search(r"\bis\b.*\b(invertible|singular)\b", plainly(asked.question.text))
    if asks and re.match(r"(?:yes|no)\b", said):
        holds = singular == (asks[1] == "singular")
        same = holds == said.startswith("yes")
        return right(proof="exact") if same else wrong(IS_SINGULAR if singular else HAS_INVERSE)
    if NO_INVERSE.fullmatch(said):
        return right(proof="exact") if singular else wrong(HAS_INVERSE, proof="exact")
    mine = as_matrix(told)
    if mine is None:
        return unclear(asked, told)
    if singular:
        return wrong(IS_SINGULAR, proof="exact")
    shown = isinstance(told.node.expr, sp.MatrixBase)
    same = mine.shape == asked.derivation.answer.shape and all(
        map(is_zero, mine - asked.derivation.answer)
    )
    return right(proof="exact") if same and not shown else None


def as_matrix(told: Told) -> sp.Matrix | None:
    """The answer as a matrix, worked out where it is a formula of them."""
    expr = told.node.expr
    if not getattr(expr, "is_Matrix", False):
        return None
    try:
        return sp.Matrix(expr.doit().as_explicit())
    except (AttributeError, ValueError, TypeError):
        return None


def unclear(asked: Asked, told: Told) -> Finding:
    """Why an answer is not compared: it cannot be read, or says no vectors."""
    try:
        read_strictly(told.typed)
    except SymcalcError as error:
        return unread(asked, told.typed, error)
    return undecided(UNCLEAR, "unsupported")


@answer_kind("rank", rank=1)
def rank(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """A whole number, with the word before it or without."""
    del policy
    if asked.kind != "rank" or asked.derivation is None:
        return None
    said = RANK.fullmatch(plainly(told.typed))
    found = asked.derivation
    if isinstance(found, Ranked) and found.special:
        split = ranks.alone(found, int(said[1])) if said else ranks.split(found, told.typed)
        if split is not None:
            return split
    if said is None:
        try:
            read_strictly(told.typed)
        except SymcalcError as error:
            return unread(asked, told.typed, error)
        return None
    value = asked.derivation.answer
    same = int(said[1]) == value
    return right(proof="exact") if same else wrong(RANK_IS.format(value=value), proof="exact")


@answer_kind("linear-system", rank=1)
def system(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """A vector that solves the system, with parameters where there are many."""
    del policy
    found = asked.derivation if asked.kind == "linear-system" else None
    if not isinstance(found, Solution):
        return None
    said = plainly(told.typed)
    if NO_SOLUTION.fullmatch(said):
        return wrong(SOLVED, proof="exact") if found.exists else right(proof="exact")
    if MANY.fullmatch(said):
        many = bool(found.parameters)
        cause = SOLVED if found.exists else UNSOLVED
        return partly("incomplete", WHICH, proof="exact") if many else wrong(cause, proof="exact")
    mine = _entries(told, found)
    if mine is None:
        return unclear(asked, told)
    if len(mine) != len(found.unknowns):
        return wrong(ENTRIES.format(n=len(found.unknowns), count=len(mine)), proof="exact")
    return _solved(asked, found, mine)


def _entries(told: Told, found: Solution) -> sp.Matrix | None:
    """The entries of a vector, or what x_1 = …, x_2 = … say."""
    whole = told.whole
    parts = whole.parts if whole.head in LISTS else (whole,)
    names = {key(x.name): x for x in found.unknowns}
    pairs = dict(pair for part in parts for pair in _pair(part, names))
    if set(pairs) & {s for value in pairs.values() for s in value.free_symbols}:
        return None
    if len(pairs) == len(parts):
        return sp.Matrix([pairs.get(x, x) for x in found.unknowns])
    made = as_matrix(_bracketed(told))
    if made is not None:
        return made if made.cols == 1 else made.T if made.rows == 1 else None
    expr = told.node.expr
    single = len(found.unknowns) == 1 and isinstance(expr, sp.Expr) and expr is not sp.nan
    return sp.Matrix([expr]) if single else None


def _bracketed(told: Told) -> Told:
    """(2, 0) + t (−1, 1) with brackets, which can be added."""
    spelled = re.sub(r"\(([^()]*,[^()]*)\)", r"[\1]", told.typed)
    if as_matrix(told) is not None or spelled == told.typed:
        return told
    try:
        return Told(spelled, read_strictly(spelled))
    except SymcalcError:
        return told


def _pair(part: Notation, names: dict[str, sp.Symbol]) -> list[tuple[sp.Symbol, sp.Expr]]:
    """x_1 = 2."""
    if part.head != "relation" or part.text != "=" or part.parts[0].head != "name":
        return []
    name, value = part.parts[0].expr, part.parts[1].expr
    known = names.get(key(name.name))
    return [(known, value)] if known is not None and isinstance(value, sp.Expr) else []


def _solved(asked: Asked, found: Solution, mine: sp.Matrix) -> Finding:
    """Put into each equation; with parameters, whether they are all solutions."""
    said = parts_of("linear-system", asked.question.text)
    a, b = exact(said["matrix"]), column(said["right"])
    if not found.exists:
        return wrong(UNSOLVED, proof="exact")
    for k in range(a.rows):
        left = tidy(sp.expand(a.row(k).dot(mine.T)))
        if not is_zero(sp.expand(left - b[k])):
            sides = {"left": text(arrange(left)), "right": text(arrange(b[k]))}
            return wrong(NOT_SOLVED.format(row=k + 1, **sides), proof="exact")
    letters = sorted(mine.free_symbols - a.free_symbols - b.free_symbols, key=str)
    slopes = mine.jacobian(letters) if letters else sp.zeros(len(mine), 1)
    if slopes.rank() < len(found.parameters) or slopes.free_symbols & set(letters):
        return partly("incomplete", NOT_ALL, proof="exact")
    return right(proof="exact")


@answer_kind("null-space", rank=1)
def null_space(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """Any basis of the vectors that are sent to 0."""
    del policy
    if asked.kind != "null-space" or asked.derivation is None:
        return None
    count = len(asked.derivation.answer)
    if TRIVIAL.fullmatch(plainly(told.typed)):
        return wrong(NOT_TRIVIAL, proof="exact") if count else right(proof="exact")
    mine = vectors_of(told)
    if mine is None:
        return unclear(asked, told)
    a = exact(parts_of("null-space", asked.question.text)["matrix"])
    if not count:
        return wrong(ONLY_ZERO, proof="exact")
    if mine.rows != a.cols:
        return wrong(ENTRIES.format(n=a.cols, count=mine.rows), proof="exact")
    for k in range(mine.cols):
        if not all(is_zero(sp.expand(e)) for e in a * mine.col(k)):
            return wrong(NOT_SENT.format(vector=text(arrange(mine.col(k)))), proof="exact")
    if mine.rank() < count:
        return partly("incomplete", TOO_FEW.format(count=count), proof="exact")
    if mine.cols > count:
        return partly("incomplete", DEPENDENT.format(count=count), proof="exact")
    return right(proof="exact")


def vectors_of(told: Told) -> sp.Matrix | None:
    """The vectors that an answer lists, as columns; None where it lists none."""
    bare = re.sub(r"[^\W\d_]\w*\s*=\s*(?=[(\[])", "", told.typed)
    try:
        found = several(bare)
    except SymcalcError:
        return None
    return None if found.shape == (1, 1) else sp.Matrix(found)
