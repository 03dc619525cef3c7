"""Questions in words about networks, from their text to a derivation."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question
from symcalc.matrix.interpret import interpreted
from symcalc.reading import read
from symcalc.reading.arrays import numbers, outside, pairs
from symcalc.reading.networks import parts_of
from symcalc.reading.numbers import number
from symcalc.tutor.backprop.flow import START, WIDTH, gradient_flow
from symcalc.tutor.backprop.modes import modes
from symcalc.tutor.backprop.numbers import shape_of
from symcalc.tutor.backprop.worked import backpropagation
from symcalc.tutor.words.backprop import FAILS, HINTS
from symcalc.writing.text import text

LAST = re.compile(r"(?:^|[;\n])\s*([^\W\d]\w*)\s*=(?![^;\n]*[;\n]\s*\S)[^;\n]*$")


def about_networks(question: Question) -> Derivation:
    """Work out what a text asks about a network."""
    said = parts_of(question.kind, question.text)
    if said is None:
        raise UnsupportedError(FAILS["unread"], where=question.text)
    return WORK[question.kind](said)


def last_name(given: str) -> str:
    """What the last line of a formula is called, "" where it has no name.

    >>> last_name("z = w x; L = (z - y)^2"), last_name("a b")
    ('L', '')
    """
    found = LAST.search(given)
    return found[1] if found else ""


def point_in(said: Mapping[str, str]) -> dict[str, Any] | None:
    """A point as it is written: w = 0.5, x = [1, 2]."""
    if "point" not in said:
        return None
    found = pairs(said["point"], HINTS["missing"])
    return {name: numbers(value) for name, value in found.items()}


def shapes_in(point: Mapping[str, Any] | None) -> dict[str, tuple[int, ...]] | None:
    """The shapes of the arrays of a point; None where all are numbers."""
    shapes = {name: shape_of(value) for name, value in (point or {}).items()}
    return shapes if any(shapes.values()) else None


def names_in(said: Mapping[str, str]) -> list[str]:
    """The names after "with respect to"."""
    return [name.strip() for name in said.get("wrt", "").split(",") if name.strip()]


def _vector(said: Mapping[str, str], key: str) -> list[sp.Expr]:
    given = said.get(key, "").strip("[]")
    return [number(part) for part in outside(given)] if given else []


def _backprop(said: Mapping[str, str]) -> Derivation:
    given = said["formula"]
    point = point_in(said)
    shapes = said.get("shapes") or shapes_in(point)
    formula = interpreted(given, shapes, said.get("samples", "rows").lower())
    return backpropagation(formula, names_in(said), point, last_name(given))


def _modes(said: Mapping[str, str]) -> Derivation:
    node = read(said["formula"])
    parts = node.parts if node.head == "vector" else (node,)
    mode = said["mode"].lower()
    return modes(
        [interpreted(text(part)) for part in parts],
        names_in(said),
        point_in(said),
        "both" if " " in mode else mode,
        _vector(said, "direction"),
        _vector(said, "weights"),
    )


def _flow(said: Mapping[str, str]) -> Derivation:
    more = said.get("more", "").lower()
    return gradient_flow(
        said["activation"],
        int(said["layers"]),
        int(said.get("width", WIDTH)),
        said.get("start", START),
        residual="shortcuts" in more,
        normalised="normalisation" in more,
        seed=int(said.get("seed", 0)),
    )


WORK: dict[str, Callable[[Mapping[str, str]], Derivation]] = {
    "backprop": _backprop,
    "modes": _modes,
    "gradient-flow": _flow,
}
