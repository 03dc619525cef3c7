"""Double and triple integrals in words: the integrand, and the region that it is over."""

from __future__ import annotations

import re
from collections.abc import Sequence

import sympy as sp

from symcalc.errors import ReadingError, UnsupportedError
from symcalc.formula import Question, natural_order
from symcalc.notation import Notation, name, with_remarks
from symcalc.primitives import arrange
from symcalc.reading.areas import pieces
from symcalc.reading.definitions import right_side
from symcalc.reading.grammar import parse
from symcalc.reading.integrals import variables_of
from symcalc.reading.names import Names
from symcalc.reading.phrases import Phrase, Tail
from symcalc.reading.tails import Range, bounds
from symcalc.structures import structure

BOX = re.compile(r"\s*(\[[^\[\]]*\])\s*(?:[x×*]|\\times)\s*(\[[^\[\]]*\])\s*\.?\s*")
FROM = re.compile(r"\s*([^\W\d_])\s+(?:runs\s+)?(?=from\s)", re.IGNORECASE)
BETWEEN = re.compile(r"from\s+", re.IGNORECASE)
DRAWN = re.compile(r"\s*(?:with|whose|that|between|enclosed|bounded|inside)\b", re.IGNORECASE)
HINT = "say it as: over 0 < x < 1, 0 < y < x"


def over_region(phrase: Phrase, text: str, known: Names) -> Question:
    """The double integral of x y over 0 < x < 1, 0 < y < x; the volume under a surface."""
    body = right_side(parse(text, known, phrase.start, phrase.stop))
    tail = phrase.first("over")
    if tail is None:
        what = "it is not said over which region"
        raise ReadingError(what, where=text, position=len(text.rstrip()), hint=HINT)
    free = natural_order(body.symbols)
    variables = free if len(free) > 1 else (sp.Symbol("x"), sp.Symbol("y"))
    box = BOX.fullmatch(text, tail.start, tail.stop)
    if box is not None:
        sides = [parse(text, known, *box.span(k)) for k in (1, 2)]
        ranges = [
            Range(side.parts[0], side.parts[1], name(v))
            for side, v in zip(sides, variables, strict=False)
        ]
    else:
        said = [*pieces(text, tail.start, tail.stop)]
        ranges = [r for span in said for r in _ranges(text, known, *span)]
    node = body
    for low, high, variable in _inwards(ranges, phrase, text):
        assert variable is not None
        node = structure("integral", node, variable, low, high)
    made = with_remarks(node, body.remarks)
    return Question("integral", made, variables_of(made), text)


def _ranges(text: str, known: Names, start: int, stop: int) -> list[Range]:
    """What one condition says: 0 < x < 1, x from 0 to 1, x in [0, 1], x² + y² ≤ 4."""
    named = FROM.match(text, start, stop)
    if named is not None:
        tail = BETWEEN.match(text, named.end(), stop)
        assert tail is not None
        between = bounds(text, known, Tail("from", tail.end(), stop))
        return [Range(between.low, between.high, parse(text, known, *named.span(1)))]
    if DRAWN.match(text, start, stop):
        what = "a region is read by the ranges of its variables only"
        raise UnsupportedError(what, where=text, position=start, hint=HINT)
    read = parse(text, known, start, stop)
    if read.head == "element" and read.parts[0].head == "name" and len(read.parts[1].parts) == 2:
        return [Range(*read.parts[1].parts, read.parts[0])]
    chained = read.head == "and" and len(read.parts) == 2
    signs = {part.text[:1] for part in read.parts} if chained else set()
    if chained and signs in ({"<"}, {">"}) and read.parts[0].parts[1].head == "name":
        ends = (read.parts[0].parts[0], read.parts[1].parts[1])
        return [Range(*(ends if signs == {"<"} else ends[::-1]), read.parts[0].parts[1])]
    disc = _disc(read)
    if disc is None:
        what = "this part of the region is not read yet"
        raise UnsupportedError(what, where=text, position=start, hint=HINT)
    return disc


def _disc(read: Notation) -> list[Range] | None:
    """x² + y² ≤ 4: y between the half circles, x between −2 and 2."""
    if read.head != "relation" or read.text[:1] not in "<>":
        return None
    sides = [part.expr for part in read.parts]
    small, large = sides if read.text[0] == "<" else sides[::-1]
    letters = natural_order(small.free_symbols)
    if len(letters) != 2 or large.free_symbols or large.is_positive is not True:
        return None
    x, y = letters
    if sp.expand(small - x**2 - y**2) != 0:
        return None
    half, radius = sp.sqrt(large - x**2), sp.sqrt(large)
    return [
        Range(arrange(-radius), arrange(radius), name(x)),
        Range(arrange(-half), arrange(half), name(y)),
    ]


def _inwards(ranges: Sequence[Range], phrase: Phrase, text: str) -> list[Range]:
    """The ranges, innermost first: one whose limits name another variable is inside that."""
    left = list(ranges)
    running = [r.variable.expr for r in left if r.variable]
    found: list[Range] = []
    while left:
        free = [r for r in left if not _limits(r) & ({v.expr for v in _names(left)})]
        if not free or len(set(running)) < len(running):
            what = "the limits of this region depend on each other"
            raise ReadingError(what, where=text, position=phrase.start, hint=HINT)
        found.insert(0, free[0])
        left.remove(free[0])
    return found


def _names(ranges: Sequence[Range]) -> list[Notation]:
    return [r.variable for r in ranges if r.variable is not None]


def _limits(between: Range) -> frozenset[sp.Symbol]:
    """The letters in the limits of a range."""
    return frozenset(between.low.symbols | between.high.symbols)
