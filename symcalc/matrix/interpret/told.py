"""How a message names a part of the user's formula and its shape."""

from __future__ import annotations

from collections.abc import Sequence

from symcalc.errors import ShapeError
from symcalc.matrix.term import ONE, Shape, Term, same
from symcalc.notation import Notation

LONGEST = 28  # letters of a part that is named in a message
JOINED = {
    "sum": " + ",
    "difference": " - ",
    "product": " ",
    "dotted": " · ",
    "hadamard": " ⊙ ",
    "quotient": "/",
}
BETWEEN = {"vector": "; ", "matrix": "], ["}
TYPED = {
    "negation": "-{0}",
    "transpose": "{0}^T",
    "norm": "‖{0}‖",
    "keyword": "{name}={0}",
    "power": "{0}^{1}",
}
SHORT = {"trace": "tr", "determinant": "det", "inverse": "inv"}
LOOSE = ("sum", "difference", "negation")


def told(shape: Shape) -> str:
    """A shape for a reader.

    >>> told(()), told((ONE * 3, ONE))
    ('a number', 'a vector of 3')
    """
    if not shape:
        return "a number"
    rows, columns = shape
    if columns == ONE and rows != ONE:
        return f"a vector of {rows}"
    if rows == ONE and columns != ONE:
        return f"a row of {columns}"
    return f"{article(str(rows))} ({rows}, {columns}) matrix"


def article(word: str) -> str:
    """The article before a size in brackets: an (m, n) matrix, a (k, n) matrix."""
    spoken = "aefhilmnorsx8" if len(word) == 1 else "aeio8"
    return "an" if word[0].lower() in spoken or word in ("11", "18") else "a"


def label(node: Notation | None) -> str:
    """A part as it is typed, if it is short; else nothing."""
    found = _typed(node) if node is not None else None
    return found if found is not None and len(found) <= LONGEST else ""


def _typed(node: Notation) -> str | None:
    if not node.parts:
        return node.text or (str(node.expr) if node.head in ("number", "constant") else None)
    parts = [_typed(part) for part in node.parts]
    if any(part is None for part in parts):
        return None
    texts = [str(part) for part in parts]
    if node.head in JOINED:
        tight = node.head not in LOOSE
        pieces = [
            f"({text})" if tight and part.head in LOOSE else text
            for text, part in zip(texts, node.parts, strict=True)
        ]
        return JOINED[node.head].join(pieces)
    if node.head in TYPED:
        closed = [bracketed(p, t) for p, t in zip(node.parts, texts, strict=True)]
        return TYPED[node.head].format(*closed, name=node.text)
    if node.head in BETWEEN:
        return BETWEEN[node.head].join(texts).join("[]")
    name = node.text if node.head == "call" else SHORT.get(node.head, node.head)
    return f"{name}({', '.join(texts)})" if node.head == "call" or len(texts) == 1 else None


def bracketed(node: Notation, text: str) -> str:
    """A part that is no single name, in brackets."""
    return f"({text})" if node.head in (*JOINED, "negation") else text


def misfit(
    doing: str, terms: Sequence[Term], nodes: Sequence[Notation | None], at: tuple[int, int]
) -> ShapeError:
    """The error of two parts that do not fit: both with their shapes, and what would mend it."""
    first, second = at
    given = list(nodes) or [None] * len(terms)
    names = [label(given[first]) or "what stands before", label(given[second]) or "this part"]
    shapes = [terms[first].shape, terms[second].shape]
    what = (
        f"{names[0]} is {told(shapes[0])} and {names[1]} is {told(shapes[1])}:"
        f" they cannot be {doing}"
    )
    return ShapeError(what, hint=_mended(terms[first], terms[second], given[first], given[second]))


def _mended(left: Term, right: Term, first: Notation | None, second: Notation | None) -> str:
    """What would make two parts have one shape."""
    sides = ((right, left, second), (left, right, first))
    for term, other, node in sides:
        name = label(node)
        if node is not None and name and _fits(term.shape[::-1], other.shape):
            if node.head == "transpose":
                return f"write {label(node.parts[0])} without the transpose"
            return f"transpose one of the two: write {bracketed(node, name)}^T"
    for term, other, node in sides:
        if term.op != "symbol" or node is None or node.head != "name":
            continue
        if ONE not in other.shape and term.is_column:
            rows, columns = other.shape
            fitting = dict.fromkeys(f'"{node.text}: {size}"' for size in (columns, rows))
            return f"shapes that fit: {' or '.join(fitting)}"
        if ONE in term.shape or ONE not in other.shape:
            return f'shapes that fit: "{node.text}: {_declared(other.shape)}"'
    wide = next((s for s in (left.shape, right.shape) if ONE not in s), None)
    if wide is not None and ONE in (*left.shape, *right.shape):
        return f"a vector beside {told(wide)} has {wide[1]} or {wide[0]} entries"
    return "both need the same shape; a row (1, n) and a column (m, 1) are repeated"


def _fits(shape: Shape, goal: Shape) -> bool:
    """Whether a shape is the other, or is repeated to it."""
    return all(a == ONE or same((a,), (b,)) for a, b in zip(shape, goal, strict=True))


def _declared(shape: Shape) -> str:
    """A shape as it is declared."""
    return str(shape[0]) if shape[1] == ONE else f"({shape[0]}, {shape[1]})"


def no_product(
    left: Term, right: Term, first: Notation | None, second: Notation | None
) -> ShapeError:
    """The error of two factors, and the product that would fit."""
    names = label(first) or "what stands before", label(second) or "this part"
    what = (
        f"{names[0]} is {told(left.shape)} and {names[1]} is {told(right.shape)}:"
        " they cannot be multiplied"
    )
    a = _factor(first, "A")
    b = _factor(second, "B")
    if same(left.shape, right.shape) and left.is_column:
        hint = f"write {a}^T {b} for the dot product, {a} ⊙ {b} for entry by entry"
    elif same(left.shape, right.shape) and left.shape[0] != ONE:
        hint = f"write {_flipped(first, a)} {b}, or {a} ⊙ {b} for entry by entry"
    elif same(left.shape[:1], right.shape[:1]) and not same(left.shape, right.shape):
        hint = f"write {_flipped(first, a)} {b}"
    elif same(left.shape[1:], right.shape[1:]):
        hint = f"write {a} {_flipped(second, b)}"
    elif same(left.shape[:1], right.shape[1:]) and ONE not in left.shape:
        hint = f"in the other order they fit: {b} {a}"
    else:
        rows, columns = right.shape[0], left.shape[1]
        hint = f"the left one has {columns} columns, the right one {rows} rows"
    return ShapeError(what, hint=hint)


def _factor(node: Notation | None, name: str) -> str:
    """A part as a factor of a product."""
    found = label(node)
    return bracketed(node, found) if found and node is not None else name


def _flipped(node: Notation | None, name: str) -> str:
    """The transpose of a factor."""
    if node is not None and node.head == "transpose" and label(node):
        return label(node.parts[0])
    return f"{name}^T"
