"""Relations, conditions, cases and lines of working."""

from __future__ import annotations

from itertools import pairwise

from symcalc.notation import Notation
from symcalc.writing.writer import (
    AND,
    IMPLIES,
    LINES,
    NOT,
    OR,
    RELATION,
    SETS,
    T,
    Writer,
    shape,
)

RELATIONS = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥", "≈": "≈"}
RISING, FALLING = {"=", "<", "<="}, {"=", ">", ">="}


@shape("relation", level=RELATION)
def relation(w: Writer[T], node: Notation) -> T:
    """u < v."""
    left, right = node.parts
    return w.spaced(w.inside(left, SETS), w.sign(RELATIONS[node.text]), w.inside(right, SETS))


def is_chain(node: Notation) -> bool:
    """Whether relations run through the same formulas in one direction: 0 < x < 1."""
    signs = {part.text for part in node.parts if part.head == "relation"}
    if any(part.head != "relation" for part in node.parts):
        return False
    runs = signs <= RISING or signs <= FALLING
    return runs and all(u.parts[1] == v.parts[0] for u, v in pairwise(node.parts))


def of_and(node: Notation) -> int:
    """A chain is read as one relation."""
    return RELATION if is_chain(node) else AND


@shape("and", level=of_and)
def both(w: Writer[T], node: Notation) -> T:
    """a and b, or 0 < x < 1."""
    if is_chain(node):
        return w.spaced(w.inside(node.parts[0].parts[0], SETS), chained(w, node))
    return joined(w, node, "and")


def chained(w: Writer[T], node: Notation) -> T:
    """What follows the first formula of a chain."""
    pieces: list[T] = []
    for part in node.parts:
        pieces += [w.sign(RELATIONS[part.text]), w.inside(part.parts[1], SETS)]
    return w.spaced(*pieces)


@shape("or", level=OR)
def either(w: Writer[T], node: Notation) -> T:
    """a or b."""
    return joined(w, node, "or")


def joined(w: Writer[T], node: Notation, word: str) -> T:
    """Conditions with a word between them; other combinations are enclosed."""
    first, *rest = node.parts
    pieces = [w.inside(first, NOT)]
    for part in rest:
        pieces += [w.sign(word), w.inside(part, NOT)]
    return w.spaced(*pieces)


@shape("not", level=NOT)
def negated(w: Writer[T], node: Notation) -> T:
    """not (a)."""
    return w.spaced(w.sign("not"), w.enclosed(node.parts[0]))


ARROWS = {"implies": "⇒", "equivalent": "⇔"}


@shape(*ARROWS, level=IMPLIES)
def implied(w: Writer[T], node: Notation) -> T:
    """a ⇒ b, a ⇔ b."""
    left, right = node.parts
    return w.spaced(w.inside(left, OR), w.sign(ARROWS[node.head]), w.inside(right, OR))


@shape("cases")
def cases(w: Writer[T], node: Notation) -> T:
    """Values, each with its condition."""
    return w.braced([cells(w, piece) for piece in node.parts])


@shape("piece", level=LINES)
def piece(w: Writer[T], node: Notation) -> T:
    """A value with its condition."""
    return w.spaced(*cells(w, node))


def cells(w: Writer[T], piece: Notation) -> tuple[T, T]:
    """A value, and when it holds."""
    value, condition = piece.parts
    if condition.head == "otherwise":
        return w.write(value), w.write(condition)
    return w.write(value), w.row(w.word("if "), w.write(condition))


@shape("otherwise")
def otherwise(w: Writer[T], node: Notation) -> T:
    """The case that is left."""
    del node
    return w.word("otherwise")


@shape("system")
def system(w: Writer[T], node: Notation) -> T:
    """Equations that hold together."""
    return w.braced([(w.write(part),) for part in node.parts])


@shape("lines", level=LINES)
def lines(w: Writer[T], node: Notation) -> T:
    """Lines of working; the signs of relations stand under each other."""
    return w.aligned([sides(w, part) for part in node.parts])


@shape("continued", level=RELATION)
def continued(w: Writer[T], node: Notation) -> T:
    """= v, where u stands in the line before."""
    return sides(w, node)[1]


def sides(w: Writer[T], node: Notation) -> tuple[T, T]:
    """The left side of a line, and the rest of it."""
    if node.head not in ("relation", "continued"):
        return w.write(node), w.row()
    left, right = node.parts
    shown = w.row() if node.head == "continued" else w.inside(left, SETS)
    return shown, w.spaced(w.sign(RELATIONS[node.text]), w.inside(right, SETS))
