"""What an answer says of points: "minimum at x = 1, f = −2", "min (0, 0), max (1, 2)"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import sympy as sp

from symcalc.errors import ReadingError, UnsupportedError
from symcalc.formula import measure
from symcalc.notation import Notation

Read = Callable[[str], Notation]

MINIMUM, MAXIMUM, SADDLE, INFLECTION = "minimum", "maximum", "saddle", "inflection"
KINDS = (
    (MINIMUM, r"minim(?:um|a|ums|al|izer|iser)?(?:\s+(?:points?|values?))?|min\b\.?"),
    (MAXIMUM, r"maxim(?:um|a|ums|al|izer|iser)?(?:\s+(?:points?|values?))?|max\b\.?"),
    (SADDLE, r"saddles?(?:\s*-?\s*points?)?"),
    (INFLECTION, r"inflect?[xc]?t?ions?(?:\s+points?)?|points?\s+of\s+inflection"),
    ("", r"(?:critical|stationary|turning|extreme|extremal)\s+points?|extrem(?:a|um|ums)\b"),
)
SIZE = r"(?:\b(?:local|relative|absolute|global|strict)(?:ly)?\s+)*"
WORD = re.compile(
    SIZE + "(?:" + "|".join(f"(?P<k{i}>\\b(?:{w}))" for i, (_, w) in enumerate(KINDS)) + ")",
    re.IGNORECASE,
)
ABSOLUTE = re.compile(r"absolute|global", re.IGNORECASE)
# Words between numbers and points that say no more than a comma.
FILLER = re.compile(
    r"\b(?:at|is|a|an|the|points?|with|values?|of|are|there|has|have|and|attained|reached|occurs?"
    r"|located|equals?|where|when|for|which|it|as|to|function|its|here|also|both|in|one|only"
    r"|global|local|absolute|relative)\b(?!\s*[=(])|\b(?:is|at|and|of|are|the|point|value)\b|[;:&]|→|->",
    re.IGNORECASE,
)
NOTHING = re.compile(
    r"(?:there\s+(?:is|are)\s+)?(?:none|no(?:ne)?(?:\s+(?:local|absolute|global|relative))?\s+"
    r"(?:extrem(?:a|um|e\s+points?)|critical\s+points?|stationary\s+points?|minim(?:um|a)"
    r"|maxim(?:um|a)|points?|saddle\s+points?|inflection\s+points?)"
    r"(?:\s+(?:or|and|nor)\s+(?:no\s+)?(?:maxim(?:um|a)|minim(?:um|a)))?)"
    r"|(?:does\s+not|doesn't)\s+exist|dne|∅",
    re.IGNORECASE,
)


# "3 at 2", "min = 3", and "x* = 2" with the star of the best point.
VALUE_AT = re.compile(
    r"(?P<value>[^,;=]*?[^,;=\s])[\s,]*\bat\s+(?P<place>(?:(?!\b(?:and|or|with)\b)[^,;=])+)",
    re.IGNORECASE,
)
EQUALS = re.compile(r"^\s*=\s*")
STAR = re.compile(r"(?<=[A-Za-z0-9_)}])\s*(?:\^\s*\{?\s*\*\s*\}?|\*)\s*(?=[=),]|$)")
NUMBERED = re.compile(r"\d|\be\b|\bpi\b|π|oo|∞")
LARGE = 60  # nodes of a number


class Unclear(Exception):
    """It cannot be told what is said."""


@dataclass(frozen=True)
class Claim:
    """One point of an answer.

    Attributes
    ----------
    kind : str
        "minimum", "maximum", "saddle", "inflection", or "" where it is not said.
    place : dict
        What the variables are, as far as it is said.
    value : Notation or None
        The value there.
    alone : Notation or None
        A number that may be either.
    absolute : bool
        Whether it is said to be the least or the greatest of all.
    """

    kind: str = ""
    place: tuple[tuple[sp.Symbol, Notation], ...] = ()
    value: Notation | None = None
    alone: Notation | None = None
    absolute: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is said but the kind."""
        return not self.place and self.value is None and self.alone is None


def says_nothing(typed: str) -> bool:
    """Whether an answer says that there is no such point."""
    return bool(NOTHING.fullmatch(" ".join(typed.split()).strip(" .")))


def claims_of(typed: str, variables: Sequence[sp.Symbol], read: Read) -> list[Claim]:
    """What an answer says, point by point.

    Raises
    ------
    Unclear
        If some of its words are not known.
    """
    return [
        replace(claim, absolute=absolute)
        for kind, absolute, said in _segments(STAR.sub("", typed))
        for claim in _claims(kind, said, variables, read)
    ]


def _segments(typed: str) -> Iterator[tuple[str, bool, str]]:
    """The kinds, and what is said of each: before the word or after it."""
    words = list(WORD.finditer(typed))
    if not words:
        yield "", False, typed
        return
    kinds = [(_kind(word), bool(ABSOLUTE.search(word[0]))) for word in words]
    if re.search(r"\d", typed[: words[0].start()]):
        starts = [0, *(word.end() for word in words[:-1])]
        for kind, start, word in zip(kinds, starts, words, strict=True):
            yield *kind, typed[start : word.start()]
        if re.search(r"\d", typed[words[-1].end() :]):
            raise Unclear
        return
    ends = [*(word.start() for word in words[1:]), len(typed)]
    for kind, word, end in zip(kinds, words, ends, strict=True):
        yield *kind, typed[word.end() : end]


