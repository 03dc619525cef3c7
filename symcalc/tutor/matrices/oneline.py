"""A loss in one line, as books do it: the differential, rule by rule, until dX stands last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from symcalc.matrix import algebra
from symcalc.matrix.adjoint import passed
from symcalc.matrix.layers import SHARES
from symcalc.matrix.term import Term, depending, ordered, shown
from symcalc.matrix.tidy import SUMS_TO_1, Facts, tidy
from symcalc.matrix.written import differential_of, named, written
from symcalc.steps import Step
from symcalc.tutor.matrices.asked import Asked, chain, equation
from symcalc.tutor.matrices.bearing import (
    Array,
    Sample,
    direction,
    finite,
    is_close,
    samples,
    settled,
    slopes,
)
from symcalc.tutor.matrices.conditions import conditions_at
from symcalc.tutor.matrices.lines import (
    SQUARE,
    changed,
    fields_of,
    is_square,
    listed,
    passages,
    told,
    topic,
    with_change,
    words_of,
)
from symcalc.tutor.words.matrices import MATRICES, SAID
from symcalc.writing.text import text

# Operations that are told together with the next one.
SLIGHT = (
    *("sum", "scale", "item", "broadcast", "transpose", "total", "trace", "reshape"),
    "diagonal-matrix",
)


Frontier = Mapping[Term, Term]


@dataclass(frozen=True)
class Passage:
    """One operation on the way back: what it passed on, and what is then left to differentiate."""

    node: Term
    moving: tuple[int, ...]
    frontier: Frontier


def sweep(root: Term, wrt: Sequence[Term], facts: Facts) -> list[Passage]:
    """The way back through the formula, operation by operation, what is written first first."""
    live = depending([root], wrt)
    found: dict[Term, Term] = {root: algebra.UNIT}
    way: list[Passage] = []
    for node in backwards(root):
        if node not in live or node not in found or node in wrt:
            continue
        moving = tuple(k for k, arg in enumerate(node.args) if arg in live)
        found = _replaced(found, node, moving, facts)
        way.append(Passage(node, moving, dict(found)))
    return way


def backwards(root: Term) -> list[Term]:
    """Every term below the root, each before what it is applied to, in the order of writing."""
    users = Counter(arg for node in ordered(root) for arg in dict.fromkeys(node.args))
    waiting, found = [root], []
    while waiting:
        node = waiting.pop()
        found.append(node)
        for arg in reversed(dict.fromkeys(node.args)):
            users[arg] -= 1
            if not users[arg]:
                waiting.append(arg)
    return found


def _replaced(found: Frontier, node: Term, moving: Sequence[int], facts: Facts) -> dict[Term, Term]:
    """What is left to differentiate, with the arguments of a term in its place."""
    left: dict[Term, Term] = {}
    for term, amount in found.items():
        if term is not node:
            left[term] = algebra.plus(left[term], amount) if term in left else amount
            continue
        for k in moving:
            arg, more = node.args[k], passed(node, k, amount)
            left[arg] = algebra.plus(left[arg], more) if arg in left else more
    return {term: tidy(amount, facts) for term, amount in left.items()}


def gathered(way: Sequence[Passage]) -> list[list[Passage]]:
    """Passages that are one step: slight ones go with the next one, the last ones with the last."""
    groups: list[list[Passage]] = []
    waiting: list[Passage] = []
    for p in way:
        waiting.append(p)
        if p.node.op not in SLIGHT and not is_square(p.node):
            groups.append(waiting)
            waiting = []
    if waiting and groups:
        groups[-1] += waiting
    elif waiting:
        groups.append(waiting)
    return groups


def differentiated(asked: Asked) -> tuple[list[Step], dict[Term, Term]]:
    """The steps, and the gradients."""
    wrt = asked.wrt
    way = sweep(asked.formula.term, wrt, asked.facts)
    if not way and asked.formula.term not in wrt:
        return [constant(asked, x) for x in wrt], {x: algebra.filled(0, x.shape) for x in wrt}
    checked(asked, way)
    steps = [start(asked), *(_step(asked, group) for group in gathered(way))]
    final = way[-1].frontier if way else {asked.formula.term: algebra.UNIT}
    found = {x: final.get(x, algebra.filled(0, x.shape)) for x in wrt}
    steps += [read_off(asked, x, found[x]) if x in final else constant(asked, x) for x in wrt]
    return steps, found


def start(asked: Asked) -> Step:
    """dL = d(…)."""
    words = MATRICES["start"]
    others = [told(s) for s in asked.formula.symbols if s not in asked.wrt]
    kind = "held-none" if not others else "held-one" if len(others) == 1 else "held-many"
    fields = {
        "changes": "changes" if len(asked.wrt) == 1 else "change",
        "moving": listed([told(x) for x in asked.wrt]),
        "change": listed([text(differential_of(written(x))) for x in asked.wrt]),
        "held": SAID[kind].format(names=listed(others)),
    }
    return Step(
        rule="differential",
        title=words.title,
        before=asked.body,
        after=equation(asked.loss_change(), differential_of(asked.body)),
        explanation=words.explanation.format(**fields),
        statement=words.statement,
        relation="implies",
        hints=(words.hint.format(**fields),),
    )


def _step(asked: Asked, group: Sequence[Passage]) -> Step:
    """A rule, with the slight operations around it."""
    main = next((p for p in group if p.node.op not in SLIGHT and not is_square(p.node)), group[0])
    square = next((p.node for p in group if is_square(p.node)), None)
    several = main.node.op == "matmul" and len(main.moving) > 1
    words = words_of(SQUARE if square else topic(main.node, main.moving))
    fields = fields_of(main.node, main.moving) | ({"f": told(square)} if square else {})
    after = group[group.index(main) + 1 :]
    if main.node.op == "matmul" and any(p.node.op == "transpose" for p in after):
        fields["turned"] += " " + SAID["transposed"]
    labels = _labels(asked) if main.node.op in SHARES else []
    needed = () if square else conditions_at(main.node, asked.facts)
    said = [words.explanation.format(**fields).strip(), *labels, *(c.text for c in needed)]
    line = equation(asked.loss_change(), changed(group[-1].frontier))
    if several and group[-1] is not main:
        between = changed(main.frontier)
        line = chain(asked.loss_change(), between, changed(group[-1].frontier))
    return Step(
        rule=f"through-{SQUARE if square else main.node.op}",
        title=words.title,
        before=differential_of(written(group[0].node)),
        after=line,
        explanation=" ".join(said),
        statement=words.statement,
        relation="implies",
        hints=(words.hint.format(**fields),) if words.hint else (),
        substeps=passages([(p.node, p.moving) for p in group]),
    )


def _labels(asked: Asked) -> list[str]:
    """That labels add up to 1, where that is assumed."""
    names = [told(s) for s, found in asked.facts.items() if found & set(SUMS_TO_1)]
    return [SAID["labels"].format(name=name) for name in names]


def read_off(asked: Asked, x: Term, gradient: Term) -> Step:
    """dL = tr(Gᵀ dX), so ∂L/∂X = G."""
    words = MATRICES["read-off"]
    change = text(differential_of(written(x)))
    form = "scalar" if x.is_scalar else "column" if x.is_column else "trace"
    fields = {"change": change, "x": told(x), "shape": shown(x.shape)}
    fields["form"] = SAID[f"form-{form}"].format(change=change)
    explanation = words.explanation.format(**fields) if x.shape else fields["form"] + "."
    return Step(
        rule="read-off",
        title=words.title,
        before=with_change(gradient, named(x.value, x.shape)),
        after=equation(asked.adjoint(x), written(gradient)),
        explanation=explanation,
        statement=words.statement,
        relation="implies",
        hints=(words.hint.format(**fields),),
    )


def constant(asked: Asked, x: Term) -> Step:
    """The loss does not depend on it."""
    words = MATRICES["nothing"]
    zero = written(algebra.filled(0, x.shape))
    return Step(
        rule="constant",
        title=words.title,
        before=written(x),
        after=equation(asked.adjoint(x), zero),
        explanation=words.explanation.format(x=told(x)),
        relation="implies",
        hints=(words.hint.format(x=told(x)),),
    )


def checked(asked: Asked, way: Sequence[Passage]) -> None:
    """Bear every line out: ⟨amount, du⟩ added over the frontier is dL, by differences.

    Raises
    ------
    AssertionError
        If numbers refute a line.
    """
    root = asked.formula.term
    verdicts: list[list[bool | None]] = [[] for _ in way]
    for seed, sample in enumerate(samples(asked.formula.symbols, asked.facts, root)):
        for found, verdict in zip(verdicts, _measured(asked, way, sample, seed), strict=True):
            found.append(verdict)
        if all(True in found for found in verdicts):
            return
    for p, found in zip(way, verdicts, strict=True):
        settled(found, f"after {told(p.node)}")


def _measured(asked: Asked, way: Sequence[Passage], sample: Sample, seed: int) -> list[bool | None]:
    """For each line whether it holds at this sample."""
    root = asked.formula.term
    met = list(dict.fromkeys([root, *(u for p in way for u in p.frontier)]))
    ways = {x.value: direction(np.shape(sample.values[x.value]), seed) for x in asked.wrt}

    def moved(h: float) -> list[Array]:
        more = {name: sample.values[name] + h * way for name, way in ways.items()}
        values = sample.at(more).all(met)
        return [values[u] for u in met]

    changes = dict(zip(met, slopes(moved), strict=True))
    amounts = sample.all([a for p in way for a in p.frontier.values()])
    return [_holds(p, changes, amounts, changes[root]) for p in way]


def _holds(
    p: Passage, changes: Mapping[Term, Array], amounts: Mapping[Term, Array], measured: Array
) -> bool | None:
    sums = [amounts[a] * changes[u] for u, a in p.frontier.items()]
    if not finite(measured, *sums):
        return None
    scale = sum(float(np.abs(s).sum()) for s in sums)
    return is_close(sum(float(np.sum(s)) for s in sums), float(measured), scale)
