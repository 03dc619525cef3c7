"""Shapes that letters tell: in xᵀ A x + b the capital is a matrix, x a vector, b a number.

Only where it is sure: something stands in the formula that matrices alone have, and of all ways to
take the small letters as vectors or numbers just one fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import Any

from symcalc.errors import ShapeError, SymcalcError
from symcalc.notation import Notation
from symcalc.reading.matrices import read_matrices
from symcalc.tutor.matrices.fitted import Fitting, is_matrix, is_small

MARK = re.compile(
    r"\|\||‖|\\\||\\l?Vert|\bnorm\s*\(|ᵀ|\^\s*\{?\s*(?:T\b|\\top|\\intercal|\\mathsf|\\mathrm)"
    r"|\b(?:[tT]r|trace|det)\b"
)
RUN = re.compile(r"(?<![^\W_ᵀ])(?=[a-z]?[A-Z])(?!Tr)[A-Za-z]{2,4}(?![\w(])")  # Ax, AXB, bX
SIZES = "mnpqrs"
LONGEST = 500  # characters of a formula that is looked at
MOST = 5  # small letters of which it is not said what they are
BESIDE = re.compile(r"(?<![^\W_])[A-Z](?:_?\d)?\s*[·*]?\s*[a-z](?![^\W_])")  # A x


def spaced(formula: str) -> str:
    """Ax and AXB as products of letters.

    >>> spaced("tr(AXB) - bᵀx")
    'tr(A X B) - bᵀx'
    """
    return RUN.sub(lambda found: " ".join(found[0]), formula)


def inferred(formula: Any, kind: str = "gradient") -> dict[str, tuple[str, ...]] | None:
    """The shapes of all letters that are matrices or vectors; None where they are not sure.

    >>> inferred("||A x - b||^2")
    {'A': ('m', 'n'), 'x': ('n',), 'b': ('m',)}
    >>> inferred("w^T x + b"), inferred("tr(AX)")
    ({'w': ('m',), 'x': ('m',)}, {'A': ('m', 'n'), 'X': ('n', 'm')})
    >>> inferred("||x - y||^2"), inferred("A x")
    ({'x': ('m',), 'y': ('m',)}, None)
    >>> inferred("A x + b", "jacobian")
    {'A': ('m', 'n'), 'x': ('n',), 'b': ('m',)}
    """
    if not isinstance(formula, str) or len(formula) > LONGEST:
        return None
    if not MARK.search(formula) and not (kind == "jacobian" and BESIDE.search(spaced(formula))):
        return None
    try:
        node = read_matrices(spaced(formula), {}).node
    except SymcalcError:
        return None
    pairs = kind == "jacobian" and any(any(_turned(part)) for part in node.walk())
    if not pairs and not any(map(_tells, node.walk())):
        return None
    names = list(dict.fromkeys(part.text for part in node.walk() if part.head == "name"))
    turned = {name for part in node.walk() for name in _turned(part)}
    open_ones = [name for name in names if is_small(name) and name not in turned]
    if len(open_ones) > MOST:
        return None
    ways = product((True, False), repeat=len(open_ones))
    taken = (
        turned | {n for n, is_one in zip(open_ones, way, strict=True) if is_one} for way in ways
    )
    fits = [found for vectors in taken if (found := _fitting(node, vectors, kind)) is not None]
    if len(fits) != 1:
        return None
    small = {name.lower() for name in names}
    return fits[0].told([c for c in SIZES if c not in small]) or None


def _fitting(node: Notation, vectors: set[str], kind: str) -> Fitting | None:
    """The shapes where these letters are vectors; None where they do not fit."""
    fitting = Fitting(vectors)
    try:
        shape = fitting.shape(node)
    except ShapeError:
        return None
    wanted = shape is not None and shape[1] == "1" if kind == "jacobian" else shape is None
    return fitting if wanted else None


def _tells(node: Notation) -> bool:
    """Whether a part stands for matrices or vectors alone."""
    if node.head in ("transpose", "trace", "determinant"):
        return any(part.head == "name" for part in node.walk())
    if node.head != "norm":
        return False
    letters = [part.text for part in node.walk() if part.head == "name"]
    return bool(letters)


def _turned(node: Notation) -> Iterator[str]:
    """The small letters that are no numbers: one is transposed, or follows a matrix."""
    if node.head == "transpose" and is_small(node.parts[0].text):
        yield node.parts[0].text
    for before, after in pairwise(node.parts if node.head == "product" else ()):
        first = before.parts[0] if before.head in ("transpose", "power") else before
        if is_matrix(first.text) and is_small(after.text):
            yield after.text


def remark_on(shapes: dict[str, tuple[str, ...]], numbers: Sequence[str] = ()) -> str:
    """That shapes were told by the letters."""
    square = [name for name, shape in shapes.items() if len(shape) == 2 and shape[0] == shape[1]]
    matrices = [n for n, shape in shapes.items() if len(shape) == 2 and n not in square]
    vectors = [name for name, shape in shapes.items() if len(shape) == 1]
    told = ", ".join(
        f"{name}: {shape[0]}" if len(shape) == 1 else f"{name}: ({', '.join(shape)})"
        for name, shape in shapes.items()
    )
    said = (
        _are(square, "a square matrix", "square matrices"),
        _are(matrices, "a matrix", "matrices"),
        _are(vectors, "a vector", "vectors"),
        _are(numbers, "a number", "numbers"),
    )
    what = ", ".join(one for one in said if one)
    return f"the letters tell the shapes: {what}; to say others, declare {told}"


def _are(names: Sequence[str], one: str, several: str) -> str:
    if len(names) < 2:
        return f"{names[0]} is {one}" if names else ""
    return f"{', '.join(names[:-1])} and {names[-1]} are {several}"
