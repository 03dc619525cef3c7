"""The steps of a run as they are shown: the method, the first steps in numbers, the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import build, put
from symcalc.steps import Step, Table
from symcalc.tutor.descent.figures import brief, figure, with_numbers, worked_out
from symcalc.tutor.descent.methods import RATE, D, G, T, X, clipping
from symcalc.tutor.descent.objective import Array, Batches, Given, OfArrays, OverData
from symcalc.tutor.descent.run import Run
from symcalc.tutor.descent.schedules import STEPS
from symcalc.tutor.descent.setup import Setup
from symcalc.tutor.descent.slopes import direction_rows, hessian, hessian_row, related, slope_row
from symcalc.tutor.diff import Part, gathered, partial
from symcalc.tutor.matrices.asked import Asked
from symcalc.tutor.matrices.gradients import gradient
from symcalc.tutor.words.descent import COUNTS, EXTERNAL, GIVEN, HEADS, ROWS, TABLE, WORDS
from symcalc.writing.text import text

COORDINATES = 6  # that are shown
ARRAYS = 4  # by which gradients are shown
WIDE = 200  # characters of a gradient that is shown
MOST = 12  # rows of the table of the run
RATE_NOW = "rate_t"  # what the rate of a step is called where it changes
DRAWN = 12  # rows of a mini-batch that are listed
Row = tuple[str | Notation, ...]


def step_of(rule: str, about: Notation, table: Table, **fields: str) -> Step:
    """A step that is told by its table."""
    words = WORDS[rule]
    title, told, hint = (w.format(**fields) for w in (words.title, words.explanation, words.hint))
    return Step(
        rule, title, about, about, told.strip(), relation="definition", hints=(hint,), table=table
    )


def gradient_step(parts: Sequence[Part], wrt: Sequence[sp.Symbol], *, mean: bool = False) -> Step:
    """The gradient, whose working is below it; of a mean over data, that of one row."""
    if len(parts) == 1:
        words, steps = WORDS["derivative-over" if mean else "derivative-of"], parts[0].steps
        return Step(
            "gradient-of",
            words.title,
            steps[0].before,
            parts[0].after,
            words.explanation,
            substeps=steps,
            hints=(words.hint,),
        )
    words, whole = WORDS["gradient-over" if mean else "gradient-of"], gathered(parts)
    below = tuple(partial(part, wrt) for part in parts)
    return replace(
        whole,
        rule="gradient-of",
        title=words.title,
        explanation=words.explanation,
        substeps=below,
        hints=(words.hint,),
    )


def arrays_step(objective: OfArrays, about: Notation) -> Step | None:
    """The gradients by the arrays of a network; None where they are long."""
    names = list(objective.layout.shapes)
    if objective.formula is None or len(names) > ARRAYS:
        return None
    by = tuple(objective.formula.symbol(name) for name in names)
    found = gradient(Asked("gradient", objective.formula, by)).result
    slopes = found.parts if len(by) > 1 else (found,)
    rows = tuple((f"∂f/∂{n}", slope) for n, slope in zip(names, slopes, strict=True))
    if max(len(text(slope)) for slope in slopes) > WIDE:
        return None
    return step_of("gradient-arrays", about, Table(("", HEADS["formula"]), rows))


def method_step(setup: Setup, about: Notation) -> Step:
    """The lines of the method, and what its letters are here."""
    if setup.method.kind == "scipy":
        words, title = WORDS["descent-external"], setup.method.title
        return Step(
            "descent-external",
            words.title.format(method=title),
            about,
            setup.method.lines[-1].whole,
            EXTERNAL[setup.method.name],
            relation="definition",
            hints=(words.hint.format(method=title),),
        )
    rows = tuple((put(line.whole, now(setup)),) for line in setup.method.lines)
    size = {1: "newton-one", 2: "newton-two"}.get(len(setup.names), "newton")
    where = GIVEN[size] if setup.method.kind == "newton" else ""
    title = setup.method.title
    table = Table((HEADS["formula"],), rows)
    return step_of("descent-method", about, table, method=title, where=where, given=_given(setup))


def _given(setup: Setup) -> str:
    """Rate, settings, state, schedule, clipping and batches, as far as there are any."""
    pairs = {"rate": setup.rate, **setup.plan.settings, **setup.more}
    listed = ", ".join(f"{text(letter(name))} = {brief(v, 8)}" for name, v in pairs.items())
    told = GIVEN["settings"].format(settings=listed)
    if setup.method.state:
        own = any(np.any(setup.plan.state[name]) for name in setup.method.state)
        letters = " and ".join(setup.method.state)
        starts = " starts" if len(setup.method.state) == 1 else " start"
        told += GIVEN["state-own" if own else "state"].format(letters=letters + starts)
    if setup.plan.done:
        steps = COUNTS["one" if setup.plan.done == 1 else "more"].format(n=setup.plan.done)
        told += GIVEN["done"].format(steps=steps, next=setup.plan.done + 1)
    if setup.schedule.name != "constant":
        line = setup.schedule.line
        total = f", T = {len(setup.plan.rates)}" if STEPS in line.expr.free_symbols else ""
        told += GIVEN["schedule"].format(title=setup.schedule.title, formula=text(line), T=total)
    if setup.plan.clip is not None:
        told += GIVEN["clip"].format(clip=brief(setup.plan.clip))
    batches = batches_of(setup)
    if isinstance(setup.objective, OverData):
        told += GIVEN["mean"].format(rows=batches.rows if batches else 0)
    if batches is not None and not batches.all:
        told += GIVEN["batch"].format(
            rows=batches.rows, size=batches.size, seed=batches.seed, what="rows of data"
        )
    return told


def now(setup: Setup) -> dict[sp.Symbol, Notation]:
    """The rate of a step is rate_t where there is a schedule, which begins with rate."""
    return {RATE: letter(RATE_NOW)} if setup.schedule.name != "constant" else {}


def batches_of(setup: Setup) -> Batches | None:
    """The mini-batches, where there are data."""
    objective = setup.objective
    if isinstance(objective, OverData) or (isinstance(objective, OfArrays) and objective.data):
        return objective.batches
    return None


def first_steps(setup: Setup, found: Run, parts: Sequence[Part]) -> Iterator[Step]:
    """The first steps, every formula with every number put in."""
    about = setup.body or notation.name(X)
    batches = batches_of(setup)
    shown = 0 if setup.method.kind == "scipy" else setup.shown
    for k in range(min(shown, len(found.points) - 1)):
        rows = [*_of_all(setup, found, k, parts)]
        for i in range(min(COORDINATES, len(setup.names))):
            rows += _of_coordinate(setup, found, k, i, parts)
        rows += [("…", "", "")] if len(setup.names) > COORDINATES else []
        told = ""
        if batches is not None and not batches.all:
            drawn = batches.at(k + 1)
            listed = ", ".join(str(r + 1) for r in drawn[:DRAWN])
            told = ROWS.format(rows=listed + (" …" if len(drawn) > DRAWN else ""))
        head = ("", HEADS["formula"], HEADS["numbers"])
        point = placed(setup.names, found.points[k])
        table = Table(head, tuple(rows))
        yield step_of(
            "descent-step", about, table, t=str(setup.plan.done + k + 1), point=point, rows=told
        )


def placed(names: Sequence[str], point: Array) -> str:
    """x = 4, y = 2, as far as it is shown."""
    shown = [f"{text(letter(n))} = {brief(v, 8)}" for n, v in zip(names, point, strict=True)]
    return ", ".join(shown[:COORDINATES]) + (" …" if len(shown) > COORDINATES else "")


def _of_all(setup: Setup, found: Run, k: int, parts: Sequence[Part]) -> Iterator[Row]:
    """What is the same for all coordinates: the rate, the norm, the Hessian matrix."""
    if setup.schedule.name != "constant":
        values = {T: k + 1.0, RATE: setup.rate, STEPS: float(len(setup.plan.rates))}
        values |= {sp.Symbol(name): v for name, v in setup.more.items()}
        line, told = setup.schedule.line, float(setup.plan.rates[k])
        yield "", related(letter(RATE_NOW), line), with_numbers(line, values, told)
    if setup.plan.clip is not None:
        size = build("norm", notation.name(G))
        yield "", related(letter("norm"), size), figure(float(np.linalg.norm(found.gradients[k])))
    if setup.method.kind == "newton":
        for left, right in hessian_row(setup, found, k, parts):
            yield "", left, right


def letter(name: str) -> Notation:
    """A name, a word without quotes."""
    return notation.declared(name, sp.Symbol(name), is_matrix=True)


def _of_coordinate(
    setup: Setup, found: Run, k: int, i: int, parts: Sequence[Part]
) -> Iterator[Row]:
    """The lines of one coordinate."""
    x, values = letter(setup.names[i]), _known(setup, found, k, i)
    first = text(x)
    before = _before(setup, found, k, i, values)
    for row in (slope_row(setup, found, k, i, parts), *before):
        yield first, *row
        first = ""
    after = {sp.Symbol(n): float(found.states[n][k + 1, i]) for n in setup.method.state}
    after[X] = float(found.points[k + 1, i])
    for line in setup.method.lines:
        told = after.get(line.letter)
        told = worked_out(line.formula.expr, values) if told is None else told
        yield "", put(line.whole, {X: x, **now(setup)}), with_numbers(line.formula, values, told)
        values[line.letter] = told


def _known(setup: Setup, found: Run, k: int, i: int) -> dict[sp.Symbol, float]:
    """The letters of a step, as they are when it begins."""
    values = {X: found.points[k, i], G: found.gradients[k, i], RATE: setup.plan.rates[k]}
    values |= {sp.Symbol(n): v for n, v in setup.plan.settings.items()}
    values |= {sp.Symbol(n): found.states[n][k, i] for n in setup.method.state}
    return {T: setup.plan.done + k + 1.0} | {name: float(v) for name, v in values.items()}


def _before(
    setup: Setup, found: Run, k: int, i: int, values: dict[sp.Symbol, float]
) -> Iterator[tuple[Notation, Notation]]:
    """What is done to the partial derivative before the step: clipping, or H d = -g."""
    clip, size = setup.plan.clip, float(np.linalg.norm(found.gradients[k]))
    used = setup.plan.clipped(found.gradients[k])
    if clip is not None:
        line = clipping()
        known = {G: values[G], sp.Symbol("clip"): clip, sp.Symbol("norm"): size}
        values[G] = float(used[i])
        yield line.whole, with_numbers(line.formula, known, values[G]) if size else figure(0.0)
    if setup.method.kind == "newton":
        rows, values[D] = direction_rows(hessian(setup, found, k), used, i)
        yield from rows


def run_step(setup: Setup, found: Run, values: Array) -> Step:
    """The table of the run: the first points, some of those between, the last."""
    count = len(found.points)
    chosen = rows_of(count)
    shown = range(min(3, len(setup.names)))
    slopes = _lengths(setup, found, chosen)
    scheduled = setup.schedule.name != "constant"
    head: list[str | Notation] = [HEADS["step"], *(letter(setup.names[i]) for i in shown)]
    known = not isinstance(setup.objective, Given)
    head += [*(["f"] if known else []), HEADS["norm" if known else "given"]]
    head += [HEADS["rate"]] if scheduled else []
    rows = []
    for k in chosen:
        row = [str(setup.plan.done + k), *(brief(found.points[k, i]) for i in shown)]
        row += [brief(values[k])] if known else []
        row.append(brief(slopes[k]) if k in slopes else "")
        row += [brief(setup.plan.rates[k])] if scheduled and k < count - 1 else []
        rows.append((*row, *[""] * (len(head) - len(row))))
    key = "all" if len(chosen) == count else "some"
    what = TABLE[key].format(count=len(chosen), points=count)
    if len(setup.names) > len(shown):
        what += TABLE["columns"].format(shown=len(shown), n=len(setup.names))
    about = setup.body or notation.name(X)
    return step_of("descent-table", about, Table(tuple(head), tuple(rows)), what=what)


def _lengths(setup: Setup, found: Run, chosen: Sequence[int]) -> dict[int, float]:
    """How long the gradient of the whole is, whatever rows a step used."""
    batches = batches_of(setup)
    if batches is None or batches.all:
        known = [k for k in chosen if k < len(found.gradients)]
        return {k: float(np.linalg.norm(found.gradients[k])) for k in known}
    whole = {k: np.asarray(setup.objective.slope(found.points[k]), float) for k in chosen}
    return {k: float(np.linalg.norm(g)) for k, g in whole.items()}


def rows_of(count: int) -> list[int]:
    """Which of `count` points stand in the table: the first, some spread over the rest, the last.

    >>> rows_of(4), rows_of(1001)
    ([0, 1, 2, 3], [0, 1, 2, 4, 7, 12, 23, 43, 81, 152, 285, 534, 1000])
    """
    if count <= MOST + 1:
        return list(range(count))
    spread = np.geomspace(1, count - 1, MOST).round().astype(int)
    return [0, *map(int, np.unique(spread))]
