"""Arrays from text: "[[1, 2], [3, 1/2]]", "(1, 2, 3)", "[1, 2; 3, 4]", or a matrix of LaTeX."""

from __future__ import annotations

from typing import Any

import sympy as sp

from symcalc.errors import (
    ReadingError,
    ShapeError,
    SymcalcError,
    TooLargeError,
    UnsupportedError,
    shorten,
)
from symcalc.notation import Notation
from symcalc.reading import read
from symcalc.reading.bracketed import outside as outside
from symcalc.reading.numbers import PLAIN, is_real, number
from symcalc.reading.spellings import usual

LARGEST = 100_000  # entries of an array that is read from text
DEEPEST = 8  # brackets inside one another
PAIRS = {"[": "]", "(": ")", "{": "}"}
HINTS = {
    "matrix": "write a matrix row by row: [[1, 2], [3, 4]]",
    "entry": "an entry is a number or a formula: [1/2, sqrt(3)]",
}

Array = Any  # lists of lists of SymPy expressions, or one of these


def array(text: str) -> Array:
    """A formula, or lists of formulas as they are nested in brackets; nothing is evaluated.

    Raises
    ------
    ReadingError
        If a bracket is not closed, or an entry is no formula.
    ShapeError
        If there are no entries, or the rows have different lengths.
    TooLargeError
        If there are more than 100 000 entries.

    Examples
    --------
    >>> array("[[1, 2], [3, 1/2]]"), array("(1, 2)"), array("[1, 2; 3, 4]"), array("2x")
    ([[1, 2], [3, 1/2]], [1, 2], [[1, 2], [3, 4]], 2*x)
    """
    if text.count(",") >= LARGEST:
        raise TooLargeError(
            f"the array has more than {LARGEST} entries", hint="pass it as a NumPy array"
        )
    text = usual(text)
    found = _nested(text.strip(), text, 0)
    _regular(found, text)
    return found


def numbers(given: Any) -> Array:
    """The same, where every entry has to be a real number; of lists, NumPy and SymPy, too.

    >>> numbers("[1, 1/2]"), numbers([0.5, "sqrt(2)"])
    ([1, 1/2], [1/2, sqrt(2)])

    Raises
    ------
    UnsupportedError
        If an entry is none.
    """
    if not isinstance(given, str):
        return _of_objects(given.tolist() if hasattr(given, "tolist") else given)
    found = array(given)
    for entry in flat(found):
        if not is_real(entry):
            raise UnsupportedError(f"{entry} is not a number", where=given, hint=HINTS["matrix"])
    return found


def _of_objects(given: Any) -> Array:
    if isinstance(given, list | tuple):
        return [_of_objects(part) for part in given]
    return number(given, hint=HINTS["matrix"])


def flat(array: Array) -> list[sp.Expr]:
    """All entries, row by row."""
    return [e for part in array for e in flat(part)] if isinstance(array, list) else [array]


def pairs(
    text: str, hint: str | None = None, says: str = "{part!r} is not a coordinate"
) -> dict[str, str]:
    """Names and what stands for them.

    >>> pairs("x = 4, W = [[1, 2]]")
    {'x': '4', 'W': '[[1, 2]]'}

    Raises
    ------
    ReadingError
        If a part has no equals sign, or nothing before or after it, or a name is given twice.
    """
    found: dict[str, str] = {}
    for part in outside(text):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not (name and equals and value):
            what = says.format(part=shorten(part.strip() or text))
            raise ReadingError(what, where=text, position=max(text.find(part), 0), hint=hint)
        if name in found:
            what = f"{name} is given twice"
            raise ReadingError(what, where=text, position=text.rfind(part), hint=hint)
        found[name] = value
    return found


def _nested(text: str, whole: str, depth: int) -> Array:
    """Brackets become lists; what is no bracket is a formula."""
    if depth > DEEPEST:
        raise ShapeError(f"brackets stand more than {DEEPEST} deep", where=whole)
    inside = _enclosed(text, whole)
    if inside is None:
        return _entry(text, whole)
    rows = outside(inside, ";")
    if len(rows) > 1:
        return [[_nested(e.strip(), whole, depth + 2) for e in outside(row)] for row in rows]
    parts = outside(inside)
    if text[0] == "(" and len(parts) == 1:
        return _nested(inside, whole, depth + 1)
    return [_nested(part.strip(), whole, depth + 1) for part in parts]


def _enclosed(text: str, whole: str) -> str | None:
    """What the outer bracket holds; None where no bracket encloses it all."""
    if text[:1] not in ("[", "("):
        return None
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter in PAIRS) - (letter in PAIRS.values())
        if depth == 0:
            return _filled(text, whole) if place == len(text) - 1 else None
    start = whole.find(text)
    raise ReadingError(
        "a bracket is not closed",
        where=whole,
        position=max(start, 0),
        mark="opened here",
        hint=HINTS["matrix"],
    )


def _filled(text: str, whole: str) -> str:
    if text[-1] != PAIRS[text[0]]:
        what = f"{text[0]} is closed by {text[-1]}"
        raise ReadingError(what, where=whole, hint=HINTS["matrix"])
    inside = text[1:-1].strip()
    if not inside:
        raise ShapeError("the array is empty", where=whole, hint=HINTS["matrix"])
    return inside


def _entry(text: str, whole: str) -> Array:
    """A number or a formula; LaTeX may hold a whole matrix."""
    if PLAIN.fullmatch(text):
        return sp.Rational(text)
    if not text:
        raise ReadingError("an entry is missing", where=whole, hint=HINTS["entry"])
    try:
        return _unfolded(read(text))
    except SymcalcError as error:
        error.hint = error.hint or HINTS["entry"]
        raise


def _unfolded(node: Notation) -> Array:
    if node.head in ("matrix", "vector", "tuple"):
        return [_unfolded(part) for part in node.parts]
    if not isinstance(node.expr, sp.Expr) or node.expr.is_Matrix:
        raise UnsupportedError(
            "this is a formula of matrices, and an array of numbers is asked for",
            hint=HINTS["entry"],
        )
    return node.expr


def _regular(array: Array, whole: str) -> None:
    """Refuse rows of different lengths."""
    if not isinstance(array, list):
        return
    lengths = [len(part) if isinstance(part, list) else None for part in array]
    for place, length in enumerate(lengths, 1):
        if length != lengths[0]:
            counts = f"row 1 has {_counted(lengths[0])}, row {place} has {_counted(length)}"
            what = f"the rows have different lengths: {counts}"
            raise ShapeError(what, where=whole, hint=HINTS["matrix"])
    for part in array:
        _regular(part, whole)


def _counted(length: int | None) -> str:
    """One entry; a bare number is one."""
    return "1 entry" if length in (None, 1) else f"{length} entries"
