"""What kind of point a stationary point of a piece is: by slopes to all sides, or the Hessian."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import sympy as sp

from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.tutor.extrema.composition import Shape
from symcalc.tutor.extrema.corners import NOT_CRITICAL, Corner, by_norm
from symcalc.tutor.extrema.degenerate import judged, one_sign
from symcalc.tutor.extrema.far_out import BENT
from symcalc.tutor.extrema.hessians import Form
from symcalc.tutor.extrema.numbers import is_exact, said, shown, sign_of, value_at
from symcalc.tutor.extrema.pieces import Piece
from symcalc.tutor.extrema.records import (
    INCONCLUSIVE,
    MAXIMUM,
    MINIMUM,
    SADDLE,
    Extremum,
    Function,
    equal,
    equation_said,
    listed,
    with_article,
)
from symcalc.tutor.extrema.several import KINDS, signs_said
from symcalc.tutor.extrema.stretches import Stretch
from symcalc.tutor.words.extrema import SAYS as EXTREMA
from symcalc.tutor.words.kinked import KINKED, SAYS
from symcalc.writing.text import text

SLOPES = 8  # that are named


class Tested(NamedTuple):
    """A point with its kind, the step that tells why; whether the function is smooth there."""

    found: Extremum | None
    step: Step
    smooth: bool = False


def corner_step(named: Function, stretch: Stretch, pieces: Sequence[Piece], shape: Shape) -> Tested:
    """A single point."""
    point = stretch.point
    value = value_at(named.expr, point)
    assert value is not None
    corner = Corner(named.expr, named.wrt, point, tuple(pieces))
    result = equation_said(named, value)
    if corner.usable and not corner.edges and not corner.norms:
        tested = _smooth(named, corner, value)
    elif corner.usable and corner.edges and not corner.norms:
        tested = _by_slopes(named, corner, value, shape)
    else:
        tested = _by_norm(named, corner, value)
    if tested is not None:
        return tested
    verdict = judged(named.expr, named.wrt, point)
    found = Extremum(point, value, verdict.kind, beside=verdict.beside)
    row = "undecided" if verdict.kind == INCONCLUSIVE else "judged"
    kind = with_article(found.kind_said)
    told = EXTREMA[row].format(why=verdict.why, kind=kind, result=result)
    return Tested(found, _step(named, found, told))


def _step(named: Function, found: Extremum, told: str) -> Step:
    row, after = KINKED["kink-test"], named.equation()
    numbers = (found.value, *found.point.values())
    if all(is_exact(v) and not v.free_symbols for v in numbers):
        after = equal(named.at(*(shown(v) for v in found.point.values())), shown(found.value))
    place = found.place()
    title, hint = row.title.format(place=place), row.hint.format(place=place)
    before: Notation = named.equation()
    return Step("kink-test", title, before, after, told, row.statement, "implies", hints=(hint,))


def _smooth(named: Function, corner: Corner, value: sp.Expr) -> Tested | None:
    """By the Hessian of the one piece that is there."""
    (piece, *_) = corner.around
    entries = [value_at(e, corner.point) for e in sp.hessian(piece.formula, list(named.wrt))]
    if None in entries:
        return None
    form = Form(sp.Matrix(len(named.wrt), len(named.wrt), entries))
    if form.kind not in KINDS:
        return None
    found = Extremum(corner.point, value, KINDS[form.kind])
    told = SAYS["smooth"].format(
        f=named.name,
        formula=text(arrange(piece.formula)),
        values=listed([said(v) for v in form.eigenvalues]),
        signs=signs_said(form),
        kind=with_article(found.kind_said),
        result=equation_said(named, value),
    )
    return Tested(found, _step(named, found, told), smooth=True)


def _by_slopes(named: Function, corner: Corner, value: sp.Expr, shape: Shape) -> Tested | None:
    lead = _slopes_said(named, corner)
    result = equation_said(named, value)
    bare = Extremum(corner.point, value, MINIMUM)
    if corner.kind == NOT_CRITICAL:
        return Tested(None, _step(named, bare, lead + SAYS["not-critical"].format(result=result)))
    for sign, bend, kind, falls in BENT:
        if corner.kind or sign not in shape.signs or not corner.lowest(sign):
            continue
        found = Extremum(corner.point, value, kind)
        fields = {"f": named.name, "bend": bend, "falls": falls, "result": result}
        said_ = SAYS["lowest"].format(kind=with_article(found.kind_said), **fields)
        return Tested(found, _step(named, found, lead + said_))
    if not corner.kind:
        return None
    found = Extremum(corner.point, value, corner.kind)
    kind = with_article(found.kind_said)
    if corner.kind == SADDLE and {1, -1} <= corner.slopes:
        told = lead + SAYS["saddle"].format(kind=kind, result=result)
        return Tested(found, _step(named, found, told))
    told = lead + SAYS["all-positive" if 1 in corner.slopes else "all-negative"]
    told += _along_said(corner) + SAYS["kind"].format(kind=kind, result=result)
    return Tested(found, _step(named, found, told))


def _slopes_said(named: Function, corner: Corner) -> str:
    rays = corner.rays if len(corner.rays) <= SLOPES else corner.extreme_rays()
    slopes = [
        SAYS["slope"].format(slope=said(s), way=", ".join(text(shown(v)) for v in way))
        for way, s in rays
    ]
    return SAYS["slopes"].format(f=named.name, slopes=listed(slopes))


def _along_said(corner: Corner) -> str:
    if corner.along is None:
        return ""
    zero = arrange(sp.S.Zero)
    row = "along-one" if corner.along.matrix.rows == 1 else "along"
    return SAYS[row].format(
        edges=listed([text(equal(arrange(e), zero)) for e in corner.edges]),
        values=listed([said(v) for v in corner.along.eigenvalues]),
        signs=signs_said(corner.along),
    )


def _by_norm(named: Function, corner: Corner, value: sp.Expr) -> Tested | None:
    """Where a norm is 0: its slopes against those of the rest."""
    sizes = by_norm(corner, named.wrt)
    if sizes is None:
        return None
    factor, square, rest = sizes
    (root,) = corner.norms
    difference, sign = sign_of(factor**2 - square), sign_of(factor)
    fields = {
        "f": named.name,
        "root": text(arrange(root)),
        "slopes": listed([said(v) for v in rest]),
        "result": equation_said(named, value),
    }
    bare = Extremum(corner.point, value, MINIMUM if sign == 1 else MAXIMUM)
    if difference == -1:
        return Tested(None, _step(named, bare, SAYS["norm-more"].format(**fields)))
    if difference != 1 or sign is None:
        return None
    rises = "rises" if sign == 1 else "falls"
    kind = with_article(bare.kind_said)
    return Tested(
        bare, _step(named, bare, SAYS["norm-less"].format(rises=rises, kind=kind, **fields))
    )


def stretch_step(
    named: Function, stretch: Stretch, pieces: Sequence[Piece], shape: Shape
) -> Tested:
    """A whole curve of points on which the function does not change."""
    del pieces
    own = stretch.value
    found = Extremum(stretch.point, own, INCONCLUSIVE, where=stretch.where)
    why = SAYS["stretch-open"]
    sign = one_sign(sp.expand(named.expr - own))
    for bent, bend, kind, _ in BENT:
        if bent in shape.signs or bent == sign:
            found = Extremum(stretch.point, own, kind, where=stretch.where)
            less = "smaller" if bent > 0 else "larger"
            row = "stretch-bend" if bent in shape.signs else "stretch-sign"
            said_kind = with_article(found.kind_said)
            why = SAYS[row].format(f=named.name, bend=bend, less=less, kind=said_kind)
            break
    where = SAYS["with"].format(place="", where=stretch.where) if stretch.where else ""
    fields = {"place": found.place(), "where": where, "result": equation_said(named, own)}
    return Tested(found, _step(named, found, SAYS["stretch"].format(why=why, **fields).strip()))
