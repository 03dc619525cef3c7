"""What the forms ask of a formula as written."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.notation import Notation, signed_terms

SUMS = ("sum", "difference")
ARITHMETIC = (*SUMS, "negation", "product", "quotient", "power")
ROOTS = ("sqrt", "cbrt", "root")


def outside(node: Notation) -> Iterator[Notation]:
    """The parts that are put together by arithmetic: not what stands inside sin(…)."""
    yield node
    if node.head in ARITHMETIC:
        for part in node.parts:
            yield from outside(part)


def terms(node: Notation) -> list[Notation]:
    """The terms of a sum, each with its sign; the formula itself where it is none.

    >>> from symcalc.reading import read
    >>> [term.text for term in terms(read("a + (b + c)"))]
    ['a', 'b', 'c']
    """
    parts = signed_terms(node)
    return [node] if parts == (node,) else [term for part in parts for term in terms(part)]


def factors(node: Notation) -> Iterator[Notation]:
    """The factors of a product, without signs; the formula itself where it is none."""
    if node.head in ("product", "negation"):
        for part in node.parts:
            yield from factors(part)
    else:
        yield node


def is_root(node: Notation) -> bool:
    """Whether this is √, ∛ or a power with a fraction."""
    if node.head in ROOTS:
        return True
    exponent = node.parts[1].expr if node.head == "power" else sp.S.Zero
    return bool(exponent.is_Rational and not exponent.is_Integer)


def divides(node: Notation) -> bool:
    """Whether something is divided by here, a fraction or a negative exponent."""
    if node.head == "quotient":
        return True
    return (node.head == "number" and "/" in node.text) or has_negative_exponent(node)


def has_negative_exponent(node: Notation) -> bool:
    """Whether this is a power with a negative number or a negation above; e^(-x) is none."""
    natural = node.parts[0].expr == sp.E if node.head == "power" else False
    if node.head != "power" or (natural and not node.parts[1].expr.has(sp.log)):
        return False
    above = node.parts[1]
    return above.head == "negation" or bool(above.expr.is_number and above.expr.is_negative)


def variable(exprs: Iterator[sp.Expr] | tuple[sp.Expr, ...]) -> sp.Symbol | None:
    """The letter of a formula in one letter; x, or the first, where there are several."""
    letters = sorted(set().union(*(e.free_symbols for e in exprs)), key=str)
    return next((s for s in letters if s.name == "x"), letters[0] if letters else None)
