"""What a line says: a chain of formulas, an equation, what a letter stands for, or only words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import sympy as sp

from symcalc.errors import SymcalcError, TooLargeError
from symcalc.grading.told import read_answer
from symcalc.grading.working.lines import Row
from symcalc.notation import Notation, with_remarks
from symcalc.primitives import build, replace_nodes

SEVERAL = ("tuple", "lines", "system")  # statements beside or below each other
ARROWS = ("implies", "equivalent")
UNSAID = "by which variable"  # of (u·v)′ the reader says so
WIDER = "is read as the derivative of"


@dataclass(frozen=True)
class Line:
    """A line that was read.

    Attributes
    ----------
    row : Row
        As it was typed.
    whole : Notation or None
        All of it; None where it holds words only, or could not be read.
    trouble : str
        Why it could not be read.
    note : str
        "unreadable", "too-large" or "".
    """

    row: Row
    whole: Notation | None
    trouble: str = ""
    note: str = ""


def read_line(
    row: Row, names: Iterable[str], letters: Iterable[sp.Symbol], x: str, wants: str = "formula"
) -> Line:
    """Read a line; one that cannot be read says why, and stops nobody.

    Parameters
    ----------
    row : Row
        The line.
    names : iterable of str
        Names of several letters that are one symbol.
    letters : iterable of sympy.Symbol
        The letters of the question.
    x : str
        The variable that a prime stands for, "" where there is none.
    wants : str
        What answers the question, as in `read_answer`.
    """
    trouble: SymcalcError | None = None
    known = tuple(names), tuple(letters)
    for form in row.forms:
        for spelled in (form, *([_primed(form, x)] if x else ())):
            try:
                return Line(row, read_answer(spelled, *known, wants).whole)
            except TooLargeError as error:
                return Line(row, None, error.what, "too-large")
            except SymcalcError as error:
                trouble = trouble or error
    return Line(row, None, getattr(trouble, "what", ""), "unreadable")


def _primed(text: str, x: str) -> str:
    """(u v)′ as d/dx (u v), which says by which variable."""
    return re.sub(r"(\((?:[^()]|\([^()]*\))*\))(?:'|′|’|\^\\prime)", rf"(d/d{x} \1)", text)


def statements(whole: Notation) -> Iterator[Notation]:
    """The statements of a line, one after another; a ⇒ b are two."""
    several = whole.head in (*SEVERAL, "and") and len(chain(whole)) == 1
    if whole.head in ARROWS or (several and _are_equations(whole)):
        for part in whole.parts:
            yield from statements(part)
    else:
        yield whole


def _are_equations(node: Notation) -> bool:
    return all(part.head in ("relation", "and", "element") for part in node.parts)


def chain(node: Notation) -> tuple[Notation, ...]:
    """The formulas between the signs = of a statement."""
    if is_equation(node):
        return node.parts
    if node.head == "and" and all(is_equation(part) for part in node.parts):
        links = node.parts
        pairs = pairwise(links)
        if all(first.parts[1] == second.parts[0] for first, second in pairs):
            return (links[0].parts[0], *(link.parts[1] for link in links))
    return (node,)


def is_equation(node: Notation) -> bool:
    """Whether it is a = b."""
    return node.head == "relation" and node.text == "="


def otherwise_read(node: Notation, remarks: Iterable[str]) -> Notation | None:
    """d/dx(x²) sin x with the derivative of x² alone, where it was read as that of the product."""
    if not any(WIDER in remark for remark in remarks):
        return None
    return _narrower(with_remarks(node, ()))


def _narrower(node: Notation) -> Notation:
    def change(part: Notation) -> Notation | None:
        if part.head != "derivative" or part.parts[0].head != "product":
            return None
        first, *others = part.parts[0].parts
        inner = build("derivative", first, *part.parts[1:], text=part.text)
        return build("product", inner, *others)

    return replace_nodes(node, change)
