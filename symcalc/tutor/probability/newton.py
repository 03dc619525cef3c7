"""Estimates that no formula gives: Newton's method on the score, with the draws as numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import NotFoundError, UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.probability.climbing import Peak, peaks
from symcalc.tutor.probability.draws import Floats, rounded
from symcalc.tutor.probability.estimates import Estimate, solved_for
from symcalc.tutor.probability.setting import Setting, hat, told, with_data
from symcalc.tutor.words.likelihood import EDGES, HINTS
from symcalc.writing.text import text

TIED = 1e-9  # of two log-likelihoods that are equal, relative to their size
NAMED = 3  # other maxima that are told
NARROWING = ("gamma", "beta", "cauchy")  # laws of two letters that may narrow around a point


def by_numbers(
    here: Setting, steps: Sequence[Step], scores: Mapping[sp.Symbol, Notation]
) -> Derivation:
    """The equations that hold at the maximum, and with data the estimate that solves them."""
    equations = _equations(here, scores)
    if here.sample is None:
        return told(here, (*steps, *equations), {}, {}, ending=EDGES["data-needed"])
    _need_spread(here)
    found, tried = peaks(here)
    if not found:
        what = EDGES["not-found"].format(count=tried)
        raise NotFoundError(what, where=here.sample.told, hint=HINTS["not-found"])
    best, *others = found
    values = {s: sp.Float(v) for s, v in zip(here.law.letters, best.at, strict=True)}
    rows = [(notation.name(hat(s)), rounded(v)) for s, v in values.items()]
    lines = [rounded(v) for v in values.values()]
    moved = here.step(
        "newton",
        lines[0] if len(lines) == 1 else build("vector", *lines),
        start=_place(here, best.start),
        count=best.count,
        tried=tried,
    )
    named = {s: arrange(v) for s, v in values.items()}
    return told(
        here,
        (*steps, *equations, moved, *with_data(here, rows, values)),
        named,
        values,
        _rivals(here, best, others),
        rivals=tuple(tuple(map(float, peak.at)) for peak in others),
    )


def _equations(here: Setting, scores: Mapping[sp.Symbol, Notation]) -> list[Step]:
    """What a formula gives in terms of the others is put in; what is left has none."""
    known = [one for s, line in scores.items() if (one := _one(here, s, line)) is not None]
    known = known if len(known) < len(scores) else []
    steps = [_expressed(here, scores[one.letter], one) for one in known]
    put_in = " and ".join(text(notation.name(one.letter)) for one in known)
    says = EDGES["put-in"].format(known=put_in) if known else ""
    gone = {one.letter for one in known}
    for s, line in scores.items():
        if s not in gone:
            zero = build("relation", line, notation.number(0), text="=")
            theta = text(notation.name(s))
            steps.append(here.step("no-closed-form", zero, theta=theta, known=says))
    return steps


def _one(here: Setting, letter: sp.Symbol, score: Notation) -> Estimate | None:
    return solved_for(letter, score.expr, here.law.letters, here.trial)


def _expressed(here: Setting, score: Notation, one: Estimate) -> Step:
    letter = notation.name(one.letter)
    zero = build("relation", score, notation.number(0), text="=")
    line = build("relation", letter, arrange(one.value), text="=")
    return here.step("expressed", line, zero, theta=text(letter))


def _need_spread(here: Setting) -> None:
    """Refuse draws around which the law narrows without bound."""
    assert here.sample is not None
    law, draws = here.law, here.sample.floats
    name = law.law.name if law.law is not None else ""
    if name not in NARROWING or len(law.letters) < 2:
        return
    values, counts = np.unique(draws, return_counts=True)
    most = int(np.argmax(counts))
    shown = text(rounded(sp.nsimplify(float(values[most]), rational=True)))
    if len(values) == 1:
        kind = "single" if len(draws) == 1 else "equal"
        what = EDGES["narrow"].format(who=EDGES[kind].format(value=shown))
    elif name == "cauchy" and 2 * counts[most] > len(draws):
        what = EDGES["narrow"].format(who=EDGES["half"].format(value=shown))
    else:
        return
    raise UnsupportedError(what, where=here.sample.told, hint=HINTS["narrow"])


def _place(here: Setting, at: Floats) -> str:
    return ", ".join(
        f"{text(notation.name(s))} = {text(rounded(sp.Float(v)))}"
        for s, v in zip(here.law.letters, at, strict=True)
    )


def _rivals(here: Setting, best: Peak, others: Sequence[Peak]) -> tuple[str, ...]:
    """Other maxima: as great ones, and lower ones."""
    size = max(1.0, abs(best.level))
    tied = [peak for peak in others if best.level - peak.level <= TIED * size]
    lower = [peak for peak in others if best.level - peak.level > TIED * size]
    said = []
    if tied:
        places = "; ".join(_place(here, peak.at) for peak in tied[:NAMED])
        said.append(EDGES["tied"].format(places=places))
    if lower:
        places = "; ".join(
            EDGES["lower-one"].format(
                place=_place(here, peak.at), level=text(rounded(sp.Float(peak.level)))
            )
            for peak in lower[:NAMED]
        )
        said.append(EDGES["lower"].format(places=places))
    return tuple(said)
