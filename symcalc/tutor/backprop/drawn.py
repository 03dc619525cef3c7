"""The computational graph as boxes and arrows, and in the languages of mermaid and Graphviz."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from symcalc.errors import UnsupportedError
from symcalc.figures import in_figures
from symcalc.matrix.term import Term, symbols
from symcalc.plotting.networks import Arrow, Bubble
from symcalc.tutor.backprop import shown as write
from symcalc.tutor.backprop import tables
from symcalc.tutor.backprop.numbers import Numbers
from symcalc.tutor.backprop.sweep import Arrival, Graph
from symcalc.writing.graph import entities, quoted, shortened
from symcalc.writing.text import text

FIGURES = 4
Writer = Callable[[Sequence[Bubble], Sequence[Arrow]], str]


def nodes(graph: Graph, numbers: Numbers | None) -> list[Bubble]:
    """A box for each input and each line, inputs first."""
    used = {s for line in graph.lines for s in symbols(line.formula)}
    names = [s for s in graph.formula.symbols if s in used]
    boxes = [Bubble(s.value, text(write.named(s)), *_at(s, numbers)) for s in names]
    for line in graph.lines:
        sides = write.equalities(write.named(line.name), write.formula(graph, line.formula))
        boxes.append(Bubble(line.name.value, text(sides), *_at(line.name, numbers)))
    return boxes


def _at(name: Term, numbers: Numbers | None) -> tuple[str, str]:
    """Value and adjoint of a name, where there are numbers."""
    if numbers is None:
        return "", ""
    adjoint = numbers.adjoints.get(name)
    return _short(numbers.values[name]), "" if adjoint is None else _short(adjoint)


def _short(value: object) -> str:
    array = np.asarray(value, dtype=float)
    if array.ndim == 0:
        return in_figures(float(array), FIGURES)
    return f"({', '.join(map(str, array.shape))})"


def edges(graph: Graph, numbers: Numbers | None) -> list[Arrow]:
    """An arrow for each use of a name, with what flows back along it."""
    found: list[Arrow] = []
    for line in graph.lines:
        for name in symbols(line.formula):
            arrivals = [a for a in graph.received.get(name, ()) if a.line is line]
            told = [_back(graph, name, a, numbers) for a in arrivals]
            found.append(Arrow(name.value, line.name.value, told[0] if told else ""))
    return found


def _back(graph: Graph, name: Term, arrival: Arrival, numbers: Numbers | None) -> str:
    if arrival.local is None:
        return text(write.adjoint(graph, name.value))
    if numbers is None:
        return text(write.local(graph, name, arrival))
    local = tables.local_number(arrival, numbers)
    return in_figures(local * float(numbers.adjoints[arrival.line.name]), FIGURES)


def language_of(language: str) -> Writer:
    """The writer of a language.

    Raises
    ------
    UnsupportedError
        If there is no such language.
    """
    if language not in LANGUAGES:
        raise UnsupportedError(
            f"a graph cannot be written as {language!r}", hint="say mermaid or dot"
        )
    return LANGUAGES[language]


def _words(box: Bubble) -> list[str]:
    told = [shortened(box.formula)]
    told += [f"value {box.value}"] if box.value else []
    return told + ([f"adjoint {box.adjoint}"] if box.adjoint else [])


def mermaid(boxes: Sequence[Bubble], arrows: Sequence[Arrow]) -> str:
    """A flowchart of mermaid, from left to right."""
    number = {box.name: k for k, box in enumerate(boxes)}
    lines = ["flowchart LR"]
    for k, box in enumerate(boxes):
        label = "<br/>".join(entities(words) for words in _words(box))
        lines.append(f'    n{k}["{label}"]')
    for arrow in arrows:
        label = f'|"{entities(arrow.back)}"|' if arrow.back else ""
        lines.append(f"    n{number[arrow.start]} -->{label} n{number[arrow.end]}")
    return "\n".join(lines) + "\n"


def dot(boxes: Sequence[Bubble], arrows: Sequence[Arrow]) -> str:
    """A digraph of Graphviz, from left to right."""
    number = {box.name: k for k, box in enumerate(boxes)}
    lines = ["digraph computation {", "    rankdir=LR;"]
    lines.append('    node [shape=box, style=rounded, fontname="DejaVu Sans"];')
    for k, box in enumerate(boxes):
        label = r"\n".join(quoted(words) for words in _words(box))
        lines.append(f'    n{k} [label="{label}"];')
    for arrow in arrows:
        label = f' [label="{quoted(arrow.back)}"]' if arrow.back else ""
        lines.append(f"    n{number[arrow.start]} -> n{number[arrow.end]}{label};")
    return "\n".join([*lines, "}"]) + "\n"


LANGUAGES: dict[str, Writer] = {"mermaid": mermaid, "dot": dot}
