"""Let u = x²: letters that a working introduces, and what it says of their derivatives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.formula import Question
from symcalc.grading.working.labels import NAMES, bare, order_of
from symcalc.grading.working.letters import Letters, slope_of
from symcalc.grading.working.outcomes import Outcome
from symcalc.grading.working.values import EQUAL, Seen, compared
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.writing.text import text

if TYPE_CHECKING:
    from symcalc.grading.working.formulas import FormulaWalk

Told = tuple[Letters, Outcome]
USUAL = ("u", "v", "w")  # letters for what is substituted
RIGHT = Outcome("definition", "correct", "", EQUAL, counted=False)


def introduced(walk: FormulaWalk, parts: Sequence[Notation], *, let: bool) -> Told | None:
    """The letters after a line that introduces one, and its outcome; None where it does not."""
    first, last = parts[0], parts[-1]
    letters = walk.letters
    base = _base(first, walk, last)
    if base is not None:
        return _of_slope(letters, base, first, last)
    if first.head == "name" and (let or _is_new(first, walk, last)):
        return _of_letter(walk, first, last, parts)
    if first.head == "apply" and first.text in USUAL and len(first.parts) == 1:
        letter = sp.Symbol(first.text)
        if letter not in letters.introduced and first.parts[0].expr == letters.x:
            return letters.with_letter(letter, last.expr), RIGHT
    if first.head == "apply" and _is_piece(first, walk, last, let=let):
        (argument,) = first.parts
        meaning = letters.opened(last.expr)
        return letters.with_function(first.text, argument.expr, meaning), RIGHT
    return None


def _is_new(first: Notation, walk: FormulaWalk, last: Notation) -> bool:
    """Whether a letter stands for something from here on, and is no name of the answer."""
    symbol = first.expr
    if symbol in walk.partials:
        return False
    if bare(first)[1] or symbol in walk.asked.letters:
        return symbol in walk.letters.introduced or _is_exchange(first, walk, last)
    if symbol in walk.letters.introduced and not walk.is_own(symbol):
        return first.text not in NAMES
    awaited = {s for pair in walk.pending for side in pair for s in side.free_symbols}
    if first.text not in NAMES or symbol in awaited:
        return True
    meaning = walk.letters.opened(last.expr)
    return meaning in _pieces(walk) or _is_composed(walk, meaning)


def _is_composed(walk: FormulaWalk, meaning: sp.Basic) -> bool:
    """y = u⁵, where u is said next."""
    fresh = meaning.free_symbols - walk.asked.letters
    return (
        walk.asked.kind == "derivative" and bool(fresh) and walk.track.x not in meaning.free_symbols
    )


def _is_exchange(first: Notation, walk: FormulaWalk, last: Notation) -> bool:
    """x = 2 sin t in an integral by x."""
    fresh = last.expr.free_symbols - walk.asked.letters
    return walk.asked.kind == "integral" and first.expr == walk.track.x and len(fresh) == 1


def _pieces(walk: FormulaWalk) -> set[sp.Basic]:
    """What the formula that was given is made of, itself excepted."""
    found = {node.expr for node in walk.asked.body.walk() if node.parts}
    whole = walk.asked.body
    return found - {whole.expr, *(p.expr for p in whole.parts[:1] if whole.head == "integral")}


def _is_piece(first: Notation, walk: FormulaWalk, last: Notation, *, let: bool) -> bool:
    if len(first.parts) != 1 or first.parts[0].head != "name":
        return False
    return let or walk.letters.opened(last.expr) in _pieces(walk)


def _of_letter(
    walk: FormulaWalk, first: Notation, last: Notation, parts: Sequence[Notation]
) -> Told | None:
    symbol, letters = first.expr, walk.letters
    if symbol == walk.track.x:
        return _exchanged(letters, symbol, last) if _is_exchange(first, walk, last) else None
    if symbol in walk.asked.letters:
        return None
    if symbol in letters.slopes and symbol not in letters.known and letters.x is not None:
        seen = compared(letters.slopes[symbol], slope_of(letters.opened(last.expr), letters.x))
        return letters.with_letter(symbol, last.expr), _checked(seen, first, last)
    meaning = last.expr
    if len(parts) > 2:  # v = ∫ eˣ dx = eˣ
        steps = [letters.opened(part.expr) for part in parts[1:]]
        seen = compared(steps[0], steps[-1], letters.x)
        return letters.with_letter(symbol, meaning), _checked(seen, parts[1], last)
    return letters.with_letter(symbol, meaning), RIGHT


def _exchanged(letters: Letters, x: sp.Symbol, last: Notation) -> Told | None:
    """The new variable in terms of the old one, as x = 2 sin t gives t = asin(x/2)."""
    (t,) = (s for s in last.expr.free_symbols if s != x)
    try:
        found = sp.solve(last.expr - x, t)
    except (NotImplementedError, SymcalcError):
        return None
    if not found:
        return None
    return letters.with_letter(t, min(found, key=sp.count_ops)), RIGHT


def _base(first: Notation, walk: FormulaWalk, last: Notation) -> sp.Symbol | None:
    """The letter whose derivative or differential a line begins with: u of u′, du/dx and du."""
    letters = walk.letters
    if first.head == "derivative" and first.parts[0].head == "name" and len(first.parts) == 2:
        named = first.parts[0].expr
        known = named in letters.introduced and first.parts[1].expr == letters.x
        return named if known and named.name in walk.taken else None
    if first.head == "differential":
        return _of_differential(first, letters, last)
    if first.head != "name":
        return None
    known = letters.base_of(first.text)
    if known is not None or letters.x is None:
        return None if known is None or known.name not in walk.taken else known
    name, primes = bare(first)
    try:
        order_of(first, walk.asked, walk.taken)
    except LookupError:
        return sp.Symbol(name) if primes == 1 else None
    return None


def _of_differential(first: Notation, letters: Letters, last: Notation) -> sp.Symbol | None:
    """du of a letter that is known, or dv = eˣ dx, by which v becomes known."""
    named = first.parts[0].expr
    if named in letters.introduced or letters.x is None:
        return named if named in letters.introduced else None
    dx = sp.Symbol(f"d{letters.x.name}")
    return named if named != letters.x and dx in last.expr.free_symbols else None


def _of_slope(letters: Letters, base: sp.Symbol, first: Notation, last: Notation) -> Told | None:
    if letters.x is None:
        return None
    told = letters.opened(last.expr)
    if first.head == "differential":
        told = told / sp.Symbol(f"d{letters.x.name}")
    slope = letters.slope(base) if base in letters.known else None
    if slope is None:
        return letters.with_slope(base, told), RIGHT
    outcome = _checked(compared(slope, told), first, last)
    if outcome.status != "incorrect":
        return letters, outcome
    body = arrange(letters.known[base])
    question = Question("derivative", body, (letters.x,), f"d/d{letters.x} ({text(body)})")
    after = arrange(told) if first.head == "differential" else last
    outcome = replace(outcome, question=question, after=after)
    return letters.with_slope(base, told), outcome


def _checked(seen: Seen, first: Notation, last: Notation) -> Outcome:
    """A derivative of a letter, or an antiderivative, that was told."""
    if seen:
        return RIGHT
    if seen.status == "undecided":
        return Outcome("undecided", "undecided", "definition", seen, counted=False)
    return Outcome("wrong", "incorrect", "definition", seen, first, last, further=True)
