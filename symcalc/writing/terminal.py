"""A derivation for a terminal: colour, formulas in two dimensions, tables with lines."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from symcalc.notation import Notation
from symcalc.steps import Step, Table
from symcalc.writing import lines
from symcalc.writing.boxes import Box, box
from symcalc.writing.document import Document, evaluation, placed
from symcalc.writing.plain import holds, plain, shown
from symcalc.writing.pretty import PRETTY
from symcalc.writing.tables import plain as cell_text
from symcalc.writing.text import text

TITLE, LAW, ANSWER, QUIET = "bold cyan", "dim", "bold green", "dim"
GAP = 2  # columns between the margin and what stands under a title
NARROWEST = 40  # columns for which formulas are set in two dimensions


def terminal(d: Document, detail: str, *, width: int, colour: bool) -> str:
    """What a terminal of `width` columns shows; without colour there are no escape codes."""
    if detail == "brief" or width < NARROWEST:
        return plain(d, detail)
    paper = Paper(width, colour=colour)
    heading = PRETTY.write(d.asked)
    question = d.question.text
    paper.formula(heading, question, 0, "bold")
    paper.empty()
    paper.steps(shown(d, detail))
    paper.empty()
    _answer(paper, d)
    for remark in d.remarks:
        paper.words(remark, 0)
    if d.remarks:
        paper.empty()
    for step in placed(d):
        _evaluation(paper, step)
    paper.words(d.check.text(), 0, QUIET)
    return paper.written()


def _answer(paper: Paper, d: Document) -> None:
    """The answer, with where it holds beside it."""
    if d.ending:
        paper.words(d.ending, 4, ANSWER)
    else:
        where = holds(d)
        picture = PRETTY.row(equals(), PRETTY.write(d.result), box(where))
        paper.formula(picture, f"= {text(d.result)}{where}", 4, ANSWER)
    paper.empty()


def _evaluation(paper: Paper, step: Step) -> None:
    """An evaluation at a point; where it is too wide, under its title."""
    sides = list(dict.fromkeys((step.before, step.after)))
    place, told = box(f"{step.title}:  "), box(f"  {step.explanation}".rstrip())
    whole = PRETTY.row(place, chained(sides), told)
    if step.relation != "equal" or paper.fits(whole, 4):
        paper.formula(whole, evaluation(step, text), 4)
    else:
        paper.words(f"{step.title}:", 4)
        paper.chain(sides, "", 4 + GAP)
        paper.words(step.explanation, 4 + GAP)
    paper.empty()


def equals() -> Box:
    """The sign before what follows."""
    return box("= ")


def chained(nodes: Sequence[Notation]) -> Box:
    """Formulas with equals signs between them."""
    first, *rest = [PRETTY.write(node) for node in nodes]
    return PRETTY.spaced(first, *(piece for w in rest for piece in (box("="), w)))


class Paper:
    """What has been written so far, and how wide it is."""

    def __init__(self, width: int, *, colour: bool) -> None:
        self._out = StringIO()
        self._width = width
        self._console = Console(
            file=self._out,
            width=width,
            force_terminal=colour,
            color_system="standard" if colour else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def written(self) -> str:
        """All of it, without spaces at the ends of lines."""
        return "\n".join(line.rstrip() for line in self._out.getvalue().rstrip().split("\n"))

    def empty(self) -> None:
        """A line of space."""
        self._console.print()

    def fits(self, picture: Box, margin: int) -> bool:
        """Whether a picture is not wider than the room for it."""
        return bool(picture.width() <= self._width - margin)

    def words(self, words: str, margin: int, style: str = "") -> None:
        """A sentence, broken between words."""
        self._console.print(Padding(Text(words, style=style), (0, 0, 0, margin)))

    def formula(self, picture: Box, line: str, margin: int, style: str = "") -> None:
        """A formula in two dimensions, or as a line of text where it would not fit."""
        if picture.height() == 1 or not self.fits(picture, margin):
            self.words(line, margin, style)
            return
        for row in picture.picture:
            self._console.print(Text(" " * margin + row.rstrip(), style=style), soft_wrap=True)

    def steps(self, shown: Sequence[lines.Line]) -> None:
        """Lines under their numbered titles."""
        width = len(str(len(shown)))
        margin, number = width + 3, 0
        for line in shown:
            if line.title:
                number += 1
                self.title(f" {number:>{width}}  ", line)
            if line.explanation:
                self.words(line.explanation, margin)
            if line.chain:
                lead = "so " if not line.title else "= " if line.continues else ""
                self.chain(line.chain, lead, margin)
            if line.table:
                self.table(line.table, margin)

    def title(self, number: str, line: lines.Line) -> None:
        """The name of a rule, and the rule."""
        law = f"   {text(line.law)}" if line.law else ""
        self._console.print(Text.assemble(number, (line.title, TITLE), (law, LAW)))

    def chain(self, nodes: Sequence[Notation], lead: str, margin: int) -> None:
        """Formulas that are equal; in several lines where they are too wide."""
        whole = PRETTY.row(box(lead), chained(nodes))
        if self.fits(whole, margin) or len(nodes) == 1:
            self.formula(whole, lead + " = ".join(map(text, nodes)), margin)
            return
        for k, node in enumerate(nodes):
            sign = "= " if k else lead
            inside = margin + GAP * bool(k)
            self.formula(PRETTY.row(box(sign), PRETTY.write(node)), sign + text(node), inside)

    def table(self, table: Table, margin: int) -> None:
        """Rows and columns with lines."""
        grid = Grid(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
        for head in table.head:
            grid.add_column(Text(cell_text(head)))
        for row in table.rows:
            grid.add_row(*(Text(cell_text(cell)) for cell in row))
        self._console.print(Padding(grid, (0, 0, 0, margin)))
