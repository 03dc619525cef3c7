"""Divergence, curl and Laplacian: sums and differences of partial derivatives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim, Equal
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import build
from symcalc.steps import Step
from symcalc.tutor.diff import Part, Points, at_points, differentiated, noted, partial
from symcalc.tutor.differentiate import closing
from symcalc.tutor.several.matrices import second_partial
from symcalc.tutor.several.parts import (
    asking,
    claim,
    components,
    constants,
    counted,
    frame,
    held,
    independent,
    less,
    letter,
    named,
    names,
    need_few,
)
from symcalc.tutor.worded import worded
from symcalc.tutor.words.several import SEVERAL
from symcalc.writing.text import text

Symbols = Sequence[sp.Symbol]
SPACE = ("x", "y", "z")


def coordinates(body: Notation, free: Symbols) -> tuple[sp.Symbol, ...]:
    """The variables of a field that are not named: as many as it has components.

    Letters that are no coordinates are constants: [a*x, b*y] is a field in x and y.

    Raises
    ------
    UnsupportedError
        If it is not clear which they are.

    Examples
    --------
    >>> from symcalc.formula import natural_order
    >>> from symcalc.reading import read
    >>> field = read("[-y, x, 0]")
    >>> coordinates(field, natural_order(field.symbols))
    (x, y, z)
    """
    n = len(components(body))
    if body.head == "name":
        raise UnsupportedError(
            f"it is not said what {text(body)} is",
            where=text(body),
            hint="write its components in brackets: [x^2, x*y]",
        )
    usual = [next((s for s in free if s.name == name), sp.Symbol(name)) for name in SPACE]
    present = [s for s in usual if s in free]
    if n <= len(SPACE) and (not free or (present and present[-1] in usual[:n])):
        return tuple(usual[:n])
    if len(free) == n:
        return tuple(free)
    raise _mismatch(body, n, free)


def divergence(body: Notation, wrt: Symbols, points: Points = ()) -> Derivation:
    """The sum of ∂Fᵢ/∂xᵢ over the n components and the n variables of a field.

    Raises
    ------
    UnsupportedError
        If there are not as many components as variables.
    """
    field = _field(body, wrt)
    need_few(len(wrt), "the divergence", wrt)
    parts = [differentiated(f, x, "∂") for f, x in zip(field, wrt, strict=True)]
    frames = [
        _component(i, part, f, wrt) for i, (f, part) in enumerate(zip(field, parts, strict=True))
    ]
    asked = notation.add(*(part.steps[0].before for part in parts))
    filled = notation.add(*(part.after for part in parts))
    return _scalar("divergence", body, wrt, points, frames, asked, filled, _labelled(parts))


def curl(body: Notation, wrt: Symbols, points: Points = ()) -> Derivation:
    """The curl of a field in space, a vector; of one in the plane, a number at each point.

    Raises
    ------
    UnsupportedError
        If the field has not two or three components and as many variables.
    """
    if len(components(body)) not in (2, 3):
        raise UnsupportedError(
            f"a field with {counted(len(components(body)), 'component')} has no curl",
            where=text(body),
            hint="a field in space has three components, one in the plane two",
        )
    field = _field(body, wrt)
    if len(field) == 2:
        return _plane_curl(body, field, wrt, points)
    pairs = [((i + 2) % 3, (i + 1) % 3) for i in range(3)]
    frames: list[Step] = []
    parts: list[Part] = []
    asked, answer = [], []
    for row, (up, down) in enumerate(pairs):
        two = [differentiated(field[a], wrt[b], "∂") for a, b in ((up, down), (down, up))]
        frames += [_component(a, p, field[a], wrt) for a, p in zip((up, down), two, strict=True)]
        parts += _labelled(two)
        asked.append(notation.subtract(two[0].steps[0].before, two[1].steps[0].before))
        filled = less(two[0].after, two[1].after)
        step = _gathering("curl-component", asked[-1], filled, row=row + 1)
        rest = closing(filled, filled)
        frames += [step, *rest]
        answer.append((step, *rest)[-1].after)
    last = _gathering("curl", build("vector", *asked), build("vector", *answer))
    told = Derivation(
        _question("curl", body, wrt),
        last.before,
        last.after,
        (*frames, last),
        claims=tuple(Equal(a.expr, b.expr) for a, b in zip(asked, answer, strict=True)),
    )
    return at_points(_noted(told, parts), points)


def laplacian(body: Notation, wrt: Symbols, points: Points = ()) -> Derivation:
    """The sum of the second partial derivatives of one formula, each by one variable twice."""
    need_few(len(wrt), "the Laplacian", wrt)
    first = [differentiated(body, x, "∂") for x in wrt]
    second = [differentiated(part.after, part.x, "∂") for part in first]
    frames = [
        step
        for slope, part in zip(first, second, strict=True)
        for step in (partial(slope, wrt), second_partial(part, slope, wrt))
    ]
    by = [notation.name(x) for x in wrt]
    asked = notation.add(*(notation.derivative(body, x, x, text="∂") for x in by))
    filled = notation.add(*(part.after for part in second))
    claims = (*map(claim, first), *map(claim, second))
    parts = [*first, *(named(p, f"The partial derivative by {letter(p.x)}") for p in second)]
    before = notation.add(*(part.steps[0].before for part in second))
    return _scalar("laplacian", body, wrt, points, frames, asked, filled, parts, before, claims)


def _plane_curl(
    body: Notation, field: Sequence[Notation], wrt: Symbols, points: Points
) -> Derivation:
    places = ((1, 0), (0, 1))
    parts = [differentiated(field[a], wrt[b], "∂") for a, b in places]
    frames = [_component(a, p, field[a], wrt) for (a, _), p in zip(places, parts, strict=True)]
    asked = notation.subtract(*(part.steps[0].before for part in parts))
    filled = less(*(part.after for part in parts))
    return _scalar("curl", body, wrt, points, frames, asked, filled, _labelled(parts))


def _scalar(
    kind: str,
    body: Notation,
    wrt: Symbols,
    points: Points,
    frames: Sequence[Step],
    asked: Notation,
    filled: Notation,
    parts: Sequence[Part],
    before: Notation | None = None,
    claims: tuple[Claim, ...] = (),
) -> Derivation:
    """A sum or difference of partial derivatives, put together and tidied up."""
    words = "plane-curl" if kind == "curl" else kind
    step = _gathering(words, before or asked, filled, x=letter(wrt[0]), y=letter(wrt[-1]))
    last = (step, *closing(filled, filled))
    told = Derivation(
        _question(kind, body, wrt),
        asked,
        last[-1].after,
        (*frames, *last),
        claims=(*claims, Equal((before or asked).expr, last[-1].after.expr)),
    )
    return at_points(_noted(told, parts), points)


def _noted(told: Derivation, parts: Sequence[Part]) -> Derivation:
    """With what is to be said of the parts, and of letters that are no variables."""
    said = independent(noted(told, parts))
    fixed = constants([told.question.body], told.question.wrt)
    return replace(said, remarks=(*fixed, *said.remarks))


def _question(kind: str, body: Notation, wrt: Symbols) -> Question:
    return Question(kind, body, tuple(wrt), asking(kind, body, wrt))


def _field(body: Notation, wrt: Symbols) -> tuple[Notation, ...]:
    found = components(body)
    if len(found) != len(wrt):
        raise _mismatch(body, len(found), wrt)
    return found


def _mismatch(body: Notation, count: int, wrt: Symbols) -> UnsupportedError:
    letters = f"{counted(len(wrt), 'variable')}: {names(wrt)}" if wrt else "no variable"
    return UnsupportedError(
        f"the field has {counted(count, 'component')} and {letters}",
        where=text(body),
        hint="name as many variables as it has components: --wrt x,y,z",
    )


def _component(index: int, part: Part, f: Notation, wrt: Symbols) -> Step:
    fields = {"row": index + 1, "x": letter(part.x), "f": text(f), "held": held(part.x, f, wrt)}
    return frame(part, SEVERAL["component"], **fields)


def _labelled(parts: Sequence[Part]) -> list[Part]:
    return [named(part, f"The partial derivative by {letter(part.x)}") for part in parts]


def _gathering(rule: str, before: Notation, after: Notation, **fields: object) -> Step:
    return worded(SEVERAL, rule, before, after, fields)
