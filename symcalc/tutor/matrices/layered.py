"""A loss with lines: forwards a table of values, backwards a line for each adjoint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from symcalc.matrix.adjoint import Passed
from symcalc.matrix.layers import (
    Arrival,
    Line,
    backward,
    substituted,
)
from symcalc.matrix.term import Term, depending, ordered, shown, symbol, symbols
from symcalc.matrix.tidy import Facts, tidy
from symcalc.matrix.written import written
from symcalc.steps import Step, Table
from symcalc.tutor.matrices.asked import Asked, chain, equation
from symcalc.tutor.matrices.bearing import Array, Forward, Sample, samples, settled
from symcalc.tutor.matrices.lines import (
    SQUARE,
    capital,
    function_name,
    is_square,
    kind_of,
    partial_of,
    passages,
    product_shapes,
    sides,
    told,
    topic,
    words_of,
)
from symcalc.tutor.words.matrices import MATRICES, SAID
from symcalc.writing.names import pieces

SLIGHT = ("sum", "item", "scale", "transpose")  # not what a line is named for


@dataclass(frozen=True)
class Back:
    """One line of the way back: ∂L/∂`of` is `amount`, in names of both passes.

    `name` stands for the adjoint in the lines after it.
    """

    of: Term
    name: Term
    amount: Term
    passed: tuple[Passed, ...]


def is_layered(asked: Asked) -> bool:
    """Whether there are values between that have names."""
    return len(asked.lines) > 1


def differentiated(asked: Asked) -> tuple[list[Step], list[Back]]:
    """The steps, and the adjoints in names."""
    backs = way_back(asked)
    checked(asked, backs)
    return [forward(asked.lines), *(_step(asked, back) for back in backs)], backs


def forward(lines: Sequence[Line]) -> Step:
    """The table of the values between."""
    words = MATRICES["forward"]
    rows = [
        (
            written(line.name),
            written(line.formula),
            kind_of(line.formula.shape),
            _size(line.formula),
        )
        for line in lines
    ]
    last = lines[-1]
    return Step(
        rule="forward",
        title=words.title,
        before=written(last.name),
        after=equation(written(last.name), written(last.formula)),
        explanation=words.explanation,
        relation="definition",
        hints=(words.hint,),
        table=Table(("name", "formula", "what it is", "shape"), tuple(rows)),
    )


def _size(term: Term) -> str:
    return shown(term.shape) if term.shape else ""


def way_back(asked: Asked) -> list[Back]:
    """The adjoints that are needed, with δ for those of pre-activations."""
    needed = _needed(asked.lines, asked.wrt)
    arrivals = [a for a in backward(asked.lines, asked.wrt) if a.of in needed]
    taken = {pieces(s.value).base for s in asked.formula.symbols}
    names = {a.adjoint: _named(asked, a, taken) for a in arrivals}
    inlined: dict[Term, Term] = {}
    backs: list[Back] = []
    for arrival in arrivals:
        name = names[arrival.adjoint]
        amount = tidy(substituted(arrival.amount, names | inlined), asked.facts)
        if name.value[0] == "adjoint" and arrival.of not in asked.wrt:
            inlined[arrival.adjoint] = amount
        received = tuple(
            p._replace(received=tidy(substituted(p.received, names)))
            for p in _on_the_way(arrival, asked.lines)
        )
        backs.append(Back(arrival.of, name, amount, received))
    return backs


def _needed(lines: Sequence[Line], wrt: Sequence[Term]) -> set[Term]:
    """The names through which the loss depends on the variables, and these."""
    found = set(wrt)
    for line in lines:
        if found & set(symbols(line.formula)):
            found.add(line.name)
    return found


def _named(asked: Asked, arrival: Arrival, taken: set[str]) -> Term:
    """δ₁ for what arrives at z₁; ∂L/∂a₁ for any other."""
    name = arrival.of.value
    if arrival.of in asked.wrt or pieces(name).base != "z" or "delta" in taken:
        return asked.adjoint_of(arrival.of)
    return symbol("delta" + name[1:], *arrival.of.shape)


def _on_the_way(arrival: Arrival, lines: Sequence[Line]) -> tuple[Passed, ...]:
    """The operations that lead to what is differentiated by, and to nothing else."""
    live = depending([line.formula for line in lines], [arrival.of])
    return tuple(p for p in arrival.passed if p.node.args[p.k] in live)


def _step(asked: Asked, back: Back) -> Step:
    """∂L/∂W₁ = δ₁ xᵀ, and why."""
    main = next((p for p in reversed(back.passed) if p.node.op not in SLIGHT), back.passed[-1])
    square = next((p.node for p in back.passed if is_square(p.node)), None)
    norm = square.args[0] if square else None
    words, left = words_of(SQUARE if main.node is norm else _topic(main)), asked.adjoint(back.of)
    line = equation(left, written(back.amount))
    if back.name.value[0] != "adjoint":
        line = chain(written(back.name), left, written(back.amount))
    users = [one for one in asked.lines if back.of in symbols(one.formula)]
    far = main.node is not norm and _is_far(main, users)
    said = [_through(asked, main)] if far else []
    if square and main.node is norm:
        said = [words.explanation.format(f=told(square), u=told(norm.args[0]))]
    else:
        said += [_explained(main, back, far=far)]
    if len(users) > 1:
        said.append(SAID["twice"].format(u=told(back.of), count=len(users)))
    said.append(product_shapes(back.amount))
    fields = {"u": told(back.of), "f": told(main.node), "name": ""}
    fields["name"] = function_name(main.node) if main.node.op == "map" else ""
    fields["Name"] = capital(fields["name"])
    return Step(
        rule="adjoint" if back.of not in asked.wrt else "parameter",
        title=words.title,
        before=left,
        after=line,
        explanation=" ".join(filter(None, said)),
        statement=words.statement,
        relation="implies",
        hints=(words.hint.format(**fields),) if words.hint else (),
        substeps=passages(_merged(back.passed)),
    )


def _topic(main: Passed) -> str:
    """By what the words of an operation on the way back are found: one factor at a time."""
    return topic(main.node, (main.k,))


def _is_far(main: Passed, users: Sequence[Line]) -> bool:
    """Whether something else than sums lies between the line and the operation that is told."""
    if len(users) != 1 or main.node is users[0].formula:
        return False
    above = depending([users[0].formula], [main.node]) - {main.node}
    return any(node.op not in SLIGHT for node in above)


def _through(asked: Asked, main: Passed) -> str:
    line = next(one for one in asked.lines if main.node in ordered(one.formula))
    return SAID["through"].format(loss=told(line.name), g=told(main.received), f=told(main.node))


def _merged(way: Sequence[Passed]) -> list[tuple[Term, tuple[int, ...]]]:
    """Each operation once, with all its arguments that change."""
    found: dict[Term, tuple[int, ...]] = {}
    for p in way:
        found[p.node] = (*found.get(p.node, ()), p.k)
    return list(found.items())


def _explained(p: Passed, back: Back, *, far: bool) -> str:
    """The sentence about the operation that a value went into."""
    node = p.node
    arrives = SAID["this"] if far else SAID["arrives"].format(g=told(p.received))
    fields = {"u": told(node.args[p.k]), "f": told(node), "g": arrives}
    if node.op == "matmul" and len(node.args) > 1:
        side, more = sides(node, p.k)
        return SAID[f"product-{side}"].format(**fields, **more)
    if node.op == "map":
        name = function_name(node)
        more = {"name": name, "Name": capital(name), "partial": partial_of(node, p.k)}
        kind = "chain-arrives" if node.is_scalar else "map-arrives"
        return SAID[kind].format(**fields, **more)
    if node.op == "sum":
        return SAID["sum-arrives"].format(**fields | {"g": told(p.received)})
    fields["u"] = told(back.of)
    return words_of(node.op).explanation.format(**fields, name="", df="", turned="", partial="")


def checked(asked: Asked, backs: Sequence[Back]) -> None:
    """Bear every line out: what a name receives against differences of the loss.

    Raises
    ------
    AssertionError
        If numbers refute a line.
    """
    verdicts: dict[Term, list[bool | None]] = {back.of: [] for back in backs}
    for seed, sample in enumerate(samples(*_drawn_from(asked))):
        here = Forward.of(asked.lines, sample)
        values = swept(here, backs)
        for back in backs:
            if True not in verdicts[back.of]:
                verdicts[back.of].append(here.agrees(back.of, values[back.name.value], seed))
        if all(True in found for found in verdicts.values()):
            return
    for of, found in verdicts.items():
        settled(found, f"of {of.value}")


def _drawn_from(asked: Asked) -> tuple[tuple[Term, ...], Facts, Term]:
    """What is given values, what is known of it, and what it is put into."""
    return asked.formula.symbols, asked.facts, asked.formula.term


def swept(here: Forward, backs: Sequence[Back]) -> dict[Any, Array]:
    """The values of all names, those of the way back too."""
    values = dict(here.sample.values)
    for back in backs:
        values[back.name.value] = Sample(values, here.sample.sizes).value(back.amount)
    return values


def same_value(asked: Asked, backs: Sequence[Back], answers: Mapping[Term, Term]) -> None:
    """Bear out that the gradients have the same value with the names put in.

    Raises
    ------
    AssertionError
        If they have not.
    """
    sample = next(samples(*_drawn_from(asked)), None)
    if sample is None:
        return
    values = swept(Forward.of(asked.lines, sample), backs)
    for back in backs:
        if back.of in answers:
            one, other = values[back.name.value], sample.value(answers[back.of])
            settled([bool(np.allclose(one, other, equal_nan=True))], f"of {back.of.value}")
