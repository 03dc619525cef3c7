"""Lines of vectors: x · y = 1·4 + 2·5 = 14, ‖x‖ = √(3² + 4²) = 5."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.tutor.backprop.shown import dotted
from symcalc.tutor.linear.claims import line
from symcalc.tutor.linear.given import numeric
from symcalc.tutor.linear.numbers import root_of, tidy

INDEX = {("A", "2"): "F", ("x", "2"): "", ("y", "2"): "", ("u", "2"): ""}


def letter(name: str) -> Notation:
    """A name as a formula."""
    return notation.name(sp.Symbol(name))


def times(u: sp.Expr, v: sp.Expr) -> Notation:
    """u·v as it is written, not worked out."""
    return notation.arithmetic("product", arrange(u), arrange(v))


def total(terms: Sequence[Notation]) -> Notation:
    """A sum as it is written; one term is itself."""
    return terms[0] if len(terms) == 1 else notation.add(*terms)


def dotted_names(x: str, y: str) -> Notation:
    """x · y."""
    return dotted(letter(x), letter(y))


def products(x: sp.MatrixBase, y: sp.MatrixBase) -> Notation:
    """1·4 + 2·5, as it is written."""
    return total([times(u, v) for u, v in zip(x, y, strict=True)])


def product_line(x: sp.MatrixBase, y: sp.MatrixBase, names: tuple[str, str]) -> Notation:
    """x · y = 1·4 + 2·5 = 4 + 10 = 14."""
    worked, value = products(x, y), tidy(x.dot(y))
    terms = [arrange(tidy(u * v)) for u, v in zip(x, y, strict=True)]
    between = [total(terms)] if numeric(x) and numeric(y) and len(x) > 1 else []
    return line(dotted_names(*names), worked, *between, arrange(value))


def norm_line(x: sp.MatrixBase, name: str, kind: str = "2") -> Notation:
    """‖x‖ = √(1² + 2² + 3²) = √14 ≈ 3.741657."""
    label = Notation("norm", (letter(name),), INDEX.get((name, kind), kind))
    sizes = [build("abs", arrange(e)) for e in x]
    if kind == "1":
        return line(label, total(sizes), arrange(tidy(sp.Add(*map(abs, x)))))
    if kind == "oo":
        return line(
            label, build("max", *sizes) if len(sizes) > 1 else sizes[0], arrange(length(x, kind))
        )
    squares = total([notation.power(arrange(e), notation.number(2)) for e in x])
    return line(label, build("sqrt", squares), arrange(length(x, kind)))


def length(x: sp.MatrixBase, kind: str) -> sp.Expr:
    """The length; letters are real."""
    if kind == "1":
        return tidy(sp.Add(*map(abs, x)))
    if kind == "oo":
        return sp.Max(*map(abs, x))
    return root_of(tidy(sp.Add(*(e**2 for e in x))))
