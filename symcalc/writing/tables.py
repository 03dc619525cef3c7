"""A table of a step, in each form of writing."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from symcalc.notation import Notation
from symcalc.steps import Table
from symcalc.writing.latex import latex
from symcalc.writing.mathml import mathml
from symcalc.writing.text import text

Cell = str | Notation


def as_text(table: Table) -> list[str]:
    """Lines in columns, numbers and formulas flush left.

    >>> as_text(Table(("x", "f(x)"), (("0.1", "0.998"), ("0.01", "1"))))
    ['x     f(x)', '0.1   0.998', '0.01  1']
    """
    rows = [[plain(cell) for cell in row] for row in (table.head, *table.rows)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def as_markdown(table: Table) -> list[str]:
    """A table of Markdown, with formulas between dollar signs."""
    head, *rows = [[_between(cell, "$") for cell in row] for row in (table.head, *table.rows)]
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(line)} |" for line in lines]


def as_latex(table: Table, escaped: Callable[[str], str]) -> str:
    """A tabular; `escaped` makes plain words safe."""
    head, *rows = [
        " & ".join(f"${latex(c)}$" if isinstance(c, Notation) else escaped(c) for c in row)
        for row in (table.head, *table.rows)
    ]
    body = " \\\\\n".join(rows)
    columns = "l" * len(table.head)
    return f"\\begin{{tabular}}{{{columns}}}\n{head} \\\\ \\hline\n{body}\n\\end{{tabular}}"


def as_html(table: Table) -> str:
    """A table element."""
    head = "".join(f"<th>{_marked(cell)}</th>" for cell in table.head)
    rows = "".join(
        f"<tr>{''.join(f'<td>{_marked(cell)}</td>' for cell in row)}</tr>" for row in table.rows
    )
    return f'<table class="values"><thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table>'


def data(table: Table, formula: Callable[[Notation], Any]) -> dict[str, Any]:
    """As plain data; `formula` says what a formula is there."""

    def cells(row: tuple[Cell, ...]) -> list[Any]:
        return [formula(cell) if isinstance(cell, Notation) else cell for cell in row]

    return {"head": cells(table.head), "rows": [cells(row) for row in table.rows]}


def plain(cell: Cell) -> str:
    """A cell as text."""
    return text(cell) if isinstance(cell, Notation) else cell


def _marked(cell: Cell) -> str:
    return mathml(cell) if isinstance(cell, Notation) else escape(cell)


def _between(cell: Cell, sign: str) -> str:
    formula = f"{sign}{latex(cell)}{sign}" if isinstance(cell, Notation) else cell
    return formula.replace("|", r"\|")
