"""What Jacobians, Hessians and fields are made of: components, and framed partial derivatives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Equal
from symcalc.derivation import Derivation
from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.diff import Part
from symcalc.tutor.words import Words
from symcalc.writing.text import text

MOST = 64  # partial derivatives that a person would look through

LISTS = ("vector", "tuple")
# What bears the name of a person.
NAMED = {
    "jacobian": "Jacobian",
    "jacobian determinant": "Jacobian determinant",
    "hessian": "Hessian",
    "laplacian": "Laplacian",
}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def components(body: Notation) -> tuple[Notation, ...]:
    """The formulas in a list, a row or a column; one formula is a list of one.

    Raises
    ------
    UnsupportedError
        If it is a matrix, whose entries are in no one order.

    Examples
    --------
    >>> from symcalc.reading import read
    >>> len(components(read("[x^2 + y, x*y]"))), len(components(read("x*y")))
    (2, 1)
    """
    if body.head in LISTS:
        return body.parts
    if body.head != "matrix":
        return (body,)
    if len(body.parts) == 1:
        return body.parts[0].parts
    if all(len(row.parts) == 1 for row in body.parts):
        return tuple(row.parts[0] for row in body.parts)
    raise UnsupportedError(
        "this is a matrix, and a list of formulas is needed",
        where=text(body),
        hint="write the formulas in one pair of brackets: [x^2 + y, x*y]",
    )


def need_few(count: int, what: str, wrt: Sequence[sp.Symbol]) -> None:
    """Refuse what nobody would read.

    Raises
    ------
    TooLargeError
        If there are more than 64 entries.
    UnsupportedError
        If a variable is named twice.
    """
    twice = next((x for i, x in enumerate(wrt) if x in wrt[:i]), None)
    if twice is not None:
        raise UnsupportedError(f"{letter(twice)} is named twice", hint="name each variable once")
    if count > MOST:
        raise TooLargeError(
            f"{what} has {count} entries; steps are shown for up to {MOST}",
            hint="name fewer variables, or let `compile` compute it",
        )


def letter(x: sp.Symbol) -> str:
    """θ, as a formula writes it."""
    return text(notation.name(x))


def names(symbols: Iterable[sp.Symbol]) -> str:
    """x, y, z, as a formula writes them."""
    return ", ".join(map(letter, symbols))


def asking(kind: str, body: Notation, wrt: Sequence[sp.Symbol], more: str = "") -> str:
    """The question in words, which `explain` reads again."""
    return f"{NAMED.get(kind, kind)} of {text(body)}{more} with respect to {names(wrt)}"


def counted(number: int, noun: str) -> str:
    """One variable, two variables."""
    shown = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{shown} {noun}" + ("" if number == 1 else "s")


def held(x: sp.Symbol, body: Notation, wrt: Sequence[sp.Symbol]) -> str:
    """Which letters of a formula do not change while x does."""
    others = [letter(y) for y in wrt if y != x and y in body.symbols]
    if not others:
        return ""
    return f"{' and '.join(others)} {'is' if len(others) == 1 else 'are'} held constant."


def frame(part: Part, words: Words, **fields: object) -> Step:
    """A partial derivative under a title of its own; a rule that needs no other has no frame."""
    title, lead = words.title.format(**fields), words.explanation.format(**fields).strip()
    hints = (words.hint.format(**fields),) if words.hint else ()
    first = part.steps[0]
    if len(part.steps) == 1 and not first.substeps:
        return replace(
            first,
            title=f"{title}: {first.title[0].lower()}{first.title[1:]}",
            explanation=f"{lead} {first.explanation}".strip(),
            hints=(*hints, *first.hints),
        )
    return Step("partial", title, first.before, part.after, lead, substeps=part.steps, hints=hints)


def named(part: Part, label: str) -> Part:
    """A part of several, whose remarks say which of them they are about."""
    told = (f"{label}: {remark[0].lower()}{remark[1:]}" for remark in part.remarks)
    return part._replace(remarks=tuple(told))


def claim(part: Part) -> Equal:
    """The part's derivative taken numerically is what came out."""
    return Equal(part.steps[0].before.expr, part.after.expr)


def constants(formulas: Iterable[Notation], wrt: Sequence[sp.Symbol]) -> tuple[str, ...]:
    """That the letters of formulas that are no variables are constants."""
    free = natural_order({s for f in formulas for s in f.symbols} - set(wrt))
    if not free:
        return ()
    shown = list(map(letter, free))
    listed = " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
    one = len(shown) == 1
    return (f"{listed} {'is a constant' if one else 'are constants'} here.",)


def less(first: Notation, second: Notation) -> Notation:
    """A difference of two derivatives, a minus sign of the second one still to be seen."""
    if second.head == "negation" and first.expr != 0:
        return notation.arithmetic("difference", first, second)
    return notation.subtract(first, second)


def independent(told: Derivation) -> Derivation:
    """With the sentence on a variable that a field does not contain about the derivatives by it."""
    short = ", so the derivative is 0."
    remarks = [
        f"{r.removesuffix(short)}, so the derivatives by {r.removesuffix(short).split()[-1]} are 0."
        if r.startswith("None of the formulas depends on") and r.endswith(short)
        else r
        for r in told.remarks
    ]
    return replace(told, remarks=tuple(remarks))
