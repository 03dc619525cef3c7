"""Answers about matrices: eigenvalues in any order, and the word for a quadratic form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import sympy as sp

from symcalc.errors import ReadingError, SymcalcError, TooLargeError, UnsupportedError
from symcalc.formula import natural_order
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.policy import Policy
from symcalc.grading.solutions.comparing import compared, sought
from symcalc.grading.solutions.scope import Unlike
from symcalc.grading.spoken import plainly
from symcalc.grading.told import Told
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.reading import read_strictly
from symcalc.reading.sentences import parts_of
from symcalc.tutor.linear.given import column, exact
from symcalc.tutor.linear.numbers import is_zero
from symcalc.tutor.linear.told import Eigen
from symcalc.writing.text import text

LISTS = ("tuple", "vector", "set", "system", "lines", "or", "and")
KINDS = {
    "positive definite": r"positive[- ]definite|pd",
    "negative definite": r"negative[- ]definite|nd",
    "positive semidefinite": r"positive[- ]semi-?definite|psd",
    "negative semidefinite": r"negative[- ]semi-?definite|nsd",
    "indefinite": r"indefinite|neither",
    "zero": r"zero|the zero matrix",
}
SUBJECT = r"(?:it is |is |a is |the matrix is )?"
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
PAIR = re.compile(r"\s*(?P<value>.+?)\s+with\s+v\s*=\s*(?P<vectors>.+)")
I_NAMES = (sp.Symbol("i"), sp.Symbol("j"))
WEAKER = {
    "positive definite": "positive semidefinite",
    "negative definite": "negative semidefinite",
}
NO_EIGENVALUE = "{value} is no eigenvalue: det(A − λI) is not 0 there."
LEFT_OUT = "An eigenvalue is left out."
REPEATED = "The eigenvalues are right; say also how often each occurs."
ANOTHER = "The matrix is not {said}."
NO_VECTOR = "{vector} is no eigenvector for {value}: A v is not λ v."
NOT_REAL = "That is true; over the complex numbers there are eigenvalues."
IS_REAL = "There is a real eigenvalue."
WEAK = "That is true; it is more than that, even definite."
ONLY_VECTORS = re.compile(r"^(?!.*eigenvalues).*eigenvectors", re.DOTALL | re.IGNORECASE)
WITH_VECTORS = "eigenvectors are compared with their eigenvalues: λ = 1 with v = (1, −1); …"
UNCLEAR_VALUES = "I cannot tell which numbers the answer lists."
TOO_FEW = "At {where} the matrix is positive definite, and the condition leaves it out."
TOO_MANY = "At {where} the condition holds, and the matrix is not positive definite."
UNCLEAR = "I cannot tell which kind the answer means."


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
    mine, vectors = _read(told)
    if ONLY_VECTORS.search(asked.question.text) and not vectors:
        return undecided(WITH_VECTORS, "unsupported")
    if not mine:
        return undecided(UNCLEAR_VALUES, "unsupported")
    strange = _strange(asked, mine, vectors) if vectors else None
    return _compared(values, mine, strange)


def _compared(
    values: Sequence[sp.Expr], mine: Sequence[Notation], strange: Finding | None
) -> Finding:
    """All values, each as often as it occurs; a wrong vector is told after a wrong value."""
    left = list(values)
    for node in mine:
        same = next((v for v in left if _same(node, v)), None)
        if same is not None:
            left.remove(same)
        elif not any(_same(node, v) for v in values):
            return wrong(NO_EIGENVALUE.format(value=text(node)), proof="exact")
    if strange is not None:
        return strange
    if not left:
        return right(proof="exact")
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
    for clause in told.typed.split(";") if PAIR.search(told.typed) else [told.typed]:
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
    try:
        matrix = exact(parts_of("eigenvalues", asked.question.text)["matrix"])
        given = {k: [(s, column(s)) for s in told] for k, told in vectors.items()}
    except (SymcalcError, KeyError):
        return undecided(UNCLEAR_VALUES, "unsupported")
    for k, told in given.items():
        for spelled, vector in told:
            value: Any = mine[k].expr
            fits = vector.rows == matrix.rows and any(vector)
            if not fits or not all(map(is_zero, matrix * vector - value * vector)):
                said = NO_VECTOR.format(vector=spelled, value=text(mine[k]))
                return wrong(said, proof="exact")
    return None


def _listed(node: Notation) -> Iterator[Notation]:
    """The values in a list, λ = 1 and λ = 3 as well; ±1 is two."""
    if node.head in LISTS:
        for part in node.parts:
            yield from _listed(part)
    elif node.head == "relation" and node.text == "=":
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
    places = [
        len(n.text.partition(".")[2]) for n in node.walk() if n.head == "number" and "." in n.text
    ]
    if places and not off.free_symbols:
        return bool(abs(sp.N(off, 30)) <= sp.Rational(51, 100) / 10 ** max(places))
    return is_zero(off)


@answer_kind("definiteness", rank=1)
def definiteness(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """The word for the signs of a quadratic form."""
    del policy
    if asked.kind != "definiteness" or asked.derivation is None:
        return None
    kind = asked.derivation.answer
    if not isinstance(kind, str):
        return _conditions(kind, told)
    said = next(
        (k for k, p in KINDS.items() if re.fullmatch(f"{SUBJECT}(?:{p})", plainly(told.typed))),
        None,
    )
    if said is None:
        return _answered(asked.question.text, kind, plainly(told.typed))
    if said == kind:
        return right(proof="exact")
    if WEAKER.get(kind) == said:
        return partly("incomplete", WEAK, proof="exact")
    return wrong(ANOTHER.format(said=said), proof="exact")


def _answered(question: str, kind: str, said: str) -> Finding:
    """Yes or no to "is A positive definite?"."""
    wanted = next((k for k, p in KINDS.items() if re.search(rf"\b(?:{p})\b", question.lower())), "")
    if said not in ("yes", "no") or not wanted:
        return undecided(UNCLEAR, "unsupported")
    holds = wanted in (kind, WEAKER.get(kind))
    return right(proof="exact") if holds == (said == "yes") else wrong(proof="exact")


def _conditions(kind: sp.Basic, told: Told) -> Finding:
    """For which values of its letters a form is positive definite."""
    question = (
        sought(arrange(kind), natural_order(kind.free_symbols)) if kind.free_symbols else None
    )
    if question is None or told.whole.expr is sp.nan:
        return undecided(UNCLEAR, "unsupported")
    try:
        found, _ = compared(question, told.whole)
    except Unlike:
        return undecided(UNCLEAR, "unsupported")
    if found.lost or found.gained:
        point = (found.lost or found.gained)[0]
        where = ", ".join(
            f"{x} = {text(arrange(v))}" for x, v in sorted(dict(point).items(), key=str)
        )
        return wrong((TOO_FEW if found.lost else TOO_MANY).format(where=where))
    return right(proof=found.proof) if found.proof else undecided(UNCLEAR, "undecided")
