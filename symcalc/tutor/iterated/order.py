"""The steps of an integral whose order is exchanged."""

from __future__ import annotations

from dataclasses import replace

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.steps import Step, Table
from symcalc.tutor.iterated.ask import Multiple, listed
from symcalc.tutor.iterated.exchange import Slice, Turned, turned
from symcalc.tutor.iterated.found import Found, checked
from symcalc.tutor.iterated.straight import straight
from symcalc.tutor.worded import worded
from symcalc.tutor.words.iterated import (
    CALLED,
    DESCRIBED,
    EXCHANGED_FOR,
    FUBINI,
    GIVEN,
    OTHER,
    SLICE,
    SOLVED,
    SOLVED_ONE,
    TONELLI,
    WORDS,
)
from symcalc.writing.text import text


def exchanged(asked: Multiple, why: str) -> Found | None:
    """A double integral worked out in the other order.

    Parameters
    ----------
    asked : Multiple
        The integral.
    why : str
        What the other order is taken for: "known", "unfound", "special", "long" or "free".

    Raises
    ------
    NotFoundError
        If no way is found for an integral in that order.
    """
    made = turned(asked)
    if made is None:
        return None
    pieces = made.integrals(asked.body)
    line = notation.add(*(piece.whole for piece in pieces))
    first = checked(_step(asked, made, line, why))
    found = [straight(piece) for piece in pieces]
    if any(part.ending for part in found):
        return None
    if len(found) == 1:
        return found[0].behind("exchanged", first)
    frames = [
        worded(WORDS, "piece-integral", piece.whole, part.after, _named(one), "equal", part.steps)
        for piece, part, one in zip(pieces, found, made.slices, strict=True)
    ]
    before = notation.add(*(part.after for part in found))
    last = checked(worded(WORDS, "add", before, arrange(before.expr, like=before), {}))
    whole = found[0].behind("exchanged", first)
    conditions = tuple(c for part in found for c in part.conditions)
    return Found(
        whole.way,
        (first, *frames, last),
        last.after,
        "",
        conditions,
        whole.remarks,
        any(part.special for part in found),
    )


def _named(one: Slice) -> dict[str, str]:
    return {"a": text(arrange(one.low)), "b": text(arrange(one.high))}


def _step(asked: Multiple, made: Turned, line: Notation, why: str) -> Step:
    """The region told both ways."""
    inner, outer = asked.ranges
    u, v = outer.name, inner.name
    f = text(asked.body)
    new = made.integrals(asked.body)
    fields = {
        "why": EXCHANGED_FOR[why].format(f=f, u=u, v=v),
        "u": u,
        "v": v,
        "u_range": outer.said(),
        "v_range": inner.said(),
        "solved": _solved(made, u, v),
        "slices": listed([_slice(one, u, v) for one in made.slices]),
        "theorem": FUBINI if made.why == "continuous" else TONELLI,
    }
    rows = [(GIVEN, outer.inequality(), inner.inequality())]
    rows += [(OTHER, p.ranges[1].inequality(), p.ranges[0].inequality()) for p in new]
    step = worded(WORDS, "exchange-order", asked.whole, line, fields)
    return replace(step, table=Table(DESCRIBED, tuple(rows)))


def _slice(one: Slice, u: str, v: str) -> str:
    low, high = (text(arrange(end)) for end in one.ends)
    return SLICE.format(u=u, v=v, low=low, high=high, **_named(one))


def _solved(made: Turned, u: str, v: str) -> str:
    told = [
        CALLED.format(line=f"{v} = {text(limit)}", branch=f"{u} = {text(branch)}")
        for limit, branch in made.solved
    ]
    if not told:
        return ""
    return (SOLVED_ONE if len(told) == 1 else SOLVED).format(u=u, branches=listed(told))