def _kind(word: re.Match[str]) -> str:
    return next(kind for i, (kind, _) in enumerate(KINDS) if word[f"k{i}"])


def _claims(kind: str, said: str, variables: Sequence[sp.Symbol], read: Read) -> list[Claim]:
    if kind and EQUALS.match(said):  # "min = 3" names the value
        named = _claims(kind, EQUALS.sub("", said), variables, read)
        return [replace(c, value=c.alone, alone=None) if c.alone else c for c in named]
    said = _turned(said, variables[0]) if len(variables) == 1 else said
    pieces = [p for p in _pieces(FILLER.sub(",", said)) if p]
    try:
        nodes = [read(piece) for piece in pieces]
        if any(measure(node.expr)[1] > LARGE for node in nodes):
            raise Unclear
    except (ReadingError, UnsupportedError):
        raise Unclear from None
    atoms = [atom for node in nodes for atom in _atoms(node, variables)]
    placed = any(name == "place" for name, *_ in atoms)
    found: list[Claim] = []
    current = Claim(kind)
    for name, part in atoms:
        name = "value" if name == "number" and placed else name
        fresh = _joined(current, name, part, variables)
        if fresh is None:
            found.append(current)
            fresh = _joined(Claim(kind), name, part, variables)
        if fresh is None:
            raise Unclear
        current = fresh
    return [*found, current] if not current.empty or not found else found


def _turned(said: str, x: sp.Symbol) -> str:
    """x = 2, 3 for "3 at 2"."""
    found = [m for m in VALUE_AT.finditer(said) if all(NUMBERED.search(m[k]) for k in (1, 2))]
    if found and NUMBERED.search(VALUE_AT.sub(",", said)):
        raise Unclear
    return ", ".join(f"{x.name} = {m[2].strip(' .')}, {m[1]}" for m in found) or said


Atom = tuple[str, tuple[tuple[sp.Symbol, Notation], ...] | Notation]


def _joined(claim: Claim, name: str, part: object, variables: Sequence[sp.Symbol]) -> Claim | None:
    """The claim with one thing more; None where that begins another."""
    if name == "place":
        assert isinstance(part, tuple)
        known = {x for x, _ in claim.place}
        full = len(known) == len(variables)
        if full or known & {x for x, _ in part} or claim.alone is not None:
            return None
        return replace(claim, place=(*claim.place, *part))
    assert isinstance(part, Notation)
    if name == "value":
        return None if claim.value is not None else replace(claim, value=part)
    return None if not claim.empty else replace(claim, alone=part)


def _pieces(said: str) -> Iterator[str]:
    """Between commas outside all brackets."""
    depth = start = 0
    for k, letter in enumerate(said):
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and depth == 0:
            yield said[start:k].strip(" .")
            start = k + 1
    yield said[start:].strip(" .")


def _atoms(node: Notation, variables: Sequence[sp.Symbol]) -> Iterator[Atom]:
    """Places and values in one piece."""
    if node.head in ("tuple", "vector", "interval"):
        yield from _tuple(node, variables)
    elif node.head == "relation" and node.text == "=":
        yield from _equation(node, variables)
    elif isinstance(node.expr, sp.Tuple) and len(variables) == 1:
        yield from (("number", _number(node, e)) for e in node.expr.args)
    elif isinstance(node.expr, sp.Expr) and not node.expr.is_Matrix:
        yield "number", node
    else:
        raise Unclear


def _number(node: Notation, value: sp.Expr) -> Notation:
    return Notation("number", (), str(value), value, node.remarks)


def _tuple(node: Notation, variables: Sequence[sp.Symbol]) -> Iterator[Atom]:
    count = len(variables)
    if len(node.parts) not in (count, count + 1) or len(node.parts) < 2:
        raise Unclear
    yield "place", tuple(zip(variables, node.parts[:count], strict=True))
    if len(node.parts) > count:
        yield "value", node.parts[-1]


def _equation(node: Notation, variables: Sequence[sp.Symbol]) -> Iterator[Atom]:
    left, right = node.parts
    if right.head == "plus-minus" or isinstance(node.expr, sp.Tuple):
        if left.expr not in variables:
            raise Unclear
        for one in node.expr.args:
            yield "place", ((left.expr, _number(right, one.args[1])),)
        return
    if left.expr in variables:
        yield "place", ((left.expr, right),)
        return
    if left.head == "tuple" and right.head == "tuple" and len(left.parts) == len(right.parts):
        names = tuple(part.expr for part in left.parts)
        if set(names) <= set(variables):
            yield "place", tuple(zip(names, right.parts, strict=True))
            return
    if left.head == "apply" and len(left.parts) == len(variables):
        if [part.expr for part in left.parts] != list(variables):  # not f(x) = 3
            yield "place", tuple(zip(variables, left.parts, strict=True))
        yield "value", right
        return
    if left.head in ("name", "apply"):
        yield "value", right
        return
    raise Unclear
