"""Formulas to be worked out at numbers: "x^2 + 1 at x = 3", "GELU at 1", "softmax of (1, 2)"."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.formula import Question
from symcalc.notation import Notation, name
from symcalc.reading import bare
from symcalc.reading.matrices import read_matrices
from symcalc.reading.names import Names
from symcalc.reading.sentences import LIST
from symcalc.reading.wording import NAME, PLEASE

LONGEST = 2000  # characters of a question in words
# Where what stands before "at" is no value but asks for something itself.
ASKING = ("derivative", "integral", "limit", "summation", "product-over", "derivative-at", "apply")
FLAT = ("relation", "and", "or", "not", "tuple", "system", "lines")
PLACED = re.compile(
    rf"{PLEASE}(?P<formula>.+?)(?:,\s*|\s+)(?:evaluated\s+)?"
    r"(?:(?P<at>at)\s+(?:the\s+)?(?:points?\s+)?|(?:for|when|where|if|with)\s+)"
    rf"(?P<point>(?(at)|(?={NAME}\s*=)).+?)\s*[.?]?\s*",
    re.IGNORECASE | re.DOTALL,
)
ARRAYS = r"log[ _-]?softmax|softmax|log[ _-]?sum[ _-]?exp"
OF_LIST = re.compile(
    rf"{PLEASE}(?P<word>{ARRAYS}|[^\W\d_]{{3,}}\d?(?:[ _-][^\W\d_]{{3,}})?)(?P<of>\s+of)?"
    rf"(?:\s+the\s+(?:vector|logits|list|scores))?\s*(?P<open>\()?\s*(?P<list>{LIST})"
    r"\s*(?(open)\))\s*[.?]?\s*",
    re.IGNORECASE | re.DOTALL,
)
ARRAY = re.compile(rf"=\s*{LIST}", re.DOTALL)
MATRIX = ("transpose", "determinant", "trace", "inverse", "norm")  # what only arrays have
LETTER = re.compile(r"[^\W\d_]")
NUMBERS = re.compile(r"\b(?:pi|e|sqrt|ln|exp)\b|(?<=\d)e(?=[-+\d])")  # words of numbers
SPELLED = {"logsoftmax": "log_softmax", "logsumexp": "logsumexp", "softmax": "softmax"}


def valued(text: str, known: Names) -> Question | None:
    """The value that is asked for, where nothing else is asked; None where no value is.

    >>> valued("x^2 + 1 at x = 3", Names()).text
    'value of x^2 + 1 at x = 3'
    """
    short = len(text) <= LONGEST
    return of_list(text, known) or placed(text, known) if short else None


def of_list(text: str, known: Names) -> Question | None:
    """softmax([1, 2, 3]), relu of (−1, 0, 2): a function of a list of numbers."""
    found = OF_LIST.fullmatch(text)
    if found is None or LETTER.search(NUMBERS.sub("", found["list"])):
        return None
    call = SPELLED.get(re.sub(r"[ _-]", "", found["word"]).lower())
    bare_call = not (found["of"] or found["open"])
    several = bare_call and found["list"].startswith("(")  # leaky_relu(−1, 0.2)
    if call is None and not several:
        one = bare.named_call(found["word"], known)
        call = one.removesuffix("(x)") if one else None
    if call is None:
        return None
    letter = "z" if call in SPELLED.values() else "x"
    return _question(f"{call}({letter})", f"{letter} = {found['list']}")


def placed(text: str, known: Names) -> Question | None:
    """A formula at a point."""
    found = PLACED.fullmatch(text)
    if found is None:
        return None
    try:
        body = bare.formula(text, known, *found.span("formula"))
    except SymcalcError:
        return of_arrays(found["formula"], found["point"])
    if body.head in (*ASKING, *FLAT) or any(part.head in ASKING for part in body.walk()):
        return None
    if not isinstance(body.expr, sp.Expr) or not body.symbols:
        return None
    start, stop = found.span("formula")
    spelled = text[bare.after_name(text, known, start, stop) : stop]
    spelled = bare.named_call(found["formula"], known) or spelled
    of_numbers = not any(part.head in MATRIX for part in body.walk())
    return _question(spelled, found["point"], body if of_numbers else None)


def of_arrays(formula: str, point: str) -> Question | None:
    """softmax(a) for a = (1, 2), A ⊙ B: what is read with arrays alone; None where no list is."""
    if not ARRAY.search(point):
        return None
    try:
        read_matrices(formula, {})
    except SymcalcError:
        return None
    return _question(formula, point)


def _question(formula: str, point: str, body: Notation | None = None) -> Question:
    asked = f"value of {formula} at {point}"
    return Question("value", body or name(sp.Symbol("value")), (), asked)
