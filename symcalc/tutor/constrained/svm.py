"""The lesson on support vector machines: primal, Lagrangian, dual, active sets, conditions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial as filled
from typing import Any

import sympy as sp

from symcalc import notation
from symcalc.checking.separation import InBoth, Widest
from symcalc.derivation import Derivation
from symcalc.formula import Question
from symcalc.plotting import margins as picture
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.constrained.letters import (
    combination,
    named,
    row_of,
    row_said,
    step,
    vector_of,
)
from symcalc.tutor.constrained.margins import Meeting, Sample, Trial, machine, meeting, trials
from symcalc.tutor.constrained.primal import Program, lined
from symcalc.tutor.constrained.toy import sample_of
from symcalc.tutor.extrema.numbers import said
from symcalc.tutor.extrema.records import equal, listed, table
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.words.machines import MACHINES, SAYS
from symcalc.writing.text import text


@lesson("svm", "support vector machine on {points} with labels {labels}")
def svm(points: Any, labels: Any) -> Derivation:
    """The widest margin between two labels.

    Examples
    --------
    >>> svm("[[1, 1], [3, 3]]", "[-1, 1]").ending
    'w = (1/2, 1/2), b = −2. Support vectors: points 1 and 2. The margin is 2/‖w‖ = 2 √2 ≈ \
2.82843 wide.'
    """
    sample, changed = sample_of(points, labels)
    remarks = (SAYS["zero-one"],) if changed else ()
    found = machine(sample)
    if found is None:
        return _inseparable(sample, remarks)
    return _separated(sample, found, remarks)


def question_of(sample: Sample) -> Question:
    """The sentence, with the points as rows."""
    rows = [", ".join(map(str, p)) for p in sample.points]
    points = ", ".join(f"[{row}]" if sample.size > 1 else row for row in rows)
    labels = ", ".join(map(str, sample.labels))
    letters = tuple(sp.Symbol(text(n)) for n in Program(sample).unknowns)
    return asked("svm", wrt=letters, points=f"[{points}]", labels=f"[{labels}]")


def _separated(sample: Sample, found: Trial, remarks: tuple[str, ...]) -> Derivation:
    program = Program(sample)
    steps = [
        *program.steps(),
        _cases(sample, found),
        _solution(sample, found, program),
        _conditions(sample, found),
        _gap(found, program),
        _margin(sample, found),
    ]
    on = [i for i, p in enumerate(sample.points) if sample.labels[i] * found.score(p) == 1]
    idle = [i for i in on if found.alpha(i) == 0]
    if idle:
        row = "on-margin" if len(idle) > 1 else "one-on-margin"
        remarks += (SAYS[row].format(points=_numbers(idle)),)
    weights = tuple(found.alpha(i) for i in range(len(sample.points)))
    ending = SAYS["found"].format(
        w=row_said(found.w),
        b=text(arrange(found.b)),
        support=SAYS["support"].format(points=_numbers([i for i in on if i not in idle])),
        margin=said(_width(found)),
    )
    return Derivation(
        question_of(sample),
        vector_of(program.unknowns),
        vector_of([arrange(v) for v in (*found.w, found.b)]),
        tuple(steps),
        remarks=remarks,
        claims=(Widest(sample.points, sample.labels, found.w, found.b, weights),),
        told=(sp.Matrix(found.w), found.b, weights),
        ending=ending,
        picture=_drawn(sample, found) if sample.size <= 2 else None,
    )


def _numbers(indices: Sequence[int]) -> str:
    return listed([str(i + 1) for i in indices])


def _width(found: Trial) -> sp.Expr:
    return 2 / sp.sqrt(sp.Add(*(c**2 for c in found.w)))


def _drawn(sample: Sample, found: Trial | None, common: Sequence[sp.Rational] = ()) -> Any:
    points = [[float(c) for c in p] for p in sample.points]
    plane = None if found is None else ([float(c) for c in found.w], float(found.b))
    support = [] if found is None else [i for i in found.active if found.alpha(i) > 0]
    place = [float(c) for c in common]
    return filled(picture.drawn, points, list(sample.labels), plane, support, place)


def _cases(sample: Sample, found: Trial) -> Step:
    told, left_out = trials(sample, found)
    rows = [
        (
            _numbers(t.active),
            ", ".join(f"α_{i + 1} = {text(arrange(t.alpha(i)))}" for i in t.active),
            row_said(t.w),
            text(arrange(t.b)),
            _verdict(sample, t),
        )
        for t in told
    ]
    more = SAYS["more"].format(shown=len(told) - 1) if left_out else ""
    head = ("points", "α", "w", "b", "")
    return step(MACHINES, "svm-cases", lined(found.w, found.b), table=table(head, rows), more=more)


def _verdict(sample: Sample, trial: Trial) -> str:
    if trial.negative is not None:
        i = trial.negative
        return SAYS["negative"].format(i=i + 1, value=text(arrange(trial.alpha(i))))
    if trial.inside is not None:
        i = trial.inside
        value = sample.labels[i] * trial.score(sample.points[i])
        return SAYS["inside"].format(i=i + 1, value=text(arrange(value)))
    return SAYS["accepted"]


def _solution(sample: Sample, found: Trial, program: Program) -> Step:
    k = found.active[0]
    terms = [
        f"{'− ' if sample.labels[i] < 0 else '+ '}{text(arrange(a))}·{row_said(sample.points[i])}"
        for i, a in zip(found.active, found.alphas, strict=True)
    ]
    terms[0] = terms[0].removeprefix("+ ").replace("− ", "−", 1)
    inner = sp.Add(*(a * c for a, c in zip(found.w, sample.points[k], strict=True)))
    y = sp.Integer(sample.labels[k])
    values = [
        equal(n, arrange(v)) for n, v in zip(program.unknowns, (*found.w, found.b), strict=True)
    ]
    return step(
        MACHINES,
        "svm-solution",
        lined(found.w, found.b, values),
        points=f"points {_numbers(found.active)}",
        sum=" ".join(terms),
        w=row_said(found.w),
        k=k + 1,
        y=text(arrange(y)),
        score=f"({text(arrange(inner))})" if inner < 0 else text(arrange(inner)),
        b=text(arrange(found.b)),
    )


def _conditions(sample: Sample, found: Trial) -> Step:
    rows = []
    for i, (p, y) in enumerate(zip(sample.points, sample.labels, strict=True)):
        margin, alpha = y * found.score(p), found.alpha(i)
        assert margin >= 1
        assert alpha >= 0
        assert alpha * (margin - 1) == 0
        cells = (sp.Integer(y), margin, alpha, alpha * (margin - 1))
        rows.append((str(i + 1), row_said(p), *(text(arrange(v)) for v in cells)))
    head = ("i", "x_i", "y_i", "y_i·(w·x_i + b)", "α_i", "product")
    return step(MACHINES, "svm-conditions", lined(found.w, found.b), table=table(head, rows))


def _gap(found: Trial, program: Program) -> Step:
    value = sp.Add(*(c**2 for c in found.w)) / 2
    weights = {sp.Symbol(f"alpha_{i + 1}"): found.alpha(i) for i in program.indices}
    assert program.dual.expr.subs(weights, simultaneous=True) == value
    after = build("system", *(equal(n, arrange(value)) for n in (program.objective, named("W"))))
    return step(MACHINES, "svm-gap", after, value=text(arrange(value)))


def _margin(sample: Sample, found: Trial) -> Step:
    width = _width(found)
    after = equal(
        notation.divide(notation.number(2), arrange(2 / width)), arrange(sp.radsimp(width))
    )
    return step(MACHINES, "svm-margin", after, plane=plane_word(sample))


def plane_word(sample: Sample) -> str:
    """What w·x + b = 0 is."""
    return {1: "point", 2: "line"}.get(sample.size, "plane")


def _inseparable(sample: Sample, remarks: tuple[str, ...]) -> Derivation:
    both = meeting(sample)
    assert both is not None
    program = Program(sample)
    weights = dict(both.weights)
    full = tuple(weights.get(i, sp.S.Zero) for i in range(len(sample.points)))
    place = row_said(both.place)
    sides = {"plus": _mean(sample, both, 1), "minus": _mean(sample, both, -1)}
    steps = (
        program.primal(),
        step(
            MACHINES,
            "svm-meeting",
            row_of([arrange(c) for c in both.place]),
            place=place,
            **sides,
        ),
        _contradiction(program, both),
    )
    return Derivation(
        question_of(sample),
        vector_of(program.unknowns),
        arrange(sp.S.EmptySet),
        steps,
        remarks=remarks,
        claims=(InBoth(sample.points, sample.labels, full, both.place),),
        told="not separable",
        ending=SAYS["apart"].format(plane=plane_word(sample), place=place),
        picture=_drawn(sample, None, both.place) if sample.size <= 2 else None,
    )


def _contradiction(program: Program, both: Meeting) -> Step:
    """The constraints, added with the weights: their left sides cancel."""
    whole = combination((m, program.scores[i]) for i, m in both.weights)
    assert sp.expand(whole.expr) == 0
    lines = [
        equal(whole, notation.number(2), ">="),
        equal(notation.number(0), notation.number(2), ">="),
    ]
    return step(MACHINES, "svm-contradiction", build("system", *lines))


def _mean(sample: Sample, both: Meeting, side: int) -> str:
    """1/2·(0, 0) + 1/2·(2, 2)."""
    terms = [(i, m) for i, m in both.weights if sample.labels[i] == side]
    parts = [
        row_said(sample.points[i]) if m == 1 else f"{text(arrange(m))}·{row_said(sample.points[i])}"
        for i, m in terms
    ]
    return " + ".join(parts)
