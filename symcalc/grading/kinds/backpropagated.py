"""The slopes of backpropagation, as a list or by name: ∂L/∂x = −4, ∂L/∂z = 3."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.checking.sampling import compare
from symcalc.errors import SymcalcError
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, undecided, wrong
from symcalc.grading.kinds.registry import as_typed
from symcalc.grading.listed import fits, pieces, raw_pieces
from symcalc.grading.points.numbers import EXACT, OTHER, ROUNDED, agreement
from symcalc.grading.policy import Policy
from symcalc.notation import Notation
from symcalc.reading import read_strictly

NAMED = re.compile(
    r"\s*(?:[∂d]\s*\w?\s*/\s*[∂d]\s*|\\frac\{\\?(?:partial|d)\s*\w?\}\{\\?(?:partial\s*|d)|L_)?"
    r"\{?(?P<name>\w+)\}?\s*[=:]\s*(?P<value>[^=]+)$"
)
OTHER_SLOPE = "∂L/∂{name} is not {told}."
MISSING = "What there is is right; the answer leaves out ∂L/∂{names}."
NUMBERS = "The numbers are to be put in yet."
STRANGE = "I cannot tell what {name} is in the answer."


@as_typed("backprop")
def slopes(asked: Asked, typed: str, policy: Policy) -> Finding | None:
    """All slopes in the order of the letters, or some by their names."""
    found = asked.derivation
    if found is None or policy.tolerance:
        return None
    told = found.value if found.value is not None else found.answer
    wanted = tuple(told) if isinstance(told, tuple | sp.Tuple) else (told,)
    names = [str(x) for x in found.question.wrt]
    if len(names) != len(wanted) or not all(isinstance(v, sp.Expr) for v in wanted):
        return None
    labelled = [NAMED.match(part) for part in raw_pieces(typed)]
    if labelled and all(labelled):
        mine = {m["name"]: m["value"] for m in labelled if m is not None}
        strange = [name for name in mine if name not in names]
        if strange:
            return undecided(STRANGE.format(name=strange[0]), "unsupported")
    else:
        parts = pieces(typed)
        if len(parts) != len(names):
            return None
        mine = dict(zip(names, parts, strict=True))
    return _compared(dict(zip(names, wanted, strict=True)), mine)


def _compared(wanted: dict[str, sp.Expr], mine: dict[str, str]) -> Finding | None:
    how = set()
    for name, spelled in mine.items():
        try:
            node = read_strictly(spelled)
        except SymcalcError:
            return None
        if node.symbols and not wanted[name].free_symbols:
            return wrong(NUMBERS)
        agreed = _agreed(wanted[name], node)
        if agreed == OTHER:
            return wrong(OTHER_SLOPE.format(name=name, told=spelled.strip()), proof="sampled")
        if not agreed:
            return undecided("the two could not be compared.")
        how.add(agreed)
    missing = [name for name in wanted if name not in mine]
    if missing:
        return partly("incomplete", MISSING.format(names=", ∂L/∂".join(missing)), proof="sampled")
    return fits("", rounded=ROUNDED in how)


def _agreed(wanted: sp.Expr, node: Notation) -> str:
    if not isinstance(node.expr, sp.Expr) or node.expr.is_Matrix:
        return ""
    if not (wanted.free_symbols or node.expr.free_symbols):
        return agreement(wanted, node)
    return {"equal": EXACT, "different": OTHER}.get(compare(wanted, node.expr).status, "")
