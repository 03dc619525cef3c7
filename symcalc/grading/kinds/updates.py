"""The update of an optimiser, line by line or in one: v = βv + g, x = x − rate·v."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

import sympy as sp

from symcalc.checking.sampling import compare
from symcalc.errors import SymcalcError
from symcalc.formula import natural_order
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, right, undecided, wrong
from symcalc.grading.kinds.registry import as_typed
from symcalc.grading.lettered import words_of
from symcalc.grading.policy import Policy
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading import read_strictly
from symcalc.reading.arrays import outside
from symcalc.tutor.descent.methods import unquoted
from symcalc.tutor.descent.origins import Origin
from symcalc.writing.text import text

MOST = 3  # letters that an answer calls otherwise
SLOPES = (  # of f at x, in the letters of the table
    (re.compile(r"(?:\\nabla|∇|\bgrad(?:ient)?\b)\s*\^?\s*(?:2|²)\s*[fL](?:\([^()]*\))?"), "h"),
    (re.compile(r"(?:\\nabla|∇|\bgrad(?:ient)?\b)\s*(?:of\s+)?[fLJ](?:\([^()]*\))?"), "g"),
    (re.compile(r"\b[fL](?:''|″|′′)(?:\([^()]*\))?"), "h"),
    (re.compile(r"\b[fL](?:'|′)(?:\([^()]*\))?"), "g"),
)
ARROW = re.compile(r"\s*(?:<-|←|:=|\\leftarrow|\\gets)\s*")
SAME = "The same as {lines}."
READ = "I read {names}."
OTHER = "Put into one another, your lines give {mine} for {x}, and not {right}."
UNSURE = "the lines could not be compared."


@as_typed("optimiser")
def update(asked: Asked, typed: str, policy: Policy) -> Finding | None:
    """All lines of an update, or the last with the others put in, in whichever letters."""
    found = asked.derivation
    if not isinstance(found, Origin) or asked.question.at or policy.tolerance:
        return None
    spelled = typed
    known = {str(x) for e in found.updates.values() for x in e.free_symbols}
    for pattern, letter in SLOPES:
        spelled = pattern.sub(f" {letter} ", spelled) if letter in known else spelled
    lines = _lines(ARROW.sub(" = ", spelled), words_of(asked))
    if not lines:
        return None
    mine = _last(lines)
    if mine is None:
        return None
    alone = len(lines) == 1
    if alone and spelled == typed and mine.free_symbols <= found.result.expr.free_symbols:
        return None  # the comparison of formulas says more
    return _judged(found, mine, alone=alone)


def _judged(found: Origin, mine: sp.Expr, *, alone: bool) -> Finding | None:
    whole = composed(found.updates)
    own = {sp.Symbol(name) for name in found.updates}  # m is not m_hat under another name
    wanted = [whole, *([found.result.expr] if alone else [])]
    doubtful = False
    for one in wanted:
        for names in _renamings(mine, one, own):
            status = compare(one, mine.xreplace(names)).status
            if status == "equal":
                return right(*_said(found, names), proof="sampled")
            doubtful = doubtful or status == "undecided"
    if alone:
        return None
    if doubtful:
        return undecided(UNSURE)
    shown = (text(unquoted(arrange(e))) for e in (mine, whole))
    fields = dict(zip(("mine", "right"), shown, strict=True))
    return wrong(OTHER.format(x=list(found.updates)[-1], **fields), proof="sampled")


def _said(found: Origin, names: Mapping[sp.Symbol, sp.Symbol]) -> list[str]:
    pairs = [f"{old} as {new}" for old, new in names.items() if old != new]
    said = [READ.format(names=" and ".join(pairs))] if pairs else []
    if len(found.updates) > 1:
        said.append(SAME.format(lines=text(found.asked)))
    return said


def composed(updates: Mapping[str, sp.Expr]) -> sp.Expr:
    """The last letter after one step, of letters before the step alone."""
    done: dict[sp.Basic, sp.Expr] = {}
    for name, expr in updates.items():
        done[sp.Symbol(name)] = expr.xreplace(done)
    return list(done.values())[-1]


def _lines(typed: str, names: Sequence[str]) -> list[Notation]:
    """The lines one by one; none where one cannot be read."""
    pieces = [p for mark in (";", "\n", ",") for p in [outside(typed, mark)] if len(p) > 1]
    parts = pieces[0] if pieces else [typed]
    try:
        return [read_strictly(p.strip(), names=names) for p in parts if p.strip()]
    except SymcalcError:
        return []


def _last(lines: Sequence[Notation]) -> sp.Expr | None:
    """What the last line comes to with those before it put in."""
    updates: dict[str, sp.Expr] = {}
    for k, line in enumerate(lines):
        named = line.head == "relation" and line.text == "=" and line.parts[0].head == "name"
        value = line.parts[1].expr if named else line.expr
        if not isinstance(value, sp.Expr) or value.is_Matrix or not (named or k == len(lines) - 1):
            return None
        updates[str(line.parts[0].expr) if named else ""] = value
    return composed(updates)


def _renamings(
    mine: sp.Expr, wanted: sp.Expr, own: set[sp.Symbol]
) -> Iterator[dict[sp.Symbol, sp.Symbol]]:
    """Ways to read the letters that the table calls otherwise: η is the rate, β is ρ."""
    strange = natural_order(mine.free_symbols - wanted.free_symbols)
    if own & set(strange):
        return
    unused = natural_order(wanted.free_symbols - mine.free_symbols)
    if len(strange) > len(unused) or len(unused) > MOST:
        return
    for some in permutations(unused, len(strange)):
        yield dict(zip(strange, some, strict=True))
