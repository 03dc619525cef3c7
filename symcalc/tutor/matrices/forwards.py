"""Differentials told forwards, rule by rule, and brought to the form J dx: for Jacobians."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from symcalc.matrix.operations.forms import joined
from symcalc.matrix.term import Term, depending, ordered
from symcalc.matrix.tidy import Facts
from symcalc.matrix.written import differential_of, written
from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.matrices.asked import equation
from symcalc.tutor.matrices.lines import listed, passages
from symcalc.tutor.matrices.oneline import backwards
from symcalc.tutor.words.matrices import MATRICES, SAID
from symcalc.writing.text import text

MOST = 8  # rules that are steps; of more, the differential tells them in its substeps
SLIGHT = ("sum", "scale", "item", "broadcast", "transpose", "reshape")


def rules(root: Term, x: Term, facts: Facts) -> tuple[Step, ...]:
    """A step for each operation through which a term depends on a variable, outermost first."""
    live = depending([root], [x])
    way = [
        (node, tuple(k for k, arg in enumerate(node.args) if arg in live))
        for node in backwards(root)
        if node in live and node.args and node.op not in SLIGHT
    ]
    return passages(way, facts)


def brought(name: Notation, moved: Term, small: Term, x: Term, answer: Term) -> Step | None:
    """df = J dx, where the differential does not stand so; None where it does."""
    after = equation(differential_of(name), _times(answer, x))
    if text(after) == text(equation(differential_of(name), written(moved))):
        return None
    words, change = MATRICES["bring"], text(differential_of(written(x)))
    told = dict.fromkeys(_needed(moved, small))
    kinds = list(told) if x.shape and told else ["factor"]
    said = listed([SAID[f"bring-{kind}"].format(change=change) for kind in kinds])
    return Step(
        rule="bring-right",
        title=words.title.format(change=change),
        before=written(moved),
        after=after,
        explanation=words.explanation.format(rules=said),
        statement=words.statement,
        relation="implies",
        hints=(words.hint.format(change=change),),
    )


def _times(answer: Term, x: Term) -> Notation:
    """J dx, or f′ dx by a number."""
    return joined(written(answer), differential_of(written(x)))


def _needed(moved: Term, small: Term) -> Iterator[str]:
    """By which rules the change goes to the right end."""
    live = depending([moved], [small])
    for node in ordered(moved):
        if node not in live or node is small:
            continue
        if node.op == "hadamard":
            yield "diagonal"
        elif node.op in ("scale", "broadcast") and node.is_column and _is_number(node, live):
            yield "outer"
        elif node.op == "transpose" and node.args[0] is small:
            yield "number"


def _is_number(node: Term, live: Collection[Term]) -> bool:
    """Whether a number in front of a column changes."""
    return any(arg.is_scalar and arg in live for arg in node.args)
