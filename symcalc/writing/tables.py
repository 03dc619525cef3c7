"""A table of a step, in each form of writing."""

from __future__ import annotations

import html as markup
from collections.abc import Callable
from typing import Any

from symcalc.notation import Notation
from symcalc.steps import Table
from symcalc.writing.latex import latex
from symcalc.writing.text import text

Cell = str | Notation


def as_text(table: Table) -> list[str]:
    """Lines in columns, numbers and formulas flush left.

    >>> as_text(Table(("x", "f(x)"), (("0.1", "0.998"), ("0.01", "1"))))
    ['x     f(x)', '0.1   0.998', '0.01  1']
    """
    rows = [[_plain(cell) for cell in row] for row in (table.head, *table.rows)]
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
    rows = [
        " & ".join(f"${latex(c)}$" if isinstance(c, Notation) else escaped(c) for c in row)
        for row in (table.head, *table.rows)
    ]
    body = " \\\\\n".join([rows[0] + r" \\ \hline", *rows[1:]]).replace(r"\hline \\", r"\hline")
    return f"\\begin{{tabular}}{{{'l' * len(table.head)}}}\n{body}\n\\end{{tabular}}"


def as_html(table: Table) -> str:
    """A table element."""
    head = "".join(f"<th>{markup.escape(_plain(cell))}</th>" for cell in table.head)
    rows = "".join(
        f"<tr>{''.join(f'<td>{markup.escape(_plain(cell))}</td>' for cell in row)}</tr>"
        for row in table.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def plain(table: Table) -> dict[str, Any]:
    """As plain data: formulas in text."""
    return {
        "head": [_plain(cell) for cell in table.head],
        "rows": [[_plain(cell) for cell in row] for row in table.rows],
    }


def _plain(cell: Cell) -> str:
    return text(cell) if isinstance(cell, Notation) else cell


def _between(cell: Cell, sign: str) -> str:
    formula = f"{sign}{latex(cell)}{sign}" if isinstance(cell, Notation) else cell
    return formula.replace("|", r"\|")
