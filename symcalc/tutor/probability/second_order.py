"""The second-order check: the Hessian of a log-likelihood at the zero of its score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.diff import Part, differentiated
from symcalc.tutor.probability.estimates import Estimate, spread
from symcalc.tutor.probability.setting import Setting, hat
from symcalc.tutor.words.likelihood import SAYS
from symcalc.writing.text import text

CLOSE = 1e-8


def curvature(
    here: Setting,
    parts: Mapping[sp.Symbol, Part],
    found: Sequence[Estimate],
    *,
    at_edge: bool = False,
) -> Step:
    """The second derivatives at the estimate, and what their signs say.

    At the edge of a domain they have no value; they are said of estimates inside.
    """
    letters = [one.letter for one in found]
    seconds = {
        (r, c): differentiated(parts[r].after, c, "∂").after
        for k, r in enumerate(letters)
        for c in letters[k:]
    }
    known = _sums(found)
    at = {key: _at_estimate(here, second, letters, known) for key, second in seconds.items()}
    entries = [[at.get((r, c), at.get((c, r), sp.S.Zero)) for c in letters] for r in letters]
    _bear_out(here, found, seconds, at)
    hats = {s: notation.name(hat(s)) for s in letters}
    lines = [[arrange(e.xreplace({s: hat(s) for s in letters})) for e in row] for row in entries]
    place = ", ".join(f"{text(notation.name(s))} = {text(hats[s])}" for s in letters)
    if len(letters) == 1:
        return here.step(
            "second-order", lines[0][0], says=SAYS["edge" if at_edge else "one"].format(place=place)
        )
    matrix = build("matrix", *(build("vector", *row) for row in lines))
    diagonal = all(e == 0 for i, row in enumerate(entries) for j, e in enumerate(row) if i != j)
    why = SAYS["diagonal" if diagonal else "minors"]
    return here.step("second-order", matrix, says=SAYS["several"].format(why=why))


def _sums(found: Sequence[Estimate]) -> dict[sp.Sum, sp.Expr]:
    """What the sums over the draws come to at the estimate: ∑ x_i = nμ."""
    known: dict[sp.Sum, sp.Expr] = {}
    for one in found:
        (total, *others) = one.cleared.atoms(sp.Sum) or (None,)
        letter = sp.Dummy("S")
        if total is None or others:
            continue
        line = one.cleared.xreplace({total: letter})
        slope, rest = line.coeff(letter, 1), line.coeff(letter, 0)
        known[total] = sp.cancel(-rest / slope)
    return known


def _at_estimate(
    here: Setting, second: Notation, letters: Sequence[sp.Symbol], known: Mapping[sp.Sum, sp.Expr]
) -> sp.Expr:
    total = here.draws.total(second).expr.xreplace(known)
    whole = spread(total, letters).xreplace(known) if total.has(sp.Sum) else total
    if whole.has(sp.Sum):
        return whole
    shown = sp.factor(sp.cancel(sp.together(whole)))
    for s in letters:  # 1 − p is positive where p is a probability
        rest = sp.Dummy("rest")
        shown = shown.xreplace({s - 1: -rest}).xreplace({rest: 1 - s})
    return shown


def _bear_out(
    here: Setting,
    found: Sequence[Estimate],
    seconds: Mapping[tuple[sp.Symbol, sp.Symbol], Notation],
    at: Mapping[tuple[sp.Symbol, sp.Symbol], sp.Expr],
) -> None:
    """Refuse entries that a few draws contradict, and a Hessian that is not negative there."""
    trial, n = here.trial, here.draws.n
    values = {**trial.values, **trial.known(found)}
    numbers = {}
    for key, second in seconds.items():
        direct = sum(
            float(second.expr.xreplace({here.law.x: v, **values})) for v in trial.sample.exact
        )
        numbers[key] = trial.sample.number(at[key], n, values)
        if not abs(direct - numbers[key]) <= CLOSE * max(1.0, abs(direct)):
            raise AssertionError(f"the second derivative {key} is {direct}, not {at[key]}")
    letters = [one.letter for one in found]
    hessian = [[numbers.get((r, c), numbers.get((c, r))) for c in letters] for r in letters]
    if not (np.linalg.eigvalsh(np.array(hessian, dtype=float)) < 0).all():
        raise AssertionError(f"the Hessian is not negative definite at the estimate: {hessian}")
