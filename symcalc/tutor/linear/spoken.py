"""Vectors and matrices as they are said: "the matrix A = [[2, 1], [1, 2]]", "the Hessian of f"."""

from __future__ import annotations

import re
from typing import Any

import sympy as sp
from sympy.matrices.exceptions import NonInvertibleMatrixError

from symcalc.errors import UnsupportedError, shorten
from symcalc.formula import natural_order
from symcalc.reading import read, right_side
from symcalc.reading.arrays import array, flat, outside, pairs
from symcalc.reading.names import key
from symcalc.reading.sentences import put_in
from symcalc.tutor.words.linear_fails import FAILS, HINTS

NOUN = re.compile(
    r"\s*(?:the\s+)?(?:following\s+)?(?:\d\s*[x×]\s*\d\s+)?"
    r"(?:(?:column|row|real|symmetric|square|data|weight|transition|covariance)\s+)*"
    r"(?:vector|matrix|list)\s+",
    re.IGNORECASE,
)
PLURAL = re.compile(
    r"\s*(?:the\s+)?(?:vectors|matrices|(?:data\s+)?(?:points|samples|observations)|data(?:\s+set)?)"
    r"\s+(?=[(\[\\])",
    re.IGNORECASE,
)
NAMED = re.compile(r"\s*[^\W\d_]\w?\s*=\s*(?=[\[(]|\\begin)")
DIAGONAL = re.compile(
    r"(?:\\operatorname\{diag\}|\\?\bdiag)\s*\((?P<entries>[^()]*)\)", re.IGNORECASE
)
WORKED = {"I", "T", "top", "cdot", "times", "left", "right", "transpose", "inv", "mathsf"}
AND = re.compile(r"(?<=[)\]])\s*(?:,\s*)?(?:and\b|;)\s*(?=[(\[])")
LONGEST = 3000  # letters of a formula of matrices
ENVIRONMENT = re.compile(r"\\begin\{[pbv]?matrix\}.+?\\end\{[pbv]?matrix\}", re.DOTALL)
UNIT = re.compile(r"(?<![^\W\d_])I(?:_\{?\d\}?)?(?![^\W_])")
HESSIAN = re.compile(
    r"\s*(?:the\s+)?hessian(?:\s+matrix)?(?:\s+of)?\s+(?:f\s*(?:\(\s*\w(?:\s*,\s*\w)*\s*\))?\s*=\s*)?"
    r"(?P<f>.+?)(?:\s+at\s+(?P<point>.+))?\s*",
    re.IGNORECASE | re.DOTALL,
)


def meant(text: str) -> Any:
    """The array that words mean, as lists of formulas.

    >>> meant("the matrix A = [[2, 1], [1, 2]]"), meant("the Hessian of x^2 + 25y^2")
    ([[2, 1], [1, 2]], [[2, 0], [0, 50]])
    """
    bare = (
        NOUN.sub("", PLURAL.sub("", text, count=1), count=1)
        if text.lstrip()[:1].isalpha()
        else text
    )
    found = HESSIAN.fullmatch(bare)
    if found is not None:
        return _hessian(found["f"], found["point"] or "")
    named = NAMED.match(bare)
    bare = bare[named.end() :] if named else bare
    worked = worked_out(bare)
    return array(_rows(bare)) if worked is None else worked


def _rows(text: str) -> str:
    """(1, 2), (3, 4) and (5, 6) in brackets, a row for each."""
    parts = outside(AND.sub(", ", text)) if text[:1] in "([" and text[-1:] in ")]" else []
    several = len(parts) > 1 and all(p.strip()[:1] in "([" for p in parts)
    return f"[{', '.join(p.strip() for p in parts)}]" if several else text


def worked_out(text: str) -> list[list[sp.Expr]] | None:
    """The rows of a formula of matrices, worked out; None where it is none.

    >>> worked_out("A + 3I for A = [[2, 1], [1, 2]]"), worked_out("[[2, 1], [1, 2]]^{-1}")
    ([[5, 1], [1, 5]], [[2/3, -1/3], [-1/3, 2/3]])
    >>> worked_out("diag(1, 2)")
    [[1, 0], [0, 2]]
    """
    if len(text) > LONGEST:
        return None
    put = DIAGONAL.sub(_diagonal, put_in(text)).strip()
    arrays = _arrays(put)
    rest = put
    for one in arrays:
        rest = rest.replace(one, " ", 1)
    if not arrays or (not rest.strip() and put == text.strip()):
        return None
    if set(re.findall(r"[^\W\d_]+", rest)) - WORKED:
        return None
    size = len(array(arrays[0]))
    unit = str(sp.eye(size).tolist())
    made = read(UNIT.sub(unit, put)).expr
    if not isinstance(made, sp.MatrixExpr | sp.MatrixBase):
        return None
    try:
        rows: list[list[sp.Expr]] = sp.Matrix(made.doit().as_explicit()).tolist()
    except NonInvertibleMatrixError:
        what = FAILS["no-inverse"].format(text=shorten(text))
        raise UnsupportedError(what, hint=HINTS["singular"]) from None
    return rows


def _arrays(text: str) -> list[str]:
    """The matrices in a text: what stands between brackets, and the environments of LaTeX."""
    found, start, depth = [m[0] for m in ENVIRONMENT.finditer(text)], 0, 0
    for place, letter in enumerate(ENVIRONMENT.sub(lambda m: " " * len(m[0]), text)):
        if letter in "[(":
            start = start if depth else place
            depth += 1
        elif letter in "])":
            depth -= 1
            inside = text[start + 1 : place].lstrip()
            if not depth and (inside.startswith(("[", "(")) or ";" in inside):
                found.append(text[start : place + 1])
    return found


def _diagonal(found: re.Match[str]) -> str:
    """diag(1, 2) row by row."""
    entries = outside(found["entries"].strip().strip("[]"))
    rows = [
        ", ".join(entry if i == j else "0" for j in range(len(entries)))
        for i, entry in enumerate(entries)
    ]
    return f"[{', '.join(f'[{row}]' for row in rows)}]"


def _hessian(formula: str, point: str) -> list[list[sp.Expr]]:
    """The matrix of the second derivatives, at a point where one is said."""
    body = right_side(read(formula))
    if not isinstance(body.expr, sp.Expr) or body.expr.is_Matrix or not body.symbols:
        raise UnsupportedError(FAILS["hessian"].format(f=formula), hint=HINTS["hessian"])
    letters = natural_order(body.symbols)
    found = sp.hessian(body.expr, letters)
    return [
        list(row) for row in found.xreplace(_place(point, letters)).applyfunc(sp.simplify).tolist()
    ]


def _place(point: str, letters: tuple[sp.Symbol, ...]) -> dict[sp.Symbol, sp.Expr]:
    """x = 1, y = 2, or (1, 2) in the order of the letters."""
    if not point:
        return {}
    if "=" in point:
        given = pairs(point.strip().strip("()"), HINTS["point"], FAILS["point"])
        named = {key(name): array(value) for name, value in given.items()}
        return {x: named[key(x.name)] for x in letters if key(x.name) in named}
    return dict(zip(letters, flat(array(point)), strict=False))
