"""The tree of steps as a graph, in the languages of mermaid and Graphviz."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from symcalc.errors import UnsupportedError
from symcalc.steps import Step
from symcalc.writing.document import Document
from symcalc.writing.text import text

WIDTH = 60  # characters of a line in a box
RESERVED = frozenset('"#&;<>`\\*_|~$[]{}')  # in a label of mermaid


class Box(NamedTuple):
    """A box of the graph: its lines, and the number of the box above it."""

    lines: tuple[str, ...]
    above: int | None


def graph(d: Document, language: str = "mermaid") -> str:
    """The tree of steps as text; question first, each step below the one that needs it.

    Raises
    ------
    UnsupportedError
        If there is no such language.
    """
    if language not in LANGUAGES:
        raise UnsupportedError(
            f"a graph cannot be written as {language!r}", hint="say mermaid or dot"
        )
    return LANGUAGES[language](list(_boxes(d)))


def _boxes(d: Document) -> Iterator[Box]:
    answer = d.ending or f"= {text(d.result)}"
    yield Box((d.question.text, answer), None)
    count = 1

    def below(steps: Sequence[Step], above: int) -> Iterator[Box]:
        nonlocal count
        for step in steps:
            here, count = count, count + 1
            sides = [text(step.before)] if step.relation == "equal" else []
            yield Box((step.title, " = ".join([*sides, text(step.after)])), above)
            yield from below(step.substeps, here)

    yield from below(d.steps, 0)


def mermaid(boxes: Sequence[Box]) -> str:
    """A flowchart of mermaid, as GitHub and notebooks draw it."""
    lines = ["flowchart TD"]
    for number, box in enumerate(boxes):
        label = "<br/>".join(entities(shortened(line)) for line in box.lines)
        lines.append(f'    s{number}["{label}"]')
        lines += [] if box.above is None else [f"    s{box.above} --> s{number}"]
    return "\n".join(lines) + "\n"


def entities(words: str) -> str:
    """Whatever mermaid, Markdown or HTML could take for a sign of its own, by its number."""
    return "".join(f"#{ord(c)};" if c in RESERVED else c for c in words)


def dot(boxes: Sequence[Box]) -> str:
    """A digraph of Graphviz."""
    lines = ["digraph steps {", '    node [shape=box, style=rounded, fontname="DejaVu Sans"];']
    for number, box in enumerate(boxes):
        label = r"\n".join(quoted(shortened(line)) for line in box.lines)
        lines.append(f'    s{number} [label="{label}"];')
        lines += [] if box.above is None else [f"    s{box.above} -> s{number};"]
    return "\n".join([*lines, "}"]) + "\n"


def quoted(words: str) -> str:
    """Words in a label of Graphviz."""
    return words.replace("\\", "\\\\").replace('"', r"\"")


def shortened(line: str) -> str:
    """A line that is not wider than a box.

    >>> shortened("x" * 100)[-3:], len(shortened("x" * 100))
    ('xx…', 60)
    """
    flat = " ".join(line.split())
    return flat if len(flat) <= WIDTH else flat[: WIDTH - 1] + "…"


LANGUAGES: dict[str, Callable[[Sequence[Box]], str]] = {"mermaid": mermaid, "dot": dot}
