"""Lists, sets, vectors and matrices."""

from __future__ import annotations

from symcalc.notation import Notation
from symcalc.writing.writer import ATOM, POSTFIX, RELATION, SETS, SUM, T, Writer, shape


@shape("tuple")
def tuple_(w: Writer[T], node: Notation) -> T:
    """(a, b)."""
    return w.fence("(", w.listed(node.parts), ")")


@shape("set")
def set_(w: Writer[T], node: Notation) -> T:
    """{a, b}; what is read back needs {a,}, since {a} is a group."""
    inner = w.listed(node.parts)
    single = len(node.parts) == 1
    return w.fence("{", w.row(inner, w.sign("\N{INVISIBLE SEPARATOR}")) if single else inner, "}")


@shape("set-builder")
def set_builder(w: Writer[T], node: Notation) -> T:
    """{x : a}."""
    x, condition = node.parts
    return w.fence("{", w.spaced(w.write(x), w.sign(":"), w.write(condition)), "}")


@shape("interval")
def interval(w: Writer[T], node: Notation) -> T:
    """From a to b, where no set is expected."""
    return w.interval(node)


@shape("element", level=RELATION)
def element(w: Writer[T], node: Notation) -> T:
    """x ∈ S."""
    u, collection = node.parts
    sign = w.sign("∈" if node.text == "in" else "∉")
    joined = w.level(collection) == SETS
    return w.spaced(
        w.inside(u, SUM), sign, w.write(collection) if joined else member(w, collection)
    )


JOINED = {"union": "∪", "intersection": "∩", "set-difference": "∖"}


@shape(*JOINED, level=SETS)
def joined(w: Writer[T], node: Notation) -> T:
    """A ∪ B."""
    first, *rest = node.parts
    pieces = [member(w, first)]
    for part in rest:
        pieces += [w.sign(JOINED[node.head]), member(w, part)]
    return w.spaced(*pieces)


def member(w: Writer[T], node: Notation) -> T:
    """A set where a set is expected, so that (0, 1) is an interval."""
    if node.head == "interval":
        return w.fence(node.text[0], w.listed(node.parts), node.text[1])
    return w.inside(node, SUM)


@shape("vector")
def vector(w: Writer[T], node: Notation) -> T:
    """Entries in a column."""
    return w.column([w.write(part) for part in node.parts])


@shape("matrix")
def matrix(w: Writer[T], node: Notation) -> T:
    """Rows of entries."""
    return w.grid(entries(w, node))


@shape("augmented")
def augmented(w: Writer[T], node: Notation) -> T:
    """Rows of entries with a bar before some of the last columns; the text says after how many."""
    return w.augmented(entries(w, node), int(node.text))


@shape("becomes", level=RELATION)
def becomes(w: Writer[T], node: Notation) -> T:
    """A matrix before row operations and after."""
    before, after = node.parts
    return w.spaced(w.write(before), w.sign("→"), w.write(after))


def entries(w: Writer[T], matrix: Notation) -> list[list[T]]:
    """What is written in a matrix."""
    return [[w.write(entry) for entry in row.parts] for row in matrix.parts]


@shape("transpose", level=POSTFIX)
def transpose(w: Writer[T], node: Notation) -> T:
    """Aᵀ."""
    return w.row(w.inside(node.parts[0], ATOM), w.sign("ᵀ"))


@shape("norm")
def norm(w: Writer[T], node: Notation) -> T:
    """‖v‖, with an index or without."""
    written = w.fence("‖", w.write(node.parts[0]), "‖")
    return w.scripted(written, w.sign(INDICES.get(node.text, node.text))) if node.text else written


INDICES = {"oo": "∞"}
