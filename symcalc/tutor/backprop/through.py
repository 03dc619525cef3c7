"""Backwards through one line at a time, operation by operation: what full detail tells."""

from __future__ import annotations

from collections.abc import Iterator

from symcalc.matrix.layers import replaced
from symcalc.matrix.operations import TABLE
from symcalc.matrix.term import Term
from symcalc.notation import Notation
from symcalc.primitives.table import TABLE as FUNCTIONS
from symcalc.steps import Step, Table
from symcalc.tutor.backprop import shown as write
from symcalc.tutor.backprop import tables
from symcalc.tutor.backprop.numbers import Numbers
from symcalc.tutor.backprop.sweep import Arrival, Graph
from symcalc.tutor.words.backprop import HEADS, PRODUCT, WORDS
from symcalc.writing.text import text

Sent = list[tuple[Term, Arrival]]
LARGEST = 60  # operations of one line that are told one by one


def through(graph: Graph, numbers: Numbers | None, asked: Notation) -> tuple[Step, ...]:
    """A step for each line, the last one first: what its operations receive and hand on."""
    sent: dict[Term, Sent] = {}
    for target, arrivals in graph.received.items():
        for arrival in arrivals:
            sent.setdefault(arrival.line.name, []).append((target, arrival))
    backwards = [line.name for line in reversed(graph.lines) if line.name in sent]
    if len(backwards) > tables.ROWS:
        return ()
    return tuple(_step(graph, numbers, asked, sent[name]) for name in backwards)


def _step(graph: Graph, numbers: Numbers | None, asked: Notation, sent: Sent) -> Step:
    line = sent[0][1].line
    sides = write.named(line.name), write.formula(graph, line.formula)
    title = WORDS["through-line"].title.format(line=text(write.equalities(*sides)))
    partials = [_partial(graph, numbers, name, a) for name, a in sent if a.local is not None]
    told = f"{', '.join(partials)}." if partials else ""
    rows = list(_rows(graph, sent))
    head = tuple(HEADS[key] for key in ("operation", "rule", "receives", "hands"))
    table = Table(head, tuple(rows)) if len(rows) <= LARGEST else None
    return Step("through-line", title, asked, asked, told, relation="definition", table=table)


def _partial(graph: Graph, numbers: Numbers | None, name: Term, arrival: Arrival) -> str:
    """∂z/∂w = x = 2."""
    parts = write.named(arrival.line.name), write.named(name)
    sides = [Notation("adjoint", parts), write.local(graph, name, arrival)]
    if numbers is not None:
        sides.append(write.figure(tables.local_number(arrival, numbers)))
    shown = dict.fromkeys(map(text, sides))
    return " = ".join(shown)


def _rows(graph: Graph, sent: Sent) -> Iterator[tuple[str | Notation, ...]]:
    line = sent[0][1].line
    known = {**graph.values, line.formula: line.name}
    for passed in dict.fromkeys(one for _, arrival in sent for one in arrival.passed):
        received, amount = (replaced(term, known) for term in (passed.received, passed.amount))
        to = text(write.formula(graph, passed.node.args[passed.k]))
        yield (
            write.formula(graph, passed.node),
            rule_of(passed.node),
            write.formula(graph, received),
            HEADS["to"].format(name=to, amount=text(write.formula(graph, amount))),
        )


def rule_of(node: Term) -> str:
    """What the rule of an operation on numbers, or on arrays, is called."""
    row = FUNCTIONS.get(node.value) if node.op == "map" and not node.shape else None
    if row is not None:
        return row.title[0].upper() + row.title[1:]
    return PRODUCT if node.op == "scale" and len(node.args) > 1 else TABLE[node.op].title
