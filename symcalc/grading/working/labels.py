"""What stands before = and is only a name of what follows: y, f′(x), dy/dx, the question itself."""

from __future__ import annotations

from collections.abc import Iterable

from symcalc.grading.asked import Asked
from symcalc.notation import Notation

NAMES = frozenset(("y", "f", "F", "A", "I", "S", "L", "V", "J", "K", "f(x)", "answer", "result"))
PLAIN = -1  # y =, without a prime: the function, or what a learner calls so


def bare(node: Notation) -> tuple[str, int]:
    """A name without its primes, and how many these are: y″ is ("y", 2).

    >>> from symcalc.reading import read
    >>> bare(read("y''"))
    ('y', 2)
    """
    name = node.text.rstrip("'′")
    return name, len(node.text) - len(name)


def order_of(node: Notation, asked: Asked, taken: Iterable[str]) -> int | None:
    """How often a label says that its formula is differentiated; None where nothing is said.

    A name without a prime is `PLAIN`.

    Raises
    ------
    LookupError
        If it is no label.
    """
    letters = {s.name for s in asked.letters} | set(taken)
    if node.head == "name":
        name, primes = bare(node)
        if name in NAMES and name not in letters:
            return primes or (PLAIN if asked.kind == "derivative" else None)
    if node.head == "apply" and _name(node) not in letters:
        return 0 if asked.kind == "derivative" and _name(node).islower() else None
    if node.head == "derivative":
        return _of_derivative(node, asked, letters)
    if node.head == "derivative-at" and _name(node) not in letters:
        return None
    if node.head == "gradient":
        return None
    if asked.kind in ("integral", "limit") and node.expr == asked.body.expr:
        return None
    raise LookupError(node.head)


def _of_derivative(node: Notation, asked: Asked, letters: set[str]) -> int:
    """How often dy/dx, or d/dx of the question's own formula, is differentiated."""
    body, *along = node.parts
    if not asked.wrt or {part.expr for part in along} <= set(asked.wrt):
        if body.head in ("name", "apply") and _name(body) not in letters:
            return len(along)
        if asked.kind == "derivative" and body.expr == asked.body.expr:
            return len(along)
    raise LookupError(node.head)


def _name(node: Notation) -> str:
    return node.text.split("(")[0].rstrip("'′") or str(getattr(node.expr, "func", node.expr))
