"""Where a function is bent upwards and downwards, and whether it is so strictly."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.ranges_worded import range_in_words
from symcalc.grading.solutions.conditions import Any, Compare, Condition, holds
from symcalc.grading.solutions.line import along
from symcalc.grading.solutions.membership import member
from symcalc.grading.solutions.places import changes
from symcalc.grading.solutions.scope import Scope, Unlike
from symcalc.grading.solutions.statements import stated
from symcalc.reading import read_strictly
from symcalc.tutor.extrema.zeros import never_zero

UP, DOWN = "convex", "concave"
ALL, SOME, FALSE = "all", "some", "false"
# What is not smooth has no second derivative to look at.
ROUGH = (sp.Abs, sp.sign, sp.Max, sp.Min, sp.Piecewise, sp.floor, sp.ceiling)
PIECE = re.compile(
    r"\b(?:strictly\s+)?(?P<up>convex|concave\s+up(?:wards?)?)\b"
    r"|\b(?:strictly\s+)?(?P<down>concave(?:\s+down(?:wards?)?)?)\b",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    r"^(?:\s|:|=|\b(?:for|on|when|where|if|in|over)\b)+|(?:\s|[,;.&]|\band\b|\bit\b|\bis\b|\bbut\b)+$"
)


def strictly(f: sp.Expr, letters: tuple[sp.Symbol, ...]) -> bool | None:
    """Whether a function that is known to be convex is so strictly; None where it is not known."""
    try:
        if len(letters) == 1:
            return _strictly_on_line(f, letters[0])
        hessian = sp.Matrix([[derived(f, x, y) for y in letters] for x in letters])
    except SymcalcError:
        return None
    if f.has(*ROUGH):
        return None
    determinant = sp.expand(hessian.det())
    if not hessian.free_symbols:
        return bool(determinant != 0)
    return True if never_zero(determinant) else None


def _strictly_on_line(f: sp.Expr, x: sp.Symbol) -> bool | None:
    """The second derivative vanishes at single places only."""
    bend = Compare(_second(f, x), sp.S.Zero, "=")
    edged = Any((bend, Compare(f, sp.S.Zero, "="))) if f.has(*ROUGH) else bend
    roots, flat = changes(edged, x), along(bend, edged, x)
    if roots is None or roots.families or not flat.complete:
        return None
    return all(point in roots.alone for point in (*flat.shared, *flat.lost))


def _second(f: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """The second derivative; a sign is flat where it has a derivative."""
    slope = derived(f, x)
    return derived(slope.subs({s: sp.Dummy() for s in slope.atoms(sp.sign)}), x)


def pieces(typed: str, f: sp.Expr, x: sp.Symbol) -> str:
    """Whether "concave for x < 0, convex for x > 0" is all, some or false; "" where unknown.

    Every piece has to be bent as it is said, and all that is bent so has to be named.
    """
    words = list(PIECE.finditer(typed))
    if not words or typed[: words[0].start()].strip(" ,.").lower() not in ("", "it is", "f is"):
        return ""
    if f.has(*ROUGH):
        return ""
    try:
        second = derived(f, x, 2)
        said: dict[bool, list[Condition]] = {True: [], False: []}
        ends = [*(word.start() for word in words[1:]), len(typed)]
        for word, end in zip(words, ends, strict=True):
            said[bool(word["up"])].append(_set(typed[word.end() : end], x))
    except (SymcalcError, Unlike):
        return ""
    known = [_agrees(second, x, said[up], up=up) for up in (True, False)]
    return next((word for word in ("", FALSE, SOME) if word in known), ALL)


def _agrees(second: sp.Expr, x: sp.Symbol, said: list[Condition], *, up: bool) -> str:
    inner = Compare(second, sp.S.Zero, ">" if up else "<")
    outer = Compare(second, sp.S.Zero, ">=" if up else "<=")
    told = Any(tuple(said))
    missed, flat = along(inner, told, x), along(outer, told, x)
    if not (missed.complete and flat.complete):
        return ""
    # Where the function has no value, nothing is said of it.
    if any(holds(Compare(second, second, "="), {x: p}) for p in flat.gained):
        return FALSE
    return ALL if all(_is_mark(second, told, x, p) for p in missed.lost) else SOME


def _is_mark(second: sp.Expr, told: Condition, x: sp.Symbol, point: sp.Expr) -> bool:
    """Whether it is an end of a piece rather than a place within one."""
    roots = [changes(Compare(second, sp.S.Zero, "="), x), changes(told, x)]
    return any(r is not None and point in r.alone for r in roots)


def _set(typed: str, x: sp.Symbol) -> Condition:
    plain = BETWEEN.sub("", BETWEEN.sub("", typed))
    worded = range_in_words(plain.lower())
    if worded is not None:
        return member(x, worded)
    node = read_strictly(plain, symbols=[x])
    return stated(node, Scope((x,), frozenset((x,)), ranges=True))
