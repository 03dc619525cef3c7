"""Events about one number: "X > 130", "at least 3", "|X − 100| < 15 or X = 7", as spans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import sympy as sp

from symcalc.errors import SymcalcError, UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading import read
from symcalc.reading.arrays import outside
from symcalc.tutor.probability.own import DRAWN
from symcalc.tutor.words.events import FAILS, HINTS
from symcalc.writing.text import text

SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠", "==": "=", r"\leq": "≤", r"\geq": "≥", r"\le": "≤"}
SIGNS |= {r"\ge": "≥", r"\neq": "≠", r"\ne": "≠"}
SPELLED = re.compile("|".join(re.escape(s) for s in sorted(SIGNS, key=len, reverse=True)))
SIGN = re.compile(r"([<>=≤≥≠])")
FLIPPED = {"<": ">", ">": "<", "≤": "≥", "≥": "≤"}
RELATIONS = {"<": sp.Lt, ">": sp.Gt, "≤": sp.Le, "≥": sp.Ge, "=": sp.Eq, "≠": sp.Ne}
# What is said for a sign; the longer first.
WORDED = (
    (r"at\s+least|no\s+(?:less|fewer)\s+than|not\s+(?:less|fewer)\s+than|no\s+smaller\s+than", "≥"),
    (r"at\s+most|no\s+(?:more|greater|larger)\s+than|not\s+more\s+than|up\s+to", "≤"),
    (r"(?:more|greater|larger|bigger|higher)\s+than|exceeds|exceed|exceeding|over|above", ">"),
    (r"(?:less|fewer|smaller|lower)\s+than|under|below", "<"),
    (r"exactly|equal\s+to|equals", "="),
)
VERB = r"(?:(?:is|are|lies|lie|falls|gets?|takes?(?:\s+the\s+value)?)\s+)?"
BETWEEN = re.compile(rf"(?:([A-Za-z])\s+)?{VERB}between\s+(.+?)\s+and\s+(.+?)(?=\s+or\s|$)", re.I)
MEMBER = re.compile(r"\s*([A-Za-z])\s*(?:∈|\\in\b|\bin\b)\s*(.+)", re.S)
JOINED = re.compile(r"\s+(?:and|&&?|∧|∩|\\cap|\\land)\s+|\s*;\s*")
SPLIT = re.compile(r"\s+(?:or|∨|∪|\\cup|\\lor)\s+")


@dataclass(frozen=True)
class Span:
    """Numbers from `low` to `high`; an open end does not belong to it."""

    low: sp.Expr
    high: sp.Expr
    left_open: bool = False
    right_open: bool = False

    @property
    def letters(self) -> set[sp.Symbol]:
        """The letters of both ends."""
        found: set[sp.Symbol] = self.low.free_symbols | self.high.free_symbols
        return found


@dataclass(frozen=True)
class Event:
    """What is said of a number, in signs, and for which numbers it holds.

    `spans` are disjoint, the smallest first.
    """

    told: str
    x: str
    spans: tuple[Span, ...]

    @property
    def letters(self) -> set[sp.Symbol]:
        """What stands for a number in it."""
        found: set[sp.Symbol] = set()
        return found.union(*(span.letters for span in self.spans))

    def both(self, other: Event) -> Event:
        """What holds where both hold."""
        told = f"{self.told} and {other.told}"
        if self.letters or other.letters:
            raise UnsupportedError(FAILS["letters"].format(event=told), hint=HINTS["letters"])
        return Event(told, self.x, spans_of(sp.Intersection(_set(self.spans), _set(other.spans))))


def conditioned(given: str) -> tuple[str, str]:
    """An event and its condition, "" if there is none: both sides of a bar, or of "given".

    >>> conditioned("X > 5 | X > 3"), conditioned("|X| > 2")
    (('X > 5', 'X > 3'), ('|X| > 2', ''))
    """
    worded = re.split(r"\s+given\s+(?:that\s+)?|\\mid\b", given, maxsplit=1)
    if len(worded) == 2:
        return worded[0].strip(), worded[1].strip()
    spelled = SPELLED.sub(lambda m: SIGNS[m[0]], given)
    for place in (i for i, c in enumerate(spelled) if c == "|"):
        sides = spelled[:place], spelled[place + 1 :]
        if all(side.count("|") % 2 == 0 and SIGN.search(side) for side in sides):
            return sides[0].strip(), sides[1].strip()
    return given, ""


def event_of(given: str, x: str = "") -> Event:
    """An event from text; x is what is drawn, if that is known.

    Examples
    --------
    >>> event_of("at least 3").told, event_of("90 < X < 110").spans[0].low
    ('X ≥ 3', 90)

    Raises
    ------
    UnsupportedError
        If it is none, or has letters where numbers are needed.
    """
    letter = _letter(given, x)
    said = _in_signs(" ".join(given.split()), letter)
    told, kept = [], []
    for one in SPLIT.split(said):
        pieces = [_atom(part, letter) for part in JOINED.split(one)]
        told.append(" and ".join(t for t, _ in pieces))
        kept.append([spans for _, spans in pieces])
    whole = " or ".join(told)
    if len(kept) == 1 and len(kept[0]) == 1:
        return Event(whole, letter, kept[0][0])
    if any(span.letters for parts in kept for spans in parts for span in spans):
        raise UnsupportedError(FAILS["letters"].format(event=whole), hint=HINTS["letters"])
    sets = [sp.Intersection(*map(_set, parts)) for parts in kept]
    return Event(whole, letter, spans_of(sp.Union(*sets)))


def _letter(given: str, x: str) -> str:
    """What is drawn: the X of X > 3."""
    letters = set(re.findall(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])", given)) - {"e"}
    if x and (x in letters or not letters):
        return x
    if x and x.swapcase() in letters:
        return x.swapcase()
    if x and not any(map(DRAWN.fullmatch, letters)):
        return x
    if x:
        what = FAILS["about"].format(event=given, x=x)
        raise UnsupportedError(what, where=given, hint=HINTS["about"].format(x=x))
    usual = [c for c in ("X", "x", "Z", "Y", "z", "y", "T") if c in letters]
    if len(letters) > 1 and not usual:
        raise UnsupportedError(FAILS["letter"].format(event=given), hint=HINTS["letter"])
    return (usual or sorted(letters) or ["X"])[0]


def _in_signs(given: str, x: str) -> str:
    """Words as signs: "at least 3" is X ≥ 3."""
    said = SPELLED.sub(lambda m: SIGNS[m[0]], given)
    said = BETWEEN.sub(lambda m: f"{m[2]} ≤ {m[1] or x} ≤ {m[3]}", said)
    for words, sign in WORDED:
        pattern = rf"(?:\b{x}\s+)?{VERB}\b(?:{words})\s+(?=[-−+\d.(\\A-Za-z])"
        said = re.sub(pattern, f"{x} {sign} ", said, flags=re.I)
    plain = re.fullmatch(r"\s*[-−]?\d+(?:\.\d+)?\s*", said)
    return f"{x} = {said.strip()}" if plain else said


def _atom(part: str, x: str) -> tuple[str, tuple[Span, ...]]:
    """One comparison, as it is written and where it holds."""
    member = MEMBER.fullmatch(part)
    if member and member[1] == x and not SIGN.search(part):
        return _member(part, x, member[2].strip())
    pieces = SIGN.split(part)
    sides, signs = [_side(p, part) for p in pieces[::2]], pieces[1::2]
    letter = sp.Symbol(x)
    if len(sides) not in (2, 3) or not any(letter in s.symbols for s in sides):
        raise UnsupportedError(FAILS["event"].format(event=part), where=part, hint=HINTS["event"])
    told = "".join(f"{text(s)} {sign} " for s, sign in zip(sides, [*signs, ""], strict=True))
    steps = zip(sides, signs, sides[1:], strict=False)
    found = [_compared(a.expr, sign, b.expr, letter, part) for a, sign, b in steps]
    return told.strip(), found[0] if len(found) == 1 else _chained(*found)


def _chained(one: tuple[Span, ...], other: tuple[Span, ...]) -> tuple[Span, ...]:
    """Both comparisons of a < X < b."""
    if not any(span.letters for span in (*one, *other)):
        return spans_of(sp.Intersection(_set(one), _set(other)))
    below, above = (one[0], other[0]) if other[0].low == -sp.oo else (other[0], one[0])
    return (Span(below.low, above.high, below.left_open, above.right_open),)


def _side(given: str, whole: str) -> Notation:
    try:
        node = replace(read(given.strip()), remarks=())
    except SymcalcError as error:
        what = FAILS["event"].format(event=whole)
        raise UnsupportedError(what, where=whole, hint=HINTS["event"]) from error
    if not isinstance(node.expr, sp.Expr) or node.expr.has(sp.I, sp.nan, sp.zoo):
        raise UnsupportedError(FAILS["event"].format(event=whole), where=whole, hint=HINTS["event"])
    return node


def _member(part: str, x: str, within: str) -> tuple[str, tuple[Span, ...]]:
    """X in {1, 2} and X in [0, 1)."""
    ends, inner = within[:1] + within[-1:], outside(within[1:-1])
    values = [_side(v, part).expr for v in inner]
    if ends in ("{}", r"\}"):
        return f"{x} ∈ {within}", spans_of(sp.FiniteSet(*values))
    if ends[:1] not in ("[", "(") or ends[1:] not in ("]", ")") or len(values) != 2:
        raise UnsupportedError(FAILS["event"].format(event=part), where=part, hint=HINTS["event"])
    low, high = values
    span = Span(low, high, left_open=ends[0] == "(", right_open=ends[1] == ")")
    return f"{x} ∈ {within}", (span,) if span.letters else spans_of(_set([span]))


def _compared(
    left: sp.Expr, sign: str, right: sp.Expr, x: sp.Symbol, where: str
) -> tuple[Span, ...]:
    """Where one comparison holds."""
    if right == x:
        left, sign, right = right, FLIPPED.get(sign, sign), left
    if left == x and x not in right.free_symbols and sign != "≠":
        return (_ray(sign, right),)
    if (left.free_symbols | right.free_symbols) != {x}:
        raise UnsupportedError(FAILS["letters"].format(event=where), hint=HINTS["letters"])
    real = sp.Dummy("x", real=True)
    relation = RELATIONS[sign](left.xreplace({x: real}), right.xreplace({x: real}))
    try:
        found = relation.as_set() if isinstance(relation, sp.Rel) else _all_or_none(relation)
        return spans_of(found)
    except (NotImplementedError, TypeError, ValueError) as error:
        what = FAILS["solve"].format(x=x, event=where)
        raise UnsupportedError(what, where=where, hint=HINTS["event"]) from error


def _all_or_none(truth: sp.Basic) -> sp.Set:
    return sp.S.Reals if truth == sp.true else sp.S.EmptySet


def _ray(sign: str, bound: sp.Expr) -> Span:
    if sign == "=":
        return Span(bound, bound)
    open_ = sign in "<>"
    if sign in "<≤":
        return Span(-sp.oo, bound, left_open=True, right_open=open_)
    return Span(bound, sp.oo, left_open=open_, right_open=True)


def _set(spans: Sequence[Span]) -> sp.Set:
    return sp.Union(*(sp.Interval(s.low, s.high, s.left_open, s.right_open) for s in spans))


def spans_of(found: sp.Set) -> tuple[Span, ...]:
    """A set of real numbers as spans.

    Raises
    ------
    TypeError
        If it is not made of intervals and single numbers.
    """
    spans: list[Span] = []
    for part in found.args if isinstance(found, sp.Union) else (found,):
        if isinstance(part, sp.FiniteSet):
            spans += [Span(v, v) for v in part]
        elif isinstance(part, sp.Interval):
            spans.append(Span(part.start, part.end, bool(part.left_open), bool(part.right_open)))
        elif part == sp.S.Reals:
            spans.append(Span(-sp.oo, sp.oo, left_open=True, right_open=True))
        elif part != sp.S.EmptySet:
            raise TypeError(f"{part} is no interval")
    return tuple(sorted(spans, key=lambda s: (float(s.low), float(s.high))))


def shown(span: Span, x: str) -> str:
    """A span in signs: 90 < X ≤ 110."""
    low, high = (text(arrange(end)) for end in (span.low, span.high))
    if span.low == span.high:
        return f"{x} = {low}"
    left = "" if span.low == -sp.oo else f"{low} {'<' if span.left_open else '≤'} "
    right = "" if span.high == sp.oo else f" {'<' if span.right_open else '≤'} {high}"
    if left and not right:
        return f"{x} {'>' if span.left_open else '≥'} {low}"
    return f"{left}{x}{right}"
