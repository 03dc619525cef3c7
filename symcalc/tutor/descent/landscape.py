"""The loss over a plane of two directions, around the end of a run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.figures import in_figures
from symcalc.plotting.landscape import drawn
from symcalc.reading.sentences import parts_of, said
from symcalc.steps import Step, Table
from symcalc.tutor.descent.claims import Worked
from symcalc.tutor.descent.corners import Critical
from symcalc.tutor.descent.lesson import descent_in_words
from symcalc.tutor.descent.objective import Given, Of, OverData
from symcalc.tutor.descent.planes import (
    FLAT,
    Array,
    Plane,
    Slopes,
    principal_directions,
    random_directions,
)
from symcalc.tutor.descent.setup import Setup
from symcalc.tutor.descent.trace import Trace
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.worded import worded
from symcalc.tutor.words.descent_compared import (
    CRITICAL_HEADS,
    ENDINGS,
    FAILS,
    HINTS,
    HOW,
    KINDS,
    KINK,
    KINKED,
    LISTED,
    MORE,
    ONE,
    REMARKS,
    UNDEFINED,
    WORDS,
)
from symcalc.writing.text import text

SENTENCE = (
    "landscape[ along {directions} directions][ within {span}][ at {points} points][ seed {seed}]"
    " of {run}"
)
# What stands for a run of no steps: a formula at a point.
PLACE = re.compile(
    r"(?P<f>.+?) at (?P<start>.+?)(?: over (?P<data>.+?))?(?: with (?P<options>.+?))?", re.DOTALL
)
UNTOLD, NO_STEPS = "shown 0", "0 steps"
MOST = 12  # critical points that are listed
POINTS, SPAN, SEED = 41, 1.0, 0
LEAST, LARGEST = 11, 201  # points along each direction
ROOM = 1.25  # times as wide as the path
Marked = NDArray[np.bool_]


@dataclass(frozen=True)
class Landscape(Derivation):
    """A loss over a plane.

    Attributes
    ----------
    a : ndarray, shape (m,)
        The coordinates along each direction.
    values : ndarray, shape (m, m)
        The loss at p + a·u + b·v, a row for each b.
    directions : ndarray, shape (2, n)
        u and v.
    path : ndarray, shape (k + 1, 2)
        The run in the plane.
    flat : ndarray of bool, shape (m, m)
        Where the slope is less than a twentieth of the usual one.
    """

    a: Array = field(default_factory=lambda: np.empty(0), repr=False, compare=False)
    values: Array = field(default_factory=lambda: np.empty((0, 0)), repr=False, compare=False)
    directions: Array = field(default_factory=lambda: np.empty((2, 0)), repr=False, compare=False)
    path: Array = field(default_factory=lambda: np.empty((0, 2)), repr=False, compare=False)
    flat: Marked = field(default_factory=lambda: np.zeros((0, 0), bool), repr=False, compare=False)


@lesson("landscape", SENTENCE)
def landscape_in_words(
    run: str, directions: str = "", span: str = "", points: str = "", seed: str = ""
) -> Landscape:
    """The landscape of a run that is described in words, or of a formula at a point."""
    question, place = said(run), PLACE.fullmatch(run)
    if question is not None and question.kind == "descent":
        parts = parts_of("descent", run)
    elif place is not None:
        parts = {name: part for name, part in place.groupdict().items() if part}
        parts["options"] = "; ".join([UNTOLD, *filter(None, [parts.get("options")])])
        parts["steps"] = NO_STEPS
    else:
        raise UnsupportedError(FAILS["run"], where=run, hint=HINTS["run"])
    trace = descent_in_words(**parts)
    count, start = int(points or POINTS), int(seed or SEED)
    return around(trace, directions or "random", float(span) if span else None, count, start)


def _about(trace: Trace) -> str:
    """The run as it is put in words; of no steps, the formula at its point."""
    parts = parts_of("descent", trace.question.text)
    options = parts.get("options", "").split("; ")
    if parts.get("steps") != NO_STEPS or UNTOLD not in options or "method" in parts:
        return trace.question.text
    options.remove(UNTOLD)
    over = f" over {parts['data']}" if "data" in parts else ""
    rest = f" with {'; '.join(options)}" if options else ""
    return f"{parts['f']} at {parts['start']}{over}{rest}"


def around(
    trace: Trace,
    directions: str = "random",
    span: float | None = None,
    points: int = POINTS,
    seed: int = SEED,
) -> Landscape:
    """The loss over two directions around the last point of a run.

    Raises
    ------
    UnsupportedError
        If there is nothing to look at: no formula, one number only, no such directions.
    """
    setup = next(c.setup for c in trace.claims if isinstance(c, Worked))
    if isinstance(setup.objective, Given):
        raise UnsupportedError(FAILS["given"], hint=HINTS["run"])
    if span is not None and not 0 < span < np.inf:
        raise UnsupportedError(FAILS["span"].format(span=span))
    if not LEAST <= points <= LARGEST:
        raise UnsupportedError(FAILS["points"].format(points=points))
    plane, how = _plane(setup, trace, directions, span, points, seed)
    if not np.isfinite(plane.at(np.zeros(1), np.zeros(1))).all():
        raise UnsupportedError(FAILS["values"])
    plain = directions == "random" and len(plane.centre) == 2
    said_ = {
        "directions": "" if plain else directions,
        "span": "" if span is None else in_figures(span),
    }
    said_ |= {"points": "" if points == POINTS else str(points)}
    said_ |= {"seed": "" if seed == SEED else str(seed), "run": _about(trace)}
    found = plane.critical
    return Landscape(
        asked("landscape", trace.asked, trace.question.wrt, **said_),
        trace.asked,
        trace.asked,
        _steps(trace, plane, how),
        remarks=_remarks(plane),
        claims=(Slopes(plane),),
        told=tuple(((c.a, c.b), c.value, KINDS[c.kind]) for c in found),
        ending=_ending(plane),
        a=plane.axis,
        values=plane.heights,
        directions=np.array([plane.u, plane.v]),
        path=plane.path,
        flat=plane.flat,
        picture=partial(_picture, setup, plane),
    )


def _plane(
    setup: Setup, trace: Trace, name: str, span: float | None, points: int, seed: int
) -> tuple[Plane, str]:
    """The plane, and a sentence on how its directions were chosen."""
    path = trace.points[np.isfinite(trace.points).all(axis=1)]
    centre, n = path[-1], path.shape[1]
    if n < 2:
        raise UnsupportedError(FAILS["one"].format(f=text(trace.asked)))
    if name == "axes" or (name == "random" and n == 2):
        u, v = np.eye(n)[0], np.eye(n)[1]
        how = HOW["axes" if n == 2 else "axes-first"].format(
            names=" and ".join(setup.names[:2]), n=n
        )
    elif name == "random":
        u, v = random_directions(setup.objective, centre, seed)
        how = HOW["random"].format(seed=seed)
    elif name == "principal":
        if len(path) < 3:
            raise UnsupportedError(FAILS["path"], hint=HINTS["path"])
        u, v, share = principal_directions(path)
        how = HOW["principal"].format(share=f"{in_figures(100 * share, 4)} %")
    else:
        raise UnsupportedError(FAILS["directions"].format(name=name), hint=HINTS["directions"])
    basis = np.array([u, v]).T
    places = np.linalg.lstsq(basis, (path - centre).T, rcond=None)[0].T
    off = np.linalg.norm(path - centre - places @ basis.T, axis=1)
    reach = span or _span(name, n, places)
    return Plane(setup.objective, centre, u, v, reach, points, places, float(off.mean())), how


def _span(name: str, n: int, places: Array) -> float:
    """As wide as the run, where it is in the plane."""
    wide = float(np.abs(places).max()) * ROOM
    return wide if wide > 0 and (name == "principal" or n == 2) else SPAN


def _axes_named(setup: Setup, plane: Plane) -> tuple[tuple[float, float], Mapping[str, str]]:
    """Where p stands along the axes of the picture, and what they are called."""
    plain = isinstance(setup.objective, Of | OverData) and len(setup.names) == 2
    if plain and (plane.u == [1, 0]).all() and (plane.v == [0, 1]).all():
        x, y = setup.names
        return (float(plane.centre[0]), float(plane.centre[1])), {"xlabel": x, "ylabel": y}
    return (0.0, 0.0), {"xlabel": "a, along u", "ylabel": "b, along v"}


def _picture(setup: Setup, plane: Plane) -> object:
    (x, y), labels = _axes_named(setup, plane)
    marks = [((c.a + x, c.b + y), KINDS[c.kind]) for c in plane.critical]
    sides = plane.axis + x, plane.axis + y
    path = plane.path + np.array([x, y])
    lifted = plane.at(*plane.path.T)
    return drawn(sides, plane.heights, plane.flat, (path, lifted), marks, labels)


def _steps(trace: Trace, plane: Plane, how: str) -> tuple[Step, ...]:
    about = trace.asked
    where = "the end of the run" if len(trace.points) > 1 else "the point"
    heights = plane.heights[np.isfinite(plane.heights)]
    fields = {
        "how": how,
        "where": where,
        "n": len(plane.centre),
        "low": in_figures(-plane.span),
        "high": in_figures(plane.span),
        "points": plane.points,
        "least": in_figures(float(heights.min())),
        "most": in_figures(float(heights.max())),
        "here": in_figures(float(plane.at(np.zeros(1), np.zeros(1))[0])),
        "share": _share(plane.flat),
        "part": "a twentieth",
        "undefined": UNDEFINED.format(share=_share(~np.isfinite(plane.heights)))
        if len(heights) < plane.heights.size
        else "",
        "usual": in_figures(plane.usual, 3),
        "listed": LISTED.format(most=MOST, n=len(plane.critical))
        if len(plane.critical) > MOST
        else "",
        "kinked": "" if all(c.eigenvalues for c in plane.critical) else KINKED,
        "critical": "; the critical points lie in them" if plane.critical else "",
    }
    assert FLAT == 1 / 20
    rules = ["directions", "slice", *(["critical"] if plane.critical else [])]
    rules.append("constant" if plane.is_constant else "flat" if plane.usual else "still")
    if rules[-1] == "flat" and not plane.flat.any():
        rules[-1] = "steep"
    steps = [worded(WORDS, rule, about, about, fields, "definition") for rule in rules]
    table = Table(CRITICAL_HEADS, tuple(map(_row, plane.critical[:MOST])))
    return tuple(replace(s, table=table) if s.rule == "critical" else s for s in steps)


def _share(marked: Marked) -> str:
    return f"{in_figures(100 * float(marked.mean()), 3)} %"


def _row(found: Critical) -> tuple[str, ...]:
    values = " and ".join(in_figures(v, 4) for v in found.eigenvalues) or KINK
    numbers = (in_figures(found.a, 4), in_figures(found.b, 4), in_figures(found.value, 4))
    return (*numbers, values, KINDS[found.kind])


def _ending(plane: Plane) -> str:
    found = plane.critical
    if not found:
        still = not plane.usual and bool(plane.flat.any())
        row = "constant" if plane.is_constant else "still" if still else "nothing"
        return ENDINGS[row].format(share=_share(plane.flat))
    kinds = [KINDS[c.kind] for c in found]
    counts = {kind: kinds.count(kind) for kind in kinds}
    told = [(ONE if n == 1 else MORE)[kind].format(n=n) for kind, n in counts.items()]
    row = "found-some" if plane.is_cut else "found"
    return ENDINGS[row].format(found=", ".join(told))


def _remarks(plane: Plane) -> tuple[str, ...]:
    n = len(plane.centre)
    if n == 2:
        kinks = () if plane.is_smooth or not plane.critical else (REMARKS["kinks"],)
        return (*kinks, REMARKS["whole"])
    slope = np.asarray(plane.objective.slope(plane.centre), dtype=float)
    told = [REMARKS["slice"].format(n=n, norm=in_figures(float(np.linalg.norm(slope)), 4))]
    if len(plane.path) > 1:
        told.append(REMARKS["off"].format(away=in_figures(plane.away, 3)))
    return tuple(told)
